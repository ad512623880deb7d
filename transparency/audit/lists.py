"""Audits as tables and a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.shops.context import ShopContext
from shop_ai.lib.listing import chosen_of
from shop_ai.lib.money import format_number, format_share
from shop_ai.lib.table import Badge, Column, Empty, Filter, Pages, Row, Table
from transparency.audit.models import AuditResult, AuditRun, Verdict
from transparency.audit.words import (
    group_words,
    grouping_words,
    mean_words,
    measure_words,
    result_words,
    verdict_badge,
)


def results_table(shop: ShopContext, results: list[AuditResult], given: Mapping[str, str]) -> Table:
    """Every comparison of one audit with its words, narrowed by verdict."""
    verdict = chosen_of(given, "verdict", Verdict.values)
    rows = [row for row in results if not verdict or row.verdict == verdict]
    return Table(
        key="results",
        title=_("All comparisons"),
        columns=(
            Column("what", _("What")),
            Column("by", _("Groups")),
            Column("verdict", _("Verdict"), "state"),
            Column("words", _("In words")),
            Column("n", _("Customers"), "number"),
        ),
        rows=tuple(
            Row(
                (
                    measure_words(row.measure),
                    grouping_words(row.grouping),
                    verdict_badge(row.verdict),
                    result_words(row),
                    row.n,
                ),
                url=reverse("audit-result", kwargs={"slug": shop.slug, "uid": row.uid}),
            )
            for row in rows
        ),
        pages=Pages(1, len(rows), max(1, len(rows))),
        filters=(Filter("verdict", _("Any verdict"), tuple(Verdict.choices), verdict),),
        csv_url=reverse("audit-csv", kwargs={"slug": shop.slug}),
        empty=Empty(title=_("No comparison yet")),
    )


def results_sheet(results: list[AuditResult]) -> tuple[list[str], list[list[Any]]]:
    """One line per group of each comparison."""
    header = [
        *(_("What"), _("Groups"), _("Verdict"), _("Group"), _("Customers"), _("Mean")),
        *(_("Against the others"), _("Low"), _("High"), "p", "q", _("Cannot exclude ±")),
    ]
    return header, [_line(row, group) for row in results for group in row.groups]


def _line(row: AuditResult, group: dict[str, Any]) -> list[Any]:
    figures = [
        group["mean"],
        group["relative"],
        group["low"],
        group["high"],
        row.p,
        row.q,
        row.excludes,
    ]
    return [
        measure_words(row.measure),
        grouping_words(row.grouping),
        verdict_badge(row.verdict).word,
        group_words(row.grouping, group["key"]),
        group["n"],
        *(None if figure is None else round(figure, 6) for figure in figures),
    ]


def groups_table(row: AuditResult) -> Table:
    """The groups of one comparison."""
    ordered = sorted(row.groups, key=lambda group: -group["mean"])
    return Table(
        key="groups",
        title=_("Groups"),
        columns=(
            Column("group", _("Group")),
            Column("n", _("Customers"), "number"),
            Column("mean", _("Mean")),
            Column("apart", _("Against the others")),
            Column("interval", _("95 % sure to be between")),
        ),
        rows=tuple(
            Row(
                (
                    group_words(row.grouping, group["key"]),
                    group["n"],
                    mean_words(row.measure, group["mean"]),
                    None if group["relative"] is None else _signed(group["relative"]),
                    None
                    if group["low"] is None
                    else _("%(low)s and %(high)s")
                    % {"low": _signed(group["low"]), "high": _signed(group["high"])},
                )
            )
            for group in ordered
        ),
        pages=Pages(1, len(ordered), max(1, len(ordered))),
        empty=Empty(title=_("No customer has this figure yet")),
    )


def _signed(share: float) -> str:
    sign = "+" if share > 0 else "−" if share < 0 else ""
    return f"{sign}{format_share(abs(share), 0)}"


def runs_table(shop: ShopContext, runs: list[AuditRun]) -> Table:
    """Earlier audits, and who signed them."""
    return Table(
        key="audits",
        title=_("Audits until now"),
        columns=(
            Column("day", _("Until"), "day"),
            Column("customers", _("Customers"), "number"),
            Column("tests", _("Comparisons"), "number"),
            Column("different", _("Differences"), "number"),
            Column("signed", _("Signed off"), "state"),
        ),
        rows=tuple(
            Row(
                (run.as_of, run.customers, run.tests, run.different, _signed_badge(run)),
                url=f"{reverse('audit', kwargs={'slug': shop.slug})}?audit={run.uid}",
            )
            for run in runs
        ),
        pages=Pages(1, len(runs), max(1, len(runs))),
        empty=Empty(
            title=_("No audit yet"),
            text=_("The first is made on the night after your shop has %(n)s customers.")
            % {"n": format_number(60)},
        ),
    )


def _signed_badge(run: AuditRun) -> Badge:
    return Badge(_("Signed"), "good", "circle-check") if run.signed_at else Badge(_("Open"), "plain", "clock")
