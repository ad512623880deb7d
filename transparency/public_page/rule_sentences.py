"""What the answers about the five rules become, one sentence after the other.

The delays to send back and to be paid are those of the Algerian law 18-05 on electronic commerce, articles 22 and 23:
four working days, and fifteen days. They are said where the owner leaves the box ticked.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from transparency.public_page.guides import Answers


def _days_there(n: int) -> str:
    return ngettext(
        "In the shop's own town the parcel arrives within %(n)s day.",
        "In the shop's own town the parcel arrives within %(n)s days.",
        n,
    ) % {"n": n}


def _days_far(n: int) -> str:
    return ngettext(
        "Everywhere else it arrives within %(n)s day.", "Everywhere else it arrives within %(n)s days.", n
    ) % {"n": n}


def delivery_times(answers: Answers) -> Iterator[str]:
    if answers["confirmed"]:
        yield _("We call you first to confirm the order; the time counts from then.")
    yield _days_there(answers.number("days_near"))
    yield _days_far(answers.number("days_far"))
    yield (
        _("On Fridays, Saturdays and public holidays parcels may rest.")
        if answers["rests"]
        else _("Parcels travel every day.")
    )
    if answers["law"]:
        yield _(
            "If your parcel comes later than that, you may send it back within 4 working days, "
            "and your money is paid back within 15 days, costs included."
        )


def returns(answers: Answers) -> Iterator[str]:
    if not answers["accepts"]:
        yield _("We take nothing back because of a change of mind.")
    else:
        n = answers.number("days")
        yield ngettext(
            "You may change your mind within %(n)s day of receiving it.",
            "You may change your mind within %(n)s days of receiving it.",
            n,
        ) % {"n": n}
        yield {
            "unused": _("The article comes back unused, in its packaging."),
            "tried": _("You may have tried it on; the label must still be there."),
            "any": _("It may be opened and tried."),
        }[answers["condition"]]
        yield {
            "exchange": _("You choose another size, colour or article."),
            "money": _("You get your money back."),
            "either": _("You choose: another article, or your money back."),
        }[answers["gets"]]
        yield {
            "customer": _("You pay for sending it back."),
            "shop": _("We pay for sending it back."),
        }[answers["pays"]]
    if answers["law"]:
        yield _(
            "If it is broken or not what you ordered, you have 4 working days to send it back at our cost; "
            "you then get a new one, a repair, an exchange, or your money back within 15 days."
        )


def guarantee(answers: Answers) -> Iterator[str]:
    months = answers.number("months")
    if months:
        yield ngettext(
            "What you buy is guaranteed for %(n)s month.",
            "What you buy is guaranteed for %(n)s months.",
            months,
        ) % {"n": months}
    yield {
        "replace": _("If it has a fault, we replace it free of charge."),
        "repair": _("If it has a fault, we repair it free of charge."),
        "refund": _("If it has a fault, we pay your money back."),
        "choice": _("If it has a fault, you choose: a new one, a repair, or your money back."),
    }[answers["fault"]]
    if answers["look"]:
        yield _(
            "Look at the parcel while the courier is there; if something is wrong, refuse it and pay nothing."
        )
    yield (
        _("Send us a photo and your order number: that is enough as a proof.")
        if answers["photo"]
        else _("Keep your order number and the invoice: we ask for them.")
    )


def delivery(answers: Answers) -> Iterator[str]:
    where = answers["where"]
    if where in {"home", "both"}:
        yield _("To your door: from %(low)s to %(high)s.") % {
            "low": answers.amount("home_low"),
            "high": answers.amount("home_high"),
        }
    if where in {"desk", "both"}:
        yield _("To the courier's desk near you: from %(low)s to %(high)s.") % {
            "low": answers.amount("desk_low"),
            "high": answers.amount("desk_high"),
        }
    if answers.number("free_from"):
        yield _("Delivery is free from %(amount)s of products on.") % {"amount": answers.amount("free_from")}
    yield (
        _("We deliver everywhere in the country.")
        if answers["everywhere"]
        else _("Ask us whether we deliver where you live.")
    )
    yield {
        "open": _("You may open the parcel before you pay."),
        "look": _("You may look at the parcel from outside before you pay."),
        "closed": _("The courier hands the parcel over after payment."),
    }[answers["opens"]]
    yield _("You learn the full price, delivery included, before you say yes.")


def after_sales(answers: Answers) -> Iterator[str]:
    yield {
        "whatsapp": _("Write to us on WhatsApp with your order number."),
        "phone": _("Call us with your order number."),
        "both": _("Write to us on WhatsApp or call, with your order number."),
    }[answers["how"]]
    n = answers.number("hours")
    yield ngettext(
        "A person answers within %(n)s hour while we are open.",
        "A person answers within %(n)s hours while we are open.",
        n,
    ) % {"n": n}
    days = answers.number("solved")
    yield ngettext(
        "We settle it within %(n)s working day, or tell you why it takes longer.",
        "We settle it within %(n)s working days, or tell you why it takes longer.",
        days,
    ) % {"n": days}
    if answers["pieces"]:
        yield _("Spare parts and advice stay available after the guarantee.")
