"""Doors of the audit: what was found in words, one comparison, answers and the sign-off."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalog.people.access import ShopRequest, has_role, shop_page, today_of
from catalog.people.models import Role
from shop_ai.lib.refusals import Invalid
from shop_ai.lib.sheet import sheet_response
from transparency.audit.automations import FAIRNESS_AUDIT
from transparency.audit.lists import groups_table, results_sheet, results_table, runs_table
from transparency.audit.models import AnswerKind, AuditAnswer, AuditResult, AuditRun, Verdict
from transparency.audit.selectors import answers_of, audits, result_of, results_of
from transparency.audit.services import (
    FEWEST_CUSTOMERS,
    NoResult,
    answer_result,
    make_audit,
    sign_audit,
)
from transparency.audit.words import grouping_words, measure_words, result_words, verdict_badge
from transparency.ledger.switches import is_on


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference as a card."""

    result: AuditResult
    title: str
    words: str
    answers: list[AuditAnswer]


@require_safe
@shop_page(role=Role.VIEWER)
def audit(request: ShopRequest) -> HttpResponse:
    """The last audit, or the one that ``?audit=`` names."""
    shop = request.shop
    runs = audits(shop.id)
    run = _chosen(request, runs)
    results = results_of(shop.id, run.pk) if run else []
    answers = answers_of(shop.id, run.pk) if run else {}
    different = [row for row in results if row.verdict == Verdict.DIFFERENT]
    context = {
        "run": run,
        "differences": [
            Difference(row, _title(row), result_words(row), answers.get(row.pk, [])) for row in different
        ],
        "open_answers": sum(not answers.get(row.pk) for row in different),
        "table": results_table(shop, results, request.GET) if run else None,
        "runs": runs_table(shop, runs),
        "is_on": is_on(FAIRNESS_AUDIT.code),
        "may_choose": has_role(shop.role, Role.MANAGER),
        "may_sign": has_role(shop.role, Role.OWNER),
    }
    return render(request, "audit/audit.html", context)


def _chosen(request: ShopRequest, runs: list[AuditRun]) -> AuditRun | None:
    wanted = request.GET.get("audit", "")
    return next((run for run in runs if str(run.uid) == wanted), runs[0] if runs else None)


def _title(row: AuditResult) -> str:
    return f"{measure_words(row.measure)}, {grouping_words(row.grouping)}"


@require_safe
@shop_page(role=Role.VIEWER)
def audit_csv(request: ShopRequest) -> HttpResponse:
    run = _chosen(request, audits(request.shop.id))
    header, lines = results_sheet(results_of(request.shop.id, run.pk) if run else [])
    return sheet_response(f"{request.shop.slug}-{_('audit')}", header, lines, raw="raw" in request.GET)


@require_safe
@shop_page(role=Role.VIEWER)
def result(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """One comparison: its groups, and what was said and done about it."""
    shop = request.shop
    found = result_of(shop.id, uid)
    if found is None:
        raise Http404
    context = {
        "result": found,
        "title": _title(found),
        "words": result_words(found),
        "badge": verdict_badge(found.verdict),
        "table": groups_table(found),
        "answers": answers_of(shop.id, found.run_id).get(found.pk, []),
        "kinds": AnswerKind.choices,
        "is_different": found.verdict == Verdict.DIFFERENT,
        "trail": [(_("Fair treatment"), reverse("audit", kwargs={"slug": shop.slug}))],
        "may_choose": has_role(shop.role, Role.MANAGER),
    }
    return render(request, "audit/result.html", context)


@require_POST
@shop_page(role=Role.MANAGER)
def answer(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Say what was done about a difference."""
    kind, text = request.POST.get("kind", ""), request.POST.get("text", "")
    try:
        answer_result(request.shop.id, uid, kind=kind, text=text, by=f"user:{request.user.pk}")
    except NoResult as error:
        raise Http404 from error
    except Invalid as error:
        messages.error(request, error.errors[0].detail)
    else:
        messages.success(request, _("Kept with the audit."))
    return redirect("audit-result", slug=request.shop.slug, uid=uid)


@require_POST
@shop_page(role=Role.OWNER)
def sign(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """The owner signs the audit off."""
    note = request.POST.get("note", "")
    try:
        sign_audit(request.shop.id, uid, note=note, by=f"user:{request.user.pk}")
    except NoResult as error:
        raise Http404 from error
    except Invalid as error:
        messages.error(request, error.errors[0].detail)
    else:
        messages.success(request, _("Signed off."))
    return redirect("audit", slug=request.shop.slug)


@require_POST
@shop_page(role=Role.MANAGER)
def run(request: ShopRequest) -> HttpResponse:
    """Audit now, until yesterday."""
    yesterday = today_of(request) - timedelta(days=1)
    made = make_audit(request.shop.id, yesterday, by=f"user:{request.user.pk}")
    if made is None:
        text = _("An audit needs %(n)s customers, and the day's audit must not be signed yet.")
        messages.error(request, text % {"n": FEWEST_CUSTOMERS})
    else:
        messages.success(request, _("The audit is made."))
    return redirect("audit", slug=request.shop.slug)
