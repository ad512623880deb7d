"""Playlists: three steps in order, packs as scarce as their scarcest part, drafts unseen."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from catalog.playlists.forms import PlaylistForm
from catalog.playlists.models import Step
from catalog.playlists.placing import add_product, move_item, remove_item
from catalog.playlists.selectors import pack_stocks, path_of
from catalog.playlists.services import NotOnPath, create_playlist, update_playlist
from catalog.playlists.stock import pack_stock
from catalog.products.models import PackPart
from shop_ai.lib.tenancy import shop_scope
from tests.shops import a_product, a_shop

parts = st.lists(st.tuples(st.none() | st.integers(-5, 1000), st.integers(1, 9)), max_size=6)


@pytest.mark.parametrize(
    ("given_parts", "stock"),
    [
        ([(10, 1), (7, 1)], 7),
        ([(10, 3), (7, 2)], 3),
        ([(10, 1), (0, 1)], 0),
        ([(None, 1), (4, 1)], 4),
        ([(None, 1)], None),
        ([], None),
        ([(-2, 1), (5, 1)], 0),
    ],
)
def test_the_stock_of_a_pack_is_its_smallest_part(
    given_parts: list[tuple[int | None, int]], stock: int | None
) -> None:
    assert pack_stock(given_parts) == stock


@given(parts)
def test_that_many_packs_can_be_made_and_not_one_more(given_parts: list[tuple[int | None, int]]) -> None:
    stock = pack_stock(given_parts)
    counted = [(max(held, 0), quantity) for held, quantity in given_parts if held is not None]
    if stock is None:
        assert not counted
    else:
        assert all(stock * quantity <= held for held, quantity in counted)
        assert any((stock + 1) * quantity > held for held, quantity in counted)


def _playlist(shop_id: int) -> str:
    slug: str = create_playlist(shop_id, title="Rentrée en beauté", language="fr").slug
    return slug


@pytest.mark.django_db
def test_products_stand_on_their_step_in_the_order_given() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        for sku in "ABC":
            a_product(shop.id, sku)
    slug = _playlist(shop.id)
    for sku in "ABC":
        add_product(shop.id, slug, step="discovery", sku=sku)
    add_product(shop.id, slug, step="step_up", sku="A")
    path = path_of(shop.id, slug)
    assert path is not None
    assert [[item.sku for item in step.items] for step in path.steps] == [["A", "B", "C"], [], ["A"]]
    move_item(shop.id, slug, path.steps[0].items[2].item_id, up=True)
    remove_item(shop.id, slug, path.steps[0].items[0].item_id)
    moved = path_of(shop.id, slug)
    assert moved is not None
    assert [item.sku for item in moved.steps[0].items] == ["C", "B"]


@pytest.mark.django_db
def test_moving_past_the_end_changes_nothing() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        a_product(shop.id, "A")
    slug = _playlist(shop.id)
    add_product(shop.id, slug, step="proof", sku="A")
    before = path_of(shop.id, slug)
    assert before is not None
    move_item(shop.id, slug, before.steps[1].items[0].item_id, up=True)
    assert path_of(shop.id, slug) == before


@pytest.mark.django_db
def test_another_shops_product_or_playlist_does_not_exist() -> None:
    mine, other = a_shop(), a_shop()
    with shop_scope(other.id):
        a_product(other.id, "THEIRS")
    slug = _playlist(mine.id)
    with pytest.raises(NotOnPath):
        add_product(mine.id, slug, step="proof", sku="THEIRS")
    with pytest.raises(NotOnPath):
        add_product(other.id, slug, step="proof", sku="THEIRS")
    assert path_of(other.id, slug) is None


@pytest.mark.django_db
def test_two_playlists_with_one_title_get_two_addresses() -> None:
    shop = a_shop()
    assert (_playlist(shop.id), _playlist(shop.id)) == ("rentree-en-beaute", "rentree-en-beaute-2")
    arabic = create_playlist(shop.id, title="عروض رمضان", language="ar")
    assert arabic.slug == "aroud-ramadan"


@pytest.mark.django_db
def test_a_pack_on_the_path_shows_its_parts_and_their_smallest_stock() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        soap, clay = a_product(shop.id, "SOAP", stock=9), a_product(shop.id, "CLAY", stock=5)
        pack = a_product(shop.id, "PACK", stock=None)
        PackPart.objects.create(shop_id=shop.id, pack=pack, part=soap, quantity=1)
        PackPart.objects.create(shop_id=shop.id, pack=pack, part=clay, quantity=2)
    assert pack_stocks(shop.id, [pack.pk]) == {pack.pk: (2, ("Produit SOAP", "2 × Produit CLAY"))}


def _publish(shop_id: int, slug: str, *, starts_on: date | None = None, ends_on: date | None = None) -> None:
    update_playlist(
        shop_id,
        slug,
        title="Rentrée",
        intro="Tout pour la rentrée",
        language="fr",
        starts_on=starts_on,
        ends_on=ends_on,
        is_published=True,
    )


@pytest.mark.django_db
def test_customers_see_a_published_playlist_and_never_a_draft(client: Client) -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        a_product(shop.id, "A", title="Cartable", price=2500)
    slug = _playlist(shop.id)
    add_product(shop.id, slug, step="discovery", sku="A")
    address = f"/p/{shop.slug}/{slug}"
    assert client.get(address).status_code == 404
    _publish(shop.id, slug)
    page = client.get(address)
    assert page.status_code == 200
    assert "Cartable" in page.content.decode()
    assert "2\u00a0500\u00a0DA" in page.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("starts_on", "ends_on", "status"),
    [
        (date(2000, 1, 1), date(2000, 1, 31), 404),
        (date(2999, 1, 1), None, 404),
        (date(2000, 1, 1), date(2999, 1, 1), 200),
    ],
)
def test_a_playlist_is_open_between_its_dates(
    client: Client, starts_on: date, ends_on: date | None, status: int
) -> None:
    shop = a_shop()
    slug = _playlist(shop.id)
    with shop_scope(shop.id):
        a_product(shop.id, "A")
    add_product(shop.id, slug, step="discovery", sku="A")
    _publish(shop.id, slug, starts_on=starts_on, ends_on=ends_on)
    assert client.get(f"/p/{shop.slug}/{slug}").status_code == status


@pytest.mark.django_db
def test_the_steps_are_named_in_the_language_of_the_page(client: Client) -> None:
    shop = a_shop(language="fr")
    with shop_scope(shop.id):
        a_product(shop.id, "A")
    slug: str = create_playlist(shop.id, title="هدايا العيد", language="ar").slug
    add_product(shop.id, slug, step="proof", sku="A")
    update_playlist(
        shop.id,
        slug,
        title="هدايا العيد",
        intro="",
        language="ar",
        starts_on=None,
        ends_on=None,
        is_published=True,
    )
    with translation.override("ar"):
        label = str(Step.PROOF.label)
    assert label != "Proof"
    assert label in client.get(f"/p/{shop.slug}/{slug}").content.decode()


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_date_that_is_known_is_filled_in_whatever_the_language(language: str) -> None:
    with translation.override(language):
        written = str(PlaylistForm(initial={"starts_on": date(2026, 3, 9)})["starts_on"])
    assert 'value="2026-03-09"' in written
