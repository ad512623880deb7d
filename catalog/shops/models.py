"""The shop itself: its settings and the wrapped key of its personal data."""

from __future__ import annotations

import uuid

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

LANGUAGES = [("fr", "Français"), ("ar", "العربية"), ("en", "English")]
INACTIVE_AFTER_DAYS = 60
SHORTEST_INACTIVE, LONGEST_INACTIVE = 14, 365

slug_validator = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Use lower-case letters, digits and hyphens."))


class Shop(models.Model):
    """One merchant. Its row is found by slug, by membership or by a chore that walks all shops."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.CharField(max_length=60, unique=True, validators=[slug_validator])
    name = models.CharField(max_length=120)
    currency = models.CharField(max_length=3)
    timezone = models.CharField(max_length=64, default="Africa/Algiers")
    language = models.CharField(max_length=2, choices=LANGUAGES, default="fr")
    country = models.CharField(max_length=2, default="DZ")
    is_simulated = models.BooleanField(default=False)
    inactive_after_days = models.PositiveSmallIntegerField(default=INACTIVE_AFTER_DAYS)
    # What the public pages say, in the shop's own words: opening hours, announced delays, the five rules,
    # legal identity. Free of personal data of customers.
    public_profile = models.JSONField(default=dict, blank=True)
    wrapped_key = models.BinaryField()
    key_version = models.PositiveSmallIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.slug
