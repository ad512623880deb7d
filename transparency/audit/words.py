"""Audits in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from catalog.customers.naming import wilaya_name
from shop_ai.lib.money import format_number, format_share
from shop_ai.lib.table import Badge
from transparency.audit.models import AuditResult, Verdict

SHARES = frozenset(["discount", "offered", "held_out"])


def measure_words(measure: str) -> str:
    return {
        "discount": _("Discount on what was bought"),
        "offered": _("Was offered a discount"),
        "held_out": _("Was held out of an offer"),
        "first_reply": _("Hours until the first reply"),
        "delivery": _("Days until delivery"),
        "budget": _("Advertising money per order"),
        "shown": _("How much a product is shown for each order"),
    }.get(measure, measure)


def grouping_words(grouping: str) -> str:
    return {
        "wilaya": _("by wilaya"),
        "language": _("by language"),
        "age": _("new and known customers"),
        "price_band": _("by usual basket"),
        "product_price": _("by price of the product"),
    }.get(grouping, grouping)


def group_words(grouping: str, key: str) -> str:
    """One group's name."""
    if key == "…":
        return _("all smaller groups")
    if grouping == "wilaya":
        return wilaya_name(key)
    return {
        "fr": _("French"),
        "ar": _("Arabic"),
        "en": _("English"),
        "new": _("new customers"),
        "known": _("known customers"),
        "low": _("the cheapest third"),
        "middle": _("the middle third"),
        "high": _("the dearest third"),
    }.get(key, key)


def mean_words(measure: str, mean: float | None) -> str:
    """A mean in the measure's unit."""
    if mean is None:
        return ""
    return format_share(mean) if measure in SHARES else format_number(mean, 2)


def verdict_badge(verdict: str) -> Badge:
    return {
        Verdict.DIFFERENT: Badge(_("Treated differently"), "warn", "triangle-alert"),
        Verdict.NOT_SHOWN: Badge(_("No difference shown"), "good", "circle-check"),
    }.get(Verdict(verdict), Badge(_("Not enough data"), "plain", "clock"))


def farthest(result: AuditResult) -> dict[str, Any] | None:
    """The group whose mean is farthest from all others'."""
    known = [group for group in result.groups if group.get("relative") is not None]
    return max(known, key=lambda group: abs(group["relative"]), default=None)


def result_words(result: AuditResult) -> str:
    """What a comparison found, in a sentence or two."""
    if result.verdict == Verdict.THIN:
        return _("Not enough data: two groups of 30 are needed (n = %(n)s).") % {"n": format_number(result.n)}
    group = farthest(result)
    if result.verdict == Verdict.DIFFERENT and group is not None:
        return _(
            "%(measure)s: %(group)s has %(mean)s, %(apart)s %(side)s than all others; chance hardly explains it."
        ) % {
            "measure": measure_words(result.measure),
            "group": group_words(result.grouping, group["key"]),
            "mean": mean_words(result.measure, group["mean"]),
            "apart": format_share(abs(group["relative"]), 0),
            "side": _("more") if group["relative"] > 0 else _("less"),
        }
    if not result.excludes:
        return _("Everybody has the same.")
    return _("No difference is shown. With this many customers, ±%(x)s cannot be excluded.") % {
        "x": format_share(result.excludes, 0)
    }
