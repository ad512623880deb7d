"""A campaign's result as the page and the API show it: counts while it runs, the effect once it can be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from catalog.shops.context import ShopContext
from shop_ai.lib.money import format_interval, format_money, format_number, format_share
from signals.segments.models import SegmentCampaign
from signals.segments.words import per_hundred


@dataclass(frozen=True, slots=True)
class Result:
    """``state``: ``counting`` (too early), ``thin`` (too few people) or ``told``. ``rows`` are (words, offered, held out)."""

    state: str
    held: int
    rows: tuple[tuple[str, str, str], ...] = ()
    headline: str = ""
    interval: str = ""
    verdict: str = ""
    tone: str = "plain"
    share: str = ""
    margin: str = ""
    method: str = ""


def result_of(shop: ShopContext, campaign: SegmentCampaign) -> Result:
    """What may be said now; the effect only at the end, so that looking early changes nothing."""
    found = campaign.result
    if "treated" not in found or "held" not in found:
        return Result("counting", 0)
    rows = _rows(found)
    held = int(found["held"]["people"])
    if not campaign.is_final:
        return Result("counting", held, rows)
    if not found.get("orders"):
        return Result("thin", min(held, int(found["treated"]["people"])), rows)
    orders, share = found["orders"], found["share"]
    verdict, tone = _verdict(orders)
    return Result(
        state="told",
        held=held,
        rows=rows,
        headline=per_hundred(orders["value"]),
        interval=format_interval(per_hundred(orders["low"]), per_hundred(orders["high"])),
        verdict=verdict,
        tone=tone,
        share=_points(share),
        margin=_margin(shop, found),
        method=_method(found.get("removed", 0.0)),
    )


def _rows(found: dict[str, Any]) -> tuple[tuple[str, str, str], ...]:
    arms = (found["treated"], found["held"])
    heads = [format_number(100 * a["orders"] / a["people"], 1) if a["people"] else "–" for a in arms]
    counted = [(name, format_number(arms[0][key]), format_number(arms[1][key])) for name, key in _counts()]
    return (*counted, (_("Orders per 100 people"), heads[0], heads[1]))


def _counts() -> list[tuple[str, str]]:
    return [
        (_("People"), "people"),
        (_("Ordered at least once"), "buyers"),
        (_("Delivered orders"), "orders"),
    ]


def _verdict(orders: dict[str, float]) -> tuple[str, str]:
    if orders["low"] > 0:
        return _("It brought orders that would not have come by themselves."), "good"
    if orders["high"] < 0:
        return _("It cost orders: those held out ordered more."), "bad"
    return _("No effect can be told from chance."), "plain"


def _points(share: dict[str, float]) -> str:
    return _("Share who ordered: %(value)s points (%(interval)s).") % {
        "value": per_hundred(share["value"]),
        "interval": format_interval(per_hundred(share["low"]), per_hundred(share["high"])),
    }


def _margin(shop: ShopContext, found: dict[str, Any]) -> str:
    margin = found.get("margin")
    if not margin:
        return _(
            "Margin not known: %(known)s of %(orders)s orders hold only products whose cost you gave."
        ) % {
            "known": format_number(found.get("margin_known", 0)),
            "orders": format_number(found.get("margin_orders", 0)),
        }
    written = [format_money(round(margin[key]), shop.currency) for key in ("value", "low", "high")]
    return _("Margin per customer: %(value)s (%(interval)s).") % {
        "value": written[0],
        "interval": format_interval(written[1], written[2]),
    }


def _method(removed: float) -> str:
    if removed:
        return _(
            "Adjusted for earlier orders, which explained %(share)s of the differences between people."
        ) % {"share": format_share(removed, 0)}
    return _("Not adjusted: earlier orders explain too little here.")
