"""What machines and people decided about the person, as the decision log has it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from signals.consent.subjects import subject_key
from transparency.ledger.holds import Hold
from transparency.ledger.models import Decision
from transparency.ledger.reasons import REASONS
from transparency.rights.known import MOST, Entry, Person, reads


@reads(
    "decisions",
    gettext_lazy("Decisions about you"),
    gettext_lazy("To be able to explain them and to prove what was done."),
    "transparency_decision",
)
def decisions(of: Person) -> Iterable[Entry]:
    """Lines of the log that name the customer, a keyed hash of them, or one of their conversations."""
    key = subject_key(of.name)
    named = f"customer:{of.customer.uid.hex}"
    rows = Decision.objects.filter(Q(subject__in=[key, named]) | Q(mentions__contains=[named]))
    for row in rows.order_by("-sequence")[:MOST]:
        reason = str(REASONS.get(row.reason_code, row.reason_code))
        yield Entry.of(
            reason,
            [
                ("sequence", _("Number in the log"), row.sequence),
                ("at", _("When"), row.at),
                ("reason", _("Why"), reason),
                ("result", _("Result"), row.output),
            ],
        )


@reads(
    "holds",
    gettext_lazy("Automation stopped for you"),
    gettext_lazy("So that a person answers you and no machine does."),
    "transparency_hold",
)
def holds(of: Person) -> Iterable[Entry]:
    """When machines were kept from acting for the person, and when a person released it."""
    subjects = [f"customer:{of.customer.uid.hex}", *(f"visitor:{one}" for one in of.visitors)]
    for row in Hold.objects.filter(subject__in=subjects).order_by("-held_at"):
        yield Entry.of(
            _("A person answers you"),
            [("since", _("Since"), row.held_at), ("released", _("Until"), row.released_at)],
        )
