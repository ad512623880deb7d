"""Filling the two demo shops through the same doors that a shop uses: import, services, event intake."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import connection
from django.utils import timezone

from attribution.nightly.services import run_night
from attribution.nightly.steps import STEPS
from catalog.imports.running import run_import
from catalog.imports.services import create_import
from catalog.outbox.services import enqueue
from catalog.people.models import Membership, Role, User
from catalog.playlists.models import Playlist
from catalog.playlists.placing import add_product
from catalog.playlists.services import create_playlist, update_playlist
from catalog.playlists.themes import Theme, Use
from catalog.products.services import Part, ProductFields, put_product
from catalog.series.models import Series
from catalog.series.services import Plan as SeriesPlan
from catalog.series.services import draft_series
from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_by_slug
from catalog.shops.services import create_shop, write_public_profile
from shop_ai.demo.cases import show_cases
from shop_ai.demo.codes import show_codes
from shop_ai.demo.history import show_history
from shop_ai.demo.offers import show_offers
from shop_ai.demo.public_profile import demo_profile
from shop_ai.demo.rights import show_rights
from shop_ai.lib.period import last_complete_day
from shop_ai.lib.tenancy import shop_scope

RETAIL_FILE = Path(settings.BASE_DIR) / "catalog" / "demo" / "data" / "online_retail_to_2011-08-31.csv.gz"
RETAIL_AS_OF = date(2011, 8, 31)
# What 3,600 products take longer to than anybody waits for a first page: the worker does the rest of the night meanwhile.
AT_ONCE = frozenset(["kpis"])
Say = Callable[[str], None]
# Enough for repurchases after 60 days and for a baseline of weekly trends, and little enough for a quick start.
SIZE: Final[dict[str, Any]] = {"seed": 1805, "days": 130, "orders": 700, "visits_per_day": 12.0}


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
    run_night(
        shop.id,
        mode="incremental",
        as_of=RETAIL_AS_OF,
        steps=[step for step in STEPS if step.name in AT_ONCE],
    )
    with shop_scope(shop.id):
        enqueue(kind="night", payload={"as_of": RETAIL_AS_OF.isoformat()}, unique_key="demo")


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
    _fill(shop, say)
    write_public_profile(shop.id, demo_profile(shop))
    show_offers(shop)
    show_history(shop)
    show_cases(shop)
    show_rights(shop)
    run_night(shop.id, mode="incremental", as_of=last_complete_day(timezone.now(), shop.zone))


def _fill(shop: ShopContext, say: Say) -> None:
    """The simulated history up to this moment; see docs/contributors/simulator.md."""
    from shop_ai.simulator.doors import Doors
    from shop_ai.simulator.model.plan import Plan
    from shop_ai.simulator.model.world import World
    from shop_ai.simulator.services import simulate

    now = timezone.now()
    today = now.astimezone(shop.zone).date()
    world = World(Plan(last=today, **SIZE))
    doors = Doors(shop, world, now, say=say)
    doors.put_products()
    _packs(shop)
    playlists = _playlists(shop, world.plan.first)
    simulate(
        world,
        [doors],
        zone=shop.zone,
        now=now,
        playlists=playlists,
        on_paths={
            slug: {sku for _step, sku in offer.products}
            for slug, offer in zip(playlists, OFFERS, strict=True)
        },
    )
    _series(shop, playlists[0], today)
    show_codes(shop, playlists[0], today)


def _series(shop: ShopContext, slug: str, today: date) -> None:
    """A series of the first playlist, drafted from what the simulated customers bought; once."""
    with shop_scope(shop.id):
        if not Series.objects.exists():
            first = today + timedelta(days=1)
            title = "Rituel du hammam"
            draft_series(shop, slug, SeriesPlan(title, "instagram", shop.language, 5, first, time(19, 0)))


def _packs(shop: ShopContext) -> None:
    for sku, title, price, parts in (PACK, PACK_GIFT):
        pack = ProductFields(title=title, price=Decimal(price), pack=[Part(part) for part in parts])
        put_product(shop.id, sku=sku, fields=pack)


@dataclass(frozen=True, slots=True)
class Offer:
    """A playlist of the demo: its words, in ``other`` languages as well, what it is for, its products by step."""

    title: str
    intro: str
    language: str
    theme: Theme
    use: Use
    other: dict[str, dict[str, str]]
    products: tuple[tuple[str, str], ...]


PACK = ("PACK-HAMMAM", "Pack hammam : savon noir, ghassoul, musc", 1990, ["SAVON-NO", "GHASSOUL", "MUSC-10"])
PACK_GIFT = ("PACK-CADEAU", "Pack cadeau : hijab et musc blanc", 1900, ["HIJAB-MED", "MUSC-10"])
OFFERS = (
    Offer(
        "Le rituel du hammam",
        "Trois gestes, un prix clair.",
        "fr",
        Theme.BEAUTY,
        Use.TO_LOOK_AFTER,
        {"ar": {"title": "طقوس الحمّام", "intro": "ثلاث خطوات وسعر واضح."}},
        (("discovery", "SAVON-NO"), ("discovery", "MUSC-10"), ("proof", "HUILE-OLI"), ("step_up", PACK[0])),
    ),
    Offer(
        "هدايا العيد",
        "هدايا بسيطة بسعر واضح.",
        "ar",
        Theme.GIFTS,
        Use.TO_GIVE,
        {"fr": {"title": "Cadeaux de l'Aïd", "intro": "Des cadeaux simples, un prix clair."}},
        (("discovery", "HIJAB-MED"), ("proof", "PARF-OUD"), ("step_up", PACK_GIFT[0])),
    ),
    Offer(
        "Une table qui reçoit",
        "De quoi bien recevoir, du quotidien au cadeau.",
        "fr",
        Theme.HOME,
        Use.TO_HOST,
        {"ar": {"title": "مائدة تليق بالضيوف", "intro": "كل ما يلزم لاستقبال الضيوف."}},
        (("discovery", "HUILE-OLI"), ("proof", "MIEL-JUJ"), ("step_up", "COFF-THE")),
    ),
)


def _playlists(shop: ShopContext, since: date) -> list[str]:
    """The playlists of the demo, made where they are missing; their addresses."""
    with shop_scope(shop.id):
        made = dict(Playlist.objects.values_list("title", "slug"))
    return [made.get(offer.title) or _offered(shop, offer, since) for offer in OFFERS]


def _offered(shop: ShopContext, offer: Offer, since: date) -> str:
    slug = create_playlist(shop.id, title=offer.title, language=offer.language).slug
    for step, sku in offer.products:
        add_product(shop.id, slug, step=step, sku=sku)
    update_playlist(
        shop.id,
        slug,
        title=offer.title,
        intro=offer.intro,
        language=offer.language,
        texts=offer.other,
        theme=offer.theme,
        use=offer.use,
        starts_on=since,
        ends_on=None,
        is_published=True,
    )
    return slug


def _disconnect() -> None:
    """A connection must not be shared with a process that is split off."""
    connection.close()
    if connection.settings_dict["OPTIONS"].get("pool"):
        connection.close_pool()  # type: ignore[attr-defined]  # of the Postgres backend only


def seed(say: Say) -> list[LogIn]:
    """Both shops, side by side in two processes: reading files is work for Python, which has one lock a process.

    Safe to run again after an interruption.
    """
    people = _people()
    _disconnect()
    simulated = get_context("fork").Process(target=seed_simulated, args=(people, say))
    simulated.start()
    seed_retail(people, say)
    simulated.join()
    if simulated.exitcode:
        raise RuntimeError("the simulated shop could not be filled; its error stands above")
    return [log_in for _user, log_in in people]
