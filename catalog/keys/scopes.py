"""What a key may be allowed to do, each in the owner's words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SCOPES: dict[str, str | Promise] = {
    "products:read": _("Read products"),
    "products:write": _("Add and change products"),
    "customers:read": _("Read customers, with names, phones and addresses"),
    "customers:write": _("Add and change customers"),
    "orders:read": _("Read orders and refunds"),
    "orders:write": _("Add orders, change their state and record refunds"),
    "parcels:read": _("Read parcels and what couriers said of them"),
    "parcels:write": _("Say where parcels are: their orders follow"),
    "conversations:read": _("Read conversations, without what was said"),
    "conversations:write": _("Send conversations and say what became of them"),
    "kpis:read": _("Read the key figures"),
    "credit:read": _("Read what channels are credited with"),
    "playlists:read": _("Read playlists and series of posts"),
    "playlists:write": _("Add and change playlists, and say what was posted"),
    "codes:read": _("Read playlist codes and their uses"),
    "codes:write": _("Add and change playlist codes, check and redeem them"),
    "channels:read": _("Read channels and campaigns"),
    "channels:write": _("Add and change channels and campaigns"),
    "spend:read": _("Read what was spent"),
    "spend:write": _("Send what was spent"),
    "content:read": _("Read posts and other content, with what was measured of them"),
    "content:write": _("Add and change content, and send what was measured of it"),
    "recommendations:read": _("Read recommendations"),
    "recommendations:write": _("Tell what became of recommendations, and say what is shown"),
    "scores:read": _("Read the scores of products and posts"),
    "segments:read": _("Read segments, what is proposed to them, and what offers brought"),
    "segments:write": _("Accept, refuse, put off and stop offers to segments"),
    "trends:read": _("Read trends"),
    "audience:read": _("Read who orders and who visits, in groups of ten people or more"),
    "events:read": _("Read events"),
    "events:write": _("Send events, also of orders and parcels"),
    "consents:read": _("Read what visitors agreed to"),
    "consents:write": _("Note what visitors agreed to"),
    "cases:read": _("Read cases of customers who asked for a person, without what was said"),
    "cases:write": _("Open, answer and close cases"),
    "decisions:read": _("Read what was decided by itself, and why"),
    "occasions:read": _("Read the calendar of occasions"),
    "exposure:read": _("Read tests of new products"),
    "exposure:write": _("Start tests of new products, and overrule them"),
    "imports:read": _("Follow imports and download refused rows"),
    "imports:write": _("Send files to import and undo imports"),
}


def unknown_scopes(scopes: list[str]) -> list[str]:
    return [scope for scope in scopes if scope not in SCOPES]
