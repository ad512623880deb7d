"""The process that folds all day counts sessions apart: later, in less time, and to the same result."""

from __future__ import annotations

import random
from datetime import timedelta

import psycopg
import pytest
from django.db import connection

from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import purpose, shop_scope
from signals.ingest.services import take_in
from signals.rollups.services import count_due_sessions, fold_waiting, recount
from signals.sessions.models import Session, TouchedVisitor
from tests.signals.conftest import counts, open_shop
from tests.signals.test_sessions_counting import START, Sent, check, daily, lengths, sessions


def fold_in_turn(shop: ShopContext, events: list[Sent]) -> int:
    take_in(shop.id, [sent.body() for sent in events], {})
    return fold_waiting(in_turn=True)


def age(shop: ShopContext, seconds: float) -> None:
    """As if the notes had been made that long ago."""
    with shop_scope(shop.id):
        for note in TouchedVisitor.objects.all():
            note.since -= timedelta(seconds=seconds)
            note.save()


def test_sessions_wait_for_their_turn_and_the_sums_do_not(shop: ShopContext) -> None:
    assert fold_in_turn(shop, [Sent(0), Sent(5)]) == 2
    assert (lengths(shop), sum(counts(shop).values())) == ([], 2)
    assert count_due_sessions() == 0
    age(shop, 6)
    assert (count_due_sessions(), lengths(shop)) == (1, [2])
    assert count_due_sessions(at_once=True) == 0


def test_the_longer_a_visit_the_longer_until_it_is_counted_again(shop: ShopContext) -> None:
    fold_in_turn(shop, [Sent(0)])
    count_due_sessions(at_once=True)
    with shop_scope(shop.id):
        Session.objects.update(events=20_000)
    fold_in_turn(shop, [Sent(1)])
    age(shop, 19)
    assert count_due_sessions() == 0
    age(shop, 2)
    assert (count_due_sessions(), lengths(shop)) == (1, [2])


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_counted_when_the_sessions_are_those_of_the_rules(shop: ShopContext, seed: int) -> None:
    chance = random.Random(seed)
    events = [
        Sent(
            chance.uniform(0, 2000),
            visitor=chance.choice("ab"),
            kind=chance.choice(["view", "add_to_cart"]),
            campaign=chance.choice(["", "", "ete"]),
        )
        for _ in range(60)
    ]
    waiting = list(events)
    while waiting:
        taken, waiting = waiting[: (size := chance.randint(1, 12))], waiting[size:]
        fold_in_turn(shop, taken)
        if chance.random() < 0.4:
            count_due_sessions(at_once=True)
        if chance.random() < 0.2:
            recount(shop.id, START.date(), (START + timedelta(days=2)).date())
    count_due_sessions(at_once=True)
    check(shop, events)


def test_notes_of_one_shop_are_counted_in_it_alone(shop: ShopContext) -> None:
    other = open_shop("other")
    for one in (shop, other):
        fold_in_turn(one, [Sent(0), Sent(1)])
    assert count_due_sessions(at_once=True) == 2
    assert len(sessions(shop)) == len(sessions(other)) == len(daily(other)) == 1


@pytest.mark.django_db(transaction=True)
def test_a_shop_that_somebody_else_is_writing_is_passed_over_and_the_others_are_folded(
    shop: ShopContext,
) -> None:
    other = open_shop("other")
    take_in(shop.id, [Sent(0).body()], {})
    take_in(other.id, [Sent(0).body()], {})
    told = connection.get_connection_params()
    keep = {"host", "port", "user", "dbname", "password"}
    with psycopg.connect(**{name: told[name] for name in keep if told.get(name)}) as import_:
        import_.execute("SELECT pg_advisory_xact_lock(hashtext('signals_fold'), %s)", [shop.id % 2**31])
        assert fold_waiting(in_turn=True) == 1
        assert (sum(counts(other).values()), sum(counts(shop).values())) == (1, 0)
        assert fold_waiting(in_turn=True) == 0
    assert fold_waiting() == 1
    with purpose("drain"):
        assert sum(counts(shop).values()) == 1
