"""What is wrong with a playlist, each finding with the acts that mend it.

Rooms above add checks of their own with ``register_check``; they are called with everything already read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from catalog.playlists.paths import Path
from catalog.playlists.proof import Proof, proofs
from catalog.shops.context import ShopContext
from shop_ai.lib.figure import Text

Tone = Literal["bad", "warn", "plain"]


@dataclass(frozen=True, slots=True)
class Mend:
    """One click: ``act`` is posted with ``value`` (and the finding's item), or ``url`` is opened."""

    label: Text
    act: str = ""
    value: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """``code`` is stable; ``item_id`` names the product it is about, None for the whole playlist."""

    code: str
    tone: Tone
    text: Text
    item_id: int | None = None
    mends: tuple[Mend, ...] = ()


@dataclass(frozen=True, slots=True)
class Looked:
    """What a check may look at."""

    shop: ShopContext
    path: Path
    day: date
    proofs: dict[int, Proof] = field(default_factory=dict)


Check = Callable[[Looked], Iterable[Finding]]
_CHECKS: Final[dict[str, Check]] = {}
_ORDER: Final = {"bad": 0, "warn": 1, "plain": 2}


def register_check(name: str) -> Callable[[Check], Check]:
    """Decorator: look for this as well whenever a playlist is looked at."""

    def keep(check: Check) -> Check:
        _CHECKS[name] = check
        return check

    return keep


def check_names() -> list[str]:
    return list(_CHECKS)


def look_at(shop: ShopContext, path: Path, day: date) -> Looked:
    return Looked(shop, path, day, proofs(shop, [item.product_id for item in path.items], day))


def findings(looked: Looked) -> list[Finding]:
    """All that is found, the worst first, in the order of the checks."""
    found = [finding for check in _CHECKS.values() for finding in check(looked)]
    return sorted(found, key=lambda finding: _ORDER[finding.tone])
