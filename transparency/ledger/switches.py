"""Is an automation on? Asked in the database at the moment of use, so that a switch holds at once."""

from __future__ import annotations

from django.utils import timezone

from shop_ai.lib.tenancy import current_shop_id
from transparency.ledger.automations import all_automations, automation
from transparency.ledger.models import AutomationSwitch
from transparency.ledger.services import record_decision

EVERYTHING = "all"


def is_on(code: str) -> bool:
    """Whether the automation may act for the shop in scope: its own switch and manual mode, in one query."""
    automation(code)
    off = AutomationSwitch.objects.filter(automation__in=[code, EVERYTHING], is_on=False)
    return not off.exists()


def states() -> dict[str, bool]:
    """Each automation's own switch, and ``all`` (False: manual mode for the whole shop)."""
    stored = dict(AutomationSwitch.objects.values_list("automation", "is_on"))
    return {code: stored.get(code, True) for code in [EVERYTHING, *(a.code for a in all_automations())]}


def set_switch(code: str, *, is_on: bool, by: str) -> None:
    """Turn an automation (or ``all``) on or off, and write who did it into the ledger."""
    if code != EVERYTHING:
        automation(code)
    AutomationSwitch.objects.update_or_create(
        shop_id=current_shop_id(),
        automation=code,
        defaults={"is_on": is_on, "changed_by": by, "changed_at": timezone.now()},
    )
    record_decision(
        automation=code,
        subject="switch",
        version="1",
        inputs={"is_on": is_on},
        output={"is_on": is_on},
        reason_code="switched_by_person",
        actor=by,
    )
