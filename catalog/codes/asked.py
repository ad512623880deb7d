"""What the addresses of the pages of codes ask for, and the codes that fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from catalog.codes.compute import normal_form
from catalog.codes.figures import Brought, brought
from catalog.codes.models import PlaylistCode
from catalog.codes.words import STATES, USE_STATES, state_of
from catalog.shops.context import ShopContext
from shop_ai.lib.listing import chosen_of, page_of, query_of, sort_of
from shop_ai.lib.tenancy import shop_scope

SORTS: Final = ("code", "uses", "new", "net", "ends", "made")
KEPT: Final = ("q", "state", "channel", "sort")
LAST: Final = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class CodesAsked:
    words: str
    state: str
    channel: str
    sort: str
    page: int
    query: str


@dataclass(frozen=True, slots=True)
class UsesAsked:
    only: str
    page: int
    query: str


@dataclass(frozen=True, slots=True)
class Line:
    """A code with what it brought."""

    code: PlaylistCode
    state: str
    brought: Brought = field(default_factory=Brought)


def codes_asked(given: Mapping[str, str]) -> CodesAsked:
    """Read an address; what makes no sense in it is left out."""
    return CodesAsked(
        words=given.get("q", "").strip()[:100],
        state=chosen_of(given, "state", STATES),
        channel=given.get("channel", "")[:40],
        sort=sort_of(given, SORTS, "-made"),
        page=page_of(given),
        query=query_of(given, KEPT),
    )


def uses_asked(given: Mapping[str, str]) -> UsesAsked:
    return UsesAsked(
        only=chosen_of(given, "only", (*USE_STATES, "leak")),
        page=page_of(given),
        query=query_of(given, ("only",)),
    )


def lines(shop: ShopContext, asked: CodesAsked, today: date) -> list[Line]:
    """The codes that fit, in the order asked for; archived ones only when they are asked for."""
    with shop_scope(shop.id):
        codes = list(PlaylistCode.objects.select_related("playlist"))
    found = brought(shop, today)
    all_lines = (Line(code, state_of(code, today), found.get(code.pk, Brought())) for code in codes)
    fitting = [line for line in all_lines if _fits(line, asked)]
    fitting.sort(key=lambda line: line.code.pk, reverse=True)
    key = asked.sort.removeprefix("-")
    fitting.sort(key=lambda line: _key(line, key), reverse=asked.sort.startswith("-"))
    return fitting


def _fits(line: Line, asked: CodesAsked) -> bool:
    code = line.code
    if asked.state and line.state != asked.state:
        return False
    if not asked.state and line.state == "archived":
        return False
    if asked.channel and code.channel != asked.channel:
        return False
    if not asked.words:
        return True
    title = code.playlist.title if code.playlist_id and code.playlist else ""
    texts = f"{code.campaign} {title} {code.note}".lower()
    form = normal_form(asked.words)
    by_form = bool(form) and (form in code.normalised or form in code.keyword_normalised)
    return by_form or asked.words.lower() in texts


def _key(line: Line, key: str) -> Any:
    keys: dict[str, str | int | Decimal | date] = {
        "code": line.code.code,
        "uses": line.code.uses,
        "new": line.brought.new_customers,
        "net": line.brought.net,
        "ends": line.code.ends_on or LAST,
        "made": line.code.pk,
    }
    return keys[key]
