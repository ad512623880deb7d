"""Channels that every shop has before it says anything, with their place in the tree. Pure."""

from __future__ import annotations

from typing import Final, NamedTuple


class Known(NamedTuple):
    """``parent`` is a slug, "" at the root; ``is_paid`` says that reaching people there usually costs money."""

    slug: str
    parent: str = ""
    is_paid: bool = False


KNOWN: Final = (
    Known("instagram", is_paid=True),
    Known("facebook", is_paid=True),
    Known("messenger", "facebook"),
    Known("tiktok", is_paid=True),
    Known("whatsapp"),
    Known("google", is_paid=True),
    Known("influencer", is_paid=True),
    Known("email"),
    Known("sms", is_paid=True),
    Known("web"),
    Known("direct", "web"),
    Known("referral", "web"),
    Known("phone"),
    Known("shop"),
    Known("word-of-mouth"),
    Known("other"),
)
UNATTRIBUTED: Final = ""
# What the intake says when a visit brought something that nobody mapped: a campaign may know better.
VAGUE: Final = frozenset({"", "other", "referral", "direct"})
