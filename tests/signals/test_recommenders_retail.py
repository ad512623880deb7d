"""On the retail file: the order of the models, what the comparison chooses there, and the figures of the document."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from benchmarks.quality import hit_rates, retail_split
from benchmarks.retail_baskets import as_orders, read_baskets
from signals.backtest.compute import backtest
from signals.backtest.rules import Trial, choose
from signals.recommenders.registry import make
from tests.signals import recommender_figures


def test_the_file_is_read_as_baskets_of_products() -> None:
    data, queries = retail_split()
    assert (data.n_sessions, data.n_items) == (11_044, 3_514)
    assert len(queries) > 1_000
    assert data.days.max() < date(2011, 8, 1).toordinal()


@pytest.mark.long
def test_ease_beats_the_likelihood_ratio_and_this_popularity() -> None:
    found = hit_rates({name: make(name) for name in ("popularity", "llr", "ease_20")})
    assert found["ease_20"][1] > found["llr"][2]  # their intervals do not touch
    assert found["llr"][1] > found["popularity"][2]
    assert found["ease_20"][0] > 0.33


@pytest.mark.long
def test_the_comparison_picks_the_right_model_for_the_shop_and_popularity_for_twenty_of_its_orders() -> None:
    baskets = read_baskets()
    spring = [basket for basket in baskets if basket.day < date(2011, 4, 1)]
    table = backtest(as_orders(spring), "conf_x", seed=1)
    trials = [Trial(row.model, row.hit_rate, row.difference, row.standard_error) for row in table.rows]
    chosen = choose(buyers=table.buyers, queries=table.queries, incumbent="conf_x", trials=trials)
    assert chosen.model == table.rows[0].model
    assert chosen.model.startswith("ease")
    few = backtest(as_orders(spring[-20:]), "conf_x", seed=1)
    small = choose(buyers=few.buyers, queries=few.queries, incumbent="conf_x", trials=[])
    assert small.model == "category_popularity"
    assert spring[-1].day - spring[0].day > timedelta(days=100)


@pytest.mark.long
def test_the_figures_of_the_document_are_those_of_the_file() -> None:
    assert recommender_figures.written().strip() == recommender_figures.figures().strip()
