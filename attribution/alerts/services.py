"""Judging the newest days at night, and taking the shop's answers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.utils import timezone

from attribution.alerts.automations import FIGURE_ALERTS
from attribution.alerts.figures import WATCHED
from attribution.alerts.models import AlertBar, AlertNight, Answer, FigureAlert
from attribution.alerts.rules import VERSION, alarms_of, taught
from attribution.alerts.selectors import daily_values, factors, first_days, middle_basket
from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_by_id
from shop_ai.lib.locks import take_turn
from shop_ai.lib.period import Period
from shop_ai.lib.tenancy import shop_scope
from transparency.ledger.chain import canonical
from transparency.ledger.services import record_decision
from transparency.ledger.switches import is_on

# Nights that were missed, or found no records yet, are made up for this long.
MADE_UP: Final = 7


@dataclass(frozen=True, slots=True)
class History:
    """The watched figures of some months, read once for all nights to judge."""

    period: Period
    values: dict[str, list[float]]
    first: dict[str, date | None]
    basket: float
    factors: dict[tuple[str, str], float]


def watch_figures(shop_id: int, as_of: date) -> dict[str, int]:
    """Judge the nights up to ``as_of`` that are not judged yet; nothing when switched off.

    The newest night is judged again when what it was judged from changed, earlier ones only where nothing could be
    judged then. Alerts that were answered stay as they are.
    """
    shop = shop_by_id(shop_id)
    counts = {"nights": 0, "alerts": 0}
    if shop is None:
        return counts
    with shop_scope(shop_id):
        if not is_on(FIGURE_ALERTS.code):
            return counts
        take_turn("alerts")
        history = _history(shop, as_of)
        held = {
            night.day: night for night in AlertNight.objects.filter(day__gt=as_of - timedelta(days=MADE_UP))
        }
        for back in range(MADE_UP - 1, -1, -1):
            night = as_of - timedelta(days=back)
            if back and night in held and held[night].watched:
                continue
            written, found = _judge(shop, night, history, held.get(night))
            counts["nights"] += written
            counts["alerts"] += found
    return counts


def _history(shop: ShopContext, as_of: date) -> History:
    from attribution.alerts.compute import HISTORY_DAYS

    period = Period(as_of - timedelta(days=HISTORY_DAYS + MADE_UP), as_of)
    return History(
        period=period,
        values=daily_values(shop, period),
        first=first_days(shop.id),
        basket=middle_basket(shop.id, period),
        factors=factors(shop.id),
    )


def _judge(shop: ShopContext, night: date, history: History, held: AlertNight | None) -> tuple[int, int]:
    """Judge one night and keep it; (1, alerts) when it was written, (0, 0) when nothing changed."""
    candidates = _candidates(night, history)
    fingerprint = hashlib.sha256(canonical({"version": VERSION, "of": candidates}).encode()).hexdigest()
    if held is not None and held.fingerprint == fingerprint:
        return 0, 0
    alarms = alarms_of(candidates)
    decision_uid = None
    if candidates:
        decision_uid = record_decision(
            automation=FIGURE_ALERTS.code,
            subject=f"night {night}",
            version=VERSION,
            inputs={"night": night.isoformat(), "figures": len(candidates)},
            candidates=candidates,
            output={"alarms": alarms},
            reason_code="figures_stood_out" if alarms else "figures_as_usual",
        ).uid
    if held is not None and held.decision_uid is not None:
        FigureAlert.objects.filter(decision_uid=held.decision_uid, answer=Answer.NEW).delete()
    made = [_alert(shop, alarm, decision_uid) for alarm in alarms]
    FigureAlert.objects.bulk_create(made, ignore_conflicts=True)
    AlertNight.objects.update_or_create(
        shop_id=shop.id,
        day=night,
        defaults={
            "version": VERSION,
            "watched": len(candidates),
            "found": len(alarms),
            "fingerprint": fingerprint,
            "decision_uid": decision_uid,
            "computed_at": timezone.now(),
        },
    )
    return 1, len(alarms)


def _candidates(night: date, history: History) -> list[dict[str, Any]]:
    """The figures that can be judged this night, each with the days that its verdict rests on."""
    found = []
    for one in WATCHED:
        day = night - timedelta(days=one.lag)
        values = _up_to(day, history, one.key)
        if not values or _is_silent(day, history):
            continue
        found.append(
            {
                "figure": one.key,
                "day": day.isoformat(),
                "values": values,
                "scale": round(history.basket, 2) or 1.0 if one.is_money else 1.0,
                "factors": {side: history.factors.get((one.key, side), 1.0) for side in ("up", "down")},
            }
        )
    return found


def _up_to(day: date, history: History, key: str) -> list[float]:
    """The figure's days up to ``day``, from the first that its source knows; empty where they are too few."""
    from attribution.alerts.compute import HISTORY_DAYS, has_enough

    first = history.first[key]
    if first is None or not history.period.start <= day <= history.period.end:
        return []
    last = (day - history.period.start).days
    start = max(last + 1 - HISTORY_DAYS, (first - history.period.start).days, 0)
    values = history.values[key][start : last + 1]
    return values if has_enough(values) else []


def _is_silent(day: date, history: History) -> bool:
    """A day without any record at all: the shop was closed, or its file has not come yet. That is no drop."""
    place = (day - history.period.start).days
    return not any(values[place] for values in history.values.values())


def _alert(shop: ShopContext, alarm: dict[str, Any], decision_uid: Any) -> FigureAlert:
    numbers = {name: alarm[name] for name in ("observed", "expected", "low", "high", "p", "base")}
    return FigureAlert(
        shop_id=shop.id,
        day=date.fromisoformat(alarm["day"]),
        figure=alarm["figure"],
        direction=alarm["side"],
        decision_uid=decision_uid,
        **numbers,
    )


def answer_alert(shop_id: int, alert: FigureAlert, answer: Answer, *, by: str) -> None:
    """Keep the answer, once; "not useful" raises the bar of the figure on that side, and the ledger says so."""
    with shop_scope(shop_id):
        changed = FigureAlert.objects.filter(pk=alert.pk, answer=Answer.NEW).update(
            answer=answer, answered_by=by, answered_at=timezone.now()
        )
        if changed and answer == Answer.NOT_USEFUL:
            _raise_bar(shop_id, alert, by)


def _raise_bar(shop_id: int, alert: FigureAlert, by: str) -> None:
    take_turn("alert-bar", alert.figure, alert.direction)
    bar, _made = AlertBar.objects.get_or_create(
        shop_id=shop_id, figure=alert.figure, direction=alert.direction
    )
    bar.factor, bar.answers, bar.changed_by = taught(bar.factor), bar.answers + 1, by
    bar.save()
    record_decision(
        automation=FIGURE_ALERTS.code,
        subject="choice",
        version=VERSION,
        inputs={"figure": alert.figure, "side": alert.direction, "alert": str(alert.uid)},
        output={"factor": bar.factor},
        reason_code="alert_not_useful",
        actor=by,
    )


def forget_bars(shop_id: int, *, by: str) -> None:
    """Watch every figure as at the start again."""
    with shop_scope(shop_id):
        if not AlertBar.objects.all().delete()[0]:
            return
        record_decision(
            automation=FIGURE_ALERTS.code,
            subject="choice",
            version=VERSION,
            reason_code="alert_bars_forgotten",
            actor=by,
        )
