"""The wilaya that a page or a form names, by its number or one of its names. Pure.

The exact names only: guessing at mistyped ones is for imports, where nobody can make the server guess a million times.
"""

from __future__ import annotations

from functools import cache

from catalog.geo.places import wilayas
from shop_ai.lib.text import letters_only

LONGEST = 60


@cache
def _slugs() -> dict[str, str]:
    return {
        letters_only(name): wilaya.slug
        for wilaya in wilayas()
        for name in (wilaya.slug, wilaya.name_fr, wilaya.name_ar, wilaya.code, f"DZ-{wilaya.code}")
        if letters_only(name)
    }


def wilaya_of(text: str) -> str:
    """``16``, ``DZ-16``, ``Alger`` and ``الجزائر`` give ``alger``; anything else ""."""
    plain = letters_only(text[:LONGEST])
    return _slugs().get(plain.zfill(2) if plain.isdecimal() else plain, "")
