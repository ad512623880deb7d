"""Inviting people into a shop, changing what they may do, and letting them go."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.limits.services import count_use
from catalog.members.selectors import Offer, token_hash
from catalog.people.models import Invitation, Membership, Role, User
from catalog.people.services import note
from catalog.shops.directory import lock_shop
from shop_ai.lib.limits import Limit
from shop_ai.lib.tenancy import shop_scope

INVITATION_LASTS = timedelta(days=7)
INVITATIONS = Limit("invite-shop", 20, 3600)

# Whom a role may bring in, and take back: managers run the day but do not choose managers.
MAY_INVITE: dict[str, tuple[Role, ...]] = {
    Role.OWNER: (Role.VIEWER, Role.AGENT, Role.MANAGER, Role.OWNER),
    Role.MANAGER: (Role.VIEWER, Role.AGENT),
}


def _must_be_allowed(by_role: str, role: str) -> None:
    if role not in MAY_INVITE.get(by_role, ()):
        raise PermissionDenied


@transaction.atomic
def invite(*, shop_id: int, by: User, by_role: str, email: str, role: str) -> str:
    """Offer a role to an address; returns the token of the link, which is kept nowhere.

    An older open invitation to the same address is withdrawn. Raises PermissionDenied for a role that the
    inviter may not give and ValidationError for a member or too many invitations.
    """
    _must_be_allowed(by_role, role)
    email = email.strip().lower()
    if Membership.objects.filter(shop_id=shop_id, user__email=email, is_active=True).exists():
        raise ValidationError({"email": _("This person is already in the shop.")})
    if not count_use(INVITATIONS, shop_id).is_allowed:
        raise ValidationError({"email": _("Twenty invitations in an hour is the most. Try again later.")})
    now = timezone.now()
    Invitation.objects.filter(shop_id=shop_id, email=email, accepted_at=None, revoked_at=None).update(
        revoked_at=now
    )
    token = secrets.token_urlsafe(32)
    Invitation.objects.create(
        shop_id=shop_id,
        email=email,
        role=role,
        token_hash=token_hash(token),
        invited_by=by,
        expires_at=now + INVITATION_LASTS,
    )
    note("invited", by, shop_id, whom=email, role=role)
    return token


@transaction.atomic
def withdraw_invitation(*, shop_id: int, by: User, by_role: str, invitation_id: int) -> bool:
    """Make an open invitation worthless; False when there is no such open one."""
    open_ones = Invitation.objects.filter(
        shop_id=shop_id, pk=invitation_id, accepted_at=None, revoked_at=None
    )
    found = open_ones.first()
    if found is None:
        return False
    _must_be_allowed(by_role, found.role)
    note("invitation_withdrawn", by, shop_id, whom=found.email)
    return bool(open_ones.update(revoked_at=timezone.now()))


def accept(offer: Offer, user: User) -> bool:
    """Join the shop; False when somebody was faster or the address is not the invited one."""
    if user.email != offer.email:
        return False
    now = timezone.now()
    with shop_scope(offer.shop.id):
        waiting = Invitation.objects.filter(
            pk=offer.id, accepted_at=None, revoked_at=None, expires_at__gt=now
        )
        if not waiting.update(accepted_at=now):
            return False
        Membership.objects.update_or_create(
            shop_id=offer.shop.id, user=user, defaults={"role": offer.role, "is_active": True}
        )
        note("joined", user, offer.shop.id, role=offer.role)
    return True


def _keep_an_owner(shop_id: int, membership: Membership) -> None:
    """A shop without an owner could never be repaired from inside; callers hold the shop's lock."""
    owners = Membership.objects.filter(shop_id=shop_id, role=Role.OWNER, is_active=True)
    if membership.role == Role.OWNER and not owners.exclude(pk=membership.pk).exists():
        raise ValidationError(_("This is the shop's only owner. Make somebody else an owner first."))


def _member(shop_id: int, membership_id: int) -> Membership | None:
    """The membership, read after the shop's lock, so that two changes cannot both see the other owner."""
    lock_shop(shop_id)
    return (
        Membership.objects.filter(shop_id=shop_id, pk=membership_id, is_active=True)
        .select_related("user")
        .first()
    )


def _take_back_invitations(shop_id: int, member: Membership, role: str = "") -> None:
    """Withdraw the member's open invitations to roles that ``role`` may not give."""
    Invitation.objects.filter(
        shop_id=shop_id, invited_by=member.user, accepted_at=None, revoked_at=None
    ).exclude(role__in=MAY_INVITE.get(role, ())).update(revoked_at=timezone.now())


@transaction.atomic
def change_role(*, shop_id: int, by: User, membership_id: int, role: str) -> bool:
    """Give a member another role, and take back invitations beyond it; False for a stranger, ValidationError for the last owner."""
    member = _member(shop_id, membership_id)
    if member is None:
        return False
    if role != Role.OWNER:
        _keep_an_owner(shop_id, member)
    note("role_changed", by, shop_id, whom=member.user.email, before=member.role, after=role)
    member.role = role
    member.save(update_fields=["role"])
    _take_back_invitations(shop_id, member, role)
    return True


@transaction.atomic
def remove_member(*, shop_id: int, by: User, membership_id: int) -> bool:
    """Close the shop to a member at once; False for a stranger, ValidationError for the last owner."""
    member = _member(shop_id, membership_id)
    if member is None:
        return False
    _keep_an_owner(shop_id, member)
    member.is_active = False
    member.save(update_fields=["is_active"])
    _take_back_invitations(shop_id, member)
    note("member_removed", by, shop_id, whom=member.user.email, role=member.role)
    return True
