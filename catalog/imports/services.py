"""Bringing a file in and taking it back: the draft, its mapping, the request to run it, the undo."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from catalog.codes.settling import forget_import
from catalog.conversations.linking import let_go_of_import
from catalog.imports.decoding import MAX_FILE_BYTES, open_table
from catalog.imports.detection import detect
from catalog.imports.files import about_rows, detection_of, digest, keep_file
from catalog.imports.journal import put_back
from catalog.imports.kinds import AUTO, ORDERS, Draft, Kind, kind_of, kinds_named, mapped_kind, vocabulary_of
from catalog.imports.mapping import Mapping, signature
from catalog.imports.models import ImportBatch, ImportBefore, ImportState, SavedMapping
from catalog.imports.reading import FORMATS, detected, starting_mapping
from catalog.imports.refusal import ImportRefused
from catalog.imports.running import allow_time
from catalog.imports.selectors import saved_mapping
from catalog.outbox.services import enqueue
from catalog.people.models import User
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib.tenancy import shop_scope


def create_import(
    shop: ShopContext,
    *,
    content: bytes,
    file_name: str,
    by: User | None = None,
    kind: str = AUTO,
    wanted: str = "auto",
    encoding: str = "",
    mapping: Mapping | None = None,
) -> ImportBatch:
    """Keep the file as a draft with the guessed mapping; raises ImportRefused when it cannot be read at all."""
    if len(content) > MAX_FILE_BYTES:
        raise ImportRefused("too_large", limit=MAX_FILE_BYTES // 2**20)
    if not content.strip():
        raise ImportRefused("empty")
    with shop_scope(shop.id):
        name, draft = _understood(content, kind, wanted, encoding, mapping)
        batch: ImportBatch = ImportBatch.objects.create(
            shop_id=shop.id,
            kind=name,
            format=draft.format,
            encoding=draft.encoding,
            file_name=draft.file_name or file_name[-255:],
            file_sha256=digest(content),
            mapping=draft.mapping,
            rows_total=draft.rows,
            created_by=by,
        )
        keep_file(batch, content)
    return batch


def _understood(
    content: bytes, kind: str, wanted: str, encoding: str, mapping: Mapping | None
) -> tuple[str, Draft]:
    """The kind of the file and how it is read. What nobody recognises is an order sheet whose columns are to be named."""
    if kind == ORDERS or (kind == AUTO and _is_orders(content, wanted, encoding)):
        return ORDERS, _draft_of_orders(content, wanted, encoding, mapping)
    refused = ImportRefused("kind_not_read")
    for other in kinds_named(kind):
        try:
            return other.name, _draft_of_other(other, content, wanted, encoding, mapping)
        except ImportRefused as reason:
            refused = reason
    if kind == AUTO:
        return ORDERS, _draft_of_orders(content, wanted, encoding, mapping)
    sheet = vocabulary_of(kind)
    if sheet is not None and wanted == AUTO and refused.code == "unknown_format":
        return _understood(content, kind, sheet.name, encoding, mapping)
    raise refused


def _is_orders(content: bytes, wanted: str, encoding: str) -> bool:
    try:
        return wanted in FORMATS or detect(open_table(content, encoding=encoding)).format in FORMATS
    except ImportRefused:
        return False


def _draft_of_orders(content: bytes, wanted: str, encoding: str, mapping: Mapping | None) -> Draft:
    table = open_table(content, encoding=encoding)
    found = detected(table, wanted)
    chosen = mapping or starting_mapping(found, saved_mapping(found.header))
    return Draft(
        format=found.format,
        encoding=table.encoding,
        rows=about_rows(content, table.encoding),
        mapping=chosen.as_json() if FORMATS[found.format].has_mapping else {},
    )


def _draft_of_other(kind: Kind, content: bytes, wanted: str, encoding: str, mapping: Mapping | None) -> Draft:
    """The draft of a file of a registered kind, whose columns are fixed unless the kind says otherwise."""
    if kind.draft is not None:
        return kind.draft(content, wanted, encoding, mapping)
    return Draft(kind.recognise(content, wanted), "utf-8", about_rows(content, "utf-8"))


def choose_mapping(shop_id: int, batch: ImportBatch, mapping: Mapping) -> None:
    """Set what the columns and status words mean, here and for the next file with the same header."""
    kind = mapped_kind(batch)
    vocabulary = kind.vocabulary if kind else None
    with shop_scope(shop_id):
        header = detection_of(batch, vocabulary).header
        mapping.positions(header, vocabulary)
        ImportBatch.objects.filter(pk=batch.pk, state=ImportState.DRAFT).update(mapping=mapping.as_json())
        SavedMapping.objects.update_or_create(
            header_signature=signature(header, vocabulary),
            defaults={"mapping": mapping.as_json(), "shop_id": shop_id},
        )
    batch.mapping = mapping.as_json()


def queue_import(
    shop_id: int, batch: ImportBatch, *, skip_bad_rows: bool = False, dry_run: bool = False
) -> bool:
    """Ask for the import, or for a try, in the background; False when it runs or is done already."""
    with shop_scope(shop_id):
        waiting = ImportBatch.objects.filter(pk=batch.pk, state__in=[ImportState.DRAFT, ImportState.FAILED])
        if not waiting.update(state=ImportState.QUEUED, skip_bad_rows=skip_bad_rows, failure="", rows_seen=0):
            return False
        payload: dict[str, Any] = {"batch": batch.pk, "skip_bad_rows": skip_bad_rows, "dry_run": dry_run}
        enqueue(kind="import", payload=payload, unique_key=f"{batch.uid}:{timezone.now().isoformat()}")
    return True


def undo_import(shop_id: int, batch_id: int) -> None:
    """Put everything back as it was before the import; raises ImportRefused with the reason when that is not possible."""
    with shop_scope(shop_id):
        allow_time()
        batch = ImportBatch.objects.select_for_update(no_key=True).get(pk=batch_id)
        if batch.state != ImportState.DONE or batch.started_at is None:
            raise ImportRefused("not_undoable")
        kind = kind_of(batch)
        if kind is None:
            forget_import(batch.pk)
            let_go_of_import(shop_id, batch.pk)
            put_back(batch, current_seal(), batch.started_at)
        else:
            kind.take_back(batch)
        ImportBefore.objects.filter(batch=batch).delete()
        ImportBatch.objects.filter(pk=batch_id).update(state=ImportState.UNDONE, undone_at=timezone.now())


def discard_import(shop_id: int, batch_id: int) -> bool:
    """Forget a draft or a failed import with its file; False when it is neither."""
    with shop_scope(shop_id):
        gone = ImportBatch.objects.filter(pk=batch_id, state__in=[ImportState.DRAFT, ImportState.FAILED])
        return bool(gone.delete()[0])
