"""How the columns of each kind of content file are called, and what the words in their cells mean."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from catalog.imports.vocabulary import Vocabulary, synonyms_of
from shop_ai.lib.text import normalise

INSTAGRAM, TIKTOK, FACEBOOK, SHEET = "instagram_posts", "tiktok_content", "facebook_metrics", "content_sheet"
NAMED: Final = ("title", "caption", "permalink", "external_id")
_MEASURED: Final = ("views", "reach", "impressions", "likes", "interactions")
_DATA: Final = Path(__file__).with_name("data") / "columns.json"
_SITES: Final = {
    "instagram.com": "instagram",
    "facebook.com": "facebook",
    "fb.watch": "facebook",
    "tiktok.com": "tiktok",
    "youtube.com": "youtube",
    "youtu.be": "youtube",
}
_YES: Final = {"1", "x", "oui", "yes", "true", "vrai", "ia", "ai", "نعم"}
_TIKTOK_ID: Final = re.compile(r"/(?:video|photo)/(\d+)")


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    document: dict[str, dict[str, list[str]]] = json.loads(_DATA.read_text(encoding="utf-8"))
    return document


@cache
def vocabulary(format_name: str) -> Vocabulary:
    """The columns of one format; only a sheet kept by hand is told by them."""
    synonyms = synonyms_of(_data()[format_name])
    if format_name != SHEET:
        return Vocabulary(format_name, synonyms, ())
    return Vocabulary(SHEET, synonyms, (NAMED,), (NAMED, _MEASURED, ("date", "channel", "permalink")))


@cache
def _words(group: str) -> dict[str, str]:
    return {normalise(word): value for value, words in _data()[group].items() for word in words}


def kind_of_word(text: str) -> str:
    """The kind that a cell names, ``""`` when it is none that we know."""
    return _words("kinds").get(normalise(text), "")


def language_of_word(text: str) -> str:
    return _words("languages").get(normalise(text), "")


def says_yes(text: str) -> bool:
    return normalise(text) in _YES


def link_or_blank(text: str) -> str:
    """The address in a cell; ``""`` for anything a browser should not be led to."""
    found = text.strip()
    return found if found.startswith(("https://", "http://")) and len(found) <= 1000 else ""


def channel_of_link(link: str) -> str:
    """The channel whose site an address leads to."""
    host = (_parts(link).hostname or "").removeprefix("www.").removeprefix("m.")
    return next(
        (channel for site, channel in _SITES.items() if host == site or host.endswith(f".{site}")), ""
    )


def id_of_link(link: str) -> str:
    """What names a post in its address: TikTok's number, else the address without what may change of it."""
    if not link:
        return ""
    parts = _parts(link)
    if channel_of_link(link) == "tiktok" and (found := _TIKTOK_ID.search(parts.path)):
        return found[1]
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}"[:190]


def _parts(link: str) -> Any:
    try:
        return urlsplit(link)
    except ValueError:
        return urlsplit("")
