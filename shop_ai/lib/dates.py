"""Dates as sheets and platforms write them. Day before month unless a whole column proves otherwise."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Literal

from shop_ai.lib.text import fold_digits, normalise

DayOrder = Literal["dmy", "mdy"]

_MONTH_NAMES = {
    1: "janvier janv jan january جانفي يناير",
    2: "fevrier fevr fev feb february فيفري فبراير",
    3: "mars mar march مارس",
    4: "avril avr apr april افريل ابريل",
    5: "mai may ماي مايو",
    6: "juin june jun جوان يونيو",
    7: "juillet juil july jul جويلية يوليو",
    8: "aout aou aug august اوت اغسطس",
    9: "septembre sept sep september سبتمبر",
    10: "octobre oct october اكتوبر",
    11: "novembre nov november نوفمبر",
    12: "decembre dec december ديسمبر",
}
_MONTHS = {normalise(name): number for number, names in _MONTH_NAMES.items() for name in names.split()}

_TIME = r"(?:[ t,]+(?:a )?(?P<h>\d{1,2})[:h](?P<i>\d{2})(?:[:.](?P<s>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?m\.?)?)?"
_ZONE = r"\s*(?P<zone>z|utc|gmt|[+-]\d{2}:?\d{2})?"
_ISO = re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})" + _TIME + _ZONE)
_NUMERIC = re.compile(
    r"(?P<a>\d{1,2})\s?[-/. ]\s?(?P<b>\d{1,2})\s?[-/. ]\s?(?P<y>\d{4}|\d{2})" + _TIME + _ZONE
)
_WORDED = re.compile(
    r"(?:[^\W\d_]+\.?,? )?(?P<d>\d{1,2})(?:er|st|nd|rd|th)?[ -]?(?P<name>[^\W\d_]+)\.?,?[ -]?(?P<y>\d{4}|\d{2})"
    + _TIME
)
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_EXCEL_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 -- a serial number is local time
_FIRST_SERIAL, _LAST_SERIAL = 20000, 80000
_FIRST_YEAR, _LAST_YEAR = 1970, 2100
_NOON = 12


def parse_moment(text: str, order: DayOrder = "dmy") -> datetime | None:
    """A date with or without time; aware when the text carries an offset, naive (shop-local) otherwise.

    Read: `14/05/2026`, `16-05-26`, `2026-05-14 11:23:45 +0100`, Excel serials (`46156`, 1900 system),
    `14 mai 2026`, `14 جويلية 2026`. None when it is not a date or its year is not between 1970 and 2100.
    """
    plain = fold_digits(normalise(text))
    if _SERIAL.fullmatch(plain):
        return _from_serial(plain)
    for pattern in (_ISO, _NUMERIC, _WORDED):
        if match := pattern.fullmatch(plain):
            return _from_parts(match.groupdict(), order)
    return None


def day_order(values: Iterable[str]) -> DayOrder:
    """`mdy` only when the values prove it: a second number above 12 and never a first one above 12."""
    first_above = second_above = False
    for value in values:
        if match := _NUMERIC.fullmatch(fold_digits(normalise(value))):
            first_above = first_above or int(match["a"]) > _NOON
            second_above = second_above or int(match["b"]) > _NOON
    return "mdy" if second_above and not first_above else "dmy"


def to_utc(moment: datetime, zone: tzinfo) -> datetime:
    """The moment in UTC; a naive one is taken as local time of `zone`."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    return aware.astimezone(UTC)


def _from_serial(text: str) -> datetime | None:
    serial = float(text.replace(",", "."))
    if not _FIRST_SERIAL <= serial <= _LAST_SERIAL:
        return None
    return _EXCEL_EPOCH + timedelta(seconds=round(serial * 86400))


def _from_parts(parts: dict[str, str | None], order: DayOrder) -> datetime | None:
    year = int(parts["y"] or 0)
    year += 2000 if year < 100 else 0  # two-digit years are of this century
    month, day = _month_and_day(parts, order)
    hour = _hour(int(parts.get("h") or 0), parts.get("half"))
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        # Without an offset the moment stays naive: local to whoever wrote it, until to_utc is told the zone.
        zone = _offset(parts.get("zone"))
        return datetime(year, month, day, hour, int(parts.get("i") or 0), int(parts.get("s") or 0), 0, zone)
    except ValueError:
        return None


def _month_and_day(parts: dict[str, str | None], order: DayOrder) -> tuple[int, int]:
    if name := parts.get("name"):
        return _MONTHS.get(name, 0), int(parts["d"] or 0)
    if parts.get("m"):
        return int(parts["m"] or 0), int(parts["d"] or 0)
    first, second = int(parts["a"] or 0), int(parts["b"] or 0)
    return (first, second) if order == "mdy" else (second, first)


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    return hour % _NOON + (_NOON if half.startswith("p") else 0)


def _offset(zone: str | None) -> tzinfo | None:
    if zone is None:
        return None
    if zone in ("z", "utc", "gmt"):
        return UTC
    digits = zone[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return timezone(timedelta(minutes=minutes if zone[0] == "+" else -minutes))
