"""The class of device, from the user agent and the width of the window. Neither is kept."""

from __future__ import annotations

import re
from functools import lru_cache

TABLET = re.compile(r"iPad|Tablet|Silk/|PlayBook|Android(?!.*Mobile)", re.IGNORECASE)
PHONE = re.compile(r"Mobi|iPhone|iPod|Android|Windows Phone|Opera Mini", re.IGNORECASE)
PHONE_WIDTH = 600


@lru_cache(maxsize=4096)
def device_of_browser(user_agent: str) -> str:
    """``mobile``, ``tablet`` or ``desktop`` as the browser says of itself."""
    if TABLET.search(user_agent):
        return "tablet"
    return "mobile" if PHONE.search(user_agent) else "desktop"


def device_of(said: str, width: float | None = None) -> str:
    """What the browser said, but a computer with a window as narrow as a phone's is a phone in disguise."""
    is_narrow = width is not None and 0 < width < PHONE_WIDTH
    return "mobile" if said == "desktop" and is_narrow else said
