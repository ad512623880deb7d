"""What people ask about their data, by when the law wants it done, and the one-time links to their own page."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop_ai.lib.tenancy import PublicIdModel, ShopModel, shop_fk


class RequestKind(models.TextChoices):
    """``ACCESS`` is also the link itself: whoever opens it sees everything."""

    ACCESS = "access", _("See the data")
    COPY = "copy", _("Take a copy along")
    CORRECTION = "correction", _("Correct the data")
    OBJECTION = "objection", _("Object to a use")
    WITHDRAWAL = "withdrawal", _("Take a consent back")
    ERASURE = "erasure", _("Erase the data")


class RequestState(models.TextChoices):
    """``CHECKING``: the machine is looking for the order that was named. ``SENT``: the link is on its way."""

    CHECKING = "checking", _("Being looked up")
    OPEN = "open", _("To do")
    SENT = "sent", _("Link sent")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused")


class Door(models.TextChoices):
    """Where a request came in."""

    PAGE = "page", _("The public page")
    LINK = "link", _("The customer's own page")
    MESSAGE = "message", _("A message")
    DESK = "desk", _("Noted by the shop")
    API = "api", _("API")


class RightsRequest(PublicIdModel, ShopModel):
    """One wish about one's data, from its coming in to the proof of what was done.

    ``personal`` holds, sealed, what the person wrote (the order and contact named, words, changes asked for); it is
    emptied when the request is closed. ``done`` is the proof without personal data: which fields, how many rows.
    """

    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=RequestKind.choices)
    state = models.CharField(max_length=10, choices=RequestState.choices, default=RequestState.OPEN)
    door = models.CharField(max_length=8, choices=Door.choices)
    customer = shop_fk("catalog.Customer", null=True, blank=True, on_delete=models.SET_NULL)
    conversation = shop_fk("catalog.Conversation", null=True, blank=True, on_delete=models.SET_NULL)
    personal = models.BinaryField(null=True, blank=True)
    language = models.CharField(max_length=8, blank=True)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    reminded_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=120, blank=True)
    # Why it was refused, in the shop's words; shown to the person.
    why = models.CharField(max_length=500, blank=True)
    done = models.JSONField(default=dict, blank=True)
    decision_uid = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "uid"], name="rights_request_uid_once"),
            models.UniqueConstraint(fields=["shop", "number"], name="rights_request_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=["done", "refused"], closed_at__isnull=False)
                | (~Q(state__in=["done", "refused"]) & Q(closed_at__isnull=True)),
                name="rights_request_closed",
            ),
        ]
        indexes = [
            models.Index(fields=["shop", "state", "due_on"], name="rights_request_queue"),
            models.Index(fields=["shop", "customer"], name="rights_request_of"),
        ]


class MyDataLink(ShopModel):
    """A one-time link to a customer's own page; only hashes are stored, so that a copy of the database opens nothing.

    Opening it gives one browser a visit that ends at ``visit_until`` or when it is closed.
    """

    customer = shop_fk("catalog.Customer")
    request = shop_fk("transparency.RightsRequest", null=True, blank=True, on_delete=models.SET_NULL)
    token_hash = models.CharField(max_length=64)
    sent_by = models.CharField(max_length=10)
    made_by = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    visit_hash = models.CharField(max_length=64, blank=True)
    visit_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "token_hash"], name="my_data_link_once"),
            models.UniqueConstraint(
                fields=["shop", "visit_hash"], condition=~Q(visit_hash=""), name="my_data_visit_once"
            ),
        ]
        indexes = [models.Index(fields=["shop", "customer"], name="my_data_link_of")]
