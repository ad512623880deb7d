"""Scripts for strangers' pages without what only their readers need. Pure."""

from __future__ import annotations

import re

QUOTED = re.compile("[\"'`/]")
ROOMY = re.compile(r" ?(=>|[{},=]) ?")


def trimmed(script: str) -> str:
    """The script without indentation, empty lines, lines of comment, and room that says nothing.

    No text may run over several lines, but for style sheets, which mean the same without their line ends.
    """
    lines = (line.strip() for line in script.splitlines())
    kept = [line for line in lines if line and not line.startswith(("//", "/* ----"))]
    return "".join(_tight(line) if _is_open(line) else f"{_tight(line)}\n" for line in kept)


def _is_open(line: str) -> bool:
    """Whether the next line may follow directly. Where a comment might stand, it may not."""
    return line.endswith(("{", ";", ",")) and "//" not in line


def _tight(line: str) -> str:
    """The line without room around signs; a line with a text, an expression or a comment stays as it is."""
    return line if QUOTED.search(line) else ROOMY.sub(r"\1", line)
