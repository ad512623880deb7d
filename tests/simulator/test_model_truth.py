"""What was planted is found again at large numbers, within the error of the estimate."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pytest

from shop_ai.simulator.model.channels import CHANNELS, EFFECTS, SLUGS, caused
from shop_ai.simulator.model.content import METRICS, RATES
from shop_ai.simulator.model.events import TYPES
from shop_ai.simulator.model.funnel import STEPS, beta_rates, draw_funnel, draw_searches, draw_weekly_sales
from shop_ai.simulator.model.plan import Plan
from shop_ai.simulator.model.talks import REPLY_EFFECT, replies, reply_odds
from shop_ai.simulator.model.world import World

LAST = date(2026, 11, 21)
Z = 4.5  # of 30 products × 4 rates none should stray further


@cache
def large() -> World:
    """70 days with 21,000 orders and about 100,000 visits, made once for all tests."""
    world = World(Plan(last=LAST, days=70, orders=21_000, visits_per_day=1500.0, products=30, customers=4000))
    terms: Counter[tuple[bool, int]] = Counter()
    shown: Counter[tuple[bool, int]] = Counter()
    waits: list[tuple[float, bool]] = []
    for day in world.days():
        late = day.position >= world.trends.starts
        searches = day.events.kind == TYPES.index("search")
        terms.update((late, term) for term in day.events.term[searches].tolist())
        unled = day.looks.viewed & (day.visits.post[day.looks.visit] < 0)
        shown.update((late, product) for product in day.looks.product[unled].tolist())
        waits += zip(day.talks.reply.tolist(), (day.talks.order >= 0).tolist(), strict=True)
    world.__dict__.update(seen_terms=terms, seen_views=shown, seen_waits=waits)
    return world


def rows(name: str, part: str) -> np.ndarray[Any, Any]:
    return np.array([one[part][name] for one in large().truth()["products"]], float)


@pytest.mark.parametrize(
    ("hits", "trials"),
    [("clicks", "impressions"), ("orders", "views"), ("delivered", "shipped"), ("returned", "delivered")],
)
def test_counts_of_products_lie_around_their_expectation(hits: str, trials: str) -> None:
    expected, seen, n = rows(hits, "expected"), rows(hits, "counts"), rows(trials, "counts")
    rate = expected / n
    z = (seen - expected) / np.sqrt(n * rate * (1 - rate))
    assert np.abs(z).max() < Z
    assert np.abs(z).mean() > 0.3  # they are draws, not copies


def test_the_click_rate_of_a_product_is_its_true_one_for_an_average_visitor() -> None:
    true = np.array([one["true"]["click"] for one in large().truth()["products"]])
    realised = rows("clicks", "expected") / rows("impressions", "counts")
    assert np.abs(realised / true - 1).max() < 0.08


def test_delivered_rates_differ_by_place_and_channel_around_the_true_ones() -> None:
    true = np.array([one["true"]["delivered"] for one in large().truth()["products"]])
    realised = rows("delivered", "counts") / rows("shipped", "counts")
    assert np.corrcoef(true, realised)[0, 1] > 0.9
    of = {one["channel"]: one for one in large().truth()["channels"]}
    share = {slug: of[slug]["delivered"] / of[slug]["orders"] for slug in SLUGS}
    assert share["whatsapp"] > share["instagram"] > share["facebook"] > share["tiktok"]


def test_counting_last_touches_overrates_the_channel_that_causes_little() -> None:
    of = {one["channel"]: one for one in large().truth()["channels"]}
    ratio = {slug: of[slug]["incremental_orders"] / of[slug]["site_orders"] for slug in SLUGS}
    assert ratio["direct"] == 0.0
    caused_in_all = sum(of[slug]["incremental_orders"] for slug in SLUGS)
    ordered_in_all = sum(of[slug]["site_orders"] for slug in SLUGS)
    over = {slug: ratio[slug] / (caused_in_all / ordered_in_all) for slug in SLUGS}
    assert over["whatsapp"] > 1.3  # its last touches hide what its earlier ones did
    assert over["tiktok"] < 0.9


def test_causes_are_those_of_the_formula() -> None:
    touches = np.zeros((1, len(CHANNELS)))
    touches[0, :2] = 2.0, 1.0
    lost = caused(np.array([0.2]), touches, np.array([0]))
    assert lost[0] == pytest.approx(0.2 * (1 - CHANNELS[0].anyway * np.exp(-2 * EFFECTS[0])))
    assert lost[1] == pytest.approx(0.2 * (1 - np.exp(-EFFECTS[1])))
    assert lost[2:].tolist() == [0.0] * (len(CHANNELS) - 2)


@pytest.mark.parametrize(("kind", "least"), [("terms", 2.0), ("goods", 1.6)])
def test_what_is_planted_rises_and_the_others_do_not(kind: str, least: float) -> None:
    """Among visits that no post led to; a product rises less than the factor, since lists flatter the popular ones."""
    world = large()
    counts = world.__dict__["seen_terms" if kind == "terms" else "seen_views"]
    rising = set((world.trends.rising_terms if kind == "terms" else world.trends.rising_goods).tolist())
    names = {at for _late, at in counts}
    totals = [sum(n for (late, _at), n in counts.items() if late == after) for after in (False, True)]
    share = {at: [counts[after, at] / totals[int(after)] for after in (False, True)] for at in names}
    growth = {at: after / before for at, (before, after) in share.items() if before > 0.002}
    assert len(rising) == 2
    assert min(growth[at] for at in rising) > least
    assert max(value for at, value in growth.items() if at not in rising) < 0.8 * least


def test_platforms_give_only_what_they_give_and_quality_moves_it() -> None:
    world = World(Plan(last=LAST, days=2000, orders=0, visits_per_day=0.0))
    posts = world.posts
    for at, slug in enumerate(SLUGS):
        mine = posts.metrics[posts.channel == at]
        for column, name in enumerate(METRICS):
            assert not len(mine) or (mine[:, column] >= 0).all() == (name in RATES.get(slug, {}))
    liked = posts.metrics[:, METRICS.index("likes")] / np.maximum(posts.views, 1)
    for at in np.unique(posts.channel):
        mine = (posts.channel == at) & (posts.views > 300)
        assert np.corrcoef(posts.quality[mine], np.log(liked[mine] + 1e-3))[0, 1] > 0.8


def test_quick_replies_sell_by_the_planted_odds() -> None:
    waits = large().__dict__["seen_waits"]
    quick = np.array([minutes < 15 for minutes, _sold in waits])
    sold = np.array([is_sold for _minutes, is_sold in waits])
    odds = [sold[part].mean() / (1 - sold[part].mean()) for part in (quick, ~quick)]
    drawn = replies(np.random.default_rng(1), 200_000)
    keep = reply_odds(drawn)
    planted = keep[drawn < 15].mean() / keep[drawn >= 15].mean()
    assert np.log(odds[0] / odds[1]) == pytest.approx(np.log(planted), abs=0.15)
    assert REPLY_EFFECT < 0


def test_the_small_funnel_has_the_rates_it_says() -> None:
    funnel = draw_funnel(np.random.default_rng(3), products=40, orders=400_000)
    for name in STEPS:
        n, hits, truth = funnel.trials[name], funnel.hits[name], funnel.truth[name]
        error = np.sqrt(np.maximum(n * truth * (1 - truth), 1e-9))
        assert np.abs((hits - n * truth) / error).max() < Z
    assert funnel.hits["order"].sum() == pytest.approx(400_000, rel=0.35)
    assert (funnel.trials["order"] == funnel.hits["click"]).all()


def test_rates_have_the_mean_and_spread_that_were_asked_for() -> None:
    drawn = beta_rates(np.random.default_rng(4), 0.03, 0.7, 200_000)
    assert drawn.mean() == pytest.approx(0.03, rel=0.01)
    assert drawn.std() / drawn.mean() == pytest.approx(0.7, rel=0.02)


def test_weekly_searches_are_overdispersed_and_rise_where_they_should() -> None:
    made = draw_searches(np.random.default_rng(6), terms=3000, searches=300_000.0, overdispersion=0.3)
    before = made.counts[:, :-1]
    mean, variance = before.mean(axis=1), before.var(axis=1, ddof=1)
    busy = mean > 50
    assert np.median((variance[busy] - mean[busy]) / mean[busy] ** 2) == pytest.approx(0.3, rel=0.35)
    growth = made.counts[:, -1] / np.maximum(mean, 1)
    assert np.mean(growth[busy & made.rising]) / np.mean(growth[busy & ~made.rising]) > 2
    plain = draw_searches(np.random.default_rng(6), terms=10, overdispersion=0.0)
    assert plain.counts.shape == (10, 7)


def test_weekly_sales_sum_to_the_orders_and_peak_where_asked() -> None:
    rng = np.random.default_rng(8)
    assert draw_weekly_sales(rng, orders=40).sum() == 40
    assert draw_weekly_sales(rng, orders=10_000, peak=0.6).max() == pytest.approx(6000, rel=0.05)
