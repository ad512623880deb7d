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


def set_switch(code: str, *, is_on: bool, by: str) -> bool:
    """Turn an automation (or ``all``) on or off, and write who did it into the ledger.

    False when it stood so already: two people pressed the same button, and only the first turned anything.
    """
    if code != EVERYTHING:
        automation(code)
    said = {"is_on": is_on, "changed_by": by, "changed_at": timezone.now()}
    # A switch without a row is on.
    AutomationSwitch.objects.get_or_create(
        shop_id=current_shop_id(), automation=code, defaults=said | {"is_on": True}
    )
    if not AutomationSwitch.objects.filter(automation=code, is_on=not is_on).update(**said):
        return False
    record_decision(
        automation=code,
        subject="switch",
        version="1",
        inputs={"is_on": is_on},
        output={"is_on": is_on},
        reason_code="switched_on" if is_on else "switched_off",
        actor=by,
    )
    return True
