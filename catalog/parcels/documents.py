"""What couriers' systems send and export as documents: Yalidine, Noest, ZR Express and Maystro. Pure.

Yalidine (also Guepex and Yalitec): a page of parcels, or the body of a status webhook. Noest: trackings with their
activity. ZR Express: one change of state. Maystro: one change, encoded in base64 twice, without a time of its own: the
shop's moment of bringing it counts.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from catalog.geo.places import match_wilaya
from catalog.imports.records import RowError
from catalog.imports.refusal import ImportRefused
from catalog.parcels.reading import LONGEST_NUMBER, says_paid
from catalog.parcels.records import Movement, ParcelRow
from shop_ai.lib.dates import parse_moment, to_utc
from shop_ai.lib.text import tidy

YALIDINE, YALIDINE_EVENTS = "yalidine_parcels", "yalidine_events"
NOEST, ZR, MAYSTRO = "noest_trackings", "zr_state", "maystro_state"
MOST_BYTES: Final = 20 * 2**20
_LARGEST: Final = Decimal(10) ** 9
_CENT: Final = Decimal("0.01")
Record = ParcelRow | RowError
Read = Callable[["Context", Any], Iterator[Record]]


@dataclass(frozen=True, slots=True)
class Context:
    """What a document does not say itself: the shop's zone, and when it was brought."""

    zone: tzinfo
    brought_at: datetime


def opened(content: bytes) -> tuple[str, Any] | None:
    """(format, document); None for what is no courier's document."""
    if len(content) > MOST_BYTES:
        return None
    document = _json(content)
    if document is None:
        inner = _json(_twice_decoded(content))
        return (MAYSTRO, inner) if isinstance(inner, dict) and _is_maystro(inner) else None
    return next(((name, document) for name, fits in _FITS.items() if fits(document)), None)


def read_document(content: bytes, context: Context) -> Iterator[Record]:
    """The parcels of a document. Raises ImportRefused (`unknown_format`)."""
    found = opened(content)
    if found is None:
        raise ImportRefused("unknown_format")
    return _READ[found[0]](context, found[1])


def _json(content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None


def _twice_decoded(content: bytes) -> bytes:
    try:
        return base64.b64decode(base64.b64decode(content.strip(), validate=True), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _is_yalidine(document: Any) -> bool:
    rows = document.get("data") if isinstance(document, dict) else document
    first = rows[0] if isinstance(rows, list) and rows else None
    return isinstance(first, dict) and "tracking" in first and "last_status" in first


def _is_events(document: Any) -> bool:
    return isinstance(document, dict) and isinstance(document.get("events"), list) and "type" in document


def _is_noest(document: Any) -> bool:
    if not isinstance(document, dict) or not document:
        return False
    first = next(iter(document.values()))
    return isinstance(first, dict) and "OrderInfo" in first and "activity" in first


def _is_zr(document: Any) -> bool:
    return isinstance(document, dict) and document.get("eventType") == "parcel.state.updated"


def _is_maystro(document: dict[str, Any]) -> bool:
    return "event" in document and isinstance(document.get("payload"), dict)


def _yalidine(context: Context, document: Any) -> Iterator[Record]:
    rows = document["data"] if isinstance(document, dict) else document
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict):
            yield RowError(number, "data", "", "missing_required", fatal=True)
            continue
        yield _row(
            number,
            tracking=_text(row.get("tracking")),
            order_number=_text(row.get("order_id")),
            wilaya=match_wilaya(_text(row.get("to_wilaya_name")) or _text(row.get("to_wilaya_id"))) or "",
            cash=_money(row.get("price")),
            delivery_fee=_money(row.get("delivery_fee")),
            return_fee=_money(row.get("taxe_retour")),
            announced_at=_moment(context, row.get("date_creation")),
            says_paid=says_paid(_text(row.get("payment_status"))),
            heard=[(row.get("date_last_status"), row.get("last_status"), "", "")],
            context=context,
        )


def _yalidine_events(context: Context, document: Any) -> Iterator[Record]:
    for number, event in enumerate(document["events"], start=1):
        data = event.get("data") if isinstance(event, dict) else None
        if not isinstance(data, dict) or "status" not in data:
            yield RowError(number, "events", _text(document.get("type")), "bad_event")
            continue
        heard = (event.get("occurred_at"), data["status"], data.get("reason"), event.get("event_id"))
        yield _row(number, tracking=_text(data.get("tracking")), heard=[heard], context=context)


def _noest(context: Context, document: Any) -> Iterator[Record]:
    for number, (tracking, parcel) in enumerate(document.items(), start=1):
        info = parcel.get("OrderInfo") if isinstance(parcel, dict) else None
        info = info if isinstance(info, dict) else {}
        activity = parcel.get("activity") if isinstance(parcel, dict) else None
        heard = [
            (one.get("date"), one.get("event_key"), one.get("remarque"), "")
            for one in activity or []
            if isinstance(one, dict)
        ]
        yield _row(
            number,
            courier="noest",
            tracking=_text(info.get("tracking")) or tracking,
            order_number=_text(info.get("reference")),
            wilaya=match_wilaya(_text(info.get("wilaya_id"))) or "",
            cash=_money(info.get("montant")),
            announced_at=_moment(context, heard[0][0]) if heard else None,
            heard=heard,
            context=context,
        )


def _zr(context: Context, document: Any) -> Iterator[Record]:
    data = document.get("data")
    data = data if isinstance(data, dict) else {}
    heard = (data.get("timestamp"), data.get("newStateName"), data.get("comment"), "")
    yield _row(1, courier="zr", tracking=_text(data.get("trackingNumber")), heard=[heard], context=context)


def _maystro(context: Context, document: Any) -> Iterator[Record]:
    payload = document["payload"]
    number = _text(payload.get("order_id")) or _text(payload.get("id"))
    heard = (payload.get("updated_at") or context.brought_at.isoformat(), payload.get("status"), "", "")
    tracking = _text(payload.get("tracking")) or number
    yield _row(1, courier="maystro", tracking=tracking, order_number=number, heard=[heard], context=context)


def _row(
    number: int, *, tracking: str, context: Context, heard: list[tuple[Any, ...]], **fields: Any
) -> Record:
    """The parcel, or the reason why it cannot be kept."""
    if not tracking or len(tracking) > LONGEST_NUMBER:
        return RowError(number, "tracking", tracking[:60], "missing_required", fatal=True)
    movements = []
    for at, word, reason, name in heard:
        moment = _moment(context, at)
        if moment is None or not _text(word):
            return RowError(number, "date", _text(at)[:60], "bad_date", fatal=True)
        movements.append(Movement(moment, _text(word), _text(reason), _text(name)))
    fields["order_number"] = fields.get("order_number", "")[:LONGEST_NUMBER]
    return ParcelRow(number, tracking, movements=tuple(movements), **fields)


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, (dict, list)) else tidy(str(value))


def _money(value: Any) -> Decimal | None:
    try:
        amount = Decimal(_text(value))
    except InvalidOperation:
        return None
    return amount.quantize(_CENT) if amount.is_finite() and 0 <= amount < _LARGEST else None


def _moment(context: Context, value: Any) -> datetime | None:
    found = parse_moment(_text(value))
    if found is None:
        try:
            found = datetime.fromisoformat(_text(value))
        except ValueError:
            return None
    return to_utc(found, context.zone).astimezone(UTC)


_FITS: Final[dict[str, Callable[[Any], bool]]] = {
    ZR: _is_zr,
    YALIDINE_EVENTS: _is_events,
    YALIDINE: _is_yalidine,
    NOEST: _is_noest,
}
_READ: Final[dict[str, Read]] = {
    YALIDINE: _yalidine,
    YALIDINE_EVENTS: _yalidine_events,
    NOEST: _noest,
    ZR: _zr,
    MAYSTRO: _maystro,
}
