"""What is to be done after a breach, in order, and what to write to whom. Law 18-07 art. 43, law 25-11: five days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
# Days of the calendar: the strictest reading of the law is the safe one.
TIME_TO_TELL: Final = timedelta(days=5)


@dataclass(frozen=True, slots=True)
class Step:
    code: str
    title: Text
    how: Text


STEPS: Final = (
    Step(
        "stop",
        _("Stop it"),
        _("Change passwords, end sessions, take back keys and lost telephones, switch off what leaks."),
    ),
    Step(
        "keep",
        _("Keep the traces"),
        _("Delete nothing: keep log-ins, mails and files, and write down who saw what when."),
    ),
    Step(
        "whom",
        _("Find out whom it touches"),
        _("Say above whose data it is and which; the number of persons is counted."),
    ),
    Step(
        "judge",
        _("Judge the harm"),
        _(
            "Could somebody be cheated, called, found at home? Addresses together with orders weigh more than an e-mail."
        ),
    ),
    Step(
        "authority",
        _("Tell the authority (ANPDP)"),
        _(
            "Within five days, on its portal or by letter. The letter below is ready; send it even when not all is known."
        ),
    ),
    Step(
        "persons",
        _("Tell the persons"),
        _(
            "Without delay when it may harm them: what happened, what you did, what they can do. The message below is ready."
        ),
    ),
    Step(
        "police",
        _("File a complaint if somebody broke in"),
        _("At the police or gendarmerie; keep the receipt."),
    ),
    Step(
        "mend",
        _("Close the hole for good"),
        _("Second factor for everybody, fewer roles that see persons, shorter keeping."),
    ),
    Step(
        "learn",
        _("Write down what you learnt"),
        _("Two sentences in the notes are enough; the next one will be glad of them."),
    ),
)
BY_CODE: Final = {step.code: step for step in STEPS}

FIELDS: Final[dict[str, Text]] = {
    "name": _("Names"),
    "phone": _("Phone numbers"),
    "email": _("E-mail addresses"),
    "address": _("Addresses"),
    "orders": _("Orders and amounts"),
    "messages": _("Messages"),
    "password": _("Log-ins of the team"),
}
