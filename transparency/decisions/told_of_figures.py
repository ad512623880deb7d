"""What decisions about figures, texts and the log itself came to, in plain sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop_ai.lib.channels import channel_name
from transparency.decisions.names import Names
from transparency.ledger.models import Decision

Sentences = Iterator[str]
Teller = Callable[[Decision, Names], Sentences]
MOST: Final = 3


def percent(share: float) -> str:
    return f"{share * 100:.0f}\u00a0%"


def _credit(row: Decision, _names: Names) -> Sentences:
    if "roles" in row.output:
        n = len(row.output["roles"])
        yield ngettext(
            "The role of %(n)s channel was judged.", "The roles of %(n)s channels were judged.", n
        ) % {"n": n}
        return
    n = int(row.output.get("orders", 0))
    yield ngettext("%(n)s delivered order was shared out.", "%(n)s delivered orders were shared out.", n) % {
        "n": n
    }
    shares = row.output.get("shares", {}).get(row.inputs["rule"], {})
    for channel, share in sorted(shares.items(), key=lambda pair: -pair[1])[:MOST]:
        if channel:
            yield _("%(channel)s: %(share)s.") % {"channel": channel_name(channel), "share": percent(share)}


def _forecast(row: Decision, _names: Names) -> Sentences:
    orders = next(one for one in row.output["shop"] if one["measure"] == "orders")
    for ahead, week in enumerate(orders["weeks"], 1):
        yield _("Week %(n)s: about %(mean)s orders, most likely between %(low)s and %(high)s.") % {
            "n": ahead,
            "mean": round(week["mean"]),
            "low": round(week["low"]),
            "high": round(week["high"]),
        }


def _budget(row: Decision, _names: Names) -> Sentences:
    words = {"raise": _("more"), "lower": _("less"), "wait": _("the same"), "stop": _("nothing")}
    for channel, act, _reason, now, then in row.output["lines"]:
        yield _("%(channel)s: %(act)s, from %(now)s to %(then)s a week.") % {
            "channel": channel_name(channel),
            "act": words.get(act, act),
            "now": round(now),
            "then": round(then),
        }


def _value(row: Decision, _names: Names) -> Sentences:
    n = int(row.inputs["customers"])
    yield ngettext(
        "The buying days of %(n)s customer were used, without names.",
        "The buying days of %(n)s customers were used, without names.",
        n,
    ) % {"n": n}


def _audit(row: Decision, _names: Names) -> Sentences:
    answers = row.output.get("answers", [])
    judged = [one for one in answers if one["p"] is not None]
    if answers:
        yield _(
            "%(n)s comparisons over %(customers)s customers; %(judged)s had enough of them to be judged."
        ) % {
            "n": len(answers),
            "customers": row.inputs["customers"],
            "judged": len(judged),
        }


def _rules(row: Decision, _names: Names) -> Sentences:
    if "found" in row.output:
        n, hits = len(row.candidates), sum(map(len, row.output["found"]))
        yield ngettext("%(n)s text was read.", "%(n)s texts were read.", n) % {"n": n}
        yield ngettext("%(n)s place broke a rule.", "%(n)s places broke a rule.", hits) % {"n": hits}
    elif row.inputs.get("words"):
        yield _("The words: “%(words)s”.") % {"words": row.inputs["words"]}


def _alerts(row: Decision, _names: Names) -> Sentences:
    if "alarms" in row.output:
        yield _("%(n)s figures were judged; %(alarms)s stood out.") % {
            "n": len(row.candidates),
            "alarms": len(row.output["alarms"]),
        }


def _digest(row: Decision, _names: Names) -> Sentences:
    n = int(row.inputs["letters"])
    yield ngettext("%(n)s letter was sent.", "%(n)s letters were sent.", n) % {"n": n}


def _outcome(row: Decision, _names: Names) -> Sentences:
    if "chance" in row.output:
        yield _("Chance said before the start: %(chance)s, from %(n)s earlier campaigns.") % {
            "chance": percent(row.output["chance"]["value"]),
            "n": len(row.candidates),
        }


def _wilayas(row: Decision, _names: Names) -> Sentences:
    if "pairs" in row.output:
        n = len(row.output["pairs"])
        yield ngettext("%(n)s pair of wilayas was drawn.", "%(n)s pairs of wilayas were drawn.", n) % {"n": n}


def _conversations(row: Decision, _names: Names) -> Sentences:
    if "qualified" in row.output:
        yield _("%(yes)s of %(n)s conversations are about a purchase.") % {
            "yes": row.output["qualified"],
            "n": row.output["qualified"] + row.output["not_qualified"],
        }


def _ledger(row: Decision, _names: Names) -> Sentences:
    if "rows" in row.output:
        n = len(row.output["rows"])
        yield ngettext("%(n)s decision named the person.", "%(n)s decisions named the person.", n) % {"n": n}
    elif "through" in row.output:
        n = int(row.output["decisions"])
        yield ngettext("%(n)s decision became a figure.", "%(n)s decisions became figures.", n) % {"n": n}


def _heard(row: Decision, _names: Names) -> Sentences:
    if row.output.get("held") is not None:
        yield _(
            "Every automation stopped for who asked for a person, until somebody of the shop releases them."
        )
    if row.output.get("stops"):
        yield _("The messages of the shop ended for who wrote this.")


def _benefit(row: Decision, _names: Names) -> Sentences:
    if "arm" in row.output:
        yield _(
            "Given once, as promised; a lot decides for one in five that the data is not used, to learn what it is worth."
        )


OF_FIGURES: Final[dict[str, Teller]] = {
    "adviser_call": _heard,
    "consent_benefit": _benefit,
    "stop_words": _heard,
    "budget_advice": _budget,
    "campaign_outcome": _outcome,
    "channel_credit": _credit,
    "conversation_rule": _conversations,
    "customer_value": _value,
    "fairness_audit": _audit,
    "figure_alerts": _alerts,
    "forecast": _forecast,
    "ledger": _ledger,
    "rules_check": _rules,
    "weekly_digest": _digest,
    "wilaya_tests": _wilayas,
}
