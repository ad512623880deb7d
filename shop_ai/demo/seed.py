"""Filling the two demo shops through the same doors that a shop uses: import, services, event intake."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone

from attribution.nightly.services import run_night
from catalog.imports.running import run_import
from catalog.imports.services import create_import
from catalog.keys.services import ensure_public_key
from catalog.people.models import Membership, Role, User
from catalog.playlists.models import Playlist
from catalog.playlists.services import add_product, create_playlist, update_playlist
from catalog.products.services import Part, ProductFields, put_product
from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_by_slug
from catalog.shops.services import create_shop, write_public_profile
from shop_ai.demo.assortment import ARTICLES, PACK, PACK_GIFT
from shop_ai.demo.simulated import sheets
from shop_ai.demo.visits import visits
from shop_ai.lib.period import last_complete_day
from shop_ai.lib.tenancy import shop_scope
from signals.ingest.api import receive
from signals.rollups.services import fold_waiting

RETAIL_FILE = Path(settings.BASE_DIR) / "catalog" / "demo" / "data" / "online_retail_to_2011-08-31.csv.gz"
RETAIL_AS_OF = date(2011, 8, 31)
Say = Callable[[str], None]

PROFILE: dict[str, Any] = {
    "contact": {
        "name": "Amina (conseillère)",
        "phone": "+213550000000",
        "whatsapp": "+213550000000",
        "email": "bonjour@boutique.example",
        "delay": "Réponse sous 2 h, de 9 h à 18 h.",
    },
    "hours": {day: ["09:00", "18:00"] for day in ("sat", "sun", "mon", "tue", "wed", "thu")},
    "rules": {
        "delivery_times": "24 à 72 h selon la wilaya.",
        "returns": "Échange ou retour sous 7 jours, article non porté.",
        "guarantee": "Défaut constaté à la réception : remplacement gratuit.",
        "delivery": "À domicile ou en bureau, de 400 à 900 DA.",
        "after_sales": "Une personne répond sur WhatsApp, du samedi au jeudi.",
    },
}


@dataclass(frozen=True, slots=True)
class LogIn:
    email: str
    password: str
    role: str


def _people() -> list[tuple[User, LogIn]]:
    """Three new accounts with passwords of this instance only."""
    made = []
    for role in (Role.OWNER, Role.AGENT, Role.VIEWER):
        log_in = LogIn(f"{role}@demo.example", secrets.token_urlsafe(9), role)
        user = User.objects.filter(email=log_in.email).first()
        if user is None:
            user = User.objects.create_user(log_in.email, log_in.password, name=role.title())
        else:
            user.set_password(log_in.password)
            user.save(update_fields=["password"])
        made.append((user, log_in))
    return made


def _shop(people: Sequence[tuple[User, LogIn]], **fields: Any) -> ShopContext:
    """The shop with its three people; made anew only where it is missing."""
    shop = shop_by_slug(fields["slug"]) or create_shop(owner=None, **fields)
    with shop_scope(shop.id):
        for user, log_in in people:
            Membership.objects.get_or_create(shop_id=shop.id, user=user, defaults={"role": log_in.role})
    return shop


def _import(shop: ShopContext, content: bytes, name: str, say: Say) -> None:
    batch = create_import(shop, content=content, file_name=name)
    outcome = run_import(shop, batch.pk)
    say(f"{shop.name}: {name}: {outcome.created} of {outcome.read} rows created")


def seed_retail(people: Sequence[tuple[User, LogIn]], say: Say) -> None:
    """The real file of a British gift shop, 2010-12 to 2011-08 (UCI Online Retail, CC BY 4.0)."""
    shop = _shop(
        people,
        slug="online-retail",
        name="Online Retail",
        currency="GBP",
        timezone="Europe/London",
        language="en",
        country="GB",
    )
    _import(shop, RETAIL_FILE.read_bytes(), RETAIL_FILE.name, say)
    run_night(shop.id, mode="incremental", as_of=RETAIL_AS_OF)


def seed_simulated(people: Sequence[tuple[User, LogIn]], say: Say) -> None:
    """A small shop that does not exist, in French and Arabic, marked as simulated everywhere."""
    shop = _shop(
        people,
        slug="boutique-yasmine",
        name="Boutique Yasmine",
        currency="DZD",
        timezone="Africa/Algiers",
        language="fr",
        is_simulated=True,
    )
    today = timezone.now().astimezone(shop.zone).date()
    made = sheets(today)
    _import(shop, made.french.encode("cp1252", "replace"), "commandes.csv", say)
    _import(shop, made.arabic.encode("utf-8-sig"), "commandes-tiktok.csv", say)
    _stock(shop)
    _playlists(shop, today)
    write_public_profile(shop.id, PROFILE)
    _visit(shop)
    run_night(shop.id, mode="incremental", as_of=last_complete_day(timezone.now(), shop.zone))


def _stock(shop: ShopContext) -> None:
    for article in ARTICLES:
        fields = ProductFields(
            title=article.french,
            price=Decimal(article.price),
            stock=article.stock,
            category=article.category,
        )
        put_product(shop.id, sku=article.sku, fields=fields)
    for sku, title, price, parts in (PACK, PACK_GIFT):
        pack = ProductFields(title=title, price=Decimal(price), pack=[Part(part) for part in parts])
        put_product(shop.id, sku=sku, fields=pack)


@dataclass(frozen=True, slots=True)
class Offer:
    """A playlist of the demo: its words and its products by step."""

    title: str
    intro: str
    language: str
    products: tuple[tuple[str, str], ...]


OFFERS = (
    Offer(
        "Le rituel du hammam",
        "Trois gestes, un prix clair.",
        "fr",
        (("discovery", "SAVON-NO"), ("discovery", "MUSC-10"), ("proof", "HUILE-OLI"), ("step_up", PACK[0])),
    ),
    Offer(
        "هدايا العيد",
        "هدايا بسيطة بسعر واضح.",
        "ar",
        (("discovery", "HIJAB-MED"), ("proof", "PARF-OUD"), ("step_up", PACK_GIFT[0])),
    ),
)


def _playlists(shop: ShopContext, today: date) -> None:
    with shop_scope(shop.id):
        made = set(Playlist.objects.values_list("title", flat=True))
    for offer in OFFERS:
        if offer.title in made:
            continue
        slug = create_playlist(shop.id, title=offer.title, language=offer.language).slug
        for step, sku in offer.products:
            add_product(shop.id, slug, step=step, sku=sku)
        update_playlist(
            shop.id,
            slug,
            title=offer.title,
            intro=offer.intro,
            language=offer.language,
            starts_on=today - timedelta(days=30),
            ends_on=None,
            is_published=True,
        )


def _visit(shop: ShopContext) -> None:
    """Send the simulated visits to the door that the page script uses, then fold them."""
    with shop_scope(shop.id):
        key = ensure_public_key(shop.id)
    factory = RequestFactory()
    for address, agent, events in visits(timezone.now()):
        body = json.dumps({"events": events})
        request = factory.post(
            f"/e/{key}", body, content_type="text/plain", REMOTE_ADDR=address, HTTP_USER_AGENT=agent
        )
        receive(request, key)
    while fold_waiting():
        pass


def _in_thread(fill: Callable[[], None]) -> None:
    """Fill one shop on a connection of this thread's own."""
    try:
        fill()
    finally:
        connection.close()


def seed(say: Say) -> list[LogIn]:
    """Both shops, side by side: one waits for the database while the other reads its file.

    Safe to run again after an interruption.
    """
    people = _people()
    with ThreadPoolExecutor(max_workers=2) as pool:
        both = [
            pool.submit(_in_thread, partial(seed_retail, people, say)),
            pool.submit(_in_thread, partial(seed_simulated, people, say)),
        ]
    for one in both:
        one.result()
    return [log_in for _user, log_in in people]
