"""Bringing a file in and taking it back: the draft, its mapping, the request to run it, the undo."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from catalog.imports.decoding import MAX_FILE_BYTES, open_table
from catalog.imports.files import about_rows, detection_of, digest, keep_file
from catalog.imports.journal import put_back
from catalog.imports.kinds import kind_names, kind_of
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
    kind: str = "orders",
    wanted: str = "auto",
    encoding: str = "",
    mapping: Mapping | None = None,
) -> ImportBatch:
    """Keep the file as a draft with the guessed mapping; raises ImportRefused when it cannot be read at all."""
    if kind not in kind_names():
        raise ImportRefused("kind_not_read")
    if kind_of(kind) is not None:
        return _create_other(shop, content=content, file_name=file_name, by=by, kind=kind, wanted=wanted)
    table = open_table(content, encoding=encoding)
    found = detected(table, wanted)
    with shop_scope(shop.id):
        chosen = mapping or starting_mapping(found, saved_mapping(found.header))
        batch: ImportBatch = ImportBatch.objects.create(
            shop_id=shop.id,
            kind=kind,
            format=found.format,
            encoding=table.encoding,
            file_name=file_name[-255:],
            file_sha256=digest(content),
            mapping=chosen.as_json() if FORMATS[found.format].has_mapping else {},
            rows_total=about_rows(content, table.encoding),
            created_by=by,
        )
        keep_file(batch, content)
    return batch


def _create_other(
    shop: ShopContext, *, content: bytes, file_name: str, by: User | None, kind: str, wanted: str
) -> ImportBatch:
    """The draft of a file of a registered kind: its format is recognised, its columns are fixed."""
    found = kind_of(kind)
    if found is None or not content.strip():
        raise ImportRefused("empty" if found else "kind_not_read")
    if len(content) > MAX_FILE_BYTES:
        raise ImportRefused("too_large", limit=MAX_FILE_BYTES // 2**20)
    with shop_scope(shop.id):
        batch: ImportBatch = ImportBatch.objects.create(
            shop_id=shop.id,
            kind=kind,
            format=found.recognise(content, wanted),
            encoding="utf-8",
            file_name=file_name[-255:],
            file_sha256=digest(content),
            rows_total=about_rows(content, "utf-8"),
            created_by=by,
        )
        keep_file(batch, content)
    return batch


def choose_mapping(shop_id: int, batch: ImportBatch, mapping: Mapping) -> None:
    """Set what the columns and status words mean, here and for the next file with the same header."""
    with shop_scope(shop_id):
        header = detection_of(batch).header
        mapping.positions(header)
        ImportBatch.objects.filter(pk=batch.pk, state=ImportState.DRAFT).update(mapping=mapping.as_json())
        SavedMapping.objects.update_or_create(
            header_signature=signature(header), defaults={"mapping": mapping.as_json(), "shop_id": shop_id}
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
        kind = kind_of(batch.kind)
        if kind is None:
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
