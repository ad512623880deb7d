"""The vocabulary of events: every type with its meaning, who may send it, and the names it has elsewhere. Pure.

``docs/integrators/events.md`` is this list in words, and a test holds them together. GA4: developers.google.com,
"Recommended events"; Segment: "Spec: V2 Ecommerce Events". Where an outside name says less than ours, it stands with
the type that it surely means; names without a counterpart are not taken (see ``NOT_TAKEN``).
"""

from __future__ import annotations

from dataclasses import dataclass

VERSION = 1


@dataclass(frozen=True, slots=True)
class Kind:
    """One type. ``fields`` are those that only some types carry; every type may carry the common ones.

    ``from_browser`` is False for what a page cannot know: those come from orders, or from the shop's own server.
    """

    name: str
    meaning: str
    ga4: tuple[str, ...] = ()
    segment: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    from_browser: bool = True


# What any event may carry, under the name a sender gives it.
COMMON_FIELDS = {
    "sku": "product, by the SKU that orders carry",
    "content": "content piece, by its public id",
    "playlist": "playlist, by its address",
    "recommendation_id": "id that came with a recommendation",
    "utm": "`source`, `medium` and `campaign` of the link that led here",
    "click": "name of the advertising click id, never its value",
    "ad": "number of the ad or campaign, from `ad_id` or `utm_id` of the link that led here",
    "ref": "host of the page before",
    "code": "promotion or playlist code that the visit began with",
    "page": "path of the page; what follows `?` is cut off",
    "lang": "language of the browser",
    "w": "width of the window",
    "wilaya": "wilaya, when the page knows it",
    "value": "seconds, or an amount in the shop's currency; see the meaning",
}
SPECIAL_FIELDS = {
    "query": "the text that was searched; dropped when it looks like an address or a telephone number",
    "slot": "where on the page it stood",
    "rank": "at which place, from 1",
    "step": "which step of the playlist, from 1",
    "watched": "share of the clip that was seen, 0 to 1",
    "order": "number of the order, as `/api/v1/orders` or your files carry it",
}
_PLACED = ("slot", "rank")
_ON_A_PATH = (*_PLACED, "step")

KINDS: tuple[Kind, ...] = (
    Kind(
        "impression",
        "A product or a piece of content came into sight, in a list or as a promotion.",
        ga4=("view_item_list", "view_promotion"),
        segment=("Product List Viewed", "Promotion Viewed"),
        fields=_ON_A_PATH,
    ),
    Kind(
        "view",
        "A page was opened and visible; with a SKU, the page of a product.",
        ga4=("view_item", "page_view"),
        segment=("Product Viewed", "Page Viewed"),
        fields=_PLACED,
    ),
    Kind(
        "select",
        "Something was chosen from a list or a promotion.",
        ga4=("select_item", "select_promotion"),
        segment=("Product Clicked", "Promotion Clicked"),
        fields=_ON_A_PATH,
    ),
    Kind("dwell", "A page was left or hidden; `value` is the seconds during which it was visible."),
    Kind("skip", "A page was left within 10 visible seconds with nothing done; `value` is those seconds."),
    Kind("rewatch", "A product or clip was opened or played again by the same visitor.", fields=_PLACED),
    Kind(
        "completion",
        "A clip or page was seen to `watched` of its length.",
        ga4=("video_complete", "video_progress"),
        segment=("Video Content Completed",),
        fields=("watched",),
    ),
    Kind(
        "search",
        "The shop's search was used.",
        ga4=("search", "view_search_results"),
        segment=("Products Searched",),
        fields=("query",),
    ),
    Kind("like", "Liked."),
    Kind(
        "save",
        "Kept for later or put on a wish list.",
        ga4=("add_to_wishlist",),
        segment=("Product Added to Wishlist",),
    ),
    Kind("share", "Passed on.", ga4=("share",), segment=("Product Shared",)),
    Kind("comment", "Commented on.", segment=("Product Reviewed",)),
    Kind(
        "add_to_cart",
        "Put into the cart; `value` is the price.",
        ga4=("add_to_cart",),
        segment=("Product Added",),
        fields=_PLACED,
    ),
    Kind("message", "A conversation with the shop was opened.", ga4=("generate_lead",), fields=("step",)),
    Kind(
        "begin_checkout",
        "An order form was begun; `value` is the amount of the cart.",
        ga4=("begin_checkout",),
        segment=("Checkout Started",),
    ),
    Kind("reco_impression", "A recommendation came into sight.", fields=_PLACED),
    Kind("reco_click", "A recommendation was opened.", fields=_PLACED),
    Kind("reco_dismiss", "A visitor does not want to see the recommended product again.", fields=_PLACED),
    Kind("playlist_view", "A playlist was opened."),
    Kind("playlist_step", "A step of a playlist was opened.", fields=("step",)),
    Kind(
        "order",
        "An order was placed; `value` is the amount of its products.",
        ga4=("purchase",),
        segment=("Order Completed",),
        fields=("order",),
        from_browser=False,
    ),
    Kind("delivered", "The parcel was delivered; `value` is the amount paid.", from_browser=False),
    Kind(
        "cancelled",
        "The order was cancelled before it was sent.",
        segment=("Order Cancelled",),
        from_browser=False,
    ),
    Kind(
        "returned",
        "The parcel came back or was paid back; `value` is that amount.",
        ga4=("refund",),
        segment=("Order Refunded",),
        from_browser=False,
    ),
)

# Names of other vocabularies that mean nothing here, with the reason.
NOT_TAKEN = {
    "remove_from_cart": "what stays in the cart shows in begin_checkout and in the order",
    "view_cart": "the cart's page counts as a view",
    "add_shipping_info": "the order says it",
    "add_payment_info": "the order says it",
    "sign_up": "customers come from orders",
}

BY_NAME = {kind.name: kind for kind in KINDS}
BROWSER_KINDS = {kind.name: kind for kind in KINDS if kind.from_browser}
ALIASES = {alias: kind.name for kind in KINDS for alias in (*kind.ga4, *kind.segment) if alias not in BY_NAME}
# The same two words inside a recommendation.
RECOMMENDED = {"impression": "reco_impression", "select": "reco_click"}
