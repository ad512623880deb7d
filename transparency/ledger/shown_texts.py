"""Wordings that people were shown and answered to, each with its version and hash; never changed, only followed.

Whoever notes an answer names the version and the hash, so that years later the very words can be shown again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone

from shop_ai.lib.tenancy import ShopModel, current_shop_id
from transparency.ledger.chain import canonical


class ShownText(ShopModel):
    """One version of a wording in each language: ``texts`` = {language: {part: words}}.

    ``kind`` says what it is about (``consent:messages``). ``asks_again``: what was answered to an earlier version does
    not answer this one.
    """

    kind = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    texts = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)
    asks_again = models.BooleanField(default=False)
    published_by = models.CharField(max_length=120, blank=True)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "kind", "version"], name="shown_text_version_once")
        ]


def sha256_of(texts: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON of a wording in all its languages, in hex."""
    return hashlib.sha256(canonical(dict(texts)).encode()).hexdigest()


def publish_text(
    kind: str,
    version: int,
    texts: Mapping[str, Any],
    *,
    asks_again: bool,
    by: str,
    at: datetime | None = None,
) -> ShownText:
    """Add a version for the shop in scope; one that is there already is returned as it is."""
    found: ShownText
    found, _is_new = ShownText.objects.get_or_create(
        shop_id=current_shop_id(),
        kind=kind,
        version=version,
        defaults={
            "texts": dict(texts),
            "sha256": sha256_of(texts),
            "asks_again": asks_again,
            "published_by": by,
            "published_at": at or timezone.now(),
        },
    )
    return found


def versions_of(kind: str) -> list[ShownText]:
    """Every version for the shop in scope, newest first."""
    return list(ShownText.objects.filter(kind=kind).order_by("-version"))
