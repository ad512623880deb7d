"""Doors of the letters: what a member gets, the preview, and the link that ends them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from csp.decorators import csp
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from attribution.alerts.selectors import alerts_between
from attribution.digest.automations import WEEKLY_DIGEST
from attribution.digest.forms import LettersForm
from attribution.digest.letter import Letter, digest_letter, week_of
from attribution.digest.models import LetterKind
from attribution.digest.panels import letters_table
from attribution.digest.selectors import finished_week, recipient_of, recipients
from attribution.digest.services import choose_letters, end_letters
from attribution.digest.tokens import BadToken, Ending, ending_of, ending_url
from attribution.digest.words import has_mail_server, is_kept_as_files, week_words
from attribution.kpis.reach import known_until
from attribution.kpis.windows import stand
from attribution.reports.tabs import report_tabs
from catalog.people.access import ShopRequest, has_role, shop_page
from catalog.people.models import Role
from catalog.shops.directory import shop_by_id
from catalog.shops.models import LANGUAGES
from shop_ai.lib.languages import reader_language
from shop_ai.lib.period import Period, last_complete_day
from transparency.ledger.switches import is_on

_DAY = timedelta(days=1)
# A mail carries its own styles; nothing else is let in, and nothing runs.
MAIL_ALONE = csp({"default-src": ["'none'"], "style-src": ["'unsafe-inline'"], "frame-ancestors": ["'none'"]})


@require_safe
@shop_page(role=Role.VIEWER)
def index(request: ShopRequest) -> HttpResponse:
    """What I get by e-mail, whether it can be sent, and what went out."""
    shop = request.shop
    mine = recipient_of(shop.id, request.user.pk)
    if mine is None:
        raise Http404
    may_see_all = has_role(shop.role, Role.MANAGER)
    context: dict[str, Any] = {
        "tabs": report_tabs(shop, "letters"),
        "form": LettersForm(
            initial={"weekly": mine.weekly, "alerts": mine.alerts, "reminders": mine.reminders}
        ),
        "email": mine.email,
        "language": mine.language,
        "languages": LANGUAGES,
        "has_server": has_mail_server(),
        "is_kept_as_files": is_kept_as_files(),
        "is_on": is_on(WEEKLY_DIGEST.code),
        "week": week_words(_last_week(request)),
        "table": letters_table(shop, recipients(shop.id)) if may_see_all else None,
    }
    return render(request, "digest/letters.html", context)


@require_POST
@shop_page(role=Role.VIEWER)
def choose(request: ShopRequest) -> HttpResponse:
    """Keep which letters I want."""
    mine, form = recipient_of(request.shop.id, request.user.pk), LettersForm(request.POST)
    if mine is None or not form.is_valid():
        raise Http404
    choose_letters(request.shop.id, mine.membership_id, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("letters", slug=request.shop.slug)


def _last_week(request: ShopRequest) -> Period:
    """The last finished week; of records that ended long ago, their last one."""
    yesterday = last_complete_day(timezone.now(), request.shop.zone)
    return finished_week(known_until(stand(request.shop.id).data_until, yesterday) + _DAY)


@require_safe
@shop_page(role=Role.VIEWER)
def preview(request: ShopRequest) -> HttpResponseBase:
    """The digest of the last finished week as it would arrive: ``?lang=``, and ``?text`` for the plain part."""
    mine = recipient_of(request.shop.id, request.user.pk)
    if mine is None:
        raise Http404
    letter = _preview(request, reader_language(request, mine.language), mine.membership_id, mine.name)
    if "text" in request.GET:
        return HttpResponse(letter.text, content_type="text/plain; charset=utf-8")
    return MAIL_ALONE(lambda _request: HttpResponse(letter.html))(request)


def _preview(request: ShopRequest, language: str, membership_id: int, name: str) -> Letter:
    shop, week = request.shop, _last_week(request)
    data = week_of(shop, week, alerts_between(shop.id, week))
    ending = ending_url(Ending(shop.id, membership_id, LetterKind.WEEKLY))
    return digest_letter(data, language=language, name=name, stop_url=ending)


@csrf_exempt  # mailboxes post here without any cookie of ours; the signed link is what allows it
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """End letters from the link in them.

    Programs that look into mails only open links, so opening changes nothing: the page sends the word itself, at once
    where scripts run, by its one button where they do not.
    """
    try:
        ending = ending_of(token)
    except BadToken as error:
        raise Http404 from error
    shop = shop_by_id(ending.shop_id)
    if shop is None:
        raise Http404
    is_done = is_wanted = False
    if request.method == "POST":
        is_wanted = "again" in request.POST
        is_done = end_letters(ending, wanted=is_wanted)
    context = {"shop": shop, "kind": ending.kind, "is_done": is_done, "is_wanted": is_wanted, "token": token}
    with translation.override(reader_language(request, shop.language)):
        return render(request, "digest/stop.html", context)
