"""Reading which model a shop uses, and how the models did. Light: web processes read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from shop_ai.lib.tenancy import shop_scope
from signals.backtest.automations import MODEL_CHOICE
from signals.backtest.models import BacktestRow, BacktestRun
from signals.backtest.rules import DEFAULT
from transparency.ledger.switches import is_on

ROW: Final = (
    "model",
    "hit_rate",
    "low",
    "high",
    "mrr",
    "ndcg",
    "coverage",
    "tail_share",
    "difference",
    "standard_error",
)


@dataclass(frozen=True, slots=True)
class Row:
    """A model's figures in a comparison, as ``BacktestRow`` keeps them."""

    model: str
    hit_rate: float
    low: float
    high: float
    mrr: float
    ndcg: float
    coverage: float
    tail_share: float
    difference: float
    standard_error: float


@dataclass(frozen=True, slots=True)
class Week:
    """A week of a comparison, what was asked of it, and how many answers could not be had."""

    first: date
    last: date
    queries: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Run:
    """A comparison with its rows, best first."""

    id: int
    as_of: date
    state: str
    form: str
    buyers: int
    orders: int
    items: int
    queries: int
    weeks: tuple[Week, ...]
    incumbent: str
    chosen: str
    reason_code: str
    decision_uid: UUID
    computed_at: datetime
    rows: tuple[Row, ...]


def chosen_model(shop_id: int) -> str:
    """The name of the model that prepares the shop's recommendations.

    What the last comparison chose; the default before the first one, and when the choice is switched off. A model that
    learns from pairs has nothing to say under 100 buyers: whoever fits it looks at that.
    """
    with shop_scope(shop_id):
        if not is_on(MODEL_CHOICE.code):
            return DEFAULT
        chosen = BacktestRun.objects.order_by("-as_of", "-id").values_list("chosen", flat=True).first()
    return str(chosen or DEFAULT)


def last_run(shop_id: int) -> Run | None:
    """The newest comparison with its table."""
    with shop_scope(shop_id):
        run = BacktestRun.objects.order_by("-as_of", "-id").first()
        if run is None:
            return None
        rows = tuple(
            Row(**values) for values in BacktestRow.objects.filter(run=run).order_by("rank").values(*ROW)
        )
    return _shown(run, rows)


def runs(shop_id: int) -> list[Run]:
    """The comparisons that are kept, newest first, without their rows."""
    with shop_scope(shop_id):
        return [_shown(run, ()) for run in BacktestRun.objects.order_by("-as_of", "-id")]


def _shown(run: Any, rows: tuple[Row, ...]) -> Run:
    return Run(
        id=run.pk,
        as_of=run.as_of,
        state=run.state,
        form=run.form,
        buyers=run.buyers,
        orders=run.orders,
        items=run.items,
        queries=run.queries,
        weeks=tuple(
            Week(
                date.fromisoformat(one["first"]),
                date.fromisoformat(one["last"]),
                one["queries"],
                one["left_out"],
            )
            for one in run.folds
        ),
        incumbent=run.incumbent,
        chosen=run.chosen,
        reason_code=run.reason_code,
        decision_uid=run.decision_uid,
        computed_at=run.computed_at,
        rows=rows,
    )
