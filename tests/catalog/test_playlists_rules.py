"""The arithmetic of playlists: addresses, the price of the pack, the state by its dates, the nearest alternative."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.playlists.alternatives import Candidate, nearest
from catalog.playlists.compute import pack_price, parts_total, state_of
from catalog.playlists.paths import PathItem
from catalog.playlists.proof import Proof
from catalog.playlists.slugs import RESERVED, first_free, slug_of

money = st.decimals(min_value=1, max_value=100_000, places=2)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Rentrée en beauté", "rentree-en-beaute"),
        ("Le cœur d’été", "le-coeur-d-ete"),
        ("عروض رمضان", "aroud-ramadan"),
        ("هدايا العيد", "hadaya-aid"),
        ("ملابس الشتاء للأطفال", "malabis-chita-atfal"),
        ("قفطان العروس", "caftan-arous"),
        ("٥ هدايا", "5-hadaya"),
        ("مستلزمات", "mastlzmat"),
        ("✨", "offre"),
        ("  -- ", "offre"),
    ],
)
def test_an_address_can_be_read_aloud(title: str, slug: str) -> None:
    assert slug_of(title) == slug


@given(st.text(max_size=300))
def test_every_title_has_an_address_that_a_link_can_hold(title: str) -> None:
    slug = slug_of(title)
    assert slug == slug_of(slug)
    assert 0 < len(slug) <= 70
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not slug.startswith("-")


def test_an_address_is_new_and_is_none_of_the_dashboards_places() -> None:
    assert first_free("pack", {"pack", "pack-2"}) == "pack-3"
    assert all(first_free(word, set()) != word for word in RESERVED)


@pytest.mark.parametrize(
    ("rule", "total", "percent", "fixed", "price"),
    [
        ("none", "3400", None, None, "3400.00"),
        ("rebate", "3400", 10, None, "3060.00"),
        ("rebate", "3333", 15, None, "2833.00"),
        ("fixed", "3400", None, "2990", "2990"),
        ("fixed", "3400", None, "3500", None),
        ("rebate", None, 10, None, None),
    ],
)
def test_the_price_of_a_pack_follows_its_rule(
    rule: str, total: str | None, percent: int | None, fixed: str | None, price: str | None
) -> None:
    known = Decimal(total) if total else None
    found = pack_price(rule, known, percent=percent, fixed=Decimal(fixed) if fixed else None, currency="DZD")
    assert found == (Decimal(price) if price else None)


@given(st.lists(money, min_size=1, max_size=8), st.integers(1, 30))
def test_a_rebate_is_never_more_than_was_said_by_more_than_half_a_unit(
    prices: list[Decimal], percent: int
) -> None:
    total = parts_total([(price, 1) for price in prices])
    assert total == sum(prices)
    for currency, half in (("DZD", Decimal("0.5")), ("EUR", Decimal("0.005"))):
        price = pack_price("rebate", total, percent=percent, fixed=None, currency=currency)
        assert price is not None
        assert abs(price - total * (100 - percent) / 100) <= half


def test_a_sum_with_an_unknown_price_is_not_known() -> None:
    assert parts_total([(Decimal(5), 2), (None, 1)]) is None
    assert parts_total([]) is None


@pytest.mark.parametrize(
    ("published", "archived", "starts", "ends", "state"),
    [
        (False, False, None, None, "draft"),
        (True, False, None, None, "live"),
        (True, False, 11, None, "planned"),
        (True, False, 10, 10, "live"),
        (True, False, 1, 9, "over"),
        (True, True, None, None, "archived"),
    ],
)
def test_the_state_follows_from_the_dates(
    published: bool, archived: bool, starts: int | None, ends: int | None, state: str
) -> None:
    found = state_of(
        date(2026, 3, 10),
        is_published=published,
        is_archived=archived,
        starts_on=date(2026, 3, starts) if starts else None,
        ends_on=date(2026, 3, ends) if ends else None,
    )
    assert found == state


def _item(price: int | None, category: int | None = 1) -> PathItem:
    return PathItem(
        1, 1, "A", "A", None if price is None else Decimal(price), "", "", "", 0, category_id=category
    )


def _candidate(number: int, price: int | None, category: int | None = 1) -> Candidate:
    return Candidate(f"C{number}", "C", None if price is None else Decimal(price), category, number)


def test_the_nearest_is_of_the_same_kind_then_of_the_nearest_price() -> None:
    others = [_candidate(1, 100, category=2), _candidate(2, 260), _candidate(3, 140), _candidate(4, 70)]
    found = nearest(_item(100), others)
    assert found is not None
    assert found.sku == "C3"  # 1.40 times the price; 0.70 is farther by ratio
    assert nearest(_item(100), []) is None
    elsewhere = nearest(_item(100, category=9), others)
    assert elsewhere is not None
    assert elsewhere.sku == "C1"
    tied = nearest(_item(100), [_candidate(6, 50), _candidate(5, 200)])
    assert tied is not None
    assert tied.sku == "C5"


def test_proof_is_shown_from_five_orders_and_a_share_from_thirty_parcels() -> None:
    assert [Proof(delivered=n).is_shown for n in (4, 5)] == [False, True]
    assert Proof(5, 28, 1).kept_share is None
    assert Proof(5, 28, 2).kept_share == Decimal("0.93")
    assert Proof(5, 299, 1).kept_share == Decimal("0.99")
