"""Cases that wait longer than announced: noted once, and told to the team."""

from __future__ import annotations

from datetime import datetime

from shop_ai.lib.tenancy import shop_scope
from transparency.cases.letters import ask_for_late_letter
from transparency.cases.models import Case, State
from transparency.cases.opening import note_event
from transparency.cases.times import settings_of


def escalate_late(shop_id: int, now: datetime) -> int:
    """Escalate what fell late since the last look; returns how many. Safe to run twice, also at once."""
    with shop_scope(shop_id):
        late = Case.objects.filter(state=State.NEW, due_at__lt=now, escalated_at=None)
        cases = list(late.select_for_update(no_key=True, skip_locked=True).order_by("pk")[:200])
        has_letters = bool(cases) and settings_of(shop_id).has_letters
        for case in cases:
            case.escalated_at = now
            case.save(update_fields=["escalated_at", "updated_at"])
            note_event(case, "late", now)
            if has_letters:
                ask_for_late_letter(case)
        return len(cases)
