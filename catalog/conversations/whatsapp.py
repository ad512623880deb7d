"""The text that WhatsApp exports of one chat. Pure; times are as the phone wrote them, without a zone.

Variants: Android in French (``12/03/2026, 08:59 - Nom: texte``), in English with ``7:35 PM``, in Arabic with Arabic
digits and marks of direction, and iOS (``[31/12/2025 11:40:26] Name: text``). The day and the month are told apart
from all dates of the file together: one above 12, else the one order in which the dates never go back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal, NamedTuple

from shop_ai.lib.text import fold_digits, normalise

DateOrder = Literal["dmy", "mdy", "ymd"]
Day = tuple[int, int, int]
LONGEST_AUTHOR: Final = 60
_MARKS = re.compile("[\ufeff\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_SPACES: Final = str.maketrans({"\u202f": " ", "\u00a0": " ", "،": ","})
_WHEN: Final = (
    r"(?P<day>\d{1,4}[./-]\d{1,2}[./-]\d{1,4})(?:,| à| at)?\s*"
    r"(?P<time>\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)\s*(?P<half>[AaPp]\.?\s?[Mm]\.?|ص|م)?"
)
_HEADS: Final = (
    re.compile(rf"{_WHEN}\s+-\s(?P<rest>.*)$"),
    re.compile(rf"\[{_WHEN}\]\s(?P<rest>.*)$"),
)
# Told by the mark that iOS sets before them, or because they stand between pointed brackets.
_MEDIA = re.compile(
    r"<[^<>]{3,80}>|.{0,120}\((?:file attached|fichier joint|الملف مرفق)\)|"
    r"(?:image|video|video note|audio|sticker|gif|document|contact card) (?:omitted|absente?|omise?)"
)
_DELETED: Final = (
    "ce message a ete supprime", "vous avez supprime ce message", "this message was deleted",
    "you deleted this message", "تم حذف هذه الرسالة", "حذفت هذه الرسالة", "لقد حذفت هذه الرسالة",
)  # fmt: skip
_EDITED = re.compile(r"\s*<[^<>]*(?:modifi|edit|تعديل)[^<>]*>$")
_FRENCH: Final = ("medias omis", "ce message a ete", "les messages et les appels", "messages et appels")


class Said(NamedTuple):
    """One line of the export. ``author`` is empty for what WhatsApp itself says; ``row`` counts lines from 1."""

    row: int
    at: datetime
    author: str
    text: str
    kind: Literal["text", "media", "deleted", "system"]


@dataclass(frozen=True, slots=True)
class Export:
    """A chat. ``is_certain`` is False when its dates can be read in another order as well."""

    lines: tuple[Said, ...]
    order: DateOrder
    is_certain: bool

    @property
    def authors(self) -> dict[str, int]:
        """Who wrote how many messages, in the order in which they first wrote."""
        found: dict[str, int] = {}
        for line in self.lines:
            if line.author:
                found[line.author] = found.get(line.author, 0) + 1
        return found


class NotAnExport(ValueError):
    """The text is no chat of WhatsApp."""


class _Raw(NamedTuple):
    row: int
    day: Day
    time: tuple[int, int, int]
    author: str
    text: str


def is_export(text: str) -> bool:
    """Whether the first line that is not empty begins as every message of an export does."""
    first = next((line for line in text.split("\n", 40) if line.strip()), "")
    return _head(first) is not None


def read_export(text: str, order: DateOrder | None = None, *, until: date | None = None) -> Export:
    """The messages of an export, in the order of the file; ``order`` overrules what the dates say.

    ``until`` is the last day that can have been: an order of day and month that leads beyond it is no reading.

    Raises NotAnExport for another text, and for dates that fit no order.
    """
    raw = list(_messages(text))
    if not raw:
        raise NotAnExport("no line begins with a date and a time")
    found, is_certain = _order_of([one.day for one in raw], text, until)
    try:
        lines = tuple(_said(one, order or found) for one in raw)
    except ValueError as error:
        raise NotAnExport("a date is no day of the calendar") from error
    return Export(lines, order or found, is_certain)


def _plain(line: str) -> str:
    return fold_digits(line.translate(_SPACES))


def _head(line: str) -> re.Match[str] | None:
    plain = _plain(_MARKS.sub("", line))
    return next((found for head in _HEADS if (found := head.match(plain))), None)


def _messages(text: str) -> Iterator[_Raw]:
    """Each message with the lines that continue it."""
    current: _Raw | None = None
    for row, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        head = _head(line)
        if head is None:
            if current is not None:
                current = current._replace(text=f"{current.text}\n{_MARKS.sub('', line)}")
            continue
        if current is not None:
            yield current
        current = _begun(row, line, head)
    if current is not None:
        yield current


def _begun(row: int, line: str, head: re.Match[str]) -> _Raw:
    """The author and the text are cut from the line as it was written, digits and commas as they stand."""
    day = tuple(int(part) for part in re.split(r"[./-]", head["day"]))
    rest = _after_head(line, len(head["rest"]))
    author, colon, said = rest.partition(": ")
    bare = _MARKS.sub("", author).strip().removeprefix("~").strip()
    if not colon or not bare or len(bare) > LONGEST_AUTHOR:
        return _Raw(row, day, _clock(head), "", _MARKS.sub("", rest))  # type: ignore[arg-type]  # three parts
    return _Raw(row, day, _clock(head), bare, said)  # type: ignore[arg-type]  # three parts


def _after_head(line: str, length: int) -> str:
    """The end of the line that holds ``length`` signs besides marks, with its marks."""
    if not length:
        return ""
    places = [at for at, sign in enumerate(line) if not _MARKS.match(sign)]
    start = places[-length]
    while start and _MARKS.match(line[start - 1]):
        start -= 1
    return line[start:]


def _clock(head: re.Match[str]) -> tuple[int, int, int]:
    hour, minute, second = (*(int(part) for part in re.split(r"[:.]", head["time"])), 0)[:3]
    half = (head["half"] or "").lower().replace(".", "").replace(" ", "")
    if half in ("pm", "م"):
        hour = hour % 12 + 12
    elif half in ("am", "ص"):
        hour %= 12
    return hour, minute, second


def _said(raw: _Raw, order: DateOrder) -> Said:
    at = _moment(raw.day, raw.time, order)
    from_system = raw.text.startswith("\u200e")
    text = _EDITED.sub("", _MARKS.sub("", raw.text)).strip()
    plain = normalise(text).rstrip(".")
    if not raw.author:
        return Said(raw.row, at, "", text, "system")
    if plain in _DELETED:
        return Said(raw.row, at, raw.author, "", "deleted")
    if _MEDIA.fullmatch(plain):
        return Said(raw.row, at, raw.author, "", "media")
    return Said(raw.row, at, "" if from_system else raw.author, text, "system" if from_system else "text")


def _moment(day: Day, time: tuple[int, int, int], order: DateOrder) -> datetime:
    year, month, date_ = (day[at] for at in {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}[order])
    whole = year + 2000 if year < 100 else year
    return datetime(whole, month, date_, *time)  # noqa: DTZ001  # the phone's own clock; the caller knows the shop's zone


def _order_of(days: Sequence[Day], text: str, until: date | None) -> tuple[DateOrder, bool]:
    """The order of the dates, and whether no other fits."""
    if any(day[0] > 31 for day in days):
        return "ymd", True
    fitting = [order for order in ("dmy", "mdy") if _fits(days, order)]
    if not fitting:
        raise NotAnExport("the dates fit no order of day and month")
    past = [order for order in fitting if until is None or _last(days, order) <= until] or fitting
    steady = [order for order in past if _never_goes_back(days, order)] or past
    if len(steady) == 1 or all(day[0] == day[1] for day in days):
        return steady[0], True  # type: ignore[return-value]  # one of the two
    return _likely(text), False


def _fits(days: Sequence[Day], order: str) -> bool:
    at = 1 if order == "dmy" else 0
    return all(1 <= day[at] <= 12 for day in days)


def _keys(days: Sequence[Day], order: str) -> list[Day]:
    """Year, month and day, to compare; a year of two digits is one of this century."""
    full = [(day[0], day[1], day[2] + 2000 if day[2] < 100 else day[2]) for day in days]
    return [(year, b, a) if order == "dmy" else (year, a, b) for a, b, year in full]


def _never_goes_back(days: Sequence[Day], order: str) -> bool:
    keys = _keys(days, order)
    return keys == sorted(keys)


def _last(days: Sequence[Day], order: str) -> date:
    try:
        return date(*max(_keys(days, order)))
    except ValueError:
        return date.max


def _likely(text: str) -> DateOrder:
    """What the language of the phone suggests: only an American one writes the month first."""
    beginning = text[:4000]
    if re.search("[٠-٩]", beginning) or any(word in normalise(beginning) for word in _FRENCH):
        return "dmy"
    return "mdy" if re.search(r"\d\s[AP]M\b", beginning.translate(_SPACES)) else "dmy"
