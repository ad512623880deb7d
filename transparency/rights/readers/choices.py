"""What the person chose and asked about their data."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from signals.consent.models import Consent
from transparency.benefits.models import BenefitGrant
from transparency.rights.known import Entry, Person, reads
from transparency.rights.models import MyDataLink, RightsRequest


@reads(
    "consents",
    gettext_lazy("What you agreed to"),
    gettext_lazy("To prove what you said, five years after it ended."),
    "signals_consent",
)
def consents(of: Person) -> Iterable[Entry]:
    """Every consent and refusal with its proof."""
    rows = Consent.objects.filter(visitor__in=[of.name, *of.visitors])
    for row in rows.order_by("-given_at", "-pk"):
        refused = "refused" in row.proof
        yield Entry.of(
            str(row.get_purpose_display()),
            [
                ("purpose", _("For"), row.get_purpose_display()),
                ("choice", _("Your choice"), _("You said no") if refused else _("You agreed")),
                ("given_at", _("When"), row.given_at),
                ("withdrawn_at", _("Taken back"), None if refused else row.withdrawn_at),
                ("text_version", _("Words shown"), row.text_version),
                ("language", _("Language"), row.language),
                ("proof", _("How"), _doors(row)),
            ],
        )


def _doors(row: Consent) -> list[str]:
    return [f"{act}: {said.get('door', '')}" for act, said in row.proof.items() if isinstance(said, dict)]


@reads(
    "requests",
    gettext_lazy("What you asked about your data"),
    gettext_lazy("To answer within the law's days, and to prove it."),
    *("transparency_rightsrequest", "transparency_mydatalink"),
)
def requests(of: Person) -> Iterable[Entry]:
    """Requests with their outcome, and when this page was opened."""
    for row in RightsRequest.objects.filter(customer=of.customer).order_by("-asked_at"):
        yield Entry.of(
            f"{row.number} · {row.get_kind_display()}",
            [
                ("number", _("Number"), row.number),
                ("kind", _("Request"), row.get_kind_display()),
                ("asked_at", _("Asked"), row.asked_at),
                ("due_on", _("Answer due"), row.due_on),
                ("state", _("State"), row.get_state_display()),
                ("why", _("Reason"), row.why),
            ],
        )
    opened = MyDataLink.objects.filter(customer=of.customer, opened_at__isnull=False).order_by("-opened_at")
    for link in opened:
        yield Entry.of(_("This page was opened"), [("opened_at", _("When"), link.opened_at)])


@reads(
    "benefits",
    gettext_lazy("What you got for agreeing"),
    gettext_lazy("To give it once, and to know what it is worth."),
    "transparency_benefitgrant",
)
def benefits(of: Person) -> Iterable[Entry]:
    """Benefits for a consent; the arm that chance drew is told too."""
    for row in BenefitGrant.objects.filter(customer=of.customer).select_related("code", "benefit"):
        yield Entry.of(
            row.code.code if row.code else "",
            [
                ("code", _("Code"), row.code.code if row.code else ""),
                ("granted_at", _("When"), row.granted_at),
                ("arm", _("Use of your data"), row.get_arm_display()),
            ],
        )
