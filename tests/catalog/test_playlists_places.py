"""Places on a path: unique also when many move at once, and every change can be taken back."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest

from catalog.playlists.models import PlaylistAddress, PlaylistChange, PlaylistItem
from catalog.playlists.packs import make_pack
from catalog.playlists.placing import (
    add_product,
    move_item,
    place_item,
    remove_item,
    replace_product,
    write_note,
)
from catalog.playlists.selectors import address_of, path_of
from catalog.playlists.services import (
    NotOnPath,
    act_on,
    change_address,
    create_playlist,
    duplicate_playlist,
    free_slug,
    update_playlist,
)
from catalog.playlists.undo import KEPT_CHANGES, undo_last
from shop_ai.lib.refusals import Conflict, Invalid
from shop_ai.lib.tenancy import shop_scope
from tests.catalog.offers import Offer, make_offer
from tests.crowd import at_once
from tests.factories import make_product, make_shop


@pytest.fixture
def offer(db: None) -> Offer:
    return make_offer(make_shop())


def _positions(offer: Offer) -> list[tuple[str, int]]:
    with shop_scope(offer.shop.id):
        rows = PlaylistItem.objects.filter(playlist__slug=offer.slug).order_by("step", "position")
        return list(rows.values_list("step", "position"))


def test_a_product_is_put_anywhere_on_any_step(offer: Offer) -> None:
    def place(sku: str, step: str, index: int | None = None) -> None:
        place_item(offer.shop.id, offer.slug, offer.item(sku).item_id, step=step, index=index)

    place("ARGILE", "discovery", 1)
    assert offer.skus() == [["SAVON", "ARGILE", "GANT"], ["HUILE"], []]
    place("GANT", "discovery", 0)
    assert offer.skus() == [["GANT", "SAVON", "ARGILE"], ["HUILE"], []]
    place("SAVON", "proof")
    place("GANT", "discovery", 99)
    assert offer.skus() == [["ARGILE", "GANT"], ["HUILE", "SAVON"], []]
    for step in ("discovery", "proof"):
        places = [position for where, position in _positions(offer) if where == step]
        assert len(places) == len(set(places))


def test_putting_a_product_where_it_stands_changes_nothing(offer: Offer) -> None:
    with shop_scope(offer.shop.id):
        before = PlaylistChange.objects.count()
    item = offer.item("GANT").item_id
    place_item(offer.shop.id, offer.slug, item, step="discovery", index=1)
    with shop_scope(offer.shop.id):
        assert PlaylistChange.objects.count() == before


def test_a_product_stands_once_on_a_step(offer: Offer) -> None:
    add_product(offer.shop.id, offer.slug, step="discovery", sku="SAVON")
    add_product(offer.shop.id, offer.slug, step="proof", sku="SAVON")
    assert offer.skus()[:2] == [["SAVON", "GANT"], ["HUILE", "SAVON"]]
    place_item(offer.shop.id, offer.slug, offer.path.steps[1].items[1].item_id, step="discovery", index=1)
    assert offer.skus()[:2] == [["GANT", "SAVON"], ["HUILE"]]


@pytest.mark.parametrize("step", ["", "nowhere"])
def test_there_are_three_steps(offer: Offer, step: str) -> None:
    with pytest.raises(NotOnPath):
        place_item(offer.shop.id, offer.slug, offer.item("GANT").item_id, step=step)


@pytest.mark.django_db(transaction=True)
def test_places_stay_unique_when_many_move_at_once() -> None:
    offer = make_offer(make_shop())
    with shop_scope(offer.shop.id):
        for n in range(4):
            make_product(offer.shop, sku=f"X{n}")
    items = [item.item_id for item in offer.path.items]

    def work(n: int) -> None:
        if n < 4:
            add_product(offer.shop.id, offer.slug, step="discovery", sku=f"X{n}")
        else:
            place_item(offer.shop.id, offer.slug, items[n % 4], step="discovery", index=n % 3)
            move_item(offer.shop.id, offer.slug, items[(n + 1) % 4], up=bool(n % 2))

    at_once(8, work)
    places = _positions(offer)
    assert len(places) == len(set(places)) == 8
    assert sorted(sku for step in offer.skus() for sku in step) == sorted(
        ["SAVON", "GANT", "HUILE", "ARGILE", "X0", "X1", "X2", "X3"]
    )


def _undo(offer: Offer) -> str:
    return undo_last(offer.shop.id, offer.slug)


def test_each_change_can_be_taken_back_in_turn(offer: Offer) -> None:
    shop_id, slug, start = offer.shop.id, offer.slug, offer.path
    update_playlist(shop_id, slug, title="Autre", price_rule="rebate", rebate_percent=20, budget=Decimal(900))
    write_note(shop_id, slug, offer.item("GANT").item_id, note="ناعم", language="ar")
    replace_product(shop_id, slug, offer.item("SAVON").item_id, sku="ARGILE")
    remove_item(shop_id, slug, offer.item("HUILE").item_id)
    act_on(shop_id, slug, "publish")
    assert offer.path != start
    assert [_undo(offer) for _ in range(5)] == ["publish", "remove", "replace", "note", "details"]

    def kept(path: object) -> str:
        # A product that was taken off comes back with the same public id and another row.
        return "".join(part for part in str(path).split("item_id=")[1:] if part.lstrip("0123456789"))

    def bare(text: str) -> str:
        return ",".join(part.partition(",")[2] for part in text.split("item_id="))

    assert bare(str(offer.path)) == bare(str(start))
    assert kept(start)


def test_a_product_that_was_deleted_since_does_not_come_back(offer: Offer) -> None:
    remove_item(offer.shop.id, offer.slug, offer.item("GANT").item_id)
    with shop_scope(offer.shop.id):
        offer.glove.delete()
    assert _undo(offer) == "remove"
    assert offer.skus() == [["SAVON"], ["HUILE"], ["ARGILE"]]


def test_old_changes_are_let_go_and_an_untouched_playlist_has_none(offer: Offer) -> None:
    for n in range(KEPT_CHANGES + 8):
        update_playlist(offer.shop.id, offer.slug, title=f"T{n}")
    with shop_scope(offer.shop.id):
        assert PlaylistChange.objects.count() == KEPT_CHANGES
        fresh = create_playlist(offer.shop.id, title="Neuf", language="fr")
    assert undo_last(offer.shop.id, fresh.slug) == ""
    assert undo_last(offer.shop.id, "nowhere") == ""


def test_an_old_address_leads_to_the_playlist_and_to_no_other(offer: Offer) -> None:
    shop_id, first = offer.shop.id, offer.slug
    assert change_address(shop_id, first, "Hammam d’hiver") == "hammam-d-hiver"
    assert address_of(shop_id, first) == "hammam-d-hiver"
    assert free_slug(shop_id, "Le rituel du hammam") == f"{first}-2"
    other = create_playlist(shop_id, title="Autre", language="fr")
    with pytest.raises(Conflict):
        change_address(shop_id, other.slug, first)
    assert change_address(shop_id, "hammam-d-hiver", first) == first  # its own old address is free to it
    with shop_scope(shop_id):
        assert list(PlaylistAddress.objects.values_list("slug", flat=True)) == ["hammam-d-hiver"]


def test_a_copy_is_a_draft_without_dates(offer: Offer) -> None:
    act_on(offer.shop.id, offer.slug, "publish")
    update_playlist(offer.shop.id, offer.slug, theme="beauty", ends_on=offer.today)
    copy = path_of(offer.shop.id, duplicate_playlist(offer.shop.id, offer.slug).slug)
    assert copy is not None
    assert (copy.theme, copy.is_published, copy.ends_on) == ("beauty", False, None)
    assert [item.sku for item in copy.items] == [item.sku for item in offer.path.items]
    assert {item.uid for item in copy.items} & {item.uid for item in offer.path.items} == set()


def test_a_pack_is_made_of_the_paths_products_at_the_price_of_the_rule(offer: Offer) -> None:
    update_playlist(offer.shop.id, offer.slug, price_rule="rebate", rebate_percent=10)
    pack = make_pack(offer.shop, offer.slug)
    shown = offer.item(pack.sku)
    assert (shown.price, shown.stock, len(shown.parts)) == (Decimal("3060.00"), 5, 4)
    assert offer.skus()[2] == ["ARGILE", pack.sku]
    offer.change(offer.soap, price=Decimal(1650))
    again = make_pack(offer.shop, offer.slug)
    assert (again.pk, offer.item(pack.sku).price) == (pack.pk, Decimal("3960.00"))
    assert offer.skus()[2] == ["ARGILE", pack.sku]


def test_a_pack_needs_two_products_with_prices(offer: Offer) -> None:
    offer.change(offer.oil, price=None)
    with pytest.raises(Invalid, match="price"):
        make_pack(offer.shop, offer.slug)
    for sku in ("HUILE", "GANT", "ARGILE"):
        remove_item(offer.shop.id, offer.slug, offer.item(sku).item_id)
    with pytest.raises(Invalid, match="two products"):
        make_pack(offer.shop, offer.slug)


@pytest.mark.parametrize(
    "wrong",
    [
        {"price_rule": "rebate", "rebate_percent": None},
        {"price_rule": "fixed"},
        {"starts_on": "late", "ends_on": "early"},
    ],
)
def test_what_contradicts_itself_is_refused(offer: Offer, wrong: dict[str, object]) -> None:
    days = {"late": offer.today, "early": offer.today.replace(year=2000)}
    values = {name: days.get(str(value), value) for name, value in wrong.items()}
    with pytest.raises(Invalid):
        update_playlist(offer.shop.id, offer.slug, **values)  # type: ignore[arg-type]  # wrong on purpose


def test_items_of_another_playlist_are_out_of_reach(offer: Offer) -> None:
    other = create_playlist(offer.shop.id, title="Autre", language="fr")
    with pytest.raises(NotOnPath):
        remove_item(offer.shop.id, other.slug, offer.item("GANT").item_id)
    with pytest.raises(NotOnPath):
        update_playlist(make_shop().id, offer.slug, title="x")
    assert uuid.UUID(offer.item("GANT").uid)
