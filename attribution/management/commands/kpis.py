"""``manage.py kpis``: the five KPIs of a shop."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from attribution.kpis.selectors import BY, kpi_report
from attribution.kpis.serialise import report_dict
from catalog.shops.directory import shop_by_slug
from shop_ai.lib.period import Period


class Command(BaseCommand):
    help = "Print the five KPIs of a period, as of the last nightly run."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--shop", required=True, help="the shop's slug")
        parser.add_argument("--from", dest="start", required=True, type=date.fromisoformat, help="YYYY-MM-DD")
        parser.add_argument("--to", dest="end", required=True, type=date.fromisoformat, help="YYYY-MM-DD")
        parser.add_argument("--by", choices=BY, help="also one row per …")
        parser.add_argument(
            "--as-of",
            type=date.fromisoformat,
            help="for buying again, conversations and segments: what is known until this day",
        )
        parser.add_argument("--json", action="store_true", help="one line instead of indented")

    def handle(self, *args: Any, **options: Any) -> None:
        shop = shop_by_slug(options["shop"])
        if shop is None:
            raise CommandError(f"no shop is called {options['shop']}")
        try:
            period = Period(options["start"], options["end"])
        except ValueError as error:
            raise CommandError(str(error)) from error
        report = kpi_report(shop.id, period=period, by=options["by"], as_of=options["as_of"])
        indent = None if options["json"] else 2
        self.stdout.write(json.dumps(report_dict(report), ensure_ascii=False, indent=indent))
