"""Events in the words of Google Analytics 4 and Segment, brought into ours. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from signals.ingest.vocabulary import ALIASES, BY_NAME, RECOMMENDED

MOST_PERCENT = 1e6
_NAMES = ("type", "name", "event")
_DETAILS = ("params", "properties")
_ITEMS = ("items", "products")
# Ours, then where the others say it, in the order in which they are asked.
_FIELDS = {
    "sku": ("item_id", "sku", "product_id"),
    "query": ("search_term", "query"),
    "slot": ("item_list_id", "item_list_name", "list_id", "list"),
    "value": ("value", "price"),
    "code": ("coupon",),
    "page": ("path",),
    "content": ("content_id",),
    "recommendation_id": ("recommendation_id",),
    "order": ("transaction_id", "order_id"),
}


def _first_mapping(raw: Mapping[str, Any], names: tuple[str, ...]) -> Mapping[str, Any]:
    return next((raw[name] for name in names if isinstance(raw.get(name), dict)), {})


def _first_item(details: Mapping[str, Any]) -> Mapping[str, Any]:
    lists = (details[name] for name in _ITEMS if isinstance(details.get(name), list))
    return next((item for found in lists for item in found[:1] if isinstance(item, dict)), {})


def _kind(raw: Mapping[str, Any]) -> str:
    """The type by any of the names it may have; "" when it has none that means something here."""
    for name in _NAMES:
        said = raw.get(name)
        if isinstance(said, str) and (said in BY_NAME or said in ALIASES):
            return said if said in BY_NAME else ALIASES[said]
    return ""


def _rank(item: Mapping[str, Any]) -> Any:
    """Places count from 1 here and with Segment, from 0 in GA4."""
    index = item.get("index")
    return index + 1 if type(index) is int else item.get("position")


def as_ours(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The event with our type and fields; what it says in our own words already stays as it is.

    Of several items only the first is taken: an event is about one product. ``type`` is "" for a name without meaning.
    """
    details = _first_mapping(raw, _DETAILS)
    item = _first_item(details)
    found: dict[str, Any] = {"rank": _rank(item)}
    for name, theirs in _FIELDS.items():
        places = ((place, key) for key in theirs for place in (details, item))
        found[name] = next((place[key] for place, key in places if key in place), None)
    percent: Any = details.get("video_percent")
    if type(percent) in (int, float):
        # Python cannot divide an integer of hundreds of digits; as it is, the number is refused with its event.
        found["watched"] = percent / 100 if abs(percent) <= MOST_PERCENT else percent
    kind = _kind(raw)
    said = {name: value for name, value in raw.items() if value is not None}
    merged = {name: value for name, value in found.items() if value is not None} | said
    merged["type"] = RECOMMENDED.get(kind, kind) if merged.get("recommendation_id") else kind
    return merged
