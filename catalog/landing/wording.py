"""The three templates in three languages: what a page says where its owner wrote nothing else.

``{gives}`` is what the code takes off ("20 % off") and ``{title}`` the playlist or the shop. A text that needs what is
missing is left out and the next one is taken.
"""

from __future__ import annotations

from typing import Final

NAMES: Final = ("headline", "lead", "button", "proof", "legal")
LONGEST: Final = {"headline": 120, "lead": 600, "button": 40, "proof": 300, "legal": 600}

Texts = dict[str, tuple[str, ...]]
TEXTS: Final[dict[str, dict[str, Texts]]] = {
    "offer": {
        "fr": {
            "headline": ("{gives} sur {title}", "{title}"),
            "lead": ("Envoyez-nous le mot-clé sur WhatsApp : nous préparons votre commande, vous payez à la livraison.",),
            "button": ("Commander sur WhatsApp",),
        },
        "ar": {
            "headline": ("{gives} على {title}", "{title}"),
            "lead": ("أرسلوا لنا الكلمة على واتساب: نحضّر طلبكم وتدفعون عند الاستلام.",),
            "button": ("اطلبوا عبر واتساب",),
        },
        "en": {
            "headline": ("{gives} on {title}", "{title}"),
            "lead": ("Send us the keyword on WhatsApp: we prepare your order, you pay on delivery.",),
            "button": ("Order on WhatsApp",),
        },
    },
    "gift": {
        "fr": {
            "headline": ("Un cadeau tout trouvé : {title}",),
            "lead": ("Dites-nous pour qui et pour quand : nous emballons et nous livrons. {gives} avec ce code.", "Dites-nous pour qui et pour quand : nous emballons et nous livrons."),
            "button": ("Choisir le cadeau",),
        },
        "ar": {
            "headline": ("هدية جاهزة: {title}",),
            "lead": ("قولوا لنا لمن ومتى: نغلّفها ونوصلها. {gives} بهذا الرمز.", "قولوا لنا لمن ومتى: نغلّفها ونوصلها."),
            "button": ("اختاروا الهدية",),
        },
        "en": {
            "headline": ("A gift that is found: {title}",),
            "lead": ("Tell us for whom and for when: we wrap and deliver it. {gives} with this code.", "Tell us for whom and for when: we wrap and deliver it."),
            "button": ("Choose the gift",),
        },
    },
    "story": {
        "fr": {
            "headline": ("{title}, pas à pas",),
            "lead": ("Commencez par ce qui vous manque. Nous répondons à vos questions avant que vous ne commandiez.",),
            "button": ("Poser une question",),
        },
        "ar": {
            "headline": ("{title} خطوة بخطوة",),
            "lead": ("ابدأوا بما ينقصكم. نجيب عن أسئلتكم قبل أن تطلبوا.",),
            "button": ("اسألونا",),
        },
        "en": {
            "headline": ("{title}, step by step",),
            "lead": ("Begin with what you are missing. We answer your questions before you order.",),
            "button": ("Ask a question",),
        },
    },
}  # fmt: skip


def default_text(template: str, language: str, name: str, *, gives: str, title: str) -> str:
    """The template's own text; empty for a name that it says nothing of."""
    for text in TEXTS[template][language].get(name, ()):
        if gives or "{gives}" not in text:
            return text.format(gives=gives, title=title)
    return ""
