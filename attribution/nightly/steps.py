"""What a night does, in order. Each step is one transaction and safe to run twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Final, Literal

from attribution.kpis.services import VERSION as KPIS_VERSION
from attribution.kpis.services import prepare_playlists, recompute_all, recompute_days
from signals.recommend.rules import VERSION as RECOMMEND_VERSION
from signals.recommend.services import prepare

Mode = Literal["incremental", "full"]
VERSION: Final = f"{KPIS_VERSION} {RECOMMEND_VERSION}"[:40]


@dataclass(frozen=True, slots=True)
class Night:
    """The shop and day that a step works for; ``as_of`` is the last complete local day."""

    shop_id: int
    mode: Mode
    as_of: date


@dataclass(frozen=True, slots=True)
class Step:
    """A named part of the night; ``run`` returns what it counted."""

    name: str
    run: Callable[[Night], dict[str, int]]


def _codes(night: Night) -> dict[str, int]:
    from catalog.codes.settling import settle_codes
    from catalog.shops.directory import shop_by_id

    shop = shop_by_id(night.shop_id)
    return {f"uses_{name}": count for name, count in (settle_codes(shop) if shop else {}).items()}


def _kpis(night: Night) -> dict[str, int]:
    recompute = recompute_all if night.mode == "full" else recompute_days
    return asdict(recompute(night.shop_id))


def _conversations(night: Night) -> dict[str, int]:
    from django.utils import timezone

    from catalog.conversations.linking import settle_conversations
    from catalog.heard.services import tie_answers

    settled = settle_conversations(night.shop_id, timezone.now())
    return settled | {"answers": tie_answers(night.shop_id)}


def _parcels(night: Night) -> dict[str, int]:
    from catalog.parcels.mapping import tie_loose_parcels
    from catalog.shops.directory import context_of
    from catalog.shops.models import Shop
    from shop_ai.lib.tenancy import shop_scope

    with shop_scope(night.shop_id):
        return {"tied": tie_loose_parcels(context_of(Shop.objects.get(pk=night.shop_id)))}


def _models(night: Night) -> dict[str, int]:
    from signals.backtest.services import compare_models

    return compare_models(night.shop_id, night.as_of)


def _recommendations(night: Night) -> dict[str, int]:
    return {"places": prepare(night.shop_id, night.as_of)}


def _trends(night: Night) -> dict[str, int]:
    from signals.trends.services import find_trends

    return find_trends(night.shop_id, night.as_of)


def _scores(night: Night) -> dict[str, int]:
    from signals.scores.content import score_shop_content
    from signals.scores.services import score_shop_products

    return {
        "products": score_shop_products(night.shop_id, night.as_of),
        "posts": score_shop_content(night.shop_id, night.as_of),
    }


def _exposure(night: Night) -> dict[str, int]:
    from signals.exposure.services import run_tests

    return run_tests(night.shop_id, night.as_of)


def _playlists(night: Night) -> dict[str, int]:
    from signals.playlist_results.services import find_visit_orders
    from signals.proposals.services import propose_playlists

    found = {"visit_orders": find_visit_orders(night.shop_id, night.as_of)}
    found["playlist_rows"] = prepare_playlists(night.shop_id)
    return found | propose_playlists(night.shop_id, night.as_of)


def _segments(night: Night) -> dict[str, int]:
    from signals.segments.services import compute_segments

    return compute_segments(night.shop_id, night.as_of)


def _advice(night: Night) -> dict[str, int]:
    from attribution.budget.services import advise_shop
    from attribution.campaign_outcome.services import measure_due
    from attribution.customer_value.services import value_customers
    from attribution.forecast.services import forecast_shop

    forecast = forecast_shop(night.shop_id, night.as_of)
    budget = advise_shop(night.shop_id, night.as_of)
    value = value_customers(night.shop_id, night.as_of)
    return {
        "forecast_series": forecast["series"],
        "budget_channels": budget["channels"],
        "customers_valued": value["customers"],
        "campaigns_measured": measure_due(night.shop_id, night.as_of),
    }


def _credit(night: Night) -> dict[str, int]:
    from attribution.credit.services import give_credit
    from attribution.roles.services import find_roles
    from attribution.wilaya_tests.services import read_tests

    counts = give_credit(night.shop_id, night.as_of, every=night.mode == "full")
    counts["roles"] = find_roles(night.shop_id, night.as_of)
    return counts | {"wilaya_tests": read_tests(night.shop_id, night.as_of)}


def _alerts(night: Night) -> dict[str, int]:
    from attribution.alerts.services import watch_figures

    return watch_figures(night.shop_id, night.as_of)


def _answers(night: Night) -> dict[str, int]:
    from signals.widget.renewing import prepare_answers

    return {"answers": prepare_answers(night.shop_id)}


STEPS: Final = (
    Step("parcels", _parcels),
    Step("codes", _codes),
    Step("conversations", _conversations),
    Step("kpis", _kpis),
    Step("scores", _scores),
    Step("models", _models),
    Step("recommendations", _recommendations),
    Step("exposure", _exposure),
    Step("trends", _trends),
    Step("segments", _segments),
    Step("playlists", _playlists),
    Step("credit", _credit),
    Step("alerts", _alerts),
    Step("advice", _advice),
    Step("answers", _answers),
)
# Steps of rooms above, which this room may not know: they come of themselves when Django starts.
_FIRST: Final[list[Step]] = []
_LAST: Final[list[Step]] = []


def add_first(step: Step) -> None:
    """Do this before all others, once by its name."""
    if step.name not in {one.name for one in _FIRST}:
        _FIRST.append(step)


def add_last(step: Step) -> None:
    """Do this after all others, once by its name."""
    if step.name not in {one.name for one in _LAST}:
        _LAST.append(step)


def with_added(steps: Sequence[Step]) -> list[Step]:
    """The steps with what rooms above added."""
    return [*_FIRST, *steps, *_LAST]
