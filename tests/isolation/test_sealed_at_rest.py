"""P2: what a thief of the database reads: no name, phone, mail or address of any customer, whichever way they came in."""

from __future__ import annotations

import base64
import os
import subprocess

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from catalog.conversations.kinds import confirm_chat
from catalog.customers.services import create_customer
from catalog.imports.running import run_import
from catalog.imports.services import create_import
from shop_ai.lib.tenancy import shop_scope
from shop_ai.services import binaries
from shop_ai.services.postgres import ADMIN
from tests import servers
from tests.shops import a_shop

NAME, PHONE, MAIL, STREET = "Zoulikha Canari", "0661987654", "canari@courrier.example", "Impasse du Canari"
SHEET = (
    "Date;Nom et prénom;Téléphone;Wilaya;Adresse;Produit;Qté;Prix;Statut;Remarque\r\n"
    f"14/05/2026;{NAME};{PHONE};Alger;{STREET};Robe;1;6500;Livré;rappeler {MAIL}\r\n"
    f"15/05/2026;{NAME};2,1366E+11;Alger;{STREET};Sac;1;8900;Parti;\r\n"
)
CHAT = (
    f"14/05/2026, 10:00 - {NAME}: prix ? c'est pour {STREET}, {PHONE}, {MAIL}\n"
    "14/05/2026, 10:05 - Boutique du dump: 6500 DA\n"
)


def _dump() -> bytes:
    """The whole test database as plain text, as a backup holds it."""
    command = [
        binaries.postgres("pg_dump"),
        "-h",
        servers.started().host,
        "-U",
        ADMIN,
        os.environ["DATABASE_NAME"],
    ]
    return subprocess.run(command, check=True, capture_output=True).stdout


def _traces(dump: bytes) -> list[str]:
    """Which canaries the dump shows: as they are, in hexadecimal (bytea) or in base64."""
    found = []
    for canary in (NAME, PHONE, PHONE[1:], MAIL, STREET):
        raw = canary.encode()
        forms = {raw, raw.hex().encode(), base64.b64encode(raw)}
        if any(form in dump for form in forms):
            found.append(canary)
    return found


@pytest.mark.django_db(transaction=True)
def test_a_dump_of_the_database_shows_nobody() -> None:
    shop = a_shop(name="Boutique du dump")
    fields = {"name": NAME, "phone": PHONE, "email": MAIL, "address": STREET}
    create_customer(shop, fields)  # type: ignore[arg-type]  # a plain dict is enough here
    content = SimpleUploadedFile("commandes.csv", SHEET.encode()).read()
    batch = create_import(shop, content=content, file_name="commandes.csv")
    run_import(shop, batch.pk)
    chat = create_import(
        shop,
        content=CHAT.encode(),
        file_name=f"Discussion WhatsApp avec {NAME}.txt",
        kind="conversations",
    )
    with shop_scope(shop.id):
        confirm_chat(chat, "owner")
    run_import(shop, chat.pk)
    dump = _dump()
    assert b"Boutique du dump" in dump
    assert b"whatsapp_file" in dump
    assert b"bad_phone" in dump
    assert _traces(dump) == []


def test_a_canary_in_a_dump_would_be_found() -> None:
    assert _traces(b"... 0661987654 ...") == [PHONE, PHONE[1:]]
    assert _traces(b"\\x" + MAIL.encode().hex().encode()) == [MAIL]
