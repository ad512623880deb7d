"""Kinds of events and steps of the funnel in words a shop owner uses."""

from __future__ import annotations

from django.utils.translation import gettext as _


def kind_name(code: str) -> str:
    """``add_to_cart`` → Added to cart; an unknown code is shown as it is."""
    words = {
        "impression": _("Seen in a list"),
        "view": _("Page opened"),
        "select": _("Chosen from a list"),
        "rewatch": _("Looked at again"),
        "completion": _("Watched to the end"),
        "dwell": _("Stayed on the page"),
        "skip": _("Left at once"),
        "search": _("Searched"),
        "like": _("Liked"),
        "save": _("Saved"),
        "share": _("Shared"),
        "comment": _("Commented"),
        "add_to_cart": _("Added to cart"),
        "message": _("Wrote a message"),
        "begin_checkout": _("Began to order"),
        "reco_impression": _("Recommendation seen"),
        "reco_click": _("Recommendation clicked"),
        "playlist_view": _("Playlist opened"),
        "playlist_step": _("Playlist step opened"),
        "orders": _("Orders placed"),
        "order": _("Ordered"),
        "delivered": _("Delivered"),
        "cancelled": _("Cancelled"),
        "returned": _("Returned"),
    }
    return words.get(code, code)


def step_name(code: str) -> str:
    """The steps of the funnel, counted in plural."""
    words = {
        "view": _("Pages opened"),
        "add_to_cart": _("Additions to the cart"),
        "begin_checkout": _("Orders begun"),
        "orders": _("Orders placed"),
    }
    return words[code]


def device_name(code: str) -> str:
    return {"mobile": _("Phone"), "tablet": _("Tablet"), "desktop": _("Computer")}.get(code, code)
