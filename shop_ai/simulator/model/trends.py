"""What people search for, and the terms and products whose rise is planted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from shop_ai.simulator.model.goods import Goods
from shop_ai.simulator.model.plan import Floats, Ints, Plan

# Word, language: Arabizi and darija are typed as people type them.
TERMS: Final = tuple(
    term.strip()
    for term in (
        "robe kabyle, robe kabyle mariée, hijab soie, hijab medine, abaya noire, sac cuir, sac a main, parfum oud,"
        "musc blanc, huile olive, miel sidr, tapis priere, savon noir, ghassoul, coffret the, cadeau aid, قفطان,"
        "فستان قبائلي, حجاب حرير, عباية سوداء, عطر العود, زيت زيتون, عسل السدر, سجادة صلاة, صابون بلدي, هدية العيد,"
        "9eftan, 3abaya, hijeb harir, rob kabail, 3tar oud, zit zitoun, sabon baldi, chhal livraison, promo,"
        "livraison oran, taille xl, كيفاش نكوموندي"
    ).split(",")
)
RISING_FACTOR: Final = 4.0
PLANTED: Final = 2  # terms and products each, where there are enough
SEARCH_CHANCE: Final = 0.14  # of a visit


@dataclass(frozen=True, slots=True)
class Trends:
    """``term_weight`` and what rises: positions, the first day of the rise (position in the plan) and its factor."""

    terms: tuple[str, ...]
    term_weight: Floats
    rising_terms: Ints
    rising_goods: Ints
    starts: int
    factor: float = RISING_FACTOR

    def term_weights(self, position: int) -> Floats:
        return self._raised(self.term_weight, self.rising_terms, position)

    def goods_weights(self, appeal: Floats, position: int) -> Floats:
        return self._raised(appeal, self.rising_goods, position)

    def _raised(self, weights: Floats, rising: Ints, position: int) -> Floats:
        if position < self.starts or not len(rising):
            return weights
        raised = weights.copy()
        raised[rising] *= self.factor
        return raised

    def truth(self, goods: Goods, plan: Plan) -> dict[str, Any]:
        begins = plan.day(self.starts).isoformat()
        return {
            "factor": self.factor,
            "starts_on": begins,
            "terms": [self.terms[at] for at in self.rising_terms],
            "products": [goods.sku[at] for at in self.rising_goods],
        }


def draw_trends(plan: Plan, goods: Goods) -> Trends:
    """Terms by Zipf's law in a drawn order; less popular ones rise, three weeks before the end.

    A plan under nine weeks has no room for a baseline: nothing rises in it.
    """
    rng = plan.stream("trends")
    weight = 1.0 / (1 + rng.permutation(len(TERMS)))
    room = plan.days >= 63
    middle = np.argsort(-weight)[4:16]
    terms = rng.choice(middle, PLANTED if room else 0, replace=False)
    wanted = PLANTED if room and len(goods) > 2 * PLANTED else 0
    candidates = np.argsort(-goods.appeal)[PLANTED:]
    products = rng.choice(candidates, wanted, replace=False) if wanted else np.zeros(0, np.int64)
    return Trends(TERMS, weight, np.sort(terms), np.sort(products), max(plan.days - 21, 0))
