"""Reading breaches: the list, one with its steps, and the most urgent open one."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from shop_ai.lib.tenancy import shop_scope
from transparency.breach.models import Breach
from transparency.breach.steps import STEPS, Step


@dataclass(frozen=True, slots=True)
class Ticked:
    step: Step
    is_done: bool


def breaches(shop_id: int) -> list[Breach]:
    """Newest first."""
    with shop_scope(shop_id):
        return list(Breach.objects.order_by("-found_at", "-pk"))


def breach_of(shop_id: int, uid: uuid.UUID) -> Breach | None:
    with shop_scope(shop_id):
        found: Breach | None = Breach.objects.filter(uid=uid).first()
        return found


def steps_of(breach: Breach) -> list[Ticked]:
    return [Ticked(step, step.code in breach.steps) for step in STEPS]


def most_urgent(shop_id: int) -> Breach | None:
    """The open breach whose time to tell the authority ends first; None when none is open."""
    with shop_scope(shop_id):
        waiting = Breach.objects.filter(closed_at=None, told_authority_at=None)
        found: Breach | None = waiting.order_by("due_at").first()
        return found


def days_left(breach: Breach, now: datetime) -> int:
    """Whole days until the authority must know; negative once it is too late."""
    return (breach.due_at - now).days
