"""Invented data for the gallery of components: a small shop in Algiers that does not exist."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.utils.translation import gettext_lazy as _

from shop_ai.design.panels import (
    COMPUTED_AT,
    DAYS,
    DELIVERED,
    LAST_DAY,
    REFUSED,
    SHIPPED,
    TO_CONFIRM,
    charts,
    empty_table,
    figures,
    table,
)
from shop_ai.lib.chart import Chart
from shop_ai.lib.figure import Figure
from shop_ai.lib.period import Period
from shop_ai.lib.table import Badge, Table
from shop_ai.places import MAIN, MORE, Place, Places, Sign

SAVED = _("The mapping is saved.")
LATE = _("Three orders arrived after midnight and will be counted tonight.")
IMPORTING = _("Importing commandes_novembre.xlsx")
BACK = _("Back to the imports")


@dataclass(frozen=True, slots=True)
class SampleShop:
    slug: str = "atlas"
    name: str = "Atlas Boutique"
    currency: str = "DZD"
    timezone: str = "Africa/Algiers"
    is_simulated: bool = True


@dataclass(frozen=True, slots=True)
class SampleJob:
    title: Any = IMPORTING
    done: int = 214_300
    total: int = 320_705
    seconds_left: float | None = 130
    is_finished: bool = False
    summary: str = ""
    back_url: str = "#imports"
    back_label: Any = BACK


@dataclass(frozen=True, slots=True)
class Stage:
    badge: Badge
    count: int
    share: float
    detail: Any = ""
    url: str = "#orders"


@dataclass(frozen=True, slots=True)
class Task:
    icon: str
    text: Any
    count: int
    url: str = "#task"


class SampleForm(forms.Form):
    name = forms.CharField(label=_("Name of the playlist"), help_text=_("Customers read it on its page."))
    price = forms.DecimalField(label=_("Price of the pack"), localize=False)
    courier = forms.ChoiceField(
        label=_("Courier"), choices=[("yalidine", "Yalidine"), ("noest", "Noest")], required=False
    )
    note = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    is_published = forms.BooleanField(
        label=_("Visible to customers"), required=False, help_text=_("You can hide it again.")
    )


def _place(sign: Sign) -> Place:
    return Place(
        sign.label, sign.short_label, sign.icon, sign.letter, f"#{sign.name}", is_here=sign.name == "kpis"
    )


def _form() -> SampleForm:
    form = SampleForm({"name": "Pack rentrée", "price": "neuf mille", "is_published": "on"})
    form.full_clean()
    return form


@dataclass(frozen=True, slots=True)
class Gallery:
    """Everything that ``templates/design/gallery.html`` shows."""

    figures: tuple[Figure, ...] = field(default_factory=figures)
    charts: dict[str, Chart] = field(default_factory=charts)
    table: Table = field(default_factory=table)
    empty_table: Table = field(default_factory=empty_table)
    form: SampleForm = field(default_factory=_form)
    job: SampleJob = SampleJob()
    steps: tuple[Any, ...] = (_("File"), _("Columns"), _("Check"), _("Import"))
    stages: tuple[Stage, ...] = (
        Stage(TO_CONFIRM, 41, 0.12, _("oldest: 2 days")),
        Stage(Badge(_("Confirmed"), "accent", "check"), 63, 0.19),
        Stage(SHIPPED, 88, 0.26, _("oldest: 6 days")),
        Stage(DELIVERED, 118, 0.35),
        Stage(REFUSED, 26, 0.08),
    )
    tasks: tuple[Task, ...] = (
        Task("phone", _("Calls to make before noon"), 7),
        Task("messages-square", _("Messages unanswered for over an hour"), 3),
        Task("package", _("Products low in stock in a live offer"), 2),
    )


def context() -> dict[str, Any]:
    """The context of the gallery's pages, as a view of a shop would give it."""
    return {
        "shop": SampleShop(),
        "shops": (
            SampleShop(),
            SampleShop("retail", "Online Retail", "GBP", "Europe/London", is_simulated=False),
        ),
        "menu": Places(tuple(map(_place, MAIN)), tuple(map(_place, MORE))),
        "period": Period(LAST_DAY - timedelta(days=DAYS - 1), LAST_DAY),
        "preset": "last_30_days",
        "channels": (("facebook", "Facebook"), ("instagram", "Instagram"), ("whatsapp", "WhatsApp")),
        "computed_at": COMPUTED_AT,
        "as_of": LAST_DAY,
        "messages": (Message(constants.SUCCESS, str(SAVED)), Message(constants.WARNING, str(LATE))),
        "sample": Gallery(),
        "badges": (DELIVERED, SHIPPED, TO_CONFIRM, REFUSED, Badge(_("Cancelled"), "plain", "x")),
        "trail": ((_("Playlists"), "#playlists"), ("Pack rentrée", "#pack")),
        "tabs": ((_("Orders"), "#a", True), (_("Parcels"), "#b", False), (_("Refunds"), "#c", False)),
        "pairs": ((_("Phone"), "0550 12 34 56"), (_("Wilaya"), "16 – Alger"), (_("Language"), "العربية")),
        "stats": ((_("Placed"), "337"), (_("Delivered"), "118"), (_("Net"), "764 640 DA")),
    }
