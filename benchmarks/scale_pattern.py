"""The pattern month of the measurements of scale: simulated visits, written by COPY."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import psycopg

from benchmarks.scale_sql import COPY, PRODUCTS

DAYS, VISITS_A_DAY = 30, 3_800.0


def copy_pattern(database: psycopg.Connection[Any], shop: int, base: date) -> int:
    """Write the pattern month; returns how many events it has."""
    count = 0
    products = [
        row[0]
        for row in database.execute(
            "SELECT id FROM catalog_product WHERE shop_id = %s ORDER BY length(sku), sku", [shop]
        )
    ]
    with database.cursor().copy(COPY) as copy:
        for row in _rows(shop, base, products):
            copy.write_row(row)
            count += 1
    database.execute("ANALYZE signals_event")
    return count


def _rows(shop: int, base: date, products: list[int]) -> Iterator[tuple[Any, ...]]:
    from shop_ai.simulator.model.channels import SLUGS
    from shop_ai.simulator.model.events import TYPES
    from shop_ai.simulator.model.plan import Plan
    from shop_ai.simulator.model.world import World

    plan = Plan(
        last=base - timedelta(days=1),
        days=DAYS,
        orders=DAYS * 100,
        visits_per_day=VISITS_A_DAY,
        products=PRODUCTS,
    )
    world = World(plan)
    for day in world.days():
        events, start = day.events, datetime(day.date.year, day.date.month, day.date.day, tzinfo=UTC)
        columns = (events.kind, events.visit, events.product, events.second, events.value, events.term)
        for kind, visit, product, second, value, term in zip(
            *(column.tolist() for column in columns), strict=True
        ):
            name = TYPES[kind]
            yield (
                shop,
                start + timedelta(seconds=second - 3600),
                uuid.uuid4(),
                day.date,
                name,
                products[product] if product >= 0 else None,
                SLUGS[int(day.visits.channel[visit])],
                "/produits",
                "mobile",
                "fr-DZ",
                f"{day.visits.customer[visit]}-{day.position}",
                value if value == value else None,  # noqa: PLR0124  nan is what differs from itself
                world.trends.terms[term] if name == "search" else "",
            )
