"""Scripts for strangers' pages without what only their readers need. Pure."""

from __future__ import annotations


def trimmed(script: str) -> str:
    """The script without indentation, empty lines and lines of comment.

    Every line must be a whole piece of the program: no text may run over several lines.
    """
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"
