"""Kinds of events and steps of the funnel in words a shop owner uses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

KINDS = {
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
    "reco_dismiss": _("Recommendation not wanted"),
    "playlist_view": _("Playlist opened"),
    "playlist_step": _("Playlist step opened"),
    "orders": _("Orders placed"),
    "order": _("Ordered"),
    "delivered": _("Delivered"),
    "cancelled": _("Cancelled"),
    "returned": _("Returned"),
}


def kind_name(code: str) -> str:
    """``add_to_cart`` → Added to cart; an unknown code is shown as it is."""
    return str(KINDS.get(code, code))


STEPS = {
    "view": _("Pages opened"),
    "add_to_cart": _("Additions to the cart"),
    "begin_checkout": _("Orders begun"),
    "orders": _("Orders placed"),
}


def step_name(code: str) -> str:
    """The steps of the funnel, counted in plural."""
    return str(STEPS[code])


DEVICES = {"mobile": _("Phone"), "tablet": _("Tablet"), "desktop": _("Computer")}


def device_name(code: str) -> str:
    return str(DEVICES.get(code, code))


WAYS = {
    "view": (_("Page views"), _("Put the line below into every page of your shop.")),
    "add_to_cart": (_("Carts"), _('Mark the button of the cart with data-shopai="add_to_cart".')),
    "begin_checkout": (
        _("Begun orders"),
        _('Mark the button that opens the order form with data-shopai="begin_checkout".'),
    ),
    "message": (
        _("Conversations"),
        _('Mark the links to WhatsApp and Messenger with data-shopai="message".'),
    ),
    "search": (_("Searches"), _("Call shopai('search', {query: …}) where your shop shows its results.")),
    "save": (_("Kept products"), _('Mark the heart or wish list with data-shopai="save".')),
    "completion": (_("Watched clips"), _("Call shopai('completion', {watched: …}) when a clip stops.")),
    "product": (
        _("Which product a page shows"),
        _("Add data-sku to the line on product pages: few of the views name a product."),
    ),
    "campaign": (
        _("Where visits come from"),
        _("Tag the links of your posts with utm_source and utm_campaign."),
    ),
}


def way_to_bring(code: str) -> tuple[str, str]:
    """What is missing, and how it comes: the name and one sentence."""
    name, sentence = WAYS[code]
    return str(name), str(sentence)
