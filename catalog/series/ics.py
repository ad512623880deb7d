"""Posts as an iCalendar file (RFC 5545), for the calendar of a phone. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

LONGEST_LINE: Final = 75
POST_LASTS: Final = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Entry:
    """``starts_at`` is aware; ``uid`` stays the same when the post moves, so that a calendar moves it too."""

    uid: str
    starts_at: datetime
    changed_at: datetime
    title: str
    text: str
    url: str


def _escaped(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def folded(line: str) -> str:
    """At most 75 octets a line, cut between characters; what follows begins with a space."""
    lines, part = [], b""
    for sign in line:
        octets = sign.encode()
        if len(part) + len(octets) > LONGEST_LINE:
            lines.append(part)
            part = b" "
        part += octets
    return b"\r\n".join([*lines, part]).decode()


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def calendar_file(name: str, entries: Iterable[Entry]) -> str:
    """The whole file; an alarm rings when a post is due."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//series of posts//EN",
        f"X-WR-CALNAME:{_escaped(name)}",
    ]
    for entry in entries:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{entry.uid}",
            f"DTSTAMP:{_moment(entry.changed_at)}",
            f"DTSTART:{_moment(entry.starts_at)}",
            f"DTEND:{_moment(entry.starts_at + POST_LASTS)}",
            f"SUMMARY:{_escaped(entry.title)}",
            f"DESCRIPTION:{_escaped(entry.text)}",
            f"URL:{entry.url}",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{_escaped(entry.title)}",
            "TRIGGER:PT0S",
            "END:VALARM",
            "END:VEVENT",
        ]
    return "\r\n".join(folded(line) for line in [*lines, "END:VCALENDAR"]) + "\r\n"
