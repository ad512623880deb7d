"""Reading proposals, lessons and the last night."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.proposals.automations import PLAYLIST_PROPOSALS
from signals.proposals.inputs import Margins
from signals.proposals.learning import Refused
from signals.proposals.models import PlaylistProposal, ProposalLesson, ProposalRun, ProposalState
from signals.recommend.filters import SELLABLE
from signals.scores.playlist_checks import unit_costs
from signals.scores.settings import settings_of
from transparency.ledger.switches import is_on

NOW = f"""
SELECT p.id, {SELLABLE}, p.price FROM catalog_product p
WHERE p.shop_id = %(shop)s AND p.id = ANY(%(products)s)
"""


def proposals(shop_id: int, *, state: str = "") -> QuerySet[PlaylistProposal]:
    """Proposals with their places, the best first; while the automation is off, those that stand are left out."""
    with shop_scope(shop_id):
        rows: QuerySet[PlaylistProposal] = PlaylistProposal.objects.prefetch_related("places__product")
        if not is_on(PLAYLIST_PROPOSALS.code):
            rows = rows.exclude(state=ProposalState.STANDING)
    if state:
        rows = rows.filter(state=state)
    return rows.order_by("-score", "pk")


def proposal(shop_id: int, uid: UUID) -> PlaylistProposal | None:
    return proposals(shop_id).select_related("playlist").filter(uid=uid).first()


def decided_proposals(shop_id: int) -> QuerySet[PlaylistProposal]:
    """Those that were accepted, refused or ended, the latest first."""
    rows = proposals(shop_id).exclude(state=ProposalState.STANDING).select_related("playlist")
    return rows.order_by("-decided_at", "-pk")


def lessons(shop_id: int, day: date) -> list[ProposalLesson]:
    """What refusals taught and still holds on a shop-local day, the newest first."""
    with shop_scope(shop_id):
        rows = ProposalLesson.objects.filter(lifted_at=None, until__gte=day)
        return list(rows.select_related("proposal").order_by("-created_at", "-pk"))


def last_run(shop_id: int) -> ProposalRun | None:
    with shop_scope(shop_id):
        return ProposalRun.objects.first()


def standing_facts(shop: ShopContext, found: PlaylistProposal) -> Refused:
    """Stock and margin of the path's products as they are now, which a refusal learns from."""
    products = tuple(found.places.order_by("position").values_list("product_id", flat=True))
    margins = Margins(settings_of(shop.id).margin_share, unit_costs(shop.id, list(products)))
    with connection.cursor() as cursor:
        cursor.execute(NOW, {"shop": shop.id, "products": list(products)})
        now = {product: (stock, margins.of(product, price)) for product, stock, price in cursor.fetchall()}
    return Refused(
        theme=found.theme_ref,
        products=products,
        stocks=tuple(None if now[one][0] is None else int(now[one][0]) for one in products),
        margins=tuple(now[one][1] for one in products),
    )
