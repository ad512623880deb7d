"""Who works in a shop, and who was asked to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from catalog.people.access import RANK
from catalog.people.models import Invitation, Membership, Role
from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_by_id
from shop_ai.lib.tenancy import local_setting


@dataclass(frozen=True, slots=True)
class Member:
    id: int
    user_id: int
    email: str
    name: str
    role: str
    role_words: str
    has_second_factor: bool
    joined_at: datetime


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    id: int
    email: str
    role: str
    role_words: str
    invited_by: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Offer:
    """What the holder of an invitation's link may know of it."""

    id: int
    shop: ShopContext
    email: str
    role: str
    role_words: str


def members_of(*, shop_id: int) -> list[Member]:
    """The shop's people, owners first, then by address."""
    rows = Membership.objects.filter(shop_id=shop_id, is_active=True).select_related("user")
    members = [
        Member(
            id=row.pk,
            user_id=row.user_id,
            email=row.user.email,
            name=row.user.name,
            role=row.role,
            role_words=row.get_role_display(),
            has_second_factor=row.user.has_second_factor,
            joined_at=row.created_at,
        )
        for row in rows
    ]
    return sorted(members, key=lambda member: (-RANK[Role(member.role)], member.email))


def open_invitations(*, shop_id: int) -> list[OpenInvitation]:
    """Invitations that can still be accepted, newest first."""
    rows = (
        Invitation.objects.filter(
            shop_id=shop_id, accepted_at=None, revoked_at=None, expires_at__gt=timezone.now()
        )
        .select_related("invited_by")
        .order_by("-created_at")
    )
    return [
        OpenInvitation(
            id=row.pk,
            email=row.email,
            role=row.role,
            role_words=row.get_role_display(),
            invited_by=row.invited_by.email if row.invited_by else "",
            expires_at=row.expires_at,
        )
        for row in rows
    ]


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def offer_of(token: str) -> Offer | None:
    """The open invitation behind a link; None when it is unknown, used, withdrawn or too old."""
    digest = token_hash(token)
    with local_setting("app.lookup", digest):
        row = Invitation.unscoped.filter(
            token_hash=digest, accepted_at=None, revoked_at=None, expires_at__gt=timezone.now()
        ).first()
    shop = shop_by_id(row.shop_id) if row else None
    if row is None or shop is None:
        return None
    return Offer(id=row.pk, shop=shop, email=row.email, role=row.role, role_words=row.get_role_display())
