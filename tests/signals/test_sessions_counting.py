"""Sessions: 30 minutes without an event end one, another campaign or code begins one, none lasts over 24 hours."""

from __future__ import annotations

import os
import random
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.ingest.services import take_in
from signals.rollups.services import fold_waiting, recount
from signals.sessions import counting
from tests import servers
from tests.plans import parts_of_events, plan_of, touched_rows
from tests.signals.conftest import Post, agree, event, open_shop, rows

PAUSE, DAY = timedelta(minutes=30), timedelta(hours=24)
START = datetime.now(UTC).replace(hour=20, minute=0, second=0, microsecond=0) - timedelta(days=2)
PASSIVE = {"view", "dwell", "skip", "impression", "reco_impression", "playlist_view"}


@dataclass(frozen=True)
class Sent:
    minute: float
    visitor: str = "v"
    kind: str = "view"
    campaign: str = ""
    code: str = ""
    channel: str = "direct"
    value: float = 0
    id: str = field(default_factory=lambda: str(uuid.uuid4()))

    @property
    def at(self) -> datetime:
        return START + timedelta(minutes=self.minute)

    def body(self) -> dict[str, Any]:
        kept = {
            "id": self.id,
            "time": self.at.isoformat(),
            "type": self.kind,
            "visitor": self.visitor,
            "campaign": self.campaign,
            "code": self.code,
            "channel": self.channel,
            "device": "mobile",
        }
        return kept | ({"value": self.value} if self.value else {})


def send(shop: ShopContext, events: Iterable[Sent], at_once: int = 1000) -> None:
    """Events as the intake hands them on, folded ``at_once`` at a time in the order given."""
    waiting = list(events)
    for start in range(0, len(waiting), at_once):
        take_in(shop.id, [sent.body() for sent in waiting[start : start + at_once]], {})
        while fold_waiting():
            pass


def split(events: Sequence[Sent]) -> list[list[Sent]]:
    """The rules once more, event by event: one visitor's events in their order → sessions."""
    sessions: list[list[Sent]] = []
    campaign = code = ""
    began = START
    previous: Sent | None = None
    for sent in events:
        if previous is None or sent.at - previous.at > PAUSE:
            campaign, code = sent.campaign, sent.code
            is_new, began = True, sent.at
        elif (sent.campaign and sent.campaign != campaign) or (sent.code and sent.code != code):
            is_new, began = True, sent.at
        else:
            is_new = sent.at - began >= DAY
            while sent.at - began >= DAY:
                began += DAY
        campaign, code = sent.campaign or campaign, sent.code or code
        if is_new:
            sessions.append([])
        sessions[-1].append(sent)
        previous = sent
    return sessions


Row = tuple[Any, ...]
COLUMNS = "visitor, started_at, ended_at, first_event::text, day, channel, campaign, code, events, pages, acts, carts, seconds"


def expected(shop: ShopContext, events: Iterable[Sent]) -> list[Row]:
    by_visitor: dict[str, list[Sent]] = defaultdict(list)
    for sent in events:
        by_visitor[sent.visitor].append(sent)
    made = []
    for visitor, own in by_visitor.items():
        for session in split(sorted(own, key=lambda sent: (sent.at, sent.id))):
            first = session[0]
            made.append(
                (
                    visitor,
                    first.at,
                    session[-1].at,
                    first.id,
                    first.at.astimezone(shop.zone).date(),
                    first.channel,
                    max(sent.campaign for sent in session),
                    max(sent.code for sent in session),
                    len(session),
                    sum(sent.kind == "view" for sent in session),
                    sum(sent.kind not in PASSIVE for sent in session),
                    sum(sent.kind == "add_to_cart" for sent in session),
                    sum(Decimal(str(sent.value)) for sent in session if sent.kind == "dwell"),
                )
            )
    return sorted(made)


def sessions(shop: ShopContext) -> list[Row]:
    return sorted(rows(shop, "signals_session", COLUMNS))


def daily(shop: ShopContext) -> list[Row]:
    columns = "day, channel, device, sessions, bounces, with_cart, pages, seconds"
    return [row for row in rows(shop, "signals_dailysession", columns, "1, 2, 3") if row[3]]


def expected_daily(found: Iterable[Row]) -> list[Row]:
    sums: dict[Row, list[Any]] = defaultdict(lambda: [0, 0, 0, 0, Decimal(0)])
    for (
        _visitor,
        _start,
        _end,
        _first,
        day,
        channel,
        _camp,
        _code,
        _events,
        pages,
        acts,
        carts,
        seconds,
    ) in found:
        own = sums[day, channel, "mobile"]
        for place, more in enumerate((1, pages <= 1 and not acts, carts > 0, pages, seconds)):
            own[place] += more
    return sorted((*key, *own) for key, own in sums.items())


def forget(shop: ShopContext) -> None:
    with shop_scope(shop.id), connection.cursor() as cursor:
        for table in ("inboxevent", "event", "session", "dailysession", "dailysignal", "dailyvisitor"):
            cursor.execute(f"DELETE FROM signals_{table} WHERE shop_id = %s", [shop.id])


def check(shop: ShopContext, events: Sequence[Sent]) -> None:
    assert sessions(shop) == expected(shop, events)
    assert daily(shop) == expected_daily(sessions(shop))


def lengths(shop: ShopContext) -> list[int]:
    return [row[8] for row in sessions(shop)]


def test_half_an_hour_without_an_event_does_not_end_a_session_and_more_does(shop: ShopContext) -> None:
    send(shop, [Sent(0), Sent(30), Sent(60.01)])
    assert lengths(shop) == [2, 1]


def test_another_campaign_or_code_begins_a_session_and_the_same_does_not(shop: ShopContext) -> None:
    campaigns = ["a", "", "a", "b", "", "a"]
    send(shop, [Sent(minute, campaign=name) for minute, name in enumerate(campaigns)])
    assert [(row[6], row[8]) for row in sessions(shop)] == [("a", 3), ("b", 2), ("a", 1)]
    send(shop, [Sent(200, code="X"), Sent(201), Sent(202, code="Y")])
    assert [(row[7], row[8]) for row in sessions(shop)][3:] == [("X", 2), ("Y", 1)]


def test_a_campaign_met_on_the_way_begins_a_session(shop: ShopContext) -> None:
    send(shop, [Sent(0), Sent(5, campaign="reel", channel="instagram")])
    assert [(row[5], row[6]) for row in sessions(shop)] == [("direct", ""), ("instagram", "reel")]


def test_no_session_lasts_longer_than_a_day(shop: ShopContext) -> None:
    send(shop, [Sent(25 * step) for step in range(100)])
    found = sessions(shop)
    assert max(row[2] - row[1] for row in found) < DAY
    assert sum(lengths(shop)) == 100
    assert len(found) == 2


def test_a_late_event_joins_what_a_pause_had_parted(shop: ShopContext) -> None:
    send(shop, [Sent(0), Sent(50)])
    assert lengths(shop) == [1, 1]
    send(shop, [Sent(25)])
    assert lengths(shop) == [3]
    assert daily(shop) == expected_daily(sessions(shop))


def test_a_late_event_lands_on_its_own_day_and_leaves_the_others_alone(shop: ShopContext) -> None:
    late, today = Sent(0), Sent(36 * 60)
    send(shop, [today])
    send(shop, [late])
    days = [sent.at.astimezone(shop.zone).date() for sent in (late, today)]
    assert [row[4] for row in sessions(shop)] == days
    assert [row[0] for row in daily(shop)] == days


def test_a_session_over_midnight_belongs_to_the_day_on_which_it_began(shop: ShopContext) -> None:
    midnight = START.astimezone(shop.zone).replace(hour=0, minute=0) + timedelta(days=1)
    before = (midnight.astimezone(UTC) - START).total_seconds() / 60 - 10
    send(shop, [Sent(before), Sent(before + 20)])
    assert [row[4] for row in sessions(shop)] == [midnight.date() - timedelta(days=1)]


def test_visitors_and_shops_do_not_mix(shop: ShopContext) -> None:
    other = open_shop("bijoux")
    send(shop, [Sent(0, "a"), Sent(1, "b")])
    send(other, [Sent(2, "a")])
    assert (lengths(shop), lengths(other)) == ([1, 1], [1])


def test_what_happens_to_the_parcel_is_no_visit_and_nobody_unknown_is(shop: ShopContext) -> None:
    send(shop, [Sent(0, kind="delivered"), Sent(5, visitor=""), Sent(60, kind="order")])
    assert [row[1] for row in sessions(shop)] == [Sent(60).at]
    assert rows(shop, "signals_dailysession", "with_order") == [(1,)]


def test_one_page_with_nothing_done_is_a_bounce(shop: ShopContext) -> None:
    alone = [Sent(0, "a"), Sent(1, "a", "dwell", value=4), Sent(1, "a", "skip", value=4)]
    acting = [Sent(0, "b"), Sent(1, "b", "add_to_cart")]
    reading = [Sent(0, "c"), Sent(1, "c")]
    send(shop, [*alone, *acting, *reading])
    assert rows(shop, "signals_dailysession", "sessions, bounces, with_cart, pages, seconds") == [
        (3, 1, 1, 4, Decimal(4))
    ]


def test_the_door_leads_to_sessions(post: Post, shop: ShopContext) -> None:
    agree(shop, "v")
    opened, wrote = (datetime.now(UTC) - timedelta(seconds=ago) for ago in (9, 2))
    post(
        event(vid="v", time=opened.isoformat(), utm={"source": "ig", "campaign": "ete"}, code="NADIA"),
        event("message", vid="v", time=wrote.isoformat()),
    )
    fold_waiting()
    assert rows(shop, "signals_session", "channel, campaign, code, device, entry_page, messages") == [
        ("instagram", "ete", "NADIA", "mobile", "/p/robe", 1)
    ]


MOMENTS = st.one_of(
    st.integers(0, 120), st.integers(0, 46 * 60), st.sampled_from([30, 60, 60.01, 1440, 1470, 2880])
)
EVENTS = st.builds(
    Sent,
    minute=MOMENTS,
    visitor=st.sampled_from(["v", "w"]),
    kind=st.sampled_from(["view", "dwell", "add_to_cart", "search"]),
    campaign=st.sampled_from(["", "", "a", "b"]),
    code=st.sampled_from(["", "", "", "X"]),
    channel=st.sampled_from(["direct", "instagram"]),
    value=st.sampled_from([0, 2.5]),
    id=st.uuids(version=4).map(str),
)


def any_order(shop: ShopContext, events: list[Sent], steady: int, at_once: int) -> None:
    """``steady`` events 29 minutes apart make runs of more than a day."""
    forget(shop)
    chance = random.Random(len(events))
    events = events + [Sent(29 * step, "v", id=str(uuid.UUID(int=step + 1))) for step in range(steady)]
    chance.shuffle(events)
    send(shop, events, at_once)
    check(shop, events)
    first, last = START.date() - timedelta(days=1), START.date() + timedelta(days=3)
    day = first + timedelta(days=chance.randint(0, 4))
    recount(shop.id, day, day)
    check(shop, events)
    with shop_scope(shop.id), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE signals_session SET first_event = gen_random_uuid(), events = 0 WHERE id % 2 = 0"
        )
        cursor.execute("DELETE FROM signals_session WHERE id % 3 = 0")
        cursor.execute("UPDATE signals_dailysession SET sessions = sessions + 7")
    recount(shop.id, first, last)
    check(shop, events)


SHUFFLED = {
    "events": st.lists(EVENTS, max_size=25, unique_by=lambda sent: sent.id),
    "steady": st.integers(0, 70),
    "at_once": st.integers(3, 15),
}
FEW = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@FEW
@given(**SHUFFLED)
def test_any_order_of_arrival_gives_the_sessions_of_the_rules(
    shop: ShopContext, events: list[Sent], steady: int, at_once: int
) -> None:
    any_order(shop, events, steady, at_once)


@pytest.mark.long
@settings(FEW, max_examples=200, derandomize=False)
@given(**SHUFFLED)
def test_any_order_of_arrival_gives_the_sessions_of_the_rules_at_length(
    shop: ShopContext, events: list[Sent], steady: int, at_once: int
) -> None:
    any_order(shop, events, steady, at_once)


@pytest.mark.parametrize("size", [0, 1, 5])
def test_the_reference_itself_parts_only_where_a_rule_says_so(size: int) -> None:
    parts = split([Sent(10 * step) for step in range(size)])
    assert [len(part) for part in parts] == ([size] if size else [])
    for before, after in pairwise(parts):
        assert after[0].at - before[-1].at > PAUSE


@pytest.mark.django_db(transaction=True)
def test_counting_a_visitor_again_reads_nobody_elses_sessions(shop: ShopContext) -> None:
    send(shop, [Sent(minute, visitor=f"w{minute % 40}") for minute in range(400)])
    send(shop, [Sent(0), Sent(5)])
    values: dict[str, Any] = {
        "shop": shop.id,
        "zone": shop.timezone,
        "visitors": ["v"],
        "firsts": [START],
        "lasts": [START + PAUSE],
    }
    with shop_scope(shop.id), connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO signals_session (shop_id, visitor, started_at, first_event, run_started_at, ended_at, day, channel,
                campaign, code, device, language, entry_page, events, pages, product_views, acts, carts, messages,
                checkouts, orders, seconds)
            SELECT s.shop_id, 'x' || n, s.started_at, gen_random_uuid(), s.run_started_at, s.ended_at, s.day, s.channel, '',
                '', '', '', '', 1, 1, 0, 0, 0, 0, 0, 0, 0
            FROM generate_series(1, 3000) n, (SELECT * FROM signals_session WHERE shop_id = %s LIMIT 1) s""",
            [shop.id],
        )
    servers.started().run(os.environ["DATABASE_NAME"], "ANALYZE signals_session, signals_event")
    with shop_scope(shop.id), connection.cursor() as cursor:
        cursor.execute(counting.PLAN)
        plan = plan_of(counting.COUNT_AGAIN, values)
        cursor.execute(counting.PLAN_AGAIN)
    assert 0 < touched_rows(plan, "signals_session") < 20
    assert 0 < touched_rows(plan, *parts_of_events()) < 100  # of 402
