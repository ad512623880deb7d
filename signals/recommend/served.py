"""A list as it leaves the house: products with their reasons, and the row that says how each came there."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, Protocol, Self
from uuid import UUID

from django.db import connection

from transparency.ledger.chain import canonical

if TYPE_CHECKING:
    from signals.recommend.reading import Fact, Run

# The same list is the same row: whoever asks for it again finds it there.
_KEEP: Final = """
INSERT INTO signals_servedlist (shop_id, uid, at, slot, content)
SELECT %(shop)s, x.uid, %(at)s, x.slot, x.content::jsonb
FROM unnest(%(uids)s::uuid[], %(slots)s::text[], %(contents)s::text[]) AS x(uid, slot, content)
ON CONFLICT (shop_id, uid) DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class Because:
    """A reason as a code with its values; ``share`` (0…1) of the score, 0 where it is no part of a score."""

    code: str
    values: dict[str, Any]
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Weighed:
    """A part of a score for whoever asks to see it: ``amount`` in the model's unit, ``share`` 0…1 of the score.

    ``source_sku`` and ``source_title`` are empty where no product is behind it.
    """

    code: str
    amount: float
    share: float
    source_sku: str = ""
    source_title: str = ""


@dataclass(frozen=True, slots=True)
class Served:
    """One recommended product, ready to be worded. ``reason_code`` is the first of ``reasons``."""

    sku: str
    title: str
    price: Decimal | None
    image_url: str
    page_url: str
    rank: int
    reason_code: str
    reason_values: dict[str, Any]
    decision_uid: UUID | None
    computed_at: datetime
    product_uid: UUID
    product_id: int
    given_id: str = ""  # of a product in test, explored, or on a stored list
    reasons: tuple[Because, ...] = ()
    parts: tuple[Weighed, ...] = ()
    score: float = 0.0
    category: int = 0
    propensity: float | None = None  # the chance that it stood there, where chance decided

    @property
    def recommendation_id(self) -> str:
        if self.given_id:
            return self.given_id
        return f"{self.decision_uid.hex if self.decision_uid else 'none'}-{self.rank}"

    @classmethod
    def of(cls, fact: Fact, run: Run, **more: Any) -> Self:
        """A product as it is now, with what is said of it."""
        return cls(
            sku=fact.sku,
            title=fact.title,
            price=fact.price,
            image_url=fact.image_url,
            page_url=fact.page_url,
            decision_uid=run.decision_uid,
            computed_at=run.computed_at,
            product_uid=fact.uid,
            product_id=fact.id,
            category=fact.category,
            **more,
        )

    @classmethod
    def of_night(cls, fact: Fact, run: Run) -> Self:
        """A place of the night's list; a pin that is newer than the list says so."""
        code = "picked_by_shop" if fact.state.choice == "pin" else fact.reason_code or "in_the_shop"
        return cls.of(
            fact,
            run,
            rank=fact.rank,
            reason_code=code,
            reason_values=fact.reason_values,
            reasons=(Because(code, fact.reason_values, 1.0),),
            parts=(Weighed("shop", fact.score, 1.0),),
            score=fact.score,
        )


class Kept(Protocol):
    """A list to be stored: what it is made of as canonical JSON, and the name that this has."""

    @property
    def slot(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def uid(self) -> UUID: ...


def name_of(content: dict[str, Any]) -> UUID:
    """The name that a content has: the first 16 bytes of its hash, so that a changed row no longer fits its name."""
    return name_of_text(canonical(content))


def name_of_text(text: str) -> UUID:
    """The name of a content from its canonical JSON."""
    return UUID(bytes=hashlib.sha256(text.encode()).digest()[:16])


def keep_lists(shop_id: int, lists: Sequence[Kept], at: datetime) -> None:
    """Store the lists of the shop in scope, each once, in one statement; none: no statement."""
    if not lists:
        return
    values: dict[str, Any] = {
        "shop": shop_id,
        "at": at,
        "uids": [one.uid for one in lists],
        "slots": [one.slot for one in lists],
        "contents": [one.text for one in lists],
    }
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, values)
