"""Titles of proposed playlists, in the language of their page. Pure.

A title is kept with the playlist, so it is written once, in the customers' language, and not in the reader's.
"""

from __future__ import annotations

from typing import Final

TEMPLATES: Final[dict[str, dict[str, str]]] = {
    "fr": {
        "season": "{occasion}\u00a0: {theme}",
        "season_product": "{occasion}\u00a0: autour de «\u00a0{product}\u00a0»",
        "theme": "{theme}\u00a0: par où commencer",
        "around": "{theme}\u00a0: autour de «\u00a0{product}\u00a0»",
        "product": "À commencer par «\u00a0{product}\u00a0»",
    },
    "ar": {
        "season": "{occasion}: {theme}",
        "season_product": "{occasion}: حول «{product}»",
        "theme": "{theme}: من أين نبدأ",
        "around": "{theme}: حول «{product}»",
        "product": "البداية مع «{product}»",
    },
    "en": {
        "season": "{occasion}: {theme}",
        "season_product": "{occasion}: around “{product}”",
        "theme": "{theme}: where to begin",
        "around": "{theme}: around “{product}”",
        "product": "Begin with “{product}”",
    },
}
LONGEST: Final = 200
LONGEST_PRODUCT: Final = 60


def title_of(
    language: str, *, theme: str, occasion: str, product: str, taken: frozenset[str] = frozenset()
) -> str:
    """The first template that fits and gives a title that is not ``taken``; ``product`` names the proof."""
    templates = TEMPLATES.get(language, TEMPLATES["en"])
    named = product if len(product) <= LONGEST_PRODUCT else f"{product[: LONGEST_PRODUCT - 1]}…"
    keys = ["season", "season_product"] if occasion else []
    keys += ["theme", "around"] if theme else ["product"]
    if not theme:
        keys = [key for key in keys if key != "season"]
    titles = [templates[key].format(occasion=occasion, theme=theme, product=named)[:LONGEST] for key in keys]
    return next((title for title in titles if title not in taken), titles[-1])
