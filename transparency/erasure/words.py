"""Why somebody was erased, and how far an erasure is, in words."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from shop_ai.lib.job import Job
from transparency.erasure.course import STEPS
from transparency.erasure.models import ErasureRecord, ErasureState

CAUSES: Final[dict[str, str | Promise]] = {
    "request": _("The customer asked for it"),
    "desk": _("Your team noted the customer's wish"),
    "prospects": _("Never ordered, and long not heard of"),
    "accounts": _("The ten years of the law on accounts are over"),
    "restore": _("A restored backup had brought them back"),
}


def cause_words(cause: str) -> str:
    """The sentence; another room's own word as it is."""
    return str(CAUSES.get(cause, cause))


def job_of(record: ErasureRecord) -> Job:
    """An erasure as long work: steps that are through, of all."""
    through = ngettext(
        "%(done)s of %(steps)s step is through.", "%(done)s of %(steps)s steps are through.", len(STEPS)
    )
    return Job(
        title=gettext("What was done"),
        done=record.steps_done,
        total=len(STEPS),
        seconds_left=None,
        is_finished=record.state == ErasureState.DONE,
        summary=gettext("Erased: nothing here tells any more who it was."),
        text=through % {"done": record.steps_done, "steps": len(STEPS)},
    )
