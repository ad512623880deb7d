"""The shop's word on its tests: start one, overrule one, note a complaint. It is in the ledger and holds at once.

The widget reads stages, so what was stopped is gone with the next answer; cells and shares follow in the worker within
seconds, because they need arithmetic that web processes do not load.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final, Literal

from django.utils import timezone

from catalog.content.models import ContentPiece
from catalog.outbox.services import enqueue
from catalog.playlists.models import Playlist
from catalog.products.models import Product
from catalog.shops.context import ShopContext
from shop_ai.lib.gate import is_stopped
from shop_ai.lib.locks import take_turn
from shop_ai.lib.period import DAY, local_day
from shop_ai.lib.tenancy import shop_scope
from signals.exposure.automations import STAGED_EXPOSURE
from signals.exposure.models import ExposureKind, ExposureTest, Stage
from signals.exposure.rules import COMPLAINTS, REST_DAYS, VERSION, WIDE_DAYS
from transparency.ledger.services import record_decision

Action = Literal["promote", "stop", "rest", "restart", "complain"]
ACTIONS: Final[tuple[Action, ...]] = ("promote", "stop", "rest", "restart", "complain")
# Why a person decides otherwise. A list and no free text: what is in the ledger stays for ever, names do not belong there.
WHYS: Final = ("know_better", "season", "stock", "quality", "other")

# Which actions make sense where.
POSSIBLE: Final[dict[str, tuple[Action, ...]]] = {
    Stage.WAITING: ("promote", "stop"),
    Stage.TESTING: ("promote", "stop", "rest", "complain", "restart"),
    Stage.WIDE: ("stop", "rest", "complain", "restart"),
    Stage.STOPPED: ("promote", "restart"),
    Stage.RESTING: ("promote", "stop", "restart"),
}


class NotPossible(ValueError):
    """The test is not where this action makes sense."""


class StoppedByRules(Exception):
    """A rule stops the thing: its words are mended, or signed for, before it is tested."""


class AlreadyInTest(ValueError):
    """The thing has a test that is not over."""


def overrule(shop: ShopContext, uid: uuid.UUID, action: Action, *, why: str, by: str) -> ExposureTest | None:
    """Do what a person decides and write down who and why; None when the shop has no such test.

    Answers with the test that stands now: a new one after ``restart``. Raises NotPossible.
    """
    with shop_scope(shop.id):
        take_turn("exposure")
        test = ExposureTest.objects.filter(uid=uid, is_current=True).first()
        if test is None:
            return None
        if action not in POSSIBLE[test.stage]:
            raise NotPossible(action)
        now = timezone.now()
        _record(test, {"action": action, "why": why, "stage": test.stage}, "test_overruled", by)
        return _ACTS[action](test, local_day(now, shop.zone), now, by)


def start_test(shop: ShopContext, kind: str, uid: uuid.UUID, *, by: str) -> ExposureTest | None:
    """Let a person put a product, a post or a playlist into a test; None when the shop has no such thing.

    Raises AlreadyInTest while the last one is not over; a finished one is started again from nothing. Raises
    StoppedByRules for what may not be put before customers.
    """
    with shop_scope(shop.id):
        take_turn("exposure")
        thing = _thing(kind, uid)
        if thing is None:
            return None
        if is_stopped(shop.id, kind, thing.pk):
            raise StoppedByRules
        before = ExposureTest.objects.filter(is_current=True, **{kind: thing}).first()
        if before is not None and before.stage in {Stage.TESTING, Stage.RESTING, Stage.WIDE}:
            raise AlreadyInTest
        now = timezone.now()
        if before is not None:
            _set_aside(before)
        test = _new(shop.id, kind, thing, now)
        _record(test, {"action": "start", "kind": kind}, "test_asked", by)
        return test


def _thing(kind: str, uid: uuid.UUID) -> Any:
    """A variant's test is its product's: lists hold products."""
    if kind == ExposureKind.PRODUCT:
        found = Product.objects.select_related("parent").filter(uid=uid, is_service=False).first()
        return found and (found.parent or found)
    model = ContentPiece if kind == ExposureKind.CONTENT else Playlist
    return model.objects.filter(uid=uid).first()


def _new(shop_id: int, kind: str, thing: Any, now: datetime) -> ExposureTest:
    test: ExposureTest = ExposureTest.objects.create(
        shop_id=shop_id,
        kind=kind,
        title=thing.title,
        since=now,
        is_asked=True,
        reason_code="test_asked",
        **{kind: thing},
    )
    if kind != ExposureKind.PRODUCT:  # it takes no place of the widget, so it waits for none
        test.stage, test.opened_at = Stage.TESTING, now
        test.save()
    return test


def _set_aside(test: ExposureTest) -> None:
    test.is_current = False
    test.save()


def _record(test: ExposureTest, told: dict[str, str], reason: str, by: str) -> None:
    """The ledger's row, and the work that follows from it."""
    decision = record_decision(
        automation=STAGED_EXPOSURE.code,
        subject="choice",
        version=VERSION,
        inputs={"test": test.uid.hex, "shown": test.shown, "taken": test.taken, "chance": test.chance},
        output=told,
        reason_code=reason,
        actor=by,
    )
    enqueue(kind="exposure", payload={}, unique_key=decision.uid.hex)


def _moved(test: ExposureTest, stage: Stage, ends_on: date | None, now: datetime, by: str) -> ExposureTest:
    test.stage, test.ends_on, test.since = stage, ends_on, now
    test.overruled_by, test.reason_code = by, "test_overruled"
    test.save()
    return test


def _promote(test: ExposureTest, today: date, now: datetime, by: str) -> ExposureTest:
    return _moved(test, Stage.WIDE, today + WIDE_DAYS * DAY, now, by)


def _stop(test: ExposureTest, _today: date, now: datetime, by: str) -> ExposureTest:
    return _moved(test, Stage.STOPPED, None, now, by)


def _rest(test: ExposureTest, today: date, now: datetime, by: str) -> ExposureTest:
    return _moved(test, Stage.RESTING, today + REST_DAYS * DAY, now, by)


def _restart(test: ExposureTest, _today: date, now: datetime, by: str) -> ExposureTest:
    """From nothing: a new test with an id of its own, so that nobody who saw the old one counts."""
    _set_aside(test)
    thing = test.product or test.content or test.playlist
    if thing is None:
        raise NotPossible("restart")
    made = _new(test.shop_id, test.kind, thing, now)
    made.overruled_by = by
    made.save()
    return made


def _complain(test: ExposureTest, _today: date, now: datetime, by: str) -> ExposureTest:
    """Note a customer's complaint; the second one ends the test."""
    test.complaints += 1
    test.save()
    if test.complaints >= COMPLAINTS:
        record_decision(
            automation=STAGED_EXPOSURE.code,
            subject=f"guard {test.uid.hex}",
            version=VERSION,
            inputs={"test": test.uid.hex},
            candidates=[{"complaints": test.complaints}],
            output={"stops": True},
            reason_code="test_complained",
            actor=by,
        )
        stop_for(test, "test_complained", now)
        test.save()
    return test


def stop_for(test: ExposureTest, reason: str, now: datetime) -> None:
    """End a test by a guard rail; the caller saves and has written the decision."""
    test.stage, test.since, test.reason_code, test.ends_on = Stage.STOPPED, now, reason, None


_ACTS: Final[dict[str, Callable[[ExposureTest, date, datetime, str], ExposureTest]]] = {
    "promote": _promote,
    "stop": _stop,
    "rest": _rest,
    "restart": _restart,
    "complain": _complain,
}
