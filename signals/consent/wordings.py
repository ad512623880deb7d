"""The words that people agree to: one wording a purpose in three languages, each version kept with its hash.

The product brings a first version of each; a shop may publish its own. Whoever agrees is noted with the version and the
hash of what was shown.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.utils import timezone

from shop_ai.lib.locks import take_turn
from shop_ai.lib.tenancy import shop_scope
from signals.consent.models import Consent, Purpose
from transparency.ledger.services import record_decision
from transparency.ledger.shown_texts import ShownText, publish_text, sha256_of, versions_of

DATA: Final = Path(__file__).with_name("data") / "wordings.json"
LANGUAGES: Final = ("fr", "ar", "en")
PARTS: Final = ("title", "what", "kept", "no")
PRODUCT: Final = "product"
Texts = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Wording:
    """What is shown for one purpose: ``texts`` = {language: {title, what, kept, no}}."""

    purpose: Purpose
    number: int
    texts: Texts
    sha256: str

    @property
    def version(self) -> str:
        """The name that a consent is noted with: ``messages-2``."""
        return f"{self.purpose.value}-{self.number}"

    def shown(self, language: str) -> Mapping[str, str]:
        return self.texts.get(language) or self.texts["fr"]


def kind_of(purpose: Purpose) -> str:
    return f"consent:{purpose.value}"


@lru_cache(maxsize=1)
def product_wordings() -> dict[Purpose, Wording]:
    """The first version of each purpose, as it comes with the product."""
    written = json.loads(DATA.read_text(encoding="utf-8"))
    return {
        purpose: Wording(purpose, 1, written[purpose.value], sha256_of(written[purpose.value]))
        for purpose in Purpose
    }


def wordings(shop_id: int) -> dict[Purpose, Wording]:
    """What the shop shows now, purpose by purpose; one query."""
    kinds = {kind_of(purpose): purpose for purpose in Purpose}
    with shop_scope(shop_id):
        rows = ShownText.objects.filter(kind__in=kinds).order_by("version")
        published = {kinds[row.kind]: _wording(kinds[row.kind], row) for row in rows}
    return product_wordings() | published


def _wording(purpose: Purpose, row: ShownText) -> Wording:
    return Wording(purpose, row.version, row.texts, row.sha256)


def history(shop_id: int, purpose: Purpose) -> list[ShownText]:
    """Every version that was kept, newest first; empty while only the product's own was ever shown to nobody."""
    with shop_scope(shop_id):
        return versions_of(kind_of(purpose))


def keep_wording(wording: Wording) -> None:
    """Keep a wording that somebody just answered to, in the scope of the caller."""
    publish_text(kind_of(wording.purpose), wording.number, wording.texts, asks_again=False, by=PRODUCT)


def publish_wording(shop_id: int, purpose: Purpose, texts: Texts, *, asks_again: bool, by: str) -> int:
    """Show new words from now on; returns how many consents no longer stand because they were given to other words.

    ``asks_again`` is for words that mean something else: what was agreed to before then ends, and people are asked anew.
    Publishing what is shown already changes nothing.
    """
    with shop_scope(shop_id):
        take_turn("consent-wording", purpose.value)
        now = wordings(shop_id)[purpose]
        if sha256_of(texts) == now.sha256:
            return 0
        keep_wording(now)
        row = publish_text(kind_of(purpose), now.number + 1, texts, asks_again=asks_again, by=by)
        ended = _end_all(purpose, f"{purpose.value}-{row.version}") if asks_again else 0
        record_decision(
            automation="consents",
            subject=f"wording {purpose.value}",
            version=row.sha256[:12],
            inputs={"before": now.version, "sha256_before": now.sha256, "asks_again": asks_again},
            output={"version": row.version, "sha256": row.sha256, "ended": ended},
            reason_code="consent_wording_changed",
            actor=by,
        )
        return ended


def _end_all(purpose: Purpose, version: str) -> int:
    """End every standing consent for the purpose: its words were others. In pieces, so that no statement is long."""
    ended, now = 0, timezone.now()
    while rows := list(
        Consent.objects.select_for_update(no_key=True)
        .filter(purpose=purpose.value, withdrawn_at=None)
        .order_by("pk")[:1000]
    ):
        for row in rows:
            row.withdrawn_at = max(now, row.given_at)
            row.proof = row.proof | {"ended": {"door": "new_words", "text_version": version}}
        Consent.objects.bulk_update(rows, ["withdrawn_at", "proof"])
        ended += len(rows)
    return ended


def as_json(wording: Wording) -> dict[str, object]:
    """The wording as the API tells it."""
    return {"purpose": wording.purpose.value, "version": wording.version} | {
        name: value for name, value in asdict(wording).items() if name in ("texts", "sha256")
    }
