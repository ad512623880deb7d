"""Every state of a shop's public page, kept."""

from __future__ import annotations

from django.db import models

from shop_ai.lib.tenancy import ShopModel


class PageWords(ShopModel):
    """What the software itself said on the page: the automations and fixed sentences in every language.

    ``sha256`` is over the canonical JSON of ``words``; one row serves all versions that said the same.
    """

    sha256 = models.CharField(max_length=64)
    words = models.JSONField()
    first_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "sha256"], name="page_words_once")]


class PageVersion(ShopModel):
    """The page from ``at`` until the next version. Never changed, never deleted.

    ``facts`` is what the database held (name, profile, switches that were off and since when): triggers on the tables
    write it, so that no door can be forgotten. ``kept`` is for how long measures were kept, in months or days by name;
    ``words`` is the hash of the :class:`PageWords`. Both follow with the first reader or the next night.
    """

    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    facts = models.JSONField()
    kept = models.JSONField(default=dict)
    words = models.CharField(max_length=64, blank=True)
    changed_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "number"], name="page_version_once")]
        indexes = [models.Index(fields=["shop", "at"], name="page_version_by_time")]
