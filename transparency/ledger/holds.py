"""Whom no automation may touch: asked before anything acts on one person, released only by a person.

A subject is ``customer:<hex of its uid>``, ``visitor:<id>`` or ``conversation:<hex of its uid>``. Each case holds its own
subjects, so that somebody with two open cases stays held until both are released. Asked in the database at the moment
of use: a hold counts from its commit on.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Final, Literal

from django.db import models
from django.db.models import Q
from django.utils import timezone

from shop_ai.lib.tenancy import ShopModel, current_shop_id

Kind = Literal["customer", "visitor", "conversation"]
KINDS: Final = ("customer", "visitor", "conversation")


class Hold(ShopModel):
    """Somebody whom no automation may touch until a person releases them.

    ``subject`` is ``customer:<hex>``, ``visitor:<id>`` or ``conversation:<hex>``; ``case`` is the public id of the case
    that holds it. Released ones stay as history.
    """

    subject = models.CharField(max_length=120)
    case = models.UUIDField()
    held_at = models.DateTimeField()
    held_by = models.CharField(max_length=60, blank=True)
    released_at = models.DateTimeField(null=True)
    released_by = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "subject", "case"], condition=Q(released_at__isnull=True), name="hold_once"
            )
        ]
        indexes = [models.Index(fields=["shop", "case"], name="hold_of_case")]


def subject(kind: Kind, ref: uuid.UUID | str) -> str:
    """The subject's text: ``subject("customer", customer.uid)``."""
    return f"{kind}:{ref.hex if isinstance(ref, uuid.UUID) else ref}"


def is_held(*subjects: str) -> bool:
    """Whether any of these subjects of the shop in scope is held; one query, none for no subject."""
    return bool(subjects) and Hold.objects.filter(subject__in=subjects, released_at=None).exists()


def held_subjects(kind: Kind) -> frozenset[str]:
    """What follows ``kind:`` of every held subject of the shop in scope: hex ids of customers, ids of visitors."""
    rows = Hold.objects.filter(subject__startswith=f"{kind}:", released_at=None).values_list(
        "subject", flat=True
    )
    return frozenset(row.partition(":")[2] for row in rows)


def hold(subjects: Iterable[str], *, case: uuid.UUID, by: str = "") -> list[str]:
    """Hold these subjects for a case; returns those that were not held for it before."""
    wanted, shop_id, now = list(dict.fromkeys(subjects)), current_shop_id(), timezone.now()
    known = set(
        Hold.objects.filter(case=case, subject__in=wanted, released_at=None).values_list("subject", flat=True)
    )
    fresh = [one for one in wanted if one not in known]
    rows = [Hold(shop_id=shop_id, subject=one, case=case, held_at=now, held_by=by[:60]) for one in fresh]
    Hold.objects.bulk_create(rows, ignore_conflicts=True)
    return fresh


def release(case: uuid.UUID, *, by: str) -> list[str]:
    """End every hold of a case; returns the subjects that it held. Another case may still hold them."""
    standing = Hold.objects.filter(case=case, released_at=None)
    subjects = list(standing.values_list("subject", flat=True))
    standing.update(released_at=timezone.now(), released_by=by[:60])
    return subjects


def holds_of(case: uuid.UUID) -> list[Hold]:
    """What a case holds and held, the newest first."""
    return list(Hold.objects.filter(case=case).order_by("-pk"))
