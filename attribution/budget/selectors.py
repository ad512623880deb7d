"""Reading the advice that the night prepared."""

from __future__ import annotations

from typing import Final

from attribution.budget.models import BudgetAdvice, BudgetLine
from catalog.channels.selectors import channel_names
from shop_ai.lib.channels import channel_name
from shop_ai.lib.tenancy import shop_scope

# Of :mod:`attribution.budget.compute`, which pages do not import: it brings numpy and scipy.
FEWEST_WEEKS: Final = 4
FEWEST_ORDERS: Final = 10
STEP: Final = 0.2
FLOOR: Final = 0.05
EXPONENT: Final = 0.5


def last_advice(shop_id: int) -> BudgetAdvice | None:
    """The newest advice; None before the first night with a spend."""
    with shop_scope(shop_id):
        found: BudgetAdvice | None = BudgetAdvice.objects.order_by("-week").first()
    return found


def earlier(shop_id: int, advice: BudgetAdvice) -> list[BudgetAdvice]:
    """The advice of the weeks before, newest first."""
    with shop_scope(shop_id):
        return list(BudgetAdvice.objects.filter(week__lt=advice.week).order_by("-week"))


def lines_of(shop_id: int, advice: BudgetAdvice) -> list[BudgetLine]:
    """One a channel, the largest spend first, each with the name that the shop gives its channel."""
    with shop_scope(shop_id):
        lines = list(BudgetLine.objects.filter(advice=advice).order_by("rank"))
    names = channel_names(shop_id)
    for line in lines:
        line.shown_name = names.get(line.channel) or channel_name(line.channel)
    return lines
