"""The simulated Algerian shop as its owner would keep it: two hand-typed order sheets. Pure and seeded.

Truth built in: 170 days of orders that grow slowly and dip on Fridays, returning customers, refusal rates by
channel, and the last days still on their way. The same seed and day give the same sheets to the byte.
"""

from __future__ import annotations

import csv
import io
import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from shop_ai.demo.assortment import ARABIC_NAMES, ARTICLES, CHANNELS, FIRST_NAMES, LAST_NAMES, PLACES, Article

SEED = 1805
DAYS = 170
ORDERS_A_DAY = 4.2
GROWTH = 0.6  # the last day sells this much more than the first
FRIDAY = 4
RETURNING = 0.32
SETTLED_AFTER = 6  # days until a parcel has been delivered or refused
SHIPPED_AFTER = 3
CANCELLED = 0.07
DELIVERED_EARLY = 0.4
CONFIRMED_AT_ONCE = 0.6
CHEAP = 1500  # dinars; of a cheap article two are bought now and then
BUYS_TWO = 0.25

FRENCH_HEADER = [
    "N° commande",
    "Date",
    "Nom et prénom",
    "Téléphone",
    "Wilaya",
    "Commune",
    "Produit",
    "SKU",
    "Qté",
    "Prix",
    "Livraison",
    "Statut",
    "Source",
]
ARABIC_HEADER = [
    "رقم الطلب",
    "التاريخ",
    "الاسم",
    "الهاتف",
    "الولاية",
    "البلدية",
    "المنتج",
    "رمز المنتج",
    "الكمية",
    "السعر",
    "تكلفة التوصيل",
    "الحالة",
    "المصدر",
]
STATUS_WORDS = {
    "delivered": ("Livré", "تم التوصيل"),
    "refused": ("Refusé", "مرفوض"),
    "cancelled": ("Annulé", "ملغاة"),
    "shipped": ("En cours", "تم الشحن"),
    "confirmed": ("Confirmé", "مؤكد"),
    "pending": ("En attente", "قيد الانتظار"),
}


@dataclass(frozen=True, slots=True)
class Buyer:
    name: str
    arabic_name: str
    phone: str
    place: int


@dataclass(slots=True)
class Sheets:
    """The two sheets as text, ``;`` between cells, and the number of orders in each."""

    french: str = ""
    arabic: str = ""
    orders: int = 0
    buyers: list[Buyer] = field(default_factory=list)


def _new_buyer(rng: random.Random, number: int) -> Buyer:
    place = rng.choices(range(len(PLACES)), weights=[p[3] for p in PLACES])[0]
    name = f"{rng.choice(FIRST_NAMES)} {rng.choice(LAST_NAMES)}"
    # 0550 00 00 00 onwards: well-formed, in nobody's hands as a series.
    return Buyer(name, f"{rng.choice(ARABIC_NAMES)} مثال", f"05500{number:05d}", place)


def _status(rng: random.Random, age: int, refusal: float) -> str:
    """What became of an order ``age`` days old."""
    chance = rng.random()
    if rng.random() < CANCELLED:
        return "cancelled"
    if age >= SETTLED_AFTER:
        return "refused" if chance < refusal else "delivered"
    if age >= SHIPPED_AFTER:
        return "delivered" if chance < DELIVERED_EARLY else "shipped"
    return "confirmed" if chance < CONFIRMED_AT_ONCE else "pending"


def _basket(rng: random.Random) -> list[tuple[Article, int]]:
    """One to three articles; never the same twice."""
    wanted = rng.choices([1, 2, 3], weights=[62, 28, 10])[0]
    chosen: dict[str, Article] = {}
    while len(chosen) < wanted:
        article = rng.choices(ARTICLES, weights=[a.appeal for a in ARTICLES])[0]
        chosen[article.sku] = article
    return [
        (article, 2 if article.price < 1500 and rng.random() < 0.25 else 1) for article in chosen.values()
    ]


def _orders_on(rng: random.Random, day: date, position: int) -> int:
    level = ORDERS_A_DAY * (1 + GROWTH * position / DAYS) * (0.55 if day.weekday() == FRIDAY else 1.0)
    whole = int(level)
    return whole + (rng.random() < level - whole) + rng.choices([-1, 0, 1], weights=[25, 50, 25])[0]


def _pick_buyer(rng: random.Random, buyers: list[Buyer]) -> Buyer:
    if buyers and rng.random() < RETURNING:
        return rng.choice(buyers)
    buyers.append(_new_buyer(rng, len(buyers) + 1))
    return buyers[-1]


def _write(rows: list[list[object]], header: list[str]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


@dataclass(frozen=True, slots=True)
class Sale:
    """One order before it is written; ``language`` is 0 for the French sheet and 1 for the Arabic one."""

    number: int
    day: date
    buyer: Buyer
    channel: str
    status: str
    language: int


def _sale(rng: random.Random, number: int, day: date, age: int, buyers: list[Buyer]) -> Sale:
    channel, _share, refusal = rng.choices(CHANNELS, weights=[c[1] for c in CHANNELS])[0]
    buyer = _pick_buyer(rng, buyers)
    language = 1 if channel == "TikTok" else 0
    return Sale(number, day, buyer, channel, STATUS_WORDS[_status(rng, age, refusal)][language], language)


def sheets(today: date, *, seed: int = SEED, days: int = DAYS) -> Sheets:
    """Order sheets of the ``days`` days before ``today``: TikTok orders in Arabic, all others in French."""
    rng, made = random.Random(f"{seed}"), Sheets()
    rows: tuple[list[list[object]], list[list[object]]] = ([], [])
    for position in range(days):
        day = today - timedelta(days=days - position)
        for _order in range(max(_orders_on(rng, day, position), 0)):
            made.orders += 1
            sale = _sale(rng, made.orders, day, (today - day).days, made.buyers)
            for line, (article, quantity) in enumerate(_basket(rng)):
                rows[sale.language].append(_row(sale, article, quantity, is_first=line == 0))
    made.french, made.arabic = _write(rows[0], FRENCH_HEADER), _write(rows[1], ARABIC_HEADER)
    return made


def _row(sale: Sale, article: Article, quantity: int, *, is_first: bool) -> list[object]:
    """A line of the sheet; the delivery fee stands on the order's first line only."""
    place = PLACES[sale.buyer.place]
    return [
        f"S-{sale.number:04d}",
        f"{sale.day:%d/%m/%Y}",
        (sale.buyer.name, sale.buyer.arabic_name)[sale.language],
        sale.buyer.phone,
        place[sale.language],
        place[2],
        (article.french, article.arabic)[sale.language],
        article.sku,
        quantity,
        article.price,
        place[4] if is_first else "",
        sale.status,
        sale.channel,
    ]
