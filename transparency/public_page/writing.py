"""New profiles made of old ones: each function changes one part and leaves the rest. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from transparency.public_page.profile import LANGUAGES, Profile, part

NOTHING: Final[tuple[Any, ...]] = ("", None, 0, False, [], {})


def with_values(profile: Profile, name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values put into one part; an empty value takes the old one away."""
    merged = {**part(profile, name), **values}
    return {**profile, name: {key: value for key, value in merged.items() if value not in NOTHING}}


def with_whole(profile: Profile, name: str, value: Any) -> dict[str, Any]:
    """One part replaced; an empty one goes."""
    rest = {key: old for key, old in profile.items() if key != name}
    return rest if value in NOTHING else {**rest, name: value}


def with_text(
    profile: Profile, code: str, texts: Mapping[str, str], answers: Mapping[str, Any], shop_language: str
) -> dict[str, Any]:
    """A rule in every language in which it is written; ``rules`` keeps it in the shop's own for whoever quotes it."""
    kept = {language: texts[language].strip() for language in LANGUAGES if texts.get(language, "").strip()}
    own = kept.get(shop_language) or next(iter(kept.values()), "")
    changed = with_values(profile, "rules", {code: own})
    changed = with_values(changed, "rules_texts", {code: kept})
    return with_values(changed, "rules_answers", {code: dict(answers) if kept else {}})
