"""The words that a shop owner reads for the columns and counts of files of spend."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.spend.columns import GOOGLE, META, SHEET, TIKTOK

FORMAT_WORDS: Final[dict[str, Promise]] = {
    META: _("Ads of Meta (Facebook, Instagram)"),
    TIKTOK: _("Ads of TikTok"),
    GOOGLE: _("Ads of Google"),
    SHEET: _("Sheet of spend"),
}
FIELD_WORDS: Final[dict[str, Promise]] = {
    "day": _("Day"),
    "starts_on": _("First day"),
    "ends_on": _("Last day"),
    "channel": _("Channel"),
    "campaign": _("Campaign"),
    "campaign_id": _("Campaign's number"),
    "account": _("Account"),
    "amount": _("Amount spent"),
    "currency": _("Currency"),
    "impressions": _("Impressions"),
    "clicks": _("Clicks"),
    "note": _("Note"),
}
RECORD_WORDS: Final[dict[str, Promise]] = {"spend": _("Amounts spent")}
PREVIEW_HEADS: Final = (
    _("Row"),
    _("Days"),
    _("Campaign"),
    _("Channel"),
    _("Amount spent"),
    _("Impressions"),
    _("Clicks"),
)
