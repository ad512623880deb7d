"""Giving credit at night: journeys, entries to the centime, then shares; all in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from attribution.credit.automations import CHANNEL_CREDIT
from attribution.credit.choices import settings_of
from attribution.credit.entries import credit_loose, credit_orders
from attribution.credit.journeys import Work, gather, in_parts, orders_to_do
from attribution.credit.models import CreditRun, CreditSettings, CreditShare
from attribution.credit.queue import claim_days
from attribution.credit.reading import Scene
from attribution.credit.replay import as_candidates, as_output
from attribution.credit.reporting import Shares, facts, rows, share_everything
from attribution.credit.rules import VERSION
from catalog.channels.models import ChannelRun
from catalog.shops.directory import context_of
from catalog.shops.models import Shop
from shop_ai.lib.period import local_day
from shop_ai.lib.tenancy import set_local, shop_scope
from transparency.ledger.services import record_decision
from transparency.ledger.switches import is_on

PATIENCE: Final = "10min"


def give_credit(shop_id: int, as_of: date, *, every: bool) -> dict[str, int]:
    """Bring journeys, entries and shares to what is known as of a day; nothing when switched off.

    ``every`` looks at all orders instead of those that changed; both leave the same sums. Safe to run twice: the second
    time writes no entry.
    """
    counts = {"orders": 0, "journeys": 0, "entries": 0, "shares": 0}
    with shop_scope(shop_id):
        if not is_on(CHANNEL_CREDIT.code):
            return counts
        _begin(shop_id)
        shop = context_of(Shop.objects.get(pk=shop_id))
        settings, last = settings_of(), CreditRun.objects.first()
        work = _work(shop_id, shop.currency, as_of, last, every=every or _is_anew(last, settings))
        today = local_day(timezone.now(), shop.zone)
        for orders in in_parts(orders_to_do(work)):
            counts["orders"] += len(orders)
            counts["journeys"] += gather(work, orders)
            counts["entries"] += credit_orders(work, orders, settings.window, today)
        # After the journeys: a refund is loose when its document has none.
        counts["entries"] += credit_loose(work, settings.window, today)
        is_old = last is None or (last.as_of, last.rule) != (as_of, settings.rule)
        if is_old or counts["entries"] or counts["journeys"]:
            counts["shares"] = _share(shop_id, shop.currency, as_of, settings)
        return counts


def _begin(shop_id: int) -> None:
    """One at a time for a shop: two could both write the difference of one order."""
    set_local("statement_timeout", PATIENCE)
    set_local("lock_timeout", PATIENCE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('credit'), %s)", [shop_id % 2**31])


def _is_anew(last: CreditRun | None, settings: CreditSettings) -> bool:
    """Whether every order has to be looked at: the first time, under another window, or after rules moved channels."""
    if last is None or last.window != settings.window or last.facts.get("version") != VERSION:
        return True
    since = last.computed_at
    moved = ChannelRun.objects.filter(Q(finished_at__gt=since) | Q(undone_at__gt=since))
    return bool(moved.exists())


def _work(shop_id: int, currency: str, as_of: date, last: CreditRun | None, *, every: bool) -> Work:
    since: datetime | None = last.computed_at if last else None
    days = tuple(claim_days(shop_id))
    return Work(shop_id, currency, as_of, every=every, days=days, since=since)


def _share(shop_id: int, currency: str, as_of: date, settings: CreditSettings) -> int:
    """Replace the shares, and note the run with the decision that can be replayed."""
    scene, found = share_everything(shop_id, currency, as_of, settings.window)
    CreditShare.objects.all().delete()
    written = CreditShare.objects.bulk_create(rows(shop_id, found), batch_size=1000)
    decision = _decide(scene, found, as_of, settings)
    told = {"version": VERSION, "periods": facts(scene, found, as_of, settings.window)}
    CreditRun.objects.update_or_create(
        shop_id=shop_id,
        defaults={
            "as_of": as_of,
            "window": settings.window,
            "rule": settings.rule,
            "computed_at": timezone.now(),
            "facts": told,
            "decision_uid": decision,
        },
    )
    return len(written)


def _decide(scene: Scene, found: Sequence[Shares], as_of: date, settings: CreditSettings) -> Any:
    """The decision of the longest period under the shop's window."""
    leading = [one for one in found if one.window == settings.window]
    candidates = as_candidates(scene, settings.window)
    decision = record_decision(
        automation=CHANNEL_CREDIT.code,
        subject="shares",
        version=VERSION,
        inputs={"as_of": as_of.isoformat(), "window": settings.window, "rule": settings.rule},
        candidates=candidates,
        output=as_output(candidates, leading[-1]) if leading else {"orders": 0},
        reason_code="credit_shared",
    )
    return decision.uid
