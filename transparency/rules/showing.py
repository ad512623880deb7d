"""A finding's words in their place, its thing's page, and a text that somebody only tries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from catalog.shops.context import ShopContext
from shop_ai.lib.period import local_day
from shop_ai.lib.table import Badge
from transparency.rules.compute import Facts, Found, Written, check
from transparency.rules.models import SubjectKind, TextFinding
from transparency.rules.selectors import own_rows, rules_of
from transparency.rules.words import finding_words, rule_title, severity_badge

_PAGES: Final = {SubjectKind.PRODUCT: "product", SubjectKind.CONTENT: "content-piece"}


@dataclass(frozen=True, slots=True)
class Tried:
    """A finding in a tried text, as the page shows it."""

    words: str
    title: str
    reason: str
    badge: Badge


def marked(row: TextFinding) -> tuple[str, str, str]:
    """What stands before the words, the words, and what stands after."""
    flat = " ".join(row.words.split())
    before, found, after = row.around.partition(flat) if flat else (row.around, "", "")
    return (before, found, after) if found else (row.around, "", "")


def subject_url(shop: ShopContext, row: TextFinding) -> str:
    """The page of the thing; empty when it has none of its own."""
    name = _PAGES.get(SubjectKind(row.kind))
    try:
        return reverse(name, kwargs={"slug": shop.slug, "uid": row.subject_uid}) if name else ""
    except NoReverseMatch:
        return ""


def tried(shop: ShopContext, given: dict[str, Any]) -> list[Tried]:
    """What the rules find in a text that is kept nowhere; what only a stored thing can lack is left out."""
    stock = given.get("stock")
    facts = Facts(
        kind=given["kind"],
        today=local_day(timezone.now(), shop.zone).isoformat(),
        language=shop.language,
        price="-",
        stocks=() if stock is None else (stock,),
        is_ai=bool(given.get("is_ai")),
    )
    own = own_rows(shop.id)
    found = check([Written("caption", given["text"])], facts, rules_of(shop.id))
    return [_tried(one, own) for one in found]


def _tried(one: Found, own: dict[str, Any]) -> Tried:
    row = TextFinding(rule=one.rule, severity=one.severity, values=one.values | {"why": one.why})
    return Tried(
        words=one.words,
        title=rule_title(one.rule, own.get(one.rule)),
        reason=finding_words(row, own.get(one.rule)),
        badge=severity_badge(one.severity),
    )
