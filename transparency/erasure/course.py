"""The steps of an erasure, in order; each may be done twice, and a killed one is done again from the first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from transparency.erasure.person import Person
from transparency.erasure.steps import answers, centre, customer, files, imports, records, talks, visits


@dataclass(frozen=True, slots=True)
class Step:
    """``act`` runs in a transaction of its own and returns how many rows or files lost something."""

    code: str
    title: str | Promise
    act: Callable[[Person], int]


STEPS: Final = (
    Step("imports", _("Wait for files that are being imported"), imports.wait_for_imports),
    Step("conversations", _("Conversations and messages"), talks.erase_talks),
    Step("files", _("Imported files"), imports.erase_files),
    Step("refused", _("Refused cells of imported files"), imports.erase_refused_values),
    Step("undo", _("What an undo would put back"), imports.erase_undo),
    Step("answers", _("Answers kept for retries"), answers.erase_answers),
    Step("visits", _("Visits and consents"), visits.erase_visits),
    Step("decisions", _("Decisions"), centre.erase_decisions),
    Step("cases", _("Cases"), centre.erase_cases),
    Step("wishes", _("Requests about data"), centre.erase_wishes),
    Step("ties", _("Answers, codes and lists"), records.erase_ties),
    Step("orders", _("Orders and parcels"), records.erase_orders),
    Step("letters", _("Letters written to files"), files.erase_letters),
    Step("customer", _("The customer"), customer.erase_customer_row),
)
