"""Finding the week's trends at night, and keeping them with the decision that explains them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
from django.db import connection
from django.utils import timezone
from numpy.typing import NDArray

from catalog.shops.models import Shop
from shop_ai.lib.tenancy import shop_scope
from signals.trends.automations import TRENDS
from signals.trends.compute import (
    FEWEST_TOTAL,
    VERSION,
    WEEKS,
    Judged,
    Scene,
    is_candidate,
    judge,
    scene_of,
)
from signals.trends.counts import OF_VIEWS, Series, Span, series_of, span_of, viewers
from signals.trends.models import Measure, State, TrendItem, TrendRun, Verdict
from transparency.ledger.selectors import decisions
from transparency.ledger.services import record_decision
from transparency.ledger.switches import is_on

RAW_KEPT: Final = 200
KEPT_WEEKS: Final = 26
COMPARED: Final = ("rank", "label", "ref", "verdict", "counts", "people", "expected", "low", "high", "p", "q")


@dataclass(frozen=True, slots=True)
class Found:
    """A measure's week: its state, its rows in order, and what a replay of the verdicts needs."""

    state: State
    span: Span
    total: int
    series: Series
    rows: list[dict[str, Any]]
    scene: Scene | None
    candidates: list[dict[str, Any]]


def find_trends(shop_id: int, as_of: date) -> dict[str, int]:
    """Judge the last whole week of every measure as of a day; nothing when switched off.

    A week whose counts did not change since it was judged is left as it is, decision and all, so that running
    again every night costs a reading of sums and writes nothing.
    """
    counts = {"weeks": 0, "trends": 0, "to_watch": 0}
    with shop_scope(shop_id):
        if not is_on(TRENDS.code):
            return counts
        currency = Shop.objects.values_list("currency", flat=True).get(pk=shop_id)
        for measure in Measure:
            span = span_of(shop_id, measure, as_of)
            if span is None:
                continue
            series = series_of(shop_id, measure, span, currency)
            verdicts = _verdicts_that_stand(measure, span, series)
            if verdicts is None:
                found = _judged_week(shop_id, measure, span, series)
                counts["weeks"] += _keep(shop_id, measure, found)
                verdicts = [row["verdict"] for row in found.rows]
            counts["trends"] += verdicts.count(Verdict.TREND)
            counts["to_watch"] += verdicts.count(Verdict.WATCH)
        TrendRun.objects.filter(
            week__lt=as_of - timedelta(weeks=KEPT_WEEKS), measure__in=_newer(as_of)
        ).delete()
    return counts


def _newer(as_of: date) -> list[str]:
    """The measures that have a recent week: of records that ended long ago, the last lists stay."""
    recent = TrendRun.objects.filter(week__gte=as_of - timedelta(weeks=KEPT_WEEKS))
    return list(recent.values_list("measure", flat=True).distinct())


def _verdicts_that_stand(measure: Measure, span: Span, series: Series) -> list[str] | None:
    """The verdicts of a week that was judged from the very same series; None where it must be judged.

    The ledger says what they were judged from. Who looked at a product is not asked for again: a view that came late or
    was taken away is in the counts.
    """
    held = TrendRun.objects.filter(
        measure=measure, week=span.week, state=State.JUDGED, version=VERSION
    ).first()
    if held is None:
        return None
    inputs = decisions().filter(uid=held.decision_uid).values_list("inputs", flat=True).first()
    if inputs is None or inputs.get("series_sha256") != series.sha256:
        return None
    return list(held.items.exclude(verdict="").values_list("verdict", flat=True))


def _judged_week(shop_id: int, measure: Measure, span: Span, series: Series) -> Found:
    total = int(series.weeks[:, -1].sum())
    state = State.SHORT if span.known < WEEKS else State.FEW if total < FEWEST_TOTAL else State.JUDGED
    if state is not State.JUDGED:
        rows = _rows(series, series.people, None)
        return Found(state, span, total, series, rows, None, [])
    scene = scene_of(series.weeks)
    chosen = np.flatnonzero(is_candidate(series.weeks, scene))
    people = series.people
    if measure in OF_VIEWS:
        people = np.zeros((len(series.refs), 2), dtype=np.int64)
        people[chosen] = viewers(shop_id, measure, span, [series.refs[place] for place in chosen])
    judged = judge(series.weeks, people, scene)
    # Nobody asked who looked at the others, so their people are unknown rather than none.
    known = None if measure in OF_VIEWS else people
    rows = _rows(series, known, judged)
    return Found(state, span, total, series, rows, scene, _candidates(series, people, chosen))


def _rows(series: Series, people: NDArray[np.int64] | None, judged: Judged | None) -> list[dict[str, Any]]:
    """What is kept, in the order of the page: trends, to watch, then the most frequent."""
    now = series.weeks[:, -1]
    verdicts = [""] * len(now) if judged is None else [str(verdict) for verdict in judged.verdict]
    place_of = {"trend": 0, "watch": 1, "": 2}
    order = sorted(range(len(now)), key=lambda i: (place_of[verdicts[i]], -now[i], series.labels[i]))
    listed = sum(verdict != "" for verdict in verdicts)
    kept = [place for place in order[: listed + RAW_KEPT] if verdicts[place] or now[place] > 0]
    return [
        {
            "rank": rank,
            "label": series.labels[place][:500],
            "ref": series.refs[place],
            "verdict": verdicts[place],
            "counts": [int(count) for count in series.weeks[place]],
            "people": None if people is None else int(people[place, 1]),
            "spellings": series.spellings[place][:20],
            **_figures(judged, place),
        }
        for rank, place in enumerate(kept, 1)
    ]


def _figures(judged: Judged | None, place: int) -> dict[str, float | None]:
    names = ("expected", "low", "high", "p", "q")
    return {name: None if judged is None else float(getattr(judged, name)[place]) for name in names}


def _candidates(
    series: Series, people: NDArray[np.int64] | None, chosen: NDArray[np.intp]
) -> list[dict[str, Any]]:
    """The series that could be listed, with all that their verdict rests on."""
    return [
        {
            "label": series.labels[place][:120],
            "ref": series.refs[place],
            "counts": [int(count) for count in series.weeks[place]],
            "people": None if people is None else [int(count) for count in people[place]],
        }
        for place in chosen
    ]


def _keep(shop_id: int, measure: Measure, found: Found) -> int:
    """Replace the week's rows when they changed; returns how many weeks were written (0 or 1)."""
    with connection.cursor() as cursor:  # two nights at one moment write one after the other
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('trends'), %s)", [shop_id % 2**31])
    held = TrendRun.objects.filter(measure=measure, week=found.span.week).first()
    if held is not None and _is_same(held, found):
        return 0
    if held is not None:
        held.delete()
    run = TrendRun.objects.create(
        shop_id=shop_id,
        measure=measure,
        week=found.span.week,
        state=found.state,
        version=VERSION,
        total=found.total,
        series=len(found.series.refs),
        weeks_known=found.span.known,
        spread=found.scene.first.spread if found.scene else None,
        decision_uid=_decision(measure, found),
        computed_at=timezone.now(),
    )
    TrendItem.objects.bulk_create([TrendItem(shop_id=shop_id, run=run, **row) for row in found.rows])
    return 1


def _is_same(held: TrendRun, found: Found) -> bool:
    head = (held.version, held.state, held.total, held.series, held.weeks_known)
    if head != (VERSION, found.state, found.total, len(found.series.refs), found.span.known):
        return False
    rows = held.items.order_by("rank").values(*COMPARED, "spellings")
    return list(rows) == found.rows


def _decision(measure: Measure, found: Found) -> Any:
    """The ledger's row; a week that was too thin to judge decides nothing."""
    if found.scene is None:
        return None
    listed = [row for row in found.rows if row["verdict"]]
    return record_decision(
        automation=TRENDS.code,
        subject=f"{measure.value} {found.span.week}",
        version=VERSION,
        inputs={
            "week": found.span.week.isoformat(),
            "total": found.total,
            "series": len(found.series.refs),
            "series_sha256": found.series.sha256,
        },
        candidates=found.candidates,
        output={
            "scene": asdict(found.scene),
            "verdicts": [[row["ref"], row["label"][:120], row["verdict"]] for row in listed],
        },
        reason_code="rose_beyond_chance" if listed else "nothing_beyond_chance",
    ).uid
