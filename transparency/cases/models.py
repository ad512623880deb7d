"""Cases: what a customer asked of a person, until when, who answers, what was said and what came of it.

Names, numbers and words are sealed; see ``transparency.cases.personal``.
"""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shop_ai.lib.tenancy import PublicIdModel, ShopModel, shop_fk

ANSWER_MINUTES: Final = 120  # of opening hours, unless the owner says otherwise
ANSWER_BOUNDS: Final = (15, 6000)


class Kind(models.TextChoices):
    CONTEST = "contest", _("Contests a decision")
    QUESTION = "question", _("Question")
    COMPLAINT = "complaint", _("Complaint")
    DATA = "data", _("About their data")


class OpenedBy(models.TextChoices):
    """What opened the case."""

    BUTTON = "button", _("The button")
    WORD = "word", _("A word in a message")
    TEAM = "team", _("Your team")
    API = "api", _("API")


class Place(models.TextChoices):
    """Where the customer was."""

    PUBLIC_PAGE = "public", _("Public page")
    WIDGET = "widget", _("Recommended products")
    WHY = "why", _("“Why am I seeing this?”")
    PLAYLIST = "playlist", _("Playlist")
    LANDING = "landing", _("Landing page")
    MY_DATA = "my-data", _("“My data”")
    CONVERSATION = "conversation", _("Conversation")
    OTHER = "other", _("Elsewhere")


class State(models.TextChoices):
    NEW = "new", _("Waits for you")
    ANSWERED = "answered", pgettext_lazy("a case", "Answered")
    CLOSED = "closed", pgettext_lazy("a case", "Closed")


class Outcome(models.TextChoices):
    EXPLAINED = "explained", _("Explained")
    CORRECTED = "corrected", _("Corrected")
    UPHELD = "upheld", _("The decision stands")
    DONE = "done", _("What was asked was done")
    UNREACHED = "unreached", _("The customer could not be reached")
    MISTAKEN = "mistaken", _("Nothing was asked")


class Satisfaction(models.TextChoices):
    GOOD = "good", _("Yes")
    MIDDLING = "middling", _("Partly")
    BAD = "bad", _("No")


class Case(PublicIdModel, ShopModel):
    """One case.

    ``due_at`` is when the announced delay ends, in opening hours of working days; ``first_answer_at`` when a person first
    answered, and ``was_in_time`` whether that was before it; a customer who writes again gets a new ``due_at``. ``word`` is the entry of the list of words that a message was heard by. ``personal`` holds the name, the ways
    to reach the person and the order number as they wrote it; ``order`` is only set once it is known to be theirs.
    """

    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.QUESTION)
    opened_by = models.CharField(max_length=10, choices=OpenedBy.choices)
    place = models.CharField(max_length=12, choices=Place.choices, default=Place.OTHER)
    word = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=8, blank=True)
    personal = models.BinaryField(null=True, blank=True)
    visitor = models.CharField(max_length=40, blank=True)

    customer = shop_fk("catalog.Customer", null=True, blank=True, on_delete=models.SET_NULL)
    order = shop_fk("catalog.Order", null=True, blank=True, on_delete=models.SET_NULL)
    conversation = shop_fk("catalog.Conversation", null=True, blank=True, on_delete=models.SET_NULL)
    decision_uid = models.UUIDField(null=True, blank=True)

    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    assignee = shop_fk("catalog.Membership", null=True, blank=True, on_delete=models.SET_NULL)
    opened_at = models.DateTimeField()
    opened_on = models.DateField()
    due_at = models.DateTimeField()
    first_answer_at = models.DateTimeField(null=True, blank=True)
    was_in_time = models.BooleanField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.CharField(max_length=60, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    satisfaction = models.CharField(max_length=10, choices=Satisfaction.choices, blank=True)
    satisfied_at = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "uid"], name="case_uid_once"),
            models.UniqueConstraint(fields=["shop", "number"], name="case_number_once"),
            models.UniqueConstraint(
                fields=["shop", "conversation"],
                condition=Q(conversation__isnull=False) & ~Q(state="closed"),
                name="case_open_once_a_conversation",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) & ~Q(outcome="")
                | ~Q(state="closed") & Q(closed_at__isnull=True, outcome=""),
                name="case_closed_with_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["shop", "state", "due_at"], name="case_by_due"),
            models.Index(fields=["shop", "-opened_at"], name="case_by_age"),
            models.Index(fields=["shop", "customer"], name="case_of_customer"),
            models.Index(fields=["shop", "conversation"], name="case_of_conversation"),
            models.Index(fields=["shop", "order"], name="case_of_order"),
        ]


class EntryKind(models.TextChoices):
    MESSAGE = "message", _("The customer wrote")
    ANSWER = "answer", _("Answer")
    NOTE = "note", _("Note of your team")
    EVENT = "event", _("What happened")


class CaseEntry(PublicIdModel, ShopModel):
    """One line of a case's story. ``text`` is sealed and belongs to a person; ``values`` fill the words of an event."""

    case = shop_fk("transparency.Case", related_name="entries")
    kind = models.CharField(max_length=8, choices=EntryKind.choices)
    at = models.DateTimeField()
    by = models.CharField(max_length=60, blank=True)
    text = models.BinaryField(null=True, blank=True)
    what = models.CharField(max_length=20, blank=True)
    values = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "uid"], name="case_entry_uid_once")]
        indexes = [models.Index(fields=["shop", "case", "id"], name="case_entry_in_order")]


class CaseTemplate(PublicIdModel, ShopModel):
    """A reply of the shop's own, or what it made of one that comes with the product (same ``code``)."""

    code = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    language = models.CharField(max_length=8)
    text = models.TextField(max_length=2000)
    is_archived = models.BooleanField(default=False)
    changed_by = models.CharField(max_length=60, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "uid"], name="case_template_uid_once"),
            models.UniqueConstraint(fields=["shop", "code", "language"], name="case_template_once"),
        ]


class CaseSettings(ShopModel):
    """How fast the shop promises to answer, in minutes of its opening hours, and who answers when nobody is named."""

    answer_minutes = models.PositiveSmallIntegerField(default=ANSWER_MINUTES)
    assignee = shop_fk("catalog.Membership", null=True, blank=True, on_delete=models.SET_NULL)
    has_letters = models.BooleanField(default=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop"], name="case_settings_once"),
            models.CheckConstraint(
                condition=Q(answer_minutes__range=ANSWER_BOUNDS), name="case_answer_minutes_bounded"
            ),
        ]
