"""The nightly look at the ledger: some decisions are decided again, and every link of the chain is checked."""

from __future__ import annotations

import logging
import random
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Final

from django.db.models import Max

from shop_ai.lib.seeds import seed_of
from shop_ai.lib.tenancy import shop_scope
from transparency.centre.replays import BY_HAND, REPLAYS, replay
from transparency.integrity.models import IntegrityCheck
from transparency.ledger.models import Decision
from transparency.ledger.selectors import verify_chain

log = logging.getLogger(__name__)

DRAWN: Final = 20
# Most rows of a ledger are runs and switches, which nobody can decide again: more are drawn than are wanted.
TRIED: Final = 400
VERSION: Final = "integrity-1"
KEPT: Final = timedelta(days=400)


def check_ledger(shop_id: int, now: datetime, day: date) -> IntegrityCheck:
    """Check the shop's ledger and note what was found; asked again on the same ``day``, the note is renewed."""
    with shop_scope(shop_id):
        outcomes = _decide_again(shop_id, day)
        chain = verify_chain()
        check: IntegrityCheck
        check, _created = IntegrityCheck.objects.update_or_create(
            shop_id=shop_id,
            day=day,
            defaults={
                "checked_at": now,
                "replayed": len(outcomes),
                "different": sorted(sequence for sequence, is_equal in outcomes.items() if not is_equal),
                "rows": chain.rows,
                "broken_at": chain.broken_at,
                "seen_by": "",
                "seen_at": None,
            },
        )
        IntegrityCheck.objects.filter(day__lt=day - KEPT).delete()
    return check


def _decide_again(shop_id: int, day: date) -> dict[int, bool]:
    """Up to twenty decisions (sequence) drawn by lot, and whether each comes out the same; the same ones for a day."""
    last = Decision.objects.aggregate(last=Max("sequence"))["last"] or 0
    lot = random.Random(seed_of(shop_id, "integrity", day, VERSION))
    sequences = lot.sample(range(1, last + 1), min(TRIED, last))
    found = Decision.objects.filter(sequence__in=sequences, automation__in=REPLAYS)
    by_sequence = {decision.sequence: decision for decision in found.exclude(subject__in=BY_HAND)}
    # Records that hold nothing to decide (a run, a refusal) say so by None.
    outcomes = ((one, _outcome(by_sequence[one])) for one in sequences if one in by_sequence)
    return dict(islice(((one, outcome) for one, outcome in outcomes if outcome is not None), DRAWN))


def _outcome(decision: Decision) -> bool | None:
    """Whether it comes out the same; one that stops with an error does not."""
    try:
        return replay(decision)
    except Exception:
        log.exception("decision %s of shop %s cannot be decided again", decision.sequence, decision.shop_id)
        return False


def take_note(shop_id: int, day: date, *, by: str, now: datetime) -> bool:
    """A person has seen the incident of a day; the check stays. False when there is none to see."""
    with shop_scope(shop_id):
        open_ones = IntegrityCheck.objects.filter(day=day, seen_at=None)
        return bool(open_ones.update(seen_by=by, seen_at=now))
