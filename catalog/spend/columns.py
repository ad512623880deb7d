"""How the columns of files of spend are called, and what the words in their cells mean."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from catalog.imports.vocabulary import Vocabulary, synonyms_of
from catalog.spend.models import SpendSource
from shop_ai.lib.text import normalise

META, TIKTOK, GOOGLE, SHEET = "meta_ads", "tiktok_ads", "google_ads", "spend_sheet"
_DATA: Final = Path(__file__).with_name("data") / "columns.json"
# "Amount spent (DZD)", "Montant dépensé (DZD)", "Cost (USD)": the currency stands in the column's name.
_NAMED_AMOUNT: Final = re.compile(
    r"(?P<name>amount spent|montant depense|المبلغ الذي تم انفاقه|cost|spend|total cost|cout|montant|depense)"
    r"\s*\((?P<currency>[a-z]{3})\)"
)
_PLAIN_AMOUNT: Final = {"amount spent", "montant depense", "المبلغ الذي تم انفاقه"}
_CURRENCIES: Final = {
    "DZD": ("dzd", "da", "dinar", "dinars", "دج", "د.ج", "دينار"),
    "USD": ("usd", "$", "dollar", "dollars", "us$", "دولار"),
    "EUR": ("eur", "€", "euro", "euros", "اورو", "يورو"),
}
_CODE: Final = re.compile(r"[A-Z]{3}")
_PLATFORMS: Final = {
    "facebook": "facebook",
    "instagram": "instagram",
    "messenger": "messenger",
    "whatsapp": "whatsapp",
}


@dataclass(frozen=True, slots=True)
class Profile:
    """Who writes such files, and the channel of an amount of which nothing else is known."""

    source: str
    channel: str


PROFILES: Final = {
    META: Profile(SpendSource.META, "facebook"),
    TIKTOK: Profile(SpendSource.TIKTOK, "tiktok"),
    GOOGLE: Profile(SpendSource.GOOGLE, "google"),
    SHEET: Profile(SpendSource.SHEET, ""),
}
CHANNEL_OF_SOURCE: Final = {str(one.source): one.channel for one in PROFILES.values()}


@cache
def vocabulary(format_name: str) -> Vocabulary:
    """The columns of one format; a sheet kept by hand is told by an amount spent, a day, and a channel or campaign."""
    data: dict[str, dict[str, list[str]]] = json.loads(_DATA.read_text(encoding="utf-8"))
    synonyms = synonyms_of(data[format_name])
    dated = ("day", "starts_on")
    if format_name != SHEET:
        return Vocabulary(format_name, synonyms, (dated, ("campaign", "campaign_id"), ("amount",)))
    return Vocabulary(SHEET, synonyms, (dated, ("amount",)), (dated, ("amount",), ("channel", "campaign")))


def amount_column(header: Sequence[str]) -> tuple[int, str] | None:
    """(index, currency) of the column whose name says an amount spent; the currency is "" when it does not say."""
    plain = [normalise(cell) for cell in header]
    for at, name in enumerate(plain):
        if found := _NAMED_AMOUNT.fullmatch(name):
            return at, found["currency"].upper()
    return next(((at, "") for at, name in enumerate(plain) if name in _PLAIN_AMOUNT), None)


def currency_of(text: str) -> str:
    """The three letters of a currency as people write it; "" when it is none."""
    word = normalise(text)
    known = next((code for code, words in _CURRENCIES.items() if word in words), "")
    return known or (text.strip().upper() if _CODE.fullmatch(text.strip().upper()) else "")


def platform_channel(text: str) -> str:
    """The channel of a platform as Meta names it; "" for its network of other apps, which is none."""
    return _PLATFORMS.get(normalise(text), "")
