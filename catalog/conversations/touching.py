"""Where a conversation came from: the rules and campaigns of the shop, its codes and the keywords in what was written."""

from __future__ import annotations

from dataclasses import dataclass, field

from catalog.channels.compute import RuleBook, Signs
from catalog.channels.selectors import rule_book
from catalog.codes.compute import normal_form
from catalog.codes.models import PlaylistCode
from catalog.conversations.incoming import Incoming, Touch
from catalog.conversations.models import Origin

_SHORTEST_KEYWORD = 3


@dataclass(frozen=True, slots=True)
class KnownCode:
    code: str
    channel: str
    campaign: str


@dataclass(frozen=True, slots=True)
class Known:
    """What a shop knows of touches. ``codes`` and ``keywords`` lead from a normal form to the code."""

    rules: RuleBook = field(default_factory=RuleBook)
    codes: dict[str, KnownCode] = field(default_factory=dict)
    keywords: dict[str, KnownCode] = field(default_factory=dict)

    def complete(self, said: Incoming) -> tuple[Touch, str]:
        """The touch with what follows from it, and its origin: the ad, the post, the code, a link, or not known."""
        touch = said.touch
        word, by_keyword = self._keyword(said)
        keyword = touch.keyword or word
        code = self.codes.get(normal_form(touch.code)) or by_keyword
        signs = Signs(code=touch.code, ad_id=touch.ad_id)
        place = self.rules.place(
            signs,
            channel=touch.channel or (code.channel if code else "") or said.place,
            campaign=touch.campaign or (code.campaign if code else ""),
        )
        found = Touch(
            channel=place.channel or said.place,
            campaign=place.campaign,
            code=touch.code or (code.code if code else ""),
            keyword=keyword,
            ad_id=touch.ad_id,
            referral=touch.referral,
        )
        return found, origin_of(found)

    def _keyword(self, said: Incoming) -> tuple[str, KnownCode | None]:
        """The first word of the first message that is a keyword of the shop, and its code."""
        first = next(iter(said.inbound), "") if self.keywords or self.codes else ""
        for word in [said.touch.keyword, *first.split()]:
            form = normal_form(word)
            if len(form) < _SHORTEST_KEYWORD:
                continue
            found = self.keywords.get(form) or self.codes.get(form)
            if found is not None:
                return word[:60], found
        return said.touch.keyword, None


def origin_of(touch: Touch) -> str:
    """What brought the first message, the surest sign first."""
    if touch.ad_id or touch.referral.get("source_type") in ("ad", "ADS"):
        return str(Origin.AD)
    if touch.code or touch.keyword:
        return str(Origin.CODE)
    if touch.referral.get("source_type") == "post":
        return str(Origin.POST)
    return str(Origin.LINK if touch.referral or touch.campaign else Origin.UNKNOWN)


def known_touches(shop_id: int) -> Known:
    """The shop's rules and codes, inside its scope. Three queries."""
    codes: dict[str, KnownCode] = {}
    keywords: dict[str, KnownCode] = {}
    rows = PlaylistCode.objects.order_by("pk").values_list(
        "code", "channel", "campaign", "normalised", "keyword_normalised"
    )
    for code, channel, campaign, form, keyword in rows:
        known = KnownCode(code, channel, campaign)
        codes[form] = known
        if keyword:
            keywords[keyword] = known
    return Known(rule_book(shop_id), codes, keywords)
