"""One event from a page or a server: what is kept of it, in which form, and when it is refused. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from signals.ingest.body import POISON
from signals.ingest.channels import DIRECT, OTHER, REFERRAL, channel_of, referrer_host
from signals.ingest.devices import device_of
from signals.ingest.foreign import as_ours
from signals.ingest.vocabulary import BROWSER_KINDS, BY_NAME, Kind
from signals.ingest.wilayas import wilaya_of

# A browser's queue lasts a day; a server may bring the history that it has.
OLDEST, OLDEST_OF_SERVER = timedelta(hours=48), timedelta(days=400)
AHEAD = timedelta(minutes=10)
DEEPEST = 6
MOST_VALUE = 1e9
MOST_PLACES = 32767
NOT_UNDERSTOOD = (DIRECT, OTHER, REFERRAL)
UUID_FORM = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE | re.ASCII)
CONTENT_FORM = re.compile(
    r"(?:[a-z]{2,3}_)?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})"
)
VISITOR_FORM = re.compile(r"[A-Za-z0-9_-]{1,40}")
# What people type into a search is kept, unless it is an address or a number to call.
PERSONAL = re.compile(r"@|(?:\d[\s.-]?){7}")

# Name in a sent event, name in a kept one, longest text.
TEXTS = (
    ("sku", "sku", 120),
    ("lang", "lang", 10),
    ("recommendation_id", "recommendation", 60),
    ("playlist", "playlist", 80),
    ("code", "code", 60),
)


class Refused(ValueError):
    """The event is not kept; ``outcome`` says under which name it is counted."""

    outcome = "invalid"


class TooOld(Refused):
    outcome = "too_old"


@dataclass(frozen=True, slots=True)
class Sender:
    """What the server itself knows of a request: the visitor's id without consent, the device, an app's browser.

    ``is_server``: a secret key sent it. It may say what pages may not, and brings no visitor of its own.
    """

    daily_visitor: str
    device: str
    app_channel: str
    is_server: bool = False


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
    if type(value) is str:
        return value.strip()[:longest]
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise Refused(name)
    return str(value)[:longest]


def _lower(raw: Mapping[str, Any], name: str, longest: int) -> str:
    """As :func:`_text`, in small letters, of which some take more room than their capitals ("İ")."""
    return _text(raw, name, longest).lower()[:longest]


def _number(raw: Mapping[str, Any], name: str, most: float = MOST_VALUE) -> float | None:
    value = raw.get(name)
    if value is None or value == "":
        return None
    try:
        number = math.nan if isinstance(value, bool) else float(value)
    except (TypeError, ValueError, OverflowError) as error:
        raise Refused(name) from error
    if not 0 <= number < most:  # NaN fails too
        raise Refused(name)
    return number


def _identity(raw: Mapping[str, Any]) -> str:
    value = raw.get("id")
    if not isinstance(value, str) or not UUID_FORM.fullmatch(value):
        raise Refused("id")
    return value.lower()


def _moment(raw: Mapping[str, Any], now: datetime, oldest: timedelta) -> str:
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
    if age > oldest:
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
    return {name: _lower(utm, name, 120) for name in ("source", "medium", "campaign")}


def path_of(address: str) -> str:
    """The path alone: what follows ``?`` or ``#`` may hold a name or an address."""
    return address.partition("?")[0].partition("#")[0][:500]


def _is_ours(raw: Mapping[str, Any]) -> bool:
    name = raw.get("type")
    return isinstance(name, str) and name in BY_NAME and "params" not in raw and "properties" not in raw


def _kind(raw: Mapping[str, Any], sender: Sender) -> Kind:
    name = raw.get("type")
    kind = (BY_NAME if sender.is_server else BROWSER_KINDS).get(name) if isinstance(name, str) else None
    if kind is None:
        raise Refused("type")
    return kind


def _channel(raw: Mapping[str, Any], utm: Mapping[str, str], sender: Sender) -> str:
    said = _lower(raw, "channel", 40) if sender.is_server else ""
    if said:
        return said
    click, referrer = _text(raw, "click", 40).lower(), _text(raw, "ref", 500).lower()
    if not utm and not click and not referrer:
        return sender.app_channel or DIRECT
    return channel_of(utm=utm, click=click, referrer=referrer, app=sender.app_channel)


def _signs(raw: Mapping[str, Any], utm: Mapping[str, str], channel: str) -> dict[str, str]:
    """What else tells where the visit came from, for the shop's own rules.

    Of an address its host alone, and only where it was not understood already: no more is kept than a rule needs.
    """
    kept = {"src": utm.get("source", ""), "ad": _text(raw, "ad", 60) if "ad" in raw else ""}
    if channel in NOT_UNDERSTOOD:
        referrer = _text(raw, "ref", 500).lower() if "ref" in raw else ""
        kept["from"] = referrer_host(referrer)[:120] if referrer else ""
        kept["click"] = _lower(raw, "click", 40) if "click" in raw else ""
    return kept


def _device(raw: Mapping[str, Any], sender: Sender) -> str:
    said = raw.get("device") if sender.is_server else None
    if said in ("mobile", "tablet", "desktop"):
        return str(said)
    return device_of(sender.device, _number(raw, "w"))


def _content(raw: Mapping[str, Any]) -> str:
    """The uid of a content piece in its long form; "" for what is no public id."""
    found = CONTENT_FORM.fullmatch(_text(raw, "content", 60).lower())
    return "-".join(found.groups()) if found else ""


def _special(raw: Mapping[str, Any], kind: Kind) -> dict[str, Any]:
    """The fields that only this type may carry."""
    kept: dict[str, Any] = {}
    for name in kind.fields:
        if raw.get(name) in (None, ""):
            continue
        if name == "query":
            text = _text(raw, name, 200)
            kept[name] = "" if PERSONAL.search(text) else text
        elif name == "slot":
            kept[name] = _text(raw, name, 40)
        elif name == "order":
            kept[name] = _text(raw, name, 100)
        elif name == "watched":
            kept[name] = round(min(1.0, _number(raw, name) or 0.0), 3)
        else:
            kept[name] = int(_number(raw, name, MOST_PLACES) or 0)
    return kept


def _lasting(raw: Mapping[str, Any]) -> dict[str, str]:
    """The lasting ids as the page sends them; the caller keeps them only while a consent stands."""
    vid = _text(raw, "vid" if "vid" in raw else "visitor", 41)
    return {"vid": vid, "session": _text(raw, "sid", 40)} if VISITOR_FORM.fullmatch(vid) else {}


def clean(raw: Any, sender: Sender, now: datetime, *, is_checked: bool = False) -> tuple[str, dict[str, Any]]:
    """The event's id and what is kept of it (only fields with a value); raises :class:`Refused`.

    ``now`` is aware. Times are UTC, the channel and the device are derived here, and neither the address nor the
    user agent is kept. ``is_checked``: nothing in the body was beyond what Postgres keeps. A lasting id that the
    sender claims stands under ``vid``, beside the daily one under ``visitor``.
    """
    if not isinstance(raw, dict) or not (is_checked or is_storable(raw)):
        raise Refused("event")
    if not _is_ours(raw):
        raw = as_ours(raw)
    kind = _kind(raw, sender)
    utm = _tags(raw)
    channel = _channel(raw, utm, sender)
    kept: dict[str, Any] = {
        "time": _moment(raw, now, OLDEST_OF_SERVER if sender.is_server else OLDEST),
        "type": kind.name,
        "channel": channel,
        "campaign": utm.get("campaign", ""),
        **_signs(raw, utm, channel),
        "page": path_of(_text(raw, "page", 2000)),
        "device": _device(raw, sender),
        "visitor": sender.daily_visitor,
        "value": _number(raw, "value"),
    }
    for name, kept_as, longest in TEXTS:
        if name in raw:
            kept[kept_as] = _text(raw, name, longest)
    if "content" in raw:
        kept["content"] = _content(raw)
    if "wilaya" in raw:
        kept["wilaya"] = wilaya_of(_text(raw, "wilaya", 60))
    if kind.fields:
        kept |= _special(raw, kind)
    if "vid" in raw or (sender.is_server and "visitor" in raw):
        kept |= _lasting(raw)
    return _identity(raw), {name: value for name, value in kept.items() if value not in ("", None)}
