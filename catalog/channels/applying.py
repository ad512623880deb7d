"""Applying the rules to what is stored, piece by piece with progress, and taking an application back.

Each piece is a transaction of its own: a run that was interrupted goes on where it stood, and whatever it moved
can be taken back.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.channels.compute import Place, RuleBook
from catalog.channels.models import ChannelMove, ChannelRun, ChannelSaid, RunState
from catalog.channels.selectors import rule_book
from catalog.channels.stored import StoredKind, StoredRow, stored_kind, stored_kinds
from catalog.outbox.services import enqueue
from catalog.spend.days import rebuild_days
from shop_ai.lib.refusals import Conflict
from shop_ai.lib.tenancy import shop_scope

JOB = "channel-rules"


def queue_run(shop_id: int, *, by: str = "") -> ChannelRun:
    """Ask for the rules to be applied to what is stored. Raises Conflict while they are being applied."""
    with shop_scope(shop_id):
        try:
            with transaction.atomic():
                run: ChannelRun = ChannelRun.objects.create(shop_id=shop_id, started_by=by[:60])
        except IntegrityError as waiting:
            raise Conflict(_("The rules are being applied already.")) from waiting
        enqueue(kind=JOB, payload={"run": str(run.uid)}, unique_key=str(run.uid))
    return run


def apply_rules(shop_id: int, uid: uuid.UUID) -> None:
    """Move every stored row to where the rules lead it; safe to run twice. A failure leaves the run to be resumed."""
    run = _begin(shop_id, uid)
    if run is None:
        return
    try:
        _apply(shop_id, run)
    except Exception:
        _end(shop_id, run, RunState.FAILED)
        raise
    _end(shop_id, run, RunState.DONE)


def _begin(shop_id: int, uid: uuid.UUID) -> ChannelRun | None:
    with shop_scope(shop_id):
        waiting = ChannelRun.objects.filter(uid=uid).exclude(state__in=[RunState.DONE, RunState.UNDONE])
        total = sum(kind.count() for kind in stored_kinds())
        if not waiting.update(
            state=RunState.RUNNING, started_at=timezone.now(), rows_total=total, rows_seen=0, finished_at=None
        ):
            return None
        run: ChannelRun = ChannelRun.objects.get(uid=uid)
        return run


def _end(shop_id: int, run: ChannelRun, state: str) -> None:
    with shop_scope(shop_id):
        moved: dict[str, int] = defaultdict(int)
        for name in ChannelMove.objects.filter(run=run).values_list("kind", flat=True):
            moved[name] += 1
        ChannelRun.objects.filter(pk=run.pk).update(
            state=state, moved=dict(moved), finished_at=timezone.now()
        )


def _apply(shop_id: int, run: ChannelRun) -> None:
    book = rule_book(shop_id)
    seen = 0
    for kind in stored_kinds():
        seen = _apply_kind(shop_id, run, kind, book, seen)
        with shop_scope(shop_id):
            moved = ChannelMove.objects.filter(run=run, kind=kind.name).values_list("row_key", flat=True)
            kind.finish(shop_id, list(moved))
    rebuild_days(shop_id)


def _apply_kind(shop_id: int, run: ChannelRun, kind: StoredKind, book: RuleBook, seen: int) -> int:
    pieces = kind.pieces()
    while True:
        with shop_scope(shop_id):
            piece = next(pieces, None)
            if piece is None:
                return seen
            _move_piece(shop_id, run, kind, book, piece)
            seen += len(piece)
            ChannelRun.objects.filter(pk=run.pk).update(rows_seen=seen)


def _move_piece(
    shop_id: int, run: ChannelRun, kind: StoredKind, book: RuleBook, piece: Sequence[StoredRow]
) -> None:
    said = _said(kind, piece)
    moves = []
    for row in piece:
        first = said.get(row.key, row.place)
        place = book.place(kind.with_said(row.signs, first), channel=first.channel, campaign=first.campaign)
        if place != row.place:
            moves.append((row, place))
    if not moves:
        return
    ChannelSaid.objects.bulk_create(
        (
            ChannelSaid(
                shop_id=shop_id,
                kind=kind.name,
                row_key=row.key,
                channel=row.place.channel,
                campaign=row.place.campaign,
            )
            for row, _place in moves
            if row.key not in said
        ),
        ignore_conflicts=True,
    )
    ChannelMove.objects.bulk_create(
        (
            ChannelMove(
                shop_id=shop_id,
                run=run,
                kind=kind.name,
                row_key=row.key,
                was_channel=row.place.channel,
                was_campaign=row.place.campaign,
                channel=place.channel,
                campaign=place.campaign,
            )
            for row, place in moves
        ),
        ignore_conflicts=True,
    )
    kind.move([(row.key, place) for row, place in moves])


def _said(kind: StoredKind, piece: Sequence[StoredRow]) -> dict[str, Place]:
    """What the sources of these rows said of them, where a rule changed it since."""
    rows = ChannelSaid.objects.filter(kind=kind.name, row_key__in=[row.key for row in piece])
    return {
        key: Place(channel, campaign)
        for key, channel, campaign in rows.values_list("row_key", "channel", "campaign")
    }


def undo_run(shop_id: int, uid: uuid.UUID) -> bool:
    """Put every row that the run moved back to where it was; False when there is nothing to take back.

    A row that a later run moved, or its owner changed, is left as it is. The rules stay: switch them off as well,
    or the next application moves the rows again.
    """
    with shop_scope(shop_id):
        run = ChannelRun.objects.select_for_update(no_key=True).filter(uid=uid).first()
        if run is None or run.state not in (RunState.DONE, RunState.FAILED):
            return False
        for name, moves in _moves(run).items():
            kind = stored_kind(name)
            if kind is not None:
                _put_back(shop_id, kind, moves)
        ChannelRun.objects.filter(pk=run.pk).update(state=RunState.UNDONE, undone_at=timezone.now())
        ChannelMove.objects.filter(run=run).delete()
    return True


def _moves(run: ChannelRun) -> dict[str, list[ChannelMove]]:
    found: dict[str, list[ChannelMove]] = defaultdict(list)
    for move in ChannelMove.objects.filter(run=run).order_by("pk"):
        found[move.kind].append(move)
    return found


def _put_back(shop_id: int, kind: StoredKind, moves: Sequence[ChannelMove]) -> None:
    stands = {row.key: row.place for piece in kind.pieces() for row in piece}
    back = [
        (move.row_key, Place(move.was_channel, move.was_campaign))
        for move in moves
        if stands.get(move.row_key) == Place(move.channel, move.campaign)
    ]
    if back:
        kind.move(back)
        kind.finish(shop_id, [key for key, _place in back])
