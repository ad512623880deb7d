"""The weekly letter: finished days only, each recipient's language, once, at the shop's Monday, ended by one click."""

from __future__ import annotations

import os
import re
import signal
import threading
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test import Client
from django.utils import timezone

from attribution.digest import services
from attribution.digest.automations import WEEKLY_DIGEST
from attribution.digest.compute import explain_change, parts
from attribution.digest.models import LetterKind, SentLetter
from attribution.digest.selectors import awake_shops, due_week, finished_week, recipients
from attribution.digest.services import choose_letters, send_due_letters
from attribution.kpis.compute import Sums
from attribution.kpis.models import DailyKpi
from attribution.nightly.models import NightlyRun
from catalog.people.models import Role, User
from catalog.shops.context import ShopContext
from shop_ai.lib.period import Period
from shop_ai.lib.tenancy import shop_scope
from tests.factories import join, log_in, make_shop, make_user
from transparency.centre.replays import replay
from transparency.ledger.models import Decision
from transparency.ledger.switches import set_switch

# A Monday; Algiers is one hour ahead of UTC.
MONDAY = date(2026, 11, 23)
SEVEN = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
WEEK = Period(date(2026, 11, 16), date(2026, 11, 22))


@pytest.fixture
def owner(db: None) -> User:
    return make_user("nadia@example.com", language="ar", name="نادية")


@pytest.fixture
def shop(owner: User) -> ShopContext:
    """Two weeks of days, the second with more parcels, then an unfinished Monday; the night is done."""
    shop = make_shop("letters", owner=owner, name="Zohra")
    with shop_scope(shop.id):
        for back in range(15):
            day = MONDAY - timedelta(days=back)
            number = 12 if day > WEEK.start - timedelta(days=1) else 8
            number = 999 if day == MONDAY else number
            DailyKpi.objects.create(
                shop_id=shop.id, day=day, channel="instagram", placed=number, shipped=number, delivered=number,
                revenue_ordered=number * 3000, revenue_delivered=number * 3000,
                product_revenue_delivered=number * 3000, basket_squares=number * 3000**2,
            )  # fmt: skip
        NightlyRun.objects.create(
            shop_id=shop.id, slot=MONDAY, mode="full", version="1", as_of=WEEK.end,
            started_at=SEVEN - timedelta(hours=4), finished_at=SEVEN - timedelta(hours=4),
        )  # fmt: skip
    return shop


def test_the_finished_week_never_holds_an_unfinished_day() -> None:
    for place in range(7):
        assert finished_week(MONDAY + timedelta(days=place)) == WEEK
    assert finished_week(MONDAY - timedelta(days=1)).end == WEEK.start - timedelta(days=1)


def test_the_letter_leaves_on_the_shops_own_monday_morning(shop: ShopContext) -> None:
    due = {
        when: due_week(shop.id, SEVEN + timedelta(minutes=minutes), shop.zone) is not None
        for when, minutes in {
            "before": -1,
            "seven": 0,
            "evening": 14 * 60,
            "tuesday": 24 * 60,
            "late": 48 * 60,
        }.items()
    }
    assert due == {"before": False, "seven": True, "evening": True, "tuesday": True, "late": False}
    assert awake_shops(SEVEN) == [shop.id]
    assert awake_shops(SEVEN - timedelta(minutes=1)) == []


def test_it_waits_for_the_night_but_not_past_noon(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        NightlyRun.objects.all().update(finished_at=None)
    assert due_week(shop.id, SEVEN, shop.zone) is None
    assert due_week(shop.id, SEVEN + timedelta(hours=5), shop.zone) == WEEK


def test_a_shop_that_sleeps_gets_no_letter(shop: ShopContext) -> None:
    assert due_week(shop.id, SEVEN + timedelta(weeks=6), shop.zone) is None


def test_each_reads_the_week_in_the_own_language(shop: ShopContext) -> None:
    for language in ("fr", "en"):
        person = make_user(f"{language}@example.com", language=language)
        member = join(shop, person, Role.VIEWER)
        choose_letters(shop.id, member.pk, weekly=True, alerts=False)
    assert send_due_letters(shop.id, SEVEN) == 3
    letters: dict[str, Any] = {letter.to[0]: letter for letter in mail.outbox}
    english, arabic = letters["en@example.com"], letters["nadia@example.com"]
    assert english.extra_headers["Content-Language"] == "en"
    assert "Net sales are 50% above the week before, mostly because more parcels were delivered." in " ".join(
        str(english.body).replace("\u00a0", " ").split()
    )
    assert "999" not in english.body
    assert "n = 84" in english.body
    html = str(arabic.alternatives[0][0])
    assert 'lang="ar"' in html
    assert html.count('dir="rtl"') >= 2
    assert 'dir="ltr"' in str(english.alternatives[0][0])
    assert "نادية" in html


def test_the_sentence_names_what_moved_and_replays(shop: ShopContext) -> None:
    send_due_letters(shop.id, SEVEN)
    with shop_scope(shop.id):
        decision = Decision.objects.get(automation=WEEKLY_DIGEST.code)
    assert decision.reason_code == "digest_due"
    assert decision.output == {"direction": "up", "cause": "orders", "share": "0.5000"}
    assert replay(decision) is True
    assert "nadia" not in str(decision.inputs) + str(decision.candidates)


def test_asking_again_sends_nothing_again(shop: ShopContext) -> None:
    assert [send_due_letters(shop.id, SEVEN + timedelta(hours=hour)) for hour in range(3)] == [1, 0, 0]
    assert len(mail.outbox) == 1


def test_switched_off_nothing_leaves(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        set_switch(WEEKLY_DIGEST.code, is_on=False, by="test")
    assert send_due_letters(shop.id, SEVEN) == 0
    assert mail.outbox == []


def test_a_mail_server_that_refuses_is_asked_again_under_the_same_name(
    shop: ShopContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []

    def refuse(self: EmailMultiAlternatives, fail_silently: bool = False) -> int:
        names.append(self.extra_headers["Message-ID"])
        raise OSError("away")

    with monkeypatch.context() as patched:
        patched.setattr(EmailMultiAlternatives, "send", refuse)
        assert send_due_letters(shop.id, SEVEN) == 0
    assert send_due_letters(shop.id, SEVEN) == 1
    assert mail.outbox[0].extra_headers["Message-ID"] == names[0]
    with shop_scope(shop.id):
        letter = SentLetter.objects.get()
    assert (letter.attempts, letter.failure, letter.sent_at is not None) == (2, "", True)


def test_the_claim_of_a_dead_worker_is_taken_over_after_its_time(
    shop: ShopContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(self: EmailMultiAlternatives, fail_silently: bool = False) -> int:
        raise KeyboardInterrupt  # nothing catches it, as nothing catches a kill

    with monkeypatch.context() as patched:
        patched.setattr(EmailMultiAlternatives, "send", die)
        with pytest.raises(KeyboardInterrupt):
            send_due_letters(shop.id, SEVEN)
    assert send_due_letters(shop.id, SEVEN) == 0
    with shop_scope(shop.id):
        SentLetter.objects.update(claimed_at=timezone.now() - services.CLAIM_HOLDS - timedelta(seconds=1))
    assert send_due_letters(shop.id, SEVEN) == 1
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_it_once() -> None:
    owner = make_user("two@example.com", language="fr")
    shop = make_shop("two-workers", owner=owner)
    with shop_scope(shop.id):
        DailyKpi.objects.create(shop_id=shop.id, day=WEEK.end, delivered=40, revenue_delivered=40000)
    sent: list[int] = []

    def work() -> None:
        sent.append(send_due_letters(shop.id, SEVEN + timedelta(hours=6)))
        connection.close()

    workers = [threading.Thread(target=work) for _each in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert (sum(sent), len(mail.outbox)) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_sending_costs_nobody_a_letter(tmp_path: Any, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    owner = make_user("killed@example.com", language="fr")
    shop = make_shop("killed", owner=owner)
    with shop_scope(shop.id):
        DailyKpi.objects.create(shop_id=shop.id, day=WEEK.end, delivered=40, revenue_delivered=40000)
    now = SEVEN + timedelta(hours=6)
    connection.close()
    child = os.fork()
    if child == 0:
        EmailMultiAlternatives.send = lambda *_given, **_more: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[method-assign,assignment]  # in the child alone
        send_due_letters(shop.id, now)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL
    assert send_due_letters(shop.id, now) == 0
    with shop_scope(shop.id):
        SentLetter.objects.update(claimed_at=timezone.now() - timedelta(hours=1))
    assert [send_due_letters(shop.id, now) for _tick in range(2)] == [1, 0]
    assert len(list(tmp_path.iterdir())) == 1


def test_one_click_ends_the_letters_and_another_brings_them_back(shop: ShopContext) -> None:
    send_due_letters(shop.id, SEVEN)
    letter = mail.outbox[0]
    link = letter.extra_headers["List-Unsubscribe"].strip("<>")
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in letter.body
    path = re.sub(r"^https?://[^/]+", "", link)
    mailbox = Client(enforce_csrf_checks=True)
    assert mailbox.get(path).status_code == 200
    assert recipients(shop.id)[0].weekly
    assert mailbox.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not recipients(shop.id)[0].weekly
    assert send_due_letters(shop.id, SEVEN + timedelta(weeks=1)) == 0
    mailbox.post(path, {"again": "1"})
    assert recipients(shop.id)[0].weekly
    assert mailbox.get(path[:-3] + "abc").status_code == 404


def test_only_owners_get_it_unasked_and_everybody_chooses(shop: ShopContext) -> None:
    viewer = make_user("viewer@example.com", language="en")
    join(shop, viewer, Role.VIEWER)
    assert {one.email: one.weekly for one in recipients(shop.id)} == {
        "nadia@example.com": True,
        "viewer@example.com": False,
    }
    client = log_in(viewer)
    client.post(f"/shops/{shop.slug}/reports/letters/choose/", {"weekly": "on", "alerts": "on"})
    assert {one.email for one in recipients(shop.id) if one.wants(LetterKind.ALERTS)} == {
        "viewer@example.com"
    }
    page = client.get(f"/shops/{shop.slug}/reports/letters/").content.decode()
    assert "nadia@example.com" not in page


def test_a_member_who_left_gets_nothing(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        for one in recipients(shop.id):
            type(join(shop, make_user("new@example.com"))).objects.filter(pk=one.membership_id).update(
                is_active=False
            )
    assert send_due_letters(shop.id, SEVEN) == 0


def test_the_page_says_when_no_mail_server_is_set(shop: ShopContext, settings: Any) -> None:
    client = log_in(make_user("boss@example.com", language="en"))
    join(shop, User.objects.get(email="boss@example.com"), Role.MANAGER)
    address = f"/shops/{shop.slug}/reports/letters/"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert "No mail server is set" not in client.get(address).content.decode()
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    page = client.get(address).content.decode()
    assert "No mail server is set" in page
    assert "kept as files" in page


@pytest.mark.parametrize(("language", "direction"), [("fr", "ltr"), ("ar", "rtl"), ("en", "ltr")])
def test_the_preview_is_the_letter_in_the_language_asked_for(
    shop: ShopContext, owner: User, language: str, direction: str
) -> None:
    answer = log_in(owner).get(f"/shops/{shop.slug}/reports/letters/preview/?lang={language}")
    assert f'<html lang="{language}" dir="{direction}">' in answer.content.decode()
    assert "script-src" not in answer["Content-Security-Policy"].replace("default-src", "")
    text = log_in(owner).get(f"/shops/{shop.slug}/reports/letters/preview/?lang={language}&text")
    assert text["Content-Type"].startswith("text/plain")


def _sums(delivered: int, revenue: int, refunds: int = 0) -> Sums:
    return Sums(delivered=delivered, revenue_delivered=Decimal(revenue), refunds=Decimal(refunds))


@pytest.mark.parametrize(
    ("now", "before", "direction", "cause"),
    [
        (_sums(12, 12000), _sums(8, 8000), "up", "orders"),
        (_sums(8, 12000), _sums(8, 8000), "up", "basket"),
        (_sums(8, 8000, 100), _sums(8, 8000, 3000), "up", "refunds"),
        (_sums(4, 4400), _sums(8, 8000), "down", "orders"),
        (_sums(8, 8000), _sums(8, 8010), "same", ""),
        (_sums(3, 300), _sums(0, 0), "first", ""),
        (_sums(0, 0), _sums(0, 0), "none", ""),
    ],
)
def test_the_cause_is_the_largest_part_in_the_direction_of_the_change(
    now: Sums, before: Sums, direction: str, cause: str
) -> None:
    change = explain_change(now, before)
    assert (change.direction, change.cause) == (direction, cause)
    if before.delivered:
        assert sum(parts(now, before).values()) == now.net - before.net


def test_a_channel_is_named_when_it_moved_half_or_more() -> None:
    now, before = _sums(12, 12000), _sums(8, 8000)
    half = {"instagram": (Decimal(8000), Decimal(5000)), "google": (Decimal(4000), Decimal(3000))}
    spread = {name: (Decimal(4000), Decimal(2667)) for name in ("instagram", "google", "web")}
    assert explain_change(now, before, half).channel == "instagram"
    assert explain_change(now, before, spread).channel is None
