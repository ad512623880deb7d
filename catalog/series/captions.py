"""Drafts of captions: fixed texts with what the shop's own rows say, in three languages. Pure.

A line whose value is not known is left out, so that nothing is claimed that no row says. The texts are versioned: a
draft keeps the name of its text, ``VERSION/role/language``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Final

VERSION: Final = "captions-1"


@dataclass(frozen=True, slots=True)
class Facts:
    """What may stand in a caption, already written for its language; empty where nothing is known.

    ``delivered`` is the number of delivered orders in 90 days, 0 when it is not to be shown.
    """

    title: str = ""
    intro: str = ""
    product: str = ""
    note: str = ""
    price: str = ""
    apart: str = ""
    parts: str = ""
    code: str = ""
    url: str = ""
    last_day: str = ""
    delivered: int = 0


def _times_ar(n: int) -> str:
    """Three to ten take the plural, all else the singular."""
    return "مرات" if 3 <= n % 100 <= 10 else "مرة"


PROOF: Final[dict[str, Callable[[int], str]]] = {
    "fr": lambda n: f"Livré {n} fois ces 90 derniers jours.",
    "ar": lambda n: f"وصل إلى زبائننا {n} {_times_ar(n)} في آخر 90 يومًا.",
    "en": lambda n: f"Delivered {n} times in the last 90 days.",
}

# Each line is kept when all it names is known. "{proof}" is the sentence above.
TEXTS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "fr": {
        "use": (
            "{title}",
            "{intro}",
            "Dans les prochains jours, nous vous montrons comment, étape par étape.",
            "Tout est ici : {url}",
            "Une question ? Écrivez-nous en message.",
        ),
        "discovery": (
            "Pour commencer : {product}.",
            "{note}",
            "Prix : {price}.",
            "Avec le code {code}.",
            "Pour commander : {url}",
        ),
        "proof": (
            "{product}",
            "{proof}",
            "{note}",
            "Prix : {price}.",
            "Avec le code {code}.",
            "Vous l’avez déjà ? Racontez-nous en commentaire. Pour commander : {url}",
        ),
        "step_up": (
            "Pour aller plus loin : {product}.",
            "Dedans : {parts}.",
            "{price} au lieu de {apart} séparément.",
            "Prix : {price}.",
            "Avec le code {code}.",
            "Pour commander : {url}",
        ),
        "last_call": (
            "{title} : jusqu’au {last_day}.",
            "Si vous l’avez manqué : {title}.",
            "Avec le code {code}.",
            "Pour commander : {url}",
        ),
    },
    "ar": {
        "use": (
            "{title}",
            "{intro}",
            "في الأيام القادمة نريكم كيف، خطوة بخطوة.",
            "كل شيء هنا: {url}",
            "عندكم سؤال؟ راسلونا.",
        ),
        "discovery": (
            "للبداية: {product}.",
            "{note}",
            "السعر: {price}.",
            "مع الرمز {code}.",
            "للطلب: {url}",
        ),
        "proof": (
            "{product}",
            "{proof}",
            "{note}",
            "السعر: {price}.",
            "مع الرمز {code}.",
            "جرّبتموه؟ احكوا لنا في التعليقات. للطلب: {url}",
        ),
        "step_up": (
            "لمن يريد أكثر: {product}.",
            "تحتوي على: {parts}.",
            "{price} عوض {apart} إذا اشتُريت متفرقة.",
            "السعر: {price}.",
            "مع الرمز {code}.",
            "للطلب: {url}",
        ),
        "last_call": (
            "{title}: إلى غاية {last_day}.",
            "إن فاتكم: {title}.",
            "مع الرمز {code}.",
            "للطلب: {url}",
        ),
    },
    "en": {
        "use": (
            "{title}",
            "{intro}",
            "Over the next days we show you how, step by step.",
            "It is all here: {url}",
            "A question? Send us a message.",
        ),
        "discovery": (
            "To begin with: {product}.",
            "{note}",
            "Price: {price}.",
            "With the code {code}.",
            "To order: {url}",
        ),
        "proof": (
            "{product}",
            "{proof}",
            "{note}",
            "Price: {price}.",
            "With the code {code}.",
            "Do you have it already? Tell us in a comment. To order: {url}",
        ),
        "step_up": (
            "For more of it: {product}.",
            "Inside: {parts}.",
            "{price} instead of {apart} one by one.",
            "Price: {price}.",
            "With the code {code}.",
            "To order: {url}",
        ),
        "last_call": (
            "{title}: until {last_day}.",
            "If you missed it: {title}.",
            "With the code {code}.",
            "To order: {url}",
        ),
    },
}
# Of two lines that say the same, the fuller one stands for both.
INSTEAD: Final = {"{apart}": "{price}", "{last_day}": "{title}"}


def template_name(role: str, language: str) -> str:
    return f"{VERSION}/{role}/{language}"


def caption(role: str, language: str, facts: Facts) -> str:
    """The draft of one post. Raises KeyError for a role or language without a text."""
    values = {one.name: str(getattr(facts, one.name)) for one in fields(facts)}
    values["proof"] = PROOF[language](facts.delivered) if facts.delivered else ""
    lines: list[str] = []
    said: set[str] = set()
    for line in TEXTS[language][role]:
        named = [name for name in values if f"{{{name}}}" in line]
        is_said = any(f"{{{name}}}" in said for name in named)
        if all(values[name] for name in named) and not is_said:
            lines.append(line.format_map(values))
            said |= {again for full, again in INSTEAD.items() if full in line}
    return "\n".join(lines)
