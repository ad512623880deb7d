"""``create_shop``: a shop with its owner."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from catalog.people.models import User
from catalog.people.selectors import person_by_email
from catalog.shops.context import ShopContext
from catalog.shops.services import create_shop


class Command(BaseCommand):
    help = "Open a shop with its owner. An account that exists already keeps its password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--slug", required=True, help="address of the shop: small letters, digits, hyphens"
        )
        parser.add_argument("--name", required=True)
        parser.add_argument("--currency", default="DZD", help="three letters (default: DZD)")
        parser.add_argument("--timezone", default="Africa/Algiers", help="default: Africa/Algiers")
        parser.add_argument("--language", default="fr", choices=["fr", "ar", "en"])
        parser.add_argument("--owner-email", required=True)
        parser.add_argument("--owner-password", required=True)
        parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            shop, owner = self._open(options)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        if options["json"]:
            document = {"slug": shop.slug, "name": shop.name, "currency": shop.currency, "owner": owner.email}
            self.stdout.write(json.dumps(document, ensure_ascii=False))
        else:
            self.stdout.write(f"{shop.slug}: opened for {owner.email}")

    @transaction.atomic
    def _open(self, options: dict[str, Any]) -> tuple[ShopContext, User]:
        owner = self._owner(options)
        shop = create_shop(
            slug=options["slug"],
            name=options["name"],
            currency=options["currency"],
            timezone=options["timezone"],
            language=options["language"],
            owner=owner,
        )
        return shop, owner

    def _owner(self, options: dict[str, Any]) -> User:
        email, password = options["owner_email"], options["owner_password"]
        found = person_by_email(email)
        if found is not None:
            return found
        try:
            validate_password(password)
        except ValidationError as error:
            # Whoever runs commands on this machine may choose; the warning is for those who did not notice.
            self.stderr.write("This password is easy to guess: " + " ".join(error.messages))
        return User.objects.create_user(email, password, language=options["language"])
