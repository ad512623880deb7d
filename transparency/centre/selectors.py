"""What the transparency pages say, read from the registry and the switches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shop_ai.lib.tenancy import shop_scope
from transparency.ledger.automations import Automation, all_automations
from transparency.ledger.models import AutomationSwitch, Decision
from transparency.ledger.switches import EVERYTHING


@dataclass(frozen=True, slots=True)
class AutomationState:
    """One automation as a page shows it: ``runs`` is its own switch and manual mode taken together."""

    automation: Automation
    is_on: bool
    runs: bool
    changed_by: str
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class CentreState:
    manual_mode: bool
    manual_since: datetime | None
    automations: list[AutomationState]

    @property
    def running(self) -> int:
        return sum(state.runs for state in self.automations)


def centre_state(shop_id: int, *, public_only: bool = False) -> CentreState:
    """Every registered automation with its switch, in one query."""
    with shop_scope(shop_id):
        switches = {switch.automation: switch for switch in AutomationSwitch.objects.all()}
    everything = switches.get(EVERYTHING)
    manual = everything is not None and not everything.is_on
    states = []
    for automation in all_automations():
        if public_only and not automation.is_public:
            continue
        switch = switches.get(automation.code)
        is_on = switch.is_on if switch else True
        states.append(
            AutomationState(
                automation=automation,
                is_on=is_on,
                runs=is_on and not manual,
                changed_by=switch.changed_by if switch else "",
                changed_at=switch.changed_at if switch else None,
            )
        )
    return CentreState(
        manual_mode=manual,
        manual_since=everything.changed_at if manual and everything else None,
        automations=states,
    )


def decision_of(shop_id: int, uid: UUID) -> Decision | None:
    """One decision of the shop by its public id; None for a foreign one."""
    with shop_scope(shop_id):
        return Decision.objects.filter(uid=uid).first()
