"""The pages of products: found, filtered, changed; a pack sells as much as its scarcest part."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from catalog.products.forms import NewProductForm
from catalog.products.models import PackPart, Product
from catalog.products.selectors import stock_of, whole
from catalog.products.services import Part
from shop_ai.lib.tenancy import shop_scope
from tests.catalog.pages import Desk, make_desk
from tests.factories import make_category, make_order, make_pack, make_product, make_refund

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return make_desk()


def titles(page: str) -> list[str]:
    return re.findall(r'<a href="[^"]*/products/[0-9a-f-]{36}/"><bdi>([^<]*)</bdi></a>', page)


def stored(desk: Desk, sku: str) -> Product:
    with shop_scope(desk.shop.id):
        found: Product = whole(Product.objects.filter(sku=sku)).get()
    return found


def form_of(desk: Desk, product: Product, **values: Any) -> dict[str, Any]:
    """What a browser sends from the product's page, with some fields written over."""
    page = desk.get("product", by=desk.manager, uid=product.uid)
    version = re.search(r'name="version" value="([^"]*)"', page)
    assert version
    given = {"title": product.title, "price": "2 500", "is_active": "on", "version": version[1]}
    return given | values


def test_products_are_found_by_words_and_by_the_start_of_the_sku(desk: Desk) -> None:
    make_product(desk.shop, sku="ROBE-1", title="Robe kabyle")
    make_product(desk.shop, sku="FOUL-1", title="Foulard en soie")
    assert titles(desk.get("products")) == ["Foulard en soie", "Robe kabyle"]
    assert titles(desk.get("products", "q=kabyle")) == ["Robe kabyle"]
    assert titles(desk.get("products", "q=foul")) == ["Foulard en soie"]
    assert titles(desk.get("products", "q=robe+soie")) == []


def test_variants_stay_under_their_product_until_they_are_searched(desk: Desk) -> None:
    parent = make_product(desk.shop, title="Robe", sku="R", stock=None)
    for size, stock in (("M", 3), ("L", 4)):
        make_product(desk.shop, title="Robe", variant=size, sku=f"R-{size}", parent=parent, stock=stock)
    page = desk.get("products")
    assert titles(page) == ["Robe"]
    assert 'data-label="Stock">7<' in page
    assert titles(desk.get("products", "q=R-M")) == ["Robe – M"]
    assert sorted(titles(desk.get("products", "kind=variant"))) == ["Robe – L", "Robe – M"]
    assert titles(desk.get("product", uid=parent.uid)) == ["L", "M"]


@pytest.mark.parametrize(
    ("stock", "listed"),
    [
        ("in", ["A", "B"]),
        ("low", ["B"]),
        ("out", ["C", "D"]),
        ("uncounted", ["E"]),
        ("nonsense", list("ABCDE")),
    ],
)
def test_the_state_of_the_stock_filters_the_list(desk: Desk, stock: str, listed: list[str]) -> None:
    for title, held in (("A", 6), ("B", 5), ("C", 0), ("D", -1), ("E", None)):
        make_product(desk.shop, title=title, stock=held)
    assert titles(desk.get("products", f"stock={stock}")) == listed


@pytest.mark.parametrize(
    "parts", [[(10, 3), (7, 2)], [(None, 1), (4, 1)], [(None, 1)], [(-2, 1), (5, 1)], [(0, 1)]]
)
def test_the_list_shows_the_stock_of_a_pack_as_the_selector_computes_it(
    desk: Desk, parts: list[tuple[int | None, int]]
) -> None:
    pack = make_pack(desk.shop, [], title="Coffret", sku="PACK")
    with shop_scope(desk.shop.id):
        for stock, quantity in parts:
            part = make_product(desk.shop, title="Pièce", stock=stock)
            PackPart.objects.create(pack=pack, part=part, quantity=quantity)
    computed = stock_of(stored(desk, "PACK"))
    page = desk.get("products", "kind=pack")
    assert titles(page) == ["Coffret"]
    shown = re.search(r'data-label="Stock">(?:([−\d]+)<|<span aria-hidden)', page)
    assert shown
    assert shown[1] == (None if computed is None else str(computed))


def test_delivered_orders_are_counted_once_whatever_the_pieces(desk: Desk) -> None:
    robe = make_product(desk.shop, title="Robe")
    blue = make_product(desk.shop, title="Robe", variant="bleue", parent=robe)
    order = make_order(desk.shop, lines=[(robe, 2, 100), (blue, 3, 100)])
    make_order(desk.shop, lines=[(blue, 1, 100)])
    make_order(desk.shop, lines=[(robe, 9, 100)], delivered=False)
    make_order(desk.shop, lines=[(robe, 9, 100)], parcel_state="refused")
    make_refund(desk.shop, order, 100)
    assert 'data-label="Delivered orders">2<' in desk.get("products", "kind=product")
    page = re.sub(r"<[^>]*>|\s+", " ", desk.get("product", uid=robe.uid))
    assert re.search(
        r"Delivered orders +2 +Pieces delivered +6 +Pieces given back +1 +Brought in +600 DA", page
    )


def test_a_manager_changes_a_product(desk: Desk) -> None:
    product = make_product(desk.shop, title="Robe", sku="R")
    body = form_of(desk, product, title="Robe longue", price="1.234,50 DA", stock="", category="Robes")
    assert desk.post("product-save", body, by=desk.manager, uid=product.uid).status_code == 302
    found = stored(desk, "R")
    assert (found.title, found.price, found.stock, found.category.name) == (
        "Robe longue",
        Decimal("1234.50"),
        None,
        "Robes",
    )
    body = form_of(desk, found, title="Robe longue", price="")
    del body["is_active"]
    desk.post("product-save", body, by=desk.manager, uid=product.uid)
    found = stored(desk, "R")
    assert (found.price, found.is_active, found.category) == (None, False, None)


def test_agents_and_viewers_read_products_and_change_none(desk: Desk) -> None:
    product = make_product(desk.shop, title="Robe")
    for person in (desk.agent, desk.viewer):
        assert "product-save" not in desk.get("product", by=person, uid=product.uid)
        assert desk.post("product-save", {"title": "X"}, by=person, uid=product.uid).status_code == 403
        assert desk.post("product-create", {"title": "X", "sku": "X"}, by=person).status_code == 403


def test_two_people_who_change_one_product_do_not_overwrite_each_other(desk: Desk) -> None:
    product = make_product(desk.shop, title="Robe", sku="R")
    mine = form_of(desk, product, title="Ma robe")
    theirs = form_of(desk, product, title="Leur robe")
    desk.post("product-save", theirs, by=desk.manager, uid=product.uid)
    answer = desk.post("product-save", mine, by=desk.manager, uid=product.uid)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody changed this product meanwhile." in page
    assert 'value="Ma robe"' in page
    assert stored(desk, "R").title == "Leur robe"
    again = re.search(r'name="version" value="([^"]*)"', page)
    assert again
    desk.post("product-save", mine | {"version": again[1]}, by=desk.manager, uid=product.uid)
    assert stored(desk, "R").title == "Ma robe"


def test_a_pack_is_written_as_lines_of_parts(desk: Desk) -> None:
    for sku in ("ROBE-M", "BOX2"):
        make_product(desk.shop, sku=sku, stock=10)
    pack = make_product(desk.shop, sku="PACK", stock=None)
    body = form_of(desk, pack, pack="ROBE-M x 3\r\n\r\nBOX2")
    desk.post("product-save", body, by=desk.manager, uid=pack.uid)
    found = stored(desk, "PACK")
    assert [(part.part.sku, part.quantity) for part in found.pack_parts.all()] == [("ROBE-M", 3), ("BOX2", 1)]
    assert "ROBE-M x 3\nBOX2 x 1" in desk.get("product", by=desk.manager, uid=pack.uid).replace("\r", "")
    assert 'data-label="Stock">3<' in desk.get("products", "kind=pack")


@pytest.mark.parametrize(
    ("pack", "reason"),
    [
        ("NIX x 2", "No product has the SKU NIX."),
        ("PACK", "A pack cannot be a part of a pack."),
        ("A x 1\nA x 2", "This part is named twice; use its quantity."),
        ("A x 0", "Write a part as its SKU and how many: ROBE-M x 2."),
    ],
)
def test_a_pack_that_cannot_be_changes_nothing(desk: Desk, pack: str, reason: str) -> None:
    make_product(desk.shop, sku="A")
    product = make_product(desk.shop, sku="PACK", title="Coffret")
    body = form_of(desk, product, title="Autre", pack=pack)
    answer = desk.post("product-save", body, by=desk.manager, uid=product.uid)
    assert (answer.status_code, reason in answer.content.decode()) == (422, True)
    found = stored(desk, "PACK")
    assert (found.title, len(found.pack_parts.all())) == ("Coffret", 0)


def test_parts_may_be_written_with_spaces_and_other_signs() -> None:
    form = NewProductForm({"sku": "P", "title": "P", "pack": "  ROBE M ×2 \nA * 3\nB  x4\nC x"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["pack"] == [Part("ROBE M", 2), Part("A", 3), Part("B", 4), Part("C x", 1)]


def test_a_new_product_needs_a_sku_of_its_own(desk: Desk) -> None:
    assert "New product" in desk.get("product-create", by=desk.manager)
    body = {"sku": "R", "title": "Robe", "price": "2500", "stock": "4", "is_active": "on"}
    answer = desk.post("product-create", body, by=desk.manager)
    assert (answer.status_code, stored(desk, "R").stock) == (302, 4)
    again = desk.post("product-create", body | {"title": "Autre"}, by=desk.manager)
    assert (again.status_code, "A product with the SKU R exists." in again.content.decode()) == (422, True)
    assert stored(desk, "R").title == "Robe"
    half = desk.post("product-create", body | {"sku": "S", "pack": "NIX"}, by=desk.manager)
    assert half.status_code == 422
    with shop_scope(desk.shop.id):
        assert not Product.objects.filter(sku="S").exists()


def test_an_address_that_runs_a_script_is_no_address(desk: Desk) -> None:
    product = make_product(desk.shop, sku="R")
    for bad in ("javascript:alert(1)", "data:text/html,x"):
        answer = desk.post(
            "product-save", form_of(desk, product, page_url=bad), by=desk.manager, uid=product.uid
        )
        assert answer.status_code == 422
    assert stored(desk, "R").page_url == ""


def test_the_sheet_has_every_product_that_fits(desk: Desk) -> None:
    robes = make_category(desk.shop, name="Robes")
    for n in range(55):
        make_product(desk.shop, title=f"Robe {n:02d}", category=robes)
    make_product(desk.shop, title="Foulard")
    lines = desk.get("products-csv", f"category={robes.uid.hex}&raw=1").splitlines()
    assert len(lines) == 56
    assert lines[1].split(",")[1:5] == ["Robe 00", "", "Robes", "2500.00"]


def test_an_empty_list_teaches(desk: Desk) -> None:
    assert "No product yet" in desk.get("products")


def test_the_pages_of_products_take_the_same_queries_for_2_rows_and_for_60(desk: Desk) -> None:
    parent = make_product(desk.shop, stock=None)

    def add(count: int) -> None:
        for _ in range(count):
            product = make_product(desk.shop, category=make_category(desk.shop))
            make_product(desk.shop, parent=parent, variant="M")
            pack = make_pack(desk.shop, [product])
            order = make_order(desk.shop, lines=[(product, 1, 100), (pack, 1, 100)])
            make_refund(desk.shop, order, 100, refunded_at=order.placed_at + timedelta(days=1))

    add(2)
    few = desk.queries("products"), desk.queries("product", uid=parent.uid)
    add(58)
    assert (desk.queries("products"), desk.queries("product", uid=parent.uid)) == few
    assert max(few) <= 12
