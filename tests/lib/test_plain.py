"""Records as dicts: the same as the standard library's, whatever is within."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from shop_ai.lib.plain import plain


@dataclass(frozen=True, slots=True)
class Leaf:
    name: str
    at: date | None


@dataclass
class Tree:
    value: Any
    leaves: tuple[Leaf, ...]
    more: dict[str, Any]


LEAVES = st.builds(Leaf, st.text(max_size=5), st.none() | st.dates())
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5) | LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=10,
)


@given(
    st.builds(
        Tree, VALUES, st.lists(LEAVES, max_size=3).map(tuple), st.dictionaries(st.text(max_size=3), VALUES)
    )
)
def test_a_record_becomes_what_the_standard_library_makes_of_it(tree: Tree) -> None:
    assert plain(tree) == asdict(tree)
