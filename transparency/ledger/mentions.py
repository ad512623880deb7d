"""What a decision is about, for the search of the log: products, orders, customers, codes it names. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

MOST: Final = 3_000
LONGEST: Final = 120
_DEEPEST: Final = 6
# Names under which the rooms write what they decided about, and the one name under which it is searched.
KEYS: Final = {
    "alert": "alert",
    "campaign": "campaign",
    "case": "case",
    "channel": "channel",
    "code": "code",
    "conversation": "conversation",
    "customer": "customer",
    "figure": "figure",
    "order": "order",
    "playlist": "playlist",
    "posts": "post",
    "product": "product",
    "product_id": "product",
    "products": "product",
    "proposal": "proposal",
    "sku": "sku",
    "test": "test",
    "thing": "thing",
    "uid": "thing",
    "wilaya": "wilaya",
}
# A number under these is how many there are; only a list of them names any.
_COUNTED: Final = frozenset(["products", "posts"])
# ``subject`` of a row may name its matter too: "conversation:<hex>".
_SUBJECTS: Final = frozenset(KEYS.values())


def mentions_of(subject: str, parts: Iterable[Any], about: Iterable[str] = ()) -> list[str]:
    """At most 3,000 mentions like ``product:12``, without double ones, in order; what is named outright comes first."""
    found = dict.fromkeys(one[:LONGEST] for one in about)
    kind, colon, _rest = subject.partition(":")
    if colon and kind in _SUBJECTS:
        found[subject[:LONGEST]] = None
    for part in parts:
        for one in _walk(part, _DEEPEST):
            if len(found) >= MOST:
                return list(found)
            found[one] = None
    return list(found)


def mention(kind: str, value: object) -> str:
    return f"{kind}:{value}"[:LONGEST]


def _walk(value: Any, depth: int) -> Iterator[str]:
    if depth == 0:
        return
    if isinstance(value, dict):
        for key, held in value.items():
            if key in KEYS:
                yield from (mention(KEYS[key], one) for one in _names(key, held))
            yield from _walk(held, depth - 1)
    elif isinstance(value, list):
        for held in value:
            if isinstance(held, (dict, list)):
                yield from _walk(held, depth - 1)


def _names(key: str, held: Any) -> Iterator[str | int]:
    if not isinstance(held, list) and key in _COUNTED:
        return
    for one in held if isinstance(held, list) else [held]:
        if isinstance(one, str):
            # Scores are kept as lines that begin with the number of what was scored.
            yield from one.split(" ")[:1] if one else ()
        elif isinstance(one, int) and not isinstance(one, bool):
            yield one
