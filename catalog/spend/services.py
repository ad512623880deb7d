"""Writing spend by hand and by the API, taking a change back, and typing rates; one transaction each.

Every one counts the days again at its end, so that no figure is older than what was said.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.channels.compute import plain
from catalog.imports.channels import channel_slug
from catalog.spend.compute import CENT, crosses
from catalog.spend.days import rebuild_days
from catalog.spend.models import CurrencyRate, SpendChange, SpendEntry, SpendSource
from catalog.spend.reading import LARGEST, LONGEST_PERIOD
from shop_ai.lib.refusals import Conflict, FieldError, Invalid
from shop_ai.lib.tenancy import shop_scope
from shop_ai.lib.text import tidy

_CODE: Final = re.compile(r"[A-Z]{3}")
# What a change keeps of an entry, and how it is read back from JSON.
_KEPT: Final[dict[str, Callable[[Any], Any]]] = {
    "campaign_name": str,
    "said_channel": str,
    "external_id": str,
    "starts_on": date.fromisoformat,
    "ends_on": date.fromisoformat,
    "currency": str,
    "amount": Decimal,
    "impressions": lambda count: count,
    "clicks": lambda count: count,
    "note": str,
    "removed_at": lambda moment: moment and datetime.fromisoformat(moment),
}


@dataclass(frozen=True, slots=True)
class SpendFields:
    """What somebody says was spent; ``ends_on`` None for one day. ``amount`` is in ``currency``."""

    starts_on: date
    amount: Decimal
    currency: str
    channel: str = ""
    campaign: str = ""
    ends_on: date | None = None
    impressions: int | None = None
    clicks: int | None = None
    note: str = ""
    external_id: str = ""


def add_spend(
    shop_id: int, fields: SpendFields, *, by: str = "", source: str = SpendSource.HAND
) -> tuple[SpendEntry, bool]:
    """Keep an amount; returns it and whether it is new.

    The same campaign, channel and days said again replace the amount. Raises Invalid and Conflict (a period that
    crosses another one of the campaign).
    """
    _check(fields)
    key = fields.external_id.strip()[:190] or _name_key(fields)
    last = fields.ends_on or fields.starts_on
    with shop_scope(shop_id):
        same = SpendEntry.objects.select_for_update(no_key=True).filter(
            source=source, external_id=key, removed_at__isnull=True
        )
        _refuse_crossing(same, fields.starts_on, last)
        entry = same.filter(starts_on=fields.starts_on, ends_on=last).first()
        is_new = entry is None
        if entry is None:
            entry = SpendEntry(
                shop_id=shop_id, source=source, starts_on=fields.starts_on, ends_on=last, created_by=by[:60]
            )
        elif not _differs(entry, fields, key):
            return entry, False
        else:
            _note(entry, "edit", by)
        _put(entry, fields, key)
        entry.save()
        if is_new:
            _note(entry, "add", by)
        rebuild_days(shop_id)
    return entry, is_new


def change_spend(shop_id: int, uid: uuid.UUID, fields: SpendFields, *, by: str = "") -> bool:
    """Correct an amount, whoever brought it; False when there is none. Raises Invalid and Conflict."""
    _check(fields)
    last = fields.ends_on or fields.starts_on
    with shop_scope(shop_id):
        entry = (
            SpendEntry.objects.select_for_update(no_key=True).filter(uid=uid, removed_at__isnull=True).first()
        )
        if entry is None:
            return False
        is_typed = entry.source in (SpendSource.HAND, SpendSource.API)
        key = _name_key(fields) if is_typed and entry.external_id.startswith("name:") else entry.external_id
        others = SpendEntry.objects.filter(
            source=entry.source, external_id=key, account=entry.account, removed_at__isnull=True
        ).exclude(pk=entry.pk)
        if others.filter(starts_on=fields.starts_on, ends_on=last).exists():
            raise Conflict(_("There is an amount of this campaign and these days already."))
        _refuse_crossing(others, fields.starts_on, last)
        _note(entry, "edit", by)
        _put(entry, fields, key)
        entry.starts_on, entry.ends_on = fields.starts_on, last
        entry.save()
        rebuild_days(shop_id)
    return True


def remove_spend(shop_id: int, uid: uuid.UUID, *, by: str = "") -> bool:
    """Take an amount out, which can be taken back; the file that brought it does not bring it again."""
    with shop_scope(shop_id):
        entry = (
            SpendEntry.objects.select_for_update(no_key=True).filter(uid=uid, removed_at__isnull=True).first()
        )
        if entry is None:
            return False
        _note(entry, "remove", by)
        entry.removed_at = timezone.now()
        entry.save()
        rebuild_days(shop_id)
    return True


def undo_last(shop_id: int) -> str:
    """Take back the last change that was made by hand; returns what it was, "" when there is none.

    Raises Conflict when an amount that came since stands where the old one would.
    """
    with shop_scope(shop_id):
        change = SpendChange.objects.select_for_update(no_key=True).order_by("-pk").first()
        if change is None:
            return ""
        entry = SpendEntry.objects.select_for_update(no_key=True).get(pk=change.entry_id)
        if change.what == "add":
            entry.delete()
        else:
            _put_back(entry, change.before)
        SpendChange.objects.filter(pk=change.pk).delete()
        rebuild_days(shop_id)
        return str(change.what)


def put_rate(
    shop_id: int, *, currency: str, starts_on: date, rate: Decimal, note: str = "", by: str = ""
) -> bool:
    """One unit of ``currency`` is ``rate`` in the shop's from that day on; whether it is new. Raises Invalid."""
    code = currency.strip().upper()
    if not _CODE.fullmatch(code):
        raise Invalid(FieldError("#/currency", "unknown", _("A currency has three letters, such as USD.")))
    if not Decimal("0.000001") <= rate < Decimal(10) ** 11:
        raise Invalid(FieldError("#/rate", "out_of_range", _("This rate cannot be.")))
    with shop_scope(shop_id):
        _row, is_new = CurrencyRate.objects.update_or_create(
            currency=code,
            starts_on=starts_on,
            defaults={"shop_id": shop_id, "rate": rate, "note": tidy(note)[:80], "created_by": by[:60]},
        )
        rebuild_days(shop_id)
    return is_new


def remove_rate(shop_id: int, uid: uuid.UUID) -> CurrencyRate | None:
    """Forget a rate: its days fall back to the rate before, or to none. Returns what was forgotten."""
    with shop_scope(shop_id):
        found: CurrencyRate | None = CurrencyRate.objects.filter(uid=uid).first()
        if found is not None:
            CurrencyRate.objects.filter(pk=found.pk).delete()
            rebuild_days(shop_id)
    return found


def _check(fields: SpendFields) -> None:
    errors = []
    last = fields.ends_on or fields.starts_on
    if not 0 <= fields.amount < LARGEST:
        errors.append(FieldError("#/amount", "out_of_range", _("This is no amount that can be spent.")))
    if not 0 <= (last - fields.starts_on).days < LONGEST_PERIOD:
        errors.append(
            FieldError("#/ends_on", "bad_period", _("The last day comes after the first, within 400 days."))
        )
    if not _CODE.fullmatch(fields.currency.strip().upper()):
        errors.append(FieldError("#/currency", "unknown", _("A currency has three letters, such as USD.")))
    if not (fields.channel or fields.campaign.strip()):
        errors.append(FieldError("#/channel", "required", _("Say the channel or the campaign.")))
    if errors:
        raise Invalid(*errors)


def _name_key(fields: SpendFields) -> str:
    return f"name:{channel_slug(fields.channel)}|{plain(fields.campaign)}"[:190]


def _refuse_crossing(others: Any, first: date, last: date) -> None:
    for start, end in others.values_list("starts_on", "ends_on"):
        if start != end and crosses((first, last), (start, end)):
            raise Conflict(
                _(
                    "This period shares days with another one of the same campaign, and neither holds the other:"
                    " they would be counted twice."
                )
            )


def _values(fields: SpendFields, key: str) -> dict[str, Any]:
    return {
        "external_id": key,
        "campaign_name": tidy(fields.campaign)[:200],
        "said_channel": channel_slug(fields.channel),
        "currency": fields.currency.strip().upper(),
        "amount": fields.amount.quantize(CENT, ROUND_HALF_UP),
        "impressions": fields.impressions,
        "clicks": fields.clicks,
        "note": tidy(fields.note)[:200],
    }


def _differs(entry: SpendEntry, fields: SpendFields, key: str) -> bool:
    return any(getattr(entry, name) != value for name, value in _values(fields, key).items())


def _put(entry: SpendEntry, fields: SpendFields, key: str) -> None:
    for name, value in _values(fields, key).items():
        setattr(entry, name, value)


def _note(entry: SpendEntry, what: str, by: str) -> None:
    before = {name: _as_json(getattr(entry, name)) for name in _KEPT}
    SpendChange.objects.create(shop_id=entry.shop_id, entry=entry, what=what, by=by[:60], before=before)


def _as_json(value: Any) -> Any:
    return str(value) if isinstance(value, date | Decimal) else value


def _put_back(entry: SpendEntry, before: dict[str, Any]) -> None:
    for name, value in before.items():
        setattr(entry, name, _KEPT[name](value))
    taken = SpendEntry.objects.filter(
        source=entry.source,
        account=entry.account,
        external_id=entry.external_id,
        starts_on=entry.starts_on,
        ends_on=entry.ends_on,
        removed_at__isnull=True,
    ).exclude(pk=entry.pk)
    if entry.removed_at is None and taken.exists():
        raise Conflict(_("There is an amount of this campaign and these days already."))
    entry.save()
