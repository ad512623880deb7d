"""Stored decisions of every kind are decided again in a process of their own, and come out the same."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any, Final

import pytest
from django.db import transaction
from django.utils import timezone

from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.recommend.sealing import seal_lists
from signals.recommend.serving import Query, recommend_many
from tests.shops import a_shop
from tests.signals.recommend_shop import TITLES, a_pairing_shop
from tests.transparency.decision_worlds import WORLDS, decisions_of
from transparency.centre.replays import REPLAYS, replay
from transparency.ledger.automations import automation
from transparency.ledger.services import record_decision

ROOT: Final = Path(__file__).resolve().parents[2]
# These take a fifth of a second each to decide.
SLOW: Final = {"budget_advice": 300, "forecast": 300, "product_scores": 300}
# Decided elsewhere: sealed lists need lists that were served; the arms of a benefit have tests in their own room.
ELSEWHERE: Final = {
    "personal_recommendations",
    "consent_benefit",
    "adviser_call",
    "stop_words",
    "my_data_links",
}


def store(shop: ShopContext, kind: str, times: int) -> int:
    """Decide first and store then: no transaction waits for arithmetic."""
    reason, made = automation(kind).reasons[0], decisions_of(kind, times)
    with transaction.atomic(), shop_scope(shop.id):
        for n, (candidates, output) in enumerate(made):
            record_decision(
                automation=kind,
                subject=f"world {n}",
                version="test",
                candidates=candidates,
                output=output,
                reason_code=reason,
            )
    return times


def store_sealed(shop: ShopContext, times: int) -> int:
    """So many different lists of visitors, each sealed by itself: the same list again is the same decision."""
    chance = random.Random(7)
    found: set[uuid.UUID | None] = set()
    while len(found) < times:
        cart = tuple(chance.sample(list(TITLES), chance.randint(2, 5)))
        asked = Query(slot="cart", cart=cart, limit=chance.randint(1, 12))
        found.add(recommend_many(shop.id, [asked])[0].list_uid)
        seal_lists(shop.id, timezone.now())
    return times


def again(shop: ShopContext) -> tuple[int, dict[str, Any]]:
    """What a new process says of all that is stored."""
    command = [sys.executable, "manage.py", "replay_decisions", "--shop", shop.slug]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=3000)
    assert done.stdout, done.stderr[-2000:]
    return done.returncode, json.loads(done.stdout)


def test_every_kind_that_can_be_decided_again_is_among_them() -> None:
    assert set(REPLAYS) - ELSEWHERE == set(WORLDS)


def test_a_world_that_was_changed_in_one_number_comes_out_differently() -> None:
    for kind in WORLDS:
        (candidates, output), (_others, other) = decisions_of(kind, 2)
        stored = json.loads(json.dumps(candidates))
        assert REPLAYS[kind](stored, json.loads(json.dumps(output))) is True, kind
        changed = {**output, **_foreign(output, other)}
        if changed != output:
            assert REPLAYS[kind](stored, json.loads(json.dumps(changed))) is False, kind


def _foreign(output: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """What another decision came to, decided with this one's seed and scene."""
    kept = {"seed", "scene", "rules", "campaign", "orders"}
    return {name: other[name] for name in output if name in other and name not in kept}


@pytest.mark.django_db(transaction=True)
def test_a_thousand_stored_decisions_of_all_kinds_replay_equal_in_a_clean_process() -> None:
    shop = a_pairing_shop()
    stored = {kind: store(shop, kind, 4 if kind in SLOW else 56) for kind in WORLDS}
    stored["personal_recommendations"] = store_sealed(shop, 56)
    assert sum(stored.values()) >= 1000
    code, said = again(shop)
    assert (code, said["chain"]["broken_at"]) == (0, None)
    assert [kind for kind in stored if said["automations"][kind]["different"]] == []
    assert all(said["automations"][kind]["equal"] >= times for kind, times in stored.items())


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_a_thousand_stored_decisions_of_every_kind_replay_equal_in_a_clean_process() -> None:
    shop = a_pairing_shop()
    stored = {kind: store(shop, kind, SLOW.get(kind, 1000)) for kind in WORLDS}
    stored["personal_recommendations"] = store_sealed(shop, 1000)
    code, said = again(shop)
    assert (code, said["chain"]["broken_at"]) == (0, None)
    assert all(said["automations"][kind]["equal"] >= times for kind, times in stored.items())


@pytest.mark.django_db(transaction=True)
def test_a_decision_that_comes_out_differently_ends_the_command_with_an_error() -> None:
    shop = a_shop()
    (candidates, output), (_others, other) = decisions_of("exploration", 2)
    with shop_scope(shop.id):
        forged = record_decision(
            automation="exploration", version="test", candidates=candidates, output=other, reason_code="little_seen"
        )  # fmt: skip
        assert replay(forged) is False
    code, said = again(shop)
    assert code == 1
    assert said["automations"]["exploration"] == {"equal": 0, "different": [1], "nothing_to_decide": 0}
    assert output != other
