"""Findings and rules as tables and a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.shops.context import ShopContext
from shop_ai.lib.listing import chosen_of, page_of, query_of, sort_of
from shop_ai.lib.period import local_day
from shop_ai.lib.table import PER_PAGE, Badge, Column, Empty, Filter, Pages, Row, Table
from shop_ai.lib.tenancy import shop_scope
from transparency.rules.models import FindingState, Severity, SubjectKind, TextFinding, TextRule
from transparency.rules.rulebook import default_rules
from transparency.rules.selectors import SORTS, findings, ordered, own_rows
from transparency.rules.words import (
    field_words,
    finding_words,
    rule_reason,
    rule_title,
    severity_badge,
    state_badge,
)

NAMES = ("q", "state", "severity", "rule", "kind", "sort")


@dataclass(frozen=True, slots=True)
class Asked:
    """A checked request for findings."""

    q: str
    state: str
    severity: str
    rule: str
    kind: str
    sort: str
    page: int
    query: str


def asked_of(given: Mapping[str, str], rules: Iterable[str]) -> Asked:
    """Read an address; what makes no sense in it is left out."""
    return Asked(
        q=given.get("q", "").strip()[:100],
        state=chosen_of(given, "state", FindingState.values),
        severity=chosen_of(given, "severity", Severity.values),
        rule=chosen_of(given, "rule", list(rules)),
        kind=chosen_of(given, "kind", SubjectKind.values),
        sort=sort_of(given, SORTS, "severity"),
        page=page_of(given),
        query=query_of(given, NAMES),
    )


def titles(rows: Mapping[str, TextRule]) -> dict[str, str]:
    """Every rule's name by its code."""
    codes = [rule.code for rule in default_rules()]
    return {code: rule_title(code, rows.get(code)) for code in dict.fromkeys([*codes, *rows])}


def matching(shop_id: int, asked: Asked) -> QuerySet[TextFinding]:
    rows = findings(
        shop_id,
        state=asked.state,
        severity=asked.severity,
        rule=asked.rule,
        kind=asked.kind,
        q=asked.q,
    )
    return ordered(rows, asked.sort)


def findings_table(shop: ShopContext, asked: Asked, own: Mapping[str, TextRule]) -> Table:
    """Findings with their reasons, the worst first."""
    names = titles(own)
    with shop_scope(shop.id):
        rows = matching(shop.id, asked)
        total = rows.count()
        pages = Pages(min(asked.page, max(1, -(-total // PER_PAGE))), total)
        first = (pages.page - 1) * PER_PAGE
        return Table(
            key="findings",
            title=_("Findings"),
            columns=(
                Column("title", _("Where"), is_sortable=True),
                Column("severity", _("Weight"), "state", is_sortable=True),
                Column("words", _("Words")),
                Column("rule", _("Rule"), is_sortable=True),
                Column("reason", _("Why")),
                Column("found", _("Since"), "day", is_sortable=True),
            ),
            rows=tuple(_row(shop, row, names, own) for row in rows[first : first + PER_PAGE]),
            pages=pages,
            sort=asked.sort,
            search=asked.q,
            search_label=_("Words or title"),
            filters=(
                Filter("state", _("To settle"), tuple(FindingState.choices), asked.state),
                Filter("severity", _("Any weight"), tuple(Severity.choices), asked.severity),
                Filter("kind", _("Everything"), tuple(SubjectKind.choices), asked.kind),
                Filter("rule", _("All rules"), tuple(names.items()), asked.rule),
            ),
            csv_url=f"{reverse('rules-csv', kwargs={'slug': shop.slug})}?{asked.query}",
            empty=Empty(
                title=_("Nothing to settle"),
                text=_(
                    "Texts are read when they are written and every night. Try a sentence above to see how it works."
                ),
            ),
        )


def _row(shop: ShopContext, row: TextFinding, names: Mapping[str, str], own: Mapping[str, TextRule]) -> Row:
    cells = (
        f"{row.title} · {field_words(row.field)}",
        severity_badge(row.severity),
        row.words or None,
        names.get(row.rule, row.rule),
        finding_words(row, own.get(row.rule)),
        local_day(row.found_at, shop.zone),
    )
    return Row(cells, url=reverse("rules-finding", kwargs={"slug": shop.slug, "uid": row.uid}))


def findings_sheet(
    rows: Iterable[TextFinding], own: Mapping[str, TextRule]
) -> tuple[list[str], Iterable[list[Any]]]:
    header = [_("What"), _("Title"), _("Field"), _("Weight"), _("Rule"), _("Words"), _("Around"), _("Why")]
    names = titles(own)
    lines = (
        [
            SubjectKind(row.kind).label,
            row.title,
            field_words(row.field),
            severity_badge(row.severity).word,
            names.get(row.rule, row.rule),
            row.words,
            row.around,
            finding_words(row, own.get(row.rule)),
            state_badge(row.state).word,
            row.found_at.date(),
        ]
        for row in rows
    )
    return [*header, _("State"), _("Since")], lines


def rules_table(shop: ShopContext, open_by_rule: Mapping[str, int]) -> Table:
    """Every rule with its weight, its reason and how often it finds something now."""
    own = own_rows(shop.id)
    names = titles(own)
    severities = {rule.code: rule.severity for rule in default_rules()} | {
        code: row.severity for code, row in own.items()
    }
    rows = tuple(
        Row(
            (
                name,
                severity_badge(severities[code])
                if code not in own or own[code].is_on
                else Badge(_("Off"), "plain", "minus"),
                rule_reason(code, own.get(code)),
                open_by_rule.get(code, 0),
            ),
            url=reverse("rules-rule", kwargs={"slug": shop.slug, "rule": code}),
        )
        for code, name in names.items()
    )
    return Table(
        key="rules",
        title=_("Rules"),
        lead=_("Those that came with the software can be weighed, widened and switched off; add your own."),
        columns=(
            Column("rule", _("Rule")),
            Column("severity", _("Weight"), "state"),
            Column("reason", _("Why it exists")),
            Column("open", _("To settle"), "number"),
        ),
        rows=rows,
        pages=Pages(1, len(rows), max(1, len(rows))),
    )
