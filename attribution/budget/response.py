"""What a channel's money brings: orders by the square root of a week's spend, with a gamma posterior.

Formulas: methods 3.6. Pure numpy and scipy; only nightly work imports this. Money is a week's, in the shop's currency;
orders are delivered orders of a week's buyers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import gamma

EXPONENT: Final = 0.5
MEMORY: Final = 0.95
PRIOR_ORDERS: Final = 8.0
LOSS_CHANCE: Final = 0.1
LOSS_WEEKS: Final = 3
FEWEST_WEEKS: Final = 4
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Spent:
    """One channel's weeks, oldest first: spend and delivered orders; ``margin`` of one order, None when unknown.

    ``latest`` is the spend of the last four weeks, whose parcels may still be on their way.
    """

    channel: str
    spend: tuple[float, ...]
    orders: tuple[float, ...]
    latest: tuple[float, ...]
    margin: float | None = None

    @property
    def current(self) -> float:
        """A week's spend now: the mean of the last four weeks."""
        return sum(self.latest) / max(len(self.latest), 1)

    @property
    def weeks(self) -> int:
        return sum(spend > 0 for spend in self.spend)


@dataclass(frozen=True, slots=True)
class Rate:
    """Orders by the square root of a week's spend: a gamma with ``shape`` and ``weight`` (its rate)."""

    shape: float
    weight: float

    @property
    def mean(self) -> float:
        return self.shape / self.weight

    def quantile(self, share: float) -> float:
        return float(gamma.ppf(share, self.shape)) / self.weight

    def above(self, value: float) -> float:
        return float(gamma.sf(value * self.weight, self.shape))


def prior_rate(channels: Sequence[Spent], exponent: float = EXPONENT) -> float:
    """All channels' orders by all their responses: what an unknown channel is taken for."""
    responses = sum(float(np.sum(np.power(one.spend, exponent))) for one in channels)
    orders = sum(sum(one.orders) for one in channels)
    return max(orders, 0.5) / responses if responses > 0 else 0.0


def rate_of(one: Spent, prior: float, exponent: float = EXPONENT, until: int | None = None) -> Rate:
    """``A = sum .95^age y + 8``, ``B = sum .95^age s^e + 8 / m0``; ``until`` leaves out the weeks from there on."""
    spend, orders = np.array(one.spend[:until]), np.array(one.orders[:until])
    weights = MEMORY ** np.arange(len(spend) - 1, -1, -1.0)
    return Rate(
        float(weights @ orders) + PRIOR_ORDERS,
        float(weights @ np.power(spend, exponent)) + PRIOR_ORDERS / prior,
    )


def shares_of(rates: Floats, exponent: float = EXPONENT) -> Floats:
    """The split that brings most: shares as ``a ** (1 / (1 - e))``, which at .5 is the square. Last axis: channels."""
    # Scaled first: at .7 the power is above three, and a rate may be a thousandth.
    powers = np.power(rates / rates.max(axis=-1, keepdims=True), 1 / (1 - exponent))
    found: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return found


def profit_chance(rate: Rate, spend: float, margin: float | None) -> float | None:
    """The chance that the margin of a week's orders exceeds what was spent; None without a margin or a spend."""
    if margin is None or spend <= 0:
        return None
    return 0.0 if margin <= 0 else rate.above(spend**EXPONENT / margin)


def loses(one: Spent, prior: float) -> bool:
    """Three weeks running, each with what was known by then, profit was less likely than one in ten."""
    if one.weeks < FEWEST_WEEKS:
        return False
    for back in range(LOSS_WEEKS):
        until = len(one.spend) - back
        spend = one.spend[until - 1]
        chance = profit_chance(rate_of(one, prior, until=until), spend, one.margin)
        if chance is None or chance >= LOSS_CHANCE:
            return False
    return True


def as_candidate(one: Spent) -> dict[str, Any]:
    """A channel as the ledger keeps it."""
    return {
        "channel": one.channel,
        "spend": list(one.spend),
        "orders": list(one.orders),
        "latest": list(one.latest),
        "margin": one.margin,
    }


def of_candidate(given: dict[str, Any]) -> Spent:
    return Spent(
        given["channel"],
        tuple(given["spend"]),
        tuple(given["orders"]),
        tuple(given["latest"]),
        given["margin"],
    )
