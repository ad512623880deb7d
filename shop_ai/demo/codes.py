"""Codes of the simulated shop: one a channel, some uses of each, one that left its channel, one that is full."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django.db.models import F, Sum

from catalog.codes.models import PlaylistCode
from catalog.codes.services import CodeFields, create_code
from catalog.codes.settling import settle_codes
from catalog.landing.services import write_landing
from catalog.orders.models import Order, Refund
from catalog.playlists.models import Playlist
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope

# Code, channel, what it gives; every which order of the channel names it, and every which one of another channel.
CODES: Final[tuple[tuple[str, str, CodeFields, int, tuple[str, int]], ...]] = (
    ("HAMMAM10", "instagram", {"discount_kind": "percent", "discount": Decimal(10), "most_per_customer": 2}, 4, ("", 0)),
    ("HAMMAMFB", "facebook", {}, 5, ("", 0)),
    ("YASMINE", "tiktok", {"keyword": "PLAYLIST", "most_uses": 40}, 3, ("instagram", 9)),
    ("MERCI300", "whatsapp", {"discount_kind": "amount", "discount": Decimal(300), "most_uses": 12}, 9, ("", 0)),
)  # fmt: skip


def show_codes(shop: ShopContext, playlist: str, today: date) -> None:
    """Make the codes, write them on some of the simulated orders, and count them as any order is counted; once."""
    with shop_scope(shop.id):
        if PlaylistCode.objects.exists():
            return
        path = Playlist.objects.filter(slug=playlist).first()
        orders = list(Order.objects.order_by("placed_at", "pk").values_list("pk", "channel"))
        for word, channel, fields, of_own, (other, of_other) in CODES:
            own = [pk for pk, seen in orders if seen == channel][::of_own]
            strayed = [pk for pk, seen in orders if seen == other][1::of_other] if of_other else []
            _name_on_orders([*own, *strayed], word, fields)
        _lower_refunds()
        for word, channel, fields, _own, _other in CODES:
            about: CodeFields = {"campaign": "Rituel du hammam", "playlist": path, "channel": channel}
            until: CodeFields = {"ends_on": today + timedelta(days=30)}
            made = create_code(shop, {"code": word, **about, **until, **fields}, by="demo")
            write_landing(shop.id, made, is_open=True)
        settle_codes(shop)


def _name_on_orders(pks: list[int], word: str, fields: CodeFields) -> None:
    """The code as it was typed on these orders, with what it took off."""
    off: Any = Decimal(0)
    if fields.get("discount_kind") == "percent":
        off = F("products_amount") * fields["discount"] / 100
    elif fields.get("discount_kind") == "amount":
        off = fields["discount"]
    free = Order.objects.filter(pk__in=pks, code="", products_amount__gt=1000)
    free.update(code=word.lower(), discount_amount=off, total_amount=F("total_amount") - off)


def _lower_refunds() -> None:
    """What a code took off was never paid, so it is not given back either."""
    given = Order.objects.exclude(code="").annotate(given=Sum("refunds__amount"))
    for order in given.filter(given__gt=F("total_amount")):
        largest = Refund.objects.filter(order=order).order_by("-amount", "pk")[0]
        over = order.given - order.total_amount
        largest.amount -= over
        largest.products_amount = max(Decimal(0), largest.products_amount - over)
        largest.save(update_fields=["amount", "products_amount", "updated_at"])
