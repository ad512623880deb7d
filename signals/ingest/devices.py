"""The class of device, from the user agent and the width of the window. Neither is kept."""

from __future__ import annotations

import re

TABLET = re.compile(r"iPad|Tablet|Silk/|PlayBook|Android(?!.*Mobile)", re.IGNORECASE)
PHONE = re.compile(r"Mobi|iPhone|iPod|Android|Windows Phone|Opera Mini", re.IGNORECASE)
PHONE_WIDTH = 600


def device_of(user_agent: str, width: float | None = None) -> str:
    """``mobile``, ``tablet`` or ``desktop``. A narrow window without a telling user agent is a phone."""
    if TABLET.search(user_agent):
        return "tablet"
    if PHONE.search(user_agent):
        return "mobile"
    is_narrow = width is not None and 0 < width < PHONE_WIDTH
    return "mobile" if is_narrow else "desktop"
