"""Keys: secret ones for the REST API, public ones for the page scripts, and stored answers of retries."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from catalog.people.models import User
from shop_ai.lib.tenancy import PublicIdModel, ShopModel, shop_fk


class ApiKey(PublicIdModel, ShopModel):
    """A secret key with scopes; only its SHA-256 is kept."""

    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=20)
    key_hash = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=40))
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    unscoped: ClassVar[models.Manager[ApiKey]] = models.Manager()


class PublicKey(ShopModel):
    """A key that a shop's pages carry: it may write what a browser can see and read public rows."""

    key = models.CharField(max_length=60, unique=True)
    origins = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    unscoped: ClassVar[models.Manager[PublicKey]] = models.Manager()


class StoredAnswer(ShopModel):
    """The first answer to an ``Idempotency-Key``, replayed to retries for 24 hours."""

    api_key = shop_fk("catalog.ApiKey")
    key = models.CharField(max_length=255)
    request_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    # Sealed: an answer may repeat the personal fields that were sent.
    body_sealed = models.BinaryField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "api_key", "key"], name="stored_answer_once")]
        indexes = [models.Index(fields=["created_at"], name="stored_answer_age")]
