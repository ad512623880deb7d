"""What a shop decided about its scores, as a frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from shop_ai.lib.tenancy import shop_scope
from signals.scores.models import ScoreSettings
from signals.scores.priors import WEIGHTS


@dataclass(frozen=True, slots=True)
class Settings:
    """``weights`` by signal; ``margin_share`` of a price without a known cost; ``return_cost`` None: a share of it."""

    weights: dict[str, int]
    margin_share: Decimal
    return_cost: Decimal | None


def settings_of(shop_id: int) -> Settings:
    with shop_scope(shop_id):
        row = ScoreSettings.objects.first() or ScoreSettings()
    return Settings(
        {signal: getattr(row, signal) for signal in WEIGHTS}, Decimal(row.margin_share), row.return_cost
    )
