"""Channels and kinds of posts by how regularly they do well: the table and its sheet."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.content.models import ContentKind
from catalog.shops.context import ShopContext
from shop_ai.lib.channels import channel_name
from shop_ai.lib.money import format_interval, format_share
from shop_ai.lib.table import Badge, Channel, Column, Empty, Pages, Row, Table
from signals.scores.models import ScoreRun

BADGES = {
    "regular": lambda: Badge(_("Regular"), "good", "circle-check"),
    "flash": lambda: Badge(_("One loud post"), "warn", "triangle-alert"),
    "usual": lambda: Badge(_("As your average"), "plain", "clock"),
    "below": lambda: Badge(_("Below your average"), "bad", "arrow-down"),
    "thin": lambda: Badge(_("Not enough data"), "plain", "clock"),
}


def kept(run: ScoreRun | None) -> list[dict[str, Any]]:
    """The performers that the last night kept, best first."""
    found = run.facts.get("performers", []) if run else []
    return [one for one in found if isinstance(one, dict)]


def performers_table(shop: ShopContext, run: ScoreRun | None) -> Table:
    """A line a channel and kind, over the last twelve weeks."""
    rows = kept(run)
    return Table(
        key="performers",
        title=_("Channels and kinds of posts"),
        lead=_(
            "Posts of the last twelve weeks that did better than your average, of all that were measured, and how"
            " evenly they lie. At least eight posts in four weeks are needed to say anything."
        ),
        columns=(
            Column("channel", _("Channel"), "channel"),
            Column("kind", _("Kind")),
            Column("state", _("How it does"), "state"),
            Column("good", _("Above average")),
            Column("range", _("Share, 80 % range")),
            Column("weekly", _("By week"), "code"),
            Column("steady", _("Steadiness"), "share"),
            Column("top", _("Most seen post"), "share"),
        ),
        rows=tuple(_row(one) for one in rows),
        pages=Pages(1, len(rows)),
        csv_url=reverse("performers-csv", kwargs={"slug": shop.slug}),
        empty=Empty(
            title=_("No post yet"),
            text=_(
                "Import the export of a platform, or type a post by hand; the night after, it stands here."
            ),
            url=reverse("imports", kwargs={"slug": shop.slug}),
            action=_("Import an export"),
        ),
    )


def _row(one: dict[str, Any]) -> Row:
    is_thin = one["verdict"] == "thin"
    return Row(
        (
            Channel(one["channel"], channel_name(one["channel"])),
            _kind(one["kind"]),
            BADGES[one["verdict"]](),
            _("%(good)s of %(posts)s") % {"good": one["good"], "posts": one["posts"]},
            None if is_thin else format_interval(format_share(one["low"], 0), format_share(one["high"], 0)),
            " ".join(f"{good}/{posts}" for good, posts in one["weekly"]),
            one["steadiness"],
            None if is_thin else one["top_share"],
        )
    )


def _kind(kind: str) -> str:
    return str(dict(ContentKind.choices).get(kind, kind))


def performers_sheet(run: ScoreRun | None) -> tuple[list[str], list[list[Any]]]:
    header = [
        *(_("Channel"), _("Kind"), _("How it does"), _("Posts"), _("Above average"), _("Low"), _("High")),
        *(_("Steadiness"), _("Most seen post"), _("By week")),
    ]
    lines = [
        [
            *(one["channel"], _kind(one["kind"]), BADGES[one["verdict"]]().word, one["posts"], one["good"]),
            *(round(one["low"], 4), round(one["high"], 4)),
            None if one["steadiness"] is None else round(one["steadiness"], 4),
            round(one["top_share"], 4),
            " ".join(f"{good}/{posts}" for good, posts in one["weekly"]),
        ]
        for one in kept(run)
    ]
    return header, lines
