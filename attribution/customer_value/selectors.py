"""Reading what the night estimated: groups of customers, never a single one."""

from __future__ import annotations

from attribution.customer_value.models import ValueGroup, ValueRun
from shop_ai.lib.tenancy import shop_scope

# Of :mod:`attribution.customer_value.compute`, which pages do not import: it brings numpy and scipy.
FEWEST = 10
SMALLEST_GROUP = 5
"""A group of fewer is not shown: it would say what is expected of a person."""


def last_run(shop_id: int) -> ValueRun | None:
    with shop_scope(shop_id):
        found: ValueRun | None = ValueRun.objects.first()
    return found


def groups(shop_id: int, run: ValueRun) -> list[ValueGroup]:
    """In the order of the page; those of fewer than five customers are left out."""
    with shop_scope(shop_id):
        return list(ValueGroup.objects.filter(run=run, customers__gte=SMALLEST_GROUP).order_by("rank"))


def expected_repurchase(shop_id: int, by: str) -> dict[str, ValueGroup]:
    """What other rooms may ask: the groups of one kind ("all", "segment", "orders", "channel") by their key."""
    run = last_run(shop_id)
    return {} if run is None else {row.key: row for row in groups(shop_id, run) if row.by == by}
