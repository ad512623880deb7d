"""The page of campaigns' chances and results, as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from attribution.campaign_outcome.models import CampaignPlan, CampaignType
from attribution.campaign_outcome.selectors import TypeSums
from catalog.shops.context import ShopContext
from shop_ai.lib.intervals import wilson
from shop_ai.lib.listing import chosen_of, page_of, query_of
from shop_ai.lib.money import format_interval, format_money, format_number, format_share
from shop_ai.lib.table import PER_PAGE, Badge, Column, Empty, Filter, Pages, Row, Table

NAMES: Final = ("type", "q")
FLOOR: Final = 30


@dataclass(frozen=True, slots=True)
class Asked:
    type: str
    words: str
    page: int
    query: str


def asked_of(given: Mapping[str, str]) -> Asked:
    words = given.get("q", "").replace("\x00", "").strip()[:100]
    kind = chosen_of(given, "type", CampaignType.values)
    return Asked(kind, words, page_of(given), query_of(given, NAMES))


def chance_words(plan: CampaignPlan) -> str:
    """What was said before the start; the base rate stands beside a figure of the regression."""
    said = plan.chance
    if not said:
        return _("Being counted") if plan.is_success is None else _("None was said")
    base = _based(said["base"])
    if said["by"] == "base":
        return base
    return _("%(chance)s, by what was known of it (%(base)s)") % {
        "chance": format_share(said["value"], 0),
        "base": base,
    }


def _based(base: Mapping[str, Any]) -> str:
    interval = format_interval(format_share(base["low"], 0), format_share(base["high"], 0))
    if base["n"] < FLOOR:
        return _("%(interval)s (n = %(n)s of its type)") % {"interval": interval, "n": base["n"]}
    return _("%(share)s, %(interval)s (n = %(n)s of its type)") % {
        "share": format_share(base["value"], 0),
        "interval": interval,
        "n": base["n"],
    }


def state_badge(plan: CampaignPlan, today: date) -> Badge:
    if plan.is_success is not None:
        return (
            Badge(_("Reached its goal"), "good", "check")
            if plan.is_success
            else Badge(_("Missed its goal"), "bad", "x")
        )
    if today < plan.starts_on:
        return Badge(_("Planned"), "plain", "calendar-days")
    if today <= plan.ends_on:
        return Badge(_("Running"), "accent", "clock")
    return Badge(_("Parcels on their way"), "warn", "clock")


def plans_table(
    shop: ShopContext, found: Sequence[CampaignPlan], asked: Asked, total: int, today: date
) -> Table:
    return Table(
        key="plans",
        title=_("Campaigns"),
        columns=(
            Column("name", _("Campaign")),
            Column("type", _("Type")),
            Column("starts_on", _("First day"), "day"),
            Column("state", _("State"), "state"),
            Column("chance", _("Chance said before the start")),
            Column("goal", _("Must leave"), "money", shop.currency),
            Column("left", _("Left, margin less cost")),
        ),
        rows=tuple(Row(_cells(shop, plan, today), url=_url(shop, plan)) for plan in found),
        pages=Pages(asked.page, total),
        search=asked.words,
        search_label=_("Words of the name"),
        filters=(Filter("type", _("Type"), tuple(CampaignType.choices), asked.type),),
        csv_url=f"{reverse('campaign-outcomes-csv', kwargs={'slug': shop.slug})}?{asked.query}",
        empty=Empty(
            _("No campaign is planned"),
            _(
                "Write down what a campaign must leave before it starts: afterwards every result looks like a success."
            ),
            "#plan",
            _("Plan a campaign"),
        ),
    )


def _cells(shop: ShopContext, plan: CampaignPlan, today: date) -> tuple[Any, ...]:
    return (
        plan.name,
        CampaignType(plan.type).label,
        plan.starts_on,
        state_badge(plan, today),
        chance_words(plan),
        plan.goal,
        result_words(shop, plan),
    )


def _url(shop: ShopContext, plan: CampaignPlan) -> str:
    """The orders of its days, once there are any."""
    if plan.is_success is None:
        return ""
    query = f"?from={plan.starts_on}&to={plan.ends_on}&q={plan.campaign}"
    return reverse("orders", kwargs={"slug": shop.slug}) + query


def result_words(shop: ShopContext, plan: CampaignPlan) -> str:
    """What is left, from how many orders, and whether people were held out."""
    found = plan.result
    if not found:
        return ""
    left = format_money(Decimal(found["left"]), shop.currency)
    orders = format_number(found["orders"])
    words = (
        _("%(left)s, corrected by those held out")
        if found["is_corrected"]
        else _("%(left)s from %(orders)s delivered orders; nobody was held out")
    )
    return words % {"left": left, "orders": orders}


def types_table(shop: ShopContext, sums: Sequence[TypeSums]) -> Table:
    """How many of each type reached their goal: what a chance is first of all made of."""
    rows = []
    for one in sums:
        interval = wilson(one.reached, one.done)
        share = format_interval(format_share(interval.low, 0), format_share(interval.high, 0))
        if one.done >= FLOOR:
            share = f"{format_share(interval.value, 0)} ({share})"
        rows.append(Row((CampaignType(one.type).label, one.done, one.reached, share)))
    return Table(
        key="types",
        title=_("How often campaigns of a type reached their goal"),
        lead=_("95% ranges; under 30 campaigns only the range is said."),
        columns=(
            Column("type", _("Type")),
            Column("done", _("Over"), "number"),
            Column("reached", _("Reached their goal"), "number"),
            Column("share", _("Share")),
        ),
        rows=tuple(rows),
        pages=Pages(1, len(rows)),
    )


def skill_words(plan: CampaignPlan | None) -> str:
    """Whether the regression is used, with the figure that decided it."""
    skill = plan.chance.get("skill") if plan is not None and plan.chance else None
    if not skill:
        return _(
            "Under 30 campaigns with a result, the chance is how often those of the same type reached their goal."
        )
    interval = format_interval(format_share(skill["low"], 0), format_share(skill["high"], 0))
    words = (
        _(
            "Discount, audience, weekday and the like foretold your own last %(n)s campaigns better than the plain share: by %(value)s (%(interval)s) of its error. So they are used, and the plain share stands beside."
        )
        if skill["low"] > 0
        else _(
            "Discount, audience, weekday and the like were tried on your own last %(n)s campaigns and are not clearly better than the plain share (%(value)s of its error, %(interval)s). So the plain share is shown."
        )
    )
    return words % {"n": skill["n"], "value": format_share(skill["value"], 0), "interval": interval}


def page_in(asked: Asked, total: int) -> tuple[Asked, slice]:
    page = min(asked.page, max(1, -(-total // PER_PAGE)))
    return Asked(asked.type, asked.words, page, asked.query), slice((page - 1) * PER_PAGE, page * PER_PAGE)


HEADER: Final = (
    "name", "campaign", "type", "channel", "audience", "discount", "starts_on", "ends_on", "cost_planned", "goal",
    "chance", "chance_by", "base_rate", "base_low_80", "base_high_80", "base_n", "orders", "margin", "cost", "left",
    "reached",
)  # fmt: skip


def sheet(found: Iterable[CampaignPlan]) -> Iterable[tuple[Any, ...]]:
    for plan in found:
        said, result = plan.chance or {}, plan.result or {}
        base = said.get("base", {})
        yield (
            plan.name, plan.campaign, plan.type, plan.channel, plan.audience, plan.discount, plan.starts_on,
            plan.ends_on, plan.cost, plan.goal, said.get("value"), said.get("by"), base.get("value"), base.get("low"),
            base.get("high"), base.get("n"), result.get("orders"), result.get("margin"), result.get("cost"),
            result.get("left"), None if plan.is_success is None else int(plan.is_success),
        )  # fmt: skip
