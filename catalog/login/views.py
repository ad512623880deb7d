"""Log-in, its second step, log-out, and the way back in by mail."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme, urlsafe_base64_decode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from kombu.exceptions import OperationalError as BrokerAway

from catalog.limits.services import address_of
from catalog.login.devices import devices_of, remember_device
from catalog.login.forms import CodeForm, LoginForm, NewPasswordForm, ResetForm
from catalog.login.services import (
    Attempt,
    link_opens,
    may_ask_for_link,
    renew_password,
    try_password,
    try_second_code,
)
from catalog.login.tasks import mail_reset_link
from catalog.people.models import User
from catalog.people.selectors import any_account_exists, person_by_email
from catalog.people.services import note
from catalog.people.sessions import begin_session

SECOND_STEP_LASTS = timedelta(minutes=10)
PENDING = "second_step"

both = require_http_methods(["GET", "HEAD", "POST"])


def _next_page(request: HttpRequest) -> str:
    """Where the person wanted to go, if that is a page of ours."""
    wanted = str(request.POST.get("next") or request.GET.get("next") or "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else settings.LOGIN_REDIRECT_URL


def waiting_words(seconds: int) -> str:
    if seconds < 60:
        return ngettext(
            "Too many tries. Wait %(n)d second, or ask for a link by e-mail.",
            "Too many tries. Wait %(n)d seconds, or ask for a link by e-mail.",
            seconds,
        ) % {"n": seconds}
    minutes = -(-seconds // 60)
    return ngettext(
        "Too many tries. Wait %(n)d minute, or ask for a link by e-mail.",
        "Too many tries. Wait %(n)d minutes, or ask for a link by e-mail.",
        minutes,
    ) % {"n": minutes}


def refusal(attempt: Attempt, wrong: str) -> str:
    return waiting_words(attempt.retry_after) if attempt.retry_after else wrong


def page(request: HttpRequest, template: str, attempt: Attempt, **context: object) -> HttpResponse:
    """The form again; 429 with ``Retry-After`` when the try was not even looked at."""
    response = render(request, template, context, status=429 if attempt.retry_after else 200)
    if attempt.retry_after:
        response["Retry-After"] = str(attempt.retry_after)
    return response


@never_cache
@sensitive_post_parameters("password")
@both
def log_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(_next_page(request))
    if request.method == "GET" and not any_account_exists():
        return redirect("welcome")
    form, attempt = LoginForm(request.POST or None), Attempt()
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        attempt = try_password(values["email"], values["password"], address_of(request), devices_of(request))
        if attempt.user is not None:
            return _after_password(request, attempt.user)
        form.add_error(None, refusal(attempt, _("This e-mail and password do not go together.")))
    return page(request, "login/login.html", attempt, form=form, next=_next_page(request))


def _after_password(request: HttpRequest, user: User) -> HttpResponse:
    if not user.has_second_factor:
        return _let_in(request, user, _next_page(request))
    request.session.cycle_key()
    request.session[PENDING] = {
        "user": user.pk,
        "at": timezone.now().timestamp(),
        "fingerprint": user.get_session_auth_hash(),
        "next": _next_page(request),
    }
    return redirect("login-code")


def _let_in(request: HttpRequest, user: User, next_page: str) -> HttpResponse:
    begin_session(request, user, timezone.now())
    note("login", user)
    response = redirect(next_page)
    remember_device(response, devices_of(request), user)
    return response


def _pending_person(request: HttpRequest) -> User | None:
    """Who gave the right password within the last ten minutes and has not changed it since."""
    pending = request.session.get(PENDING)
    if not pending or timezone.now().timestamp() - pending["at"] > SECOND_STEP_LASTS.total_seconds():
        return None
    user = User.objects.filter(pk=pending["user"], is_active=True).first()
    unchanged = user is not None and constant_time_compare(
        user.get_session_auth_hash(), pending["fingerprint"]
    )
    return user if unchanged else None


@never_cache
@sensitive_post_parameters("code")
@both
def log_in_code(request: HttpRequest) -> HttpResponse:
    user = _pending_person(request)
    if user is None:
        return redirect("login")
    form, attempt = CodeForm(request.POST or None), Attempt()
    if request.method == "POST" and form.is_valid():
        attempt = try_second_code(user, form.cleaned_data["code"], devices_of(request))
        if attempt.user is not None:
            return _let_in(request, user, request.session.pop(PENDING)["next"])
        form.add_error("code", refusal(attempt, _("This code does not fit, or was used already.")))
    return page(request, "login/code.html", attempt, form=form)


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    if isinstance(request.user, User):
        note("logout", request.user)
    logout(request)
    return redirect("login")


@never_cache
@both
def ask_for_link(request: HttpRequest) -> HttpResponse:
    form = ResetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if may_ask_for_link(email, address_of(request)):
            _mail_link(person_by_email(email))
        return render(request, "login/reset_sent.html", {"email": email})
    return render(request, "login/reset.html", {"form": form})


def _mail_link(user: User | None) -> None:
    number = user.pk if user else 0
    try:
        mail_reset_link.delay(number)
    except BrokerAway:  # the queue is away: a slow answer is better than none
        mail_reset_link(number)


def _person_of_link(number: str) -> User | None:
    try:
        return User.objects.filter(pk=int(urlsafe_base64_decode(number)), is_active=True).first()
    except (ValueError, OverflowError):
        return None


@never_cache
@sensitive_post_parameters("password")
@both
def renew(request: HttpRequest, number: str, token: str) -> HttpResponse:
    user = _person_of_link(number)
    if user is None or not link_opens(user, token):
        return render(request, "login/link_dead.html", status=404)
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            renew_password(user, form.cleaned_data["password"])
        except ValidationError as error:
            form.add_error("password", error)
        else:
            messages.success(request, _("Your new password works. Log in with it."))
            return redirect("login")
    return render(request, "login/renew.html", {"form": form, "email": user.email})
