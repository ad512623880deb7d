"""Recommendations as JSON."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from catalog.customers.segments import SEGMENTS
from catalog.playlists.themes import Theme, Use
from catalog.rest.fields import PageParams, PublicId, Strict, WholeList, amount_field, page_shape
from signals.recommend.choices import CHOICES
from signals.recommend.feedback import ACTIONS
from signals.recommend.reasons import reason_text
from signals.recommend.rules import MOST_SHOWN, MOST_SOURCES
from signals.recommend.served import Because, Served
from signals.recommend.serving import SLOTS

MOST_CUSTOMERS = 500


class ReasonShown(serializers.Serializer[Because]):
    """Why, as a stable code with its values and in words."""

    code = serializers.CharField()
    values = serializers.DictField(child=serializers.JSONField())
    text = serializers.SerializerMethodField(help_text="In the language of `Accept-Language`.")
    share = serializers.FloatField(help_text="Share of the score, 0 to 1; parts under 0.1 are not reasons.")

    def get_text(self, because: Because) -> str:
        return reason_text(because.code, because.values)


class ContributionShown(serializers.Serializer[Any]):
    """A part of a score; all parts sum to it."""

    code = serializers.CharField(
        help_text="`bought`, `alike`, `category`, `shop` or `boost`: purchases, likeness, what sells, the owner."
    )
    source_sku = serializers.CharField(help_text="The product behind it; empty where there is none.")
    source_title = serializers.CharField()
    amount = serializers.FloatField()
    share = serializers.FloatField()


class RecommendationShown(serializers.Serializer[Served]):
    """One product to show, with the reason that is shown beside it."""

    product_id = PublicId("prd", source="product_uid")
    sku = serializers.CharField()
    title = serializers.CharField()
    price = amount_field(allow_null=True)
    currency = serializers.SerializerMethodField()
    image_url = serializers.CharField()
    page_url = serializers.CharField()
    rank = serializers.IntegerField()
    reason = serializers.SerializerMethodField(help_text="In the language of `Accept-Language`.")
    reason_code = serializers.CharField()
    reasons = ReasonShown(many=True)
    recommendation_id = serializers.CharField(help_text="Leads to the decision in the shop's ledger.")
    propensity = serializers.FloatField(
        allow_null=True, help_text="The chance that it stood there, where chance decided."
    )
    score = serializers.FloatField(help_text="Comparable within one list only.")
    contributions = ContributionShown(
        source="parts", many=True, required=False, help_text="With `explain=1` only."
    )

    def get_currency(self, _served: Served) -> str:
        return str(self.context["currency"])

    def get_reason(self, served: Served) -> str:
        return reason_text(served.reason_code, served.reason_values)

    def to_representation(self, instance: Served) -> Any:
        shown = super().to_representation(instance)
        if not self.context.get("explain"):
            del shown["contributions"]
        return shown


class SkuList(serializers.CharField):
    """SKUs between commas, as a tuple."""

    def to_internal_value(self, data: Any) -> Any:
        text = super().to_internal_value(data)
        return tuple(sku for part in text.split(",") if (sku := part.strip()))


def _skus(kind: str, said: str) -> SkuList:
    return SkuList(
        max_length=2000,
        required=False,
        allow_blank=True,
        default="",
        help_text=f"{said} SKUs between commas; the last {MOST_SOURCES[kind]} count.",
    )


class RecommendationParams(Strict):
    slot = serializers.ChoiceField(choices=SLOTS, default="home", help_text="Where they are shown.")
    sku = serializers.CharField(
        max_length=120,
        required=False,
        allow_blank=True,
        default="",
        help_text="The product on show: what goes with it is shown, itself is left out.",
    )
    cart = _skus("cart", "What is in the basket; with `slot=after_order`, what was ordered.")
    seen = _skus("seen", "What the visitor looked at, latest last; only with consent.")
    limit = serializers.IntegerField(min_value=1, max_value=MOST_SHOWN, default=6)
    use = serializers.ChoiceField(choices=Use.choices, required=False, allow_blank=True, default="")
    theme = serializers.ChoiceField(choices=Theme.choices, required=False, allow_blank=True, default="")
    gift = serializers.BooleanField(default=False, help_text="Only what is on playlists of things to give.")
    budget = amount_field(required=False, help_text="Nothing above this price.")
    customer = PublicId("cus", required=False, help_text="A customer: what was bought counts.")
    segment = serializers.ChoiceField(
        choices=[(code, code) for code in SEGMENTS],
        required=False,
        allow_blank=True,
        default="",
        help_text="What the customers of a segment buy.",
    )
    visitor = serializers.RegexField(
        r"^[A-Za-z0-9_-]{0,40}$",
        required=False,
        allow_blank=True,
        default="",
        help_text="An id of the visitor: what was dismissed under it is not shown.",
    )
    explore = serializers.BooleanField(
        default=False, help_text="Let one place in eight be drawn; set it if you tell what was shown."
    )
    explain = serializers.BooleanField(default=False, help_text="Add every part of each score.")


class RecommendationList(WholeList):
    slot = serializers.ChoiceField(choices=SLOTS)
    computed_at = serializers.DateTimeField(allow_null=True)
    is_personal = serializers.BooleanField(help_text="Something about the visitor or customer counted.")
    data = RecommendationShown(many=True)  # type: ignore[assignment]  # DRF takes fields off the class


class BatchAsked(Strict):
    """Customers of an e-mail, say; each gets a list of their own."""

    customers = serializers.ListField(
        child=PublicId("cus"), min_length=1, max_length=MOST_CUSTOMERS, help_text="Ids of customers."
    )
    limit = serializers.IntegerField(min_value=1, max_value=MOST_SHOWN, default=6)
    explain = serializers.BooleanField(default=False)


class BatchParams(PageParams):
    """Every customer, page by page; ``limit`` counts customers."""

    limit = serializers.IntegerField(
        min_value=1, max_value=MOST_CUSTOMERS, default=100, help_text="Customers a page, at most 500."
    )
    items = serializers.IntegerField(
        min_value=1, max_value=MOST_SHOWN, default=6, help_text="Products for each customer."
    )
    explain = serializers.BooleanField(default=False)


class OfCustomer(serializers.Serializer[Any]):
    """What to show one customer."""

    customer_id = PublicId("cus", source="customer")
    is_known = serializers.BooleanField(help_text="Whether the shop has this customer.")
    is_personal = serializers.BooleanField()
    items = RecommendationShown(many=True)


class BatchList(serializers.Serializer[Any]):
    computed_at = serializers.DateTimeField(allow_null=True)
    data = OfCustomer(many=True)  # type: ignore[assignment]  # DRF takes fields off the class


BatchPage = page_shape("RecommendationBatchPage", OfCustomer)


class WithoutShown(serializers.Serializer[Any]):
    """What would be without one of the products behind it."""

    source_sku = serializers.CharField(source="source.sku")
    source_title = serializers.CharField(source="source.title")
    rank = serializers.IntegerField(
        help_text="The place it would have; 0: none of the places that were looked at."
    )


class ExplainedShown(serializers.Serializer[Any]):
    """How one product came into one list."""

    list_id = serializers.UUIDField(source="list_uid")
    at = serializers.DateTimeField()
    slot = serializers.CharField()
    rank = serializers.IntegerField()
    sku = serializers.CharField(source="product.sku")
    title = serializers.CharField(source="product.title")
    score = serializers.FloatField()
    reasons = ReasonShown(many=True)
    contributions = ContributionShown(source="parts", many=True)
    without = WithoutShown(many=True)
    dropped = serializers.DictField(
        child=serializers.CharField(), help_text="By SKU, why a product was left out."
    )
    propensity = serializers.FloatField(allow_null=True)
    replays = serializers.BooleanField(help_text="Deciding again from what is stored gives the same list.")
    sealed_by = serializers.UUIDField(
        allow_null=True, help_text="The decision in the ledger that seals it; null: not sealed yet."
    )


class FeedbackGiven(Strict):
    recommendation_id = serializers.CharField(max_length=60)
    action = serializers.ChoiceField(choices=[(action, action) for action in ACTIONS])
    sku = serializers.CharField(max_length=120)
    visitor = serializers.RegexField(
        r"^[A-Za-z0-9_-]{0,40}$",
        required=False,
        allow_blank=True,
        default="",
        help_text="With it, what is dismissed is not shown to this visitor again.",
    )


class FeedbackTaken(serializers.Serializer[Any]):
    counted = serializers.BooleanField(help_text="False while the shop measures nothing.")


class ChoiceShown(serializers.Serializer[Any]):
    """The shop's word on a product."""

    product_id = PublicId("prd", source="uid")
    sku = serializers.CharField()
    title = serializers.CharField()
    choice = serializers.CharField()


class ChoiceList(WholeList):
    data = ChoiceShown(many=True)  # type: ignore[assignment]  # DRF takes fields off the class


class ChoiceAsked(Strict):
    sku = serializers.CharField(max_length=120)
    choice = serializers.ChoiceField(
        choices=[(choice, choice) for choice in CHOICES],
        help_text="`pin`: first. `boost`: half as much again. `hide`: never. `exclude`: never, nor as a reason for "
        "others. `none`: the ranking decides.",
    )
