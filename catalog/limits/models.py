"""Guesses at a secret: the exact times of the last hour and how many failed in a row."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class GuessBucket(models.Model):
    """Tries at one secret from one kind of place. ``key`` is a keyed hash: nothing readable is kept.

    The times are kept one by one because a counter per clock hour would allow twice the limit around the full
    hour. There are never more of them than the limit.
    """

    key = models.CharField(max_length=64, unique=True)
    recent = ArrayField(models.DateTimeField(), default=list)
    in_a_row = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["next_at"], name="guess_bucket_age")]
