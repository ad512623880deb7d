"""What the simulated shop says of itself: contact, hours, and every rule made of its guide's questions."""

from __future__ import annotations

from typing import Any, Final

from catalog.shops.context import ShopContext
from transparency.public_page.condition_guides import GUIDES
from transparency.public_page.guides import composed
from transparency.public_page.profile import EVERYBODY
from transparency.public_page.writing import with_text

PROFILE: Final[dict[str, Any]] = {
    "contact": {
        "name": "Amina (conseillère)",
        "phone": "+213550000000",
        "whatsapp": "+213550000000",
        "email": "bonjour@boutique.example",
        "delay_minutes": 120,
    },
    "hours": {
        **{day: ["09:00", "12:30", "13:30", "18:00"] for day in ("sun", "mon", "tue", "wed", "thu")},
        "sat": ["09:00", "18:00"],
    },
    "hours_ramadan": {day: ["10:00", "15:00"] for day in ("sat", "sun", "mon", "tue", "wed", "thu")},
    "in_charge": {EVERYBODY: "Amina"},
    # Left open on purpose: numbers of a register and of taxes belong to real merchants only.
    "legal": {"name": "Boutique Yasmine (boutique simulée)", "address": "Alger", "register_kind": "artisan"},
}
ANSWERS: Final[dict[str, dict[str, Any]]] = {"delivery_times": {"days_near": 1, "days_far": 3}}


def demo_profile(shop: ShopContext) -> dict[str, Any]:
    """The profile with the five rules, prices, discounts and conditions in three languages."""
    profile = dict(PROFILE)
    for code, guide in GUIDES.items():
        answers = {**guide.usual, **ANSWERS.get(code, {})}
        profile = with_text(profile, code, composed(guide, answers, shop.currency), answers, shop.language)
    return profile
