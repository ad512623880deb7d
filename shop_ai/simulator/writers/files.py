"""Files whose importers take the formats that advertising accounts, review apps and WhatsApp export."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from shop_ai.simulator.model.channels import CHANNELS, PAID
from shop_ai.simulator.model.people import LANGUAGES
from shop_ai.simulator.model.world import Day, World
from shop_ai.simulator.writers.clock import midnight, moment
from shop_ai.simulator.writers.sheets import Row, written

META_ADS: Final = (
    "Reporting starts,Reporting ends,Day,Campaign name,Campaign ID,Campaign delivery,Attribution setting,Results,"
    "Result indicator,Reach,Frequency,Cost per results,Amount spent (DZD),Impressions,Link clicks"
).split(",")
TIKTOK_ADS: Final = (
    "By Day,Campaign name,Campaign ID,Cost,Impressions,Reach,Clicks (destination),Conversions,Currency".split(
        ","
    )
)
GOOGLE_ADS: Final = "Day,Campaign,Campaign type,Currency code,Cost,Impr.,Clicks".split(",")
REVIEWS: Final = "title,body,rating,review_date,reviewer_name,reviewer_email,product_id,product_handle,reply,picture_urls".split(
    ","
)
TALKS: Final = "id,channel,contact,started_at,first_reply_at,qualified,sku,order_number,outcome,lost_reason,script".split(
    ","
)
# Ready answers of the shop: title and text.
SCRIPTS: Final = (
    (
        "Prix et livraison",
        "Bonjour ! Le prix est sur la fiche ; livraison 400 à 900 DA selon la wilaya, 24 à 72 h.",
    ),
    (
        "Taille et couleur",
        "Bonjour ! Dites-nous votre taille habituelle, nous vérifions le stock tout de suite.",
    ),
)
LOST: Final = ("price", "silent", "delivery_fee", "silent", "size", "curious", "late_reply", "price")
SETTLED: Final = timedelta(days=7)  # after which a conversation without an order is noted as lost
DINARS_A_CLICK, DINARS_A_THOUSAND, DINARS_A_DOLLAR = 14.0, 310.0, 135.0
PRAISE: Final = (
    ("Déçue, la couleur ne correspond pas.", "خيبة أمل، المقاس غير صحيح", "Machi kima f tswira"),
    ("Livraison trop longue.", "التوصيل تأخر", "La livraison t3atlet"),
    ("Correct, sans plus.", "لا بأس به", "Normal, ça va"),
    ("Bonne qualité, je recommande.", "جودة جيدة", "Mlih bezaf"),
    ("Très belle, livraison rapide !", "رائع جدا، شكرا", "Top, ya3tikom saha"),
)


def spend_files(world: World) -> list[tuple[str, bytes]]:
    """Spend by channel, campaign and day: Meta for Instagram and Facebook, TikTok and Google in dollars."""
    rows: dict[str, list[Row]] = {"meta": [], "tiktok": [], "google": []}
    for position in range(world.plan.days):
        day = world.plan.day(position).isoformat()
        for at in PAID:
            cost = float(world.spend[position, at])
            group = {"tiktok": "tiktok", "google": "google"}.get(CHANNELS[at].slug, "meta")
            rows[group].append(_spend_row(group, CHANNELS[at].campaign, at, day, cost))
    preamble: list[Row] = [["Campaign report"], [f"{world.plan.first} - {world.plan.last}"]]
    google = _plain(preamble) + _plain([list(GOOGLE_ADS), *rows["google"]])
    return [
        ("meta_ads.csv", ("\ufeff" + _plain([list(META_ADS), *rows["meta"]])).encode()),
        ("tiktok_ads.csv", _plain([list(TIKTOK_ADS), *rows["tiktok"]]).encode()),
        ("google_ads.csv", google.encode()),
    ]


def _spend_row(group: str, campaign: str, at: int, day: str, cost: float) -> Row:
    seen, clicks = round(cost / DINARS_A_THOUSAND * 1000), round(cost / DINARS_A_CLICK)
    number, dollars = f"18000000000000{at:02d}", round(cost / DINARS_A_DOLLAR, 2)
    if group == "tiktok":
        return [day, campaign, number, dollars, seen, round(seen * 0.8), clicks, 0, "USD"]
    if group == "google":
        return [day, campaign, "Search", "USD", dollars, seen, clicks]
    who = round(seen * 0.8)
    return [
        day,
        day,
        day,
        campaign,
        number,
        "active",
        "7-day click",
        "",
        "",
        who,
        1.25,
        "",
        cost,
        seen,
        clicks,
    ]


def _plain(rows: list[Row]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def product_file(world: World) -> bytes:
    """The catalogue in Shopify's product format of 2025, with the cost of an item."""
    header = "Title,URL handle,Vendor,Type,Status,SKU,Price,Cost per item,Inventory quantity".split(",")
    goods = world.goods
    rows: list[Row] = [
        [
            *(goods.french[at], goods.sku[at].lower(), "Boutique Exemple"),
            *(goods.categories[int(goods.category[at])], "Active", goods.sku[at], int(goods.price[at])),
            *(int(goods.cost[at]), "" if goods.stock[at] is None else goods.stock[at]),
        ]
        for at in range(len(goods))
    ]
    return written(header, rows, ",").encode()


class Talkers:
    """What customers say: the rows of reviews and conversations, a day at a time."""

    def __init__(self, world: World, zone: ZoneInfo, now: datetime) -> None:
        self._world, self._zone, self._now = world, zone, now

    def headers(self) -> list[tuple[str, bytes]]:
        """Name and first line of each file."""
        return [
            ("reviews_judgeme.csv", _plain([list(REVIEWS)]).encode()),
            ("conversations.csv", _plain([list(TALKS)]).encode()),
        ]

    def rows(self, day: Day) -> list[tuple[str, bytes]]:
        """Name and further lines of each file: what was said of the day's orders, and on the day, by now."""
        start = midnight(day.date, self._zone)
        return [
            ("reviews_judgeme.csv", _plain(self._reviews(day, start)).encode()),
            ("conversations.csv", _plain(self._talks(day, start)).encode()),
        ]

    def _reviews(self, day: Day, start: datetime) -> list[Row]:
        world, reviews = self._world, day.reviews
        rows: list[Row] = []
        for at, order in enumerate(reviews.order.tolist()):
            written_at = moment(start, float(day.orders.delivered[order]) + 86_400 * float(reviews.after[at]))
            if written_at > self._now:
                continue
            customer, stars = int(day.orders.customer[order]), int(reviews.rating[at])
            language = int(world.people.language[customer])
            name = world.people.name(customer, arabic=LANGUAGES[language][0] == "ar")
            sku = world.goods.sku[int(day.orders.product[order])]
            when = f"{written_at:%Y-%m-%d %H:%M:%S} UTC"
            rows.append(["", PRAISE[stars - 1][language], stars, when, name, "", "", sku.lower(), "", ""])
        return rows

    def talks(self, day: Day, leave_out: Collection[int] = ()) -> bytes:
        """The day's lines of conversations.csv, without WhatsApp conversations of customers to be left out."""
        return _plain(self._talks(day, midnight(day.date, self._zone), leave_out)).encode()

    def _talks(self, day: Day, start: datetime, leave_out: Collection[int] = ()) -> list[Row]:
        talks, rows = day.talks, list[Row]()
        for at in range(len(talks)):
            began = moment(start, int(talks.second[at]))
            slug = CHANNELS[int(talks.channel[at])].slug
            if began <= self._now and not (slug == "whatsapp" and int(talks.customer[at]) in leave_out):
                rows.append(self._talk(day, at, began, slug))
        return rows

    def _talk(self, day: Day, at: int, began: datetime, slug: str) -> Row:
        talks, world = day.talks, self._world
        answered, order = began + timedelta(minutes=float(talks.reply[at])), int(talks.order[at])
        turn = day.position * 7 + at
        is_lost = order < 0 and bool(talks.qualified[at]) and began < self._now - SETTLED and turn % 3 > 0
        return [
            f"{world.plan.prefix}-{day.position}-{at}",
            slug,
            world.people.phone(int(talks.customer[at])),
            began.isoformat(timespec="seconds"),
            answered.isoformat(timespec="seconds"),
            int(talks.qualified[at]),
            world.goods.sku[int(talks.product[at])],
            f"{world.plan.prefix}-{day.first_number + order:04d}" if order >= 0 else "",
            "ordered" if order >= 0 else "lost" if is_lost else "",
            LOST[turn % len(LOST)] if is_lost else "",
            ("", *(title for title, _text in SCRIPTS))[turn % (len(SCRIPTS) + 1)],
        ]


def as_json_lines(rows: list[dict[str, Any]]) -> bytes:
    """One JSON object a line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
