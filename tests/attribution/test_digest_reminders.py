"""Reminders of posts: on the morning of their day, to who wants them, each once, ended by one click."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse

from attribution.digest.automations import WEEKLY_DIGEST
from attribution.digest.reminders import send_due_reminders
from attribution.digest.selectors import recipients
from attribution.digest.services import choose_letters
from attribution.digest.tokens import REMINDERS, Ending, ending_url
from catalog.people.models import Role, User
from catalog.series.models import PostState, SentReminder, Series, SeriesPost
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.factories import join, log_in, make_shop, make_user
from transparency.ledger.switches import set_switch

TODAY = date(2026, 11, 23)
SEVEN = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


@pytest.fixture
def owner(db: None) -> User:
    return make_user("nadia@example.com", language="ar", name="نادية")


@pytest.fixture
def shop(owner: User) -> ShopContext:
    return make_shop("reminders", owner=owner, name="Zohra")


def plan(shop: ShopContext, *days: int, **fields: Any) -> list[SeriesPost]:
    """A series with a post so many days from today each."""
    with shop_scope(shop.id):
        series = Series.objects.create(title="Recevoir", channel="instagram", language="fr")
        return [
            SeriesPost.objects.create(
                **{
                    "series": series,
                    "position": position,
                    "role": "proof",
                    "channel": "instagram",
                    "due_on": TODAY + timedelta(days=day),
                    "caption": f"Un service & six tasses, jour {day}",
                }
                | fields
            )
            for position, day in enumerate(days, 1)
        ]


def send(shop: ShopContext, at: datetime = SEVEN) -> int:
    return send_due_reminders(shop.id, at)


def letters() -> list[EmailMultiAlternatives]:
    return [one for one in mail.outbox if isinstance(one, EmailMultiAlternatives)]


def test_the_days_posts_come_in_one_letter_with_what_is_late(shop: ShopContext) -> None:
    plan(shop, -1, 0, 0, 1)
    assert send(shop) == 1
    (letter,) = letters()
    assert letter.to == ["nadia@example.com"]
    assert str(letter.body).count("Un service & six tasses") == 3
    assert "jour 1\n" not in str(letter.body)
    html = str(letter.alternatives[0][0])
    assert 'dir="rtl"' in html
    assert '<p lang="fr" dir="ltr"' in html
    assert "Un service &amp; six tasses" in html
    assert "<script" not in html


def test_each_member_has_one_letter_a_day_however_often_the_clock_ticks(shop: ShopContext) -> None:
    plan(shop, 0)
    assert [send(shop), send(shop, SEVEN + timedelta(minutes=15))] == [1, 0]
    plan(shop, 0)
    assert send(shop, SEVEN + timedelta(hours=3)) == 0
    with shop_scope(shop.id):
        assert SentReminder.objects.count() == 1


@pytest.mark.parametrize("state", [PostState.DONE, PostState.SKIPPED])
def test_a_settled_post_reminds_nobody(shop: ShopContext, state: PostState) -> None:
    cause = {"skip_cause": "no_time"} if state is PostState.SKIPPED else {}
    plan(shop, 0, state=state, settled_at=SEVEN, **cause)
    assert send(shop) == 0


def test_nothing_due_today_sends_nothing(shop: ShopContext) -> None:
    plan(shop, -1, 1)
    assert send(shop) == 0


def test_members_choose_for_themselves(shop: ShopContext) -> None:
    seller, silent = make_user("samir@example.com"), make_user("lina@example.com")
    join(shop, seller, Role.MANAGER)
    join(shop, silent, Role.MANAGER)
    of = {one.email: one for one in recipients(shop.id)}
    assert {email: one.reminders for email, one in of.items()} == {
        "nadia@example.com": True,
        "samir@example.com": False,
        "lina@example.com": False,
    }
    choose_letters(shop.id, of["samir@example.com"].membership_id, weekly=False, alerts=False, reminders=True)
    choose_letters(shop.id, of["nadia@example.com"].membership_id, weekly=True, alerts=False, reminders=False)
    plan(shop, 0)
    assert send(shop) == 1
    assert letters()[0].to == ["samir@example.com"]


def test_the_page_keeps_the_choice_and_shows_what_went_out(shop: ShopContext, owner: User) -> None:
    plan(shop, 0)
    send(shop)
    client = log_in(owner)
    page = client.get(reverse("letters", kwargs={"slug": shop.slug})).content.decode()
    assert 'name="reminders"' in page
    assert str(letters()[0].subject) in page
    client.post(reverse("letters-choose", kwargs={"slug": shop.slug}), {"weekly": "on"})
    assert [(one.weekly, one.reminders) for one in recipients(shop.id)] == [(True, False)]


def test_one_click_ends_reminders_and_nothing_else(shop: ShopContext) -> None:
    (mine,) = recipients(shop.id)
    link = ending_url(Ending(shop.id, mine.membership_id, REMINDERS)).split("8000", 1)[-1]
    assert Client().get(link).status_code == 200
    assert recipients(shop.id)[0].reminders
    Client().post(link)
    assert [(one.weekly, one.reminders) for one in recipients(shop.id)] == [(True, False)]
    Client().post(link, {"again": "1"})
    assert recipients(shop.id)[0].reminders


def test_manual_mode_keeps_letters_back(shop: ShopContext) -> None:
    plan(shop, 0)
    with shop_scope(shop.id):
        set_switch(WEEKLY_DIGEST.code, is_on=False, by="user:1")
    assert send(shop) == 0


def test_a_letter_that_was_not_taken_is_tried_again_under_the_same_name(
    shop: ShopContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan(shop, 0)

    def refuse(_mail: EmailMultiAlternatives) -> int:
        raise OSError("no server")

    with monkeypatch.context() as patched:
        patched.setattr(EmailMultiAlternatives, "send", refuse)
        assert send(shop) == 0
    with shop_scope(shop.id):
        failed = SentReminder.objects.get()
        assert (failed.failure, failed.attempts) == ("OSError", 1)
    assert send(shop) == 1
    assert letters()[0].extra_headers["Message-ID"].startswith(f"<{failed.uid.hex}@")


def test_a_shop_hears_of_its_own_posts_only(shop: ShopContext) -> None:
    other = make_shop("others", owner=make_user("omar@example.com"))
    plan(other, 0)
    assert send(shop) == 0
    assert send(other) == 1
