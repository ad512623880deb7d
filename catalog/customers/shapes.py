"""Customers as JSON."""

from __future__ import annotations

from typing import Any, cast

from rest_framework import serializers

from catalog.customers.selectors import Identity
from catalog.customers.services import CustomerFields
from catalog.rest.fields import PageParams, PublicId, Strict, page_shape
from catalog.shops.models import LANGUAGES


class IdentityShape(Strict):
    """The customer as a channel knows them, such as an Instagram id."""

    channel = serializers.CharField(max_length=40)
    account = serializers.CharField(max_length=120, allow_blank=True, default="")
    external_id = serializers.CharField(max_length=200)


class CustomerShown(serializers.Serializer[Any]):
    """A customer; everything personal is empty after an erasure."""

    id = PublicId("cus", source="uid")
    name = serializers.CharField(source="personal.name")
    phone = serializers.CharField(source="personal.phone", help_text="E.164, or empty.")
    second_phone = serializers.CharField(source="personal.second_phone")
    email = serializers.CharField(source="personal.email")
    address = serializers.CharField(source="personal.address")
    commune = serializers.CharField(source="personal.commune")
    wilaya = serializers.CharField()
    language = serializers.CharField()
    identities = IdentityShape(many=True)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
    erased_at = serializers.DateTimeField(allow_null=True)


class CustomerBody(Strict):
    """What can be set on a customer. At least a phone, an e-mail, a name or an identity is needed."""

    name = serializers.CharField(max_length=200, allow_blank=True, required=False)
    phone = serializers.CharField(
        max_length=40, allow_blank=True, required=False, help_text="In any spelling; kept as E.164."
    )
    second_phone = serializers.CharField(max_length=40, allow_blank=True, required=False)
    email = serializers.EmailField(max_length=254, allow_blank=True, required=False)
    address = serializers.CharField(max_length=500, allow_blank=True, required=False)
    commune = serializers.CharField(max_length=120, allow_blank=True, required=False)
    wilaya = serializers.CharField(
        max_length=60, allow_blank=True, required=False, help_text="Name, alias or number; kept as its slug."
    )
    language = serializers.ChoiceField(choices=LANGUAGES, allow_blank=True, required=False)
    identities = serializers.ListField(child=IdentityShape(), max_length=20, required=False)


class CustomerParams(PageParams):
    phone = serializers.CharField(
        max_length=40,
        required=False,
        allow_blank=True,
        default="",
        help_text="The whole number, in any spelling.",
    )
    q = serializers.CharField(
        max_length=200, required=False, allow_blank=True, default="", help_text="Whole words of the name."
    )


CustomerPage = page_shape("CustomerPage", CustomerShown)


def fields_of(values: dict[str, Any]) -> CustomerFields:
    """Validated values of a request as customer fields."""
    fields = cast(CustomerFields, dict(values))
    if "identities" in values:
        fields["identities"] = [Identity(**known) for known in values["identities"]]
    return fields
