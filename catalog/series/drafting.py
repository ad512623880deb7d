"""Drafting a series from a playlist: what each post is about, and what its caption may say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.utils import translation

from catalog.playlists.checks import Looked
from catalog.playlists.models import Step
from catalog.playlists.paths import PathItem
from catalog.playlists.showing import public_address
from catalog.playlists.words import saving
from catalog.series.captions import Facts, caption, template_name
from catalog.series.compute import roles_of
from shop_ai.lib.money import format_money


@dataclass(frozen=True, slots=True)
class Draft:
    """One post before it has its day."""

    role: str
    product_id: int | None
    caption: str
    template: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a series shall be: so many posts, in one language, with a code and a last day where there are any."""

    count: int
    language: str
    code: str = ""
    last_day: date | None = None


def drafts(looked: Looked, wanted: Wanted) -> list[Draft]:
    """The posts that the path can fill, in order; a step without a product that can be ordered has none."""
    items = {
        "use": None,
        "discovery": _first(looked, Step.DISCOVERY),
        "proof": _proven(looked),
        "step_up": _higher(looked),
        "last_call": None,
    }
    possible = [role for role, item in items.items() if item is not None or role in {"use", "last_call"}]
    with translation.override(wanted.language):
        return [_draft(looked, role, items[role], wanted) for role in roles_of(wanted.count, possible)]


def _can_go(looked: Looked, step: str) -> list[PathItem]:
    return [
        item for part in looked.path.steps if part.step == step for item in part.items if item.can_be_ordered
    ]


def _first(looked: Looked, step: str) -> PathItem | None:
    return next(iter(_can_go(looked, step)), None)


def _delivered(looked: Looked, item: PathItem) -> int:
    proof = looked.proofs.get(item.product_id)
    return proof.delivered if proof and proof.is_shown else 0


def _proven(looked: Looked) -> PathItem | None:
    """What was delivered most of the proof's step; of the first step when that one is empty."""
    known = _can_go(looked, Step.PROOF) or _can_go(looked, Step.DISCOVERY)
    return max(known, key=lambda item: _delivered(looked, item), default=None)


def _higher(looked: Looked) -> PathItem | None:
    """The pack of the playlist, else the first product of the last step."""
    pack = looked.path.pack
    return pack if pack is not None and pack.can_be_ordered else _first(looked, Step.STEP_UP)


def _draft(looked: Looked, role: str, item: PathItem | None, wanted: Wanted) -> Draft:
    text = caption(role, wanted.language, facts_of(looked, item, wanted))
    return Draft(role, item.product_id if item else None, text, template_name(role, wanted.language))


def facts_of(looked: Looked, item: PathItem | None, wanted: Wanted) -> Facts:
    """What a caption may say of a product of the path, or of the whole path, written for its language."""
    path, currency, language = looked.path, looked.shop.currency, wanted.language
    said = path.said(language)
    always = Facts(title=said.title, code=wanted.code, url=public_address(looked.shop, path))
    if item is None:
        return replace(
            always,
            # Words in another language than the post's would not be understood.
            intro=said.intro if language in path.languages else "",
            last_day=f"{wanted.last_day:%d/%m/%Y}" if wanted.last_day else "",
        )
    saved = saving(path) if item.product_id == path.pack_id else None
    return replace(
        always,
        product=item.title,
        note=item.note if language == path.language else item.notes.get(language, ""),
        price=_money(item.price, currency, language),
        apart=_money(path.total, currency, language) if saved else "",
        parts=("، " if language == "ar" else ", ").join(item.parts),
        delivered=_delivered(looked, item),
    )


def _money(amount: object, currency: str, language: str) -> str:
    return "" if amount is None else format_money(amount, currency, language)  # type: ignore[arg-type]  # a price
