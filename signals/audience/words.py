"""Groups of the audience in words."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog.customers.naming import wilaya_name
from shop_ai.lib.channels import channel_name
from signals.audience.communes import commune_names
from signals.audience.hiding import FEWEST
from signals.audience.ranks import OTHERS
from signals.ingest.words import device_name

LANGUAGE_NAMES = {"fr": "Français", "ar": "العربية", "en": "English", "ber": "Tamaziɣt", "kab": "Taqbaylit"}


def _wilaya(slug: str) -> str:
    return wilaya_name(slug) if slug else _("Unknown wilaya")


def commune_name(wilaya: str, slug: str) -> str:
    names = commune_names(wilaya).get(slug)
    if names is None:
        return slug or _("Unknown commune")
    return names[1] if (get_language() or "").startswith("ar") else names[0]


def who_name(key: str) -> str:
    return {"new": _("New customers"), "returning": _("Returning customers")}.get(key, key)


def language_name(code: str) -> str:
    return LANGUAGE_NAMES.get(code, code) or _("Unknown language")


def group_name(kind: str, key: str) -> str:
    """The name of one group of a kind: wilaya, channel, who, device or language; "others" is the hidden ones."""
    if key == OTHERS:
        return _("Others (fewer than %(n)s each, or hidden with them)") % {"n": FEWEST}
    names = {
        "wilaya": _wilaya,
        "channel": channel_name,
        "who": who_name,
        "device": lambda code: device_name(code) or _("Unknown device"),
        "language": language_name,
    }
    return str(names[kind](key))


def weekday_name(day: int) -> str:
    """Short; Sunday is 0."""
    return [_("Sun"), _("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat")][day]
