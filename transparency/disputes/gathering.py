"""Everything that is known of one order until a moment, as rows of plain JSON: the content of a dispute file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Q

from catalog.codes.models import CodeUse, PlaylistCode
from catalog.conversations.models import Conversation, ConversationMessage
from catalog.conversations.personal import open_text
from catalog.customers.personal import Personal, open_personal
from catalog.history.compute import as_it_was
from catalog.history.models import What
from catalog.history.records import values_of
from catalog.history.selectors import changes
from catalog.orders.models import Order
from catalog.orders.personal import open_order
from catalog.parcels.models import Parcel, ParcelEvent
from catalog.rest.fields import public_id
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib.sealing import ShopSeal
from shop_ai.lib.tenancy import shop_scope
from signals.consent.models import Consent
from transparency.cases.models import Case, CaseEntry
from transparency.cases.personal import open_words
from transparency.disputes import order_rows
from transparency.disputes.order_rows import Row, plain
from transparency.ledger.models import Decision
from transparency.ledger.selectors import decisions
from transparency.public_page.models import PageVersion
from transparency.public_page.profile import TEXTS, contact_of, legal_of, texts_of

# Messages of the same customer count when their conversation lies around the order.
BEFORE, AFTER = timedelta(days=14), timedelta(days=30)
DISPUTES: Final = "disputes"
LIMITS: Final = ("starts_on", "ends_on", "most_uses", "most_per_customer", "least_basket", "most_discount")


def gathered(shop: ShopContext, order: Order, moment: datetime) -> dict[str, list[Row]]:
    """The sections of the file by name; what happened after the moment is not in it. A constant number of queries."""
    with shop_scope(shop.id):
        seal = current_seal()
        first, then = order_rows.as_first_known(shop.id, order), order_rows.as_on(shop.id, order, moment)
        talks = _talks(order, moment)
        cases = _cases(order, moment)
        return {
            "parties": _parties(shop, order, seal),
            "order": order_rows.order_rows(first, known_since=plain(order.created_at)),
            "lines": order_rows.line_rows(first),
            "prices": order_rows.price_rows(shop.id, order, moment),
            "course": order_rows.course_rows(shop.id, then, moment),
            "order_now": order_rows.order_rows(then),
            "lines_now": order_rows.line_rows(then),
            "terms": _terms(shop, order.placed_at),
            "messages": _messages(seal, talks, moment),
            "parcels": _parcels(order, moment),
            "cash": _cash(order, then, moment),
            "codes": _codes(shop.id, order, moment),
            "decisions": _decisions(order, talks, cases, moment),
            "consents": _consents(order, moment),
            "cases": _case_rows(seal, cases, moment),
        }


def _parties(shop: ShopContext, order: Order, seal: ShopSeal) -> list[Row]:
    """The merchant as the public page names it, and the customer as the parcel and the shop know them."""
    legal = legal_of(shop.public_profile)
    merchant = {"role": "merchant", "shop": shop.name} | {name: text for name, text in legal.items() if text}
    sealed = open_order(seal, order)
    known = open_personal(seal, order.customer) if order.customer else Personal()
    customer = {
        "role": "customer",
        "customer": order.customer.uid.hex if order.customer else "",
        "name": str(sealed.get("name") or known.name),
        "phone": str(sealed.get("phone") or known.phone),
        "email": known.email,
        "address": str(sealed.get("address") or known.address),
        "commune": str(sealed.get("commune") or known.commune),
        "note": str(sealed.get("note") or ""),
    }
    return [merchant, {name: value for name, value in customer.items() if value}]


def _terms(shop: ShopContext, moment: datetime) -> list[Row]:
    """The rules of the public page when the order was placed; of the oldest kept page when none is as old."""
    kept = PageVersion.objects.filter(at__lte=moment).order_by("-number").first()
    version = kept or PageVersion.objects.order_by("number").first()
    if version is None:
        return []
    profile = version.facts.get("profile") or {}
    head = {"page": version.number, "since": plain(version.at), "stood_then": kept is not None}
    contact = contact_of(profile)
    said = [
        ("contact", shop.language, " · ".join(filter(None, [contact.name, contact.phone, contact.delay])))
    ]
    said += [
        (code, language, text)
        for code in TEXTS
        for language, text in texts_of(profile, code, shop.language).items()
    ]
    return [
        head | {"what": code, "language": language, "text": text} for code, language, text in said if text
    ]


def _talks(order: Order, moment: datetime) -> list[Conversation]:
    """The conversations tied to the order, and those of its customer around it."""
    wanted = Q(order=order)
    if order.customer_id is not None:
        ends = (order.closed_at or order.delivered_at or order.placed_at) + AFTER
        wanted |= Q(customer=order.customer_id, started_at__range=(order.placed_at - BEFORE, ends))
    return list(Conversation.objects.filter(wanted, started_at__lte=moment).order_by("started_at", "pk"))


def _messages(seal: ShopSeal, talks: Sequence[Conversation], moment: datetime) -> list[Row]:
    """What was said, oldest first; words that were forgotten are empty and say so."""
    of = {talk.pk: talk for talk in talks}
    rows = ConversationMessage.objects.filter(conversation__in=of, said_at__lte=moment)
    return [
        {
            "at": plain(row.said_at),
            "place": of[row.conversation_id].place,
            "conversation": of[row.conversation_id].uid.hex,
            "by": "customer" if row.is_inbound else "shop",
            "kind": row.kind,
            "text": open_text(seal, of[row.conversation_id], row),
        }
        for row in rows.order_by("said_at", "conversation_id", "position")
    ]


def _parcels(order: Order, moment: datetime) -> list[Row]:
    """What couriers said of the order's parcels."""
    events = ParcelEvent.objects.filter(parcel__order=order, at__lte=moment).select_related("parcel")
    return [
        {
            "at": plain(event.at),
            "courier": event.parcel.courier,
            "tracking": event.parcel.tracking,
            "said": event.raw,
            "state": event.state,
            "reason": event.reason,
        }
        for event in events.order_by("at", "pk")
    ]


def _cash(order: Order, then: Order, moment: datetime) -> list[Row]:
    """Cash that couriers collect and handed over, money given back, and where the money stood."""
    rows: list[Row] = []
    parcels = Parcel.objects.filter(order=order, created_at__lte=moment).select_related("remittance")
    for parcel in parcels.order_by("pk"):
        said = {"currency": parcel.currency, "reference": parcel.tracking}
        if parcel.cash is not None:
            rows.append(
                said | {"what": "to_collect", "on": plain(parcel.announced_on), "amount": str(parcel.cash)}
            )
        if parcel.remittance is not None and parcel.remittance.created_at <= moment:
            rows.append(
                said
                | {
                    "what": "handed_over",
                    "on": plain(parcel.remittance.received_on),
                    "amount": str(parcel.cash or 0),
                }
            )
    rows += [
        {
            "what": "refund",
            "on": plain(refund.refunded_on),
            "amount": str(refund.amount),
            "currency": refund.currency,
            "reference": refund.external_id,
        }
        for refund in then.refunds.all()
    ]
    return rows


def _codes(shop_id: int, order: Order, moment: datetime) -> list[Row]:
    """The codes used on the order, with the rules that they had at that moment."""
    uses = list(CodeUse.objects.filter(order=order, used_at__lte=moment).select_related("code"))
    later = changes(shop_id, What.CODE, [use.code_id for use in uses]) if uses else {}
    return [_code_row(use, later.get(use.code_id, ()), moment) for use in uses]


def _code_row(use: CodeUse, told: Sequence[Any], moment: datetime) -> Row:
    code: PlaylistCode = use.code
    then = as_it_was(values_of(code), [change for change in told if change.at >= use.used_at]) or {}
    given_back = use.given_back_at if use.given_back_at and use.given_back_at <= moment else None
    return {
        "code": then.get("code", code.code),
        "used_at": plain(use.used_at),
        "taken_off": str(use.discount),
        "state": use.state if given_back or use.state != "given_back" else "counted",
        "given_back_at": plain(given_back),
        "discount_kind": then.get("discount_kind"),
        "discount": plain(then.get("discount")),
        **{name: plain(then.get(name)) for name in LIMITS},
    }


def _decisions(
    order: Order, talks: Sequence[Conversation], cases: Sequence[Case], moment: datetime
) -> list[Row]:
    """Decisions of the ledger about the order, its customer, code, conversations and cases, with the chain's links."""
    about = [f"order:{order.uid.hex}", f"order:{order.uid}"]
    about += [f"conversation:{talk.uid.hex}" for talk in talks]
    about += [f"case:{case.uid.hex}" for case in cases]
    if order.customer is not None:
        about += [f"customer:{order.customer.uid.hex}", f"customer:{order.customer.uid}"]
    if order.code:
        about.append(f"code:{order.code}")
    found = decisions(mentions=about).exclude(automation=DISPUTES).filter(at__lte=moment)
    return [_decision_row(one) for one in found.order_by("sequence")]


def _decision_row(one: Decision) -> Row:
    return {
        "sequence": one.sequence,
        "at": plain(one.at),
        "automation": one.automation,
        "reason_code": one.reason_code,
        "by": one.actor,
        "hash": one.hash,
    }


def _consents(order: Order, moment: datetime) -> list[Row]:
    """What the customer agreed to, whether it stood when the order was placed, and when it ended."""
    if order.customer is None:
        return []
    rows = Consent.objects.filter(visitor=public_id("cus", order.customer.uid), given_at__lte=moment)
    return [
        {
            "purpose": row.purpose,
            "given_at": plain(row.given_at),
            "withdrawn_at": plain(row.withdrawn_at)
            if row.withdrawn_at and row.withdrawn_at <= moment
            else None,
            "stood_when_ordered": row.given_at <= order.placed_at
            and (row.withdrawn_at is None or row.withdrawn_at > order.placed_at),
            "text_version": row.text_version,
            "language": row.language,
        }
        for row in rows.order_by("given_at", "pk")
    ]


def _cases(order: Order, moment: datetime) -> list[Case]:
    """Cases that name the order; those of its customer only when they name no other order."""
    wanted = Q(order=order)
    if order.customer_id is not None:
        wanted |= Q(customer=order.customer_id, order__isnull=True, opened_at__gte=order.placed_at - BEFORE)
    return list(Case.objects.filter(wanted, opened_at__lte=moment).order_by("number"))


def _case_rows(seal: ShopSeal, cases: Sequence[Case], moment: datetime) -> list[Row]:
    """Each case, then what was written in it; notes of the team stay inside."""
    rows: list[Row] = []
    entries = (
        CaseEntry.objects.filter(case__in=cases, at__lte=moment).exclude(kind="note").order_by("at", "pk")
    )
    told = [(entry.case_id, entry) for entry in entries]
    for case in cases:
        closed = case.closed_at if case.closed_at and case.closed_at <= moment else None
        rows.append(
            {
                "case": case.number,
                "at": plain(case.opened_at),
                "what": "opened",
                "kind": case.kind,
                "due_at": plain(case.due_at),
                "text": "",
            }
        )
        rows += [
            {
                "case": case.number,
                "at": plain(entry.at),
                "what": entry.what or entry.kind,
                "text": open_words(seal, entry),
            }
            for case_id, entry in told
            if case_id == case.pk
        ]
        if closed:
            rows.append({"case": case.number, "at": plain(closed), "what": "closed", "outcome": case.outcome})
    return rows
