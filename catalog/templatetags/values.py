"""How templates write values: numbers, money, shares, days, moments in the shop's zone, names and numbers of people."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from html import escape
from zoneinfo import ZoneInfo

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from catalog.customers.naming import commune_name, shown_phone, wilaya_name
from shop_ai.lib.money import LEFT_TO_RIGHT_MARK, format_money, format_number, format_share
from shop_ai.lib.text import first_direction

register = template.Library()

OWN_NAMES = {"fr": "Français", "ar": "العربية", "en": "English"}
SECONDS_A_MINUTE = 60


def escaped(value: object) -> str:
    """As a template escapes: what is safe already stays as it is."""
    text = value if isinstance(value, str) else str(value)
    return text if hasattr(text, "__html__") else escape(text)


@register.filter
def number(value: Decimal | float | None, places: int = 0) -> str:
    return "" if value is None else format_number(value, places)


@register.filter
def money(amount: Decimal | int | None, currency: str) -> str:
    return "" if amount is None else format_money(amount, currency)


@register.filter
def share(value: Decimal | float | None, places: int = 1) -> str:
    return "" if value is None else format_share(value, places)


@register.simple_tag
def svg_percent(value: float) -> str:
    """A share as a width inside an SVG box of 100, whatever the language."""
    return f"{min(max(float(value), 0.0), 1.0) * 100:.2f}"


@register.simple_tag
def colon() -> str:
    """Between a name and what is said of it: French sets a space before it that does not break."""
    return pgettext("between a name and what is said of it", ":")


@register.simple_tag
def day(value: date | None) -> str:
    return value.strftime("%d/%m/%Y") if value else ""


@register.simple_tag(takes_context=True)
def moment(context: Context, value: datetime | None) -> SafeString:
    """A moment in the shop's zone, day first, 24 hours, kept left to right.

    Midnight to the microsecond is how a sheet that keeps days only comes in: then the day stands alone.
    """
    if value is None:
        return mark_safe("")
    zone = getattr(context.get("shop"), "timezone", "UTC")
    local = (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(ZoneInfo(zone))
    shape = "%d/%m/%Y" if local.time() == time() else "%d/%m/%Y %H:%M"
    return mark_safe(f'<bdi class="number" dir="ltr">{local.strftime(shape)}</bdi>')


@register.filter
def time_left(seconds: float) -> str:
    if seconds < SECONDS_A_MINUTE:
        return _("less than a minute left")
    minutes = round(seconds / SECONDS_A_MINUTE)
    return ngettext("about %(n)s minute left", "about %(n)s minutes left", minutes) % {"n": minutes}


@register.filter
def bdi(text: object) -> SafeString:
    """Text kept apart from the direction of the sentence around it, and in the direction of its first letter.

    A browser takes the mark beside a number's sign for a letter from the left: where there is one, it is told.
    """
    shown = escaped(text)
    if LEFT_TO_RIGHT_MARK not in shown:
        return mark_safe(f"<bdi>{shown}</bdi>")
    return mark_safe(f'<bdi dir="{first_direction(str(text).replace(LEFT_TO_RIGHT_MARK, ""))}">{shown}</bdi>')


@register.filter
def ltr(text: object) -> SafeString:
    """Phones, SKUs, addresses: left to right in every language."""
    return mark_safe(f'<bdi dir="ltr">{escaped(text)}</bdi>')


@register.filter
def phone(number: str) -> str:
    """An E.164 number as people of its country write it."""
    return shown_phone(number)


@register.filter
def wilaya(slug: str) -> str:
    return wilaya_name(slug)


@register.filter
def commune(slug: str, wilaya: str = "") -> str:
    return commune_name(slug, wilaya)


@register.filter
def own_language_name(code: str) -> str:
    return OWN_NAMES.get(code, code)
