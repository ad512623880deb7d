"""The ledger: chained, append-only, and able to tell that somebody rewrote it."""

from __future__ import annotations

import re
import threading
from pathlib import Path

import pytest
from django.db import ProgrammingError, connection, transaction

from shop_ai.lib.tenancy import shop_scope
from tests.shops import a_shop
from transparency.ledger.chain import GENESIS, canonical, link
from transparency.ledger.models import Decision
from transparency.ledger.selectors import verify_chain
from transparency.ledger.services import record_decision
from transparency.templatetags.explain import decision_reason

ROOT = Path(__file__).resolve().parents[2]


def _decide(n: int = 1) -> Decision:
    return record_decision(
        automation="best_sellers",
        version="1",
        reason_code="ranked_by_net_orders",
        inputs={"figure": 0.1 + n, "word": "قميص é"},
        output={"places": [1, 2, 3]},
    )


def test_canonical_json_does_not_depend_on_the_order_of_keys() -> None:
    assert (
        canonical({"b": 1, "a": [1.5, "é"]})
        == canonical({"a": [1.5, "é"], "b": 1})
        == '{"a":[1.5,"é"],"b":1}'
    )


def test_a_link_depends_on_the_one_before_and_on_the_content() -> None:
    one = link(GENESIS, {"a": 1})
    assert one != link(GENESIS, {"a": 2})
    assert one != link("1" * 64, {"a": 1})
    assert len(one) == 64


@pytest.mark.django_db
def test_decisions_are_chained_from_the_first() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        first, second = _decide(), _decide()
        assert (first.sequence, first.prev_hash) == (1, GENESIS)
        assert (second.sequence, second.prev_hash) == (2, first.hash)
        assert verify_chain().rows == 2
        assert verify_chain().holds


@pytest.mark.django_db
def test_each_shop_has_a_chain_of_its_own() -> None:
    one, other = a_shop(), a_shop()
    for shop in (one, other):
        with shop_scope(shop.id):
            assert _decide().sequence == 1


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["UPDATE {t} SET reason_code = 'x'", "DELETE FROM {t}"])
def test_the_database_refuses_to_change_or_delete_a_decision(statement: str) -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        _decide()
        with (
            pytest.raises(ProgrammingError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement.format(t="transparency_decision"))
        assert verify_chain().holds


@pytest.mark.django_db(transaction=True)
def test_a_row_altered_behind_the_trigger_is_found(as_owner_of_tables: object) -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        for n in range(3):
            _decide(n)
    as_owner_of_tables(  # type: ignore[operator]
        "ALTER TABLE transparency_decision DISABLE TRIGGER decision_append_only;"
        f"SET app.shop = '{shop.id}';"
        "UPDATE transparency_decision SET output = '{\"places\": [9]}' WHERE sequence = 2;"
        "ALTER TABLE transparency_decision ENABLE TRIGGER decision_append_only;"
    )
    with shop_scope(shop.id):
        check = verify_chain()
    assert (check.holds, check.broken_at) == (False, 2)


@pytest.mark.django_db(transaction=True)
def test_concurrent_decisions_keep_one_unbroken_chain() -> None:
    shop = a_shop()

    def decide_five() -> None:
        for n in range(5):
            with shop_scope(shop.id):
                _decide(n)
        connection.close()

    threads = [threading.Thread(target=decide_five) for _worker in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with shop_scope(shop.id):
        check = verify_chain()
    assert (check.rows, check.holds) == (20, True)


def test_every_reason_that_the_code_writes_has_its_words() -> None:
    """Reads the sources: a new reason code without words would show as a code on the page."""
    sources = [
        path
        for app in ("catalog", "signals", "attribution", "transparency")
        for path in (ROOT / app).rglob("*.py")
    ]
    written = {code for path in sources for code in re.findall(r'reason_code="(\w+)"', path.read_text())}
    written |= {"asked_by_person", "scheduled"}
    assert len(written) >= 5
    assert [code for code in sorted(written) if decision_reason(code) == code] == []
