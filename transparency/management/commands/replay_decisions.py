"""``manage.py replay_decisions``: decides a shop's stored decisions again and says whether each comes out the same."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalog.shops.directory import shop_by_slug
from shop_ai.lib.tenancy import shop_scope
from transparency.centre.replaying import replay_all
from transparency.ledger.selectors import verify_chain


class Command(BaseCommand):
    help = "Decide stored decisions again, walk the chain, and print what was found as JSON; ends with 1 on a difference."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--shop", required=True, help="the shop's slug")
        parser.add_argument("--automation", default="", help="only this one")
        parser.add_argument("--most", type=int, default=0, help="at most so many, the newest first (0: all)")

    def handle(self, *args: Any, **options: Any) -> None:
        shop = shop_by_slug(options["shop"])
        if shop is None:
            raise CommandError(f"no shop is called {options['shop']}")
        found = replay_all(shop.id, automation=options["automation"], most=options["most"])
        with shop_scope(shop.id):
            chain = verify_chain()
        report = {
            "shop": shop.slug,
            "automations": {code: asdict(held) for code, held in sorted(found.items())},
            "chain": {"rows": chain.rows, "broken_at": chain.broken_at},
        }
        self.stdout.write(json.dumps(report, indent=2))
        if not chain.holds or any(held.different for held in found.values()):
            raise SystemExit(1)
