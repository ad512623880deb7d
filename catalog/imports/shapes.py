"""Imports as JSON."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from catalog.imports.errors import message_of, row_errors
from catalog.imports.kinds import AUTO, kind_choices, other_formats
from catalog.imports.models import ImportBatch, ImportState
from catalog.imports.reading import FORMATS
from catalog.imports.records import RowError
from catalog.imports.selectors import failure_text
from catalog.rest.fields import PublicId, Strict, page_shape

MOST_ERRORS = 100


class RowsShown(serializers.Serializer[Any]):
    """Rows of the file; `seen` grows while it is read."""

    total = serializers.IntegerField(source="rows_total", help_text="About; 0 when the file does not say.")
    seen = serializers.IntegerField(source="rows_seen")
    read = serializers.IntegerField(source="rows_read")
    created = serializers.IntegerField(source="rows_created")
    updated = serializers.IntegerField(source="rows_updated")
    unchanged = serializers.IntegerField(source="rows_unchanged")
    rejected = serializers.IntegerField(source="rows_rejected")


class FailureShown(serializers.Serializer[Any]):
    code = serializers.CharField()
    detail = serializers.CharField(help_text="In the language of `Accept-Language`.")


class ImportShown(serializers.Serializer[Any]):
    """An import. `state` goes from `queued` over `running` to `done`, or to `failed`: nothing was written then."""

    id = PublicId("imp", source="uid")
    kind = serializers.CharField()
    format = serializers.CharField()
    encoding = serializers.CharField()
    file_name = serializers.CharField()
    state = serializers.ChoiceField(
        choices=ImportState.choices, help_text="`draft`: tried or waiting, nothing written."
    )
    skip_bad_rows = serializers.BooleanField()
    rows = RowsShown(source="*")
    records = serializers.JSONField(help_text="Created and updated records by kind.")
    failure = serializers.SerializerMethodField()
    undo = serializers.SerializerMethodField(help_text="The id to undo; null when there is nothing to undo.")
    created_at = serializers.DateTimeField()
    started_at = serializers.DateTimeField(allow_null=True)
    finished_at = serializers.DateTimeField(allow_null=True)
    undone_at = serializers.DateTimeField(allow_null=True)

    @extend_schema_field(FailureShown(allow_null=True))
    def get_failure(self, batch: ImportBatch) -> dict[str, str] | None:
        if not batch.failure:
            return None
        return {"code": batch.failure, "detail": failure_text(batch)}

    def get_undo(self, batch: ImportBatch) -> str | None:
        return f"imp_{batch.uid.hex}" if batch.state == ImportState.DONE else None


class RowErrorShown(serializers.Serializer[Any]):
    row = serializers.IntegerField()
    column = serializers.CharField()
    message = serializers.SerializerMethodField(help_text="In the language of `Accept-Language`.")
    code = serializers.CharField()
    fatal = serializers.BooleanField(
        help_text="Refuses its whole row; else the row is kept without the cell."
    )

    def get_message(self, error: RowError) -> str:
        return message_of(error.code)


class ImportDetail(ImportShown):
    """An import with the first hundred refused cells; all of them are in its CSV."""

    errors = serializers.SerializerMethodField()  # type: ignore[assignment]  # DRF takes fields off the class

    @extend_schema_field(RowErrorShown(many=True))
    def get_errors(self, batch: ImportBatch) -> list[dict[str, Any]]:
        return list(RowErrorShown(row_errors(batch, MOST_ERRORS), many=True).data)


class RunBody(Strict):
    dry_run = serializers.BooleanField(default=False, help_text="Say what would happen and write nothing.")
    skip_bad_rows = serializers.BooleanField(
        default=False, help_text="Else one bad row stops the whole file."
    )


class ImportOptions(RunBody):
    kind = serializers.ChoiceField(
        choices=kind_choices(),
        default=AUTO,
        help_text="What the file holds; `auto` looks at its columns.",
    )
    format = serializers.ChoiceField(choices=["auto", *FORMATS, *other_formats()], default="auto")
    mapping = serializers.JSONField(
        required=False,
        help_text='Which column is what: {"columns": {…}, "status_words": {…}, "day_order": "dmy"}.',
    )


class ImportBody(ImportOptions):
    """A file as base64."""

    file_name = serializers.CharField(max_length=255)
    content = serializers.CharField(help_text="The file, base64.")

    def validate_content(self, text: str) -> bytes:
        try:
            return base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            raise serializers.ValidationError(_("This is not base64."), "bad_base64") from None


class ImportForm(ImportOptions):
    """A file as a part of a form."""

    file = serializers.FileField(max_length=255)


ImportPage = page_shape("ImportPage", ImportShown)
