"""Algerian wilayas and communes, matched from what people write in address cells.

Data: kossa/algerian-cities (MIT, licence beside the files) with corrections noted in the `note` column.
Wilayas are matched by name, alias or their number up to 58; numbers above 58 circulate in three different
orders for the wilayas created in 2026 and are therefore never believed.
"""

import csv
import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

from shop_ai.lib.text import letters_only, normalise

_DATA = Path(__file__).with_name("data")
_LAST_CERTAIN_CODE = 58
_NUMBER = re.compile(r"(?:dz-)?0*(\d{1,2})(?:[.,]0+)?")
_PARTS = re.compile(r"\s*[/,;|()\-–—:،]\s*|\s+(?=\d)|(?<=\d)\s+")
# "wilaya d'Alger", "ولاية الجزائر": the word says nothing about which one.
_LEADING_WORDS = re.compile(r"^(?:wil+aya|w|province|ولاية)\.?\s+(?:(?:de|of)\s+|d')?")
_ARABIC_SPELLINGS = str.maketrans({"ة": "ه", "ى": "ي"})
_SHORTEST_TYPO = 5


class Wilaya(NamedTuple):
    """One wilaya; `code` is empty for those whose number is not settled."""

    slug: str
    code: str
    name_fr: str
    name_ar: str
    parent_code: str


class Commune(NamedTuple):
    """One commune; `slug` is unique inside its wilaya only."""

    slug: str
    wilaya: str
    name_fr: str
    name_ar: str


class Place(NamedTuple):
    """What an address cell says: slugs, None where it says nothing certain."""

    wilaya: str | None
    commune: str | None


@cache
def wilayas() -> tuple[Wilaya, ...]:
    """All wilayas, the 58 numbered ones first."""
    return tuple(
        Wilaya(row["slug"], row["code"], row["name_fr"], row["name_ar"], row["parent_code"])
        for row in _rows("wilayas.csv")
    )


@cache
def communes() -> tuple[Commune, ...]:
    """All communes with the slug of their wilaya."""
    slugs = {wilaya.code: wilaya.slug for wilaya in wilayas() if wilaya.code}
    return tuple(
        Commune(row["slug"], slugs[row["wilaya_code"]], row["name_fr"], row["name_ar"])
        for row in _rows("communes.csv")
    )


def match_wilaya(text: str) -> str | None:
    """The slug of the wilaya that a cell names: `31`, `16 - Alger`, `TIZI-OUZOU`, `وهران`, `DZ-16`."""
    return match_place(text).wilaya


@cache
def match_place(text: str) -> Place:
    """Wilaya, and commune when the same cell names it: `Alger / Bab Ezzouar`.

    A cell that names only a commune found in a single wilaya gives both.
    """
    plain = _LEADING_WORDS.sub("", normalise(text))
    parts = [part for part in _PARTS.split(plain) if part]
    if _key(plain) in _names():
        return Place(_names()[_key(plain)], None)
    if named := next((part for part in parts if _key(part) in _names()), None):
        return _with_commune(_names()[_key(named)], parts, named)
    if numbered := _numbered(parts):
        return _with_commune(numbered, parts, parts[0])
    return _by_commune([plain, *parts]) or Place(_mistyped([plain, *parts]), None)


def match_commune(wilaya: str, text: str) -> str | None:
    """The slug of the commune of that name in one wilaya, None when it has none."""
    return _communes_of(wilaya).get(_key(text))


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _key(text: str) -> str:
    return letters_only(text).translate(_ARABIC_SPELLINGS).removeprefix("ال")


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for row in _rows("wilayas.csv"):
        for name in (row["slug"], row["name_fr"], row["name_ar"], *row["aliases"].split("|")):
            if name:
                names[_key(name)] = row["slug"]
    return names


def _mistyped(parts: list[str]) -> str | None:
    for key in map(_key, parts):
        near = {slug for name, slug in _names().items() if _one_typo_apart(key, name)}
        if len(near) == 1:
            return near.pop()
    return None


def _one_typo_apart(left: str, right: str) -> bool:
    """One letter changed, added or left out."""
    if abs(len(left) - len(right)) > 1 or min(len(left), len(right)) < _SHORTEST_TYPO:
        return False
    start = next((at for at, pair in enumerate(zip(left, right, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return True
    if len(left) == len(right):
        return left[start + 1 :] == right[start + 1 :]
    longer, shorter = (left, right) if len(left) > len(right) else (right, left)
    return longer[start + 1 :] == shorter[start:]


def _numbered(parts: list[str]) -> str | None:
    if not parts or not (match := _NUMBER.fullmatch(parts[-1] if parts[0] == "dz" else parts[0])):
        return None
    number = int(match[1])
    return wilayas()[number - 1].slug if 1 <= number <= _LAST_CERTAIN_CODE else None


def _with_commune(wilaya: str, parts: list[str], named: str) -> Place:
    rest = list(parts)
    rest.remove(named)
    return Place(wilaya, next((slug for part in rest if (slug := match_commune(wilaya, part))), None))


@cache
def _communes_of(wilaya: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for commune in communes():
        if commune.wilaya == wilaya:
            for name in (commune.slug, commune.name_fr, commune.name_ar):
                found[_key(name)] = commune.slug
    return found


@cache
def _wilayas_with_commune() -> dict[str, set[Place]]:
    places: dict[str, set[Place]] = defaultdict(set)
    for commune in communes():
        for name in (commune.slug, commune.name_fr, commune.name_ar):
            places[_key(name)].add(Place(commune.wilaya, commune.slug))
    return places


def _by_commune(parts: list[str]) -> Place | None:
    """What the first part that is a commune's exact name says: nothing certain when several wilayas have it.

    It goes before half a name ("Aïn Beïda" is not "Beïda") and before a mistyped wilaya: "Douira" is the
    commune, not Bouira.
    """
    for part in parts:
        if places := _wilayas_with_commune().get(_key(part)):
            return next(iter(places)) if len(places) == 1 else Place(None, None)
    return None
