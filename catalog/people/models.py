"""The people who run shops: accounts, roles in shops, invitations, and what log-in remembers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from catalog.shops.models import LANGUAGES
from shop_ai.lib.tenancy import ShopModel


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """An account; the address is kept in lower case, which is how it is looked up."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save()
        return user


class User(AbstractBaseUser):
    """One person, who may belong to several shops."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="fr")
    is_active = models.BooleanField(default=True)
    # The second factor. The secret is sealed with the master key; empty until the person turns it on.
    totp_sealed = models.BinaryField(null=True, blank=True)
    totp_last_step = models.BigIntegerField(default=0)
    recovery_hashes = models.JSONField(default=list, blank=True)
    # Part of every session's fingerprint: raising it ends all sessions and forgets all known devices at once.
    session_epoch = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self) -> str:
        return self.email

    @property
    def has_second_factor(self) -> bool:
        return bool(self.totp_sealed)

    def get_session_auth_hash(self) -> str:
        return self._fingerprint()

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._fingerprint(secret)

    def _fingerprint(self, secret: str | None = None) -> str:
        value = f"{self.password}|{self.session_epoch}"
        return salted_hmac("catalog.people.session", value, secret=secret, algorithm="sha256").hexdigest()


class Role(models.TextChoices):
    OWNER = "owner", _("Owner")
    MANAGER = "manager", _("Manager")
    AGENT = "agent", _("Agent")
    VIEWER = "viewer", _("Viewer")


class Membership(ShopModel):
    """A person's role in a shop."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    # The policy of this table shows a person's own rows; the directory reads through this manager.
    unscoped: ClassVar[models.Manager[Membership]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "user"], name="membership_once")]


class Invitation(ShopModel):
    """An offer to join a shop, accepted by whoever holds the link and the address."""

    email = models.EmailField()
    role = models.CharField(max_length=10, choices=Role.choices)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    unscoped: ClassVar[models.Manager[Invitation]] = models.Manager()


class RateWindow(models.Model):
    """One counter of a limit: how often ``key`` was used in the window that began at ``starts_at``.

    Written by a single upsert so that concurrent tries cannot slip through. Keys are hashes: no address or
    account is readable here.
    """

    key = models.CharField(max_length=80)
    starts_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "starts_at"], name="rate_window_once")]
        indexes = [models.Index(fields=["starts_at"], name="rate_window_age")]


class SecurityEvent(models.Model):
    """Append-only: log-ins, refusals, changes of role or factor. Never a password, never a token."""

    at = models.DateTimeField(auto_now_add=True)
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    shop_ref = models.BigIntegerField(null=True)
    name = models.CharField(max_length=60)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["user", "-at"], name="security_event_user")]
