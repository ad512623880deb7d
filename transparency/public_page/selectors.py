"""Reading the kept states of the page: the present one, that of a day, and what changed from one to the next."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from catalog.shops.context import ShopContext
from shop_ai.lib.prepared import prepared_rows
from shop_ai.lib.tenancy import shop_scope
from transparency.public_page.models import PageVersion, PageWords
from transparency.public_page.words import all_words

DAY: Final = timedelta(days=1)
COLUMNS: Final = "v.number, v.at, v.facts, v.kept, v.words, v.changed_by"
# The settings of keeping stand beside, so that one question tells whether the state still holds.
OF: Final = """jsonb_build_object(
    'chosen', (SELECT jsonb_object_agg(code, length) FROM transparency_retentionchoice WHERE shop_id = %(shop)s),
    'events', (SELECT months FROM signals_retention WHERE shop_id = %(shop)s),
    'messages', (SELECT keep_days FROM catalog_conversationsettings WHERE shop_id = %(shop)s))"""
SETTINGS: Final = f"SELECT {OF}"
PRESENT: Final = f"""
SELECT {COLUMNS}, v.facts = transparency_page_facts(%(shop)s::bigint), {OF}
FROM transparency_pageversion v WHERE v.shop_id = %(shop)s ORDER BY v.number DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class State:
    """One kept state. ``until`` is None for the present one; ``facts`` and ``kept`` as in :class:`PageVersion`."""

    number: int
    at: datetime
    facts: Mapping[str, Any]
    kept: Mapping[str, Any]
    words: str
    changed_by: str = ""
    until: datetime | None = None

    @property
    def profile(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.facts.get("profile") or {}
        return found

    @property
    def off(self) -> Mapping[str, str]:
        """Automations that were switched off, with the moment as ISO text; ``all`` is manual mode."""
        found: Mapping[str, str] = self.facts.get("off") or {}
        return found


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest kept state, whether the tables still say the same, and the settings of keeping as they are now."""

    state: State
    is_same: bool
    settings: Any


def newest_state(shop_id: int) -> Newest | None:
    """None before the first one was kept; one query."""
    with shop_scope(shop_id):
        rows = prepared_rows(PRESENT, {"shop": shop_id})
    if not rows:
        return None
    number, at, facts, kept, words, changed_by, is_same, settings = rows[0]
    state = State(number, at, read_json(facts), read_json(kept), words, changed_by)
    return Newest(state, bool(is_same), read_json(settings))


def read_json(value: Any) -> Any:
    """A jsonb value of a bare cursor, which Django leaves as text."""
    return json.loads(value) if isinstance(value, str) else value


def _state(row: PageVersion, until: datetime | None) -> State:
    return State(row.number, row.at, row.facts, row.kept, row.words, row.changed_by, until)


def state_numbered(shop_id: int, number: int) -> State | None:
    """One kept state by its number."""
    with shop_scope(shop_id):
        rows = list(PageVersion.objects.filter(number__in=[number, number + 1]).order_by("number"))
    if not rows or rows[0].number != number:
        return None
    return _state(rows[0], rows[1].at if len(rows) > 1 else None)


def states_of_day(shop: ShopContext, day: date) -> list[State]:
    """What stood on a shop-local day: what it began with, then each change; empty before the first that was kept."""
    start = datetime(day.year, day.month, day.day, tzinfo=shop.zone)
    end = datetime.combine(day + DAY, datetime.min.time(), tzinfo=shop.zone)
    with shop_scope(shop.id):
        within = list(PageVersion.objects.filter(at__gte=start, at__lt=end).order_by("number"))
        before = PageVersion.objects.filter(at__lt=start).order_by("-number").first()
        after = (
            PageVersion.objects.filter(at__gte=end).order_by("number").values_list("at", flat=True).first()
        )
    rows = ([before] if before else []) + within
    ends = [row.at for row in rows[1:]] + [after]
    return [_state(row, until) for row, until in zip(rows, ends, strict=False)]


def first_day(shop: ShopContext) -> date | None:
    """The first day of which the page is kept."""
    with shop_scope(shop.id):
        at = PageVersion.objects.order_by("number").values_list("at", flat=True).first()
    return at.astimezone(shop.zone).date() if at else None


def words_of(shop_id: int, state: State, language: str) -> dict[str, Any]:
    """What the software said in that state, in a language; what it says now while nothing was kept of it."""
    present, words = all_words()
    if state.words and state.words != present:
        with shop_scope(shop_id):
            kept = PageWords.objects.filter(sha256=state.words).values_list("words", flat=True).first()
        words = kept or words
    found: dict[str, Any] = words.get(language) or words["fr"]
    return found


def newest_states(shop_id: int, before: int | None, limit: int) -> list[State]:
    """States from the newest down, each with when it ended; ``before`` is a number to go on from."""
    with shop_scope(shop_id):
        rows = PageVersion.objects.order_by("-number")
        if before:
            rows = rows.filter(number__lte=before)
        found = list(rows[:limit])
    ends: list[datetime | None] = [None, *(row.at for row in found)]
    return [_state(row, until) for row, until in zip(found, ends, strict=False)]
