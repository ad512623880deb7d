"""From the model's columns to the files and requests that a real shop would send."""
