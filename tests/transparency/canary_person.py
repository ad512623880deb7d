"""A customer who left a trace in every place that holds persons, and how traces are looked for."""

from __future__ import annotations

import base64
import os
import subprocess
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from catalog.codes.models import CodeUse, PlaylistCode
from catalog.conversations.incoming import Contact, Incoming, Message
from catalog.conversations.models import Conversation
from catalog.conversations.services import bring
from catalog.customers.models import Customer
from catalog.customers.selectors import Identity
from catalog.customers.services import change_customer
from catalog.heard.models import HeardAnswer
from catalog.imports.running import run_import
from catalog.imports.services import create_import
from catalog.keys.models import ApiKey, StoredAnswer
from catalog.keys.services import create_key
from catalog.orders.models import Order
from catalog.orders.services import NewLine, NewOrder, create_order
from catalog.outbox.models import OutboxJob
from catalog.parcels.models import Parcel, ParcelEvent
from catalog.rest.retries import COLUMN, TABLE, Retry
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib import sealing
from shop_ai.lib.tenancy import shop_scope
from shop_ai.services import binaries
from shop_ai.services.postgres import ADMIN
from signals.consent.models import Purpose
from signals.consent.services import Proof, decide
from signals.consent.subjects import consent_name
from signals.ingest.models import InboxEvent
from tests import servers
from tests.factories import make_refund
from tests.shops import a_product, a_shop
from transparency.cases.models import Case
from transparency.cases.opening import NewCase, open_case
from transparency.cases.personal import Asker
from transparency.rights.models import Door, RequestKind
from transparency.rights.services import new_request

NAME, PHONE, SECOND = "Zoulikha Canarine", "0661987654", "0770123987"
MAIL, STREET, SAID = "canarine@courrier.example", "Impasse du Canari 14", "serinette dorée"
HANDLE, VISITOR = "zouzou.canarine", "vis_canari_0123456789abc"
CANARIES = (NAME, PHONE[1:], SECOND[1:], MAIL, STREET, SAID, HANDLE, VISITOR)
SHEET = (
    "Date;N° commande;Nom et prénom;Téléphone;Wilaya;Adresse;Produit;Qté;Prix;Statut;Remarque\r\n"
    f"14/05/2026;A-100;{NAME};{PHONE};Alger;{STREET};Robe;1;6500;Livré;rappeler {MAIL}\r\n"
    "14/05/2026;A-101;Karim Autre;0550112233;Alger;Rue des Autres 3;Robe;1;6500;Livré;\r\n"
)


def clear_sealing(patch: pytest.MonkeyPatch) -> None:
    """Seal nothing, so that whatever is left behind a seal shows in a dump."""
    patch.setattr(sealing, "_encrypt", lambda _key, clear, _bound: bytes(12) + clear)
    patch.setattr(sealing, "_decrypt", lambda _key, sealed, _bound: bytes(sealed)[12:])


def a_shop_with_her() -> tuple[ShopContext, uuid.UUID]:
    """A shop with the canary person and somebody else; the person's public id."""
    shop = a_shop(name="Boutique du canari")
    batch = create_import(shop, content=SHEET.encode(), file_name=f"commandes de {NAME}.csv")
    run_import(shop, batch.pk)
    with shop_scope(shop.id):
        index = current_seal().index("phone", f"+213{PHONE[1:]}")
        her: Customer = Customer.objects.get(phone_index=index)
    leave_traces(shop, her)
    return shop, her.uid


def leave_traces(shop: ShopContext, her: Customer) -> None:
    """A trace of the customer in every place."""
    with shop_scope(shop.id):
        change_customer(
            shop,
            her.uid,
            {
                "second_phone": SECOND,
                "email": MAIL,
                "address": STREET,
                "identities": [Identity("instagram", "", HANDLE)],
            },
        )
        a_product(shop.id, "SAC")
        order, _is_new = create_order(
            shop,
            NewOrder(
                lines=(NewLine("SAC", 1),),
                number="B-7",
                external_id="till-7",
                note=f"{SAID} {NAME}",
                customer_uid=her.uid,
            ),
        )
        make_refund(shop, order, reason=f"{SAID}, {NAME}")
        _parcel(shop, order)
        _talk(shop)
        _visits(shop, order)
        _ties(shop, order, her)
        _answers(shop, her)
        _asks(shop, her)
        decide(shop.id, consent_name(her.uid), {Purpose.MESSAGES: True}, Proof(door="desk"))


def _parcel(shop: ShopContext, order: Order) -> None:
    parcel = Parcel.objects.create(
        shop_id=shop.id,
        order=order,
        courier="yalidine",
        tracking="YAL-1",
        currency="DZD",
        raw_state=f"Livré à {NAME}",
        state="delivered",
    )
    for word in (f"remis à {NAME} {PHONE}", f"{SAID} Zoulikha"):
        ParcelEvent.objects.create(
            shop_id=shop.id,
            parcel=parcel,
            at=timezone.now(),
            raw=word,
            plain=word,
            state="delivered",
            reason=f"{MAIL}",
        )


def _talk(shop: ShopContext) -> None:
    at = timezone.now() - timedelta(days=2)
    said = Incoming(
        key=f"whatsapp-{PHONE}",
        place="whatsapp",
        started_at=at,
        contact=Contact(name=NAME, phone=f"+213{PHONE[1:]}"),
        messages=(Message(at, True, f"Le prix ? {SAID}, c'est pour {STREET}"),),
    )
    bring(shop, [said], source="api")
    assert Conversation.objects.filter(customer__isnull=False).exists()


def _visits(shop: ShopContext, order: Order) -> None:
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT signals_make_partition(%s::date)", [now.date()])
    for body in (
        {"type": "search", "query": SAID, "page": f"/recherche/{SAID}"},
        {"type": "order", "order": order.number, "page": "/merci"},
    ):
        InboxEvent.objects.create(
            shop_id=shop.id,
            event_id=uuid.uuid4(),
            received_at=now,
            body={"time": now.isoformat(), "visitor": VISITOR, "session": VISITOR} | body,
        )
    decide(shop.id, VISITOR, {Purpose.MEASUREMENT: True}, Proof(door="page", page=f"/{SAID}"))


def _ties(shop: ShopContext, order: Order, her: Customer) -> None:
    HeardAnswer.objects.create(
        shop_id=shop.id,
        channel="instagram",
        customer=her,
        asked_by="call",
        asked_at=timezone.now(),
        answered_at=timezone.now(),
        answered_on=timezone.now().date(),
    )
    code = PlaylistCode.objects.create(shop_id=shop.id, code="AID10", normalised="AID10", link="lnk-canari")
    CodeUse.objects.create(
        shop_id=shop.id,
        code=code,
        order=order,
        customer=her,
        used_at=timezone.now(),
        used_on=timezone.now().date(),
        source="api",
        reference=f"{NAME} {PHONE}",
        idempotency_key=f"till {PHONE}",
    )
    OutboxJob.objects.create(
        shop_id=shop.id, kind="x", payload={"customer": her.uid.hex}, unique_key="x", done_at=timezone.now()
    )


def _answers(shop: ShopContext, her: Customer) -> None:
    key, _secret = create_key(shop.id, name="Caisse", scopes=["customers:read"])
    retry = Retry(ApiKey.objects.get(pk=key.pk).pk, "a-retry", "0" * 64)
    body = base64.b64encode(f'{{"id": "cus_{her.uid.hex}", "name": "{NAME}"}}'.encode()).decode()
    StoredAnswer.objects.create(
        shop_id=shop.id,
        api_key_id=retry.api_key_id,
        key=retry.key,
        request_hash=retry.request_hash,
        status=201,
        body_sealed=current_seal().seal_json(TABLE, COLUMN, retry.row, {"headers": {}, "body": body}),
    )


def _asks(shop: ShopContext, her: Customer) -> None:
    """Cases and wishes, tied to the customer and not."""
    asker = Asker(name=NAME, phone=f"+213{PHONE[1:]}", email=MAIL, order="B-7")
    open_case(
        shop, NewCase(asker=asker, message=SAID, note=f"{NAME} a rappelé", visitor=VISITOR, customer=her.pk)
    )
    loose = open_case(shop, NewCase(asker=asker, message=f"{STREET}, {SAID}"))
    Case.objects.filter(pk=loose.pk).update(customer=None, order=None)
    told = {"name": NAME, "contact": PHONE, "words": SAID}
    for customer in (her.pk, None):
        new_request(shop, RequestKind.CORRECTION, Door.PAGE, customer_id=customer, said=told)


def dump(database: str = "") -> bytes:
    """A database as a backup holds it, as plain text."""
    command = [binaries.postgres("pg_dump"), "-h", servers.started().host, "-U", ADMIN]
    command.append(database or os.environ["DATABASE_NAME"])
    return subprocess.run(command, check=True, capture_output=True).stdout


def traces(found: bytes) -> list[str]:
    """Which canaries show in the bytes: as text, in hexadecimal, in base64, or with JSON's escapes."""
    return [canary for canary in CANARIES if any(form in found for form in _forms(canary))]


def _forms(canary: str) -> set[bytes]:
    raw = canary.encode()
    escaped = canary.encode("ascii", "backslashreplace").replace(b"\\xe9", b"\\u00e9")
    encoded = {base64.b64encode(b" " * pad + raw)[4 if pad else 0 : -4] for pad in range(3)}
    return {raw, raw.hex().encode(), escaped, *(part for part in encoded if len(part) > 8)}


def lines_with(found: bytes) -> list[str]:
    """The lines of a dump that show a canary, shortened, for whoever reads a failing test."""
    return [line[:300].decode("utf-8", "replace") for line in found.splitlines() if traces(line)]
