"""The processings of a shop, as the law on personal data wants them listed: article 41 bis 2 of law 18-07, as changed.

What the product does stands here once; whom a shop really works with and how long it keeps what is read when the register
is shown. ``keeping`` names rules of :mod:`transparency.retention.rules`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class Partner(StrEnum):
    """Who gets data besides the team, as far as the shop's own records tell it."""

    COURIERS = "couriers"
    MESSENGERS = "messengers"


@dataclass(frozen=True, slots=True)
class Processing:
    code: str
    purpose: Text
    basis: Text
    persons: Text
    data: Text
    keeping: tuple[str, ...]
    partners: tuple[Partner, ...] = ()


CUSTOMERS: Final = _("Customers")
VISITORS: Final = _("Visitors of the shop's pages")
CONSENT: Final = _("Consent, which can be withdrawn as easily as it was given")
LAW: Final = _("A duty of the law")

PROCESSINGS: Final = (
    Processing(
        "orders",
        _("Take, deliver and bill orders; give money back"),
        _("Contract with the customer; law on accounts"),
        CUSTOMERS,
        _("Name, phone numbers, e-mail, address; products, amounts, dates, state of the parcel"),
        ("buyers", "accounts", "history"),
        (Partner.COURIERS,),
    ),
    Processing(
        "conversations",
        _("Answer people who write to the shop"),
        _("What the person asked for"),
        _("Customers, and others who write"),
        _("Name or account, phone number, words of the messages, product asked for"),
        ("messages", "contacts"),
        (Partner.MESSENGERS,),
    ),
    Processing(
        "customers",
        _("Know the shop's customers again, and count how often they come back"),
        _("Contract with the customer"),
        CUSTOMERS,
        _("Name, phone numbers, language, wilaya, accounts on channels, dates and amounts of orders"),
        ("buyers", "prospects"),
    ),
    Processing(
        "measurement",
        _("Count visits, and what brings orders"),
        _("The shop's own statistics; a lasting mark only by consent"),
        VISITORS,
        _(
            "Pages and products opened, what was searched for, kind of device, language; a mark that changes every day"
        ),
        ("inbox", "events", "visitors"),
    ),
    Processing(
        "recommendation",
        _("Choose products for one person"),
        CONSENT,
        _("Customers and visitors who agreed"),
        _("Products seen or bought, what was dismissed"),
        ("events", "decisions"),
    ),
    Processing(
        "messages",
        _("Send offers to groups of customers"),
        CONSENT,
        _("Customers who agreed"),
        _("Phone number, language, dates and amounts of orders, which offer was made"),
        ("consents", "decisions"),
        (Partner.MESSENGERS,),
    ),
    Processing(
        "consents",
        _("Prove who agreed to what, and when it ended"),
        LAW,
        CUSTOMERS,
        _("Mark of the person, purpose, words that were shown, time and place"),
        ("consents",),
    ),
    Processing(
        "rights",
        _("Answer people who contest a decision or ask about their data"),
        LAW,
        _("Customers, and others who ask"),
        _("Name, a way to answer, order number, what was asked and answered"),
        ("cases", "wishes"),
    ),
    Processing(
        "imports",
        _("Bring in orders and messages from the shop's own files"),
        _("Contract with the customer"),
        CUSTOMERS,
        _("The file as it came, cells that were refused, rows as they were before"),
        ("files", "undo"),
    ),
    Processing(
        "decisions",
        _("Keep a log of what automations decided, so that it can be explained and contested"),
        LAW,
        CUSTOMERS,
        _("Numbers that stand for orders, products and customers; no name, no phone"),
        ("decisions",),
    ),
    Processing(
        "team",
        _("Let the shop's team in, and nobody else"),
        _("Contract with the team"),
        _("People of the shop's team"),
        _("Name, e-mail, role, log-ins and changes of the account"),
        (),
    ),
)
BY_CODE: Final = {one.code: one for one in PROCESSINGS}

SECURITY: Final = (
    _("Names, numbers, addresses and words are sealed in the database with a key of the shop (AES-256-GCM)"),
    _("The database itself refuses one shop the rows of another"),
    _("Roles decide who sees persons; a second factor can be asked for at log-in"),
    _("Logs hold neither names nor numbers; backups stay sealed"),
    _("What is erased is erased again when an older backup is restored"),
)
