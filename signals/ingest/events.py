"""One event from a page: what is kept of it, in which form, and when it is refused. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from signals.ingest.body import POISON
from signals.ingest.channels import channel_of
from signals.ingest.devices import device_of

# What a browser may say. Purchases are not among them: they come from orders.
BROWSER_TYPES = frozenset(
    [
        *("impression", "view", "dwell", "skip", "search"),
        *("like", "save", "share", "comment"),
        *("add_to_cart", "message", "begin_checkout"),
        *("reco_impression", "reco_click", "playlist_view", "playlist_step"),
    ]
)
OLDEST = timedelta(hours=48)
AHEAD = timedelta(minutes=10)
DEEPEST = 6
MOST_VALUE = 1e9
UUID_FORM = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE | re.ASCII)


class Refused(ValueError):
    """The event is not kept; ``outcome`` says under which name it is counted."""

    outcome = "invalid"


class TooOld(Refused):
    outcome = "too_old"


@dataclass(frozen=True, slots=True)
class Sender:
    """What the server itself knows of a request: the visitor's id without consent, the device, an app's browser."""

    daily_visitor: str
    device: str
    app_channel: str


def is_storable(value: Any, depth: int = 0) -> bool:
    """Whether Postgres can keep the value: no NUL, lone surrogate, endless number or endless nesting."""
    if isinstance(value, str):
        return "\0" not in value and (value.isascii() or _is_unicode(value))
    if isinstance(value, float):
        return math.isfinite(value)
    if value is POISON or depth > DEEPEST:
        return False
    if isinstance(value, dict):
        return all(is_storable(key) and is_storable(inner, depth + 1) for key, inner in value.items())
    return not isinstance(value, list) or all(is_storable(inner, depth + 1) for inner in value)


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return False
    return True


def _text(raw: Mapping[str, Any], name: str, longest: int) -> str:
    """The field trimmed and cut to its length; numbers are written out, other kinds refused."""
    value = raw.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise Refused(name)
    return str(value).strip()[:longest]


def _number(raw: Mapping[str, Any], name: str) -> float | None:
    value = raw.get(name)
    if value is None or value == "":
        return None
    try:
        number = math.nan if isinstance(value, bool) else float(value)
    except (TypeError, ValueError, OverflowError) as error:
        raise Refused(name) from error
    if not 0 <= number < MOST_VALUE:  # NaN fails too
        raise Refused(name)
    return number


def _identity(raw: Mapping[str, Any]) -> str:
    value = raw.get("id")
    if not isinstance(value, str) or not UUID_FORM.fullmatch(value):
        raise Refused("id")
    return value.lower()


def _moment(raw: Mapping[str, Any], now: datetime) -> str:
    """The time in UTC as ISO 8601; raises :class:`TooOld` before the window and :class:`Refused` after it."""
    try:
        moment = datetime.fromisoformat(raw["time"])
        age = now - moment
    except (
        KeyError,
        TypeError,
        ValueError,
        OverflowError,
    ) as error:  # a time without its offset is a TypeError
        raise Refused("time") from error
    if age > OLDEST:
        raise TooOld
    if age < -AHEAD:
        raise Refused("time")
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def _tags(raw: Mapping[str, Any]) -> dict[str, str]:
    utm = raw.get("utm")
    if utm is None:
        return {}
    if not isinstance(utm, dict):
        raise Refused("utm")
    return {name: _text(utm, name, 120).lower() for name in ("source", "medium", "campaign")}


def _page(raw: Mapping[str, Any]) -> str:
    """The path alone: what follows ``?`` or ``#`` may hold a name or an address."""
    return _text(raw, "page", 2000).partition("?")[0].partition("#")[0][:500]


def _visitor(raw: Mapping[str, Any], sender: Sender) -> tuple[str, str]:
    """Visitor and session: lasting ids where the page sends them (it does so after consent only), else daily."""
    lasting = _text(raw, "vid", 40)
    return (lasting, _text(raw, "sid", 40)) if lasting else (sender.daily_visitor, "")


def clean(raw: Any, sender: Sender, now: datetime) -> tuple[str, dict[str, Any]]:
    """The event's id and what is kept of it (only fields with a value); raises :class:`Refused`.

    ``now`` is aware. Times are UTC, the channel and the device are derived here, and neither the address nor the
    user agent is kept.
    """
    if not isinstance(raw, dict) or not is_storable(raw):
        raise Refused("event")
    kind = raw.get("type")
    if not isinstance(kind, str) or kind not in BROWSER_TYPES:
        raise Refused("type")
    utm = _tags(raw)
    visitor, session = _visitor(raw, sender)
    kept = {
        "time": _moment(raw, now),
        "type": kind,
        "sku": _text(raw, "sku", 120),
        "channel": channel_of(
            utm=utm,
            click=_text(raw, "click", 40).lower(),
            referrer=_text(raw, "ref", 500).lower(),
            app=sender.app_channel,
        ),
        "campaign": utm.get("campaign", ""),
        "page": _page(raw),
        "device": device_of(sender.device, _number(raw, "w")),
        "lang": _text(raw, "lang", 10),
        "visitor": visitor,
        "session": session,
        "recommendation": _text(raw, "recommendation_id", 60),
        "playlist": _text(raw, "playlist", 80),
        "value": _number(raw, "value"),
    }
    return _identity(raw), {name: value for name, value in kept.items() if value not in ("", None)}
