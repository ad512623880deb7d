"""The original file of an import, kept sealed, and its table."""

from __future__ import annotations

import hashlib

from catalog.imports.decoding import Table, expanded, open_table
from catalog.imports.detection import Detection, header_of_sheet
from catalog.imports.models import ImportBatch, ImportFile
from catalog.imports.reading import detected
from catalog.imports.refusal import ImportRefused
from catalog.imports.vocabulary import Vocabulary
from catalog.shops.seals import current_seal

TABLE, COLUMN = "catalog_importfile", "sealed"
_PIECE = 2**20


def keep_file(batch: ImportBatch, content: bytes) -> None:
    sealed = current_seal().seal(TABLE, COLUMN, batch.uid, content)
    ImportFile.objects.create(shop_id=batch.shop_id, batch=batch, sealed=sealed, size=len(content))


def content_of(batch: ImportBatch) -> bytes:
    """The file as it came; raises ImportRefused (`file_forgotten`) once it was deleted."""
    kept = ImportFile.objects.filter(batch=batch).first()
    if kept is None:
        raise ImportRefused("file_forgotten")
    return current_seal().open(TABLE, COLUMN, batch.uid, bytes(kept.sealed))


def table_of(batch: ImportBatch) -> Table:
    """The rows of the file, in the encoding that was settled when it came."""
    return open_table(content_of(batch), encoding="" if batch.encoding == "xlsx" else batch.encoding)


def detection_of(batch: ImportBatch, vocabulary: Vocabulary | None = None) -> Detection:
    """Where the header of the file stands and what it says; with the vocabulary of its sheet unless it holds orders."""
    if vocabulary is not None:
        return header_of_sheet(table_of(batch), batch.format, vocabulary)
    return detected(table_of(batch), batch.format)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def about_rows(content: bytes, encoding: str) -> int:
    """How many rows to expect, for the progress bar: line ends, or 0 for a workbook, which does not say."""
    if encoding == "xlsx":
        return 0
    stream, count = expanded(content), 0
    while piece := stream.read(_PIECE):
        count += piece.count(b"\n")
    return count
