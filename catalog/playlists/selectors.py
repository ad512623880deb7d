"""Reading playlists: the list, one for its builder, and the path that customers see."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Count, QuerySet

from catalog.playlists.models import Playlist, PlaylistItem, Step
from catalog.playlists.stock import pack_stock
from catalog.products.models import PackPart, Product
from shop_ai.lib.tenancy import shop_scope

STEPS = [Step.DISCOVERY, Step.PROOF, Step.STEP_UP]


@dataclass(frozen=True, slots=True)
class PathItem:
    """A product on a path. ``stock`` of a pack is the smallest of its parts; None when it is not counted."""

    item_id: int
    product_id: int
    sku: str
    title: str
    price: Decimal | None
    image_url: str
    page_url: str
    note: str
    stock: int | None
    parts: tuple[str, ...] = ()

    @property
    def is_sold_out(self) -> bool:
        return self.stock is not None and self.stock <= 0


@dataclass(frozen=True, slots=True)
class PathStep:
    step: str
    items: list[PathItem] = field(default_factory=list)

    @property
    def label(self) -> str:
        """In the language of whoever reads it now, not of whoever asked for the path."""
        return str(Step(self.step).label)


@dataclass(frozen=True, slots=True)
class Path:
    """A playlist with its three steps, in order."""

    id: int
    uid: str
    slug: str
    title: str
    intro: str
    language: str
    is_published: bool
    starts_on: date | None
    ends_on: date | None
    steps: list[PathStep]

    def is_open(self, day: date) -> bool:
        """Whether customers may see it on that shop-local day."""
        begun = self.starts_on is None or self.starts_on <= day
        return self.is_published and begun and (self.ends_on is None or day <= self.ends_on)

    @property
    def picture(self) -> str:
        """The first product's picture, for the preview card of a shared link; empty when there is none."""
        return next((item.image_url for step in self.steps for item in step.items if item.image_url), "")

    @property
    def missing(self) -> list[str]:
        """Labels of the steps that have no product yet."""
        return [step.label for step in self.steps if not step.items]


def playlists(shop_id: int) -> QuerySet[Playlist]:
    """Playlists of the shop with their number of products, newest first."""
    with shop_scope(shop_id):
        found: QuerySet[Playlist] = Playlist.objects.annotate(products=Count("items"))
        return found.order_by("-updated_at", "-pk")


def pack_stocks(shop_id: int, product_ids: list[int]) -> dict[int, tuple[int | None, tuple[str, ...]]]:
    """For each pack among the products: its stock and its parts' titles. One query."""
    with shop_scope(shop_id):
        rows = PackPart.objects.filter(pack_id__in=product_ids).order_by("pack_id", "pk")
        parts = list(rows.values_list("pack_id", "part__stock", "quantity", "part__title"))
    packs: dict[int, list[tuple[int | None, int, str]]] = {}
    for pack_id, stock, quantity, title in parts:
        packs.setdefault(pack_id, []).append((stock, quantity, title))
    return {
        pack_id: (
            pack_stock([(stock, quantity) for stock, quantity, _title in found]),
            tuple(f"{quantity} × {title}" if quantity > 1 else title for _stock, quantity, title in found),
        )
        for pack_id, found in packs.items()
    }


def _item(row: PlaylistItem, packs: dict[int, tuple[int | None, tuple[str, ...]]]) -> PathItem:
    product: Product = row.product
    stock, parts = packs.get(product.pk, (product.stock, ()))
    return PathItem(
        item_id=row.pk,
        product_id=product.pk,
        sku=product.sku,
        title=product.title,
        price=product.price,
        image_url=product.image_url,
        page_url=product.page_url,
        note=row.note,
        stock=stock,
        parts=parts,
    )


def path_of(shop_id: int, slug: str) -> Path | None:
    """A playlist with its steps and stock in three queries; None when the shop has no such slug."""
    with shop_scope(shop_id):
        playlist = Playlist.objects.filter(slug=slug).first()
        if playlist is None:
            return None
        rows = list(playlist.items.select_related("product").order_by("position", "pk"))
        packs = pack_stocks(shop_id, [row.product_id for row in rows])
    steps = [PathStep(step, [_item(row, packs) for row in rows if row.step == step]) for step in STEPS]
    return Path(
        id=playlist.pk,
        uid=playlist.uid.hex,
        slug=playlist.slug,
        title=playlist.title,
        intro=playlist.intro,
        language=playlist.language,
        is_published=playlist.is_published,
        starts_on=playlist.starts_on,
        ends_on=playlist.ends_on,
        steps=steps,
    )


def products_matching(shop_id: int, words: str, limit: int = 20) -> list[Product]:
    """Products that may be put on a path, by words of the title or the start of the SKU."""
    with shop_scope(shop_id):
        found = Product.objects.filter(is_active=True, is_service=False)
        for word in words.split()[:6]:
            found = found.filter(title__icontains=word) | found.filter(sku__istartswith=word)
        return list(found.order_by("title", "pk")[:limit])
