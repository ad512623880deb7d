"""The vocabulary as the tables of ``docs/integrators/events.md``. Pure.

``python -m signals.ingest.guide`` writes them anew between the marks; a test says when that was forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from signals.ingest.vocabulary import COMMON_FIELDS, KINDS, NOT_TAKEN, SPECIAL_FIELDS, VERSION

GUIDE = Path("docs/integrators/events.md")
BEGIN, END = "<!-- vocabulary -->", "<!-- end of the vocabulary -->"


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def tables() -> str:
    """Version, types, fields and the outside names that are not taken, in Markdown."""
    kinds = _table(
        ("type", "meaning", "sent by", "own fields", "GA4", "Segment"),
        (
            (
                f"`{kind.name}`",
                kind.meaning,
                "page, server" if kind.from_browser else "server",
                _code(kind.fields),
                _code(kind.ga4),
                ", ".join(kind.segment),
            )
            for kind in KINDS
        ),
    )
    fields = _table(
        ("field", "meaning"),
        ((f"`{name}`", meaning) for name, meaning in (COMMON_FIELDS | SPECIAL_FIELDS).items()),
    )
    absent = _table(("GA4 name", "why not"), ((f"`{name}`", reason) for name, reason in NOT_TAKEN.items()))
    return f"Version {VERSION}.\n\n{kinds}\n\n{fields}\n\n{absent}\n"


def written(guide: str) -> str:
    """The guide with its tables made anew."""
    before, _begin, rest = guide.partition(BEGIN)
    _old, _end, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{tables()}\n{END}{after}"


if __name__ == "__main__":
    GUIDE.write_text(written(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")
