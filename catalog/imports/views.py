"""The pages of imports: bring a file, name its columns, try, import, undo."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from catalog.imports.errors import message_of, row_errors
from catalog.imports.forms import FieldWords, MappingForm, UploadForm
from catalog.imports.job import WAITING, job_of
from catalog.imports.kinds import AUTO, kind_of, mapped_kind, other_formats, record_words
from catalog.imports.models import ImportBatch, ImportState
from catalog.imports.reading import FORMATS
from catalog.imports.refusal import ImportRefused, refusal_text
from catalog.imports.selectors import failure_text, import_by_uid, imports_of, mapping_of, preview
from catalog.imports.services import (
    choose_mapping,
    create_import,
    discard_import,
    queue_import,
    undo_import,
)
from catalog.imports.words import FIELD_WORDS, FORMAT_WORDS, RECORD_WORDS, STATE_TONES
from catalog.limits.services import count_use
from catalog.people.access import ShopRequest, shop_page
from catalog.people.models import Role
from shop_ai.lib.limits import Limit
from shop_ai.lib.sheet import sheet_response

PER_DAY = Limit("page-import", 100, 86_400)
SHOWN_ERRORS = 50


def _found(request: ShopRequest, batch: UUID) -> ImportBatch:
    found = import_by_uid(request.shop.id, batch)
    if found is None:
        raise Http404
    return found


def _back(request: ShopRequest, batch: UUID) -> HttpResponse:
    return redirect("import", slug=request.shop.slug, batch=batch)


@require_GET
@shop_page(role=Role.VIEWER)
def index(request: ShopRequest) -> HttpResponse:
    return _index_page(request, UploadForm())


@require_POST
@shop_page(role=Role.MANAGER)
def upload(request: ShopRequest) -> HttpResponse:
    """Keep the file as a draft and show how it is understood."""
    form = UploadForm(request.POST, request.FILES)
    made = _bring(request, form) if form.is_valid() else None
    return _back(request, made.uid) if made else _index_page(request, form, 422)


def _format_words() -> dict[str, Promise]:
    return FORMAT_WORDS | other_formats()


def _has_mapping(batch: ImportBatch) -> bool:
    if mapped_kind(batch) is not None:
        return True
    return batch.format in FORMATS and FORMATS[batch.format].has_mapping


def _field_words(batch: ImportBatch) -> FieldWords:
    kind = mapped_kind(batch)
    return kind.words if kind else FIELD_WORDS


def _index_page(request: ShopRequest, form: UploadForm, status: int = 200) -> HttpResponse:
    batches = [(batch, *STATE_TONES[batch.state]) for batch in imports_of(request.shop.id)]
    context = {"form": form, "batches": batches, "formats": _format_words()}
    return render(request, "imports/index.html", context, status=status)


def _bring(request: ShopRequest, form: UploadForm) -> ImportBatch | None:
    """The draft made of the file; None when it was refused, and the form says why."""
    if not count_use(PER_DAY, request.shop.id).is_allowed:
        form.add_error(None, _("This shop brought too many files today."))
        return None
    file = cast("UploadedFile[Any]", form.cleaned_data["file"])
    kind, encoding = form.cleaned_data["kind"] or AUTO, form.cleaned_data["encoding"]
    name, content = str(file.name), file.read()
    try:
        return create_import(
            request.shop, content=content, file_name=name, by=request.user, kind=kind, encoding=encoding
        )
    except ImportRefused as refused:
        form.add_error("file", refusal_text(refused))
        return None


@require_GET
@shop_page(role=Role.MANAGER)
def one(request: ShopRequest, batch: UUID) -> HttpResponse:
    found = _found(request, batch)
    if found.state in WAITING:
        context = {"batch": found, "job": job_of(found, timezone.now()), "steps": _steps(), "step": 3}
        return render(request, "imports/running.html", context)
    kind = kind_of(found)
    if found.state == ImportState.DRAFT:
        if kind and kind.draft_page:
            return redirect(kind.draft_page(request.shop, found))
        return _draft_page(request, found)
    context = _result(found) | {"batch": found, "steps": _steps(), "step": 4}
    if kind and kind.result and found.state == ImportState.DONE:
        context["more"] = kind.result(request.shop, found)
    return render(request, "imports/result.html", context)


def _steps() -> list[str]:
    return [_("File"), _("Columns"), _("Try or import"), _("Result")]


def _result(batch: ImportBatch) -> dict[str, Any]:
    """What a run or a try came to, with the first refused cells."""
    records, words = batch.records.get("records", {}), RECORD_WORDS | record_words()
    return {
        "failure": failure_text(batch),
        "was_tried": batch.finished_at is not None,
        "skipped": batch.records.get("skipped", 0),
        "tone": STATE_TONES[batch.state],
        "format": _format_words().get(batch.format, batch.format),
        "records": [(label, records[name]) for name, label in words.items() if name in records],
        "errors": [(error, message_of(error.code)) for error in row_errors(batch, SHOWN_ERRORS)],
    }


def _draft_page(request: ShopRequest, batch: ImportBatch, form: MappingForm | None = None) -> HttpResponse:
    try:
        shown = preview(request.shop, batch)
    except ImportRefused as refused:
        messages.error(request, refusal_text(refused))
        return redirect("imports", slug=request.shop.slug)
    has_mapping = _has_mapping(batch)
    words = _field_words(batch)
    form = form or MappingForm(
        header=shown.header, words=shown.words, mapping=mapping_of(batch), field_words=words
    )
    missing = [words.get(name, name) for name in shown.missing.split(", ") if name]
    context = _result(batch) | {
        "batch": batch,
        "preview": shown,
        "form": form if has_mapping else None,
        "missing": missing,
        "step": 2,
        "steps": _steps(),
        "encoding_is_guess": batch.encoding.startswith("cp"),
        "preview_errors": [(error, message_of(error.code)) for error in shown.errors],
    }
    return render(request, "imports/draft.html", context, status=422 if form.is_bound else 200)


@require_POST
@shop_page(role=Role.MANAGER)
def columns(request: ShopRequest, batch: UUID) -> HttpResponse:
    """Keep what the columns and words mean."""
    found = _found(request, batch)
    if found.state != ImportState.DRAFT or not _has_mapping(found):
        return _back(request, batch)
    shown, field_words = preview(request.shop, found), _field_words(found)
    form = MappingForm(
        request.POST,
        header=shown.header,
        words=shown.words,
        mapping=mapping_of(found),
        field_words=field_words,
    )
    if not form.is_valid():
        return _draft_page(request, found, form)
    try:
        choose_mapping(request.shop.id, found, form.chosen())
    except ImportRefused as refused:
        names = str(refused.details.get("columns", "")).split(", ")
        words = ", ".join(str(field_words.get(name, name)) for name in names)
        form.add_error(None, _("These columns must be named first: %(columns)s.") % {"columns": words})
        return _draft_page(request, found, form)
    messages.success(request, _("Columns kept; the next file with the same columns is read the same way."))
    return _back(request, batch)


@require_POST
@shop_page(role=Role.MANAGER)
def start(request: ShopRequest, batch: UUID) -> HttpResponse:
    """Try or import in the background."""
    found = _found(request, batch)
    dry_run = request.POST.get("action") == "try"
    skips = request.POST.get("skip_bad_rows") == "on"
    if not queue_import(request.shop.id, found, skip_bad_rows=skips, dry_run=dry_run):
        messages.warning(request, _("This import is running or done already."))
    return _back(request, batch)


@require_GET
@shop_page(role=Role.MANAGER)
def progress(request: ShopRequest, batch: UUID) -> JsonResponse:
    return JsonResponse(job_of(_found(request, batch), timezone.now()).as_json())


@require_GET
@shop_page(role=Role.MANAGER)
def errors(request: ShopRequest, batch: UUID) -> HttpResponse:
    """All refused cells that were kept, as a sheet to correct the file by."""
    refused = row_errors(_found(request, batch))
    header = (_("Row"), _("Column"), _("Value"), _("Code"), _("Reason"))
    rows = [(error.row, error.column, error.value, error.code, message_of(error.code)) for error in refused]
    return sheet_response("refused-rows", header, rows, raw="raw" in request.GET)


@require_http_methods(["GET", "HEAD", "POST"])
@shop_page(role=Role.MANAGER)
def undo(request: ShopRequest, batch: UUID) -> HttpResponse:
    """Ask first, naming what goes; then put everything back."""
    found = _found(request, batch)
    if request.method != "POST":
        return render(request, "imports/undo.html", _result(found) | {"batch": found})
    try:
        undo_import(request.shop.id, found.pk)
        messages.success(request, _("The import is undone: everything is as it was before."))
    except ImportRefused as refused:
        messages.error(request, refusal_text(refused))
    return _back(request, batch)


@require_POST
@shop_page(role=Role.MANAGER)
def discard(request: ShopRequest, batch: UUID) -> HttpResponse:
    found = _found(request, batch)
    if discard_import(request.shop.id, found.pk):
        messages.success(request, _("The file was deleted; nothing of it was imported."))
    return redirect("imports", slug=request.shop.slug)
