"""``import_file FILE --shop S``: the import page from a terminal, by the same code."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.imports.errors import message_of
from catalog.imports.kinds import AUTO, kind_names, kind_of, other_formats, vocabulary_of
from catalog.imports.mapping import Mapping
from catalog.imports.models import ImportBatch
from catalog.imports.outcome import Outcome
from catalog.imports.reading import FORMATS
from catalog.imports.records import RowError
from catalog.imports.refusal import ImportRefused, refusal_text
from catalog.imports.running import run_import
from catalog.imports.selectors import import_by_uid, outcome_of
from catalog.imports.services import create_import, discard_import
from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_by_slug
from shop_ai.lib.tenancy import shop_scope

KINDS = (
    "orders",
    "products",
    "customers",
    "content",
    "events",
    "spend",
    "reviews",
    "conversations",
    "parcels",
)
SHOWN_ERRORS = 20


class Command(BaseCommand):
    help = "Import a file into a shop: all or nothing, safe to repeat, with a way back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--shop", required=True, help="the shop's slug")
        kinds = dict.fromkeys((AUTO, *KINDS, *kind_names()))
        parser.add_argument("--kind", choices=tuple(kinds), default=AUTO)
        parser.add_argument("--format", choices=("auto", *FORMATS, *other_formats()), default="auto")
        parser.add_argument("--encoding", default="", help="when the guess of the letters is wrong")
        parser.add_argument(
            "--mapping", type=Path, help="JSON: columns, status_words, day_order, dotted_thousands"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and keep nothing")
        parser.add_argument(
            "--skip-bad-rows", action="store_true", help="import the good rows of a file with bad ones"
        )
        parser.add_argument("--json", action="store_true", help="one JSON document and nothing else")

    def handle(self, *_args: Any, **options: Any) -> None:
        shop = shop_by_slug(options["shop"])
        if shop is None:
            raise CommandError(_("There is no shop %(slug)s.") % {"slug": options["shop"]})
        try:
            batch = create_import(
                shop,
                content=_content(options["file"]),
                file_name=options["file"].name,
                kind=options["kind"],
                wanted=options["format"],
                encoding=options["encoding"],
                mapping=_mapping(options["mapping"], options["kind"]),
            )
        except ImportRefused as refused:
            if not options["json"]:
                raise CommandError(refusal_text(refused)) from refused
            nothing = Outcome(0, 0, 0, 0, 0, 0, 0, {})
            self._tell(shop, ImportBatch(kind=options["kind"]), nothing, refusal_text(refused), options)
            raise SystemExit(1) from refused
        _answer_for(shop, batch, options["kind"])
        self._run(shop, batch, options)

    def _run(self, shop: ShopContext, batch: ImportBatch, options: dict[str, Any]) -> None:
        dry_run, failure = options["dry_run"], ""
        try:
            outcome = run_import(shop, batch.pk, skip_bad_rows=options["skip_bad_rows"], dry_run=dry_run)
        except ImportRefused as refused:
            failure = refusal_text(refused)
            outcome = outcome_of(import_by_uid(shop.id, batch.uid) or batch, shop.id)
        self._tell(shop, batch, outcome, failure, options)
        if dry_run:
            discard_import(shop.id, batch.pk)
        if failure:
            raise SystemExit(1)

    def _tell(
        self, shop: ShopContext, batch: ImportBatch, outcome: Outcome, failure: str, options: dict[str, Any]
    ) -> None:
        kept = not options["dry_run"] and not failure
        if options["json"]:
            self.stdout.write(json.dumps(document(batch, outcome, failure, kept), ensure_ascii=False))
            return
        for line in _sentences(outcome):
            self.stdout.write(line)
        if failure:
            self.stderr.write(failure)


def _answer_for(shop: ShopContext, batch: ImportBatch, named: str) -> None:
    """Whoever names the kind of a file that needs a person's word has given it; a guess of ours has not."""
    kind = kind_of(batch)
    if kind and kind.confirm and named != AUTO:
        with shop_scope(shop.id):
            kind.confirm(batch, "import_file")


def document(batch: ImportBatch, outcome: Outcome, failure: str, kept: bool) -> dict[str, Any]:
    """The JSON of `--json`. `undo` names the import to take back, null when nothing was written."""
    rejected = [_error(error) for error in outcome.errors if error.fatal]
    return {
        "id": f"imp_{batch.uid.hex}" if kept else None,
        "kind": batch.kind,
        "format": batch.format,
        "encoding": batch.encoding,
        "rows": outcome.rows(),
        "skipped": outcome.skipped,
        "records": outcome.records,
        "errors": rejected,
        "warnings": [_error(error) for error in outcome.errors if not error.fatal],
        "undo": f"imp_{batch.uid.hex}" if kept else None,
        "failure": failure or None,
    }


def _error(error: RowError) -> dict[str, Any]:
    return {"row": error.row, "column": error.column, "code": error.code, "message": message_of(error.code)}


def _sentences(outcome: Outcome) -> list[str]:
    count = outcome.read
    found = [ngettext("%(count)s row read", "%(count)s rows read", count) % {"count": count}]
    found.append(
        _("%(created)s created, %(updated)s updated, %(unchanged)s unchanged, %(rejected)s rejected")
        % outcome.rows()
    )
    for error in outcome.errors[:SHOWN_ERRORS]:
        place = _("Row %(row)s, %(column)s: ") % {"row": error.row, "column": error.column}
        found.append(place + message_of(error.code))
    return found


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(_("The file %(path)s cannot be read.") % {"path": path}) from error


def _mapping(path: Path | None, kind: str) -> Mapping | None:
    if path is None:
        return None
    try:
        return Mapping.from_json(json.loads(_content(path)), vocabulary_of(kind))
    except (ValueError, AttributeError, TypeError) as error:
        raise CommandError(_("The mapping cannot be read: %(reason)s.") % {"reason": error}) from error
