"""Is a conversation qualified? The rule of the definitions, on what the customer wrote. Pure.

Qualified: an inbound message names a product, a price, an order or a delivery. Words are compared in a form that
levels accents, the letters-for-digits of Arabizi (``ch7al`` and ``chhal`` agree), drawn-out letters and the Arabic
article. Every topic that was heard is kept, so that a person sees why.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from shop_ai.lib.text import normalise

VERSION: Final = "1"
TOPICS: Final = ("product", "price", "order", "delivery")
OWN_WORD: Final = "own_word"
_DATA: Final = Path(__file__).with_name("data") / "words.json"
_SHORTEST_TITLE_WORD: Final = 4
_ARABIZI: Final = str.maketrans({"7": "h", "3": "a", "9": "q", "5": "kh", "8": "gh", "2": "a"})
_TOKEN = re.compile(r"[^\W_]+")
_DRAWN = re.compile(r"(.)\1+")
_ARTICLE = re.compile(r"^(?:وال|بال|كال|فال|ال|لل)(?=.{3})")
_AMOUNT = re.compile(r"\b\d[\d ]*(?:da|dzd|dinars?|دج|دينار)\b")


@cache
def _data() -> dict[str, list[str]]:
    document: dict[str, list[str]] = json.loads(_DATA.read_text(encoding="utf-8"))
    return document


@cache
def _fold_word(word: str) -> str:
    """One token in the form that is compared; digits are letters only where letters stand beside them."""
    if not word.isdigit() and any(sign.isdigit() for sign in word) and word.isascii():
        word = word.translate(_ARABIZI)
    word = _ARTICLE.sub("", word).replace("ى", "ي").replace("ة", "ه")
    return _DRAWN.sub(r"\1", word)


def fold(text: str) -> str:
    """The text as folded tokens between single spaces, with one at each end."""
    return f" {' '.join(_fold_word(token) for token in _TOKEN.findall(normalise(text)))} "


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of one topic: whole ones, beginnings, and phrases."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]
    phrases: tuple[str, ...]

    def are_in(self, folded: str, tokens: Iterable[str]) -> bool:
        found = tokens if isinstance(tokens, (set, frozenset)) else set(tokens)
        return (
            not self.whole.isdisjoint(found)
            or any(token.startswith(self.beginnings) for token in found)
            or any(phrase in folded for phrase in self.phrases)
        )


def _words(listed: Iterable[str]) -> _Words:
    whole, beginnings, phrases = set(), [], []
    for word in listed:
        folded = fold(word.rstrip("*"))
        bare = folded.strip()
        if not bare:
            continue
        if word.endswith("*"):
            beginnings.append(bare)
        elif " " in bare:
            phrases.append(folded)
        else:
            whole.add(bare)
    return _Words(frozenset(whole), tuple(beginnings), tuple(phrases))


@cache
def _topic_words() -> dict[str, _Words]:
    return {topic: _words(_data()[topic]) for topic in TOPICS}


@cache
def _common() -> frozenset[str]:
    return frozenset(fold(word).strip() for word in _data()["common"])


@dataclass(frozen=True, slots=True)
class Ear:
    """What a shop listens for besides the words of all shops: its product's names, and words that its owner added.

    ``titles`` leads from a product to the folded words of its name, ``named`` from such a word to the products.
    """

    titles: Mapping[int, frozenset[str]] = field(default_factory=dict)
    named: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    own: _Words = field(default_factory=lambda: _words(()))

    def topics(self, texts: Iterable[str]) -> tuple[str, ...]:
        """What the texts name, in the order of TOPICS; then OWN_WORD when one of the owner's words is in them."""
        said = list(texts)
        folded = [fold(text) for text in said]
        tokens = {token for text in folded for token in text.split()}
        joined = " . ".join(folded)
        found = [topic for topic, words in _topic_words().items() if words.are_in(joined, tokens)]
        if "price" not in found and any(_AMOUNT.search(normalise(text)) for text in said):
            found.append("price")
        if "product" not in found and not tokens.isdisjoint(self.named):
            found.append("product")
        heard = [topic for topic in TOPICS if topic in found]
        return (*heard, OWN_WORD) if self.own.are_in(joined, tokens) else tuple(heard)

    def product(self, texts: Iterable[str]) -> int | None:
        """The product whose name is told the most completely, at least by half of its words; None without one."""
        tokens = {token for text in texts for token in fold(text).split()}
        candidates = {product for token in tokens for product in self.named.get(token, ())}
        best = max(
            ((len(self.titles[one] & tokens) / len(self.titles[one]), -one) for one in candidates),
            default=(0.0, 0),
        )
        return -best[1] if best[0] >= 0.5 else None


def ear_of(titles: Mapping[int, Sequence[str]], own_words: Iterable[str] = ()) -> Ear:
    """An ear for these products (id -> its names) and the owner's words.

    Short words, words of every conversation (colours, greetings) and bare numbers do not tell a product.
    """
    told: dict[int, frozenset[str]] = {}
    named: dict[str, list[int]] = {}
    for product, names in titles.items():
        words = {token for name in names for token in fold(name).split() if _tells(token)}
        if words:
            told[product] = frozenset(words)
            for word in words:
                named.setdefault(word, []).append(product)
    return Ear(told, {word: tuple(products) for word, products in named.items()}, _words(own_words))


def _tells(token: str) -> bool:
    return len(token) >= _SHORTEST_TITLE_WORD and not token.isdigit() and token not in _common()


def is_qualified(topics: Sequence[str]) -> bool:
    """The rule: one topic is enough."""
    return bool(topics)


_DARIJA: Final = frozenset(
    "chhal chal bchhal kayen kayn kayna nakhod nakhodha bezaf bzaf mliha mlih wach wesh rani kifach win wino nheb "
    "n7eb khoya khti sahit saha ya3tik ya3tikom inchalah inchallah hadi hada ta3 ta3ha dyal machi mazal ghodwa".split()
)
_FRENCH: Final = frozenset(
    "bonjour bonsoir le la les des une est vous je avec pour prix combien merci svp livraison".split()
)
_ENGLISH: Final = frozenset("the is are you how much hello please price order delivery thanks what".split())


def language_of(texts: Sequence[str]) -> str:
    """``ar``, ``arabizi``, ``fr``, ``en`` or "" when nothing tells. No library knows Arabizi; a list of words does."""
    joined = " ".join(texts)
    letters = [sign for sign in joined if sign.isalpha()]
    if not letters:
        return ""
    if sum("\u0600" <= sign <= "\u06ff" for sign in letters) > 0.3 * len(letters):
        return "ar"
    tokens = set(_TOKEN.findall(normalise(joined)))
    mixed = any(re.search(r"[a-z][23579]|[23579][a-z]", token) and len(token) > 2 for token in tokens)
    if mixed or not {_fold_word(word) for word in _DARIJA}.isdisjoint(_fold_word(token) for token in tokens):
        return "arabizi"
    french, english = len(tokens & _FRENCH), len(tokens & _ENGLISH)
    return "" if french == english else "fr" if french > english else "en"
