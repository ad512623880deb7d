"""Playlist codes: one word to type or to send, its link, its limits, and every use of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from shop_ai.lib.tenancy import PublicIdModel, ShopModel, shop_fk

# A rebate above this is a clearance sale, which a code that travels further than its channel is not for.
MOST_PERCENT = 50


class DiscountKind(models.TextChoices):
    NONE = "none", _("No discount: it only says where a customer comes from")
    PERCENT = "percent", _("A share of the products' price")
    AMOUNT = "amount", _("A fixed amount")


class UseState(models.TextChoices):
    """``BEYOND``: an order carries the code although its limits or dates were over. It takes no place."""

    COUNTED = "counted", _("Counted")
    GIVEN_BACK = "given_back", _("Given back")
    BEYOND = "beyond", _("Beyond its limits")


class PlaylistCode(PublicIdModel, ShopModel):
    """One code per channel, campaign and playlist. ``normalised`` is what look-alikes share: see :mod:`.compute`.

    ``keyword`` is the word that a customer sends; the code itself where it is empty. ``link`` is the end of the
    public address ``/l/<link>``. ``uses`` and ``given`` are the places and the money taken by counted uses.
    """

    code = models.CharField(max_length=40)
    normalised = models.CharField(max_length=40)
    keyword = models.CharField(max_length=40, blank=True)
    keyword_normalised = models.CharField(max_length=40, blank=True)
    link = models.CharField(max_length=60)
    channel = models.CharField(max_length=40, blank=True)
    campaign = models.CharField(max_length=120, blank=True)
    playlist = shop_fk("catalog.Playlist", null=True, blank=True, on_delete=models.SET_NULL)
    # Where the link leads while the code has no open landing page; empty: the playlist's page.
    target = models.URLField(max_length=500, blank=True)
    note = models.CharField(max_length=200, blank=True)

    discount_kind = models.CharField(max_length=10, choices=DiscountKind.choices, default=DiscountKind.NONE)
    # Percent or the shop's currency, as ``discount_kind`` says.
    discount = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    # The most that one use takes off, and the most that all uses together may.
    most_discount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    most_given = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    least_basket = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    most_uses = models.PositiveIntegerField(null=True, blank=True)
    most_per_customer = models.PositiveIntegerField(null=True, blank=True)
    gives_back = models.BooleanField(default=True, db_default=True)

    uses = models.PositiveIntegerField(default=0, db_default=0)
    given = models.DecimalField(max_digits=16, decimal_places=2, default=0, db_default=0)
    is_paused = models.BooleanField(default=False, db_default=False)
    is_archived = models.BooleanField(default=False, db_default=False)
    created_by = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(auto_now_add=True, db_default=Now())
    updated_at = models.DateTimeField(auto_now=True, db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "uid"], name="code_uid_once"),
            models.UniqueConstraint(fields=["shop", "normalised"], name="code_once"),
            models.UniqueConstraint(
                fields=["shop", "keyword_normalised"],
                condition=~Q(keyword_normalised=""),
                name="code_keyword_once",
            ),
            # An address is public: there is one /l/<link> for all shops of the instance.
            models.UniqueConstraint(fields=["link"], name="code_link_once"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="code_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(discount_kind="none", discount=0)
                | Q(discount_kind="percent", discount__gt=0, discount__lte=MOST_PERCENT)
                | Q(discount_kind="amount", discount__gt=0),
                name="code_discount_bounded",
            ),
            # The last word on limits: whatever the code forgets, no place is taken twice.
            models.CheckConstraint(
                condition=Q(most_uses__isnull=True) | Q(uses__lte=F("most_uses")), name="code_uses_bounded"
            ),
            models.CheckConstraint(
                condition=Q(most_given__isnull=True) | Q(given__lte=F("most_given")),
                name="code_given_bounded",
            ),
        ]
        indexes = [models.Index(fields=["shop", "playlist"], name="code_by_playlist")]


class CodeUse(PublicIdModel, ShopModel):
    """One use of a code: redeemed by a shop's till or site, or found on an order.

    ``discount`` is what it takes off, in the shop's currency. ``channel_seen`` is where the customer came from as the
    order or the redemption says; ``is_leak`` when that is another than the code's own.
    """

    code = shop_fk("catalog.PlaylistCode", related_name="code_uses")
    order = shop_fk("catalog.Order", null=True, blank=True, on_delete=models.SET_NULL)
    customer = shop_fk("catalog.Customer", null=True, blank=True, on_delete=models.SET_NULL)
    state = models.CharField(max_length=10, choices=UseState.choices, default=UseState.COUNTED)
    used_at = models.DateTimeField()
    used_on = models.DateField()
    discount = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    # ``api`` redeemed by key, ``order`` found on an order.
    source = models.CharField(max_length=10, default="order")
    # The order's number or id at the place that redeemed it, to find the order when it comes in.
    reference = models.CharField(max_length=200, blank=True)
    idempotency_key = models.CharField(max_length=255, blank=True)
    channel_seen = models.CharField(max_length=40, blank=True)
    campaign_seen = models.CharField(max_length=120, blank=True)
    is_leak = models.BooleanField(default=False, db_default=False)
    # Why it does not count: ``cancelled``, ``refused``, ``by_hand``; or the limit that it is beyond.
    reason = models.CharField(max_length=20, blank=True)
    given_back_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True, db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "uid"], name="code_use_uid_once"),
            models.UniqueConstraint(
                fields=["shop", "order"], condition=Q(order__isnull=False), name="code_use_of_order_once"
            ),
            models.UniqueConstraint(
                fields=["shop", "code", "idempotency_key"],
                condition=~Q(idempotency_key=""),
                name="code_use_key_once",
            ),
            models.CheckConstraint(
                condition=Q(state="given_back", given_back_at__isnull=False)
                | (~Q(state="given_back") & Q(given_back_at__isnull=True)),
                name="code_use_given_back",
            ),
        ]
        indexes = [
            models.Index(fields=["shop", "code", "-used_at"], name="code_use_of_code"),
            models.Index(fields=["shop", "customer"], name="code_use_by_customer"),
            models.Index(fields=["shop", "used_on"], name="code_use_by_day"),
        ]


class CodeMark(ShopModel):
    """An order that names a code, or named one, and changed since its use was last looked at.

    Written by triggers on orders, so no path can forget it; a claim deletes what it takes.
    """

    order_ref = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["shop", "id"], name="code_mark_queue")]
