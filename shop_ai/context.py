"""What every template may read besides its own context."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from shop_ai.places import places


def page(request: HttpRequest) -> dict[str, Any]:
    """The shop in scope and the person's other shops (if any) and settings that templates need."""
    return {
        "shop": getattr(request, "shop", None),
        "menu": places(request),
        "shops": getattr(request, "shops", ()),
        "chartjs_source": settings.CHARTJS_SOURCE,
        "chartjs_cdn_url": settings.CHARTJS_CDN_URL,
        "public_url": settings.PUBLIC_URL,
    }
