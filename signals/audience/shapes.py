"""The audience as JSON: what the page shows, with the same groups hidden."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from catalog.rest.fields import Strict
from signals.audience.asked import HEATS, LONGEST
from signals.audience.heat import Heat
from signals.audience.ranks import Rank
from signals.audience.tastes import Taste


class AudienceParams(Strict):
    """The period; the last 90 days whose orders are known when left out."""

    to = serializers.DateField(required=False, help_text="Last day, included.")
    group = serializers.CharField(
        default="returning",
        max_length=80,
        help_text="Whose tastes: `new`, `returning`, `wilaya:<slug>` or `channel:<slug>`.",
    )
    heat = serializers.ChoiceField(choices=HEATS, default=HEATS[0], help_text="What the hours count.")

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        # "from" is a word of Python's own.
        return super().get_fields() | {
            "from": serializers.DateField(required=False, help_text="First day, included.")
        }

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        first, last = attrs.get("from"), attrs.get("to")
        if (first is None) != (last is None):
            raise serializers.ValidationError({"to": [_("Give both days or none.")]})
        if first and last and not 0 <= (last - first).days < LONGEST:
            raise serializers.ValidationError(
                {"to": [_("This is before the first day, or too far from it.")]}
            )
        return attrs


class BasketShown(serializers.Serializer[Any]):
    value = serializers.CharField(allow_null=True, help_text="Mean of delivered orders; null under 30.")
    low = serializers.CharField(allow_null=True)
    high = serializers.CharField(allow_null=True)
    n = serializers.IntegerField()
    reason = serializers.CharField(required=False)


class RankShown(serializers.Serializer[Any]):
    """A group; `others` holds those under ten and those hidden with them."""

    key = serializers.CharField()
    name = serializers.CharField()
    people = serializers.IntegerField(help_text="Customers, or visitors for device and language.")
    share = serializers.FloatField(allow_null=True)
    count = serializers.IntegerField(help_text="Orders, or sessions.")
    basket = BasketShown(required=False)


class CellShown(serializers.Serializer[Any]):
    weekday = serializers.IntegerField(help_text="Sunday is 0.")
    hour = serializers.IntegerField(help_text="First hour of the cell.")
    count = serializers.IntegerField(allow_null=True, help_text="Null: fewer than ten, or hidden.")


class TasteShown(serializers.Serializer[Any]):
    name = serializers.CharField()
    buyers = serializers.IntegerField(allow_null=True)
    share = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    average = serializers.FloatField()


class AudienceShown(serializers.Serializer[Any]):
    """Customers belong to the group of their last order in the period, so that groups add up."""

    currency = serializers.CharField()
    to = serializers.DateField()
    customers = serializers.IntegerField()
    orders = serializers.IntegerField()
    orders_without_customer = serializers.IntegerField()
    groups = serializers.DictField(
        child=RankShown(many=True), help_text="By `wilaya`, `channel`, `who`, `device` and `language`."
    )
    heat = serializers.ChoiceField(choices=HEATS)
    hours_a_cell = serializers.IntegerField()
    hours = CellShown(many=True)
    group = serializers.CharField()
    group_customers = serializers.IntegerField(allow_null=True, help_text="Null: the group is too small.")
    tastes = TasteShown(many=True)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        return {"from": serializers.DateField()} | super().get_fields()


def rank_dict(rank: Rank, *, has_basket: bool) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "key": rank.key,
        "name": rank.name,
        "people": rank.people,
        "share": rank.share,
        "count": rank.orders,
    }
    if has_basket:
        bounds = rank.basket
        known = (None,) * 3 if bounds is None else (bounds.value, bounds.low, bounds.high)
        written = [None if value is None else f"{value:.2f}" for value in known]
        shown["basket"] = dict(zip(("value", "low", "high"), written, strict=True)) | {"n": rank.delivered}
        if bounds is None:
            shown["basket"]["reason"] = "not enough data"
    return shown


def cell_dicts(heat: Heat) -> list[dict[str, Any]]:
    return [
        {"weekday": cell.weekday, "hour": cell.hour, "count": cell.count}
        for _hour, cells in heat.rows
        for cell in cells
    ]


def taste_dict(taste: Taste) -> dict[str, Any]:
    bounds = taste.share
    return {
        "name": taste.name,
        "buyers": taste.buyers,
        "share": bounds.value if bounds else None,
        "low": bounds.low if bounds else None,
        "high": bounds.high if bounds else None,
        "average": taste.average,
    }
