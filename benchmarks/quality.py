"""How well the models recommend and forecast on the retail file, and what fitting and asking them costs.

Protocol: learn from every basket before the last month; of each basket of that month with two products or more hide one,
drawn by a fixed seed; name ten of the whole catalogue, without what is in the basket. The floor is popularity.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import numpy as np
from scipy import sparse

from benchmarks import rules
from benchmarks.report import Row
from benchmarks.retail_baskets import as_orders, read_baskets
from benchmarks.retail_weeks import forecast_sixty
from benchmarks.session_log import simulated_sessions
from signals.backtest.compute import backtest
from signals.backtest.histories import interactions, queries_of
from signals.recommenders.ease import closed_form
from signals.recommenders.interface import Interactions, Recommender, best
from signals.recommenders.measures import Query, coverage, mean, rank, resample
from signals.recommenders.prepared import Prepared
from signals.recommenders.registry import make
from signals.recommenders.session_knn import SessionKnn

NAMES = ("quality", "recommenders")
LAST_MONTH = date(2011, 8, 1)
K = 10
SEED = 20110801
MODELS = ("popularity", "conf_x", "cosine", "llr", "basket_knn", "ease_200", "ease_20")
SESSIONS, ITEMS, QUERIES = 126_168, 36_968, 2_000


@cache
def retail_split() -> tuple[Interactions, list[Query]]:
    """What is learnt from, and what is asked: the hidden product was sold before the month began."""
    orders = as_orders(read_baskets())
    first, last = LAST_MONTH.toordinal(), int(orders.days[-1])
    data = interactions(orders.before(first))
    asked = queries_of(orders, first, last, np.random.Generator(np.random.PCG64(SEED)))
    return data, [query for query in asked if data.counts[query.target] > 0]


def hit_rates(models: dict[str, Recommender]) -> dict[str, tuple[float, float, float, float, int]]:
    """Hit rate at 10, its 95 % interval by customer, coverage, and n, of models that are not fitted yet."""
    data, queries = retail_split()
    again = resample((query.person for query in queries), SEED)
    found = {}
    for name, model in models.items():
        ranked = rank(model.fit(data), queries, K, n_items=data.n_items)
        low, high = np.quantile(again.means(ranked.hits), [0.025, 0.975])
        found[name] = (
            mean(ranked.hits),
            float(low),
            float(high),
            coverage(ranked.shown, data.n_items),
            len(queries),
        )
    return found


def _quality(name: str) -> list[Row]:
    models: dict[str, Recommender] = {model: make(model) for model in MODELS}
    models |= {f"{model}_as_served": Prepared(make(model)) for model in ("conf_x", "ease_20")}
    figures = hit_rates(models)
    floor = figures["popularity"][0]
    rows = []
    for model, (rate, low, high, shown, n) in figures.items():
        for label, value in (("hit_rate", rate), ("low", low), ("high", high), ("coverage", shown)):
            is_rate = label == "hit_rate"
            rows.append(
                Row(
                    name=f"{name}_{model}_{label}",
                    value=round(value, 4),
                    unit="share",
                    floor=round(floor, 4) if is_rate else None,
                    ratio=round(value / floor, 2) if is_rate else None,
                    n=n,
                )
            )
    return rows


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def _ease(name: str) -> Row:
    """EASE of 2,000 items beside one dense inverse of the same size."""
    chance = np.random.Generator(np.random.PCG64(SEED))
    basket = sparse.random(20_000, 2_000, density=0.005, random_state=chance, format="csr")
    basket.data[:] = 1.0
    gram = np.asarray((basket.T @ basket).todense())
    ours, _ = _timed(lambda: closed_form(gram.copy(), 20.0))
    floor, _ = _timed(lambda: np.linalg.inv(gram + 20.0 * np.eye(len(gram))))
    return _row(f"{name}_ease_2000_items", ours, "s", floor=floor)


def _row(
    name: str, ours: float, unit: str, *, floor: float | None = None, n: int = 1, places: int = 2
) -> Row:
    ratio = None if floor is None else round(ours / floor, 2)
    return Row(
        name=name,
        value=round(ours, places),
        unit=unit,
        floor=None if floor is None else round(floor, places),
        ratio=ratio,
        n=n,
    )


def _session_knn(name: str) -> list[Row]:
    """Index and queries of session k-NN; the floor of a query is one sparse product of it with all sessions."""
    held = simulated_sessions(SESSIONS + QUERIES, ITEMS)
    data = Interactions.of(held[:SESSIONS], range(ITEMS))
    model = SessionKnn()
    index, _ = _timed(lambda: model.fit(data))
    asked = [session[:-1] for session in held[SESSIONS:]]
    ours, _ = _timed(lambda: [best(model.scores(query), 20) for query in asked])
    sessions, items = data.pairs
    ones = np.ones(len(items))
    incidence = sparse.csr_matrix((ones, (sessions, items)), shape=(data.n_sessions, data.n_items))
    vectors = [sparse.csc_matrix((np.ones(len(q)), (q, np.zeros(len(q)))), shape=(ITEMS, 1)) for q in asked]
    by_item = incidence.tocsc()
    floor, _ = _timed(lambda: [by_item @ vector for vector in vectors])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        _row(f"{name}_session_knn_index", index, "s", n=SESSIONS),
        _row(
            f"{name}_session_knn_query",
            ours / QUERIES * 1e3,
            "ms",
            floor=floor / QUERIES * 1e3,
            n=QUERIES,
            places=3,
        ),
        _row(f"{name}_session_knn_peak", peak, "MB", places=0),
    ]


def _backtest(name: str) -> Row:
    """A whole comparison of the retail shop, without reading its orders; n is how many of them are asked about."""
    orders = as_orders(read_baskets())
    took, table = _timed(lambda: backtest(orders, "conf_x", SEED))
    return _row(f"{name}_backtest_retail", took, "s", n=table.queries, places=1)


def _forecast(name: str) -> list[Row]:
    """Bands and loss of forecasts of sixty real products; the floor is the mean of four weeks."""
    rows = []
    for measure, found in zip(("orders", "revenue"), forecast_sixty(), strict=True):
        judged, n = found.judged, int(found.judged.n.sum())
        actual = float((judged.actual * judged.n).sum())
        loss, rival = (float((part * judged.n).sum()) / actual for part in (judged.loss, judged.rival_loss))
        inside, rival_inside = (int(part.sum()) / n for part in (judged.inside, judged.rival_inside))
        rows.append(_row(f"{name}_forecast_{measure}_loss", loss, "share", floor=rival, n=n, places=4))
        rows.append(
            _row(f"{name}_forecast_{measure}_in_band", inside, "share", floor=rival_inside, n=n, places=4)
        )
    return rows


def run(name: str) -> list[Row]:
    """Rows of one measurement."""
    if name == "quality":
        return [*_quality(name), *_forecast(name), *rules.rows(f"{name}_rules")]
    return [_ease(name), *_session_knn(name), _backtest(name)]
