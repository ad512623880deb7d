"""Which answers are the same for everybody, and what each is kept under. Pure.

Chance puts some products into lists: what is drawn for a page follows from the night's seed and from what is asked
(:mod:`signals.recommend.drawing`, :mod:`signals.exposure.drawing`), so a request knows without any list which of the
prepared variants it gets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any, Final, Self
from urllib.parse import parse_qsl

from signals.exposure.drawing import draws, has_test
from signals.recommend.drawing import chances, share_of_lists
from signals.widget.asking import Asked, asked

FRAME: Final = "frame"
LONGEST_QUERY: Final = 400
LISTS: Final = {"landing": "landing", "after_order": "after_order"}
SPARE: Final = 12
LANGUAGES: Final = ("fr", "ar", "en")

Span = tuple[float, float, int]  # from (included), to, and whose part of the draws it is


@dataclass(frozen=True, slots=True)
class Plain:
    """A question whose answer is the same for everybody: nothing of a visitor, nothing chosen by hand."""

    slot: str
    sku: str
    language: str
    limit: int

    def asked(self, key: str = "") -> Asked:
        return Asked(key=key, slot=self.slot, sku=self.sku, language=self.language, limit=self.limit)


def plain_of(question: Asked) -> Plain | None:
    """The question without who asks it; None when the answer is for one visitor or follows a choice."""
    by_hand = question.use or question.theme or question.gift or question.budget is not None
    if question.is_personal or by_hand:
        return None
    short = question.language.split("-", maxsplit=1)[0].lower()
    return Plain(question.slot, question.sku, short if short in LANGUAGES else "", question.limit)


@lru_cache(maxsize=4096)
def plain_question(query: str) -> Plain | None:
    """What an address asks for, when it is plain; read once for all shops."""
    if len(query) > LONGEST_QUERY:
        return None
    given = dict(parse_qsl(query, keep_blank_values=True, errors="replace"))
    return plain_of(asked("", given))


@dataclass(frozen=True, slots=True)
class Frame:
    """What tells the variants of a shop apart, as of one version of it.

    ``explored`` are parts of the draws by their rank, ``tests`` and ``wide`` by their place in the allocation. ``ranks`` are
    the places of each night's list whose product can be shown now. ``shop`` is its
    id and ``language`` its own.
    """

    shop: int
    language: str
    until: float
    seed: str = ""
    has_tests: bool = False
    explored: Sequence[Span] = ()
    test_seed: int = 0
    tests: Sequence[Span] = ()
    wide: Sequence[Span] = ()
    ranks: dict[str, list[int]] | None = None

    def stored(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def read(cls, stored: dict[str, Any]) -> Self:
        return cls(**stored)

    def address(self, plain: Plain, seconds: float) -> str:
        """What the answer is kept under when it is asked for ``seconds`` after the epoch."""
        language = plain.language or self.language
        drawn = self._explored(plain, seconds) + self._tested(plain, seconds)
        return f"{plain.slot}|{language}|{plain.limit}|{drawn}|{plain.sku}"

    def _is_short(self, plain: Plain) -> bool:
        """Whether a list may have fewer places than asked for: then its length is part of the draw."""
        ranks = (self.ranks or {}).get(LISTS.get(plain.slot, "home"), [])
        return sum(rank <= 2 * plain.limit + SPARE for rank in ranks) <= plain.limit

    def _explored(self, plain: Plain, seconds: float) -> str:
        if not self.seed or not self.explored:
            return ""
        whether, what = chances(self.seed, plain.slot, plain.sku, seconds)
        least = next(
            (n for n in self._lengths(plain) if whether < share_of_lists(n, has_tests=self.has_tests)), 0
        )
        return f"x{_whose(self.explored, what)}.{least}" if least else ""

    def _tested(self, plain: Plain, seconds: float) -> str:
        if not self.tests and not self.wide:
            return ""
        given = draws(self.test_seed, plain.slot, plain.sku, seconds)
        least = next((n for n in self._lengths(plain) if has_test(given.has_test, n)), 0)
        test = _whose(self.tests, given.test) if least else 0
        return f"t{test}.{least if test else 0}w{_whose(self.wide, given.wide)}"

    def _lengths(self, plain: Plain) -> Sequence[int]:
        return range(1, plain.limit + 1) if self._is_short(plain) else (plain.limit,)


def _whose(spans: Sequence[Span], draw: float) -> int:
    return next((whose for first, last, whose in spans if first <= draw < last), 0)


def question_of(address: str) -> Plain:
    """The question of an address, whatever was drawn."""
    slot, language, limit, _drawn, sku = address.split("|", maxsplit=4)
    return Plain(slot, sku, language, int(limit))
