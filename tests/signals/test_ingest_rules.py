"""The pure rules of the intake: channel, device, robot, limits, visitor of a day."""

from __future__ import annotations

import contextlib
import json
from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.shops.context import ShopContext
from signals.ingest import visitors
from signals.ingest.body import Unreadable, read_body
from signals.ingest.bots import is_robot, is_unseen_load
from signals.ingest.channels import channel_of, channel_of_app, referrer_host
from signals.ingest.devices import device_of, device_of_browser
from signals.ingest.events import is_storable
from signals.ingest.limits import Buckets
from signals.ingest.visitors import daily_visitor, salt_of
from tests.signals.conftest import PHONE, open_shop

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"
IPAD = "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1"
TABLET = "Mozilla/5.0 (Linux; Android 13; SM-X200) AppleWebKit/537.36 Chrome/126.0 Safari/537.36"
COMPUTER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0"


def channel(referrer: str = "", click: str = "", user_agent: str = COMPUTER, **utm: str) -> str:
    return channel_of(utm=utm, click=click, referrer=referrer, app=channel_of_app(user_agent))


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        ("direct", channel()),
        ("instagram", channel(source="ig")),
        ("instagram", channel("l.instagram.com")),
        ("instagram", channel("https://www.instagram.com/p/x/?a=1")),
        ("instagram", channel(click="igshid")),
        ("instagram", channel(user_agent=IPHONE + " Instagram 339.0")),
        ("facebook", channel(source="facebook", medium="cpc")),
        ("facebook", channel("lm.facebook.com")),
        ("facebook", channel(click="fbclid")),
        ("facebook", channel(user_agent=PHONE + " [FBAN/EMA;FBAV/400.0]")),
        ("messenger", channel("m.me")),
        ("tiktok", channel("www.tiktok.com")),
        ("tiktok", channel(click="ttclid")),
        ("tiktok", channel(user_agent=PHONE + " musical_ly_2023 BytedanceWebview")),
        ("whatsapp", channel("wa.me")),
        ("whatsapp", channel(source="whatsapp")),
        ("google", channel("www.google.dz")),
        ("google", channel("google.co.uk")),
        ("google", channel(click="gclid")),
        ("email", channel(source="shop", medium="email")),
        ("email", channel("mail.google.com")),
        ("other", channel(source="prospectus")),
        ("other", channel(campaign="ete")),
        ("referral", channel("blog.example")),
        ("referral", channel("notgoogle.example")),
        ("referral", channel("evilinstagram.com")),
        ("referral", channel("google.com.evil.example")),
    ],
)
def test_the_channel_follows_from_what_the_visit_brings(expected: str, found: str) -> None:
    assert found == expected


def test_the_shops_own_tags_win_over_everything_else() -> None:
    assert channel("l.facebook.com", "fbclid", source="ig") == "instagram"
    assert channel("l.instagram.com", "gclid") == "google"
    assert channel("blog.example", user_agent=IPHONE + " Instagram 339.0") == "referral"


@given(st.text(max_size=80))
def test_any_referrer_gives_a_host_or_nothing(referrer: str) -> None:
    assert "/" not in referrer_host(referrer)
    assert channel(referrer) in {"direct", "referral", "google", "facebook", "instagram", "email", "tiktok"}


@pytest.mark.parametrize(
    ("expected", "user_agent", "width"),
    [
        ("mobile", PHONE, 412),
        ("mobile", IPHONE, None),
        ("mobile", COMPUTER, 390),
        ("tablet", IPAD, 820),
        ("tablet", TABLET, None),
        ("desktop", COMPUTER, 1920),
        ("desktop", "", None),
    ],
)
def test_the_device_is_phone_tablet_or_computer(expected: str, user_agent: str, width: float | None) -> None:
    assert device_of(device_of_browser(user_agent), width) == expected


@pytest.mark.parametrize(
    "user_agent",
    [
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "TelegramBot (like TwitterBot)",
        "Mozilla/5.0 (Linux) AppleWebKit/537.36 HeadlessChrome/126.0 Safari/537.36",
        "Mozilla/5.0 (Linux; Android 11) Chrome-Lighthouse",
        "Baiduspider/2.0",
        "SkypeUriPreview Preview/0.5",
        "custom_bot_v2",
    ],
)
def test_robots_are_known_by_their_name(user_agent: str) -> None:
    assert is_robot(user_agent)


@pytest.mark.parametrize(
    "user_agent", [PHONE, IPHONE, IPAD, COMPUTER, "Mozilla/5.0 (Linux; CUBOT_X18) Mobile", ""]
)
def test_people_are_not_robots(user_agent: str) -> None:
    assert not is_robot(user_agent)


def test_a_page_that_nobody_looks_at_yet_is_no_visit() -> None:
    assert is_unseen_load({"HTTP_SEC_PURPOSE": "prefetch;prerender"})
    assert is_unseen_load({"HTTP_PURPOSE": "prefetch"})
    assert not is_unseen_load({"HTTP_SEC_FETCH_MODE": "cors"})


def test_a_bucket_lets_the_burst_through_and_then_the_rate() -> None:
    buckets = Buckets(rate=10, burst=30)
    assert [buckets.wait_for("a", 10, now=0.0) for _ in range(3)] == [0.0, 0.0, 0.0]
    assert buckets.wait_for("a", 10, now=0.0) == pytest.approx(1.0)
    assert buckets.wait_for("b", 10, now=0.0) == 0.0
    assert buckets.wait_for("a", 10, now=1.0) == 0.0
    assert buckets.wait_for("a", 31, now=1000.0) > 0


def test_a_bucket_that_refuses_takes_nothing() -> None:
    buckets = Buckets(rate=1, burst=5)
    for _ in range(10):
        assert buckets.wait_for("a", 6, now=0.0) == pytest.approx(1.0)
    assert buckets.wait_for("a", 5, now=0.0) == 0.0


def test_full_buckets_are_forgotten_before_the_memory_fills(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("signals.ingest.limits.MOST_KEYS", 100)
    buckets = Buckets(rate=1, burst=5)
    for number in range(1000):
        buckets.wait_for(str(number), 1, now=float(number))
    assert len(buckets._levels) <= 101


@given(st.binary(max_size=300))
def test_any_bytes_are_a_list_of_events_or_unreadable(body: bytes) -> None:
    with contextlib.suppress(Unreadable):
        assert isinstance(read_body(body).events, list)


NUMBERS = st.sampled_from(
    ["1", "-7", "1.5", "1e3", "1e999", "-2E400", "9" * 25, "NaN", "Infinity", "-Infinity"]
)
WORDS = st.text(max_size=8).map(json.dumps) | st.text(max_size=8).map(partial(json.dumps, ensure_ascii=False))


@given(st.lists(st.tuples(NUMBERS, WORDS), max_size=3))
def test_a_body_said_to_be_plain_holds_nothing_that_postgres_refuses(pairs: list[tuple[str, str]]) -> None:
    text = ",".join(f'{{"value": {number}, "page": {word}, "more": [{number}]}}' for number, word in pairs)
    try:
        body = read_body(f'{{"events": [{text}]}}'.encode("utf-8", "surrogatepass"))
    except Unreadable:
        return
    assert not body.is_plain or all(is_storable(event) for event in body.events)


def test_honest_bodies_are_plain() -> None:
    assert read_body(
        '{"events": [{"page": "/منتجات/é", "value": 12.5, "w": 390, "id": "1e5"}]}'.encode()
    ).is_plain
    for poison in ("1e999", "9" * 25, "NaN", '"\\u0000"', '"\\ud800"'):
        assert not read_body(f'{{"events": [{{"value": {poison}}}]}}'.encode()).is_plain


def test_nesting_without_end_spoils_only_its_own_event() -> None:
    deep = "[" * 20_000 + "]" * 20_000
    body = read_body(f'{{"events": [{{"a": "x]\\"}}"}}, {deep}, {{"b": {deep}}}, {{"c": [1, 2]}}]}}'.encode())
    found = body.events
    assert not body.is_plain
    assert (found[0], found[3], len(found)) == ({"a": 'x]"}'}, {"c": [1, 2]}, 4)


DAY = date(2026, 3, 4)


def test_one_visitor_has_one_id_a_day_and_shop(shop: ShopContext) -> None:
    first = daily_visitor(shop.id, DAY, "41.96.0.9", PHONE)
    assert first == daily_visitor(shop.id, DAY, "41.96.0.9", PHONE)
    other = open_shop("bijoux")
    others = {
        daily_visitor(shop.id, DAY, "41.96.0.8", PHONE),
        daily_visitor(shop.id, DAY, "41.96.0.9", IPHONE),
        daily_visitor(other.id, DAY, "41.96.0.9", PHONE),
        daily_visitor(shop.id, DAY + timedelta(days=1), "41.96.0.9", PHONE),
    }
    assert len({first, *others}) == 5
    assert {len(each) for each in others} == {32}


def test_all_processes_share_the_salt_of_a_day(shop: ShopContext) -> None:
    first = salt_of(shop.id, DAY)
    visitors._salts.clear()
    assert salt_of(shop.id, DAY) == first
    assert len(first) == 32


def test_a_process_remembers_one_day_only(shop: ShopContext) -> None:
    salt_of(shop.id, DAY)
    salt_of(shop.id, DAY + timedelta(days=1))
    assert [day for day, _salt in visitors._salts.values()] == [DAY + timedelta(days=1)]
