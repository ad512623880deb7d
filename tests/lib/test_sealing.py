"""Sealed fields open where they were sealed and nowhere else."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop_ai.lib.sealing import CannotOpen, new_wrapped_key, shop_seal

MASTER = os.urandom(32)
SEAL = shop_seal(1, "ref-1", new_wrapped_key(MASTER, "ref-1"), MASTER)
OTHER = shop_seal(2, "ref-2", new_wrapped_key(MASTER, "ref-2"), MASTER)

texts = st.text(max_size=60)


@given(st.dictionaries(texts, texts, max_size=6), st.uuids())
def test_what_is_sealed_opens_equal(value: dict[str, str], row: object) -> None:
    assert SEAL.open_json("t", "c", row, SEAL.seal_json("t", "c", row, value)) == value


@pytest.mark.parametrize(
    ("seal", "table", "column", "row"),
    [(SEAL, "x", "c", 1), (SEAL, "t", "x", 1), (SEAL, "t", "c", 2), (OTHER, "t", "c", 1)],
)
def test_a_blob_moved_to_another_table_column_row_or_shop_does_not_open(
    seal: object, table: str, column: str, row: int
) -> None:
    blob = SEAL.seal("t", "c", 1, b"0550 12 34 56")
    with pytest.raises(CannotOpen):
        seal.open(table, column, row, blob)  # type: ignore[attr-defined]


@given(st.integers(0, 200), st.integers(1, 255))
def test_a_damaged_blob_does_not_open(position: int, flip: int) -> None:
    blob = bytearray(SEAL.seal("t", "c", 1, b"Amina Exemple, Bab Ezzouar"))
    blob[position % len(blob)] ^= flip
    with pytest.raises(CannotOpen):
        SEAL.open("t", "c", 1, bytes(blob))


def test_the_clear_text_is_nowhere_in_the_blob_and_no_two_blobs_are_equal() -> None:
    blobs = {SEAL.seal("t", "c", 1, b"+213550123456") for _again in range(50)}
    assert len(blobs) == 50
    assert not any(b"550123456" in blob for blob in blobs)


def test_indexes_find_the_same_value_in_one_shop_and_tell_nothing_across_shops() -> None:
    assert SEAL.index("phone", "+213550123456") == SEAL.index("phone", "+213550123456")
    assert SEAL.index("phone", "+213550123456") != SEAL.index("email", "+213550123456")
    assert SEAL.index("phone", "+213550123456") != OTHER.index("phone", "+213550123456")
    assert SEAL.index("phone", "") == ""


def test_a_key_wrapped_for_one_shop_is_no_key_of_another() -> None:
    with pytest.raises(CannotOpen):
        shop_seal(1, "ref-2", new_wrapped_key(MASTER, "ref-1"), MASTER)
