"""The first account of a fresh instance; once one exists, accounts come by invitation."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from catalog.login.forms import FirstAccountForm
from catalog.people.selectors import any_account_exists
from catalog.people.services import note, open_first_account
from catalog.people.sessions import begin_session
from catalog.shops.models import LANGUAGES


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    """Asks for name, e-mail and password, and goes on to opening a shop."""
    if any_account_exists():
        return redirect("login")
    form = FirstAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        language = (get_language() or "fr")[:2]
        try:
            user = open_first_account(
                **form.cleaned_data, language=language if language in dict(LANGUAGES) else "fr"
            )
        except ValidationError as error:
            form.add_error("password", error)
        else:
            if user is None:  # somebody was faster
                return redirect("login")
            begin_session(request, user, timezone.now())
            note("login", user)
            return redirect("open-shop")
    return render(request, "login/welcome.html", {"form": form})
