"""For how long a shop keeps what: the owner's choices over the rules' own lengths, some of them kept by other rooms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.utils.translation import gettext as _

from catalog.conversations.settings import change_settings, settings_of
from shop_ai.lib.refusals import FieldError, Invalid
from shop_ai.lib.tenancy import shop_scope
from signals.rollups.expiry import keep_months, kept_months
from transparency.ledger.services import record_decision
from transparency.retention.automations import LETTING_GO
from transparency.retention.models import RetentionChoice
from transparency.retention.rules import BY_CODE, RULES, VERSION


def _keep_messages(shop_id: int, days: int) -> None:
    change_settings(shop_id, keep_days=days, extra_words=settings_of(shop_id).extra_words)


# Lengths that live in the settings of the room that keeps the thing: read and write.
ELSEWHERE: Final[dict[str, tuple[Callable[[int], int], Callable[[int, int], None]]]] = {
    "messages": (lambda shop_id: int(settings_of(shop_id).keep_days), _keep_messages),
    "events": (kept_months, keep_months),
}


def lengths(shop_id: int) -> dict[str, int]:
    """Every rule's length for the shop, in the rule's unit."""
    with shop_scope(shop_id):
        chosen = dict(RetentionChoice.objects.values_list("code", "length"))
    own = {rule.code: int(chosen.get(rule.code, rule.length)) for rule in RULES}
    return own | {code: read(shop_id) for code, (read, _write) in ELSEWHERE.items()}


def keep_for(shop_id: int, code: str, length: int, *, by: str) -> None:
    """Change how long something is kept; raises Invalid outside of the rule's bounds, KeyError for an unknown rule."""
    rule = BY_CODE[code]
    if not rule.fits(length):
        detail = _("Between %(least)s and %(most)s.") % {"least": rule.least, "most": rule.most}
        raise Invalid(FieldError("#/length", "out_of_bounds", detail))
    with shop_scope(shop_id):
        was = lengths(shop_id)[code]
        if was == length:
            return
        if code in ELSEWHERE:
            ELSEWHERE[code][1](shop_id, length)
        else:
            RetentionChoice.objects.update_or_create(
                code=code, defaults={"shop_id": shop_id, "length": length, "changed_by": by[:60]}
            )
        said: dict[str, Any] = {"rule": code, "unit": rule.unit.value, "was": was, "is": length}
        record_decision(
            automation=LETTING_GO.code,
            subject="by hand",
            version=VERSION,
            output=said,
            reason_code="keeping_changed",
            actor=by,
        )
