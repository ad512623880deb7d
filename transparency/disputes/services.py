"""Filing a dispute file: what was gathered is signed in the ledger by its fingerprints, and never copied.

The file is made again from the records whenever it is opened, as of the moment when it was filed; a section that is no
longer as it was (words forgotten on request, say) is named. So nothing of a person is kept a second time.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from django.utils import timezone

from catalog.orders.models import Order
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib.tenancy import shop_scope
from transparency.disputes.compute import changed_sections, fingerprints
from transparency.disputes.gathering import DISPUTES, gathered
from transparency.disputes.order_rows import Row, found_order
from transparency.ledger.models import Decision
from transparency.ledger.services import record_decision

VERSION: Final = "1"


@dataclass(frozen=True, slots=True)
class DisputeFile:
    """A filed dispute file with its content. ``changed`` names the sections that are not as they were filed."""

    entry: Decision
    order: Order
    filed_at: datetime
    seal: str
    sections: dict[str, list[Row]]
    fingerprints: dict[str, str]
    changed: list[str]

    @property
    def number(self) -> str:
        return number_of(self.entry)


def number_of(entry: Decision) -> str:
    """The file's number is its place in the log of decisions."""
    return f"D-{entry.sequence:06d}"


def file_dispute(shop: ShopContext, uid: uuid.UUID, *, by: str) -> tuple[Decision, bool] | None:
    """Gather everything about an order and sign it in the ledger, and whether that made a new file.

    The order's last file is given again while nothing is known that it does not hold. None when the shop has no such order.
    """
    with shop_scope(shop.id):
        order, moment = found_order(shop.id, uid), timezone.now()
        if order is None:
            return None
        sections = gathered(shop, order, moment)
        last = _last_of(shop, order)
        if last is not None and not last.changed and last.sections == sections:
            return last.entry, False
        signed = fingerprints(_seal(order.uid, moment), sections)
        entry = record_decision(
            automation=DISPUTES,
            subject=f"order:{order.uid.hex}",
            version=VERSION,
            inputs={"order": order.uid.hex, "filed_at": moment.astimezone(UTC).isoformat()},
            output={"fingerprints": signed, "rows": {name: len(rows) for name, rows in sections.items()}},
            reason_code="dispute_filed",
            actor=by,
        )
        return entry, True


def _last_of(shop: ShopContext, order: Order) -> DisputeFile | None:
    rows = Decision.objects.filter(
        automation=DISPUTES, reason_code="dispute_filed", subject=f"order:{order.uid.hex}"
    )
    last = rows.order_by("-sequence").values_list("uid", flat=True).first()
    return dispute_file(shop, last) if last else None


def dispute_file(shop: ShopContext, uid: uuid.UUID) -> DisputeFile | None:
    """A filed dispute made again from the records; None when there is no such file, or its order is gone."""
    with shop_scope(shop.id):
        entry = Decision.objects.filter(uid=uid, automation=DISPUTES, reason_code="dispute_filed").first()
        if entry is None or not entry.inputs:
            return None
        order = found_order(shop.id, uuid.UUID(entry.inputs["order"]))
        if order is None:
            return None
        moment = datetime.fromisoformat(entry.inputs["filed_at"])
        sections, seal = gathered(shop, order, moment), _seal(order.uid, moment)
        signed: dict[str, Any] = entry.output.get("fingerprints", {})
        now = fingerprints(seal, sections)
        return DisputeFile(entry, order, moment, seal, sections, now, changed=changed_sections(signed, now))


def _seal(uid: uuid.UUID, moment: datetime) -> str:
    """The file's own seal, from the shop's key: the same whenever the file is opened, unknown to everybody else."""
    return current_seal().index("dispute", f"{uid.hex}|{moment.astimezone(UTC).isoformat()}")


def filed_disputes(shop_id: int) -> list[Decision]:
    """The shop's dispute files, the newest first."""
    with shop_scope(shop_id):
        rows = Decision.objects.filter(automation=DISPUTES, reason_code="dispute_filed")
        return list(rows.order_by("-sequence")[:1000])
