"""The questions about prices, discounts and general conditions, and their sentences.

What must be said follows the Algerian law 18-05, articles 10 to 13: price with all taxes, how an order is made and
confirmed, ways of payment, how long the offer holds, how it may be cancelled, what reaching the shop costs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from catalog.codes.models import MOST_PERCENT
from transparency.public_page.guides import Answers, Guide, Question
from transparency.public_page.rule_guides import RULE_GUIDES


def _prices(answers: Answers) -> Iterator[str]:
    yield (
        _("Prices hold all taxes.")
        if answers["taxes"]
        else _("The shop pays no value added tax; what you read is what you pay.")
    )
    yield (
        _("Delivery is added, and said before you confirm.")
        if answers["delivery_apart"]
        else _("Delivery is in the price.")
    )
    if answers["same"]:
        yield _(
            "The price of a product is the same for everybody, wherever you live and whatever you bought before."
        )
    days = answers.number("holds")
    yield ngettext(
        "A price that we told you holds for %(n)s day, as long as there is stock.",
        "A price that we told you holds for %(n)s days, as long as there is stock.",
        days,
    ) % {"n": days}
    yield _("Earlier prices can be read on the page of prices.")


def _discounts(answers: Answers) -> Iterator[str]:
    if not answers["gives"]:
        yield _("We give no discounts: the price is the price.")
        return
    yield _("A discount is at most %(n)s %% of the products' price.") % {"n": answers.number("most")}
    yield _("It is counted from the lowest price of the last 30 days, never from an invented one.")
    yield {
        "all": _("Whoever has a code may use it."),
        "some": _("Some codes are for new or faithful customers; the condition stands beside the code."),
    }[answers["who"]]
    yield _("One code an order.") if answers["one"] else _("Several codes may be used on one order.")
    yield _("If an order is refused or given back, its discount ends with it.")
    yield _("An announced end is real: afterwards the earlier price holds again.")


def _conditions(answers: Answers) -> Iterator[str]:
    yield _("How to order: you choose, you check product, price, total and quantity, then you confirm.")
    yield {
        "phone": _("We confirm every order by phone; before that, nothing is owed."),
        "message": _("We confirm every order by message; before that, nothing is owed."),
        "none": _("Your order is confirmed as soon as you have sent it."),
    }[answers["confirms"]]
    yield {
        "cash": _("You pay in cash when the parcel is handed over."),
        "both": _("You pay in cash when the parcel is handed over, or by card beforehand."),
        "card": _("You pay by card when you order."),
    }[answers["payment"]]
    yield {
        "shipped": _("You may cancel free of charge until the parcel leaves us."),
        "door": _("You may cancel free of charge until the parcel is at your door."),
        "hours": _("You may cancel free of charge within 24 hours."),
    }[answers["cancel"]]
    yield (
        _("With the parcel you get an invoice.")
        if answers["invoice"]
        else _("You get an invoice when you ask for one.")
    )
    yield _("Writing or calling costs what your own operator takes, nothing more.")
    yield _("Offers hold while there is stock; what is sold out cannot be ordered.")


MORE_GUIDES: Final = (
    Guide(
        "prices",
        gettext_lazy("What is in the price. Said once, it spares the question under every post."),
        (
            Question("taxes", gettext_lazy("Your prices hold value added tax"), "yes", True),
            Question("delivery_apart", gettext_lazy("Delivery is paid apart"), "yes", True),
            Question("same", gettext_lazy("A product has one price for everybody"), "yes", True),
            Question(
                "holds",
                gettext_lazy("Days for which a price told to a customer holds"),
                "number",
                3,
                least=1,
                most=90,
            ),
        ),
        _prices,
    ),
    Guide(
        "discounts",
        gettext_lazy(
            "Who gets a discount, how much, and counted from what: the three doubts about any promotion."
        ),
        (
            Question("gives", gettext_lazy("You give discounts"), "yes", True),
            Question(
                "most", gettext_lazy("The largest, in percent"), "number", 20, least=1, most=MOST_PERCENT
            ),
            Question(
                "who",
                gettext_lazy("For whom"),
                "choice",
                "all",
                (
                    ("all", gettext_lazy("Whoever has the code")),
                    ("some", gettext_lazy("Some codes for new or faithful customers")),
                ),
            ),
            Question("one", gettext_lazy("One code an order"), "yes", True),
        ),
        _discounts,
    ),
    Guide(
        "conditions",
        gettext_lazy(
            "General conditions: what the law of electronic commerce wants to be said before an order."
        ),
        (
            Question(
                "confirms",
                gettext_lazy("You confirm an order"),
                "choice",
                "phone",
                (
                    ("phone", gettext_lazy("By phone")),
                    ("message", gettext_lazy("By message")),
                    ("none", gettext_lazy("Not at all")),
                ),
            ),
            Question(
                "payment",
                gettext_lazy("Customers pay"),
                "choice",
                "cash",
                (
                    ("cash", gettext_lazy("In cash on delivery")),
                    ("both", gettext_lazy("In cash or by card")),
                    ("card", gettext_lazy("By card")),
                ),
            ),
            Question(
                "cancel",
                gettext_lazy("Cancelling is free"),
                "choice",
                "shipped",
                (
                    ("shipped", gettext_lazy("Until the parcel leaves")),
                    ("door", gettext_lazy("Until it is at the door")),
                    ("hours", gettext_lazy("Within 24 hours")),
                ),
            ),
            Question("invoice", gettext_lazy("An invoice lies in every parcel"), "yes", True),
        ),
        _conditions,
    ),
)

GUIDES: Final = {guide.code: guide for guide in (*RULE_GUIDES, *MORE_GUIDES)}
