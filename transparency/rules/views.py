"""Doors of the rules: findings, one finding with its mends and overrides, the book of rules, and a text to try."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.people.access import ShopRequest, has_role, shop_page, today_of
from catalog.people.models import Role
from shop_ai.lib.money import format_number
from shop_ai.lib.period import local_day
from shop_ai.lib.refusals import Invalid
from shop_ai.lib.sheet import sheet_response
from transparency.ledger.switches import is_on
from transparency.rules.acts import (
    CannotMend,
    NoFinding,
    forget_rule,
    mend_finding,
    sign_override,
    withdraw_override,
    write_rule,
)
from transparency.rules.automations import RULES_CHECK
from transparency.rules.forms import OverrideForm, RuleForm, TryForm
from transparency.rules.lists import asked_of, findings_sheet, findings_table, matching, rules_table, titles
from transparency.rules.models import FindingState, TextFinding
from transparency.rules.rulebook import Rule, default_rules
from transparency.rules.selectors import counts, finding, open_by_rule, overrides_of, own_rows
from transparency.rules.services import check_shop
from transparency.rules.showing import marked, subject_url, tried
from transparency.rules.words import (
    field_words,
    finding_words,
    mend_words,
    rule_reason,
    rule_title,
    severity_badge,
    state_badge,
)


@require_http_methods(["GET", "HEAD", "POST"])
@shop_page(role=Role.VIEWER)
def rules(request: ShopRequest) -> HttpResponse:
    """What was found; a text to try is posted here and kept nowhere."""
    shop = request.shop
    own = own_rows(shop.id)
    form = TryForm(request.POST if request.method == "POST" else None)
    results = tried(shop, form.cleaned_data) if form.is_bound and form.is_valid() else None
    found = counts(shop.id)
    context = {
        "form": form,
        "results": results,
        "stats": _stats(found),
        "table": findings_table(shop, asked_of(request.GET, titles(own)), own),
        "is_on": is_on(RULES_CHECK.code),
        "may_choose": has_role(shop.role, Role.MANAGER),
    }
    return render(request, "rules/rules.html", context)


def _stats(found: dict[tuple[str, str], int]) -> list[tuple[str, str]]:
    allowed = sum(n for (state, _severity), n in found.items() if state == FindingState.OVERRIDDEN)
    shown = [
        (_("Stop something"), found.get((FindingState.OPEN, "block"), 0)),
        (_("To mend"), found.get((FindingState.OPEN, "warn"), 0)),
        (_("To know"), found.get((FindingState.OPEN, "note"), 0)),
        (_("Allowed by a person"), allowed),
    ]
    return [(words, format_number(n)) for words, n in shown]


@require_safe
@shop_page(role=Role.VIEWER)
def findings_csv(request: ShopRequest) -> HttpResponse:
    own = own_rows(request.shop.id)
    header, lines = findings_sheet(matching(request.shop.id, asked_of(request.GET, titles(own))), own)
    return sheet_response(f"{request.shop.slug}-{_('findings')}", header, lines, raw="raw" in request.GET)


@require_POST
@shop_page(role=Role.MANAGER)
def run(request: ShopRequest) -> HttpResponse:
    """Read everything now."""
    done = check_shop(request.shop.id, everything=True)
    text = _("%(n)s texts were read.") % {"n": format_number(done["checked"])}
    messages.success(request, text)
    return redirect("rules", slug=request.shop.slug)


@require_safe
@shop_page(role=Role.VIEWER)
def one(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """One finding: the words in their place, why, what mends it, and who allowed it."""
    return _finding_page(request, _finding(request, uid))


def _finding(request: ShopRequest, uid: uuid.UUID) -> TextFinding:
    found = finding(request.shop.id, uid)
    if found is None:
        raise Http404
    return found


def _finding_page(request: ShopRequest, found: TextFinding, form: OverrideForm | None = None) -> HttpResponse:
    shop = request.shop
    own = own_rows(shop.id).get(found.rule)
    today = local_day(timezone.now(), shop.zone)
    mends = [(number, mend_words(mend), mend) for number, mend in enumerate(found.mends)]
    context: dict[str, Any] = {
        "finding": found,
        "title": rule_title(found.rule, own),
        "reason": finding_words(found, own),
        "law": rule_reason(found.rule, own),
        "parts": marked(found),
        "field": field_words(found.field),
        "severity": severity_badge(found.severity),
        "state": state_badge(found.state),
        "mends": [one for one in mends if one[2].get("act") != "link"],
        "subject_url": subject_url(shop, found),
        "overrides": overrides_of(shop.id, found.pk),
        "today": today,
        "form": form or OverrideForm(today=today),
        "is_open": found.state != FindingState.GONE,
        "trail": [(_("Rules"), reverse("rules", kwargs={"slug": shop.slug}))],
        "may_choose": has_role(shop.role, Role.MANAGER),
    }
    return render(request, "rules/finding.html", context)


@require_POST
@shop_page(role=Role.MANAGER)
def mend(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    found = _finding(request, uid)
    number = request.POST.get("mend", "")
    try:
        if not number.isdecimal() or len(number) > 3:
            raise CannotMend(found.rule)
        mend_finding(request.shop, uid, int(number), by=f"user:{request.user.pk}")
    except (CannotMend, NoFinding):
        messages.error(request, _("The text has changed meanwhile, or it is mended on its own page only."))
        return redirect("rules-finding", slug=request.shop.slug, uid=uid)
    messages.success(request, _("Mended, and read again."))
    return redirect("rules", slug=request.shop.slug)


@require_POST
@shop_page(role=Role.MANAGER)
def override(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Sign that the words may stand."""
    found = _finding(request, uid)
    form = OverrideForm(request.POST, today=today_of(request))
    if not form.is_valid():
        return _finding_page(request, found, form)
    given = form.cleaned_data
    try:
        sign_override(request.shop, uid, why=given["why"], until=given["until"], by=f"user:{request.user.pk}")
    except Invalid as error:
        form.add_error(None, error.errors[0].detail)
        return _finding_page(request, found, form)
    except NoFinding:
        messages.error(request, _("It was settled meanwhile."))
        return redirect("rules", slug=request.shop.slug)
    messages.success(request, _("Signed. The words may stand until that day."))
    return redirect("rules-finding", slug=request.shop.slug, uid=uid)


@require_POST
@shop_page(role=Role.MANAGER)
def withdraw(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    _finding(request, uid)
    try:
        withdraw_override(request.shop, uid, by=f"user:{request.user.pk}")
    except NoFinding:
        messages.error(request, _("It was settled meanwhile."))
        return redirect("rules", slug=request.shop.slug)
    messages.success(request, _("Taken back. The rule holds again."))
    return redirect("rules-finding", slug=request.shop.slug, uid=uid)


@require_safe
@shop_page(role=Role.VIEWER)
def book(request: ShopRequest) -> HttpResponse:
    """Every rule."""
    context = {
        "table": rules_table(request.shop, open_by_rule(request.shop.id)),
        "trail": [(_("Rules"), reverse("rules", kwargs={"slug": request.shop.slug}))],
        "may_choose": has_role(request.shop.role, Role.MANAGER),
    }
    return render(request, "rules/book.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@shop_page(role=Role.MANAGER)
def rule(request: ShopRequest, rule: str) -> HttpResponse:
    """One rule: its words, its examples, and what the shop changes of it. ``new`` makes one."""
    shop = request.shop
    row = own_rows(shop.id).get(rule)
    given = next((one for one in default_rules() if one.code == rule), None)
    if rule != "new" and row is None and given is None:
        raise Http404
    form = RuleForm(request.POST if request.method == "POST" else None, rule=given, row=row)
    if form.is_bound and form.is_valid():
        try:
            kept = write_rule(
                shop, "" if rule == "new" else rule, form.values(), by=f"user:{request.user.pk}"
            )
        except Invalid as error:
            form.add_error(None, error.errors[0].detail)
        else:
            messages.success(request, _("Kept. All texts are read again within a minute."))
            return redirect("rules-rule", slug=shop.slug, rule=kept.code)
    return render(request, "rules/rule.html", _rule_context(request, rule, given, row, form))


def _rule_context(
    request: ShopRequest, code: str, given: Rule | None, row: Any, form: RuleForm
) -> dict[str, Any]:
    slug = request.shop.slug
    words = [*given.terms, *given.arabizi] if given else []
    return {
        "code": code,
        "rule_title": _("A new rule") if code == "new" else rule_title(code, row),
        "reason": "" if code == "new" else rule_reason(code, row),
        "row": row,
        "is_own": given is None,
        "words": words,
        "needs": given.needs if given else (),
        "excused": given.excused if given else (),
        "form": form,
        "trail": [
            (_("Rules"), reverse("rules", kwargs={"slug": slug})),
            (_("All rules"), reverse("rules-book", kwargs={"slug": slug})),
        ],
    }


@require_POST
@shop_page(role=Role.MANAGER)
def forget(request: ShopRequest, rule: str) -> HttpResponse:
    """Back to how the rule came, or away with a rule of the shop's own."""
    if rule not in own_rows(request.shop.id):
        raise Http404
    forget_rule(request.shop, rule, by=f"user:{request.user.pk}")
    messages.success(request, _("Done. All texts are read again within a minute."))
    return redirect("rules-book", slug=request.shop.slug)
