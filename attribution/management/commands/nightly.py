"""``manage.py nightly``: the nightly recomputation, now."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from attribution.nightly.services import NightResult, run_night
from catalog.shops.context import ShopContext
from catalog.shops.directory import all_shop_ids, shop_by_id, shop_by_slug
from shop_ai.lib.period import last_complete_day


class Command(BaseCommand):
    help = "Recompute the figures of one shop or of all, as every night does by itself."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--shop", help="the shop's slug; all shops without it")
        parser.add_argument("--as-of", type=date.fromisoformat, help="last complete day, YYYY-MM-DD")
        parser.add_argument("--full", action="store_true", help="everything, not only what changed")
        parser.add_argument("--json", action="store_true", help="print one JSON document")

    def handle(self, *args: Any, **options: Any) -> None:
        runs = []
        for shop in _shops(options["shop"]):
            as_of = options["as_of"] or last_complete_day(timezone.now(), shop.zone)
            result = run_night(shop.id, mode="full" if options["full"] else "incremental", as_of=as_of)
            if result is not None:
                runs.append(_as_dict(shop, result))
        if options["json"]:
            self.stdout.write(json.dumps({"runs": runs}, ensure_ascii=False))
            return
        for run in runs:
            counts = run["counts"]["kpis"]
            self.stdout.write(
                f"{run['shop']}: {run['mode']} as of {run['as_of']}, {counts['days']} days,"
                f" {counts['customers']} customers, {counts['rows']} rows in {run['seconds']} s"
            )


def _shops(slug: str | None) -> list[ShopContext]:
    if slug is None:
        found = (shop_by_id(shop_id) for shop_id in all_shop_ids())
        return [shop for shop in found if shop is not None]
    shop = shop_by_slug(slug)
    if shop is None:
        raise CommandError(f"no shop is called {slug}")
    return [shop]


def _as_dict(shop: ShopContext, result: NightResult) -> dict[str, Any]:
    return {
        "shop": shop.slug,
        "run": result.run,
        "mode": result.mode,
        "as_of": result.as_of.isoformat(),
        "seconds": result.seconds,
        "counts": result.counts,
    }
