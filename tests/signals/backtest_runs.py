"""A comparison as the night keeps it, written by hand for the tests of its pages."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from typing import Any

from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.backtest.models import BacktestRow, BacktestRun

RATES = {
    "ease_20": 0.335,
    "basket_knn": 0.262,
    "conf_x": 0.238,
    "llr": 0.22,
    "cosine": 0.202,
    "category_popularity": 0.05,
    "popularity": 0.048,
}


def keep_run(shop: ShopContext, rates: dict[str, float] | None = None, **fields: Any) -> BacktestRun:
    """A judged comparison that moved from ``conf_x`` to ``ease_20``, with one row for each rate."""
    given: dict[str, Any] = {
        "as_of": date(2026, 3, 29), "state": "judged", "form": "baskets", "version": "1", "buyers": 420,
        "orders": 2000, "items": 300, "queries": 600, "incumbent": "conf_x", "chosen": "ease_20",
        "reason_code": "model_switched", "decision_uid": uuid.uuid4(), "seconds": 1.5,
        "computed_at": datetime(2026, 3, 30, 2, tzinfo=UTC),
        "folds": [
            {"first": f"2026-03-{day:02}", "last": f"2026-03-{day + 6:02}", "queries": 150, "left_out": 1}
            for day in (2, 9, 16, 23)
        ],
    }  # fmt: skip
    with shop_scope(shop.id):
        run: BacktestRun = BacktestRun.objects.create(shop_id=shop.id, **given | fields)
        BacktestRow.objects.bulk_create(
            BacktestRow(
                shop_id=shop.id, run=run, rank=rank, model=model, hit_rate=rate, low=rate - 0.03, high=rate + 0.03,
                mrr=rate / 2, ndcg=rate / 1.5, coverage=0.15, tail_share=0.1, difference=rate - 0.238,
                standard_error=0.016, seconds=0.2,
            )
            for rank, (model, rate) in enumerate((RATES if rates is None else rates).items(), 1)
        )  # fmt: skip
    return run
