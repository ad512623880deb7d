"""Cases as JSON."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from catalog.rest.fields import PageParams, PublicId, Strict, page_shape
from transparency.cases.models import Case, Kind, OpenedBy, Outcome, Place, Satisfaction, State
from transparency.cases.services import LONGEST


class CaseContact(serializers.Serializer[Any]):
    """Who asked, as far as they said it; empty after an erasure."""

    name = serializers.CharField()
    phone = serializers.CharField(help_text="E.164.")
    email = serializers.CharField()
    order_number = serializers.CharField(source="order", help_text="As they wrote it; proves nothing.")


class CaseShown(serializers.Serializer[Any]):
    """A customer who asked for a person. What was written is never answered here."""

    id = PublicId("cas", source="uid")
    number = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=Kind.choices)
    opened_by = serializers.ChoiceField(choices=OpenedBy.choices)
    place = serializers.ChoiceField(choices=Place.choices)
    state = serializers.ChoiceField(choices=State.choices)
    is_held = serializers.SerializerMethodField(help_text="No automation may touch this customer now.")
    contact = serializers.SerializerMethodField(help_text="Left out without the scope `customers:read`.")
    customer = PublicId("cus", source="customer.uid", default=None, allow_null=True)
    order = PublicId("ord", source="order.uid", default=None, allow_null=True)
    conversation = PublicId("cnv", source="conversation.uid", default=None, allow_null=True)
    decision = serializers.UUIDField(source="decision_uid", allow_null=True)
    visitor = serializers.CharField()
    language = serializers.CharField()
    opened_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField(help_text="By the announced delay, in opening hours.")
    first_answer_at = serializers.DateTimeField(allow_null=True)
    was_in_time = serializers.BooleanField(allow_null=True)
    escalated_at = serializers.DateTimeField(allow_null=True)
    released_at = serializers.DateTimeField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)
    outcome = serializers.ChoiceField(choices=Outcome.choices, allow_blank=True)
    satisfaction = serializers.ChoiceField(choices=Satisfaction.choices, allow_blank=True)
    updated_at = serializers.DateTimeField()

    def get_is_held(self, case: Case) -> bool:
        return case.released_at is None

    @extend_schema_field(CaseContact(allow_null=True))
    def get_contact(self, case: Case) -> dict[str, str] | None:
        asker = self.context["askers"].get(case.pk)
        return None if asker is None else dict(CaseContact(asker).data)


class CaseBody(Strict):
    """Somebody asked for a person elsewhere: every automation stops for them at once."""

    kind = serializers.ChoiceField(choices=Kind.choices, default=Kind.QUESTION)
    message = serializers.CharField(max_length=LONGEST)
    name = serializers.CharField(max_length=120, allow_blank=True, default="")
    phone = serializers.CharField(max_length=40, allow_blank=True, default="")
    email = serializers.EmailField(required=False)
    order_number = serializers.CharField(max_length=100, allow_blank=True, default="")
    customer = PublicId("cus", required=False)
    conversation = PublicId("cnv", required=False)
    visitor = serializers.RegexField(r"^[A-Za-z0-9_-]{16,40}$", required=False)
    language = serializers.CharField(max_length=8, allow_blank=True, default="")


class CasePatch(Strict):
    kind = serializers.ChoiceField(choices=Kind.choices, required=False)
    order_number = serializers.CharField(
        max_length=100, required=False, help_text="You vouch that it is theirs."
    )


class CaseWords(Strict):
    """What was said. ``direction`` is `in` for what the customer wrote, `out` for an answer of a person."""

    direction = serializers.ChoiceField(choices=[("in", "in"), ("out", "out")])
    text = serializers.CharField(max_length=LONGEST)


class CaseClose(Strict):
    outcome = serializers.ChoiceField(choices=Outcome.choices)
    text = serializers.CharField(max_length=LONGEST, allow_blank=True, default="")


class CaseParams(PageParams):
    state = serializers.ChoiceField(choices=State.choices, required=False, allow_blank=True, default="")
    kind = serializers.ChoiceField(choices=Kind.choices, required=False, allow_blank=True, default="")
    is_held = serializers.BooleanField(required=False, allow_null=True, default=None)
    customer = PublicId("cus", required=False)


CasePage = page_shape("CasePage", CaseShown)
