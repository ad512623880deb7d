"""A person is dropped from decisions and old decisions become figures, and the chain still verifies; nothing else goes."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import local_setting, shop_scope
from tests.shops import a_shop
from transparency.ledger import keeping
from transparency.ledger.chain import link, salted
from transparency.ledger.erasing import empty_of_person
from transparency.ledger.facts import fact
from transparency.ledger.keeping import ChainBroken, due, fold
from transparency.ledger.models import Decision, LedgerFact, LedgerMonth
from transparency.ledger.selectors import ChainCheck, verify_chain
from transparency.ledger.services import Chance, record_decision, whole_of

pytestmark = pytest.mark.django_db
PERSON = uuid.UUID("5f0c1d2e-3b4a-4c5d-8e6f-7a8b9c0d1e2f")
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def shop() -> ShopContext:
    return a_shop()


def decide(n: int = 1, **given: object) -> Decision:
    values = {
        "automation": "best_sellers",
        "version": "1",
        "reason_code": "ranked_by_net_orders",
        "inputs": {"n": n},
        "candidates": [{"product_id": n, "share": 0.1}],
        "output": {"places": [n]},
    }
    return record_decision(**values | given)  # type: ignore[arg-type]


def drop(shop: ShopContext, *names: str) -> int:
    return empty_of_person(shop.id, names=names or [PERSON.hex, str(PERSON)], by="user:1", at=NOW)


def test_a_row_says_with_which_code_constants_and_chance_it_was_decided(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        row = decide(chance=Chance(seed="7", draws=40), settings={"window": 30}, consent="messages:2")
        environment, parameters = fact(row.environment_sha256), fact(row.parameters_sha256)
        assert environment is not None
        assert parameters is not None
        assert {"version", "commit", "sources_sha256", "python", "libraries", "threads"} <= set(environment)
        assert parameters["settings"] == {"window": 30}
        assert row.chance == {"seed": "7", "draws": 40, "algorithm": "PCG64"}
        assert row.consent == "messages:2"
        decide(2)
        kinds = LedgerFact.objects.filter(kind="environment")
        assert kinds.count() == 1, "what many rows share is kept once"


def test_an_emptied_part_leaves_the_rest_of_the_row_and_the_chain_whole(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        decide(1)
        named = decide(2, candidates=[{"customer": PERSON.hex, "stratum": 3}, {"customer": "x" * 32}])
        decide(3)
    assert drop(shop) == 1
    with shop_scope(shop.id):
        row = Decision.objects.get(pk=named.pk)
        assert (row.candidates, row.inputs, row.output) == ([], {"n": 2}, {"places": [2]})
        assert (row.erased_parts, row.reason_code) == (["candidates"], "ranked_by_net_orders")
        assert "candidates" not in row.salts
        assert PERSON.hex not in json.dumps([row.mentions, row.digests, row.salts])
        assert verify_chain().holds
        assert Decision.objects.latest("sequence").output == {"rows": [2]}
    assert drop(shop) == 0, "a second time finds nothing"


@pytest.mark.parametrize(
    "given",
    [
        {"subject": f"conversation:{PERSON.hex}"},
        {"inputs": {"deep": [{"er": str(PERSON)}]}},
        {"output": {PERSON.hex: 1}},
        {"candidates": [["pair", PERSON.hex]]},
    ],
)
def test_a_person_is_found_wherever_a_row_names_them(shop: ShopContext, given: dict[str, Any]) -> None:
    with shop_scope(shop.id):
        decide(**given)
    assert drop(shop) == 1
    with shop_scope(shop.id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM transparency_decision t WHERE t::text LIKE %s", [f"%{PERSON.hex[:8]}%"]
        )
        assert cursor.fetchone() == (0,)
        assert verify_chain().holds


def test_a_row_that_knows_the_person_only_by_number_is_found_by_its_mention(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        decide(candidates=[[12, 0], [13, 1]], about=["customer-id:12", "customer-id:13"])
    assert empty_of_person(shop.id, names=[], mentions=["customer-id:12"], by="", at=NOW) == 1
    with shop_scope(shop.id):
        row = Decision.objects.get(sequence=1)
        assert (row.candidates, row.mentions, row.output) == ([], ["customer-id:13"], {"places": [1]})
        assert verify_chain().holds


def test_a_row_from_before_parts_had_fingerprints_still_verifies_and_can_be_emptied(
    shop: ShopContext,
) -> None:
    with shop_scope(shop.id):
        old = Decision(
            uid=uuid.uuid4(), shop_id=shop.id, sequence=1, at=NOW, automation="best_sellers", version="1",
            inputs={"customer": PERSON.hex}, reason_code="ranked_by_net_orders", prev_hash="0" * 64,
        )  # fmt: skip
        old.hash = link(old.prev_hash, whole_of(old))
        old.save(force_insert=True)
        decide(2)
        assert verify_chain().rows == 2
        assert verify_chain().holds
    assert drop(shop) == 1
    with shop_scope(shop.id):
        assert Decision.objects.get(sequence=1).inputs == {}
        assert verify_chain().holds


def test_a_short_value_cannot_be_guessed_from_its_fingerprint(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        one, other = decide(output={"is_on": True}), decide(output={"is_on": True})
        assert one.digests["output"] != other.digests["output"]
        assert one.digests["output"] == salted(one.salts["output"], {"is_on": True})


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE transparency_decision SET output = '{\"places\": [9]}', erased_at = now()",
        "UPDATE transparency_decision SET reason_code = 'x', erased_at = now()",
        'UPDATE transparency_decision SET salts = \'{"inputs": "mine"}\', erased_at = now()',
        "UPDATE transparency_decision SET digests = '{}', erased_at = now()",
        "UPDATE transparency_decision SET output = '{}'",
        "DELETE FROM transparency_decision",
    ],
)
@pytest.mark.parametrize("purpose", ["erase", "fold"])
def test_the_two_doors_let_nothing_else_through(shop: ShopContext, statement: str, purpose: str) -> None:
    with shop_scope(shop.id):
        decide()
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            local_setting("app.ledger", purpose),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_rows_that_were_emptied_in_secret_are_found(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        decide(1)
        decide(2)
        with local_setting("app.ledger", "erase"), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE transparency_decision SET output = '{}', salts = salts - 'output', erased_at = now()"
                " WHERE sequence = 2"
            )
        assert verify_chain().broken_at == 2, "no decision of the ledger answers for it"


def test_what_the_constants_were_cannot_be_changed_afterwards(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        decide()
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            LedgerFact.objects.update(content={})


def test_after_thirteen_months_decisions_become_figures_and_the_chain_goes_on(shop: ShopContext) -> None:
    zone = shop.zone
    with shop_scope(shop.id):
        for days in (430, 429, 400, 399):
            decide(days, at=NOW - timedelta(days=days))
        decide(5, at=NOW - timedelta(days=399), actor="user:1")
        decide(6, at=NOW - timedelta(days=30))
    assert due(shop.id, NOW) == 5
    assert fold(shop.id, zone, now=NOW).decisions == 5
    with shop_scope(shop.id):
        months = list(LedgerMonth.objects.order_by("month").values_list("month", "decisions", "by_people"))
        assert months == [(date(2025, 9, 1), 2, 0), (date(2025, 10, 1), 3, 1)]
        assert list(Decision.objects.order_by("sequence").values_list("sequence", flat=True)) == [6, 7]
        assert verify_chain().holds
        decide(8)
        assert verify_chain().rows == 3
    assert fold(shop.id, zone, now=NOW).decisions == 0, "nothing is old enough any more"
    assert due(shop.id, NOW) == 0


def test_folding_again_a_month_later_adds_to_the_figures(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        decide(1, at=NOW - timedelta(days=425))
        decide(2, at=NOW - timedelta(days=398))
    assert fold(shop.id, shop.zone, now=NOW - timedelta(days=20)).decisions == 1
    assert fold(shop.id, shop.zone, now=NOW).decisions == 1
    with shop_scope(shop.id):
        assert sum(LedgerMonth.objects.values_list("decisions", flat=True)) == 2
        assert Decision.objects.earliest("sequence").sequence == 3
        assert verify_chain().holds


def test_a_beginning_that_was_cut_off_is_found(
    shop: ShopContext, as_owner_of_tables: Callable[[str], None]
) -> None:
    with shop_scope(shop.id):
        decide(1, at=NOW - timedelta(days=500))
        decide(2)
        with local_setting("app.ledger", "fold"), connection.cursor() as cursor:
            cursor.execute("DELETE FROM transparency_decision WHERE sequence = 1")
        assert verify_chain().broken_at == 2


def test_a_tampered_ledger_is_not_folded(shop: ShopContext, monkeypatch: pytest.MonkeyPatch) -> None:
    with shop_scope(shop.id):
        decide(1, at=NOW - timedelta(days=500))
    monkeypatch.setattr(keeping, "verify_chain", lambda: ChainCheck(1, broken_at=1))
    with pytest.raises(ChainBroken):
        fold(shop.id, shop.zone, now=NOW)
    with shop_scope(shop.id):
        assert Decision.objects.count() == 1


def test_nothing_goes_before_its_thirteen_months(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        decide(1, at=timezone.now() - timedelta(days=390))
    assert fold(shop.id, shop.zone).decisions == 0
