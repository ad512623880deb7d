"""The night's shares: every rule over three periods and five windows, with intervals for the window that the shop leads with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

import numpy as np
from django.db.models import Sum

from attribution.credit.calibration import share_calibrated, tracked
from attribution.credit.chains import share_markov
from attribution.credit.compute import DAY
from attribution.credit.models import CreditEntry, CreditShare
from attribution.credit.reading import Scene, read_nulls, read_scene, scene_paths, with_nulls
from attribution.credit.rules import (
    ANSWERS_FLOOR,
    CODE,
    CODES,
    ORDER_RULES,
    PERIODS,
    QUESTION,
    REPLICATES,
    UNATTRIBUTED,
    VERSION,
    WINDOWS,
)
from attribution.credit.sharing import Shared, resampled, share_rules
from attribution.paths.names import MARKOV
from attribution.paths.touches import DIRECT, Floats, Ints, Paths
from shop_ai.lib.seeds import seed_of

CENT: Final = Decimal("0.01")
_LARGEST: Final = 1e13  # cents; bounds beyond are of no shop


@dataclass(frozen=True, slots=True)
class Shares:
    """One period and window: the channels' names, and what each rule gives them."""

    days: int
    window: int
    names: tuple[str, ...]
    rules: dict[str, Shared]
    markov_order: int
    orders: int


def share_everything(shop_id: int, currency: str, as_of: date, window: int) -> tuple[Scene, list[Shares]]:
    """All shares as of a day; intervals for ``window``, whose money is the sum of its entries."""
    whole = read_scene(shop_id, currency, as_of, max(PERIODS))
    found = []
    for days in PERIODS:
        first = as_of - timedelta(days=days - 1)
        scene = whole.within(first, {})
        if not len(scene.documents.path):
            continue
        scene = replace(scene, nulls=read_nulls(shop_id, currency, as_of, days))
        draws = resampled(scene.groups, REPLICATES, seed_of(shop_id, f"credit-{days}", as_of, VERSION))
        for each in WINDOWS:
            leads = each == window
            one = shares(scene, days, each, draws if leads else None)
            found.append(_as_entered(one, first, as_of) if leads else one)
    return whole, found


def shares(scene: Scene, days: int, window: int, draws: Floats | None) -> Shares:
    """Every rule for one period and window."""
    paths = scene_paths(scene, window)
    rules = share_rules(paths, scene.documents, scene.group, draws)
    nulls = with_nulls(paths, scene.nulls)
    rules[MARKOV], order = share_markov(paths, scene.documents, scene.group, nulls, draws)
    named = {rule: _numbers(paths, column) for rule, column in scene.known.items()}
    for rule, told in named.items():
        if _told(scene, told) >= ANSWERS_FLOOR:
            more = _beside_codes(scene, paths, window, named) if rule == CODES else {}
            rules[rule] = share_calibrated(paths, scene.documents, scene.group, told, draws, **more)
    return Shares(days, window, paths.names, rules, order, int(scene.documents.is_delivery.sum()))


def _beside_codes(scene: Scene, paths: Paths, window: int, named: dict[str, Ints]) -> dict[str, Ints]:
    """What else is known of the orders with a code: what they are tracked as without it, and what their customers answered."""
    recorded = tracked(paths)
    place = {name: at for at, name in enumerate(paths.names)}
    for at in np.flatnonzero(named[CODES] >= 0).tolist():
        others = [touch for touch in scene.touches[at] if touch[3] != CODE and touch[0] <= window * DAY]
        ways = [touch[1] for touch in others if touch[1].lower() not in DIRECT]
        recorded[at] = place[(ways or [touch[1] for touch in others] or [UNATTRIBUTED])[-1]]
    enough = _told(scene, named[QUESTION]) >= ANSWERS_FLOOR
    return {"recorded": recorded, "asked": named[QUESTION]} if enough else {"recorded": recorded}


def _as_entered(one: Shares, first: date, last: date) -> Shares:
    """The money of the rules that share each order by itself as it was entered, cent by cent: figures open to their entries."""
    entered = CreditEntry.objects.filter(window=one.window, day__range=(first, last)).order_by()
    sums = {
        channel: amounts
        for channel, *amounts in entered.values_list("channel").annotate(*map(Sum, ORDER_RULES))
    }
    rules = dict(one.rules)
    for at, rule in enumerate(ORDER_RULES):
        cents = [int(sums[name][at] * 100) if name in sums else 0 for name in one.names]
        rules[rule] = replace(rules[rule], cents=np.array(cents, dtype=np.int64))
    return replace(one, rules=rules)


def _numbers(paths: Paths, column: list[str]) -> Any:
    place = {name: at for at, name in enumerate(paths.names)}
    return np.array([place[name] if name else -1 for name in column], dtype=np.int64)


def _told(scene: Scene, named: Any) -> int:
    """Delivered orders of the period whose origin is known."""
    some = scene.documents
    return int((named[some.path[some.is_delivery]] >= 0).sum())


def facts(scene: Scene, found: list[Shares], as_of: date, window: int) -> dict[str, Any]:
    """What pages say of each period besides the shares."""
    told: dict[str, Any] = {}
    for one in found:
        if one.window != window:
            continue
        some = scene.within(as_of - timedelta(days=one.days - 1), {}).documents
        delivered = some.path[some.is_delivery]
        ways = scene_paths(scene, window)
        empty = ways.channels[ways.starts[delivered]] == ways.names.index(UNATTRIBUTED)
        told[str(one.days)] = {
            "orders": one.orders,
            "net": str(Decimal(int(some.cents.sum())) * CENT),
            "unattributed": int(empty.sum()),
            "several": int((ways.lengths[delivered] > 1).sum()),
            "markov_order": one.markov_order,
            **{rule: sum(1 for at in delivered if scene.known[rule][at]) for rule in (QUESTION, CODES)},
        }
    return told


def rows(shop_id: int, found: list[Shares]) -> Iterator[CreditShare]:
    """The prepared rows; channels to which a rule gives nothing are left out, unless every rule gives them nothing."""
    for one in found:
        for rule, shared in one.rules.items():
            for at, name in enumerate(one.names):
                if _is_worth(shared, at) or name == UNATTRIBUTED:
                    yield _row(shop_id, one, rule, shared, at)


def _is_worth(shared: Shared, at: int) -> bool:
    return bool(shared.orders[at] > 0 or shared.cents[at] != 0)


def _row(shop_id: int, one: Shares, rule: str, shared: Shared, at: int) -> CreditShare:
    bounds = shared.bounds[at] if shared.bounds is not None else (None, None)
    money = shared.cents_bounds[at] if shared.cents_bounds is not None else (None, None)
    effects = shared.effects
    return CreditShare(
        shop_id=shop_id,
        days=one.days,
        window=one.window,
        rule=rule,
        channel=one.names[at],
        orders=round(float(shared.orders[at]), 6),
        amount=Decimal(int(shared.cents[at])) * CENT,
        share=round(float(shared.shares[at]), 6),
        low=None if bounds[0] is None else round(float(bounds[0]), 6),
        high=None if bounds[1] is None else round(float(bounds[1]), 6),
        amount_low=_money(money[0]),
        amount_high=_money(money[1]),
        removal_effect=None if effects is None else round(float(effects[at]), 6),
        n=one.orders,
    )


def _money(cents: float | None) -> Decimal | None:
    return None if cents is None else Decimal(round(float(np.clip(cents, -_LARGEST, _LARGEST)))) * CENT
