"""Changing the shop's calendar: move, shift by a day, hide, put back, and occasions of its own."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Final

from catalog.occasions.calendar import FIRST_YEAR, LAST_YEAR
from catalog.occasions.models import OccasionChange, OccasionKind
from catalog.occasions.selectors import FARTHEST, OWN, Occasion, occasion_of
from shop_ai.lib.tenancy import shop_scope

LONGEST: Final = timedelta(days=180)
MOST_OWN: Final = 300


class UnknownOccasion(LookupError):
    """Neither the calendar nor the shop has such an occasion."""


class BadDays(ValueError):
    """The days are out of order, out of the calendar's years, too long, or too far from where the calendar has them."""


def _found(shop_id: int, occasion_id: str) -> Occasion:
    occasion = occasion_of(shop_id, occasion_id)
    if occasion is None:
        raise UnknownOccasion(occasion_id)
    return occasion


def _check(starts_on: date, ends_on: date) -> None:
    in_years = FIRST_YEAR <= starts_on.year <= LAST_YEAR
    if not in_years or not timedelta(0) <= ends_on - starts_on <= LONGEST:
        raise BadDays(f"{starts_on} to {ends_on}")


def _write(shop_id: int, occasion: Occasion, *, starts_on: date, ends_on: date, is_hidden: bool) -> None:
    """Keep the shop's word on it."""
    days = {"starts_on": starts_on, "ends_on": ends_on, "is_hidden": is_hidden}
    if occasion.is_own:
        OccasionChange.objects.filter(uid=uuid.UUID(occasion.id.removeprefix(f"{OWN}-"))).update(**days)
        return
    OccasionChange.objects.update_or_create(
        shop_id=shop_id, origin=occasion.id, defaults={**days, "kind": occasion.kind}
    )


def move_occasion(shop_id: int, occasion_id: str, *, starts_on: date, ends_on: date) -> None:
    """Give it other days; raises UnknownOccasion or BadDays."""
    _check(starts_on, ends_on)
    with shop_scope(shop_id):
        occasion = _found(shop_id, occasion_id)
        if not occasion.is_own and abs(starts_on - occasion.first) > FARTHEST:
            raise BadDays(f"{starts_on} is far from {occasion.first}")
        _write(shop_id, occasion, starts_on=starts_on, ends_on=ends_on, is_hidden=occasion.is_hidden)


def shift_occasion(shop_id: int, occasion_id: str, days: int) -> None:
    """A day later or earlier, as the moon was seen; raises UnknownOccasion or BadDays."""
    with shop_scope(shop_id):
        occasion = _found(shop_id, occasion_id)
        step = timedelta(days=days)
        move_occasion(
            shop_id, occasion_id, starts_on=occasion.starts_on + step, ends_on=occasion.ends_on + step
        )


def hide_occasion(shop_id: int, occasion_id: str, *, is_hidden: bool) -> None:
    """Leave it out everywhere, or show it again; raises UnknownOccasion."""
    with shop_scope(shop_id):
        occasion = _found(shop_id, occasion_id)
        _write(shop_id, occasion, starts_on=occasion.starts_on, ends_on=occasion.ends_on, is_hidden=is_hidden)


def put_back(shop_id: int, occasion_id: str) -> None:
    """As the calendar has it: the shop's word is forgotten. An occasion of the shop's own is removed."""
    with shop_scope(shop_id):
        occasion = _found(shop_id, occasion_id)
        if occasion.is_own:
            OccasionChange.objects.filter(uid=uuid.UUID(occasion.id.removeprefix(f"{OWN}-"))).delete()
        else:
            OccasionChange.objects.filter(origin=occasion.id).delete()


def add_occasion(shop_id: int, *, starts_on: date, ends_on: date, names: tuple[str, str, str]) -> str:
    """An occasion of the shop's own with its names in French, Arabic and English; returns its id.

    Raises BadDays, also without any name and beyond 300 of them.
    """
    _check(starts_on, ends_on)
    with shop_scope(shop_id):
        if not any(names) or OccasionChange.objects.filter(origin="").count() >= MOST_OWN:
            raise BadDays("no name, or too many occasions")
        fr, ar, en = names
        row = OccasionChange.objects.create(
            shop_id=shop_id,
            starts_on=starts_on,
            ends_on=ends_on,
            kind=OccasionKind.OWN,
            name_fr=fr,
            name_ar=ar,
            name_en=en,
        )
    return f"{OWN}-{row.uid.hex}"


def rename_occasion(shop_id: int, occasion_id: str, names: tuple[str, str, str]) -> None:
    """Other names for an occasion of the shop's own; raises UnknownOccasion for one of the calendar."""
    with shop_scope(shop_id):
        occasion = _found(shop_id, occasion_id)
        if not occasion.is_own:
            raise UnknownOccasion(occasion_id)
        fr, ar, en = names
        uid = uuid.UUID(occasion.id.removeprefix(f"{OWN}-"))
        OccasionChange.objects.filter(uid=uid).update(name_fr=fr, name_ar=ar, name_en=en)
