"""Whatever changes the public page leaves a state, whichever door it came through, and each can be read again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from catalog.shops.context import ShopContext
from catalog.shops.models import Shop
from catalog.shops.services import write_public_profile
from shop_ai.lib.tenancy import shop_scope
from signals.rollups.expiry import keep_months
from tests.shops import a_shop
from transparency.ledger.models import Decision
from transparency.ledger.switches import EVERYTHING, set_switch
from transparency.public_page import services
from transparency.public_page.changes import changes
from transparency.public_page.models import PageVersion, PageWords
from transparency.public_page.selectors import state_numbered, states_of_day
from transparency.public_page.services import NoState, change_profile, present_state, restore_profile
from transparency.public_page.writing import with_values

pytestmark = pytest.mark.django_db


def numbers(shop: ShopContext) -> list[int]:
    with shop_scope(shop.id):
        return list(PageVersion.objects.order_by("number").values_list("number", flat=True))


def say(shop: ShopContext, name: str) -> None:
    change_profile(
        shop.id, lambda profile: with_values(profile, "contact", {"name": name}), by="user:7", part="contact"
    )


def test_a_profile_and_a_switch_each_leave_a_state() -> None:
    shop = a_shop()
    write_public_profile(shop.id, {"contact": {"name": "Amina"}})
    write_public_profile(shop.id, {"contact": {"name": "Amina"}})
    with shop_scope(shop.id):
        set_switch(EVERYTHING, is_on=False, by="user:1")
        found = list(PageVersion.objects.order_by("number"))
    assert [version.number for version in found] == [1, 2]
    assert found[0].facts["profile"] == {"contact": {"name": "Amina"}}
    assert list(found[1].facts["off"]) == ["all"]
    assert found[1].changed_by == "user:1"


def test_a_change_behind_the_doors_leaves_a_state_too() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        Shop.objects.filter(pk=shop.id).update(name="Autre nom")
        Shop.objects.filter(pk=shop.id).update(inactive_after_days=90)
    assert numbers(shop) == [1]


def test_what_is_shown_is_kept_before_it_is_shown_and_only_once() -> None:
    shop = a_shop()
    assert present_state(shop.id).number == 1
    assert present_state(shop.id).number == 1
    assert numbers(shop) == [1]


def test_a_new_release_and_another_keeping_time_leave_a_state(monkeypatch: pytest.MonkeyPatch) -> None:
    shop = a_shop()
    present_state(shop.id)
    keep_months(shop.id, 6)
    kept = present_state(shop.id)
    assert (kept.number, kept.kept["numbers"]["events"]) == (2, 6)
    assert "6 months" in str(kept.kept["rows"]["en"])
    said: dict[str, Any] = {"fr": {}, "ar": {}, "en": {}}
    monkeypatch.setattr(services, "all_words", lambda: ("f" * 64, said))
    assert present_state(shop.id).words == "f" * 64
    with shop_scope(shop.id):
        assert PageWords.objects.count() == 2


def test_states_and_words_are_never_changed_or_deleted() -> None:
    shop = a_shop()
    present_state(shop.id)
    for sql in ("UPDATE transparency_pageversion SET number = 9", "DELETE FROM transparency_pagewords"):
        with (
            shop_scope(shop.id),
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)


def test_a_change_is_signed_with_its_part_and_its_author() -> None:
    shop = a_shop()
    say(shop, "Amina")
    say(shop, "Amina")
    with shop_scope(shop.id):
        signed = list(Decision.objects.filter(automation="public_page"))
        version = PageVersion.objects.get()
    assert [(one.reason_code, one.actor, one.output) for one in signed] == [
        ("public_page_changed", "user:7", {"part": "contact"})
    ]
    assert version.changed_by == "user:7"


def test_earlier_words_are_put_back() -> None:
    shop = a_shop()
    say(shop, "Amina")
    say(shop, "Karim")
    restore_profile(shop.id, 1, by="user:7")
    assert present_state(shop.id).profile["contact"] == {"name": "Amina"}
    with pytest.raises(NoState):
        restore_profile(shop.id, 99, by="user:7")


def test_changes_are_said_the_newest_first() -> None:
    shop = a_shop()
    present_state(shop.id)
    say(shop, "Amina")
    with shop_scope(shop.id):
        set_switch("best_sellers", is_on=False, by="user:7")
        set_switch("weekly_digest", is_on=False, by="user:7")
        set_switch("best_sellers", is_on=True, by="user:7")
    public, _more = changes(shop.id)
    assert [change.said for change in public] == [
        ("Switched on: Recommended products",),
        ("Switched off: Recommended products",),
        ("Who answers, and how fast",),
        ("The page is kept from here on.",),
    ]
    assert [change.is_text for change in public] == [False, False, True, False]
    everything, _more = changes(shop.id, public_only=False)
    assert ("Switched off: Letters by e-mail",) in [change.said for change in everything]


@pytest.fixture
def told() -> ShopContext:
    """A shop in Algiers whose page changed on 1 March at 10:00 and twice on 5 March, at 00:30 and 23:30 there."""
    shop = a_shop()
    for number, (name, at) in enumerate(
        [
            ("Amina", datetime(2026, 3, 1, 9, 0, tzinfo=UTC)),
            ("Karim", datetime(2026, 3, 4, 23, 30, tzinfo=UTC)),
            ("Lina", datetime(2026, 3, 5, 22, 30, tzinfo=UTC)),
        ],
        1,
    ):
        facts = {"name": shop.name, "language": "fr", "profile": {"contact": {"name": name}}, "off": {}}
        with shop_scope(shop.id):
            PageVersion.objects.create(number=number, at=at, facts=facts, kept={}, words="")
    return shop


@pytest.mark.parametrize(("day", "expected"), [(1, [1]), (3, [1]), (4, [1]), (5, [1, 2, 3]), (6, [3])])
def test_a_day_has_the_states_that_stood_on_it_in_the_shops_own_time(
    told: ShopContext, day: int, expected: list[int]
) -> None:
    states = states_of_day(told, date(2026, 3, day))
    assert [state.number for state in states] == expected


def test_nothing_is_known_of_the_days_before(told: ShopContext, client: Client) -> None:
    assert states_of_day(told, date(2026, 2, 28)) == []
    page = client.get(f"/t/{told.slug}/?on=2026-02-28&lang=en").content.decode()
    assert "The page is kept since" in page
    assert "Who answers me?" not in page


def test_the_page_of_a_day_says_exactly_what_stood_then(told: ShopContext, client: Client) -> None:
    answer = client.get(f"/t/{told.slug}/?on=2026-03-03&lang=en")
    page = answer.content.decode()
    assert "Amina" in page
    assert "Karim" not in page
    assert "An earlier state of this page, no. 1." in page
    assert answer["X-Robots-Tag"] == "noindex"
    later = client.get(f"/t/{told.slug}/?on=2026-03-05&lang=en").content.decode()
    assert "Lina" in later
    assert "?version=2" in later
    assert "Karim" in client.get(f"/t/{told.slug}/?version=2&lang=en").content.decode()


def test_a_state_that_was_never_kept_is_not_found(told: ShopContext, client: Client) -> None:
    assert client.get(f"/t/{told.slug}/?version=99").status_code == 404
    assert state_numbered(told.id, 99) is None


@pytest.mark.parametrize(
    "junk", ["?on=yesterday", "?on=9999-99-99", "?version=abc", "?on=2999-01-01", "?on=0001-01-01"]
)
def test_junk_in_the_address_shows_the_page_of_now(told: ShopContext, client: Client, junk: str) -> None:
    page = client.get(f"/t/{told.slug}/{junk}&lang=en").content.decode()
    assert "An earlier state" not in page
    assert "Who answers me?" in page


def test_the_page_follows_a_switch_at_once(client: Client) -> None:
    shop = a_shop()
    address = f"/t/{shop.slug}/?lang=en"
    assert "Manual mode: at this moment" not in client.get(address).content.decode()
    with shop_scope(shop.id):
        set_switch(EVERYTHING, is_on=False, by="user:1")
    assert "Manual mode: at this moment nothing is automatic" in client.get(address).content.decode()
    with shop_scope(shop.id):
        set_switch(EVERYTHING, is_on=True, by="user:1")
    assert "Manual mode: at this moment" not in client.get(address).content.decode()
    began = timezone.now() - timedelta(minutes=1)
    listed = client.get(f"/t/{shop.slug}/changes?lang=en").content.decode()
    assert "Manual mode: everything automatic was stopped" in listed
    assert "Manual mode ended" in listed
    assert present_state(shop.id).at > began
