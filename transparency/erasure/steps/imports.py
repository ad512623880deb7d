"""Files that were imported, what was refused of them, and what an undo would put back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from catalog.conversations.exports import text_of
from catalog.imports.decoding import open_table
from catalog.imports.errors import value_of
from catalog.imports.files import COLUMN, TABLE
from catalog.imports.models import ImportBatch, ImportBefore, ImportFile, ImportRowError, ImportState
from catalog.imports.refusal import ImportRefused
from catalog.shops.seals import current_seal
from shop_ai.lib.sealing import CannotOpen
from transparency.erasure.person import Marks, Person

ON_THE_WAY: Final = (ImportState.QUEUED, ImportState.RUNNING)


class ImportUnderWay(RuntimeError):
    """A file is just being imported; the erasure waits for it, or it would bring the person back."""


def wait_for_imports(person: Person) -> int:
    """Raises :class:`ImportUnderWay` while a file of the shop waits for a worker or is read."""
    del person
    if ImportBatch.objects.filter(state__in=ON_THE_WAY).exists():
        raise ImportUnderWay("an import is under way")
    return 0


def erase_files(person: Person) -> int:
    """Delete every kept file that names the person, or that cannot be read to find out; drafts with it.

    No file names somebody of whom neither name nor number nor address was ever known.
    """
    if not person.marks:
        return 0
    holding = [batch for batch, content in _files() if _names(person.marks, content)]
    ImportBatch.objects.filter(pk__in=holding, state=ImportState.DRAFT).update(
        state=ImportState.FAILED, failure="file_forgotten"
    )
    ImportFile.objects.filter(batch__in=holding).delete()
    named = [
        pk for pk, name in ImportBatch.objects.values_list("pk", "file_name") if person.marks.are_in(name)
    ]
    ImportBatch.objects.filter(pk__in=named).update(file_name="–")
    return len({*holding, *named})


def _files() -> Iterator[tuple[int, bytes | None]]:
    """Every kept file, one after the other; None for one that does not open."""
    seal = current_seal()
    for kept in ImportFile.objects.order_by("pk").values_list("pk", flat=True):
        file = ImportFile.objects.select_related("batch").get(pk=kept)
        try:
            yield file.batch_id, seal.open(TABLE, COLUMN, file.batch.uid, bytes(file.sealed))
        except CannotOpen:
            yield file.batch_id, None


def _names(marks: Marks, content: bytes | None) -> bool:
    if content is None:
        return True
    try:
        return any(marks.are_in(line) for line in text_of(content).splitlines())
    except ImportRefused:  # no export of a chat
        return _is_in_table(marks, content)


def _is_in_table(marks: Marks, content: bytes) -> bool:
    """A file that nobody can read may name anybody."""
    try:
        return any(marks.are_in(cell) for _row, cells in open_table(content).rows() for cell in cells)
    except ImportRefused:
        return True


def erase_refused_values(person: Person) -> int:
    """Empty the refused cells that name the person."""
    if not person.marks:
        return 0
    seal = current_seal()
    rows = ImportRowError.objects.filter(value_sealed__isnull=False).select_related("batch")
    found = [
        error.pk
        for error in rows.iterator(chunk_size=1000)
        if person.marks.are_in(value_of(seal, error.batch, error))
    ]
    return int(ImportRowError.objects.filter(pk__in=found).update(value_sealed=None))


def erase_undo(person: Person) -> int:
    """Rows as they were before an import: undoing it would put the person back."""
    gone = ImportBefore.objects.filter(table="catalog_customer", row_id=person.id)
    gone |= ImportBefore.objects.filter(table="catalog_order", row_id__in=person.order_ids)
    gone |= ImportBefore.objects.filter(table="catalog_conversation", row_id__in=person.talks)
    return int(gone.delete()[0])
