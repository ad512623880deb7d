"""``manage.py simulate``: fill a simulated shop, or a folder, with a history whose truth is known."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.playlists.models import Playlist
from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_by_slug
from catalog.shops.services import create_shop
from shop_ai.lib.tenancy import shop_scope

SIZES = ("small", "medium", "large")


class Command(BaseCommand):
    help = (
        "Fill a simulated shop with products, orders, content and events whose truth is known, through the importer "
        "and the event intake. See docs/contributors/simulator.md."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--shop", help="slug of a shop that is marked as simulated")
        which.add_argument("--create", metavar="SLUG", help="make such a shop first")
        parser.add_argument("--size", choices=SIZES, default="small")
        parser.add_argument(
            "--seed", type=int, default=1805, help="the same seed and days give the same shop"
        )
        parser.add_argument("--last", type=date.fromisoformat, help="last day, yesterday by default")
        parser.add_argument("--days", type=int)
        parser.add_argument("--orders", type=int, help="exactly so many")
        parser.add_argument("--visits-per-day", type=float, help="mean")
        parser.add_argument("--products", type=int)
        parser.add_argument(
            "--url", default="", help="send the last two days' events there instead of in-process"
        )
        parser.add_argument("--out", type=Path, help="write everything as files, too or only")
        parser.add_argument("--truth", type=Path, help="write what is true to this JSON file")
        parser.add_argument("--json", action="store_true", help="one JSON document and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        from shop_ai.simulator.model.world import World

        if not (options["shop"] or options["create"] or options["out"]):
            raise CommandError(_("Say --shop, --create or --out."))
        shop = _shop(options)
        zone = shop.zone if shop else ZoneInfo("Africa/Algiers")
        world = World(_plan(options, zone))
        made = self._simulate(world, shop, zone, options)
        if options["truth"]:
            options["truth"].write_text(json.dumps(world.truth(), ensure_ascii=False, indent=1), "utf-8")
        document = {"shop": shop.slug if shop else None, "seed": world.plan.seed, **made}
        self.stdout.write(json.dumps(document, ensure_ascii=False, indent=None if options["json"] else 1))

    def _simulate(self, world: Any, shop: ShopContext | None, zone: ZoneInfo, options: Any) -> dict[str, Any]:
        from shop_ai.simulator.doors import Doors
        from shop_ai.simulator.folder import Folder
        from shop_ai.simulator.services import Sink, simulate

        now, sinks = timezone.now(), list[Sink]()
        if shop is not None:
            sinks.append(Doors(shop, world, now, url=options["url"], say=self._say(options)))
        if options["out"]:
            sinks.append(Folder(options["out"], world, zone, now))
        on_paths = _on_paths(shop) if shop else {}
        return simulate(
            world,
            sinks,
            zone=zone,
            now=now,
            playlists=list(on_paths),
            on_paths=on_paths,
            say=self._say(options),
        )

    def _say(self, options: dict[str, Any]) -> Any:
        """Progress goes to the terminal beside the result, and nowhere when a script reads the result."""
        if options["json"] or options["verbosity"] == 0:
            return lambda _line: None
        return self.stderr.write


def _shop(options: dict[str, Any]) -> ShopContext | None:
    """The shop to fill; a real one is refused, since nobody could tell its rows from simulated ones."""
    slug = options["create"] or options["shop"]
    if slug is None:
        return None
    if options["create"]:
        return _created(slug)
    shop = shop_by_slug(slug)
    if shop is None:
        raise CommandError(_("There is no shop %(slug)s.") % {"slug": slug})
    if not shop.is_simulated:
        raise CommandError(
            _("The shop %(slug)s is a real one: only simulated ones are filled.") % {"slug": slug}
        )
    return shop


def _created(slug: str) -> ShopContext:
    try:
        return create_shop(
            slug=slug,
            name=slug.replace("-", " ").capitalize(),
            currency="DZD",
            timezone="Africa/Algiers",
            language="fr",
            owner=None,
            is_simulated=True,
        )
    except (ValidationError, IntegrityError) as error:
        raise CommandError(_("The shop %(slug)s cannot be made.") % {"slug": slug}) from error


def _plan(options: dict[str, Any], zone: ZoneInfo) -> Any:
    from shop_ai.simulator.model.plan import SIZES as PLANS
    from shop_ai.simulator.model.plan import Plan

    size = PLANS[options["size"]]
    asked = {
        name: getattr(size, name) if options[name] is None else options[name]
        for name in ("days", "orders", "visits_per_day", "products")
    }
    yesterday = timezone.now().astimezone(zone).date() - timedelta(days=1)
    try:
        return Plan(last=options["last"] or yesterday, seed=options["seed"], **asked)
    except ValueError as error:
        raise CommandError(str(error)) from error


def _on_paths(shop: ShopContext) -> dict[str, set[str]]:
    """The SKUs on each playlist that customers may see, by address."""
    found: dict[str, set[str]] = {}
    with shop_scope(shop.id):
        rows = Playlist.objects.filter(is_published=True).order_by("slug")
        for slug, sku in rows.values_list("slug", "items__product__sku"):
            found.setdefault(slug, set()).update([sku] if sku else [])
    return found
