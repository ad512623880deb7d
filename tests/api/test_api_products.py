"""Products by REST."""

from __future__ import annotations

from decimal import Decimal

from catalog.products.models import Category, Product
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.api.conftest import Caller, caller, found, problem_of
from tests.factories import make_category, make_pack, make_product


def test_a_product_is_created_with_its_category_and_read_back(api: Caller) -> None:
    sent = {"sku": "R-1", "title": "Robe", "price": "2500.00", "stock": 3, "category": "Robes"}
    created = api.post("products", sent)
    product = found(created, 201)
    assert {name: product[name] for name in sent} == sent
    assert product["id"].startswith("prd_")
    assert product["currency"] == "DZD"
    assert created["Location"] == f"/api/v1/products/{product['id']}"
    assert found(api.get(f"products/{product['id']}")) == product


def test_a_taken_sku_names_the_product_in_the_way(api: Caller, shop: ShopContext) -> None:
    taken = make_product(shop, sku="R-1")
    problem = problem_of(api.post("products", {"sku": "R-1", "title": "Robe"}), 409)
    assert problem["existing"] == f"prd_{taken.uid.hex}"


def test_putting_a_product_twice_leaves_one(api: Caller, shop: ShopContext) -> None:
    body = {"title": "Robe", "price": "2500.00", "stock": 3}
    assert api.put("products/by-sku/R-1", body).status_code == 201
    again = found(api.put("products/by-sku/R-1", body | {"stock": 2}))
    assert again["stock"] == 2
    with shop_scope(shop.id):
        assert [(p.sku, p.price, p.stock) for p in Product.objects.all()] == [("R-1", Decimal("2500.00"), 2)]


def test_what_a_put_leaves_out_goes_back_to_its_default(api: Caller) -> None:
    api.put("products/by-sku/R-1", {"title": "Robe", "price": "2500.00"})
    assert found(api.put("products/by-sku/R-1", {"title": "Robe"}))["price"] is None


def test_a_sku_with_slash_and_space_is_an_address(api: Caller) -> None:
    found(api.put("products/by-sku/A%2FB%20C", {"title": "Sac"}), 201)
    assert found(api.get("products/by-sku/A/B%20C"))["sku"] == "A/B C"


def test_a_patch_changes_only_what_it_names(api: Caller, shop: ShopContext) -> None:
    product = make_product(shop, title="Robe", stock=10, category=make_category(shop, name="Robes"))
    changed = found(api.patch(f"products/prd_{product.uid.hex}", {"stock": 4}))
    assert (changed["stock"], changed["title"], changed["category"]) == (4, "Robe", "Robes")


def test_a_category_is_found_by_its_name(api: Caller, shop: ShopContext) -> None:
    make_category(shop, name="Robes")
    api.post("products", {"sku": "R-1", "title": "Robe", "category": "Robes"})
    with shop_scope(shop.id):
        assert Category.objects.filter(name="Robes").count() == 1


def test_the_stock_of_a_pack_is_what_its_scarcest_part_allows(api: Caller, shop: ShopContext) -> None:
    make_product(shop, sku="P-1", stock=7)
    make_product(shop, sku="P-2", stock=9)
    parts = [{"sku": "P-1", "quantity": 2}, {"sku": "P-2", "quantity": 1}]
    pack = found(api.post("products", {"sku": "C-1", "title": "Coffret", "pack": parts}), 201)
    assert pack["stock"] == 3
    assert pack["pack"] == parts


def test_an_unknown_part_writes_nothing_and_is_pointed_at(api: Caller, shop: ShopContext) -> None:
    body = {"sku": "C-1", "title": "Coffret", "category": "Neuf", "pack": [{"sku": "nowhere"}]}
    problem = problem_of(api.post("products", body), 422)
    assert [(e["pointer"], e["code"]) for e in problem["errors"]] == [("#/pack/0/sku", "unknown_sku")]
    with shop_scope(shop.id):
        assert not Product.objects.exists()
        assert not Category.objects.exists()


def test_a_pack_is_no_part_of_a_pack(api: Caller, shop: ShopContext) -> None:
    pack = make_pack(shop, [make_product(shop)])
    body = {"sku": "C-2", "title": "Grand coffret", "pack": [{"sku": pack.sku}]}
    assert problem_of(api.post("products", body), 422)["errors"][0]["code"] == "pack_in_pack"


def test_a_variant_belongs_to_a_product_that_is_no_variant(api: Caller, shop: ShopContext) -> None:
    robe = make_product(shop, sku="R")
    make_product(shop, sku="R-M", parent=robe)
    assert (
        found(api.post("products", {"sku": "R-L", "title": "L", "parent_sku": "R"}), 201)["parent_sku"] == "R"
    )
    problem = problem_of(api.post("products", {"sku": "R-X", "title": "X", "parent_sku": "R-M"}), 422)
    assert problem["errors"][0]["pointer"] == "#/parent_sku"


def test_a_field_that_cannot_be_set_is_refused(api: Caller) -> None:
    problem = problem_of(api.post("products", {"sku": "R", "title": "Robe", "shop_id": 7, "prix": "3"}), 422)
    assert [(e["pointer"], e["code"]) for e in problem["errors"]] == [
        ("#/shop_id", "unknown_field"),
        ("#/prix", "unknown_field"),
    ]


def test_products_are_found_by_sku_and_by_words(api: Caller, shop: ShopContext) -> None:
    make_product(shop, sku="R-1", title="Robe kabyle")
    make_product(shop, sku="H-1", title="Hijab de soie")
    assert [p["sku"] for p in found(api.get("products?sku=R-1"))["data"]] == ["R-1"]
    assert [p["sku"] for p in found(api.get("products?q=soie+HIJAB"))["data"]] == ["H-1"]
    assert found(api.get("products?q=soie+robe"))["data"] == []


def test_a_neighbours_product_is_not_found(api: Caller, neighbour: ShopContext) -> None:
    theirs = make_product(neighbour, sku="R-9")
    path = f"products/prd_{theirs.uid.hex}"
    problem_of(api.get(path), 404)
    problem_of(api.patch(path, {"stock": 0}), 404)
    problem_of(api.get("products/by-sku/R-9"), 404)
    assert found(caller(neighbour).get(path))["stock"] == 10
