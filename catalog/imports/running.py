"""Running an import: one transaction, all or nothing, with its progress told outside of it."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from catalog.channels.arriving import note_imported
from catalog.channels.selectors import rule_book
from catalog.codes.settling import settle_codes
from catalog.imports.errors import keep_errors
from catalog.imports.files import content_of, table_of
from catalog.imports.kinds import Kind, Work, kind_of
from catalog.imports.mapping import Mapping
from catalog.imports.merging import Merged, Target, merge
from catalog.imports.models import ImportBatch, ImportState
from catalog.imports.outcome import Outcome, Refused
from catalog.imports.progress import Progress, progress_of
from catalog.imports.reading import FORMATS, detected
from catalog.imports.records import Line, Refund, RowError
from catalog.imports.refusal import ImportRefused
from catalog.imports.skus import Skus
from catalog.imports.staging import Stage
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib.gate import imported
from shop_ai.lib.tenancy import set_local, shop_scope

# A large file keeps one transaction busy for longer than any page may.
LIMITS = {
    "statement_timeout": "600s",
    "lock_timeout": "30s",
    "idle_in_transaction_session_timeout": "120s",
    "work_mem": "64MB",
}
BULK_ROWS = 2000
_NOTHING = Merged(0, 0, 0, {})


class _NothingIsKept(Exception):  # the way out of a transaction that must leave no trace
    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        super().__init__()


def run_import(
    shop: ShopContext, batch_id: int, *, skip_bad_rows: bool = False, dry_run: bool = False
) -> Outcome:
    """Import the file in one transaction, or try it (`dry_run`) and keep nothing.

    Raises ImportRefused when the file cannot be imported; the batch then says why and nothing else was written.
    A bad row refuses the whole file unless `skip_bad_rows`. Running an interrupted import again is safe.
    """
    with progress_of(shop.id, batch_id) as progress:
        batch = _begin(shop, batch_id, skip_bad_rows)
        try:
            _prepare(shop, batch)
            outcome = _in_one_transaction(shop, batch, progress, dry_run)
            _refresh_statistics(outcome)
            return outcome
        except _NothingIsKept as left:
            return _say_untouched(shop, batch, left.outcome, dry_run)
        except ImportRefused as refused:
            _say_failed(shop, batch, refused)
            raise
        except Exception:
            _say_failed(shop, batch, ImportRefused("interrupted"))
            raise


def allow_time() -> None:
    """Longer limits for the transaction that is open."""
    for name, value in LIMITS.items():
        set_local(name, value)


def _refresh_statistics(outcome: Outcome) -> None:
    """Let the planner know of a bulk write now; the next query may come before autovacuum does."""
    if outcome.read >= BULK_ROWS:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '60s'")
            cursor.execute("SELECT catalog_refresh_statistics()")


def _begin(shop: ShopContext, batch_id: int, skip_bad_rows: bool) -> ImportBatch:
    """Claim the batch. We hold the shop's import lock: one that still says "running" was interrupted."""
    with shop_scope(shop.id):
        open_ = ImportBatch.objects.filter(pk=batch_id).exclude(
            state__in=[ImportState.DONE, ImportState.UNDONE]
        )
        claimed = open_.update(
            state=ImportState.RUNNING,
            skip_bad_rows=skip_bad_rows,
            started_at=timezone.now(),
            finished_at=None,
            rows_seen=0,
            failure="",
        )
        if not claimed:
            raise ImportRefused("not_ready")
        batch: ImportBatch = ImportBatch.objects.get(pk=batch_id)
        return batch


def _in_one_transaction(shop: ShopContext, batch: ImportBatch, progress: Progress, dry_run: bool) -> Outcome:
    with shop_scope(shop.id):
        allow_time()
        set_local("app.actor", f"import:{batch.pk}")  # the history of records notes who changed them
        refused, kind = Refused(), kind_of(batch)
        if kind is None:
            read, merged = _bring_orders(shop, batch, progress, refused, dry_run)
        else:
            read, merged = _bring_other(kind, shop, batch, progress, refused)
        outcome = _outcome(read, merged, refused)
        if dry_run or _must_stop(batch, refused, dry_run):
            raise _NothingIsKept(outcome)
        settle_codes(shop)
        if outcome.created or outcome.updated:
            imported(shop.id)
        _say_done(batch, outcome)
    return outcome


def _must_stop(batch: ImportBatch, refused: Refused, dry_run: bool) -> bool:
    return refused.rows > 0 and not batch.skip_bad_rows and not dry_run


def _prepare(shop: ShopContext, batch: ImportBatch) -> None:
    """What a kind must do before the long transaction begins."""
    kind = kind_of(batch)
    if kind is not None:
        with shop_scope(shop.id):
            content = content_of(batch)
        kind.prepare(shop, content)


def _bring_orders(
    shop: ShopContext, batch: ImportBatch, progress: Progress, refused: Refused, dry_run: bool
) -> tuple[int, Merged]:
    stage = _stage(shop, batch, progress, refused)
    if stage.rows + refused.rows == 0:
        raise ImportRefused("nothing_to_import")
    if _must_stop(batch, refused, dry_run):
        return stage.rows, _NOTHING
    merged = merge(_target(shop, batch, stage.rows))
    note_imported(FORMATS[batch.format].source, stage.said)
    return stage.rows, merged


def _bring_other(
    kind: Kind, shop: ShopContext, batch: ImportBatch, progress: Progress, refused: Refused
) -> tuple[int, Merged]:
    """A registered kind writes as it reads; what it wrote is rolled back when a bad row stops the file."""
    merged = kind.bring_in(Work(shop, batch, content_of(batch), refused.add, progress.say))
    read = merged.created + merged.updated + merged.unchanged
    if read + refused.rows == 0:
        raise ImportRefused("nothing_to_import")
    return read, merged


def _stage(shop: ShopContext, batch: ImportBatch, progress: Progress, refused: Refused) -> Stage:
    """Read the file into the temporary tables; returns what counted their lines."""
    table, format_ = table_of(batch), FORMATS[batch.format]
    stage = Stage(current_seal(), Skus(), rules=rule_book(shop.id), source=format_.source)
    mapping = Mapping.from_json(batch.mapping)
    for record in format_.read(table, detected(table, batch.format), mapping, shop):
        if isinstance(record, Line):
            stage.add_line(record)
            if stage.rows % 1000 == 0:
                progress.say(record.row)
        elif isinstance(record, RowError):
            refused.add(record)
        elif isinstance(record, Refund):
            stage.add_refund(record)
    stage.finish()
    return stage


def _target(shop: ShopContext, batch: ImportBatch, rows: int) -> Target:
    stamp = batch.started_at or timezone.now()
    source = FORMATS[batch.format].source
    is_bulk = rows >= BULK_ROWS
    return Target(shop.id, source, batch.pk, stamp, shop.timezone, current_seal(), is_bulk)


def _outcome(read: int, merged: Merged, refused: Refused) -> Outcome:
    return Outcome(
        read=read + refused.rows,
        created=merged.created,
        updated=merged.updated,
        unchanged=merged.unchanged,
        rejected=refused.rows,
        skipped=refused.skipped,
        warnings=refused.warnings,
        records=merged.records,
        errors=tuple(refused.kept),
    )


def _say_done(batch: ImportBatch, outcome: Outcome) -> None:
    _write(batch, outcome, state=ImportState.DONE, finished_at=timezone.now())


def _say_untouched(shop: ShopContext, batch: ImportBatch, outcome: Outcome, dry_run: bool) -> Outcome:
    """After a try the draft knows its result; after bad rows the import has failed, and says which rows."""
    with shop_scope(shop.id):
        if dry_run:
            _write(batch, outcome, state=ImportState.DRAFT, finished_at=timezone.now())
            return outcome
        refusal = ImportRefused("bad_rows", count=outcome.rejected)
        _write(batch, outcome, state=ImportState.FAILED, finished_at=timezone.now(), failure=refusal)
    raise refusal


def _say_failed(shop: ShopContext, batch: ImportBatch, refusal: ImportRefused) -> None:
    with shop_scope(shop.id):
        ImportBatch.objects.filter(pk=batch.pk).update(
            state=ImportState.FAILED,
            failure=refusal.code,
            records={"failure": refusal.details},
            finished_at=timezone.now(),
        )


def _write(
    batch: ImportBatch,
    outcome: Outcome,
    *,
    state: str,
    finished_at: datetime,
    failure: ImportRefused | None = None,
) -> None:
    said = outcome.as_json() | ({"failure": failure.details} if failure else {})
    ImportBatch.objects.filter(pk=batch.pk).update(
        state=state,
        finished_at=finished_at,
        failure=failure.code if failure else "",
        records=said,
        rows_seen=outcome.read,
        **{f"rows_{name}": count for name, count in outcome.rows().items()},
    )
    keep_errors(batch, outcome.errors)
