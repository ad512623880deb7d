"""Orders as a shop of Algeria keeps them: an order sheet in French and one in Arabic, typed by hand."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import numpy as np

from shop_ai.simulator.assortment import PLACES
from shop_ai.simulator.model.channels import CHANNELS, SLUGS
from shop_ai.simulator.model.people import LANGUAGES
from shop_ai.simulator.model.sales import STATES
from shop_ai.simulator.model.world import Day, World
from shop_ai.simulator.writers.clock import midnight, moment
from shop_ai.simulator.writers.wire import Site

Row = list[object]
FRENCH: Final = (
    "N° commande;Date;Nom et prénom;Téléphone;Wilaya;Commune;Produit;SKU;Qté;Prix;Livraison;Statut;"
    "Date livraison;Source;Campagne"
).split(";")
ARABIC: Final = (
    "رقم الطلب;التاريخ;الاسم;الهاتف;الولاية;البلدية;المنتج;رمز المنتج;الكمية;السعر;تكلفة التوصيل;الحالة;"
    "تاريخ التوصيل;المصدر;الحملة"
).split(";")
# In the order of the model's STATES.
WORDS: Final = (
    ("En attente", "Confirmé", "Annulé", "En cours", "Livré", "Refusé", "Retour"),
    ("قيد الانتظار", "مؤكد", "ملغاة", "تم الشحن", "تم التوصيل", "مرفوض", "روتور"),
)
SOURCES: Final = tuple(slug.capitalize() for slug in SLUGS)
READS_ARABIC: Final = tuple(name for name, _share in LANGUAGES).index("ar")


@dataclass(slots=True)
class Sheets:
    """Rows of both sheets so far; an order stands in exactly one of them."""

    french: list[Row] = field(default_factory=list)
    arabic: list[Row] = field(default_factory=list)
    orders: int = 0

    def texts(self) -> Iterator[tuple[str, bytes]]:
        """The name and the bytes of each sheet that has rows: Windows-1252 as a French Excel saves it, UTF-8."""
        if self.french:
            yield "commandes.csv", written(FRENCH, self.french).encode("cp1252", "replace")
        if self.arabic:
            yield "talabat.csv", written(ARABIC, self.arabic).encode("utf-8-sig")

    def __len__(self) -> int:
        return len(self.french) + len(self.arabic)


def written(header: list[str], rows: list[Row], delimiter: str = ";") -> str:
    """The table as text, lines ended as Excel ends them."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def add_orders(sheets: Sheets, world: World, day: Day, site: Site, now: datetime) -> None:
    """Add the day's orders as they stand at ``now``; those that are placed later are left out."""
    typist = _Typist(world, day, site)
    states = day.orders.states((now - typist.start).total_seconds())
    lines: dict[int, list[int]] = {}
    for line, owner in enumerate(day.orders.line_order.tolist()):
        lines.setdefault(owner, []).append(line)
    for at in np.argsort(day.orders.placed, kind="stable").tolist():
        if moment(typist.start, day.orders.placed[at]) > now:
            continue
        in_arabic = int(world.people.language[int(day.orders.customer[at])]) == READS_ARABIC
        rows = sheets.arabic if in_arabic else sheets.french
        rows += typist.order(at, int(states[at]), lines[at], in_arabic)
        sheets.orders += 1


class _Typist:
    """Types the orders of one day."""

    def __init__(self, world: World, day: Day, site: Site) -> None:
        self._world, self._day, self._site = world, day, site
        self.start = midnight(day.date, site.zone)
        browsing = day.browsing
        self._opened = dict(zip(browsing.visit.tolist(), browsing.path.tolist(), strict=True))

    def order(self, at: int, state: int, lines: list[int], in_arabic: bool) -> list[Row]:
        """A row a product; the delivery fee stands on the order's first row only."""
        head, tail = self._head(at, in_arabic), self._tail(at, state, in_arabic)
        fees = [int(self._day.orders.fee[at]), *[""] * len(lines)]
        return [
            [*head, *self._line(line, in_arabic), fee, *tail] for line, fee in zip(lines, fees, strict=False)
        ]

    def _head(self, at: int, in_arabic: bool) -> Row:
        people, orders = self._world.people, self._day.orders
        customer = int(orders.customer[at])
        place = PLACES[int(people.place[customer])]
        return [
            f"{self._world.plan.prefix}-{self._day.first_number + at:04d}",
            self._typed(float(orders.placed[at])),
            people.name(customer, arabic=in_arabic),
            people.phone(customer),
            place.arabic if in_arabic else place.french,
            place.commune,
        ]

    def _line(self, line: int, in_arabic: bool) -> Row:
        orders, goods = self._day.orders, self._world.goods
        product = int(orders.line_product[line])
        title = goods.arabic[product] if in_arabic else goods.french[product]
        return [title, goods.sku[product], int(orders.line_quantity[line]), int(orders.line_price[line])]

    def _tail(self, at: int, state: int, in_arabic: bool) -> Row:
        """The status word, the moment of the delivery where there was one, the channel and its campaign."""
        orders = self._day.orders
        delivered, channel = float(orders.delivered[at]), int(orders.channel[at])
        is_there = STATES[state] in ("delivered", "returned") and not math.isnan(delivered)
        is_paid = at % 2 == 1 and int(orders.look[at]) >= 0
        return [
            WORDS[int(in_arabic)][state],
            self._typed(delivered) if is_there else "",
            SOURCES[channel],
            self._playlist(at) or (CHANNELS[channel].campaign if is_paid else ""),
        ]

    def _playlist(self, at: int) -> str:
        """The playlist whose page the visit opened, when the product ordered is on it; shops note it as campaign."""
        look, site = int(self._day.orders.look[at]), self._site
        path = self._opened.get(int(self._day.looks.visit[look])) if look >= 0 else None
        if path is None or not site.playlists:
            return ""
        slug = site.playlist(path)
        sku = self._world.goods.sku[int(self._day.orders.product[at])]
        return slug if sku in site.on_paths.get(slug, ()) else ""

    def _typed(self, seconds: float) -> str:
        return f"{moment(self.start, seconds).astimezone(self._site.zone):%d/%m/%Y %H:%M}"
