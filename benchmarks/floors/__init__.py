"""Applications that do the least: what ours are measured against."""
