"""Reading a shop's channels, campaigns and rules. A constant number of queries each."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from catalog.channels.compute import Node, RuleBook, RuleSaid, in_order
from catalog.channels.known import KNOWN
from catalog.channels.models import Campaign, CampaignName, Channel, ChannelRule, ChannelRun
from shop_ai.lib.channels import channel_name
from shop_ai.lib.tenancy import shop_scope


def channel_tree(shop_id: int) -> list[Node]:
    """Every channel from top to bottom: those that everybody knows as the shop changed them, and its own."""
    with shop_scope(shop_id):
        said = {row.slug: row for row in Channel.objects.order_by("slug")}
    known = [
        Node(
            one.slug,
            (row.name if row and row.name else channel_name(one.slug)),
            row.parent if row else one.parent,
            0,
            row.is_paid if row else one.is_paid,
            row.is_hidden if row else False,
            False,
        )
        for one in KNOWN
        for row in [said.pop(one.slug, None)]
    ]
    own = [
        Node(row.slug, row.name or channel_name(row.slug), row.parent, 0, row.is_paid, row.is_hidden, True)
        for row in said.values()
    ]
    return in_order([*known, *own])


def channel_names(shop_id: int) -> dict[str, str]:
    """Slug → the name that the shop gives it; a slug that is no channel of the tree names itself."""
    return {node.slug: node.name for node in channel_tree(shop_id)}


def channel_choices(shop_id: int) -> list[tuple[str, str]]:
    """(slug, name) of the channels that are not hidden, from top to bottom; children are set off by a dash."""
    return choices_of(channel_tree(shop_id))


def choices_of(tree: list[Node]) -> list[tuple[str, str]]:
    return [(node.slug, f"{'– ' * node.depth}{node.name}") for node in tree if not node.is_hidden]


def rule_book(shop_id: int) -> RuleBook:
    """The active rules and the names of the campaigns. Two queries."""
    with shop_scope(shop_id):
        rules = ChannelRule.objects.filter(is_active=True).order_by("pk")
        said = tuple(
            RuleSaid(what, value, channel, slug or "")
            for what, value, channel, slug in rules.values_list("what", "plain", "channel", "campaign__slug")
        )
        names = list(CampaignName.objects.values_list("plain", "campaign__slug", "campaign__channel"))
    return RuleBook(
        rules=said,
        names={plain: slug for plain, slug, _channel in names},
        channels={slug: channel for _plain, slug, channel in names if channel},
    )


def campaign_of(shop_id: int, raw: str) -> str:
    """The slug of the campaign that answers to this name, else the name itself."""
    return rule_book(shop_id).campaign(raw)


def campaign_names(shop_id: int) -> dict[str, str]:
    """Slug → name of every campaign."""
    with shop_scope(shop_id):
        return dict(Campaign.objects.values_list("slug", "name"))


@dataclass(frozen=True, slots=True)
class CampaignShown:
    """A campaign with every name that means it."""

    uid: uuid.UUID
    slug: str
    name: str
    channel: str
    starts_on: date | None
    ends_on: date | None
    is_archived: bool
    raw_names: tuple[str, ...]


def campaigns(shop_id: int, *, archived: bool | None = None) -> QuerySet[Campaign]:
    """Campaigns by name; ``archived`` None for all."""
    with shop_scope(shop_id):
        rows: QuerySet[Campaign] = Campaign.objects.order_by("name", "pk")
        return rows if archived is None else rows.filter(is_archived=archived)


def shown_campaigns(shop_id: int, rows: list[Campaign]) -> list[CampaignShown]:
    """These campaigns with their names. One query."""
    names: dict[int, list[str]] = defaultdict(list)
    with shop_scope(shop_id):
        wanted = CampaignName.objects.filter(campaign__in=[row.pk for row in rows]).order_by("pk")
        for campaign_id, raw in wanted.values_list("campaign_id", "raw"):
            names[campaign_id].append(raw)
    return [
        CampaignShown(
            row.uid,
            row.slug,
            row.name,
            row.channel,
            row.starts_on,
            row.ends_on,
            row.is_archived,
            tuple(names[row.pk]),
        )
        for row in rows
    ]


def campaign_by_uid(shop_id: int, uid: uuid.UUID | None) -> Campaign | None:
    with shop_scope(shop_id):
        found: Campaign | None = Campaign.objects.filter(uid=uid).first() if uid else None
        return found


def rules(shop_id: int) -> list[ChannelRule]:
    """Every rule, the most trusted signs first."""
    with shop_scope(shop_id):
        return list(ChannelRule.objects.select_related("campaign").order_by("what", "plain"))


def last_runs(shop_id: int, limit: int = 10) -> list[ChannelRun]:
    """The latest applications of the rules to what is stored, the last one first."""
    with shop_scope(shop_id):
        return list(ChannelRun.objects.order_by("-pk")[:limit])


def run_by_uid(shop_id: int, uid: uuid.UUID) -> ChannelRun | None:
    with shop_scope(shop_id):
        found: ChannelRun | None = ChannelRun.objects.filter(uid=uid).first()
        return found
