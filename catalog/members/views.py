"""The members page and the page behind an invitation's link."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from catalog.login.devices import devices_of, remember_device
from catalog.members import services
from catalog.members.forms import ROLE_WORDS, InviteForm, NewcomerForm, RoleForm
from catalog.members.mail import invitation_link, send_invitation
from catalog.members.selectors import Offer, members_of, offer_of, open_invitations
from catalog.people.access import ShopRequest, shop_page
from catalog.people.models import Role, User
from catalog.people.selectors import events_of_shop, person_by_email
from catalog.people.services import note, open_account
from catalog.people.sessions import begin_session
from catalog.shops.views import settings_tabs


def _members_page(request: ShopRequest, form: InviteForm, status: int = 200, link: str = "") -> HttpResponse:
    shop = request.shop
    context = {
        "tabs": settings_tabs(shop, "members"),
        "members": members_of(shop_id=shop.id),
        "invitations": open_invitations(shop_id=shop.id),
        "events": events_of_shop(shop.id),
        "roles": Role.choices,
        "role_words": ROLE_WORDS.values(),
        "form": form,
        "link": link,
    }
    return render(request, "members/members.html", context, status=status)


@require_GET
@shop_page(role=Role.MANAGER)
def members(request: ShopRequest) -> HttpResponse:
    return _members_page(request, InviteForm(by_role=request.shop.role))


@never_cache
@require_POST
@shop_page(role=Role.MANAGER)
def invite(request: ShopRequest) -> HttpResponse:
    """Invite by mail, and show the link once for whoever sends it another way."""
    form = InviteForm(request.POST, by_role=request.shop.role)
    if not form.is_valid():
        return _members_page(request, form, 422)
    email, shop = form.cleaned_data["email"], request.shop
    try:
        token = services.invite(
            shop_id=shop.id, by=request.user, by_role=shop.role, email=email, role=form.cleaned_data["role"]
        )
    except ValidationError as error:
        form.add_error(None, error)
        return _members_page(request, form, 422)
    link = invitation_link(token)
    if send_invitation(shop, email, request.user.name or request.user.email, link):
        messages.success(request, _("Invitation sent to %(email)s.") % {"email": email})
    else:
        messages.warning(request, _("The letter could not be sent. Give the link to the person yourself."))
    return _members_page(request, InviteForm(by_role=shop.role), link=link)


def _back(request: ShopRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("members", slug=request.shop.slug)


@require_POST
@shop_page(role=Role.MANAGER)
def withdraw(request: ShopRequest, invitation_id: int) -> HttpResponse:
    done = services.withdraw_invitation(
        shop_id=request.shop.id, by=request.user, by_role=request.shop.role, invitation_id=invitation_id
    )
    if not done:
        raise Http404
    return _back(request, _("Invitation withdrawn: its link no longer works."))


@require_POST
@shop_page(role=Role.OWNER)
def change_role(request: ShopRequest, membership_id: int) -> HttpResponse:
    form = RoleForm(request.POST)
    if not form.is_valid():
        return _members_page(request, InviteForm(by_role=request.shop.role), 422)
    role = form.cleaned_data["role"]
    try:
        if not services.change_role(
            shop_id=request.shop.id, by=request.user, membership_id=membership_id, role=role
        ):
            raise Http404
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("members", slug=request.shop.slug)
    return _back(request, _("Role changed."))


@require_http_methods(["GET", "HEAD", "POST"])
@shop_page(role=Role.OWNER)
def remove(request: ShopRequest, membership_id: int) -> HttpResponse:
    """Ask first, naming who loses what; then remove."""
    member = next((one for one in members_of(shop_id=request.shop.id) if one.id == membership_id), None)
    if member is None:
        raise Http404
    if request.method != "POST":
        return render(request, "members/remove.html", {"member": member})
    try:
        services.remove_member(shop_id=request.shop.id, by=request.user, membership_id=membership_id)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("members", slug=request.shop.slug)
    if member.user_id == request.user.pk:
        return redirect("home")
    return _back(request, _("%(email)s can no longer open this shop.") % {"email": member.email})


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link: join with the account one has, or open one."""
    offer = offer_of(token)
    if offer is None:
        return render(request, "members/invitation_dead.html", status=404)
    if request.user.is_authenticated:
        return _join_as(request, offer, request.user)
    if person_by_email(offer.email):
        return render(request, "members/invitation_log_in.html", {"offer": offer})
    return _join_as_newcomer(request, offer)


def _join_as(request: HttpRequest, offer: Offer, user: User) -> HttpResponse:
    if user.email != offer.email:
        return render(request, "members/invitation_other.html", {"offer": offer}, status=403)
    if request.method == "POST" and services.accept(offer, user):
        return redirect("home")
    return render(request, "members/invitation.html", {"offer": offer})


def _join_as_newcomer(request: HttpRequest, offer: Offer) -> HttpResponse:
    form = NewcomerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        language = (get_language() or offer.shop.language)[:2]
        try:
            user = open_account(offer.email, values["name"], values["password"], language)
        except ValidationError as error:
            form.add_error("password", error.messages)
        except (
            IntegrityError
        ):  # the link was used twice at once: the page now asks for the account that it made
            return redirect(request.path)
        else:
            return _welcome(request, offer, user)
    return render(request, "members/invitation_new.html", {"offer": offer, "form": form})


def _welcome(request: HttpRequest, offer: Offer, user: User) -> HttpResponse:
    services.accept(offer, user)
    begin_session(request, user, timezone.now())
    note("login", user)
    response = redirect("home")
    remember_device(response, devices_of(request), user)
    return response
