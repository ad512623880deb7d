"""Scripts for strangers' pages without what only their readers need. Pure."""

from __future__ import annotations


def trimmed(script: str) -> str:
    """The script without indentation, empty lines, lines of comment, and line ends that say nothing.

    No text may run over several lines, but for style sheets, which mean the same without these.
    """
    lines = (line.strip() for line in script.splitlines())
    kept = [line for line in lines if line and not line.startswith(("//", "/* ----"))]
    return "".join(line if _is_open(line) else f"{line}\n" for line in kept)


def _is_open(line: str) -> bool:
    """Whether the next line may follow directly. Where a comment might stand, it may not."""
    return line.endswith(("{", ";", ",")) and "//" not in line
