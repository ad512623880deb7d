"""When texts are checked: after each writing, every night before anything is recommended, and when the rules changed."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import Q
from django.utils import timezone

from attribution.nightly.steps import Night, Step, add_first
from catalog.outbox.services import handles
from catalog.shops.directory import shop_by_id
from shop_ai.lib.gate import object_with, read_after_importing, read_after_writing
from shop_ai.lib.period import local_day
from shop_ai.lib.tenancy import shop_scope
from transparency.ledger.switches import is_on
from transparency.rules.automations import RULES_CHECK
from transparency.rules.models import TextCheck

RECHECK: Final = "rules_recheck"


@object_with
def stops(shop_id: int, kind: str, ref: int) -> bool:
    """Whether a finding stops this thing now; an override that ended is looked at again. One query when nothing is wrong."""
    with shop_scope(shop_id):
        row = TextCheck.objects.filter(Q(is_blocked=True) | Q(good_until__isnull=False)).filter(
            kind=kind, ref=ref
        )
        found = row.first()
        if found is None or not is_on(RULES_CHECK.code):
            return False
        if found.good_until is not None and found.good_until < _today(shop_id):
            from transparency.rules.services import check_one

            return bool(check_one(shop_id, kind, ref))
        return bool(found.is_blocked)


def _today(shop_id: int) -> Any:
    shop = shop_by_id(shop_id)
    return local_day(timezone.now(), shop.zone) if shop else timezone.now().date()


@read_after_writing
def check_written(shop_id: int, kind: str, ref: int) -> None:
    from transparency.rules.services import check_one

    check_one(shop_id, kind, ref)


@read_after_importing
def check_imported(shop_id: int) -> None:
    """What a file brought is read in its own transaction: nobody sees a text of it before the rules did."""
    from transparency.rules.services import check_shop

    check_shop(shop_id)


@handles(RECHECK)
def recheck(shop_id: int, _payload: dict[str, Any]) -> None:
    """The rules changed: everything is read again."""
    from transparency.rules.services import check_shop

    check_shop(shop_id, everything=True)


def _night(night: Night) -> dict[str, int]:
    from transparency.rules.services import check_shop

    return check_shop(night.shop_id, everything=night.mode == "full")


add_first(Step("rules", _night))
