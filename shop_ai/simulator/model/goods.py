"""Products with the rates that the shop cannot see: how often they are clicked, ordered, delivered, returned."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Final

import numpy as np

from shop_ai.simulator.assortment import ARTICLES, VARIANTS
from shop_ai.simulator.model.plan import Floats, Ints, Plan, Rng

# Mean and strength k of the Beta that each true rate is drawn from: Beta(mean·k, (1-mean)·k).
RATES: Final[dict[str, tuple[float, float]]] = {
    "click": (0.06, 40.0),
    "cart": (0.12, 30.0),
    "delivered": (0.80, 25.0),
    "returned": (0.06, 50.0),
    "skip": (0.25, 20.0),
    "like": (0.03, 60.0),
    "save": (0.02, 60.0),
    "share": (0.01, 100.0),
}
APPEAL_SPREAD, ORDER_SPREAD = 0.5, 0.5  # standard deviations of the logarithms
DWELL_SECONDS, DWELL_SPREAD = 24.0, 0.35
COST_SHARE: Final = (0.45, 0.70)


@dataclass(frozen=True, slots=True)
class Goods:
    """One element a product. ``appeal`` and ``order`` are relative weights of mean one, the rates are 0…1.

    ``order`` weighs orders per view, ``dwell`` is the median of visible seconds, ``category`` an index into
    ``categories`` and at the same time the theme that customers have a taste for. Prices are whole dinars.
    """

    sku: tuple[str, ...]
    french: tuple[str, ...]
    arabic: tuple[str, ...]
    categories: tuple[str, ...]
    category: Ints
    price: Ints
    cost: Ints
    stock: tuple[int | None, ...]
    appeal: Floats
    order: Floats
    dwell: Floats
    click: Floats
    cart: Floats
    delivered: Floats
    returned: Floats
    skip: Floats
    like: Floats
    save: Floats
    share: Floats

    def __len__(self) -> int:
        return len(self.sku)

    def truth(self) -> list[dict[str, Any]]:
        """One dictionary a product, every number that was drawn."""
        names = [field.name for field in fields(self) if isinstance(getattr(self, field.name), np.ndarray)]
        return [
            {
                "sku": self.sku[at],
                "title": self.french[at],
                "true": {name: round(getattr(self, name)[at].item(), 6) for name in names},
            }
            for at in range(len(self))
        ]


def draw_rates(rng: Rng, count: int) -> dict[str, Floats]:
    """The true rates of ``count`` products, each 0…1, by the names of :data:`RATES`."""
    return {name: rng.beta(mean * k, (1 - mean) * k, count) for name, (mean, k) in RATES.items()}


def draw_goods(plan: Plan) -> Goods:
    """The first products are the assortment's; further ones are variants of them with prices of their own."""
    rng, count = plan.stream("goods"), plan.products
    base = [at % len(ARTICLES) for at in range(count)]
    kind = [at // len(ARTICLES) for at in range(count)]
    is_known = np.array(kind) == 0
    names = sorted({article.category for article in ARTICLES})
    rates = draw_rates(rng, count)
    known = np.array([ARTICLES[at].appeal for at in base], float)
    appeal = known * np.where(is_known, 1.0, rng.lognormal(0, APPEAL_SPREAD, count))
    price = np.array([ARTICLES[at].price for at in base], np.int64)
    price = np.where(is_known, price, np.round(price * rng.uniform(0.6, 1.6, count), -2)).astype(np.int64)
    order = rng.lognormal(0, ORDER_SPREAD, count)
    return Goods(
        sku=tuple(_coded(ARTICLES[b].sku, k) for b, k in zip(base, kind, strict=True)),
        french=tuple(_named(ARTICLES[b].french, 0, k) for b, k in zip(base, kind, strict=True)),
        arabic=tuple(_named(ARTICLES[b].arabic, 1, k) for b, k in zip(base, kind, strict=True)),
        categories=tuple(names),
        category=np.array([names.index(ARTICLES[b].category) for b in base], np.int64),
        price=price,
        cost=np.round(price * rng.uniform(*COST_SHARE, count), -1).astype(np.int64),
        stock=tuple(ARTICLES[b].stock if k == 0 else 50 for b, k in zip(base, kind, strict=True)),
        appeal=appeal / appeal.mean() if count else appeal,
        order=order / order.mean() if count else order,
        dwell=DWELL_SECONDS * rng.lognormal(0, DWELL_SPREAD, count),
        **rates,
    )


def _coded(sku: str, kind: int) -> str:
    return f"{sku}-{kind + 1:02d}" if kind else sku


def _named(title: str, language: int, kind: int) -> str:
    """A variant's name: a colour, then numbered collections when the colours are used up."""
    if not kind:
        return title
    turn, colour = divmod(kind - 1, len(VARIANTS))
    return f"{title} {VARIANTS[colour][language]}" + (f" n° {turn + 1}" if turn else "")
