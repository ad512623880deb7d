"""The content of a shop's public page. Nothing here is typed text about the code: it is read from the registry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from catalog.shops.context import ShopContext
from transparency.centre.hours import Opening, opening
from transparency.centre.selectors import CentreState, centre_state


@dataclass(frozen=True, slots=True)
class Rule:
    """One of the five rules in the shop's words; empty text when the shop has not written it yet."""

    code: str
    text: str


RULES = ("delivery_times", "returns", "guarantee", "delivery", "after_sales")


@dataclass(frozen=True, slots=True)
class PublicPage:
    state: CentreState
    rules: list[Rule]
    contact: dict[str, Any]
    opening: Opening
    now: datetime

    @property
    def has_rules(self) -> bool:
        return any(rule.text for rule in self.rules)


def public_page(shop: ShopContext) -> PublicPage:
    """What is automated and measured today, the rules, and who answers when."""
    profile, now = shop.public_profile, timezone.now()
    written = profile.get("rules", {})
    return PublicPage(
        state=centre_state(shop.id, public_only=True),
        rules=[Rule(code, str(written.get(code, ""))) for code in RULES],
        contact=profile.get("contact", {}),
        opening=opening(profile.get("hours", {}), now.astimezone(shop.zone)),
        now=now,
    )
