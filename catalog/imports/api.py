"""``/api/v1/imports``: the same imports as on the page."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from rest_framework.exceptions import Throttled
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.imports.errors import message_of, row_errors
from catalog.imports.kinds import AUTO, kind_of, vocabulary_of
from catalog.imports.mapping import Mapping
from catalog.imports.models import ImportBatch
from catalog.imports.refusal import MESSAGES, ImportRefused, refusal_text
from catalog.imports.selectors import import_by_uid
from catalog.imports.services import create_import, queue_import, undo_import
from catalog.imports.shapes import (
    ImportBody,
    ImportDetail,
    ImportForm,
    ImportPage,
    ImportShown,
    RunBody,
)
from catalog.limits.services import count_use
from catalog.rest.described import reads, writes
from catalog.rest.door import ShopAPIView
from catalog.rest.fields import PageParams, public_id, uid_of
from shop_ai.lib.limits import Limit
from shop_ai.lib.refusals import Conflict, FieldError, Invalid
from shop_ai.lib.sheet import sheet_response

PER_DAY = Limit("api-import", 100, 86_400)
LARGEST_FILE_REQUEST = 72 * 1024 * 1024


class ImportView(ShopAPIView):
    scope_read, scope_write = "imports:read", "imports:write"

    def batch(self, import_id: str) -> ImportBatch:
        found = import_by_uid(self.shop.id, uid_of("imp", import_id))
        if found is None:
            raise Http404
        return found

    def shown(self, batch: ImportBatch) -> dict[str, Any]:
        batch.refresh_from_db()
        return dict(ImportDetail(batch).data)

    def queued(self, batch: ImportBatch, values: dict[str, Any]) -> Response:
        wanted = {name: values[name] for name in ("dry_run", "skip_bad_rows")}
        if not queue_import(self.shop.id, batch, **wanted):
            raise Conflict(_(MESSAGES["not_ready"]), code="not_ready")
        location = reverse("api-import", args=[public_id("imp", batch.uid)])
        return Response(self.shown(batch), status=202, headers={"Location": location})


class ImportList(ImportView):
    parser_classes = [JSONParser, MultiPartParser]
    largest_body = LARGEST_FILE_REQUEST

    @reads("List imports", ImportPage, params=PageParams)
    def get(self, request: Request) -> Response:
        params = self.params(PageParams)
        return self.page(
            ImportBatch.objects.all(), params, lambda rows: list(ImportShown(rows, many=True).data)
        )

    @writes(
        "Import a file",
        {"application/json": ImportBody, "multipart/form-data": ImportForm},
        {202: ImportDetail},
        description="Answers at once; ask for the import until its state is `done` or `failed` "
        "(`draft` after a dry run).",
    )
    def post(self, request: Request) -> Response:
        values, name, content = self._file(request)
        use = count_use(PER_DAY, self.shop.id)
        if not use.is_allowed:
            raise Throttled(use.retry_after, _("This shop sent too many files today."))
        return self.queued(self._draft(values, name, content), values)

    def _file(self, request: Request) -> tuple[dict[str, Any], str, bytes]:
        if (request.content_type or "").startswith("multipart/"):
            values = self.body(ImportForm)
            return values, str(values["file"].name), values["file"].read()
        values = self.body(ImportBody)
        return values, values["file_name"], cast(bytes, values["content"])

    def _draft(self, values: dict[str, Any], name: str, content: bytes) -> ImportBatch:
        try:
            batch = create_import(
                self.shop,
                content=content,
                file_name=name,
                kind=values["kind"],
                wanted=values["format"],
                mapping=_mapping(values.get("mapping"), values["kind"]),
            )
        except ImportRefused as refused:
            raise Invalid(FieldError("#/content", refused.code, refusal_text(refused))) from refused
        kind = kind_of(batch)
        if kind and kind.confirm and values["kind"] != AUTO:  # whoever names it answers for it
            kind.confirm(batch, "api")
        return batch


def _mapping(document: Any, kind: str) -> Mapping | None:
    if document is None:
        return None
    try:
        return Mapping.from_json(document, vocabulary_of(kind))
    except (ValueError, TypeError, AttributeError) as error:
        detail = _("The mapping cannot be read: %(reason)s.") % {"reason": error}
        raise Invalid(FieldError("#/mapping", "bad_mapping", detail)) from error


class ImportOne(ImportView):
    @reads("Read an import", ImportDetail, single=True)
    def get(self, request: Request, import_id: str) -> Response:
        return self.one(self.shown(self.batch(import_id)))


class ImportRun(ImportView):
    @writes("Run an import that was tried", RunBody, {202: ImportDetail}, of_one=True)
    def post(self, request: Request, import_id: str) -> Response:
        return self.queued(self.batch(import_id), self.body(RunBody))


class ImportUndo(ImportView):
    @writes(
        "Undo an import",
        None,
        {200: ImportDetail},
        of_one=True,
        description="Puts everything back as it was before, or answers 409 and says what stands in the way.",
    )
    def post(self, request: Request, import_id: str) -> Response:
        batch = self.batch(import_id)
        try:
            undo_import(self.shop.id, batch.pk)
        except ImportRefused as refused:
            raise Conflict(refusal_text(refused), code=refused.code) from refused
        return Response(self.shown(batch))


class ImportErrors(ImportView):
    @reads("Download refused rows", {(200, "text/csv"): str}, of_one=True)
    def get(self, request: Request, import_id: str) -> HttpResponse:
        refused = row_errors(self.batch(import_id))
        rows = [(e.row, e.column, e.value, e.code, message_of(e.code)) for e in refused]
        header = ("row", "column", "value", "code", "message")
        return sheet_response(import_id, header, rows, raw=True)
