"""``create_api_key``: a secret key of a shop, printed once."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalog.keys.scopes import SCOPES
from catalog.keys.services import EXPIRY_DAYS, create_key
from catalog.shops.directory import shop_by_slug
from shop_ai.lib.refusals import Invalid


class Command(BaseCommand):
    help = f"Make a secret key for the REST API and print it, once. Scopes: {', '.join(SCOPES)}."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--shop", required=True, help="address of the shop (its slug)")
        parser.add_argument("--scopes", required=True, help="comma-separated, such as orders:read,kpis:read")
        parser.add_argument(
            "--name", default="command line", help="what it is for, as the owner will read it"
        )
        parser.add_argument(
            "--days", type=int, default=EXPIRY_DAYS, help=f"ends after (default: {EXPIRY_DAYS})"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        shop = shop_by_slug(options["shop"])
        if shop is None:
            raise CommandError(f"no shop has the address {options['shop']}")
        if options["days"] < 1:
            raise CommandError("--days must be at least 1")
        scopes = [scope.strip() for scope in options["scopes"].split(",") if scope.strip()]
        try:
            key, secret = create_key(shop.id, name=options["name"][:80], scopes=scopes, days=options["days"])
        except Invalid as refused:
            raise CommandError(str(refused)) from refused
        if options["json"]:
            document = {
                "key": secret,
                "shop": shop.slug,
                "scopes": key.scopes,
                "expires_at": key.expires_at.isoformat(),
            }
            self.stdout.write(json.dumps(document))
        else:
            self.stdout.write(secret)
