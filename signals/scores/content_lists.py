"""The list of posts with their house score, and one post's parts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.shops.context import ShopContext
from shop_ai.lib.channels import channel_name
from shop_ai.lib.money import format_number, format_share
from shop_ai.lib.table import Channel, Column, Empty, Filter, Pages, Row, Table
from shop_ai.lib.tenancy import shop_scope
from signals.scores.asked import POST_STATES, ContentAsked
from signals.scores.lists import page_of_rows
from signals.scores.models import ContentScore
from signals.scores.priors import SCALE
from signals.scores.selectors import (
    CONTENT_SORTS,
    content_channels,
    content_kinds,
    content_scores,
    ordered,
)
from signals.scores.words import (
    band_words,
    exposure_name,
    post_badge,
    post_reason,
    signal_name,
    whole_money,
)


def matching(shop_id: int, asked: ContentAsked) -> QuerySet[ContentScore]:
    rows = content_scores(shop_id, q=asked.words, channel=asked.channel, kind=asked.kind, state=asked.state)
    return ordered(rows, CONTENT_SORTS, asked.sort)


def content_table(shop: ShopContext, asked: ContentAsked, today: date) -> Table:
    """Posts, regular performers first: the careful rating, capped by how often its channel and kind do well."""
    with shop_scope(shop.id):
        shown, pages = page_of_rows(matching(shop.id, asked), asked.page)
        return Table(
            key="content",
            title=_("Posts"),
            lead=_("Regular performers come first: what does well again and again, before one loud post."),
            columns=(
                Column("title", _("Post"), is_sortable=True),
                Column("state", _("Against your average"), "state"),
                Column("rating", _("House score, of 30"), is_sortable=True),
                Column("signals", _("Signals")),
                Column("seen", _("Seen"), "number", is_sortable=True),
                Column("channel", _("Channel"), "channel"),
                Column("regular", _("Its channel and kind"), is_sortable=True),
                Column("published", _("Published"), "day", is_sortable=True),
                Column("age", _("Measured")),
            ),
            rows=tuple(_row(shop, score, today) for score in shown),
            pages=pages,
            sort=asked.sort,
            search=asked.words,
            search_label=_("Words of the title"),
            filters=_filters(shop, asked),
            csv_url=f"{reverse('content-csv', kwargs={'slug': shop.slug})}?{asked.query}",
            empty=Empty(
                title=_("No post yet"),
                text=_(
                    "Import the export of a platform, or type a post by hand; the night after, it has a score."
                ),
                url=reverse("imports", kwargs={"slug": shop.slug}),
                action=_("Import an export"),
            ),
        )


def _filters(shop: ShopContext, asked: ContentAsked) -> tuple[Filter, ...]:
    channels = tuple((slug, channel_name(slug)) for slug in content_channels(shop.id) if slug)
    states = tuple((state, _state_words(state)) for state in POST_STATES)
    return (
        Filter("channel", _("All channels"), channels, asked.channel),
        Filter("kind", _("All kinds"), content_kinds(), asked.kind),
        Filter("state", _("Any state"), states, asked.state),
    )


def _state_words(state: str) -> str:
    return {
        "post_thin": _("Too few views"),
        "post_alone": _("Too few posts of its kind"),
        "post_unmeasured": _("Never measured"),
    }.get(state) or str(post_badge(state).word)


def is_judged(score: ContentScore) -> bool:
    return score.rating is not None and score.reason_code not in {"post_thin", "post_alone"}


def rating_words(score: ContentScore) -> str | None:
    """``17.4 (15.2 to 19.6)``: the rating with its 80 % range; None where it is not judged."""
    if not is_judged(score) or score.rating is None:
        return None
    return _("%(rating)s (%(low)s to %(high)s)") % {
        "rating": format_number(score.rating, 1),
        "low": format_number(score.low or 0.0, 1),
        "high": format_number(score.high or 0.0, 1),
    }


def signals_words(score: ContentScore) -> str:
    """``3/5 signals``: how many of those that count the platform gave."""
    given = len(score.parts)
    of = given + len(score.missing)
    return ngettext("%(given)s/%(of)s signal", "%(given)s/%(of)s signals", of) % {"given": given, "of": of}


def group_words(score: ContentScore) -> str | None:
    if not score.group_posts:
        return None
    return _("%(above)s of the last %(posts)s above average") % {
        "above": format_number(score.group_above),
        "posts": format_number(score.group_posts),
    }


def age_words(score: ContentScore, today: date) -> str | None:
    """How old the platform's numbers are."""
    if score.measured_on is None:
        return None
    days = max((today - score.measured_on).days, 0)
    if days == 0:
        return _("today")
    return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": format_number(days)}


def _reason(score: ContentScore) -> str:
    return post_reason(score.reason_code, score.exposure, score.band_posts, score.chance)


def compared_words(score: ContentScore) -> str:
    """With which posts the post is compared, and how many they are."""
    return _("Compared with %(band)s (n = %(n)s).") % {
        "band": band_words(score.band),
        "n": format_number(score.band_posts),
    }


def _row(shop: ShopContext, score: ContentScore, today: date) -> Row:
    return Row(
        (
            score.title,
            post_badge(score.reason_code),
            rating_words(score) or _reason(score),
            f"{len(score.parts)}/{len(score.parts) + len(score.missing)}",
            score.exposure,
            Channel(score.channel, channel_name(score.channel)),
            group_words(score),
            score.published_on,
            age_words(score, today),
        ),
        url=reverse("content-score", kwargs={"slug": shop.slug, "uid": score.uid}),
    )


def content_sheet(shop: ShopContext, rows: QuerySet[ContentScore]) -> tuple[list[str], list[list[Any]]]:
    header = [
        *(_("Post"), _("Channel"), _("Kind"), _("Published"), _("Measured"), _("House score, of 30")),
        *(_("Low"), _("High"), _("Chance to be above average"), _("Seen"), _("Signals given")),
        *(_("Signals that count"), _("Why"), _("Value of 1,000 views"), _("Currency")),
    ]
    with shop_scope(shop.id):
        return header, [_line(shop, score) for score in rows]


def _line(shop: ShopContext, score: ContentScore) -> list[Any]:
    judged = is_judged(score)
    figures = (score.rating, score.low, score.high, score.chance)
    return [
        *(score.title, score.channel, score.kind, score.published_on, score.measured_on),
        *(round(value, 3) if judged and value is not None else None for value in figures),
        score.exposure,
        len(score.parts),
        len(score.parts) + len(score.missing),
        _reason(score),
        None if score.value is None else round(score.value, 2),
        shop.currency,
    ]


def post_stats(shop: ShopContext, score: ContentScore, today: date) -> list[tuple[str, str]]:
    found = [
        (exposure_name(score.band), format_number(score.exposure)),
        (_("House score, of 30"), rating_words(score) or _("Not enough data")),
        (_("Signals"), signals_words(score)),
        (_("Measured"), age_words(score, today) or _("unknown")),
    ]
    if score.value is not None:
        found.append((_("1,000 views bring"), whole_money(score.value, shop.currency)))
    return found


def parts_table(score: ContentScore) -> Table:
    """Each signal with its rate, the band's, and the points it brings; they sum to the rating."""
    parts = [part for part in score.parts if isinstance(part, dict)]
    return Table(
        key="parts",
        title=_("Why this score"),
        lead=_("At the average rate a signal brings half of its points; it never brings more than all."),
        columns=(
            Column("signal", _("Signal")),
            Column("count", _("Number"), "number"),
            Column("rate", _("Rate, pooled"), "share"),
            Column("usual", _("Usual rate"), "share"),
            Column("points", _("Points")),
            Column("most", _("At most")),
        ),
        rows=tuple(_part_row(part) for part in parts),
        totals=Row(
            (
                _("House score"),
                None,
                None,
                None,
                format_number(score.rating, 1) if score.rating is not None else None,
                format_number(SCALE, 1),
            )
        )
        if parts
        else None,
        pages=Pages(1, len(parts)),
        empty=Empty(
            title=_("Nothing measured"),
            text=_("Type the numbers of the post, or import the export of its platform."),
        ),
    )


def _part_row(part: dict[str, Any]) -> Row:
    return Row(
        (
            signal_name(part["signal"]),
            part["count"],
            part["rate"],
            part["band_rate"],
            format_number(part["points"], 1),
            format_number(part["most"], 1),
        )
    )


def weight_words(weights: dict[str, int]) -> list[tuple[str, str]]:
    """Each signal with its weight and its share of all."""
    total = sum(weights.values()) or 1
    return [
        (signal_name(signal), f"{format_number(weight)} ({format_share(weight / total, 0)})")
        for signal, weight in weights.items()
    ]


def piece_url(shop: ShopContext, score: ContentScore) -> str:
    """The post's own page; empty where an installation has none."""
    try:
        return reverse("content-piece", kwargs={"slug": shop.slug, "uid": score.uid})
    except NoReverseMatch:
        return ""
