"""The catalogues as data: every text with its translations, and what marks it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

import polib

from shop_ai.services.paths import ROOT

LANGUAGES = ("fr", "ar")
PLACEHOLDER = re.compile(r"%\(\w+\)[-+ #0-9.]*[a-z]|\{\w*\}|%%")
TAG = re.compile(r"</?[a-z][^>]*>")


@cache
def catalogue(language: str) -> Any:
    """The ``.po`` of a language, parsed."""
    return polib.pofile(str(ROOT / f"locale/{language}/LC_MESSAGES/django.po"))


def keys(language: str) -> set[tuple[str | None, str, str]]:
    """(context, text, plural text) of every entry."""
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural or "") for entry in catalogue(language)}


def translations(entry: Any) -> list[str]:
    """All translated forms of an entry, in the order of the language's plural rule."""
    if entry.msgid_plural:
        return [entry.msgstr_plural[number] for number in sorted(entry.msgstr_plural)]
    return [entry.msgstr]


def all_translations(language: str) -> Iterator[tuple[str, str]]:
    """(English text, translated form), one for each form."""
    for entry in catalogue(language):
        for form in translations(entry):
            yield entry.msgid, form


def marks(text: str) -> Counter[str]:
    """What a translator may not touch: placeholders and tags, with how often they occur."""
    return Counter(PLACEHOLDER.findall(text) + TAG.findall(PLACEHOLDER.sub("", text)))


def without_marks(text: str) -> str:
    """The words alone."""
    return TAG.sub(" ", PLACEHOLDER.sub(" ", text))
