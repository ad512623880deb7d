"""Sealing served lists into the ledger in batches, and letting them go when their time is over."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from catalog.shops.directory import all_shop_ids
from shop_ai.lib.locks import take_turn
from shop_ai.lib.tenancy import shop_scope
from signals.recommend.automations import PERSONAL
from signals.recommend.models import Dismissal, ServedList, ServedSeal
from signals.recommend.replay import batch_hash
from signals.recommend.rules import KEPT_MONTHS, VERSION
from transparency.ledger.services import record_decision

BATCH: Final = 5_000
KEPT: Final = timedelta(days=KEPT_MONTHS * 365 // 12)


def seal_lists(shop_id: int, now: datetime) -> int:
    """Seal the lists that are not sealed yet: one decision holds the hash of their names. Returns how many.

    A list's name is made of the hash of its content, so whoever changes a list breaks the name or the batch.
    """
    with shop_scope(shop_id):
        take_turn("recommend-seal")
        found = ServedList.objects.filter(seal=None).order_by("pk").values_list("pk", "uid", "at")
        rows = list(found[:BATCH])
        if not rows:
            return 0
        digest = batch_hash(uid for _pk, uid, _at in rows)
        decision = record_decision(
            automation=PERSONAL.code,
            subject="sealed",
            version=VERSION,
            inputs={"first": rows[0][2].isoformat(), "last": rows[-1][2].isoformat()},
            output={"lists": len(rows), "sha256": digest},
            reason_code="lists_sealed",
            at=now,
        )
        seal = ServedSeal.objects.create(
            shop_id=shop_id, at=now, lists=len(rows), sha256=digest, decision_uid=decision.uid
        )
        ServedList.objects.filter(pk__in=[row[0] for row in rows]).update(seal=seal)
        return len(rows)


def shops_to_seal() -> list[int]:
    """The shops that served lists since their last seal; a chore asks them every few minutes."""
    found = []
    for shop_id in all_shop_ids():
        with shop_scope(shop_id):
            if ServedList.objects.filter(seal=None).exists():
                found.append(shop_id)
    return found


def forget_lists(shop_id: int, now: datetime) -> int:
    """Delete served lists and dismissals after 13 months; seals and decisions stay. Returns how many lists went."""
    with shop_scope(shop_id):
        Dismissal.objects.filter(at__lt=now - KEPT).delete()
        gone, _by_table = ServedList.objects.filter(at__lt=now - KEPT).exclude(seal=None).delete()
        return int(gone)
