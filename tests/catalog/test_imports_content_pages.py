"""Bringing content on the import page: it is recognised, its columns are named, the result tells what came."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from catalog.content.selectors import content_facts
from catalog.imports.models import ImportBatch
from catalog.imports.tasks import run_queued
from catalog.outbox.models import OutboxJob
from catalog.people.models import User
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.catalog.import_files import sample, sheet
from tests.factories import log_in, make_shop, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> ShopContext:
    return make_shop("boutique", owner=make_user("owner@example.com", language="en"))


@pytest.fixture
def owner(shop: ShopContext) -> Client:
    return log_in(User.objects.get(email="owner@example.com"))


def bring(client: Client, content: bytes, kind: str = "") -> str:
    """The address of the draft made of a file."""
    sent = {"file": SimpleUploadedFile("posts.csv", content), "kind": kind}
    answer = client.post("/shops/boutique/imports/upload/", sent)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def work(shop: ShopContext) -> None:
    """Do what waits in the outbox, as a worker would."""
    with shop_scope(shop.id):
        waiting = list(OutboxJob.objects.filter(kind="import").values_list("payload", flat=True))
        OutboxJob.objects.all().delete()
    for payload in waiting:
        run_queued(shop.id, payload)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_export_is_recognised_tried_imported_and_undone(owner: Client, shop: ShopContext) -> None:
    draft = bring(owner, sample("instagram_posts.csv"))
    page = text(owner, draft)
    assert "Posts of Instagram or Facebook" in page
    assert "Views 15,400" in page
    owner.post(draft + "start/", {"action": "try"})
    work(shop)
    assert content_facts(shop.id) == []
    assert "Measured values" in text(owner, draft)
    owner.post(draft + "start/", {"action": "run"})
    work(shop)
    assert len(content_facts(shop.id)) == 2
    assert "Content pieces" in text(owner, draft)
    owner.post(draft + "undo/")
    assert content_facts(shop.id) == []


def test_the_columns_of_a_sheet_are_named_by_its_owner(owner: Client, shop: ShopContext) -> None:
    content = sheet("Robe;1,5K;15/09/2026", header="Quoi;Combien;Quand")
    draft = bring(owner, content, kind="content")
    page = text(owner, draft)
    assert "Say which column is: Title." in page
    assert '<option value="rewatches"' in page
    assert '<option value="phone"' not in page
    named = {"column_0": "title", "column_1": "views", "column_2": "date", "day_order": "dmy"}
    assert owner.post(draft + "columns/", named | {"column_0": "views"}).status_code == 422
    assert owner.post(draft + "columns/", named).status_code == 302
    assert "Views 1,500" in text(owner, draft)
    owner.post(draft + "start/", {"action": "run"})
    work(shop)
    assert content_facts(shop.id)[0].metrics == {"views": 1500}
    with shop_scope(shop.id):
        first = ImportBatch.objects.get(uid=UUID(draft.rstrip("/").split("/")[-1]))
        again = ImportBatch.objects.get(
            uid=UUID(bring(owner, content, kind="content").rstrip("/").split("/")[-1])
        )
        assert again.mapping == first.mapping


def test_a_bad_row_is_named_with_its_column_and_can_be_downloaded(owner: Client, shop: ShopContext) -> None:
    content = sheet("Robe;beaucoup;15/09/2026", "Sac;5;15/09/2026", header="Titre;Vues;Date")
    draft = bring(owner, content)
    owner.post(draft + "start/", {"action": "run"})
    work(shop)
    page = text(owner, draft)
    assert "beaucoup" in page
    assert "This is not a number that can be read." in page
    assert content_facts(shop.id) == []
    lines = text(owner, draft + "refused.csv?raw=1").splitlines()
    assert lines[1].startswith("2,Vues,beaucoup,bad_amount,")
    owner.post(draft + "start/", {"action": "run", "skip_bad_rows": "on"})
    work(shop)
    assert [facts.title for facts in content_facts(shop.id)] == ["Sac"]
