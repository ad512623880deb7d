"""Conversations on WhatsApp as its export writes them on a French Android telephone, one text a contact."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from shop_ai.simulator.assortment import PLACES
from shop_ai.simulator.model.channels import SLUGS
from shop_ai.simulator.model.world import Day, World
from shop_ai.simulator.writers.clock import midnight, moment

MOST_CHATS: Final = 200
SHOP: Final = "Boutique Exemple"
NOTICE: Final = (
    "Les messages et les appels sont chiffrés de bout en bout. Seules les personnes qui prennent part à cette "
    "discussion peuvent les lire, les écouter ou les partager."
)
# By language of the customer (fr, ar, darija): what is asked, what is not about a purchase, how one orders.
ASKS: Final = (
    "Bonjour, quel est le prix de {product} ?",
    "السلام عليكم، بكم {product}؟",
    "Salam, chhal {product} ?",
)
CHATS: Final = ("Merci, bonne journée", "شكرا لكم", "Ya3tik saha")
ORDERS: Final = (
    "D'accord, je prends. {place}, {phone}",
    "أريد الطلب، {place}، {phone}",
    "ok nakhodha, {place}, {phone}",
)


class Chats:
    """Gathers the first contacts' conversations, so that memory stays small however large the shop is."""

    def __init__(self, world: World, zone: ZoneInfo, now: datetime, *, most: int = MOST_CHATS) -> None:
        self._world, self._zone, self._now, self._most = world, zone, now, most
        self._lines: dict[int, list[tuple[datetime, str]]] = {}

    def add(self, day: Day) -> None:
        talks, start = day.talks, midnight(day.date, self._zone)
        for at in range(len(talks)):
            customer = int(talks.customer[at])
            is_known = customer in self._lines or len(self._lines) < self._most
            if SLUGS[int(talks.channel[at])] == "whatsapp" and is_known:
                began = moment(start, int(talks.second[at]))
                self._talk(day, at, customer, began)

    def _talk(self, day: Day, at: int, customer: int, began: datetime) -> None:
        talks, world = day.talks, self._world
        product, language = int(talks.product[at]), int(world.people.language[customer])
        titles = world.goods.arabic if language == 1 else world.goods.french
        answered = began + timedelta(minutes=float(talks.reply[at]))
        name = world.people.name(customer, arabic=language == 1)
        asks = ASKS[language].format(product=titles[product]) if talks.qualified[at] else CHATS[language]
        said = [
            (began, name, asks),
            (answered, SHOP, f"{titles[product]} : {int(world.goods.price[product])} DA"),
        ]
        if int(talks.order[at]) >= 0:
            place = PLACES[int(world.people.place[customer])].french
            words = ORDERS[language].format(place=place, phone=world.people.phone(customer))
            said.append((answered + timedelta(minutes=4), name, words))
        lines = self._lines.setdefault(customer, [(began, NOTICE)])
        lines += [(when, f"{who}: {what}") for when, who, what in said if when <= self._now]

    @property
    def contacts(self) -> frozenset[int]:
        """Customers whose chat is exported."""
        return frozenset(self._lines)

    def files(self) -> list[tuple[str, bytes]]:
        """Name and text of each contact's export, in the order in which the contacts first wrote."""
        return [
            (f"Discussion WhatsApp avec {customer:06d}.txt", self._text(lines).encode())
            for customer, lines in self._lines.items()
        ]

    def _text(self, lines: list[tuple[datetime, str]]) -> str:
        ordered = sorted(lines, key=lambda line: line[0])
        return "".join(f"{at.astimezone(self._zone):%d/%m/%Y, %H:%M} - {text}\n" for at, text in ordered)
