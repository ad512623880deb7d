"""What rules find in the texts of one thing. Pure: texts, facts and rules in, findings out, the same every time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from dataclasses import field as made_of
from datetime import date
from functools import lru_cache
from typing import Any, Final

from transparency.rules.folding import Token, tokens
from transparency.rules.patterns import Finder, Hit, is_negated, number_of
from transparency.rules.rulebook import Rule, darija_words, terms_of

# A thing of which more are there is no rarity.
SCARCE: Final = 10
SOON_DAYS: Final = 7
_AROUND: Final = 60
_LONGEST: Final = 200
_ARABIC_FROM: Final = 0.3
LONGEST_TEXT: Final = 20_000


@dataclass(frozen=True, slots=True)
class Written:
    """One field of a thing. ``language`` may be empty: then its script tells."""

    field: str
    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is true of the thing, for claims to be held against.

    ``stocks`` are of the products it shows, None where the shop does not count; ``price`` is written for customers, empty
    without one; ``ends_on`` an ISO day, empty when no end is known; ``legal_missing`` names what the shop has not said of
    itself.
    """

    kind: str
    today: str
    language: str = "fr"
    price: str = ""
    stocks: tuple[int | None, ...] = ()
    ends_on: str = ""
    is_ai: bool = False
    legal_missing: tuple[str, ...] = ()
    categories: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """``words`` as written, from ``start`` to ``end`` of the field; empty where words are missing.

    ``why`` tells variants of a rule apart: ``false`` against the facts, or ``unproven`` for want of them.
    """

    field: str
    rule: str
    severity: str
    words: str = ""
    around: str = ""
    start: int = 0
    end: int = 0
    why: str = ""
    values: dict[str, Any] = made_of(default_factory=dict)
    mends: tuple[dict[str, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"mends": list(self.mends)}


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A rule with its words ready to be looked for."""

    rule: Rule
    terms: Finder
    excused: Finder
    needs: Finder
    only_with: Finder
    has_only_with: bool


@dataclass(frozen=True, slots=True)
class _Read:
    """A field with its words."""

    written: Written
    words: list[Token]

    def cut(self, hit: Hit) -> tuple[int, int, str, str]:
        """Where a hit stands, its words, and a stretch of the text around."""
        text = self.written.text
        start, end = self.words[hit.first].start, self.words[hit.last].end
        around = " ".join(text[max(0, start - _AROUND) : end + _AROUND].split())
        return start, end, text[start:end][:_LONGEST], around[:400]


@lru_cache(maxsize=256)
def _prepared(rule: Rule) -> _Prepared:
    return _Prepared(
        rule=rule,
        terms=Finder([*terms_of(rule.terms), *terms_of(rule.arabizi, is_arabizi=True)]),
        excused=Finder(terms_of(rule.excused)),
        needs=Finder(terms_of(rule.needs)),
        only_with=Finder(terms_of(rule.only_with)),
        has_only_with=bool(rule.only_with),
    )


def check(texts: list[Written], facts: Facts, rules: tuple[Rule, ...]) -> list[Found]:
    """All that the rules find, in the order of fields and rules. Texts are read up to ``LONGEST_TEXT`` signs each."""
    read = [_Read(one, tokens(one.text[:LONGEST_TEXT], darija_words())) for one in texts if one.text.strip()]
    found: list[Found] = []
    for rule in rules:
        if rule.is_on and facts.kind in rule.subjects and _in_category(rule, facts):
            found += KINDS[rule.kind](_prepared(rule), read, facts)
    return _once(found)


def _in_category(rule: Rule, facts: Facts) -> bool:
    return rule.category is None or rule.category in facts.categories


def _once(found: list[Found]) -> list[Found]:
    """One finding per field, rule and words: saying it twice is one thing to mend."""
    return list({(one.field, one.rule, one.words): one for one in reversed(found)}.values())[::-1]


def _hits(ready: _Prepared, read: _Read) -> list[Hit]:
    """Hits of a rule in a field, without excused and negated ones."""
    hits = ready.terms.hits(read.words)
    if not hits:
        return []
    excuses = ready.excused.hits(read.words)
    if ready.rule.excused_anywhere and excuses:
        return []
    spans = [(one.first, one.last) for one in excuses]
    kept = [hit for hit in hits if not any(a <= hit.last and hit.first <= b for a, b in spans)]
    return [hit for hit in kept if not (ready.rule.unless_negated and is_negated(hit, read.words))]


def _banned(ready: _Prepared, texts: list[_Read], facts: Facts) -> Iterator[Found]:
    """Words that may not stand. What declares them may stand in another field."""
    rule = ready.rule
    if rule.excused_anywhere and any(ready.excused.hits(read.words) for read in texts):
        return
    for read in texts:
        for hit in _hits(ready, read):
            yield _of_hit(rule, read, hit, mends=_mends(rule, read, facts))


def _mends(rule: Rule, read: _Read, facts: Facts) -> tuple[dict[str, str], ...]:
    if rule.code == "price_hidden" and facts.price:
        return ({"act": "replace", "value": facts.price}, {"act": "drop", "value": ""})
    if rule.notice:
        return ({"act": "append", "value": _notice(rule, read, facts)},)
    if rule.instead:
        return ({"act": "replace", "value": rule.instead}, {"act": "drop", "value": ""})
    return ({"act": "drop", "value": ""},)


def _of_hit(rule: Rule, read: _Read, hit: Hit, **more: Any) -> Found:
    start, end, words, around = read.cut(hit)
    base: dict[str, Any] = {"field": read.written.field, "rule": rule.code, "severity": rule.severity}
    return Found(**base | {"words": words, "around": around, "start": start, "end": end} | more)


def language_of(read: _Read, facts: Facts) -> str:
    """The field's own language, else Arabic by its letters, else the thing's."""
    if read.written.language:
        return read.written.language
    letters = [sign for sign in read.written.text if sign.isalpha()]
    arabic = sum("\u0600" <= sign <= "\u06ff" for sign in letters)
    if letters and arabic / len(letters) > _ARABIC_FROM:
        return "ar"
    return facts.language if facts.language != "ar" else "fr"


def _notice(rule: Rule, read: _Read, facts: Facts) -> str:
    return rule.notice.get(language_of(read, facts)) or rule.notice.get("fr", "")


def _needed(ready: _Prepared, texts: list[_Read], facts: Facts) -> Iterator[Found]:
    """Words that must stand somewhere, where others do or a fact holds."""
    rule = ready.rule
    if not texts or (rule.when == "is_ai" and not facts.is_ai):
        return
    cause: tuple[_Read, Hit] | None = None
    if ready.has_only_with:
        cause = next(((read, hit) for read in texts for hit in ready.only_with.hits(read.words)), None)
        if cause is None:
            return
    if any(ready.needs.hits(read.words) for read in texts):
        return
    where = max(texts, key=lambda read: len(read.written.text))
    mends = ({"act": "append", "value": _notice(rule, where, facts)},) if rule.notice else ()
    if cause is not None:
        yield _of_hit(rule, *cause, mends=mends)
    else:
        yield Found(where.written.field, rule.code, rule.severity, mends=mends)


def _counted(ready: _Prepared, texts: list[_Read], facts: Facts) -> Iterator[Found]:
    """ "Only 2 left": true when a product that is shown has that many or fewer."""
    known = [stock for stock in facts.stocks if stock is not None]
    for read in texts:
        for hit in _hits(ready, read):
            if hit.number is None or any(0 < stock <= hit.number for stock in known):
                continue
            if not known:
                yield _unproven(ready.rule, read, hit, {"said": hit.number})
                continue
            stock = min(known)
            values = {"said": hit.number, "stock": stock}
            mends: tuple[dict[str, str], ...] = ({"act": "drop", "value": ""},)
            if 0 < stock <= SCARCE:
                mends = ({"act": "replace", "value": _with_number(read, hit, stock)}, *mends)
            yield _of_hit(ready.rule, read, hit, why="false", values=values, mends=mends)


def _unproven(rule: Rule, read: _Read, hit: Hit, values: dict[str, Any]) -> Found:
    """A claim that nothing here contradicts and nothing proves is no more than something to mend."""
    severity = "warn" if rule.severity == "block" else rule.severity
    drop = ({"act": "drop", "value": ""},)
    return _of_hit(rule, read, hit, severity=severity, why="unproven", values=values, mends=drop)


def _with_number(read: _Read, hit: Hit, number: int) -> str:
    start = read.words[hit.first].start
    counted = next(word for word in read.words[hit.first : hit.last + 1] if number_of(word) is not None)
    text = read.written.text
    return f"{text[start : counted.start]}{number}{text[counted.end : read.words[hit.last].end]}"


def _scarce(ready: _Prepared, texts: list[_Read], facts: Facts) -> Iterator[Found]:
    """ "Last pieces": true while a product that is shown is nearly gone."""
    known = [stock for stock in facts.stocks if stock is not None]
    if any(0 < stock <= SCARCE for stock in known):
        return
    for read in texts:
        for hit in _hits(ready, read):
            if known:
                drop = ({"act": "drop", "value": ""},)
                values = {"stock": min(known)}
                yield _of_hit(ready.rule, read, hit, severity="block", why="false", values=values, mends=drop)
            else:
                yield _unproven(ready.rule, read, hit, {})


def _deadline(ready: _Prepared, texts: list[_Read], facts: Facts) -> Iterator[Found]:
    """ "Today only": true when the offer ends within a week, by a date that the shop wrote down."""
    days = (
        (date.fromisoformat(facts.ends_on) - date.fromisoformat(facts.today)).days if facts.ends_on else None
    )
    if days is not None and 0 <= days <= SOON_DAYS:
        return
    for read in texts:
        for hit in _hits(ready, read):
            if days is None:
                yield _unproven(ready.rule, read, hit, {})
            else:
                drop = ({"act": "drop", "value": ""},)
                yield _of_hit(
                    ready.rule, read, hit, why="false", values={"ends_on": facts.ends_on}, mends=drop
                )


def _priced(ready: _Prepared, texts: list[_Read], facts: Facts) -> Iterator[Found]:
    if not facts.price:
        mends = ({"act": "link", "value": "price"},)
        yield Found("price", ready.rule.code, ready.rule.severity, mends=mends)


def _legal(ready: _Prepared, texts: list[_Read], facts: Facts) -> Iterator[Found]:
    if facts.legal_missing:
        values = {"missing": list(facts.legal_missing)}
        mends = ({"act": "link", "value": "legal"},)
        yield Found("shop", ready.rule.code, ready.rule.severity, values=values, mends=mends)


KINDS: Final[dict[str, Callable[[_Prepared, list[_Read], Facts], Iterator[Found]]]] = {
    "terms": _banned,
    "needs": _needed,
    "count": _counted,
    "scarce": _scarce,
    "deadline": _deadline,
    "price": _priced,
    "legal": _legal,
}


def says_stock(found: list[Found]) -> bool:
    """Whether a finding may go or come because stock moved."""
    return any(one.rule in {"stock_count", "stock_words"} for one in found)
