"""Showing what is known of a person: each value as a reader writes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from catalog.templatetags.values import day, moment

register = template.Library()


@register.filter
def first_of(entries: Sequence[Any], most: Any) -> Sequence[Any]:
    """The first ``most`` of them; all of them without a number."""
    return entries[: int(most)] if most else entries


@register.filter
def left_of(entries: Sequence[Any], most: Any) -> int:
    return max(0, len(entries) - int(most))


@register.simple_tag(takes_context=True)
def fact_value(context: Context, value: Any) -> SafeString | str:
    """Moments and days in the shop's zone, lists one below the other, everything else with its own direction."""
    if isinstance(value, datetime):
        return moment(context, value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, dict):
        value = [f"{name}: {one}" for name, one in value.items()]
    if isinstance(value, list | tuple):
        return format_html(
            "<ul class='rights-list'>{}</ul>",
            format_html_join("", "<li><bdi>{}</bdi></li>", ((one,) for one in value)),
        )
    return format_html("<bdi>{}</bdi>", value)
