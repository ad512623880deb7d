"""Inbound conversations: who wrote first and where from, how fast the answer came, what became of it.

What was said, the names and the numbers are sealed; see ``catalog.conversations.personal``.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shop_ai.lib.tenancy import PublicIdModel, ShopModel, shop_fk

KEEP_DAYS = 180  # of the words of a conversation, unless the owner says otherwise
KEEP_BOUNDS = (7, 1825)


class Origin(models.TextChoices):
    """What brought the first message, as far as it is known."""

    AD = "ad", _("An advertisement")
    POST = "post", _("A post")
    CODE = "code", _("A code or keyword")
    LINK = "link", _("A link")
    UNKNOWN = "unknown", _("Not known")


class Source(models.TextChoices):
    """By which door the conversation came into the product."""

    TYPED = "typed", _("Typed by hand")
    WHATSAPP_FILE = "whatsapp_file", _("WhatsApp export")
    SHEET = "sheet", _("Sheet")
    API = "api", _("API")


class Outcome(models.TextChoices):
    OPEN = "open", _("Open")
    ORDERED = "ordered", _("Ordered")
    LOST = "lost", _("Lost")


class LostReason(models.TextChoices):
    PRICE = "price", _("Too expensive")
    DELIVERY_FEE = "delivery_fee", _("Delivery too expensive")
    DELIVERY_TIME = "delivery_time", _("Delivery too slow or not to their place")
    OUT_OF_STOCK = "out_of_stock", _("Not in stock")
    SIZE = "size", _("Size or colour missing")
    TRUST = "trust", _("Not sure whether to trust the shop")
    LATE_REPLY = "late_reply", _("Our answer came too late")
    SILENT = "silent", _("Stopped answering")
    CURIOUS = "curious", _("Only asked")
    OTHER = "other", _("Another reason")


class QualifiedBy(models.TextChoices):
    NOBODY = "", _("Not judged yet")
    RULE = "rule", _("The rule")
    PERSON = "person", _("A person")


class ReplyScript(PublicIdModel, ShopModel):
    """A text that the shop answers with; the shop's own words, nothing of a customer."""

    title = models.CharField(max_length=120)
    channel = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=8, blank=True)
    text = models.TextField(blank=True)
    is_archived = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "uid"], name="reply_script_uid_once"),
            models.UniqueConstraint(fields=["shop", "title"], name="reply_script_title_once"),
        ]


class Conversation(PublicIdModel, ShopModel):
    """One inbound conversation.

    ``place`` is where the messages are exchanged, ``channel`` and ``campaign`` what brought the person (the place
    itself when nothing better is known). ``code``, ``keyword``, ``ad_id`` and ``referral`` are the first touch as it
    came: the database refuses to change them once they are there. ``topics`` is what the rule heard; ``rule_says``
    keeps its verdict beneath the one of a person. ``contact_index`` finds the same contact again, ``phone_index`` the
    customer with this phone; both are blind.
    """

    source = models.CharField(max_length=20, choices=Source.choices)
    external_id = models.CharField(max_length=200)
    customer = shop_fk("catalog.Customer", null=True, blank=True, on_delete=models.SET_NULL)
    contact_index = models.CharField(max_length=32, blank=True)
    phone_index = models.CharField(max_length=32, blank=True)
    personal = models.BinaryField(null=True, blank=True)

    place = models.CharField(max_length=40, blank=True)
    channel = models.CharField(max_length=40, blank=True)
    campaign = models.CharField(max_length=120, blank=True)
    code = models.CharField(max_length=60, blank=True)
    keyword = models.CharField(max_length=60, blank=True)
    ad_id = models.CharField(max_length=60, blank=True)
    referral = models.JSONField(default=dict, db_default={}, blank=True)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.UNKNOWN)

    started_at = models.DateTimeField()
    started_on = models.DateField()
    first_reply_at = models.DateTimeField(null=True, blank=True)
    last_message_at = models.DateTimeField(null=True, blank=True)
    messages_in = models.PositiveIntegerField(default=0)
    messages_out = models.PositiveIntegerField(default=0)
    language = models.CharField(max_length=8, blank=True)

    topics = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    product = shop_fk("catalog.Product", null=True, blank=True, on_delete=models.SET_NULL)
    is_qualified = models.BooleanField(default=False)
    qualified_by = models.CharField(max_length=8, choices=QualifiedBy.choices, blank=True)
    rule_says = models.BooleanField(null=True, blank=True)
    rule_version = models.CharField(max_length=12, blank=True)

    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.OPEN)
    lost_reason = models.CharField(max_length=16, choices=LostReason.choices, blank=True)
    script = shop_fk("catalog.ReplyScript", null=True, blank=True, on_delete=models.SET_NULL)
    order = shop_fk(
        "catalog.Order", related_name="conversations", null=True, blank=True, on_delete=models.SET_NULL
    )

    text_forgotten_at = models.DateTimeField(null=True, blank=True)
    created_import = shop_fk("catalog.ImportBatch", null=True, blank=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "uid"], name="conversation_uid_once"),
            models.UniqueConstraint(
                fields=["shop", "source", "external_id"], name="conversation_source_once"
            ),
            models.CheckConstraint(
                condition=Q(first_reply_at__isnull=True) | Q(first_reply_at__gte=F("started_at")),
                name="conversation_reply_after_start",
            ),
            models.CheckConstraint(
                condition=Q(lost_reason="") | Q(outcome="lost"), name="conversation_reason_of_lost"
            ),
        ]
        indexes = [
            models.Index(fields=["shop", "started_on"], name="conversation_by_day"),
            models.Index(fields=["shop", "customer"], name="conversation_of_customer"),
            models.Index(fields=["shop", "order"], name="conversation_of_order"),
            models.Index(fields=["shop", "contact_index"], name="conversation_of_contact"),
            models.Index(
                fields=["shop", "phone_index"],
                condition=Q(customer__isnull=True) & ~Q(phone_index=""),
                name="conversation_of_phone",
            ),
            models.Index(fields=["shop", "created_import"], name="conversation_by_import"),
            models.Index(
                fields=["shop", "last_message_at"],
                condition=Q(text_forgotten_at__isnull=True),
                name="conversation_with_text",
            ),
        ]


class MessageKind(models.TextChoices):
    TEXT = "text", _("Text")
    MEDIA = "media", _("Picture, voice or file")
    DELETED = "deleted", _("Deleted message")


class ConversationMessage(ShopModel):
    """One message; ``text`` is sealed, and empty once the words were forgotten."""

    conversation = shop_fk("catalog.Conversation", related_name="messages")
    position = models.PositiveIntegerField()
    said_at = models.DateTimeField()
    is_inbound = models.BooleanField()
    kind = models.CharField(max_length=8, choices=MessageKind.choices, default=MessageKind.TEXT)
    text = models.BinaryField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "conversation", "position"], name="conversation_message_once"
            )
        ]


class ConversationChange(ShopModel):
    """What a person changed, with what stood before it, so that the last change can be taken back."""

    conversation = shop_fk("catalog.Conversation", related_name="changes")
    what = models.CharField(max_length=20)
    by = models.CharField(max_length=60, blank=True)
    before = models.JSONField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["shop", "conversation", "-id"], name="conversation_change_last")]


class ConversationSettings(ShopModel):
    """What the owner set: how long words are kept, what the rule also listens for, blind indexes of the shop's
    names in exports."""

    keep_days = models.PositiveSmallIntegerField(default=KEEP_DAYS)
    extra_words = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    own_names = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop"], name="conversation_settings_once"),
            models.CheckConstraint(
                condition=Q(keep_days__range=KEEP_BOUNDS), name="conversation_keep_days_bounded"
            ),
        ]
