"""Writing a shop's channels, campaigns and rules; one transaction each."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from catalog.channels.compute import plain
from catalog.channels.known import KNOWN
from catalog.channels.models import Campaign, CampaignName, Channel, ChannelRule, Sign
from catalog.channels.selectors import channel_tree
from catalog.imports.channels import channel_slug
from shop_ai.lib.refusals import Conflict, FieldError, Invalid
from shop_ai.lib.tenancy import shop_scope
from shop_ai.lib.text import tidy

LONGEST_NAME, LONGEST_VALUE, MOST_NAMES = 80, 200, 200


def put_channel(
    shop_id: int,
    *,
    slug: str = "",
    name: str = "",
    parent: str = "",
    is_paid: bool = False,
    is_hidden: bool = False,
) -> str:
    """Change a channel, or add one; returns its slug. Raises Invalid (a name that is needed, a circle of parents)."""
    name = tidy(name)[:LONGEST_NAME]
    slug = channel_slug(slug or name)
    if not slug:
        raise Invalid(FieldError("#/name", "required", _("Give the channel a name.")))
    with shop_scope(shop_id):
        _check_parent(shop_id, slug, parent)
        Channel.objects.update_or_create(
            slug=slug,
            defaults={
                "shop_id": shop_id,
                "name": name,
                "parent": parent,
                "is_paid": is_paid,
                "is_hidden": is_hidden,
            },
        )
    return slug


def _check_parent(shop_id: int, slug: str, parent: str) -> None:
    if not parent:
        return
    parents = {node.slug: node.parent for node in channel_tree(shop_id)}
    if parent not in parents:
        raise Invalid(FieldError("#/parent", "unknown", _("There is no such channel.")))
    while parent:
        if parent == slug:
            raise Invalid(
                FieldError(
                    "#/parent", "circle", _("A channel cannot stand below itself or below one of its own.")
                )
            )
        parent = parents.get(parent, "")


def reset_channel(shop_id: int, slug: str) -> bool:
    """Forget what the shop said of a channel; those below it move up. What is stored keeps its channel."""
    with shop_scope(shop_id):
        if not any(one.slug == slug for one in KNOWN):
            Channel.objects.filter(parent=slug).update(parent="")
        return bool(Channel.objects.filter(slug=slug).delete()[0])


@dataclass(frozen=True, slots=True)
class CampaignFields:
    """``raw_names`` are what platforms, links and sheets call it; its own name is always one of them."""

    name: str
    channel: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    raw_names: tuple[str, ...] = ()


def create_campaign(shop_id: int, fields: CampaignFields) -> Campaign:
    """Raises Invalid (no name, dates out of order) and Conflict (a name that means another campaign)."""
    name = _checked(fields)
    with shop_scope(shop_id):
        campaign = Campaign.objects.create(
            shop_id=shop_id,
            slug=_free_slug(name),
            name=name,
            channel=fields.channel,
            starts_on=fields.starts_on,
            ends_on=fields.ends_on,
        )
        _put_names(campaign, (name, campaign.slug, *fields.raw_names))
    made: Campaign = campaign
    return made


def change_campaign(shop_id: int, uid: uuid.UUID, fields: CampaignFields) -> bool:
    """Replace everything but the slug, which stored rows hold; False when there is none. Raises like creating."""
    name = _checked(fields)
    with shop_scope(shop_id):
        campaign = Campaign.objects.select_for_update(no_key=True).filter(uid=uid).first()
        if campaign is None:
            return False
        campaign.name, campaign.channel = name, fields.channel
        campaign.starts_on, campaign.ends_on = fields.starts_on, fields.ends_on
        campaign.save()
        CampaignName.objects.filter(campaign=campaign).delete()
        _put_names(campaign, (name, campaign.slug, *fields.raw_names))
    return True


def archive_campaign(shop_id: int, uid: uuid.UUID, *, archived: bool) -> bool:
    """Put a campaign away, or take it back; its names go on meaning it."""
    with shop_scope(shop_id):
        return bool(Campaign.objects.filter(uid=uid).update(is_archived=archived))


def _checked(fields: CampaignFields) -> str:
    name = tidy(fields.name)[:120]
    if not name:
        raise Invalid(FieldError("#/name", "required", _("Give the campaign a name.")))
    if fields.starts_on and fields.ends_on and fields.ends_on < fields.starts_on:
        raise Invalid(FieldError("#/ends_on", "before_start", _("It cannot end before it begins.")))
    return name


def _free_slug(name: str) -> str:
    base = slugify(name, allow_unicode=True)[:70] or "campaign"
    taken = set(Campaign.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(
        slug for at in range(1, len(taken) + 2) if (slug := base if at == 1 else f"{base}-{at}") not in taken
    )


def _put_names(campaign: Campaign, raw_names: Iterable[str]) -> None:
    names = {plain(raw): tidy(raw)[:LONGEST_VALUE] for raw in raw_names if plain(raw)}
    if len(names) > MOST_NAMES:
        raise Invalid(FieldError("#/raw_names", "too_many", _("These are too many names for one campaign.")))
    taken = CampaignName.objects.filter(plain__in=names).select_related("campaign").first()
    if taken is not None:
        raise Conflict(
            _("The name %(name)s means the campaign %(campaign)s already.")
            % {"name": taken.raw, "campaign": taken.campaign.name},
            name=taken.raw,
        )
    CampaignName.objects.bulk_create(
        CampaignName(shop_id=campaign.shop_id, campaign=campaign, raw=raw, plain=key[:LONGEST_VALUE])
        for key, raw in names.items()
    )


def add_rule(
    shop_id: int, *, what: str, value: str, channel: str = "", campaign: Campaign | None = None, by: str = ""
) -> ChannelRule:
    """A rule for what comes from now on. Raises Invalid and Conflict (there is one for this value already)."""
    value = tidy(value)[:LONGEST_VALUE]
    key = plain(value)
    if what not in Sign.values:
        raise Invalid(FieldError("#/what", "unknown", _("There is no such sign.")))
    if not key.strip("* "):
        raise Invalid(FieldError("#/value", "required", _("Say what the sign reads.")))
    if not channel and campaign is None:
        raise Invalid(FieldError("#/channel", "required", _("Say to which channel or campaign it leads.")))
    with shop_scope(shop_id):
        try:
            with transaction.atomic():
                rule: ChannelRule = ChannelRule.objects.create(
                    shop_id=shop_id,
                    what=what,
                    value=value,
                    plain=key,
                    channel=channel,
                    campaign=campaign,
                    created_by=by[:60],
                )
        except IntegrityError as taken:
            raise Conflict(
                _("There is a rule for this already; change or switch off that one."), value=value
            ) from taken
    return rule


def change_rule(shop_id: int, uid: uuid.UUID, *, channel: str, campaign: Campaign | None) -> bool:
    """Let a rule lead elsewhere; False when there is none. Raises Invalid when it would lead nowhere."""
    if not channel and campaign is None:
        raise Invalid(FieldError("#/channel", "required", _("Say to which channel or campaign it leads.")))
    with shop_scope(shop_id):
        return bool(ChannelRule.objects.filter(uid=uid).update(channel=channel, campaign=campaign))


def switch_rule(shop_id: int, uid: uuid.UUID, *, active: bool) -> bool:
    """Switch a rule off, which can be taken back, or on again."""
    with shop_scope(shop_id):
        return bool(ChannelRule.objects.filter(uid=uid).update(is_active=active))
