"""What the owner wants of a figure: reading and setting it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from attribution.kpis.models import KpiTarget
from shop_ai.lib.figure import Unit
from shop_ai.lib.tenancy import shop_scope

# Figures that a target can be set for, with their units; the keys are those of the figure cards.
UNITS: Final[dict[str, Unit]] = {
    "cost_per_conversation": Unit.MONEY,
    "conversation_to_sale": Unit.SHARE,
    "average_basket": Unit.MONEY,
    "repurchase_30": Unit.SHARE,
    "repurchase_60": Unit.SHARE,
    "cancelled": Unit.SHARE,
    "refused": Unit.SHARE,
    "returned": Unit.SHARE,
    "refunded_value": Unit.SHARE,
}


def targets_of(shop_id: int) -> dict[str, Decimal]:
    """Figure -> target, in its unit; those that have one."""
    with shop_scope(shop_id):
        return dict(KpiTarget.objects.values_list("figure", "value"))


def set_targets(shop_id: int, targets: Mapping[str, Decimal | None]) -> None:
    """Set the targets named; None forgets one."""
    with shop_scope(shop_id):
        gone = [figure for figure, value in targets.items() if value is None]
        KpiTarget.objects.filter(figure__in=gone).delete()
        KpiTarget.objects.bulk_create(
            [
                KpiTarget(shop_id=shop_id, figure=figure, value=value)
                for figure, value in targets.items()
                if value is not None
            ],
            update_conflicts=True,
            unique_fields=["shop", "figure"],
            update_fields=["value", "updated_at"],
        )
