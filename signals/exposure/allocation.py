"""The allocation: which test gets which part of the draws, prepared with its propensities and read by the widget."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass
from datetime import date, datetime
from itertools import accumulate
from typing import Final

from shop_ai.lib.period import DAY
from shop_ai.lib.seeds import seed_of
from signals.exposure.automations import STAGED_EXPOSURE
from signals.exposure.compute import Arm, propensities
from signals.exposure.models import ExposureKind, ExposurePlace, ExposureTest, Stage
from signals.exposure.rules import PLACES, VERSION
from transparency.ledger.services import Chance, record_decision

KEPT_DAYS: Final = 90


@dataclass(frozen=True, slots=True)
class _Line:
    place: str
    test: ExposureTest
    share: float


def prepare_places(shop_id: int, usual: float, today: date, now: datetime, *, is_moved: bool = True) -> int:
    """Replace the current allocation when the day or anything in it changed; returns the number of lines.

    Tests share the test place by Thompson's propensities; promoted products share theirs evenly. Unless ``is_moved``,
    people who came since do not count as a change.
    """
    tests = _of_stage(Stage.TESTING)
    wide = [test for test in _of_stage(Stage.WIDE) if test.ends_on is not None and test.ends_on > today]
    held = list(ExposurePlace.objects.filter(is_current=True).order_by("pk"))
    wanted = [("test", test.pk) for test in tests] + [("wide", test.pk) for test in wide]
    is_same = [(one.place, one.test_id) for one in held if one.day == today] == wanted
    if is_same and len(held) == len(wanted) and not is_moved:
        return len(wanted)
    arms = [Arm(test.pk, test.shown, test.taken, usual) for test in tests]
    lines = [_Line("test", test, share) for test, share in zip(tests, propensities(arms), strict=True)]
    lines += [_Line("wide", test, round(1 / len(wide), PLACES)) for test in wide]
    if not is_same or [one.propensity for one in held] != [line.share for line in lines]:
        _replace(shop_id, lines, arms, today, now)
    ExposurePlace.objects.filter(is_current=False, day__lt=today - KEPT_DAYS * DAY).delete()
    return len(lines)


def _of_stage(stage: Stage) -> list[ExposureTest]:
    rows = ExposureTest.objects.filter(stage=stage, is_current=True, kind=ExposureKind.PRODUCT)
    return list(rows.filter(product__isnull=False).select_related("product").order_by("pk"))


def _replace(shop_id: int, lines: list[_Line], arms: list[Arm], today: date, now: datetime) -> None:
    ExposurePlace.objects.filter(is_current=True).update(is_current=False)
    seed = seed_of(shop_id, "exposure", today, VERSION)
    decision = record_decision(
        automation=STAGED_EXPOSURE.code,
        subject="allocation",
        version=VERSION,
        inputs={
            "day": today.isoformat(),
            "seed": str(seed),
            "promoted": [line.test.uid.hex for line in lines if line.place == "wide"],
        },
        candidates=[asdict(arm) for arm in arms],
        output={"propensities": [line.share for line in lines if line.place == "test"]},
        reason_code="tests_allocated",
        chance=Chance(seed=str(seed), draws=0, algorithm="SHA-256"),  # visitors draw by it, one by one
    )
    for place in ("test", "wide"):
        rows = _rows([line for line in lines if line.place == place], decision.uid)
        for row in rows:
            row.shop_id, row.day, row.prepared_at, row.seed = shop_id, today, now, seed
        ExposurePlace.objects.bulk_create(rows)


def _rows(lines: list[_Line], decision: uuid.UUID) -> list[ExposurePlace]:
    """The lines of one place laid end to end over 0…1."""
    ends = [round(end, PLACES) for end in accumulate(line.share for line in lines)]
    return [
        ExposurePlace(
            place=line.place,
            test=line.test,
            product=line.test.product,
            propensity=line.share,
            from_share=ends[at - 1] if at else 0.0,
            # The last part ends at 1 whatever the rounding before it, so that every draw falls somewhere.
            to_share=1.0 if at == len(lines) - 1 else ends[at],
            recommendation_id=_id_of(line, decision, at + 1),
            decision_uid=decision,
        )
        for at, line in enumerate(lines)
    ]


def _id_of(line: _Line, decision: uuid.UUID, number: int) -> str:
    """A test keeps the id it was opened with, so that its people can be counted; a promoted product needs none."""
    return line.test.recommendation_id if line.place == "test" else f"{decision.hex}-w{number}"
