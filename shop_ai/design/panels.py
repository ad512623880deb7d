"""Invented figures, charts and lists for the gallery: one per state, unit and kind."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from math import sin

from django.utils.translation import gettext_lazy as _

from shop_ai.lib.chart import Chart, Mark, Series
from shop_ai.lib.figure import Figure, Unit
from shop_ai.lib.table import Badge, Channel, Column, Empty, Filter, Pages, Row, Table

COMPUTED_AT = datetime(2026, 11, 22, 3, 12, tzinfo=UTC)
LAST_DAY = date(2026, 11, 21)
DAYS = 30

DELIVERED = Badge(_("Delivered"), "good", "circle-check")
REFUSED = Badge(_("Refused"), "bad", "x")
TO_CONFIRM = Badge(_("To confirm"), "warn", "phone")
SHIPPED = Badge(_("Shipped"), "accent", "truck")


def _wave(level: float, swing: float, phase: float = 0.0) -> tuple[float, ...]:
    return tuple(round(level + swing * sin(day / 2.4 + phase) + swing * day / 40, 4) for day in range(DAYS))


def figures() -> tuple[Figure, ...]:
    """One figure per state and unit, the five of the first page among them."""
    return _known() + _withheld()


def _known() -> tuple[Figure, ...]:
    return (
        Figure(
            "basket",
            _("Average basket"),
            Unit.MONEY,
            Decimal("6480"),
            "DZD",
            low=Decimal("6120"),
            high=Decimal("6840"),
            n=412,
            previous=Decimal("5790"),
            matched=Decimal("6610"),
            better="up",
            trend=_wave(6300, 240),
            rows_url="#rows",
            computed_at=COMPUTED_AT,
            definition=_(
                "Product revenue of the delivered orders, divided by their number; both dated by delivery."
            ),
        ),
        Figure(
            "repurchase",
            _("Bought again within 30 days"),
            Unit.SHARE,
            Decimal("0.183"),
            low=Decimal("0.148"),
            high=Decimal("0.221"),
            n=318,
            previous=Decimal("0.176"),
            target=Decimal("0.2"),
            better="up",
            trend=_wave(0.17, 0.02, 1),
            rows_url="#rows",
            definition=_("Share of new customers who order again on a later day within 30 days."),
        ),
        Figure(
            "refused",
            _("Refused parcels"),
            Unit.SHARE,
            Decimal("0.127"),
            low=Decimal("0.104"),
            high=Decimal("0.153"),
            n=702,
            previous=Decimal("0.108"),
            matched=Decimal("0.127"),
            better="down",
            trend=_wave(0.12, 0.03, 2),
            rows_url="#rows",
            definition=_("Parcels refused at the door, divided by the parcels shipped."),
        ),
    )


def _withheld() -> tuple[Figure, ...]:
    return (
        Figure(
            "conversion",
            _("Conversations that end in an order"),
            Unit.SHARE,
            n=12,
            rows_url="#rows",
            advice=_("Eighteen more conversations are needed. Link your inbox, or choose a longer period."),
            definition=_(
                "Conversations with an order within 14 days, divided by those at least 14 days old."
            ),
        ),
        Figure(
            "conversation-cost",
            _("Cost per conversation"),
            Unit.MONEY,
            currency="DZD",
            missing=_("No advertising spend has been brought for this period."),
            missing_url="#spend",
            missing_action=_("Bring the spend"),
            definition=_("Spend divided by the qualified conversations that began in the period."),
        ),
    )


def _labels() -> tuple[str, ...]:
    days = (LAST_DAY - timedelta(days=DAYS - 1 - place) for place in range(DAYS))
    return tuple(day.strftime("%d/%m") for day in days)


def charts() -> dict[str, Chart]:
    share = _wave(0.16, 0.03)
    return {
        "line": Chart(
            "repurchase",
            _("Bought again within 30 days"),
            "line",
            _labels(),
            unit=Unit.SHARE,
            csv_url="#csv",
            series=(
                Series(
                    _("Share"),
                    share,
                    low=tuple(v - 0.03 for v in share),
                    high=tuple(v + 0.035 for v in share),
                ),
            ),
            marks=(Mark(20, 24, _("White Friday week")),),
            summary=_("Slowly rising; the tinted band is the 95% interval."),
        ),
        "lines": Chart(
            "revenue",
            _("Delivered revenue by channel"),
            "line",
            _labels(),
            unit=Unit.MONEY,
            currency="DZD",
            series=(
                Series("Facebook", _wave(91_000, 14_000), "facebook"),
                Series("Instagram", _wave(64_000, 11_000, 1), "instagram"),
                Series("WhatsApp", _wave(38_000, 9_000, 2), "whatsapp"),
            ),
            summary=_("Facebook brings the most, Instagram grows the fastest."),
        ),
        "stacked": Chart(
            "states",
            _("Orders by state"),
            "stacked",
            _labels()[-10:],
            series=(
                Series(DELIVERED.word, (31, 28, 35, 40, 22, 18, 33, 36, 41, 39), "whatsapp"),
                Series(SHIPPED.word, (8, 9, 7, 11, 6, 5, 9, 12, 14, 17), "facebook"),
                Series(REFUSED.word, (4, 6, 3, 5, 4, 2, 6, 5, 4, 3), "google"),
            ),
        ),
        "bar": Chart(
            "wilayas",
            _("Delivered orders by wilaya"),
            "bar",
            ("Alger", "Oran", "Blida", "Sétif", "Constantine"),
            series=(Series(_("Orders"), (182, 94, 71, 55, 48)),),
            label_heading=_("Wilaya"),
        ),
    }


def table() -> Table:
    columns = (
        Column("number", _("Order"), "code", is_sortable=True),
        Column("customer", _("Customer")),
        Column("placed", _("Placed"), "moment", is_sortable=True),
        Column("channel", _("Channel"), "channel"),
        Column("state", _("State"), "state"),
        Column("total", _("Total"), "money", currency="DZD", is_sortable=True),
    )
    people = ("Karim Boualem", "سميرة بن علي", "Nadia Haddad", "يوسف مرابط", "Lyes Aït Ahmed")
    states = (DELIVERED, TO_CONFIRM, SHIPPED, REFUSED, DELIVERED)
    channels = (
        Channel("facebook", "Facebook"),
        Channel("instagram", "Instagram"),
        None,
        Channel("whatsapp", "WhatsApp"),
    )
    rows = tuple(
        Row(
            (
                f"#10{41 - place}",
                person,
                COMPUTED_AT - timedelta(hours=7 * place),
                channels[place % 4],
                states[place],
                Decimal(6500 - 731 * place),
            ),
            url="#order",
        )
        for place, person in enumerate(people)
    )
    return Table(
        "orders",
        _("Orders"),
        columns,
        rows,
        Pages(page=2, total=1284),
        sort="-placed",
        csv_url="#csv",
        search_label=_("Number, name or phone"),
        totals=Row((_("Total"), None, None, None, None, Decimal(25_190))),
        filters=(
            Filter("state", _("All states"), (("delivered", DELIVERED.word), ("refused", REFUSED.word))),
        ),
    )


def empty_table() -> Table:
    return Table(
        "codes",
        _("Playlist codes"),
        (),
        (),
        Pages(page=1, total=0),
        empty=Empty(
            _("No code yet"),
            _("A code such as PACK-RENTREE tells you which post or live sold. Give each post its own."),
            "#new",
            _("Make the first code"),
        ),
    )
