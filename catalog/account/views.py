"""The account page: name, language, password, sessions and the second factor."""

from __future__ import annotations

from typing import cast

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST
from django.views.i18n import set_language

from catalog.account.forms import ConfirmForm, PasswordForm, ProfileForm, SetUpForm
from catalog.login.devices import devices_of, remember_device
from catalog.login.services import confirm_password
from catalog.login.views import refusal
from catalog.people import services
from catalog.people.factor import new_secret, open_secret, seal_secret, setup_link
from catalog.people.models import User
from catalog.people.selectors import events_of_person
from catalog.shops.models import LANGUAGES
from shop_ai.lib.qr import qr_svg

SETTING_UP = "factor_sealed"


def _person(request: HttpRequest) -> User:
    return cast(User, request.user)


def _account_page(
    request: HttpRequest, status: int = 200, **forms_with_errors: forms.BaseForm
) -> HttpResponse:
    person = _person(request)
    context = {
        "profile_form": ProfileForm(initial={"name": person.name, "language": person.language}),
        "password_form": PasswordForm(prefix="password"),
        "sessions_form": ConfirmForm(prefix="sessions"),
        "off_form": ConfirmForm(prefix="off"),
        "codes_form": ConfirmForm(prefix="codes"),
        "recovery_left": len(person.recovery_hashes),
        "events": events_of_person(person.pk),
        **forms_with_errors,
    }
    return render(request, "account/account.html", context, status=status)


def _stay_logged_in(request: HttpRequest, response: HttpResponseBase) -> None:
    """After all sessions ended: this one goes on under a new id, and this browser stays known."""
    update_session_auth_hash(request, _person(request))
    remember_device(response, devices_of(request), _person(request))


def _done(request: HttpRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("account")


def _confirmed(request: HttpRequest, form: forms.Form) -> bool:
    """Whether the form is complete and its ``current`` password is right; errors stand in the form."""
    if not form.is_valid():
        return False
    attempt = confirm_password(_person(request), form.cleaned_data["current"])
    if attempt.user is None:
        form.add_error("current", refusal(attempt, _("This is not your password.")))
    return attempt.user is not None


@login_required
@never_cache
@require_GET
def account(request: HttpRequest) -> HttpResponse:
    return _account_page(request)


@login_required
@require_POST
def save_profile(request: HttpRequest) -> HttpResponse:
    form = ProfileForm(request.POST)
    if not form.is_valid():
        return _account_page(request, 422, profile_form=form)
    services.change_profile(_person(request), form.cleaned_data["name"], form.cleaned_data["language"])
    response = _done(request, _("Saved."))
    # The cookie of the language switch would win over the choice made here.
    response.delete_cookie("django_language")
    return response


@login_required
@sensitive_post_parameters("password-current", "password-password")
@require_POST
def change_password(request: HttpRequest) -> HttpResponse:
    form = PasswordForm(request.POST, prefix="password")
    if not _confirmed(request, form):
        return _account_page(request, 422, password_form=form)
    try:
        services.set_password(_person(request), form.cleaned_data["password"], "password_changed")
    except ValidationError as error:
        form.add_error("password", error)
        return _account_page(request, 422, password_form=form)
    response = _done(request, _("Password changed. You are logged out everywhere else."))
    _stay_logged_in(request, response)
    return response


@login_required
@sensitive_post_parameters("sessions-current")
@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    form = ConfirmForm(request.POST, prefix="sessions")
    if not _confirmed(request, form):
        return _account_page(request, 422, sessions_form=form)
    services.end_other_sessions(_person(request))
    response = _done(request, _("You are logged out everywhere else."))
    _stay_logged_in(request, response)
    return response


def _setup_page(request: HttpRequest, form: SetUpForm, status: int = 200) -> HttpResponse:
    person = _person(request)
    secret = open_secret(person.pk, bytes.fromhex(request.session[SETTING_UP]))
    # The picture is drawn by us from digits and letters of ours.
    picture = mark_safe(qr_svg(setup_link(person.email, secret)))
    groups = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return render(
        request, "account/factor.html", {"form": form, "picture": picture, "secret": groups}, status=status
    )


@login_required
@never_cache
@sensitive_post_parameters("current")
def set_up_factor(request: HttpRequest) -> HttpResponse:
    """Show a new secret; a code of it, sent back, turns the second factor on and shows the recovery codes once."""
    person = _person(request)
    if person.has_second_factor:
        return redirect("account")
    if request.method != "POST" or SETTING_UP not in request.session:
        request.session[SETTING_UP] = seal_secret(person.pk, new_secret()).hex()
        return _setup_page(request, SetUpForm())
    form = SetUpForm(request.POST)
    if not _confirmed(request, form):
        return _setup_page(request, form, 422)
    secret = open_secret(person.pk, bytes.fromhex(request.session[SETTING_UP]))
    try:
        codes = services.turn_factor_on(person, secret, form.cleaned_data["code"], timezone.now())
    except ValidationError as error:
        form.add_error(None, error)
        return _setup_page(request, form, 422)
    del request.session[SETTING_UP]
    return _show_codes(request, codes)


def _show_codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    response = render(request, "account/recovery.html", {"codes": codes})
    _stay_logged_in(request, response)
    return response


@login_required
@sensitive_post_parameters("off-current")
@require_POST
def turn_factor_off(request: HttpRequest) -> HttpResponse:
    if not _person(request).has_second_factor:
        return redirect("account")
    form = ConfirmForm(request.POST, prefix="off")
    if not _confirmed(request, form):
        return _account_page(request, 422, off_form=form)
    services.turn_factor_off(_person(request))
    response = _done(request, _("The second factor is off."))
    _stay_logged_in(request, response)
    return response


@login_required
@never_cache
@sensitive_post_parameters("codes-current")
@require_POST
def renew_recovery_codes(request: HttpRequest) -> HttpResponse:
    if not _person(request).has_second_factor:
        return redirect("account")
    form = ConfirmForm(request.POST, prefix="codes")
    if not _confirmed(request, form):
        return _account_page(request, 422, codes_form=form)
    return _show_codes(request, services.renew_recovery_codes(_person(request)))


@require_POST
def choose_language(request: HttpRequest) -> HttpResponseBase:
    """Change the language of this browser, and of the person's account, and stay on the page."""
    language = request.POST.get("language", "")
    if isinstance(request.user, User) and language in dict(LANGUAGES):
        services.change_profile(request.user, request.user.name, language)
    return set_language(request)
