"""The import pages: bring, check, try, run, undo; nothing is written before somebody says so."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from catalog.imports.models import ImportBatch, ImportState, SavedMapping
from catalog.imports.tasks import run_queued
from catalog.orders.models import Order
from catalog.outbox.models import OutboxJob
from catalog.people.models import Role, User
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.catalog.import_files import sample, sheet
from tests.factories import join, log_in, make_shop, make_user
from tests.queries import queries_of

pytestmark = pytest.mark.django_db(transaction=True)

SHEET = "commandes_excel_fr_cp1252.csv"
ODD = "14/05/2026;Amina;Robe;1;6500;Parti"
ODD_HEADER = "Quand;Qui;Article vendu;Combien;Montant;Statut"
ROW = "14/05/2026;Amina;0550000001;Alger;Robe;1;6500;600;7100;Livré"


@pytest.fixture
def shop() -> ShopContext:
    return make_shop("boutique", owner=make_user("owner@example.com", language="en"))


@pytest.fixture
def owner(shop: ShopContext) -> Client:
    return log_in(User.objects.get(email="owner@example.com"))


def bring(client: Client, content: bytes, name: str = "commandes.csv") -> str:
    """The address of the draft made of a file."""
    answer = client.post("/shops/boutique/imports/upload/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def work(shop: ShopContext) -> None:
    """Do what waits in the outbox, as a worker would."""
    with shop_scope(shop.id):
        payloads = list(
            OutboxJob.objects.filter(kind="import", done_at=None).values_list("payload", flat=True)
        )
        OutboxJob.objects.all().delete()
    for payload in payloads:
        run_queued(shop.id, payload)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def orders(shop: ShopContext) -> int:
    with shop_scope(shop.id):
        return int(Order.objects.count())


def batch_of(shop: ShopContext, address: str) -> ImportBatch:
    with shop_scope(shop.id):
        found: ImportBatch = ImportBatch.objects.get(uid=UUID(address.rstrip("/").split("/")[-1]))
        return found


def test_a_file_is_shown_as_it_is_understood_and_nothing_is_written(owner: Client, shop: ShopContext) -> None:
    page = text(owner, bring(owner, sample(SHEET)))
    assert "Robe kabyle" in page
    assert "0550 00 00 01" in page
    assert "2,1366E+11" in page
    assert orders(shop) == 0


def test_a_try_counts_then_the_import_writes(owner: Client, shop: ShopContext) -> None:
    address = bring(owner, sample(SHEET))
    owner.post(f"{address}start/", {"action": "try"})
    work(shop)
    assert "What the import would do" in text(owner, address)
    assert (orders(shop), batch_of(shop, address).state) == (0, ImportState.DRAFT)
    owner.post(f"{address}start/", {"action": "run"})
    assert owner.get(f"{address}progress/").json()["finished"] is False
    assert "data-progress" in text(owner, address)
    work(shop)
    assert (orders(shop), batch_of(shop, address).state) == (3, ImportState.DONE)
    assert owner.get(f"{address}progress/").json()["finished"] is True
    assert "Undo this import" in text(owner, address)


def test_asking_twice_runs_once(owner: Client, shop: ShopContext) -> None:
    address = bring(owner, sample(SHEET))
    owner.post(f"{address}start/", {"action": "run"})
    owner.post(f"{address}start/", {"action": "run"})
    with shop_scope(shop.id):
        assert OutboxJob.objects.filter(kind="import").count() == 1


def test_undo_asks_first_and_then_takes_everything_back(owner: Client, shop: ShopContext) -> None:
    address = bring(owner, sample(SHEET))
    owner.post(f"{address}start/", {"action": "run"})
    work(shop)
    assert "commandes.csv" in text(owner, f"{address}undo/")
    assert orders(shop) == 3
    owner.post(f"{address}undo/")
    assert (orders(shop), batch_of(shop, address).state) == (0, ImportState.UNDONE)


def test_a_bad_row_stops_the_file_until_it_may_be_left_out(owner: Client, shop: ShopContext) -> None:
    address = bring(owner, sheet(ROW, ROW.replace("14/05/2026", "hier")))
    owner.post(f"{address}start/", {"action": "run"})
    work(shop)
    assert (orders(shop), batch_of(shop, address).state) == (0, ImportState.FAILED)
    assert "hier" in text(owner, address)
    owner.post(f"{address}start/", {"action": "run", "skip_bad_rows": "on"})
    work(shop)
    assert (orders(shop), batch_of(shop, address).state) == (1, ImportState.DONE)


def test_refused_cells_can_be_downloaded_with_their_reason(owner: Client, shop: ShopContext) -> None:
    address = bring(owner, sample(SHEET))
    owner.post(f"{address}start/", {"action": "run"})
    work(shop)
    lines = owner.get(f"{address}refused.csv").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert (
        lines[1].split(";")[:4] == ["4", "Téléphone", '"2,1366E+11"', "bad_phone"] or "bad_phone" in lines[1]
    )


def test_columns_and_words_are_named_once_for_all_files_like_it(owner: Client, shop: ShopContext) -> None:
    address = bring(owner, sheet(ODD, header=ODD_HEADER))
    fields = ["date", "customer_name", "product", "quantity", "unit_price", "status"]
    chosen = {f"column_{at}": name for at, name in enumerate(fields)} | {"day_order": "dmy"}
    assert owner.post(f"{address}columns/", {"column_0": "date", "day_order": "dmy"}).status_code == 422
    assert owner.post(f"{address}columns/", chosen).status_code == 302
    assert owner.post(f"{address}columns/", chosen | {"word_0": "in_transit"}).status_code == 302
    owner.post(f"{address}start/", {"action": "run"})
    work(shop)
    with shop_scope(shop.id):
        assert Order.objects.get().parcel_state == "in_transit"
        assert SavedMapping.objects.count() == 1
    again = bring(owner, sheet(ODD.replace("14/05", "15/05"), header=ODD_HEADER))
    assert '<option value="in_transit" selected>' in text(owner, again)


def test_two_columns_cannot_hold_the_same_thing(owner: Client, shop: ShopContext) -> None:
    address = bring(owner, sheet(ODD, header=ODD_HEADER))
    answer = owner.post(f"{address}columns/", {"column_0": "date", "column_1": "date", "day_order": "dmy"})
    assert answer.status_code == 422
    assert "alert--bad" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "content"),
    [("vide.csv", b""), ("photo.csv", b"\x89PNG\r\n\x1a\n\x00\x00"), ("macro.xlsm", b"PK\x03\x04rubbish")],
)
def test_a_file_that_cannot_be_read_comes_back_with_the_reason(
    owner: Client, shop: ShopContext, name: str, content: bytes
) -> None:
    upload = SimpleUploadedFile(name, content)
    answer = owner.post("/shops/boutique/imports/upload/", {"file": upload})
    assert answer.status_code == 422
    assert 'class="field__error"' in answer.content.decode()


def test_a_draft_can_be_deleted_and_a_done_import_cannot(owner: Client, shop: ShopContext) -> None:
    address = bring(owner, sample(SHEET))
    owner.post(f"{address}discard/")
    assert owner.get(address).status_code == 404
    done = bring(owner, sample(SHEET))
    owner.post(f"{done}start/", {"action": "run"})
    work(shop)
    owner.post(f"{done}discard/")
    assert owner.get(done).status_code == 200


def test_viewers_see_the_list_and_neither_files_nor_phones(owner: Client, shop: ShopContext) -> None:
    address = bring(owner, sample(SHEET))
    viewer = make_user("viewer@example.com")
    join(shop, viewer, Role.VIEWER)
    client = log_in(viewer)
    page = text(client, "/shops/boutique/imports/")
    assert "commandes.csv" in page
    assert address not in page
    assert client.get(address).status_code == 403
    assert client.get(f"{address}refused.csv").status_code == 403


def test_a_stranger_sees_nothing(owner: Client, shop: ShopContext) -> None:
    address = bring(owner, sample(SHEET))
    person = make_user("stranger@example.com")
    make_shop("autre", owner=person)
    stranger = log_in(person)
    assert {stranger.get(path).status_code for path in ("/shops/boutique/imports/", address)} == {404}


def test_the_list_makes_a_constant_number_of_queries(owner: Client, shop: ShopContext) -> None:
    address = "/shops/boutique/imports/"
    bring(owner, sample(SHEET))
    text(owner, address)
    few = queries_of(owner, address)
    for number in range(5):
        bring(owner, sheet(ROW.replace("Robe", f"Robe {number}")))
    assert len(queries_of(owner, address)) == len(few)
