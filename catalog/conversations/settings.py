"""What the owner set for conversations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from catalog.conversations.models import KEEP_DAYS, ConversationSettings
from shop_ai.lib.tenancy import shop_scope

MOST_NAMES, MOST_WORDS = 10, 100


def settings_of(shop_id: int) -> ConversationSettings:
    """The stored settings, or those that hold as long as nobody set any."""
    with shop_scope(shop_id):
        found: ConversationSettings | None = ConversationSettings.objects.first()
        return found or ConversationSettings(shop_id=shop_id, keep_days=KEEP_DAYS)


def remember_names(shop_id: int, indexes: Iterable[str]) -> None:
    """Keep the blind indexes of names under which the shop writes: the next export needs no answer."""
    with shop_scope(shop_id):
        known, _is_new = ConversationSettings.objects.get_or_create(shop_id=shop_id)
        kept = list(dict.fromkeys([*indexes, *known.own_names]))[:MOST_NAMES]
        if kept != known.own_names:
            ConversationSettings.objects.filter(pk=known.pk).update(own_names=kept)


def change_settings(shop_id: int, *, keep_days: int, extra_words: Sequence[str]) -> None:
    """Set how long words are kept and what the rule also listens for."""
    words = list(dict.fromkeys(word.strip()[:60] for word in extra_words if word.strip()))[:MOST_WORDS]
    with shop_scope(shop_id):
        ConversationSettings.objects.update_or_create(
            shop_id=shop_id, defaults={"keep_days": keep_days, "extra_words": words}
        )
