"""Channels with what each truly causes, money spent on them, and touches that fade."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from shop_ai.simulator.model.plan import Floats, Plan

HALF_LIFE_DAYS: Final = 7.0  # of a touch's effect
MOST_TOUCHES: Final = 3.0  # more touches than this add nothing
SPEND_EXPONENT: Final = (
    0.6  # visits grow with spend to this power: the second dinar brings less than the first
)


@dataclass(frozen=True, slots=True)
class Channel:
    """``slug`` is the channel as events and orders name it, ``referrer`` the host that a browser would send.

    ``effect`` is the truth: what one touch adds to the log-odds of an order, halved every week. ``anyway`` is the
    share of its visits that would have come directly without it. ``refusal`` is added to the log-odds of a refused
    parcel. ``budget`` is the mean daily spend in dinars of the plan's own size class, 0 for a channel without ads.
    """

    slug: str
    referrer: str
    share: float
    effect: float
    anyway: float
    refusal: float
    budget: int = 0
    campaign: str = ""


CHANNELS: Final = (
    Channel("instagram", "l.instagram.com", 0.34, 0.45, 0.20, -0.10, 900, "insta-collections"),
    Channel("facebook", "m.facebook.com", 0.22, 0.20, 0.30, 0.25, 700, "fb-promotions"),
    # Many looks, few orders, many refusals: what a count of clicks gets wrong.
    Channel("tiktok", "www.tiktok.com", 0.19, 0.05, 0.10, 0.60, 400, "tiktok-videos"),
    Channel("whatsapp", "wa.me", 0.09, 0.90, 0.45, -0.60),
    Channel("google", "www.google.com", 0.06, 0.30, 0.70, 0.0, 250, "google-marque"),
    Channel("email", "", 0.03, 0.60, 0.35, -0.20),
    Channel("direct", "", 0.07, 0.0, 1.0, 0.0),
)
SLUGS: Final = tuple(channel.slug for channel in CHANNELS)
EFFECTS: Final = np.array([channel.effect for channel in CHANNELS])
REFUSALS: Final = np.array([channel.refusal for channel in CHANNELS])
MESSAGING: Final = tuple(SLUGS.index(slug) for slug in ("whatsapp", "instagram", "facebook"))
PAID: Final = tuple(at for at, channel in enumerate(CHANNELS) if channel.budget)


def daily_spend(plan: Plan) -> Floats:
    """Dinars by day (rows) and channel (columns): a budget, moved by the week of the campaign and by chance.

    Budgets follow the size of the shop: they are meant for 40 visits a day.
    """
    rng = plan.stream("spend")
    budgets = np.array([channel.budget for channel in CHANNELS], float) * plan.visits_per_day / 40.0
    weeks = np.repeat(rng.uniform(0.4, 1.6, (plan.days // 7 + 1, len(CHANNELS))), 7, axis=0)[: plan.days]
    return np.round(budgets * weeks * rng.uniform(0.85, 1.15, (plan.days, len(CHANNELS))), 2)


def channel_weights(spend: Floats, lift: Floats) -> Floats:
    """Weights of the channels (columns) on each day (rows): their share, moved by spend and by posts.

    ``lift`` is what posts add, 0 for none. A day without spend keeps the channel's unpaid visits, 0.55 of its share.
    """
    usual = spend.mean(axis=0, keepdims=True) if len(spend) else spend
    relative = np.divide(spend, usual, out=np.zeros_like(spend), where=usual > 0)
    paid = np.where(usual > 0, 0.45 * relative**SPEND_EXPONENT, 0.45)
    share = np.array([channel.share for channel in CHANNELS])
    weights: Floats = share * (0.55 + paid) * (1 + lift)
    return weights


class Touches:
    """Which channels touched each customer, faded to today. Memory: customers × channels × 4 bytes."""

    def __init__(self, people: int) -> None:
        self._faded = np.zeros((people, len(CHANNELS)), np.float32)

    def with_visit(self, customer: np.ndarray, channel: np.ndarray) -> Floats:
        """The touches of each visit's customer, the visit's own channel included, none above the most."""
        touches = self._faded[customer].astype(float)
        touches[np.arange(len(channel)), channel] += 1.0
        return np.asarray(np.minimum(touches, MOST_TOUCHES))

    def end_day(self, customer: np.ndarray, channel: np.ndarray) -> None:
        """Add the day's visits and let a day pass."""
        np.add.at(self._faded, (customer, channel), 1.0)
        self._faded *= np.float32(0.5 ** (1 / HALF_LIFE_DAYS))


@dataclass(slots=True)
class Causes:
    """Sums over all days of what each channel caused, in expected orders; see :func:`caused`."""

    visits: Floats
    orders: Floats
    last_touch: Floats


def no_causes() -> Causes:
    return Causes(*(np.zeros(len(CHANNELS)) for _ in range(3)))


def caused(chance: Floats, touches: Floats, channel: np.ndarray) -> Floats:
    """Expected orders that would be missing without each channel, over views with these chances of an order.

    Without channel k a view loses the factor exp(effect·touches); a view of a visit that k itself brought happens
    only for the share ``anyway``. Views with a chance of one lose nothing by the factor alone, which slightly
    understates the effect where there are more orders than views.
    """
    factor = np.exp(-touches * EFFECTS)
    anyway = np.array([one.anyway for one in CHANNELS])
    comes = np.ones_like(factor)
    comes[np.arange(len(channel)), channel] = anyway[channel]
    lost: Floats = (chance[:, None] * (1 - comes * factor)).sum(axis=0)
    return lost
