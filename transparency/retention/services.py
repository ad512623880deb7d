"""The dry run and the round of letting go."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from shop_ai.lib.tenancy import shop_scope
from transparency.ledger.services import record_decision
from transparency.ledger.switches import is_on
from transparency.retention.automations import LETTING_GO
from transparency.retention.lengths import lengths
from transparency.retention.letting_go import KEEPERS
from transparency.retention.models import RetentionRun
from transparency.retention.rules import RULES, VERSION, Rule, before

log = logging.getLogger(__name__)
SOON: Final = timedelta(days=30)
RUNS_KEPT: Final = timedelta(days=800)


@dataclass(frozen=True, slots=True)
class Due:
    """A rule with its length, how many things go with the next round, and how many within 30 days (those included)."""

    rule: Rule
    length: int
    now: int
    soon: int


def dry_run(shop_id: int, now: datetime) -> list[Due]:
    """What would go, rule by rule; nothing is changed."""
    held = lengths(shop_id)
    with shop_scope(shop_id):
        return [
            Due(
                rule,
                held[rule.code],
                KEEPERS[rule.code].count(before(rule, held[rule.code], now)),
                KEEPERS[rule.code].count(before(rule, held[rule.code], now + SOON)),
            )
            for rule in RULES
        ]


def let_go_tonight(shop_id: int, now: datetime) -> dict[str, int]:
    """The nightly round; nothing while the automation is off."""
    with shop_scope(shop_id):
        if not is_on(LETTING_GO.code):
            return {}
    run = let_go(shop_id, now)
    return dict(run.counts) if run is not None else {}


def let_go(shop_id: int, now: datetime, *, by: str = "") -> RetentionRun | None:
    """Let go of everything whose time is over; None when there was nothing and nobody asked."""
    held = lengths(shop_id)
    counts, failed = _round(shop_id, held, now)
    if not (counts or failed or by):
        return None
    with shop_scope(shop_id):
        decision = record_decision(
            automation=LETTING_GO.code,
            subject="round",
            version=VERSION,
            inputs={"lengths": held},
            output={"counts": counts, "failed": failed},
            reason_code="kept_long_enough",
            actor=by,
        )
        run: RetentionRun = RetentionRun.objects.create(
            shop_id=shop_id,
            began_at=now,
            ended_at=timezone.now(),
            started_by=by or LETTING_GO.code,
            counts=counts,
            lengths=held,
            failed=failed,
            decision_uid=decision.uid,
        )
        RetentionRun.objects.filter(began_at__lt=now - RUNS_KEPT).delete()
        return run


def _round(shop_id: int, held: dict[str, int], now: datetime) -> tuple[dict[str, int], dict[str, str]]:
    """How many went by rule, and the faults. Each rule has transactions of its own: a fault leaves the others done."""
    counts, failed = dict[str, int](), dict[str, str]()
    for rule in RULES:
        act = KEEPERS[rule.code].let_go
        if act is None:
            continue
        try:
            gone = act(shop_id, before(rule, held[rule.code], now))
        except Exception as error:
            log.exception("rule %s of shop %s could not let go", rule.code, shop_id)
            failed[rule.code] = type(error).__name__
            continue
        counts |= {rule.code: gone} if gone else {}
    return counts, failed
