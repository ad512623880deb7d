"""The key figures as programs read them: no name of the agreed shape is missing, by REST and by the command."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from attribution.kpis.acquired import cost_per_conversation
from attribution.kpis.compute import Acquisition
from attribution.kpis.serialise import fig_dict
from attribution.kpis.services import recompute_days
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.api.conftest import Caller, found
from tests.attribution.scene import a_delivery, a_refund, an_order

FIG = {"value", "low", "high", "n"}
REPURCHASE = {"mature": FIG, "estimate": FIG, "waiting": None}
ROW: dict[str, Any] = {
    "orders": dict.fromkeys(["placed", "confirmed", "delivered", "cancelled", "refused", "returned"]),
    "customers": None,
    "revenue": dict.fromkeys(["ordered", "confirmed", "delivered", "refunds", "net"]),
    "cost_per_conversation": FIG | {"spend", "conversations"},
    "conversation_to_sale": FIG | {"not_yet_known"},
    "average_basket": FIG | {"net"},
    "repurchase_30": REPURCHASE,
    "repurchase_60": REPURCHASE,
    "returns": dict.fromkeys(["cancelled", "refused", "returned", "refunded_value"], FIG),
}
HEAD = {"shop", "currency", "from", "to", "as_of", "by", "computed_at", "run", "total", "rows"}


def lacks(found: Any, wanted: Any, place: str) -> list[str]:
    """Where ``found`` has not the names that ``wanted`` has."""
    if wanted is None:
        return []
    names = wanted if isinstance(wanted, dict) else dict.fromkeys(wanted)
    missing = [f"{place}.{name}" for name in names if name not in found]
    inside = [(name, shape) for name, shape in names.items() if name in found]
    return missing + [
        trouble for name, shape in inside for trouble in lacks(found[name], shape, f"{place}.{name}")
    ]


def a_march(shop: ShopContext) -> None:
    """Two channels, three deliveries, a refusal and a refund."""
    with shop_scope(shop.id):
        for day, channel in enumerate(("instagram", "instagram", "facebook"), 3):
            sold = a_delivery(shop.id, date(2026, 3, day), channel=channel)
        an_order(shop.id, date(2026, 3, 9), parcel_state="refused", channel="facebook")
        a_refund(shop.id, date(2026, 3, 20), 250, order=sold)
    recompute_days(shop.id)


@pytest.mark.parametrize("by", ["channel", "campaign", "day", "week", "month", "segment"])
def test_every_row_and_the_total_have_the_agreed_names(api: Caller, shop: ShopContext, by: str) -> None:
    a_march(shop)
    answer = found(api.get(f"kpis?from=2026-03-01&to=2026-03-31&by={by}"))
    assert answer.keys() >= HEAD
    assert lacks(answer["total"], ROW, "total") == []
    assert (answer["total"]["orders"]["placed"], answer["total"]["revenue"]["net"]) == (4, "2750.00")
    assert answer["rows"]
    for row in answer["rows"]:
        assert lacks(row, {"key": None, **ROW}, by) == []
    for name in ("placed", "delivered", "cancelled", "refused", "returned"):
        assert sum(row["orders"][name] for row in answer["rows"]) == answer["total"]["orders"][name]
    for name in ("ordered", "confirmed", "delivered", "refunds", "net"):
        amounts = [row["revenue"][name] for row in answer["rows"]]
        assert all(isinstance(amount, str) for amount in amounts)
        assert sum(map(Decimal, amounts)) == Decimal(answer["total"]["revenue"][name])


def test_the_command_gives_the_document_of_the_api_and_nothing_else(api: Caller, shop: ShopContext) -> None:
    a_march(shop)
    out = StringIO()
    dates = ["--from", "2026-03-01", "--to", "2026-03-31"]
    call_command("kpis", "--shop", shop.slug, *dates, "--by", "month", "--json", stdout=out)
    assert json.loads(out.getvalue()) == found(api.get("kpis?from=2026-03-01&to=2026-03-31&by=month"))


@pytest.mark.parametrize(
    ("acquired", "reason"),
    [
        (Acquisition(), "not enough data"),
        (Acquisition(qualified=12), "not enough data"),
        (Acquisition(Decimal(10), 29, 29), "not enough data"),
        (Acquisition(qualified=40), "no spend yet"),
    ],
)
def test_under_its_floor_a_figure_gives_one_reason(acquired: Acquisition, reason: str) -> None:
    shown = fig_dict(cost_per_conversation(acquired))
    assert (shown["value"], shown["reason"]) == (None, reason)
