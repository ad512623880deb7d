"""Doors of rules, and of their application to what is stored."""

from __future__ import annotations

import uuid
from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalog.channels.applying import queue_run, undo_run
from catalog.channels.forms import RuleForm
from catalog.channels.models import ChannelRule, ChannelRun, RunState, Sign
from catalog.channels.progress import WAITING, job_of, moved_words
from catalog.channels.selectors import (
    campaigns,
    channel_choices,
    channel_names,
    last_runs,
    rules,
    run_by_uid,
)
from catalog.channels.services import add_rule, switch_rule
from catalog.channels.views import trail_of
from catalog.people.access import ShopRequest, shop_page
from catalog.people.models import Role
from catalog.spend.days import rebuild_days
from shop_ai.lib.refusals import Conflict, Invalid
from shop_ai.lib.table import Badge

_TONES = {
    RunState.QUEUED: ("plain", "clock"),
    RunState.RUNNING: ("accent", "clock"),
    RunState.DONE: ("good", "circle-check"),
    RunState.FAILED: ("bad", "circle-alert"),
    RunState.UNDONE: ("plain", "minus"),
}


def _form(request: ShopRequest, data: Any = None) -> RuleForm:
    open_campaigns = list(campaigns(request.shop.id, archived=False))
    initial = {"value": request.GET.get("value", "")[:200], "what": request.GET.get("what", "")[:20]}
    return RuleForm(
        data, channels=channel_choices(request.shop.id), campaigns=open_campaigns, initial=initial
    )


def _back(request: ShopRequest) -> HttpResponse:
    return redirect("channel-rules", slug=request.shop.slug)


def _page(request: ShopRequest, form: RuleForm, status: int = 200) -> HttpResponse:
    shop = request.shop
    context = {
        "groups": _groups(rules(shop.id), channel_names(shop.id)),
        "form": form,
        "runs": [(run, _badge(run), moved_words(run)) for run in last_runs(shop.id)],
    }
    return render(request, "channels/rules.html", context, status=status)


def _groups(
    found: list[ChannelRule], names: dict[str, str]
) -> list[tuple[str, list[tuple[ChannelRule, str]]]]:
    """Rules with where they lead, under the words of their sign, the most trusted sign first."""
    by_sign: dict[str, list[tuple[ChannelRule, str]]] = defaultdict(list)
    for rule in found:
        by_sign[rule.what].append((rule, names.get(rule.channel, rule.channel)))
    return [(str(sign.label), by_sign[sign.value]) for sign in Sign if by_sign[sign.value]]


def _badge(run: ChannelRun) -> Badge:
    tone, icon = _TONES[RunState(run.state)]
    return Badge(RunState(run.state).label, tone, icon)  # type: ignore[arg-type]  # one of the tones


@require_safe
@shop_page()
def index(request: ShopRequest) -> HttpResponse:
    """The rules, the form for another, and their last applications."""
    return _page(request, _form(request))


@require_POST
@shop_page(role=Role.MANAGER)
def add(request: ShopRequest) -> HttpResponse:
    form = _form(request, request.POST)
    if form.is_valid():
        values = form.cleaned_data
        try:
            add_rule(
                request.shop.id,
                what=values["what"],
                value=values["value"],
                channel=values["channel"],
                campaign=form.chosen_campaign(),
                by=f"user:{request.user.pk}",
            )
        except (Invalid, Conflict) as refused:
            form.take_over(refused)
        else:
            rebuild_days(request.shop.id)
            messages.success(
                request,
                _("The rule holds for what comes from now on. Apply it to what is stored when you like."),
            )
            return _back(request)
    return _page(request, form, status=422)


@require_POST
@shop_page(role=Role.MANAGER)
def switch(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Switch a rule off, or on again."""
    active = request.POST.get("action") == "on"
    if not switch_rule(request.shop.id, uid, active=active):
        raise Http404
    rebuild_days(request.shop.id)
    messages.success(
        request, _("The rule is on.") if active else _("The rule is off; you can switch it on again.")
    )
    return _back(request)


@require_POST
@shop_page(role=Role.MANAGER)
def apply(request: ShopRequest) -> HttpResponse:
    """Apply the rules to what is stored, in the background."""
    try:
        run = queue_run(request.shop.id, by=f"user:{request.user.pk}")
    except Conflict as refused:
        messages.warning(request, str(refused))
        return _back(request)
    return redirect("channel-run", slug=request.shop.slug, uid=run.uid)


def _found(request: ShopRequest, uid: uuid.UUID) -> ChannelRun:
    run = run_by_uid(request.shop.id, uid)
    if run is None:
        raise Http404
    return run


@require_safe
@shop_page()
def run(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """One application: its progress, what it moved, and the way back."""
    found = _found(request, uid)
    context = {
        "run": found,
        "badge": _badge(found),
        "job": job_of(found, timezone.now()),
        "is_waiting": found.state in WAITING,
        "may_be_undone": found.state in (RunState.DONE, RunState.FAILED) and bool(found.moved),
        "trail": trail_of(request, "channel-rules", _("Rules")),
    }
    return render(request, "channels/run.html", context)


@require_safe
@shop_page()
def progress(request: ShopRequest, uid: uuid.UUID) -> JsonResponse:
    return JsonResponse(job_of(_found(request, uid), timezone.now()).as_json())


@require_POST
@shop_page(role=Role.MANAGER)
def undo(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Put every row that the application moved back."""
    if undo_run(request.shop.id, uid):
        messages.success(
            request,
            _("Everything is where it was before. Switch the rule off too, or it moves again the next time."),
        )
    return redirect("channel-run", slug=request.shop.slug, uid=uid)
