"""What the shop writes to one customer at a time: messages of offers and ready answers."""

from __future__ import annotations

from catalog.conversations.models import ReplyScript
from signals.segments.models import SegmentCampaign
from transparency.rules.compute import Written
from transparency.rules.models import SubjectKind
from transparency.rules.scene import Scene, Subject, iso, shown_of


def messages(scene: Scene, rows: list[SegmentCampaign]) -> list[Subject]:
    """The message of an offer in each language; marks such as {price} stand for what each customer will read."""
    shown = shown_of(scene.shop, (ref for row in rows for ref in row.products))
    return [
        Subject(
            SubjectKind.MESSAGE,
            row.pk,
            row.uid,
            f"{row.get_segment_display()} · {row.get_kind_display()}",
            tuple(Written(language, text, language) for language, text in sorted(row.messages.items())),
            scene.facts(
                SubjectKind.MESSAGE,
                "",
                [shown[ref] for ref in row.products if ref in shown],
                ends_on=iso(row.ends_on),
            ),
            row.created_at,
        )
        for row in rows
    ]


def scripts(scene: Scene, rows: list[ReplyScript]) -> list[Subject]:
    """What the team answers with: read as a message, since that is what it becomes."""
    return [
        Subject(
            SubjectKind.SCRIPT,
            row.pk,
            row.uid,
            row.title,
            (Written("text", row.text, row.language),),
            scene.facts(SubjectKind.MESSAGE, row.language, []),
            row.updated_at,
        )
        for row in rows
    ]
