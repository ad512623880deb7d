"""Words for the ways to recommend and for why one is used."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from shop_ai.lib.figure import Text
from shop_ai.lib.money import format_number
from signals.backtest.models import State
from signals.backtest.rules import FEWEST_BUYERS, FEWEST_QUERIES
from signals.backtest.selectors import Run

NAMES: Final[dict[str, Text]] = {
    "popularity": gettext_lazy("What sells"),
    "category_popularity": gettext_lazy("What sells in the category"),
    "conf_x": gettext_lazy("Bought together, with caution"),
    "cosine": gettext_lazy("Bought in the same baskets"),
    "basket_knn": gettext_lazy("Baskets that resemble this one"),
    "ease_20": gettext_lazy("Learnt from whole baskets, quick to believe"),
    "ease_200": gettext_lazy("Learnt from whole baskets, slow to believe"),
    "llr": gettext_lazy("Together more often than chance"),
}
SENTENCES: Final[dict[str, Text]] = {
    "popularity": gettext_lazy("The same for everybody. Nothing that does worse deserves its place."),
    "category_popularity": gettext_lazy("The most bought of the category that the customer looks at."),
    "conf_x": gettext_lazy(
        "What buyers of a product also take, drawn towards what sells: three orders do not make a rule."
    ),
    "cosine": gettext_lazy("How often two products share a basket, beside how often each is bought at all."),
    "basket_knn": gettext_lazy("The hundred earlier baskets nearest to this one, and what else they held."),
    "ease_20": gettext_lazy(
        "How much each product says about every other, all at once; few baskets are enough to believe it."
    ),
    "ease_200": gettext_lazy(
        "How much each product says about every other, all at once; only many baskets are believed."
    ),
    "llr": gettext_lazy("Pairs that chance does not explain, the surest first."),
}


def name_of(model: str) -> str:
    """The way's name; a model that no longer exists keeps its code."""
    return str(NAMES.get(model, model))


def sentence_of(model: str) -> str:
    return str(SENTENCES.get(model, ""))


def reason_of(run: Run) -> str:
    """Why the chosen way is used, in one sentence."""
    if run.state == State.FEW_BUYERS:
        return _("Not enough data (n = %(n)s of %(floor)s buyers): nothing can be compared yet.") % {
            "n": format_number(run.buyers),
            "floor": FEWEST_BUYERS,
        }
    if run.state == State.FEW_QUERIES:
        return _("Not enough data (n = %(n)s of %(floor)s orders of the last four weeks to ask about).") % {
            "n": format_number(run.queries),
            "floor": FEWEST_QUERIES,
        }
    if run.reason_code == "model_switched":
        return _("It did better than “%(before)s”, by more than chance explains.") % {
            "before": name_of(run.incumbent)
        }
    return _("No other way did better than it by more than chance explains.")


def form_of(run: Run) -> str:
    """What the ways learn from."""
    if run.form == "baskets":
        return _("Your orders hold two products or more on average: the ways learn from whole orders.")
    return _(
        "Most of your orders hold one product: the ways learn from what each customer bought within 90 days."
    )


def asked_of(run: Run) -> str:
    """How much was asked."""
    return ngettext(
        "%(n)s order of four weeks was asked about.",
        "%(n)s orders of four weeks were asked about.",
        run.queries,
    ) % {"n": format_number(run.queries)}
