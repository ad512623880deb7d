"""Rules and findings in words for people."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from shop_ai.lib.money import format_number
from shop_ai.lib.table import Badge
from transparency.rules.models import FindingState, Severity, TextFinding, TextRule


def rule_title(code: str, own: TextRule | None = None) -> str:
    """What a rule is called; a shop's own rule by the shop's words."""
    if own is not None and own.title:
        return own.title
    return {
        "health_cure": _("Promises to heal"),
        "health_medicine": _("Poses as a medicine"),
        "body_promise": _("Promises a changed body"),
        "religion": _("Sells with faith or fear"),
        "religion_label": _("Religious label without its certificate"),
        "guarantee": _("Guarantees a result"),
        "superlative": _("Claims to be the best of all"),
        "copy": _("Copy of a brand"),
        "forbidden": _("Goods that may not be sold online"),
        "likeness": _("A real person without a declared consent"),
        "ai_label": _("Made with AI and not labelled"),
        "price_hidden": _("Price only in private"),
        "price_missing": _("No price"),
        "legal_notice": _("Who sells is not said"),
        "supplement_notice": _("Notice for food supplements missing"),
        "stock_count": _("A count of what is left"),
        "stock_words": _("Says that stock runs out"),
        "deadline": _("Says that time runs out"),
        "promo_end": _("Discount without an end"),
    }.get(code, code)


def rule_reason(code: str, own: TextRule | None = None) -> str:
    """Why the rule exists, in a sentence."""
    if own is not None and own.is_own:
        return own.reason or _("A rule of your own shop.")
    return {
        "health_cure": _(
            "Only medicines may promise to heal, and medicines may not be sold online (law 18-05, article 3)."
        ),
        "health_medicine": _(
            "A product that is no medicine may not pose as one, nor keep somebody from a treatment."
        ),
        "body_promise": _(
            "Nobody can promise weight, colour or shape of somebody's body; such promises are misleading."
        ),
        "religion": _(
            "Protection, luck or healing by faith cannot be proven and preys on fear; platforms take such posts down."
        ),
        "religion_label": _("“Certified halal” needs its certificate: say its number, or leave it out."),
        "guarantee": _("A result that cannot be guaranteed is a misleading promise (law 18-05, article 30)."),
        "superlative": _("“The best” needs a proof that everybody can check; without one it is misleading."),
        "copy": _("Selling copies of brands is forbidden online (law 18-05, article 3)."),
        "forbidden": _(
            "Tobacco, alcohol, medicines, gambling and weapons may not be sold online (law 18-05, article 3)."
        ),
        "likeness": _(
            "A real person's face, name or words need that person's consent, and the text says so."
        ),
        "ai_label": _("What was made with AI is said to be so, to customers and to the platforms."),
        "price_hidden": _("The price is shown with the offer, taxes included (law 18-05, article 11)."),
        "price_missing": _("The price is shown with the offer, taxes included (law 18-05, article 11)."),
        "legal_notice": _(
            "Where customers can order, they read who sells: address, phone, trade register and tax number (law 18-05, articles 10 and 11)."
        ),
        "supplement_notice": _("Food supplements say that they replace no food and no doctor."),
        "stock_count": _("Rarity that the stock does not show is false urgency, a misleading practice."),
        "stock_words": _("Rarity that the stock does not show is false urgency, a misleading practice."),
        "deadline": _("An end that is nowhere written down is false urgency, a misleading practice."),
        "promo_end": _("An offer says how long it holds (law 18-05, article 11)."),
    }.get(code, "")


def finding_words(row: TextFinding, own: TextRule | None = None) -> str:
    """What is wrong, with the figures behind it."""
    why, values = row.values.get("why", ""), row.values
    if row.rule == "stock_count" and why == "false":
        said, stock = format_number(values["said"]), format_number(values["stock"])
        return _("It says %(said)s are left; your stock says %(stock)s.") % {"said": said, "stock": stock}
    if row.rule in {"stock_count", "stock_words"} and why == "unproven":
        return _("It says that little is left, and the stock of no product shown is counted.")
    if row.rule == "stock_words":
        stock = format_number(values.get("stock", 0))
        return _("It says that little is left; your stock says %(stock)s.") % {"stock": stock}
    if row.rule == "deadline":
        return (
            _("It says that time runs out; the offer ends on %(day)s.") % {"day": values["ends_on"]}
            if why == "false"
            else _("It says that time runs out, and no last day is written down.")
        )
    if row.rule == "legal_notice":
        names = ", ".join(_legal_name(name) for name in values.get("missing", []))
        return _("Your shop does not say yet: %(names)s.") % {"names": names}
    return rule_reason(row.rule, own)


def _legal_name(name: str) -> str:
    return {
        "name": _("the merchant's name"),
        "address": _("the address"),
        "phone": _("the phone"),
        "register": _("the trade register number"),
        "tax_number": _("the tax number"),
    }.get(name, name)


def severity_badge(severity: str) -> Badge:
    return {
        Severity.BLOCK: Badge(_("Stops it"), "bad", "circle-alert"),
        Severity.WARN: Badge(_("To mend"), "warn", "triangle-alert"),
    }.get(Severity(severity), Badge(_("To know"), "plain", "info"))


def state_badge(state: str) -> Badge:
    return {
        FindingState.OPEN: Badge(_("To settle"), "warn", "clock"),
        FindingState.OVERRIDDEN: Badge(_("Allowed by a person"), "accent", "check"),
    }.get(FindingState(state), Badge(_("Settled"), "good", "circle-check"))


def field_words(field: str) -> str:
    """Where in the thing it stands."""
    name, _space, _rest = field.partition(" ")
    return {
        "title": _("Title"),
        "description": _("Description"),
        "caption": _("Caption"),
        "intro": _("Introduction"),
        "note": _("Note on a product"),
        "price": _("Price"),
        "shop": _("The shop"),
        "headline": _("Headline"),
        "lead": _("Text"),
        "button": _("Button"),
        "proof": _("Proof"),
        "legal": _("Conditions"),
    }.get(name, name)


def mend_words(mend: dict[str, Any]) -> str:
    """What one click does."""
    act, value = mend.get("act"), mend.get("value", "")
    if act == "replace":
        return _("Write “%(words)s” instead") % {"words": value}
    if act == "append":
        return _("Add: “%(words)s”") % {"words": value}
    if act == "link":
        return _("Open it and write the price") if value == "price" else _("Open the settings of the shop")
    return _("Take the words out")


def hold_reason(row: TextFinding) -> str:
    """Why a product is held back, in one line."""
    title = rule_title(row.rule)
    return _("Rule “%(rule)s”: %(words)s") % {"rule": title, "words": row.words} if row.words else title
