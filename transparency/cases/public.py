"""Cases as customers meet them: asking for a person, and following what becomes of it.

Both work without a script and without an account. What is answered never says whether an order or a customer exists.
"""

from __future__ import annotations

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from catalog.limits.services import address_of, count_use
from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_by_slug
from shop_ai.lib.languages import reader_language, visitor_language
from shop_ai.lib.limits import Limit
from shop_ai.lib.refusals import Refusal
from shop_ai.lib.tenancy import shop_scope
from transparency.cases.forms import AdviserForm, WriteForm
from transparency.cases.links import (
    Ask,
    ask_from,
    ask_of,
    case_of_token,
    case_token,
    case_url,
    language_of_pages,
)
from transparency.cases.models import Case, Kind, OpenedBy, Place, Satisfaction, State
from transparency.cases.opening import NewCase, due_of, open_case
from transparency.cases.selectors import case_by_uid, story_of
from transparency.cases.services import customer_wrote, rate
from transparency.cases.times import promised_minutes
from transparency.cases.words import delay_words
from transparency.public_page.profile import contact_of

OPENED_BY_ADDRESS: Final = Limit("case-open", 6, 3600)
OPENED_IN_SHOP: Final = Limit("case-shop", 300, 86_400)
WRITTEN: Final = Limit("case-write", 30, 3600)


# The signed form says that we put this question: nothing else that a foreign page could send is believed.
@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def adviser(request: HttpRequest, slug: str) -> HttpResponse:
    """``/t/<shop>/adviser?from=``: a few words to a person of the shop."""
    shop = _shop(slug)
    language = visitor_language(request, shop.language)
    with translation.override(language):
        if request.method == "POST":
            return _asked(request, shop, language)
        ask = ask_from(shop.id, request.GET)
        is_contest = ask.decision is not None or ask.place == Place.WHY
        form = AdviserForm(initial={"kind": Kind.CONTEST if is_contest else Kind.QUESTION})
        return _form_page(request, shop, ask, form)


def _shop(slug: str) -> ShopContext:
    shop = shop_by_slug(slug)
    if shop is None:
        raise Http404
    return shop


def _asked(request: HttpRequest, shop: ShopContext, language: str) -> HttpResponse:
    ask = ask_of(request.POST.get("ask", ""))
    form = AdviserForm(request.POST, country=shop.country)
    if ask is None or ask.shop_id != shop.id:
        form.add_error(None, _("The page stood open for too long. Send it once more."))
        return _form_page(request, shop, Ask(shop.id), form, status=422)
    if form.is_robot:
        return _private(render(request, "cases/received.html", {"shop": shop}))
    if not form.is_valid():
        return _form_page(request, shop, ask, form, status=422)
    if not _may_open(request, shop):
        form.add_error(None, _("Too many messages came from here. Wait an hour, or use the phone."))
        return _form_page(request, shop, ask, form, status=429)
    case = open_case(shop, _new(ask, form, language))
    response = redirect("public-case", slug=shop.slug, token=case_token(case))
    response["Location"] += f"?lang={language}"
    return _private(response)


def _may_open(request: HttpRequest, shop: ShopContext) -> bool:
    by_address = count_use(OPENED_BY_ADDRESS, shop.id, address_of(request))
    return by_address.is_allowed and count_use(OPENED_IN_SHOP, shop.id).is_allowed


def _new(ask: Ask, form: AdviserForm, language: str) -> NewCase:
    return NewCase(
        kind=form.cleaned_data["kind"],
        opened_by=OpenedBy.BUTTON,
        place=ask.place,
        language=language,
        asker=form.asker(),
        message=form.cleaned_data["message"].strip(),
        visitor=ask.visitor,
        decision=ask.decision,
    )


def _form_page(
    request: HttpRequest, shop: ShopContext, ask: Ask, form: AdviserForm, *, status: int = 200
) -> HttpResponse:
    with shop_scope(shop.id):
        context = {
            "shop": shop,
            "form": form,
            "signed": ask.signed(),
            "due_at": due_of(shop, timezone.now()),
            "delay": delay_words(promised_minutes(shop)),
            "contact": contact_of(shop.public_profile),
        }
        return _private(render(request, "cases/adviser.html", context, status=status))


@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """``/t/<shop>/cases/<token>``: the answer, more words, and one tap on how it went."""
    shop, named = _shop(slug), case_of_token(token)
    if named is None or named[0] != shop.id:
        raise Http404
    case = case_by_uid(shop.id, named[1])
    if case is None:
        raise Http404
    language = reader_language(request, language_of_pages(shop, case))
    with translation.override(language):
        if request.method != "POST":
            return _case_page(request, shop, case, WriteForm())
        if not count_use(WRITTEN, shop.id, address_of(request)).is_allowed:
            return _case_page(request, shop, case, WriteForm(), status=429)
        return _written(request, shop, case, language)


def _written(request: HttpRequest, shop: ShopContext, case: Case, language: str) -> HttpResponse:
    form = WriteForm(request.POST)
    try:
        if "satisfaction" in request.POST:
            rate(shop.id, case.uid, request.POST["satisfaction"])
        elif form.is_valid():
            customer_wrote(shop, case.uid, form.cleaned_data["text"])
        else:
            return _case_page(request, shop, case, form, status=422)
    except Refusal as error:
        raise Http404 from error
    response = redirect("public-case", slug=shop.slug, token=case_token(case))
    response["Location"] += f"?lang={language}"
    return _private(response)


def _case_page(
    request: HttpRequest, shop: ShopContext, case: Case, form: WriteForm, *, status: int = 200
) -> HttpResponse:
    with shop_scope(shop.id):
        context: dict[str, Any] = {
            "shop": shop,
            "case": case,
            "lines": story_of(case, for_customer=True),
            "form": form,
            "address": case_url(shop, case),
            "is_closed": case.state == State.CLOSED,
            "waits": case.state == State.NEW,
            "is_late": case.state == State.NEW and case.due_at < timezone.now(),
            "is_held": case.released_at is None,
            "answers": Satisfaction.choices if case.first_answer_at else [],
            "contact": contact_of(shop.public_profile),
        }
        return _private(render(request, "cases/follow.html", context, status=status))


def _private(response: HttpResponse) -> HttpResponse:
    """Nothing on the way keeps it, no engine lists it, and its address goes to nobody else."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
