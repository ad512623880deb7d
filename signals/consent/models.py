"""What a visitor agreed to, purpose by purpose."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from shop_ai.lib.tenancy import PublicIdModel, ShopModel


class Purpose(models.TextChoices):
    """What a consent is for. Each stands alone: none follows from another."""

    MEASUREMENT = "measurement", _("Recognised on later visits")
    RECOMMENDATION = "recommendation", _("Personal recommendations")
    MESSAGES = "messages", _("Messages from the shop")
    COOP = "coop", _("Figures shared with other shops")


class Consent(PublicIdModel, ShopModel):
    """One consent from its giving to its withdrawal; giving again is a new row, so that the history stays."""

    visitor = models.CharField(max_length=40)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    # Which wording was shown, and in which language.
    text_version = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=10, blank=True)
    # How it was given and withdrawn: the door, the site and the page. No address and no browser name.
    proof = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "visitor", "purpose"],
                condition=models.Q(withdrawn_at=None),
                name="consent_standing",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None) | models.Q(withdrawn_at__gte=models.F("given_at")),
                name="consent_order",
            ),
        ]
        indexes = [models.Index(fields=["shop", "purpose", "given_at"], name="consent_purpose")]
