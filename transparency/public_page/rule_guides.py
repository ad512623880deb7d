"""The questions of the five rules."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy

from transparency.public_page import rule_sentences as sentences
from transparency.public_page.guides import Guide, Question

_LAW: Final = Question("law", gettext_lazy("Say what the law of electronic commerce grants"), "yes", True)

RULE_GUIDES: Final = (
    Guide(
        "delivery_times",
        gettext_lazy(
            "The first thing customers ask. A promise that is kept brings fewer refusals at the door."
        ),
        (
            Question("confirmed", gettext_lazy("You call to confirm each order first"), "yes", True),
            Question("days_near", gettext_lazy("Days to your own town"), "number", 2, least=1, most=60),
            Question(
                "days_far",
                gettext_lazy("Days to everywhere else, at the most"),
                "number",
                5,
                least=1,
                most=60,
            ),
            Question("rests", gettext_lazy("Parcels rest on weekends and public holidays"), "yes", True),
            _LAW,
        ),
        sentences.delivery_times,
    ),
    Guide(
        "returns",
        gettext_lazy(
            "Says what happens when it does not fit or does not please. Plain rules make first orders easier."
        ),
        (
            Question(
                "accepts",
                gettext_lazy("You take things back when a customer changes their mind"),
                "yes",
                True,
            ),
            Question("days", gettext_lazy("Days to do so"), "number", 7, least=1, most=90),
            Question(
                "condition",
                gettext_lazy("In which state"),
                "choice",
                "tried",
                (
                    ("unused", gettext_lazy("Unused, in its packaging")),
                    ("tried", gettext_lazy("Tried on, label still there")),
                    ("any", gettext_lazy("Opened and tried")),
                ),
            ),
            Question(
                "gets",
                gettext_lazy("The customer gets"),
                "choice",
                "exchange",
                (
                    ("exchange", gettext_lazy("An exchange")),
                    ("money", gettext_lazy("The money back")),
                    ("either", gettext_lazy("One or the other, as they choose")),
                ),
            ),
            Question(
                "pays",
                gettext_lazy("Who pays for sending it back"),
                "choice",
                "customer",
                (("customer", gettext_lazy("The customer")), ("shop", gettext_lazy("The shop"))),
            ),
            _LAW,
        ),
        sentences.returns,
    ),
    Guide(
        "guarantee",
        gettext_lazy("Says who bears a fault. Who answers for faults is asked less often for a discount."),
        (
            Question(
                "months", gettext_lazy("Months of guarantee, 0 for none of your own"), "number", 6, most=120
            ),
            Question(
                "fault",
                gettext_lazy("When there is a fault"),
                "choice",
                "replace",
                (
                    ("replace", gettext_lazy("You replace it")),
                    ("repair", gettext_lazy("You repair it")),
                    ("refund", gettext_lazy("You pay back")),
                    ("choice", gettext_lazy("The customer chooses")),
                ),
            ),
            Question(
                "look",
                gettext_lazy("The parcel may be refused at the door when something is wrong"),
                "yes",
                True,
            ),
            Question(
                "photo", gettext_lazy("A photo and the order number are enough as a proof"), "yes", True
            ),
        ),
        sentences.guarantee,
    ),
    Guide(
        "delivery",
        gettext_lazy(
            "Where, how much, and whether the parcel may be opened: what surprises at the door is refused there."
        ),
        (
            Question(
                "where",
                gettext_lazy("Delivered to"),
                "choice",
                "both",
                (
                    ("home", gettext_lazy("The door")),
                    ("desk", gettext_lazy("The courier's desk")),
                    ("both", gettext_lazy("Both")),
                ),
            ),
            Question("home_low", gettext_lazy("To the door, from"), "amount", 400),
            Question("home_high", gettext_lazy("To the door, up to"), "amount", 900),
            Question("desk_low", gettext_lazy("To the desk, from"), "amount", 300),
            Question("desk_high", gettext_lazy("To the desk, up to"), "amount", 600),
            Question("free_from", gettext_lazy("Free from, 0 for never"), "amount", 0),
            Question("everywhere", gettext_lazy("You deliver everywhere in the country"), "yes", True),
            Question(
                "opens",
                gettext_lazy("Before paying, the customer"),
                "choice",
                "look",
                (
                    ("open", gettext_lazy("May open the parcel")),
                    ("look", gettext_lazy("May look at it from outside")),
                    ("closed", gettext_lazy("Pays first")),
                ),
            ),
        ),
        sentences.delivery,
    ),
    Guide(
        "after_sales",
        gettext_lazy("Whom to ask afterwards, and how fast somebody answers."),
        (
            Question(
                "how",
                gettext_lazy("Customers reach you by"),
                "choice",
                "both",
                (
                    ("whatsapp", gettext_lazy("WhatsApp")),
                    ("phone", gettext_lazy("Phone")),
                    ("both", gettext_lazy("Both")),
                ),
            ),
            Question(
                "hours",
                gettext_lazy("Hours until a person answers, while you are open"),
                "number",
                2,
                least=1,
                most=100,
            ),
            Question(
                "solved", gettext_lazy("Working days until it is settled"), "number", 3, least=1, most=60
            ),
            Question("pieces", gettext_lazy("Spare parts or advice stay available"), "yes", False),
        ),
        sentences.after_sales,
    ),
)
