"""From the rows of a content file to the shop's pieces, their products and the history of their metrics."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from catalog.content.history import History
from catalog.content.models import ContentKind, ContentMetric, ContentPiece, ContentProduct
from catalog.content.reading import PieceRow
from catalog.imports.journal import ADDED, keep_images
from catalog.imports.merging import Merged
from catalog.imports.models import ImportBatch
from catalog.imports.staging import fetch
from catalog.playlists.models import Playlist
from catalog.products.selectors import products_by_sku
from catalog.shops.seals import current_seal
from shop_ai.lib.text import normalise

PIECES, METRICS, PRODUCTS = "catalog_contentpiece", "catalog_contentmetric", "catalog_contentproduct"
PIECE: Final = 500
# What the file may say again of a known piece. The title is the owner's once the piece is there.
SAID: Final = (
    "kind", "caption", "permalink", "published_at", "ends_on", "length_seconds", "language", "is_ai_assisted",
)  # fmt: skip
WRITTEN: Final = (*SAID, "external_id", "extra", "playlist", "updated_at")
IMAGES: Final = (
    "SELECT o.id, jsonb_build_object('row', to_jsonb(o))::text FROM {table} o"
    " WHERE o.shop_id = %(shop)s AND o.id = ANY(%(ids)s)"
)


@dataclass(frozen=True, slots=True)
class Goal:
    """Where the rows go. ``day`` is when the file was measured, ``stamp`` marks every row that is written."""

    batch: ImportBatch
    day: date
    stamp: datetime
    default_kind: str = ContentKind.POST


@dataclass(slots=True)
class _Change:
    """What one piece gets from the file."""

    piece: ContentPiece
    rows: list[PieceRow]
    is_new: bool
    is_changed: bool = False
    metrics_added: int = 0
    metrics_changed: int = 0
    links: int = 0

    @property
    def fate(self) -> str:
        if self.is_new:
            return "created"
        touched = self.is_changed or self.metrics_added or self.metrics_changed or self.links
        return "updated" if touched else "unchanged"


def merge(goal: Goal, rows: Sequence[PieceRow]) -> Merged:
    """Write what differs from what is stored, keeping an image of every row before it is changed."""
    changes = _changes(goal, rows)
    _write_pieces(goal, changes)
    _write_metrics(goal, changes)
    _write_products(goal, changes)
    counts: Counter[str] = Counter()
    for change in changes:
        counts[change.fate] += len(change.rows)
    return Merged(counts["created"], counts["updated"], counts["unchanged"], _records(changes))


def _records(changes: Sequence[_Change]) -> dict[str, dict[str, int]]:
    return {
        "content": {
            "created": sum(change.is_new for change in changes),
            "updated": sum(change.is_changed for change in changes),
            "all": len(changes),
        },
        "metrics": {
            "created": sum(change.metrics_added for change in changes),
            "updated": sum(change.metrics_changed for change in changes),
        },
    }


def _changes(goal: Goal, rows: Sequence[PieceRow]) -> list[_Change]:
    groups: dict[tuple[str, str], list[PieceRow]] = defaultdict(list)
    for row in rows:
        groups[row.channel, row.key].append(row)
    known, playlists = _known_pieces(rows), _playlists(rows)
    return [_change(goal, known, playlists, group) for group in groups.values()]


def _known_pieces(rows: Sequence[PieceRow]) -> dict[tuple[str, str], ContentPiece]:
    """Stored pieces by channel and platform id, and those typed by hand by channel and address; held until the end."""
    keys, links = {row.key for row in rows}, {row.permalink for row in rows if row.permalink}
    held = ContentPiece.objects.select_for_update(no_key=True).order_by("pk")
    found = {
        (piece.channel, piece.permalink): piece for piece in held.filter(external_id="", permalink__in=links)
    }
    return found | {(piece.channel, piece.external_id): piece for piece in held.filter(external_id__in=keys)}


def _playlists(rows: Sequence[PieceRow]) -> dict[str, Playlist]:
    """Playlists by slug and by title, when the file names any."""
    if not any(row.playlist for row in rows):
        return {}
    found = list(Playlist.objects.order_by("-pk"))
    by_title = {normalise(playlist.title): playlist for playlist in found}
    return by_title | {playlist.slug: playlist for playlist in found}


def _change(
    goal: Goal,
    known: dict[tuple[str, str], ContentPiece],
    playlists: dict[str, Playlist],
    group: list[PieceRow],
) -> _Change:
    group.sort(key=lambda row: row.measured_on or goal.day)
    first = group[0]
    piece = known.get((first.channel, first.key)) or known.get((first.channel, first.permalink))
    change = _Change(piece or _new_piece(goal, first), group, is_new=piece is None)
    for row in group:
        change.is_changed |= _apply(change.piece, row, playlists.get(normalise(row.playlist)))
    change.is_changed &= not change.is_new
    change.piece.updated_at = goal.stamp
    return change


def _new_piece(goal: Goal, row: PieceRow) -> ContentPiece:
    return ContentPiece(
        shop_id=goal.batch.shop_id,
        channel=row.channel,
        title=row.title,
        kind=row.kind or goal.default_kind,
        external_id=row.key,
        created_import=goal.batch,
    )


def _apply(piece: ContentPiece, row: PieceRow, playlist: Playlist | None) -> bool:
    """Give the piece what the row says and it does not have yet; whether anything changed."""
    said: dict[str, Any] = {name: getattr(row, name) for name in SAID if getattr(row, name)}
    said["extra"] = {**piece.extra, **row.extra}
    if not piece.external_id:
        said["external_id"] = row.key
    if playlist is not None:
        said["playlist_id"] = playlist.pk
    changed = {name: value for name, value in said.items() if getattr(piece, name) != value}
    for name, value in changed.items():
        setattr(piece, name, value)
    return bool(changed)


def _write_pieces(goal: Goal, changes: Sequence[_Change]) -> None:
    changed = [change.piece for change in changes if change.is_changed]
    _keep(goal, PIECES, [piece.pk for piece in changed])
    ContentPiece.objects.bulk_update(changed, WRITTEN, batch_size=PIECE)
    new = [change.piece for change in changes if change.is_new]
    ContentPiece.objects.bulk_create(new, batch_size=PIECE)
    _stamp(goal, ContentPiece)


def _stamp(goal: Goal, model: Any) -> None:
    """Rows of this import carry its moment: a later one says that somebody changed them since."""
    model.objects.filter(created_import=goal.batch).update(updated_at=goal.stamp)


def _keep(goal: Goal, table: str, ids: Sequence[int]) -> None:
    parameters = {"shop": goal.batch.shop_id, "ids": list(ids)}
    images = [(row[0], row[1]) for row in fetch(IMAGES.format(table=table), parameters)] if ids else []
    keep_images(goal.batch.pk, current_seal(), table, images)


def _write_metrics(goal: Goal, changes: Sequence[_Change]) -> None:
    history = History([change.piece.pk for change in changes if not change.is_new])
    for change in changes:
        for row in change.rows:
            added, changed = history.put(change.piece, row.measured_on or goal.day, row.metrics)
            change.metrics_added += added
            change.metrics_changed += changed
    _keep(goal, METRICS, history.replaced)
    history.write(goal.batch, goal.stamp)
    _stamp(goal, ContentMetric)


def _write_products(goal: Goal, changes: Sequence[_Change]) -> None:
    """Link the products that the file names and that are not linked yet; a link is only ever added."""
    wanted = {change.piece.pk: {sku for row in change.rows for sku in row.skus} for change in changes}
    products = products_by_sku(goal.batch.shop_id, {sku for skus in wanted.values() for sku in skus})
    if not products:
        return
    pairs = ContentProduct.objects.filter(content_id__in=wanted).values_list("content_id", "product_id")
    linked = set(pairs)
    new = [
        (change, products[sku].pk)
        for change in changes
        for sku in sorted(wanted[change.piece.pk] & products.keys())
        if (change.piece.pk, products[sku].pk) not in linked
    ]
    _link(goal, new)


def _link(goal: Goal, new: Iterable[tuple[_Change, int]]) -> None:
    links = []
    for change, product_id in new:
        change.links += 1
        links.append(ContentProduct(shop_id=goal.batch.shop_id, content=change.piece, product_id=product_id))
    made = ContentProduct.objects.bulk_create(links, batch_size=PIECE)
    keep_images(goal.batch.pk, current_seal(), PRODUCTS, [(link.pk, ADDED) for link in made])
