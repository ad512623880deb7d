"""Simulated visits of the last two days, as the page script would send them. Pure and seeded."""

from __future__ import annotations

import random
import uuid
from datetime import datetime, timedelta
from typing import Any

from shop_ai.demo.assortment import ARTICLES, CHANNELS

VISITS = 320
HOURS = 46  # older events are refused at the door
REFERRERS = {
    "Instagram": "l.instagram.com",
    "Facebook": "m.facebook.com",
    "TikTok": "www.tiktok.com",
    "WhatsApp": "wa.me",
}
AGENTS = [
    "Mozilla/5.0 (Linux; Android 13; SM-A145F) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile Safari/604.1",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36",
]

Visit = tuple[str, str, list[dict[str, Any]]]  # address of the visitor, browser, events


def _event(rng: random.Random, kind: str, at: datetime, referrer: str, sku: str) -> dict[str, Any]:
    return {
        "id": str(uuid.UUID(int=rng.getrandbits(128), version=4)),
        "type": kind,
        "time": at.isoformat(timespec="milliseconds"),
        "page": f"/produits/{sku.lower()}",
        "ref": referrer,
        "sku": sku,
        "lang": rng.choice(["fr-DZ", "ar-DZ", "fr"]),
        "w": rng.choice([360, 390, 412, 1280]),
    }


def visits(now: datetime, *, seed: int = 1) -> list[Visit]:
    """Visits before ``now``: each sees some products, and some go as far as the cart and the checkout."""
    rng = random.Random(f"visits {seed}")
    made: list[Visit] = []
    for number in range(VISITS):
        channel = rng.choices(CHANNELS, weights=[c[1] for c in CHANNELS])[0][0]
        at = now - timedelta(hours=rng.uniform(0.1, HOURS))
        events = []
        for article in rng.choices(ARTICLES, weights=[a.appeal for a in ARTICLES], k=rng.randint(1, 5)):
            events.append(_event(rng, "view", at, REFERRERS[channel], article.sku))
            at = min(at + timedelta(seconds=rng.uniform(5, 60)), now)
            if rng.random() < 0.18:
                events.append(_event(rng, "add_to_cart", at, REFERRERS[channel], article.sku))
                if rng.random() < 0.45:
                    events.append(_event(rng, "begin_checkout", at, REFERRERS[channel], article.sku))
        made.append((f"198.51.100.{number % 250 + 1}", rng.choice(AGENTS), events))
    return made
