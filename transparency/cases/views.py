"""Doors of cases for the team: the queue, one case with everything a person does with it, replies and settings."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.customers.naming import may_see_people
from catalog.people.access import ShopRequest, shop_page
from catalog.people.models import Membership, Role
from shop_ai.lib.refusals import Refusal
from shop_ai.lib.sheet import sheet_response
from transparency.cases.figures import case_figures
from transparency.cases.forms import AnswerForm, CloseForm, NewCaseForm, NoteForm
from transparency.cases.lists import asked_of, cases_sheet, cases_table, matching
from transparency.cases.models import Case, Kind, OpenedBy
from transparency.cases.opening import NewCase, open_case
from transparency.cases.page import case_page, tabs_of
from transparency.cases.replies import reply_of
from transparency.cases.selectors import case_by_uid, members
from transparency.cases.services import (
    NoCase,
    add_note,
    answer,
    assign,
    close,
    hold_again,
    release_hold,
    sort_into,
    tie_order,
)

MOST_PICKED: Final = 200
LONGEST_NUMBER: Final = 19  # digits; Postgres keeps no longer one


@require_safe
@shop_page(role=Role.VIEWER)
def queue(request: ShopRequest) -> HttpResponse:
    """Who waits for a person, and how the shop answers."""
    context = {
        "table": cases_table(request.shop, asked_of(request.GET)),
        "figures": case_figures(request.shop, timezone.now()),
        "tabs": tabs_of(request.shop, "cases"),
        "may_act": may_see_people(request.shop),
    }
    return render(request, "cases/queue.html", context)


@require_safe
@shop_page(role=Role.VIEWER)
def queue_csv(request: ShopRequest) -> HttpResponse:
    """All cases that fit, whatever the page; without people and without words."""
    header, lines = cases_sheet(matching(request.shop.id, asked_of(request.GET)))
    return sheet_response(f"{request.shop.slug}-{_('cases')}", header, lines, raw="raw" in request.GET)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@shop_page(role=Role.AGENT)
def create(request: ShopRequest) -> HttpResponse:
    """A case of somebody who asked by phone or at the counter."""
    form = NewCaseForm(request.POST or None, country=request.shop.country)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        new = NewCase(
            kind=said["kind"],
            opened_by=OpenedBy.TEAM,
            asker=form.asker(),
            message=said["message"].strip(),
            by=_who(request),
        )
        messages.success(request, _("The case is open. Every automation has stopped for this customer."))
        return redirect("case", slug=request.shop.slug, uid=open_case(request.shop, new).uid)
    context = {"form": form, "tabs": tabs_of(request.shop, "")}
    return render(request, "cases/new.html", context, status=422 if form.errors else 200)


def _who(request: ShopRequest) -> str:
    return f"user:{request.user.pk}"


def _found(request: ShopRequest, uid: uuid.UUID) -> Case:
    found = case_by_uid(request.shop.id, uid)
    if found is None:
        raise Http404
    return found


@require_safe
@shop_page(role=Role.VIEWER)
def one(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """``?reply=<code>&in=<language>`` begins the answer from a reply."""
    return _page(request, _found(request, uid))


def _page(request: ShopRequest, case: Case, status: int = 200, **forms: Any) -> HttpResponse:
    page = case_page(request.shop, case)
    context = {
        "page": page,
        "answer_form": AnswerForm(initial={"text": _begun(request, page.asker, case)}, auto_id="answer_%s"),
        "note_form": NoteForm(auto_id="note_%s"),
        "close_form": CloseForm(auto_id="close_%s"),
        "members": members(request.shop.id),
        "kinds": Kind.choices,
        "may_act": may_see_people(request.shop),
    }
    return render(request, "cases/case.html", context | forms, status=status)


def _begun(request: ShopRequest, asker: Any, case: Case) -> str:
    code, language = request.GET.get("reply", ""), request.GET.get("in", "")
    reply = reply_of(request.shop.id, code, language) if code and asker is not None else None
    if reply is None:
        return ""
    return reply.filled(name=asker.name, number=str(case.number), shop=request.shop.name)


def _do(request: ShopRequest, uid: uuid.UUID, act: Callable[[], object], done: str) -> HttpResponse:
    """Do it and say so; what is refused is said instead."""
    try:
        act()
    except NoCase as error:
        raise Http404 from error
    except Refusal as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect("case", slug=request.shop.slug, uid=uid)


@sensitive_post_parameters()
@require_POST
@shop_page(role=Role.AGENT)
def reply(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """An answer to the customer."""
    text, by = request.POST.get("text", ""), _who(request)
    return _do(request, uid, lambda: answer(request.shop.id, uid, text, by=by), _("Your answer is there."))


@sensitive_post_parameters()
@require_POST
@shop_page(role=Role.AGENT)
def note(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    text, by = request.POST.get("text", ""), _who(request)
    return _do(request, uid, lambda: add_note(request.shop.id, uid, text, by=by), _("Noted."))


@require_POST
@shop_page(role=Role.AGENT)
def give(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Who answers it, and what it is about."""
    wanted, kind, shop_id = request.POST.get("assignee", ""), request.POST.get("kind", ""), request.shop.id

    def act() -> None:
        assign(shop_id, uid, _membership(wanted), by=_who(request))
        if kind:
            sort_into(shop_id, uid, kind, by=_who(request))

    return _do(request, uid, act, _("Saved."))


def _membership(wanted: str) -> int | None:
    """None for nobody yet; 0, which is no one's number, for what the list does not offer."""
    if not wanted:
        return None
    return int(wanted) if wanted.isdecimal() and len(wanted) < LONGEST_NUMBER else 0


@require_POST
@shop_page(role=Role.AGENT)
def tie(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """A person vouches for the order."""
    number = request.POST.get("order_number", "")[:100]
    by = _who(request)
    return _do(request, uid, lambda: tie_order(request.shop.id, uid, number, by=by), _("Tied to the order."))


@require_POST
@shop_page(role=Role.AGENT)
def let_go(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Automations may act for the customer again: signed by whoever presses."""
    by = _who(request)
    if _found(request, uid).released_at is not None:
        messages.info(request, _("It is released already: automations may act for this customer."))
        return redirect("case", slug=request.shop.slug, uid=uid)
    done = _("Released: automations may act for this customer again.")
    return _do(request, uid, lambda: release_hold(request.shop.id, uid, by=by), done)


@require_POST
@shop_page(role=Role.AGENT)
def keep_away(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    by = _who(request)
    return _do(
        request, uid, lambda: hold_again(request.shop.id, uid, by=by), _("Every automation is stopped again.")
    )


@sensitive_post_parameters()
@require_POST
@shop_page(role=Role.AGENT)
def end(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """What came of it."""
    case, form = _found(request, uid), CloseForm(request.POST, auto_id="close_%s")
    if not form.is_valid():
        return _page(request, case, 422, close_form=form)
    said = form.cleaned_data
    try:
        close(
            request.shop.id,
            uid,
            said["outcome"],
            by=_who(request),
            text=said["text"],
            releases=said["releases"],
        )
    except Refusal as refused:
        form.take_over(refused)
        return _page(request, case, 422, close_form=form)
    messages.success(request, _("The case is closed."))
    return redirect("case", slug=request.shop.slug, uid=uid)


@require_POST
@shop_page(role=Role.AGENT)
def take(request: ShopRequest) -> HttpResponse:
    """Take the picked cases oneself."""
    mine = Membership.objects.filter(user=request.user.pk).values_list("pk", flat=True).first()
    picked, taken = _picked(request), 0
    for uid in picked:
        if mine is not None and case_by_uid(request.shop.id, uid) is not None:
            assign(request.shop.id, uid, mine, by=_who(request))
            taken += 1
    if taken:
        text = ngettext("%(n)s case is yours.", "%(n)s cases are yours.", taken)
        messages.success(request, text % {"n": taken})
    elif picked:
        messages.info(request, _("Nothing was changed: none of the ticked cases is there any more."))
    else:
        messages.info(request, _("Nothing was changed: no case was ticked."))
    return redirect("cases", slug=request.shop.slug)


def _picked(request: ShopRequest) -> list[uuid.UUID]:
    found = []
    for text in dict.fromkeys(request.POST.getlist("pick")[:MOST_PICKED]):
        try:
            found.append(uuid.UUID(text))
        except ValueError:
            continue
    return found
