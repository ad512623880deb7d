"""Reading rules, findings and overrides."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from shop_ai.lib.tenancy import shop_scope
from transparency.rules.models import FindingState, Severity, TextFinding, TextOverride, TextRule
from transparency.rules.rulebook import Rule, changed, default_rules

SORTS = {"title": "title", "found": "found_at", "severity": "severity", "rule": "rule"}


def own_rows(shop_id: int) -> dict[str, TextRule]:
    """What the shop wrote or changed, by code."""
    with shop_scope(shop_id):
        return {row.code: row for row in TextRule.objects.order_by("pk")}


def rules_of(shop_id: int) -> tuple[Rule, ...]:
    """Every rule as it holds for the shop: those of the product with its changes, then its own. One query."""
    rows = own_rows(shop_id)
    made = [_with(rule, rows.get(rule.code)) for rule in default_rules()]
    return (*made, *(_own(row) for row in rows.values() if row.is_own))


def _with(rule: Rule, row: TextRule | None) -> Rule:
    if row is None:
        return rule
    return changed(rule, severity=row.severity, is_on=row.is_on, terms=row.terms, excused=row.excused)


def _own(row: TextRule) -> Rule:
    return Rule(
        code=row.code,
        kind="terms",
        severity=row.severity,
        terms=tuple(row.terms),
        arabizi=tuple(row.terms),
        excused=tuple(row.excused),
        unless_negated=True,
        instead=row.instead,
        category=row.category_id,
        is_on=row.is_on,
    )


def findings(
    shop_id: int, *, state: str = "", severity: str = "", rule: str = "", kind: str = "", q: str = ""
) -> QuerySet[TextFinding]:
    """Findings of the shop, those to settle when no state is asked for."""
    with shop_scope(shop_id):
        found = TextFinding.objects.filter(state=state or FindingState.OPEN)
        for name, value in (("severity", severity), ("rule", rule), ("kind", kind)):
            if value:
                found = found.filter(**{name: value})
        return found.filter(Q(title__icontains=q) | Q(words__icontains=q)) if q else found


def ordered(rows: QuerySet[TextFinding], sort: str) -> QuerySet[TextFinding]:
    column = SORTS[sort.removeprefix("-")]
    return rows.order_by(f"-{column}" if sort.startswith("-") else column, "pk")


def counts(shop_id: int) -> dict[tuple[str, str], int]:
    """How many findings stand by state and severity; settled ones are left out."""
    with shop_scope(shop_id):
        rows = TextFinding.objects.exclude(state=FindingState.GONE).values_list("state", "severity")
        return {(state, severity): n for state, severity, n in rows.annotate(n=Count("pk"))}


def finding(shop_id: int, uid: UUID) -> TextFinding | None:
    with shop_scope(shop_id):
        return TextFinding.objects.filter(uid=uid).first()


def of_subject(shop_id: int, kind: str, ref: int) -> list[TextFinding]:
    """What stands against one thing, the worst first."""
    order = {Severity.BLOCK: 0, Severity.WARN: 1, Severity.NOTE: 2}
    with shop_scope(shop_id):
        rows = list(TextFinding.objects.filter(kind=kind, ref=ref, state=FindingState.OPEN).order_by("pk"))
    return sorted(rows, key=lambda row: order[Severity(row.severity)])


def overrides_of(shop_id: int, finding_id: int) -> list[TextOverride]:
    """Every word that was given on a finding, the newest first."""
    with shop_scope(shop_id):
        return list(TextOverride.objects.filter(finding_id=finding_id).order_by("-pk"))


def standing_overrides(refs: Iterable[int], day: date) -> dict[int, TextOverride]:
    """Overrides that hold on a day, by the id of their finding, of the shop in scope."""
    rows = TextOverride.objects.filter(finding_id__in=list(refs), withdrawn_at__isnull=True, until__gte=day)
    return {row.finding_id: row for row in rows}


def open_by_rule(shop_id: int) -> dict[str, int]:
    """How many findings of each rule are to be settled."""
    with shop_scope(shop_id):
        rows = TextFinding.objects.filter(state=FindingState.OPEN).values_list("rule")
        return dict(rows.annotate(n=Count("pk")))
