"""A playlist's prices beside what its products cost: nothing is promised at a loss unseen."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.playlists.checks import Finding, Looked, Mend, register_check
from catalog.products.models import PackPart
from shop_ai.lib.money import format_share
from shop_ai.lib.tenancy import shop_scope
from signals.scores.models import ProductCost

# Under a tenth of the price, one refused parcel in ten eats the whole gain.
MARGIN_FLOOR: Final = Decimal("0.10")


def unit_costs(shop_id: int, product_ids: list[int]) -> dict[int, Decimal]:
    """What one piece of each product costs the shop; of a pack, the sum of its parts. Unknown costs are left out.

    Two queries. A pack with one part whose cost is unknown has no known cost.
    """
    with shop_scope(shop_id):
        parts = list(
            PackPart.objects.filter(pack_id__in=product_ids).values_list("pack_id", "part_id", "quantity")
        )
        wanted = {*product_ids, *(part_id for _pack, part_id, _quantity in parts)}
        known = dict(ProductCost.objects.filter(product_id__in=wanted).values_list("product_id", "cost"))
    sums: dict[int, Decimal | None] = {}
    for pack_id, part_id, quantity in parts:
        before = sums.get(pack_id, Decimal(0))
        cost = known.get(part_id)
        sums[pack_id] = None if before is None or cost is None else before + cost * quantity
    of_packs = {pack_id: cost for pack_id, cost in sums.items() if cost is not None}
    return {**of_packs, **{product: cost for product, cost in known.items() if product in product_ids}}


@register_check("margin")
def thin_margin(looked: Looked) -> Iterator[Finding]:
    """A product or pack whose known margin is under a tenth of its price."""
    items = {item.product_id: item for item in looked.path.items if item.price}
    if not items:
        return
    costs = unit_costs(looked.shop.id, list(items))
    for product_id, item in items.items():
        cost = costs.get(product_id)
        if cost is None or not item.price:
            continue
        margin = (item.price - cost) / item.price
        if margin < MARGIN_FLOOR:
            text = _(
                "%(title)s leaves %(margin)s of its price; under %(floor)s a refused parcel costs more."
            ) % {
                "title": item.title,
                "margin": format_share(margin, 0),
                "floor": format_share(MARGIN_FLOOR, 0),
            }
            url = reverse("score-product", kwargs={"slug": looked.shop.slug, "uid": item.product_uid})
            tone = "bad" if margin < 0 else "warn"
            yield Finding("thin_margin", tone, text, item.item_id, (Mend(_("See its costs"), url=url),))  # type: ignore[arg-type]  # one of the tones
