"""One case as its page shows it, and the tabs of the room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.customers.naming import may_see_people, shown_phone, whatsapp_url
from catalog.people.models import User
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib.table import Badge
from transparency.cases.links import case_url
from transparency.cases.lists import assignee_name
from transparency.cases.models import Case, Kind, OpenedBy, Place
from transparency.cases.personal import Asker, open_asker
from transparency.cases.replies import SPOKEN, Reply, replies
from transparency.cases.selectors import Line, is_case_decision, story_of
from transparency.cases.words import event_words, held_words, state_badge
from transparency.ledger.holds import Hold, holds_of

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the story with its words; ``who`` is empty for the customer and for what happened by itself."""

    kind: str
    at: datetime
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class CaseShown:
    """Everything on the page but the forms; who asked and what was written are empty for who may not see people."""

    case: Case
    badge: Badge
    asker: Asker | None
    phone: str
    whatsapp: str
    address: str
    facts: Pairs
    story: tuple[Told, ...]
    held: str
    holds: list[Hold]
    decision_is_ours: bool
    replies: list[Reply]
    trail: list[tuple[str, str]]


def case_page(shop: ShopContext, case: Case) -> CaseShown:
    sees_people = may_see_people(shop)
    asker = open_asker(current_seal(), case) if sees_people else None
    address = case_url(shop, case) if sees_people else ""
    holds = holds_of(case.uid)
    return CaseShown(
        case=case,
        badge=state_badge(case, timezone.now()),
        asker=asker,
        phone=shown_phone(asker.phone) if asker else "",
        whatsapp=_whatsapp(asker, address),
        address=address,
        facts=_facts(case),
        story=tuple(_told(story_of(case), sees_people=sees_people)),
        held=held_words([one.subject for one in holds if one.released_at is None]),
        holds=holds,
        decision_is_ours=is_case_decision(case),
        replies=_replies(shop, case) if sees_people else [],
        trail=[
            (_("Transparency"), reverse("transparency", kwargs={"slug": shop.slug})),
            (_("Cases"), reverse("cases", kwargs={"slug": shop.slug})),
        ],
    )


def _whatsapp(asker: Asker | None, address: str) -> str:
    """A message to the customer with the link to the answer, ready to be sent by hand."""
    url = whatsapp_url(asker.phone) if asker else ""
    text = _("Our answer to you is here: %(address)s") % {"address": address}
    return f"{url}?text={quote(text)}" if url else ""


def _facts(case: Case) -> Pairs:
    said = (
        (_("What it is about"), str(Kind(case.kind).label)),
        (_("Asked from"), str(Place(case.place).label)),
        (_("Opened by"), str(OpenedBy(case.opened_by).label)),
        (_("Who answers"), assignee_name(case) or _("Nobody yet")),
        (_("Did it help"), str(case.get_satisfaction_display())),
    )
    return tuple((term, value) for term, value in said if value)


def _told(lines: list[Line], *, sees_people: bool) -> list[Told]:
    people = _people(line.by for line in lines)
    return [
        Told(
            line.kind,
            line.at,
            people.get(line.by, ""),
            (line.text if sees_people else "")
            if line.kind != "event"
            else event_words(line.what, line.values),
        )
        for line in lines
    ]


def _people(accounts: Iterable[str]) -> dict[str, str]:
    """Names of the shop's people by ``user:<id>``; one query."""
    ids = {int(one.removeprefix("user:")) for one in accounts if one.startswith("user:")}
    rows = User.objects.filter(pk__in=ids) if ids else ()
    return {f"user:{one.pk}": one.name or one.email for one in rows}


def _replies(shop: ShopContext, case: Case) -> list[Reply]:
    """Those in the customer's language first."""
    language = SPOKEN.get(case.language, case.language) or shop.language
    return sorted(replies(shop.id), key=lambda one: one.language != language)


def tabs_of(shop: ShopContext, here: str) -> list[tuple[str, str, bool]]:
    """The pages of the room."""
    pages = (
        ("cases", _("Cases")),
        ("case-replies", _("Replies")),
        ("case-settings", _("Settings of cases")),
    )
    return [(label, reverse(name, kwargs={"slug": shop.slug}), name == here) for name, label in pages]
