"""Replies to begin from: those that come with the product, and what the shop made of them or added."""

from __future__ import annotations

import json
import re
import uuid
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from shop_ai.lib.refusals import Conflict
from shop_ai.lib.tenancy import shop_scope
from transparency.cases.models import CaseTemplate

DATA: Final = Path(__file__).with_name("data") / "replies.json"
LANGUAGES: Final = ("fr", "ar", "darija", "en")
# Of the languages that messages are heard in.
SPOKEN: Final = {"arabizi": "darija"}


@dataclass(frozen=True, slots=True)
class Reply:
    """``uid`` is of the shop's own row, None for one as it comes; ``{name} {number} {shop}`` stand for the case's."""

    code: str
    language: str
    title: str
    text: str
    uid: uuid.UUID | None = None
    is_archived: bool = False

    def filled(self, **values: str) -> str:
        """The text with what it is about; a name that is not known leaves no hole."""
        said = re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], ""), self.text)
        return re.sub(r" +([,.،!])", r"\1", re.sub(r"[ \t]{2,}", " ", said)).strip()


@lru_cache(maxsize=1)
def shipped() -> tuple[Reply, ...]:
    written = json.loads(DATA.read_text(encoding="utf-8"))
    return tuple(
        Reply(one["code"], language, one[language]["title"], one[language]["text"])
        for one in written
        for language in LANGUAGES
    )


def replies(shop_id: int, *, archived: bool = False) -> list[Reply]:
    """Every reply of the shop, by language: as shipped unless it has a row of its own, then what it added."""
    with shop_scope(shop_id):
        own = {(row.code, row.language): _own(row) for row in CaseTemplate.objects.order_by("pk")}
    found = [own.pop((one.code, one.language), one) for one in shipped()] + list(own.values())
    wanted = [one for one in found if archived or not one.is_archived]
    return sorted(wanted, key=lambda one: (*LANGUAGES, one.language).index(one.language))


def _own(row: CaseTemplate) -> Reply:
    return Reply(row.code, row.language, row.title, row.text, row.uid, row.is_archived)


def reply_of(shop_id: int, code: str, language: str) -> Reply | None:
    found = replies(shop_id, archived=True)
    return next((one for one in found if (one.code, one.language) == (code, language)), None)


def write_reply(shop_id: int, code: str, *, language: str, title: str, text: str, by: str) -> CaseTemplate:
    """Change a reply or add one (empty ``code``); raises Conflict when another one of this language has the title."""
    with shop_scope(shop_id):
        same = [
            one for one in replies(shop_id, archived=True) if one.language == language and one.title == title
        ]
        if any(one.code != code for one in same):
            raise Conflict(_("Another reply has this title."), field="title")
        row: CaseTemplate
        row, _created = CaseTemplate.objects.update_or_create(
            shop_id=shop_id,
            code=code or f"own_{uuid.uuid4().hex[:12]}",
            language=language,
            defaults={"title": title, "text": text, "is_archived": False, "changed_by": by[:60]},
        )
        return row


def put_reply_away(shop_id: int, code: str, language: str, *, away: bool, by: str) -> bool:
    """Leave a reply out of the choice, or let it in again; False for one that is not there."""
    found = reply_of(shop_id, code, language)
    if found is None:
        return False
    with shop_scope(shop_id):
        CaseTemplate.objects.update_or_create(
            shop_id=shop_id,
            code=code,
            language=language,
            defaults={"title": found.title, "text": found.text, "is_archived": away, "changed_by": by[:60]},
        )
    return True
