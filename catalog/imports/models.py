"""Import batches: the sealed file, the mapping, the progress, the rejected rows and the way back."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.people.models import User
from shop_ai.lib.tenancy import PublicIdModel, ShopModel, shop_fk


class ImportState(models.TextChoices):
    DRAFT = "draft", _("Waiting for your check")
    QUEUED = "queued", _("Queued")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Stopped: nothing was written")
    UNDONE = "undone", _("Undone")


class ImportBatch(PublicIdModel, ShopModel):
    kind = models.CharField(max_length=20)
    format = models.CharField(max_length=40)
    encoding = models.CharField(max_length=20, blank=True)
    file_name = models.CharField(max_length=255)
    file_sha256 = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict, blank=True)
    skip_bad_rows = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.DRAFT)
    rows_total = models.PositiveIntegerField(default=0)
    rows_seen = models.PositiveIntegerField(default=0)  # progress while running
    rows_read = models.PositiveIntegerField(default=0)
    rows_created = models.PositiveIntegerField(default=0)
    rows_updated = models.PositiveIntegerField(default=0)
    rows_unchanged = models.PositiveIntegerField(default=0)
    rows_rejected = models.PositiveIntegerField(default=0)
    records = models.JSONField(default=dict, blank=True)  # created/updated per kind of record
    failure = models.CharField(max_length=500, blank=True)
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["shop", "-created_at"], name="import_by_date")]


class ImportFile(ShopModel):
    """The original file, sealed; deleted after 30 days because it holds personal data."""

    batch = shop_fk("catalog.ImportBatch", related_name="files")
    sealed = models.BinaryField()
    size = models.PositiveIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)


class ImportRowError(ShopModel):
    """A rejected row or cell. The value is sealed: it may be a phone number."""

    batch = shop_fk("catalog.ImportBatch", related_name="row_errors")
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=120, blank=True)
    code = models.CharField(max_length=40)
    value_sealed = models.BinaryField(null=True)
    is_warning = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["shop", "batch", "row"], name="import_error_by_row")]


class ImportBefore(ShopModel):
    """A row as it was before an import changed it, sealed; what undo puts back."""

    batch = shop_fk("catalog.ImportBatch", related_name="before_images")
    table = models.CharField(max_length=60)
    row_id = models.BigIntegerField()
    before_sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "batch", "table", "row_id"], name="import_before_once")
        ]


class SavedMapping(ShopModel):
    """The mapping a shop chose for a header, remembered for the next file with the same header."""

    header_signature = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "header_signature"], name="saved_mapping_once")
        ]
