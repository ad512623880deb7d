"""No column that could name a person is forgotten by the erasure; each is emptied by a step or may stay for a reason."""

from __future__ import annotations

import pytest

from transparency.erasure.course import STEPS
from transparency.erasure.coverage import Coverage, coverage, telling_columns


def test_every_column_that_may_tell_is_erased_or_stays_for_a_reason() -> None:
    known = coverage()
    forgotten = [column for column in telling_columns() if not known.answer(column)]
    assert forgotten == [], "say in transparency/erasure/data/columns.toml what an erasure does about them"


def test_nothing_is_named_that_is_not_there() -> None:
    columns = telling_columns()
    tables = {column.partition(".")[0] for column in columns}
    assert sorted(coverage().named - {*columns, *tables}) == []


def test_every_reason_is_a_sentence_and_every_sealed_column_is_named_outright() -> None:
    known = coverage()
    reasons = [*known.columns.values(), *known.names.values(), *known.tables.values()]
    assert all(len(reason) >= 5 for reason in reasons)
    sealed = [column for column in telling_columns() if column.endswith(("personal", "_sealed", ".sealed"))]
    assert [
        column for column in sealed if column not in known.erased and not column.startswith("catalog_user")
    ] == []


def test_every_step_that_empties_columns_is_one_that_an_erasure_takes() -> None:
    codes = [step.code for step in STEPS]
    assert len(set(codes)) == len(codes)
    assert {*coverage().erased.values()} <= {*codes}
    # The waiting for imports and the letters in files empty no column.
    assert {*codes} - {*coverage().erased.values()} == {"imports", "letters"}


@pytest.mark.parametrize(
    ("column", "answer"),
    [("a.name", "customer"), ("a.note", "a bill"), ("b.anything", "own"), ("a.by", "team"), ("a.new", "")],
)
def test_a_column_is_answered_by_itself_its_table_or_its_name(column: str, answer: str) -> None:
    known = Coverage({"a.name": "customer"}, {"a.note": "a bill"}, {"by": "team"}, {"b": "own"})
    assert known.answer(column) == answer
