"""The words that a shop owner reads for the columns and counts of content files."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.content.columns import FACEBOOK, INSTAGRAM, SHEET, TIKTOK
from catalog.content.models import Metric

FORMAT_WORDS: Final[dict[str, Promise]] = {
    INSTAGRAM: _("Posts of Instagram or Facebook"),
    TIKTOK: _("Videos of TikTok"),
    FACEBOOK: _("Facebook page metrics"),
    SHEET: _("Content sheet"),
}

FIELD_WORDS: Final[dict[str, Promise]] = {
    "date": _("Date of publication"),
    "title": _("Title"),
    "caption": _("Caption"),
    "permalink": _("Address (link)"),
    "external_id": _("Platform's own id"),
    "channel": _("Channel"),
    "kind": _("Kind of content"),
    "length": _("Length"),
    "language": _("Language"),
    "ai": _("Made with AI"),
    "playlist": _("Playlist"),
    "products": _("Product codes"),
    "ends_on": _("Last day"),
    "measured_on": _("Day of the count"),
    "completion_share": _("Share watched to the end"),
    **{metric.value: metric.label for metric in Metric},
}

RECORD_WORDS: Final[dict[str, Promise]] = {
    "content": _("Content pieces"),
    "metrics": _("Measured values"),
}

PREVIEW_HEADS: Final = (
    _("Row"),
    _("Date"),
    _("Title"),
    _("Kind of content"),
    _("Channel"),
    _("Measured values"),
)
