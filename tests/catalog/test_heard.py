"""The question "how did you hear of us?": one tap by link, in a frame, or on the phone."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from catalog.heard.asking import link_token, new_screen, screen_of
from catalog.heard.compute import PROPOSED, Said, first_place, shares
from catalog.heard.models import HeardAnswer
from catalog.heard.services import change_settings, tie_answers
from catalog.keys.services import ensure_public_key
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.factories import log_in, make_order, make_shop, make_user

pytestmark = pytest.mark.django_db
BUTTON = re.compile(r'name="channel" value="([\w-]+)"')
SCREEN = re.compile(r'name="screen" value="([^"]+)"')


def answers(shop: ShopContext) -> list[HeardAnswer]:
    with shop_scope(shop.id):
        return list(HeardAnswer.objects.select_related("order").order_by("pk"))


def tap(client: Client, address: str, channel: str) -> Any:
    """Open the question and tap an answer."""
    shown = client.get(address).content.decode()
    found = SCREEN.search(shown)
    return client.post(address, {"screen": found[1] if found else "", "channel": channel})


def test_a_link_asks_once_for_one_order_and_keeps_the_order_of_the_options() -> None:
    shop = make_shop()
    order = make_order(shop)
    address = f"/h/{link_token(shop.id, order.uid)}"
    shown = Client().get(address).content.decode()
    options = BUTTON.findall(shown)
    assert sorted(options[:-1]) == sorted(PROPOSED)
    assert options[-1] == "forgotten"
    screen = SCREEN.search(shown)
    assert screen is not None
    assert Client().post(address, {"screen": screen[1], "channel": "tiktok"}).status_code == 200
    (said,) = answers(shop)
    assert (said.channel, said.order_id, said.asked_by) == ("tiktok", order.pk, "link")
    assert said.shown_order == options[:-1]
    assert said.asked_at <= said.answered_at
    # A second tap, also of a screen that was opened before, changes nothing.
    Client().post(address, {"screen": screen[1], "channel": "google"})
    assert [one.channel for one in answers(shop)] == ["tiktok"]
    assert "channel" not in BUTTON.findall(Client().get(address).content.decode())


def test_options_stand_in_another_order_each_time_and_nobody_is_named() -> None:
    shop = make_shop()
    order = make_order(shop)
    with shop_scope(shop.id):
        seen = {new_screen(shop.id, "link", order=order.uid).shown for _turn in range(30)}
    assert len(seen) > 20
    shown = Client().get(f"/h/{link_token(shop.id, order.uid)}").content.decode()
    assert order.number not in shown


@pytest.mark.parametrize(
    ("language", "words"), [("fr", 'lang="fr"'), ("ar", 'dir="rtl"'), ("en", 'lang="en"')]
)
def test_the_question_is_asked_in_three_languages_and_stays_light(language: str, words: str) -> None:
    shop = make_shop(language="fr")
    answer = Client().get(f"/h/{link_token(shop.id, make_order(shop).uid)}?lang={language}")
    assert words in answer.content.decode()
    assert len(answer.content) < 12_000
    assert not answer.cookies.get("sessionid")


def test_nothing_forged_is_believed() -> None:
    shop, other = make_shop(), make_shop()
    order, theirs = make_order(shop), make_order(other)
    address = f"/h/{link_token(shop.id, order.uid)}"
    assert Client().get("/h/junk").status_code == 404
    assert Client().get(f"/h/{link_token(shop.id, theirs.uid)}").status_code == 404
    with shop_scope(shop.id):
        screen = new_screen(shop.id, "link", order=order.uid)
    assert screen_of(screen.signed() + "x") is None
    assert Client().post(address, {"screen": "x", "channel": "tiktok"}).status_code == 404
    assert Client().post(address, {"screen": screen.signed(), "channel": "myspace"}).status_code == 404
    with shop_scope(other.id):
        foreign = new_screen(other.id, "link", order=theirs.uid)
    assert Client().post(address, {"screen": foreign.signed(), "channel": "tiktok"}).status_code == 404
    assert answers(shop) == answers(other) == []


def test_a_frame_asks_on_the_thank_you_page_for_an_order_that_is_there_or_still_to_come() -> None:
    shop = make_shop()
    with shop_scope(shop.id):
        key = ensure_public_key(shop.id)
    order = make_order(shop, number="1041")
    answer = tap(Client(), f"/h/frame/{key}?order=1041", "instagram")
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer
    same = tap(Client(), f"/h/frame/{key}?order=2000", "google")
    assert same.content == answer.content  # nobody learns which orders exist
    here, later = answers(shop)
    assert (here.order_id, here.asked_by) == (order.pk, "fragment")
    assert (later.order_id, later.order_number) == (None, "2000")
    late = make_order(shop, number="2000")
    assert tie_answers(shop.id) == 1
    assert answers(shop)[1].order_id == late.pk
    assert Client().get(f"/h/frame/{key}").status_code == 404
    assert Client().get("/h/frame/pk_nobody?order=1041").status_code == 404


def test_the_call_asks_corrects_and_asks_again() -> None:
    person = make_user(language="en")
    shop, client = make_shop(owner=person), log_in(person)
    order = make_order(shop)
    address = f"/shops/{shop.slug}/orders/{order.uid}/"
    shown = client.get(address).content.decode()
    screen = SCREEN.search(shown)
    assert screen is not None
    assert "How did they hear of you?" in shown
    call = f"/shops/{shop.slug}/conversations/heard/orders/{order.uid}"
    client.post(call, {"screen": screen[1], "channel": "word-of-mouth"})
    assert [(one.channel, one.asked_by) for one in answers(shop)] == [("word-of-mouth", "call")]
    client.post(call, {"screen": screen[1], "channel": "forgotten"})
    assert [one.channel for one in answers(shop)] == [""]
    assert "Does not remember" in client.get(address).content.decode()
    client.post(call, {"again": "1"})
    assert answers(shop) == []


def test_the_owner_chooses_the_channels_and_may_stop_asking() -> None:
    person = make_user(language="en")
    shop, client = make_shop(owner=person), log_in(person)
    order = make_order(shop)
    change = f"/shops/{shop.slug}/conversations/heard/change"
    assert client.post(change, {"is_on": "on", "options": ["instagram"]}).status_code == 422
    assert client.post(change, {"is_on": "on", "options": ["instagram", "shop"]}).status_code == 302
    address = f"/h/{link_token(shop.id, order.uid)}"
    assert sorted(BUTTON.findall(Client().get(address).content.decode())) == [
        "forgotten",
        "instagram",
        "shop",
    ]
    change_settings(shop.id, is_on=False, options=["instagram", "shop"])
    assert Client().get(address).status_code == 404
    assert (
        "How did they hear of you?"
        not in client.get(f"/shops/{shop.slug}/orders/{order.uid}/").content.decode()
    )


def test_the_page_and_its_sheet_show_every_answer() -> None:
    person = make_user(language="en")
    shop, client = make_shop(owner=person), log_in(person)
    for _number in range(3):
        tap(Client(), f"/h/{link_token(shop.id, make_order(shop).uid)}", "tiktok")
    page = client.get(f"/shops/{shop.slug}/conversations/heard/?preset=this_year").content.decode()
    assert "TikTok" in page
    assert "not enough data (n = 3 of 30)" in page.replace("\xa0", " ")
    sheet = client.get(f"/shops/{shop.slug}/conversations/heard/answers.csv?preset=this_year&raw=1")
    lines = sheet.content.decode().splitlines()
    assert len(lines) == 4
    assert all(str(date.today().year) in line for line in lines[1:])  # noqa: DTZ011  # the year alone


def test_shares_count_who_forgot_and_the_first_place_is_held_against_chance() -> None:
    shown = ("a", "b", "c", "d")
    said = [Said("a", shown)] * 30 + [Said("b", shown)] * 10 + [Said("", shown)] * 10
    assert [(one.channel, one.n, one.of) for one in shares(said)] == [
        ("a", 30, 50),
        ("b", 10, 50),
        ("", 10, 50),
    ]
    lean = first_place(said)
    assert (lean.n, lean.of, lean.by_chance, lean.decides) == (30, 40, 0.25, True)
    fair = first_place([Said(shown[at % 4], shown) for at in range(40)])
    assert (fair.n, fair.decides) == (10, False)
