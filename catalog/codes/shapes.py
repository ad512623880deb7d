"""Codes and their uses as JSON."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from catalog.codes.links import keyword_of, public_link
from catalog.codes.models import CodeUse, DiscountKind, PlaylistCode, UseState
from catalog.rest.fields import PageParams, PublicId, Strict, amount_field, page_shape, total_field

SLUG = r"^[a-z0-9-]*$"


class CodeShown(serializers.Serializer[Any]):
    """A code with its terms and what is taken of them."""

    id = PublicId("cod", source="uid")
    code = serializers.CharField()
    keyword = serializers.SerializerMethodField(help_text="The word to send; the code where none was chosen.")
    address = serializers.SerializerMethodField(
        help_text="The tracked link: landing page, target or playlist."
    )
    channel = serializers.CharField()
    campaign = serializers.CharField()
    playlist_id = serializers.SerializerMethodField()
    target = serializers.CharField()
    note = serializers.CharField()
    discount_kind = serializers.CharField(help_text="`none`, `percent` or `amount`.")
    discount = amount_field(help_text="In percent, or in the shop's currency.")
    most_discount = amount_field(allow_null=True)
    most_given = total_field(allow_null=True)
    least_basket = amount_field(allow_null=True)
    starts_on = serializers.DateField(allow_null=True)
    ends_on = serializers.DateField(allow_null=True)
    most_uses = serializers.IntegerField(allow_null=True)
    most_per_customer = serializers.IntegerField(allow_null=True)
    gives_back = serializers.BooleanField()
    uses = serializers.IntegerField(help_text="Places taken now.")
    given = total_field(help_text="Discount that they took off, together.")
    is_paused = serializers.BooleanField()
    is_archived = serializers.BooleanField()

    def get_keyword(self, code: PlaylistCode) -> str:
        return keyword_of(code)

    def get_address(self, code: PlaylistCode) -> str:
        return public_link(code)

    def get_playlist_id(self, code: PlaylistCode) -> str | None:
        return f"pl_{code.playlist.uid.hex}" if code.playlist_id and code.playlist else None


class CodeBody(Strict):
    """What can be said of a code. Without `code` it is named for you from campaign, playlist and channel."""

    code = serializers.CharField(max_length=40, required=False)
    is_secret = serializers.BooleanField(
        required=False, help_text="Name it so that it cannot be guessed; only without `code`."
    )
    keyword = serializers.CharField(max_length=40, allow_blank=True, required=False)
    channel = serializers.RegexField(SLUG, max_length=40, allow_blank=True, required=False)
    campaign = serializers.CharField(max_length=120, allow_blank=True, required=False)
    playlist_id = PublicId("pl", allow_null=True, required=False)
    target = serializers.URLField(max_length=500, allow_blank=True, required=False)
    note = serializers.CharField(max_length=200, allow_blank=True, required=False)
    discount_kind = serializers.ChoiceField(choices=DiscountKind.values, required=False)
    discount = amount_field(required=False)
    most_discount = amount_field(allow_null=True, required=False)
    most_given = amount_field(allow_null=True, required=False)
    least_basket = amount_field(allow_null=True, required=False)
    starts_on = serializers.DateField(allow_null=True, required=False)
    ends_on = serializers.DateField(allow_null=True, required=False)
    most_uses = serializers.IntegerField(min_value=1, max_value=1_000_000, allow_null=True, required=False)
    most_per_customer = serializers.IntegerField(
        min_value=1, max_value=1_000_000, allow_null=True, required=False
    )
    gives_back = serializers.BooleanField(required=False)

    def validate_target(self, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise serializers.ValidationError(_("Write an address that begins with https://."), "not_web")
        return value


class CodeChange(CodeBody):
    """What is left out stays. The word itself can be changed until somebody has used it."""

    is_paused = serializers.BooleanField(required=False)
    is_archived = serializers.BooleanField(required=False)


class UseShown(serializers.Serializer[Any]):
    """One use of a code."""

    id = PublicId("use", source="uid")
    code_id = serializers.SerializerMethodField()
    state = serializers.CharField(help_text="`counted`, `given_back` or `beyond`.")
    reason = serializers.CharField(help_text="Why it does not count; empty when it does.")
    used_at = serializers.DateTimeField()
    discount = amount_field()
    source = serializers.CharField(  # type: ignore[assignment]  # DRF takes fields off the class
        help_text="`api` redeemed by key, `order` found on an order."
    )
    order_id = serializers.SerializerMethodField()
    customer_id = serializers.SerializerMethodField()
    reference = serializers.CharField()
    channel_seen = serializers.CharField()
    is_leak = serializers.BooleanField(help_text="Seen on another channel than the code's own.")
    given_back_at = serializers.DateTimeField(allow_null=True)

    def get_code_id(self, use: CodeUse) -> str:
        return f"cod_{use.code.uid.hex}"

    def get_order_id(self, use: CodeUse) -> str | None:
        return f"ord_{use.order.uid.hex}" if use.order_id and use.order else None

    def get_customer_id(self, use: CodeUse) -> str | None:
        return f"cus_{use.customer.uid.hex}" if use.customer_id and use.customer else None


class RedemptionBody(Strict):
    """A use. Say the order or, before there is one, its number as `reference`: then both are one use."""

    basket = amount_field(
        allow_null=True, required=False, help_text="Products before the discount; needed for a percentage."
    )
    order_id = PublicId("ord", allow_null=True, required=False)
    customer_id = PublicId("cus", allow_null=True, required=False)
    channel = serializers.RegexField(
        SLUG, max_length=40, allow_blank=True, required=False, help_text="Where the customer came from."
    )
    campaign = serializers.CharField(max_length=120, allow_blank=True, required=False)
    reference = serializers.CharField(max_length=200, allow_blank=True, required=False)


class CheckBody(Strict):
    """A code as the customer typed it. Send `visitor` and `address` of theirs, so that guessing is stopped."""

    code = serializers.CharField(max_length=100)
    basket = amount_field(allow_null=True, required=False)
    customer_id = PublicId("cus", allow_null=True, required=False)
    visitor = serializers.CharField(max_length=100, allow_blank=True, required=False)
    address = serializers.CharField(max_length=100, allow_blank=True, required=False)


class CheckShown(serializers.Serializer[Any]):
    """Unknown, over, used up and another shop's codes answer alike."""

    is_usable = serializers.BooleanField()
    id = serializers.CharField(allow_null=True)
    code = serializers.CharField(allow_null=True)
    discount = amount_field()


class CodeParams(PageParams):
    channel = serializers.RegexField(SLUG, max_length=40, required=False)
    campaign = serializers.CharField(max_length=120, required=False)


class UseParams(PageParams):
    state = serializers.ChoiceField(choices=UseState.values, required=False)


CodePage = page_shape("CodePage", CodeShown)
UsePage = page_shape("CodeUsePage", UseShown)
