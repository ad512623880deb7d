"""The landing page of a code: ``/l/<link>``."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from shop_ai.lib.tenancy import PublicIdModel, ShopModel, shop_fk


class Template(models.TextChoices):
    OFFER = "offer", _("An offer: the price first")
    GIFT = "gift", _("A gift: the occasion first")
    STORY = "story", _("A need: what it changes first")


class LandingPage(PublicIdModel, ShopModel):
    """One page per code. ``texts``: ``{"fr": {"headline", "lead", "button", "proof", "legal"}}``, any may be missing.

    Products are the landing page's own, or those of the code's playlist where it has none.
    """

    code = shop_fk("catalog.PlaylistCode", related_name="landing_pages")
    template = models.CharField(max_length=10, choices=Template.choices, default=Template.OFFER)
    language = models.CharField(max_length=2, default="fr")
    texts = models.JSONField(default=dict, db_default={}, blank=True)
    is_open = models.BooleanField(default=False, db_default=False)
    show_proof = models.BooleanField(default=True, db_default=True)
    created_at = models.DateTimeField(auto_now_add=True, db_default=Now())
    updated_at = models.DateTimeField(auto_now=True, db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "uid"], name="landing_uid_once"),
            models.UniqueConstraint(fields=["shop", "code"], name="landing_of_code_once"),
        ]


class LandingItem(ShopModel):
    """A product on a landing page, in its order."""

    landing = shop_fk("catalog.LandingPage", related_name="items")
    product = shop_fk("catalog.Product")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["shop", "landing", "product"], name="landing_item_once")
        ]
