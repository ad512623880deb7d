"""Amounts, numbers and shares as a reader of French, Arabic or English writes them.

Western digits everywhere (Maghreb Arabic uses them), groups of three parted by a no-break space except in
English, and a minus sign that stays at its number's left in right-to-left text.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
LEFT_TO_RIGHT_MARK = "\u200e"
FAR = 9  # a change beyond + 900 % is told as times

Number = Decimal | int | float


@dataclass(frozen=True, slots=True)
class Currency:
    """``symbols`` by language ("" is any other); ``places`` are shown always, or only when they are not zero."""

    symbols: dict[str, str]
    places: int = 2
    places_when_zero: bool = True
    leads_in_english: bool = False

    def symbol(self, language: str) -> str:
        return self.symbols.get(language, self.symbols[""])


CURRENCIES = {
    "DZD": Currency({"ar": "دج", "": "DA"}, places_when_zero=False),
    "MAD": Currency({"ar": "درهم", "": "DH"}),
    "TND": Currency({"ar": "د.ت", "": "DT"}, places=3),
    "EUR": Currency({"": "€"}, leads_in_english=True),
    "GBP": Currency({"": "£"}, leads_in_english=True),
    "USD": Currency({"": "$"}, leads_in_english=True),
    "JPY": Currency({"": "¥"}, places=0, leads_in_english=True),
}


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How one language writes a number and a unit; also what the chart script gets, so both agree."""

    group: str
    decimal: str
    percent: str
    thousand: str
    million: str


def number_style(language: str | None = None) -> NumberStyle:
    """The style of ``language`` (the active one by default)."""
    active = get_language()
    return _style(_base(language or active), active)


@cache
def _style(language: str, _active: str | None) -> NumberStyle:
    """A page writes hundreds of numbers; the words for thousands and millions are the active language's."""
    group, decimal, percent = {
        "fr": (NO_BREAK_SPACE, ",", f"{NO_BREAK_SPACE}%"),
        # The marks keep the sign at its number's right after an Arabic word as well as alone, as CLDR does.
        "ar": (NO_BREAK_SPACE, ",", f"{LEFT_TO_RIGHT_MARK}%{LEFT_TO_RIGHT_MARK}"),
    }.get(language, (",", ".", "%"))
    return NumberStyle(group, decimal, percent, pgettext("thousands", "k"), pgettext("millions", "M"))


def format_number(value: Number, places: int = 0, language: str | None = None) -> str:
    """``1234.5`` → ``1 235`` (fr, ar), ``1,235`` (en); halves go away from zero."""
    active = get_language()
    return _number(value, places, _base(language or active), active)


@lru_cache(maxsize=10_000)  # lists repeat prices, pages repeat figures
def _number(value: Number, places: int, language: str, active: str | None) -> str:
    style = _style(language, active)
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    whole, _point, rest = f"{abs(exact):,f}".partition(".")
    body = whole.replace(",", style.group) + (style.decimal + rest if rest else "")
    return _minus(language) + body if exact < 0 else body


def format_money(amount: Number, currency: str, language: str | None = None) -> str:
    """``6 500 DA`` (fr), ``6 500 دج`` (ar), ``6,500 DA`` (en); dinars show centimes only when there are some."""
    active = get_language()
    return _money(amount, currency, _base(language or active), active)


@lru_cache(maxsize=10_000)
def _money(amount: Number, currency: str, language: str, active: str | None) -> str:
    known = CURRENCIES.get(currency, Currency({"": currency}))
    number = _number(amount, _places(amount, known), language, active)
    symbol = known.symbol(language)
    if known.leads_in_english and language == "en":
        return number.replace(MINUS, MINUS + symbol) if MINUS in number else symbol + number
    return number + NO_BREAK_SPACE + symbol


def format_share(share: Number, places: int = 1, language: str | None = None) -> str:
    """A share of 0…1: ``0.125`` → ``12,5 %`` (fr), ``12,5%`` (ar), ``12.5%`` (en)."""
    percent = format_number(Decimal(str(share)) * 100, places, language)
    return percent + number_style(language).percent


def format_times(change: Number, language: str | None = None) -> str:
    """How many times the base a relative change beyond +900 % makes: ``17.63`` → ``×18``; empty for a smaller one.

    Percents of four digits are read as a mistake. The times are rounded down: at least so many.
    """
    exact = Decimal(str(change))
    if exact <= FAR:
        return ""
    # As the minus sign, the times sign stays at its number's left in Arabic.
    mark = LEFT_TO_RIGHT_MARK if _language(language) == "ar" else ""
    return f"{mark}×{format_number(int(exact + 1), 0, language)}"


def format_interval(low: str, high: str) -> str:
    """Two formatted bounds as words: ``between 10.1% and 14.9%``."""
    return _("between %(low)s and %(high)s") % {"low": low, "high": high}


def currency_pattern(currency: str, language: str | None = None) -> str:
    """Where the number stands beside the sign: ``{} DA`` or ``£{}``; for the chart script."""
    known = CURRENCIES.get(currency, Currency({"": currency}))
    symbol = known.symbol(_language(language))
    leads = known.leads_in_english and _language(language) == "en"
    return f"{symbol}{{}}" if leads else f"{{}}{NO_BREAK_SPACE}{symbol}"


def currency_places(currency: str) -> int:
    """Decimals of an amount on a chart: none where they are hidden when zero."""
    known = CURRENCIES.get(currency, Currency({"": currency}))
    return known.places if known.places_when_zero else 0


def _language(language: str | None) -> str:
    return _base(language or get_language())


def _base(language: str | None) -> str:
    return (language or "fr").split("-")[0]


def _minus(language: str | None) -> str:
    return LEFT_TO_RIGHT_MARK + MINUS if _language(language) == "ar" else MINUS


def _places(amount: Number, currency: Currency) -> int:
    exact = Decimal(str(amount)).quantize(Decimal(1).scaleb(-currency.places), rounding=ROUND_HALF_UP)
    if currency.places_when_zero or exact != exact.to_integral_value():
        return currency.places
    return 0
