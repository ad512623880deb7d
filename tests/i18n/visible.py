"""The words of a page that a person reads and that the product itself wrote."""

from __future__ import annotations

import re
from html.parser import HTMLParser

# Names of the reader's world (<bdi>), code, other languages and left-to-right pieces are not the product's words.
FOREIGN_TAGS = frozenset("bdi code pre script style svg textarea option title".split())
VOID_TAGS = frozenset("area br col hr img input link meta source wbr".split())
SPOKEN_ATTRIBUTES = frozenset("aria-label placeholder title alt data-copied".split())
ADDRESS = re.compile(r"https?://\S+|\S+@\S+")
LATIN_WORD = re.compile(r"[A-Za-z][\w.-]*[A-Za-z0-9]")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.texts: list[str] = []

    @property
    def is_foreign(self) -> bool:
        return any(foreign for _, foreign in self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        is_lent = "lang" in given and tag != "html"
        foreign = tag in FOREIGN_TAGS or given.get("dir") == "ltr" or is_lent
        if not self.is_foreign and not (foreign and tag in VOID_TAGS | {"textarea"}):
            self.texts += [value for name, value in attrs if name in SPOKEN_ATTRIBUTES and value]
        if tag not in VOID_TAGS:
            self.open.append((tag, foreign))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not self.is_foreign:
            self.texts.append(" ".join(data.split()))


def visible_texts(page: str) -> list[str]:
    """Texts and spoken attributes, without what is marked as a name, as code or as another language."""
    reader = _Words()
    reader.feed(page)
    return reader.texts


def latin_words(page: str, data: str = "\0") -> list[str]:
    """Words in Latin letters, but none of a text that holds ``data``, the mark of a shop's own records."""
    texts = [text for text in visible_texts(page) if data not in text]
    return [word for text in texts for word in LATIN_WORD.findall(ADDRESS.sub(" ", text))]
