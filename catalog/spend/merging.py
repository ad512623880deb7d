"""From the rows of a file of spend to entries: what is new, what says more than before, what is there already."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from catalog.channels.compute import plain
from catalog.imports.journal import keep_images
from catalog.imports.merging import Merged
from catalog.imports.models import ImportBatch
from catalog.imports.records import Code, RowError
from catalog.imports.staging import fetch
from catalog.shops.seals import current_seal
from catalog.spend.compute import crosses
from catalog.spend.models import SpendChange, SpendEntry
from catalog.spend.reading import SpendRow

TABLE: Final = "catalog_spendentry"
BY_NAME: Final = "name:"
WRITTEN: Final = (
    "external_id", "account", "campaign_name", "said_channel", "currency", "amount", "impressions", "clicks",
    "note", "updated_at",
)  # fmt: skip
_IMAGES: Final = (
    "SELECT o.id, jsonb_build_object('row', to_jsonb(o))::text FROM catalog_spendentry o"
    " WHERE o.shop_id = %(shop)s AND o.id = ANY(%(ids)s)"
)
Key = tuple[str, date, date]  # the campaign's key, first and last day


@dataclass(slots=True)
class _Group:
    """The rows of a file that tell of one campaign and period."""

    key: Key
    rows: list[SpendRow] = field(default_factory=list)
    seen: set[tuple[str, ...]] = field(default_factory=set)
    copies: int = 0

    def amounts(self) -> dict[str, Any]:
        """What the entry becomes: sums of the rows, and what they agree on."""
        first, channels = self.rows[0], {row.channel for row in self.rows}
        return {
            "account": first.account,
            "campaign_name": first.campaign,
            "said_channel": channels.pop() if len(channels) == 1 else "",
            "currency": first.currency,
            "amount": sum((row.amount for row in self.rows), Decimal(0)),
            "impressions": _sum([row.impressions for row in self.rows]),
            "clicks": _sum([row.clicks for row in self.rows]),
            "note": first.note,
        }


def _sum(counts: Iterable[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


class Names:
    """Which campaigns a source has under a name: files with numbers and files without tell of the same ones."""

    def __init__(self, entries: Iterable[SpendEntry], rows: Iterable[SpendRow]) -> None:
        self._by_name: dict[str, dict[str, str]] = defaultdict(dict)  # plain name -> key -> account
        for entry in entries:
            self._by_name[plain(entry.campaign_name)].setdefault(entry.external_id, entry.account)
        for row in rows:
            if row.campaign_id:
                self._by_name[plain(row.campaign)].setdefault(row.campaign_id, row.account)

    def key_of(self, row: SpendRow) -> str | None:
        """The key of the row's campaign; None when several could be meant."""
        if row.campaign_id:
            return row.campaign_id
        numbers = [key for key in self._fitting(row) if not key.startswith(BY_NAME)]
        if numbers:
            return numbers[0] if len(numbers) == 1 else None
        return name_key(row)

    def standing_as(self, row: SpendRow) -> str | None:
        """The key by name under which the campaign of a row with a number stands by now; "" for none.

        None when that name could be another campaign's as well: nobody knows then whose money it was.
        """
        known = [key for key in self._fitting(row) if key.startswith(BY_NAME)]
        if not row.campaign_id or not known:
            return ""
        others = [key for key in self._fitting(row) if not key.startswith(BY_NAME) and key != row.campaign_id]
        return None if others or len(known) > 1 else known[0]

    def _fitting(self, row: SpendRow) -> list[str]:
        accounts = self._by_name.get(plain(row.campaign), {})
        return [
            key
            for key, account in accounts.items()
            if not (account and row.account) or account == row.account
        ]


def name_key(row: SpendRow) -> str:
    """What stands for a campaign without a number. A sheet's channel belongs to it, a platform's does not."""
    channel = f"{row.channel}|" if row.source == "sheet" else ""
    return f"{BY_NAME}{channel}{plain(row.campaign)}"[:190]


@dataclass(slots=True)
class Plan:
    """What a file comes to: groups to write, and the rows that cannot be counted."""

    groups: list[_Group]
    renames: dict[str, str]  # key by name -> number
    errors: list[RowError]


def plan(rows: Sequence[SpendRow], entries: Sequence[SpendEntry]) -> Plan:
    """Group the rows by campaign and period; ``entries`` are those of the same source."""
    names = Names(entries, rows)
    groups: dict[Key, _Group] = {}
    renames: dict[str, str] = {}
    errors: list[RowError] = []
    for row in rows:
        key, stands_as = names.key_of(row), names.standing_as(row)
        if key is None or stands_as is None:
            errors.append(_error(row, row.campaign, "ambiguous_campaign"))
            continue
        if stands_as:
            renames[stands_as] = key
        at = (key, row.starts_on, row.ends_on)
        errors.extend(_put(groups.setdefault(at, _Group(at)), row))
    kept, crossing = _without_crossings(list(groups.values()), entries, renames)
    return Plan(kept, renames, [*errors, *crossing])


def _put(group: _Group, row: SpendRow) -> list[RowError]:
    """Add a row to its group. A row that stands there twice counts once, and says so."""
    if row.cells in group.seen:
        group.copies += 1
        return [_error(row, row.campaign, "duplicate", is_fatal=False)]
    if group.rows and group.rows[0].currency != row.currency:
        return [_error(row, row.currency, "no_currency")]
    group.seen.add(row.cells)
    group.rows.append(row)
    return []


def _without_crossings(
    groups: list[_Group], entries: Sequence[SpendEntry], renames: dict[str, str]
) -> tuple[list[_Group], list[RowError]]:
    periods: dict[str, set[tuple[date, date]]] = defaultdict(set)
    for entry in entries:
        if entry.removed_at is None and entry.starts_on != entry.ends_on:
            key = renames.get(entry.external_id, entry.external_id)
            periods[key].add((entry.starts_on, entry.ends_on))
    kept, errors = [], []
    for group in groups:
        key, first, last = group.key
        if any(crosses((first, last), other) for other in periods[key]):
            errors += [_error(row, f"{first} – {last}", "crossing_period") for row in group.rows]
            continue
        periods[key].add((first, last))
        kept.append(group)
    return kept, errors


def _error(row: SpendRow, value: str, code: Code, *, is_fatal: bool = True) -> RowError:
    return RowError(row.row, "", value, code, fatal=is_fatal)


def write(batch: ImportBatch, source: str, made: Plan, stamp: datetime) -> Merged:
    """Write what differs, keeping an image of every entry before it is changed."""
    held = list(SpendEntry.objects.select_for_update(no_key=True).filter(source=source).order_by("pk"))
    edited = set(SpendChange.objects.filter(entry__in=held).values_list("entry_id", flat=True))
    known, moved = _known(held, made.renames)
    new, changed, counts = [], dict(moved), Counter[str]()
    for group in made.groups:
        entry = known.get(group.key)
        fate = "unchanged"
        if entry is None:
            new.append(_new(batch, source, group, stamp))
            fate = "created"
        elif entry.pk not in edited and entry.removed_at is None:
            # What its owner corrected or took out by hand stays as the owner left it.
            is_other = _apply(entry, group.amounts())
            if is_other or entry.pk in moved:
                changed[entry.pk] = entry
                fate = "updated"
        counts[fate] += len(group.rows) + group.copies
    _keep(batch, changed)
    for entry in changed.values():
        entry.updated_at = stamp
    SpendEntry.objects.bulk_update(changed.values(), WRITTEN, batch_size=500)
    SpendEntry.objects.bulk_create(new, batch_size=500)
    SpendEntry.objects.filter(created_import=batch).update(updated_at=stamp)
    said = {"created": len(new), "updated": len(changed), "all": len(made.groups)}
    return Merged(counts["created"], counts["updated"], counts["unchanged"], {"spend": said})


def _known(
    held: Sequence[SpendEntry], renames: dict[str, str]
) -> tuple[dict[Key, SpendEntry], dict[int, SpendEntry]]:
    """Entries by key, the counted ones before the removed; those that get their number now are moved."""
    known: dict[Key, SpendEntry] = {}
    moved: dict[int, SpendEntry] = {}
    for entry in sorted(held, key=_removed_first):
        number = renames.get(entry.external_id)
        if number and (number, entry.starts_on, entry.ends_on) not in known:
            known[number, entry.starts_on, entry.ends_on] = entry
            entry.external_id = number
            moved[entry.pk] = entry
        else:
            known[entry.external_id, entry.starts_on, entry.ends_on] = entry
    return known, moved


def _removed_first(entry: SpendEntry) -> tuple[bool, bool, int]:
    return entry.removed_at is None, entry.external_id.startswith(BY_NAME), entry.pk


def _new(batch: ImportBatch, source: str, group: _Group, stamp: datetime) -> SpendEntry:
    key, first, last = group.key
    return SpendEntry(
        shop_id=batch.shop_id,
        source=source,
        external_id=key,
        starts_on=first,
        ends_on=last,
        created_import=batch,
        updated_at=stamp,
        **group.amounts(),
    )


def _apply(entry: SpendEntry, amounts: dict[str, Any]) -> bool:
    """Give the entry what the file says; a blank says nothing and changes nothing."""
    changed = {
        name: value
        for name, value in amounts.items()
        if value not in ("", None) and getattr(entry, name) != value
    }
    for name, value in changed.items():
        setattr(entry, name, value)
    return bool(changed)


def _keep(batch: ImportBatch, changed: dict[int, SpendEntry]) -> None:
    parameters = {"shop": batch.shop_id, "ids": list(changed)}
    images = [(row[0], row[1]) for row in fetch(_IMAGES, parameters)] if changed else []
    keep_images(batch.pk, current_seal(), TABLE, images)
