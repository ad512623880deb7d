"""``manage.py rotate_master_key``: wrap everything by the present MASTER_KEY, while the instance works."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalog.people.factor import reseal_secrets
from catalog.shops.directory import all_shop_ids
from catalog.shops.seals import rewrap_key
from shop_ai.lib.sealing import CannotOpen


class Command(BaseCommand):
    help = (
        "Wrap the key of every shop and seal every second factor by the present MASTER_KEY. Set the new key as "
        "MASTER_KEY and the former one in MASTER_KEY_FALLBACKS, restart, run this, and take the former one away."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            shops = sum(rewrap_key(shop_id) for shop_id in all_shop_ids())
            people = reseal_secrets()
        except CannotOpen as error:
            raise CommandError("Neither MASTER_KEY nor MASTER_KEY_FALLBACKS opens every key.") from error
        if options["json"]:
            self.stdout.write(json.dumps({"shops": shops, "second_factors": people}))
        else:
            self.stdout.write(f"{shops} shops and {people} second factors are under the present key")
