"""Writing parcels: what couriers say of them, and what it makes of the orders they carry."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.utils import timezone

from catalog.imports.models import ImportBatch
from catalog.parcels import journal
from catalog.parcels.course import Heard, Stand, stand_of
from catalog.parcels.following import follow
from catalog.parcels.models import CourierWord, Parcel, ParcelEvent
from catalog.parcels.records import Movement, ParcelRow
from catalog.parcels.states import (
    LONGEST_WORD,
    UNNAMED,
    Words,
    courier_of_tracking,
    courier_slug,
    meaning,
    plain_word,
)
from catalog.parcels.tying import orders_for
from catalog.parcels.writing import write_columns
from catalog.shops.context import ShopContext
from shop_ai.lib.locks import take_turn
from shop_ai.lib.period import local_day
from shop_ai.lib.tenancy import shop_scope

PIECE: Final = 500
SAID: Final = ("order_number", "wilaya", "cash", "delivery_fee", "return_fee", "announced_on", "says_paid")
STOOD: Final = (
    "state", "raw_state", "state_at", "attempts", "shipped_on", "delivered_on", "failed_on", "returned_on",
)  # fmt: skip
WRITTEN: Final = (*SAID, *STOOD, "order", "updated_at")


@dataclass(frozen=True, slots=True)
class Noted:
    """What became of the rows: ``fates`` counts created, updated and unchanged ones; ``uids`` are of their parcels."""

    fates: Counter[str]
    parcels_created: int
    parcels_updated: int
    events: int
    orders: int
    uids: tuple[uuid.UUID, ...]


@dataclass(slots=True)
class _Change:
    """One parcel with all that is said of it here."""

    parcel: Parcel
    is_new: bool
    rows: int = 0
    said: list[Movement] = field(default_factory=list)
    added: int = 0
    is_changed: bool = False

    @property
    def fate(self) -> str:
        if self.is_new:
            return "created"
        return "updated" if self.is_changed or self.added else "unchanged"


def note_parcels(
    shop: ShopContext,
    rows: Sequence[ParcelRow],
    *,
    batch: ImportBatch | None = None,
    stamp: datetime | None = None,
) -> Noted:
    """Keep what is said of parcels, find their orders and let these follow; said again, it changes nothing.

    ``stamp`` marks every row that is written. Two of these at once take turns.
    """
    with shop_scope(shop.id):
        take_turn("parcels", "all")
        stamp = stamp or timezone.now()
        own = own_words(shop.id)
        changes = _changes(shop, rows, own, batch)
        before = journal.image_of_parcels(batch, [c.parcel.pk for c in changes if not c.is_new])
        _write(shop, changes, own, batch, stamp)
        orders = follow(shop, [change.parcel for change in changes], stamp, batch)
        journal.keep(batch, before, {c.parcel.pk for c in changes if c.is_changed and not c.is_new})
    fates: Counter[str] = Counter()
    for change in changes:
        fates[change.fate] += change.rows
    return Noted(
        fates,
        sum(change.is_new for change in changes),
        sum(change.fate == "updated" for change in changes),
        sum(change.added for change in changes),
        orders,
        tuple(change.parcel.uid for change in changes),
    )


def own_words(shop_id: int) -> dict[tuple[str, str], str]:
    """The words that this shop settled, by courier and plain word; inside the scope."""
    found = CourierWord.objects.exclude(state="").values_list("courier", "plain", "state")
    return {(courier, plain): state for courier, plain, state in found}


def restand(shop: ShopContext, parcels: Sequence[Parcel], stamp: datetime) -> int:
    """Say anew where the parcels stand, after their words or events changed, and let their orders follow.

    Returns how many parcels stand elsewhere now.
    """
    heard = _heard([parcel.pk for parcel in parcels])
    changed = [parcel for parcel in parcels if _stand(shop, parcel, stand_of(heard[parcel.pk]))]
    for parcel in changed:
        parcel.updated_at = stamp
    write_columns(Parcel, changed, (*STOOD, "updated_at"))
    follow(shop, parcels, stamp, None)
    return len(changed)


def _changes(
    shop: ShopContext, rows: Sequence[ParcelRow], own: Words, batch: ImportBatch | None
) -> list[_Change]:
    known = _known(rows)
    usual = _usual_courier(rows, own)
    changes: dict[tuple[str, str], _Change] = {}
    for row in rows:
        parcel = _find(known, row)
        courier = parcel.courier if parcel else _courier(row) or usual
        key = (courier, row.tracking)
        change = changes.get(key)
        if change is None:
            new = Parcel(
                shop_id=shop.id,
                courier=courier,
                tracking=row.tracking,
                currency=shop.currency,
                created_import=batch,
            )
            change = changes[key] = _Change(parcel or new, is_new=parcel is None)
        change.rows += 1
        change.said += row.movements
        change.is_changed |= _apply(shop, change.parcel, row)
    return list(changes.values())


def _known(rows: Sequence[ParcelRow]) -> dict[str, list[Parcel]]:
    held = Parcel.objects.select_for_update(no_key=True).order_by("pk")
    found: dict[str, list[Parcel]] = defaultdict(list)
    for parcel in held.filter(tracking__in={row.tracking for row in rows}):
        found[parcel.tracking].append(parcel)
    return found


def _find(known: dict[str, list[Parcel]], row: ParcelRow) -> Parcel | None:
    """The parcel with this number: of the courier that is named, or the only one when none is."""
    same = known.get(row.tracking, [])
    courier = _courier(row)
    if courier:
        return next((parcel for parcel in same if parcel.courier in (courier, UNNAMED)), None)
    return same[0] if len(same) == 1 else None


def _courier(row: ParcelRow) -> str:
    return courier_slug(row.courier) or courier_of_tracking(row.tracking)


def _usual_courier(rows: Sequence[ParcelRow], own: Words) -> str:
    """For rows that name no courier: the one of the numbers in the same file, if it is only one."""
    named = {courier for row in rows if (courier := _courier(row))}
    return named.pop() if len(named) == 1 else UNNAMED


def _apply(shop: ShopContext, parcel: Parcel, row: ParcelRow) -> bool:
    """Give the parcel what the row says; whether anything is new."""
    announced = local_day(row.announced_at, shop.zone) if row.announced_at else None
    said: dict[str, Any] = {name: getattr(row, name) for name in SAID if name != "announced_on"}
    said["announced_on"] = announced
    changed = {
        name: value for name, value in said.items() if _is_said(value) and getattr(parcel, name) != value
    }
    for name, value in changed.items():
        setattr(parcel, name, value)
    return bool(changed)


def _is_said(value: Any) -> bool:
    return value is not None and value != "" and value is not False


def _write(
    shop: ShopContext, changes: Sequence[_Change], own: Words, batch: ImportBatch | None, stamp: datetime
) -> None:
    new = [change.parcel for change in changes if change.is_new]
    Parcel.objects.bulk_create(new, batch_size=PIECE)
    _write_events(shop, changes, own, batch)
    heard = _heard([change.parcel.pk for change in changes])
    free = [change.parcel for change in changes if change.parcel.order_id is None]
    orders = orders_for(shop, free)
    for change in changes:
        parcel = change.parcel
        change.is_changed |= _stand(shop, parcel, stand_of(heard[parcel.pk]))
        if parcel.pk in orders:
            parcel.order_id = orders[parcel.pk]
            change.is_changed = True
        parcel.updated_at = stamp
    touched = [change.parcel for change in changes if change.is_new or change.is_changed]
    write_columns(Parcel, touched, WRITTEN)


def _write_events(
    shop: ShopContext, changes: Sequence[_Change], own: Words, batch: ImportBatch | None
) -> None:
    """Add the events that are new: a moment and a word that the parcel does not have yet."""
    known = _event_keys([change.parcel.pk for change in changes if not change.is_new])
    events, unknown = [], {}
    for change in changes:
        parcel = change.parcel
        for said in change.said:
            plain = plain_word(said.raw)
            if not plain or (parcel.pk, said.at, plain) in known:
                continue
            known.add((parcel.pk, said.at, plain))
            change.added += 1
            state = meaning(parcel.courier, said.raw, own)
            if state is None:
                unknown[parcel.courier, plain] = said.raw[:LONGEST_WORD]
            events.append(
                ParcelEvent(
                    shop_id=shop.id,
                    parcel=parcel,
                    at=said.at,
                    raw=said.raw[:LONGEST_WORD],
                    plain=plain,
                    state=state or "",
                    reason=said.reason[:120],
                    external_id=said.external_id[:100],
                    created_import=batch,
                )
            )
    ParcelEvent.objects.bulk_create(events, batch_size=PIECE)
    _ask_about(shop, unknown)


def _event_keys(parcel_ids: Iterable[int]) -> set[tuple[int, datetime, str]]:
    return set(ParcelEvent.objects.filter(parcel__in=list(parcel_ids)).values_list("parcel", "at", "plain"))


def _ask_about(shop: ShopContext, unknown: dict[tuple[str, str], str]) -> None:
    """Words that nobody has explained wait on the mapping page."""
    CourierWord.objects.bulk_create(
        [
            CourierWord(shop_id=shop.id, courier=courier, plain=plain, raw=raw)
            for (courier, plain), raw in sorted(unknown.items())
        ],
        ignore_conflicts=True,
    )


def _heard(parcel_ids: Sequence[int]) -> dict[int, list[Heard]]:
    found: dict[int, list[Heard]] = defaultdict(list)
    rows = ParcelEvent.objects.filter(parcel__in=parcel_ids).values_list("parcel", "at", "raw", "state")
    for parcel_id, at, raw, state in rows:
        found[parcel_id].append(Heard(at, raw, state))
    return found


def _stand(shop: ShopContext, parcel: Parcel, stand: Stand) -> bool:
    """Set where the parcel stands; whether that is another place than before."""
    values = {
        "state": stand.state,
        "raw_state": stand.raw[:LONGEST_WORD],
        "state_at": stand.at,
        "attempts": stand.attempts,
        "shipped_on": _day(shop, stand.shipped_at),
        "delivered_on": _day(shop, stand.delivered_at) if stand.state == "delivered" else None,
        "failed_on": _day(shop, stand.failed_at),
        "returned_on": _day(shop, stand.returned_at),
    }
    changed = {name: value for name, value in values.items() if getattr(parcel, name) != value}
    for name, value in changed.items():
        setattr(parcel, name, value)
    return bool(changed)


def _day(shop: ShopContext, moment: datetime | None) -> Any:
    return local_day(moment, shop.zone) if moment else None
