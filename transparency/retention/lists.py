"""The lists of the pages about keeping."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.customers.naming import code_of
from catalog.shops.context import ShopContext
from shop_ai.lib.money import format_number
from shop_ai.lib.table import PER_PAGE, Column, Empty, Pages, Row, Table
from shop_ai.lib.tenancy import shop_scope
from transparency.retention.models import LockedPerson, RetentionRun
from transparency.retention.rules import BY_CODE, Rule, Unit

RUNS_SHOWN = 20


def length_words(rule: Rule, length: int) -> str:
    """ "3 years", "18 months", "30 days": the way people say it."""
    n = format_number(length // 12 if _is_years(rule, length) else length)
    if _is_years(rule, length):
        return ngettext("%(n)s year", "%(n)s years", length // 12) % {"n": n}
    if rule.unit is Unit.MONTHS:
        return ngettext("%(n)s month", "%(n)s months", length) % {"n": n}
    if rule.unit is Unit.DAYS:
        return ngettext("%(n)s day", "%(n)s days", length) % {"n": n}
    return ngettext("%(n)s hour", "%(n)s hours", length) % {"n": n}


def _is_years(rule: Rule, length: int) -> bool:
    return rule.unit is Unit.MONTHS and length >= 12 and length % 12 == 0


def runs_table(shop: ShopContext) -> Table:
    """The newest rounds, each with what went."""
    with shop_scope(shop.id):
        runs = list(RetentionRun.objects.order_by("-began_at")[:RUNS_SHOWN])
    return Table(
        key="retention-runs",
        title=_("What went"),
        columns=(
            Column("at", _("When"), "moment"),
            Column("what", _("What went")),
            Column("count", _("Records"), "number"),
        ),
        rows=tuple(
            Row((run.began_at, run_words(run), sum(run.counts.values())), url=_decision(shop, run))
            for run in runs
        ),
        pages=Pages(1, len(runs)),
        empty=Empty(
            title=_("Nothing has gone yet"), text=_("Every night what is over its time goes by itself.")
        ),
    )


def _decision(shop: ShopContext, run: RetentionRun) -> str:
    return (
        reverse("decision", kwargs={"slug": shop.slug, "uid": run.decision_uid}) if run.decision_uid else ""
    )


def run_words(run: RetentionRun) -> str:
    """The kinds that went, and the rules that met a fault."""
    went = [
        f"{BY_CODE[code].what} ({format_number(count)})"
        for code, count in run.counts.items()
        if code in BY_CODE
    ]
    failed = [
        _("%(what)s: met a fault, and is tried again") % {"what": BY_CODE[code].what}
        for code in run.failed
        if code in BY_CODE
    ]
    return " · ".join([*went, *failed]) or _("Nothing was over its time")


def locked_table(shop: ShopContext, page: int) -> Table:
    """Who is locked away, the latest buyers first; a code stands for each."""
    with shop_scope(shop.id):
        found = LockedPerson.objects.select_related("customer").order_by("-last_order_on", "-pk")
        total = found.count()
        pages = Pages(min(page, max(1, -(-total // PER_PAGE))), total)
        rows = list(found[(pages.page - 1) * PER_PAGE : pages.page * PER_PAGE])
    return Table(
        key="retention-locked",
        title=_("Locked away"),
        columns=(
            Column("customer", _("Customer"), "code"),
            Column("last", _("Last order"), "day"),
            Column("orders", _("Orders"), "number"),
            Column("since", _("Locked"), "moment"),
        ),
        rows=tuple(
            Row(
                (code_of(row.customer.uid), row.last_order_on, row.orders, row.locked_at),
                url=reverse("retention-open", kwargs={"slug": shop.slug, "uid": row.customer.uid}),
            )
            for row in rows
        ),
        pages=pages,
        empty=Empty(
            title=_("Nobody is locked away"),
            text=_("Customers who have not ordered for long come here, out of daily reach."),
        ),
    )
