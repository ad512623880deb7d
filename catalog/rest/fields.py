"""Pieces that request and response shapes share."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field, inline_serializer
from rest_framework import serializers

OLDEST = datetime(2000, 1, 1, tzinfo=UTC)
CLOCKS_DIFFER_BY = timedelta(hours=24)
LARGEST_ID = 2**63 - 1


def public_id(prefix: str, uid: uuid.UUID) -> str:
    return f"{prefix}_{uid.hex}"


def uid_of(prefix: str, text: str) -> uuid.UUID:
    """The uid in a public id; raises Http404 for anything else, as for a row that is not there."""
    if not re.fullmatch(rf"{prefix}_[0-9a-f]{{32}}", text):
        raise Http404
    return uuid.UUID(text.removeprefix(f"{prefix}_"))


@extend_schema_field({"type": "string", "pattern": "^[a-z]{2,3}_[0-9a-f]{32}$"})
class PublicId(serializers.Field[uuid.UUID, Any, str, Any]):
    """A row's id as the API writes it, such as ``ord_…``."""

    def __init__(self, prefix: str, **options: Any) -> None:
        self.prefix = prefix
        super().__init__(**options)

    def to_representation(self, value: uuid.UUID | str) -> str:
        return public_id(self.prefix, uuid.UUID(str(value)))

    def to_internal_value(self, data: Any) -> uuid.UUID:
        try:
            return uid_of(self.prefix, str(data))
        except Http404:
            raise serializers.ValidationError(
                _("This is not an id that begins with %(prefix)s_.") % {"prefix": self.prefix}, "invalid_id"
            ) from None


def amount_field(**options: Any) -> serializers.DecimalField:
    """Money as a decimal string with two decimals, not negative unless ``min_value`` says so."""
    options.setdefault("min_value", Decimal(0))
    return serializers.DecimalField(max_digits=14, decimal_places=2, **options)


def total_field(**options: Any) -> serializers.DecimalField:
    """Money that is only shown."""
    return serializers.DecimalField(max_digits=16, decimal_places=2, **options)


class Moment(serializers.DateTimeField):
    """A time with its offset, from the year 2000 until a day from now (clocks differ)."""

    def to_internal_value(self, value: Any) -> datetime:
        moment: datetime = super().to_internal_value(value)
        if not OLDEST <= moment <= timezone.now() + CLOCKS_DIFFER_BY:
            raise serializers.ValidationError(_("This time is before 2000 or in the future."), "out_of_range")
        return moment


class Strict(serializers.Serializer[Any]):
    """What a request may hold. A member that is not listed is refused: a typing error would go unnoticed."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict):
            unknown = [name for name in data if name not in self.fields]
            if unknown:
                raise serializers.ValidationError(
                    {str(name): [_("This field cannot be set here.")] for name in unknown}, "unknown_field"
                )
        return super().to_internal_value(data)


def page_shape(name: str, row: type[serializers.Serializer[Any]]) -> serializers.Serializer[Any]:
    """The shape of a page of rows, for the description of a list."""
    following = serializers.CharField(
        allow_null=True, help_text="Send it as `cursor` for the next page; null: this is the last."
    )
    shape: serializers.Serializer[Any] = inline_serializer(name, {"data": row(many=True), "next": following})
    return shape


class WholeList(serializers.Serializer[Any]):
    """A list that one answer holds: its ``next`` is there as in every list, and nothing follows."""

    next = serializers.CharField(default=None, allow_null=True, help_text="Null: the list is whole.")


class PageParams(Strict):
    """Where a page begins and how long it is."""

    limit = serializers.IntegerField(
        min_value=1, max_value=100, default=50, help_text="Rows a page, at most 100."
    )
    cursor = serializers.CharField(
        max_length=64, required=False, allow_blank=True, default="", help_text="`next` of the page before."
    )
