"""Who gets letters and what went out, as one list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from django.utils.translation import gettext as _

from attribution.digest.models import SentLetter
from attribution.digest.selectors import Recipient, sent_letters
from catalog.series.models import SentReminder
from catalog.series.reminders import sent_reminders
from catalog.shops.context import ShopContext
from shop_ai.lib.table import Badge, Column, Empty, Pages, Row, Table

MOST: Final = 20


def letters_table(shop: ShopContext, members: Sequence[Recipient]) -> Table:
    """The newest letters and reminders, and above them who gets which."""
    letters = [_Line.of_letter(one) for one in sent_letters(shop.id, MOST)]
    letters += [_Line.of_reminder(one) for one in sent_reminders(shop.id, MOST)]
    letters = sorted(letters, key=lambda one: one.day, reverse=True)[:MOST]
    wanting = [one.email for one in members if one.weekly]
    lead = _("The weekly letter goes to %(addresses)s.") % {"addresses": ", ".join(wanting)}
    return Table(
        key="letters",
        title=_("What went out"),
        lead=lead if wanting else _("Nobody gets the weekly letter."),
        columns=(
            Column("subject", _("Subject")),
            Column("to", _("To"), "code"),
            Column("kind", _("Kind")),
            Column("key", _("Of"), "day"),
            Column("state", _("State"), "state"),
            Column("sent", _("Sent"), "moment"),
        ),
        rows=tuple(_row(letter) for letter in letters),
        pages=Pages(1, len(letters)),
        empty=Empty(title=_("No letter yet"), text=_("The first goes out on the Monday after a whole week.")),
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """A letter of either table."""

    row: SentLetter | SentReminder
    kind: str
    day: date

    @classmethod
    def of_letter(cls, row: SentLetter) -> Self:
        return cls(row, row.get_kind_display(), row.key)

    @classmethod
    def of_reminder(cls, row: SentReminder) -> Self:
        return cls(row, _("Posts of the day"), row.day)


def _row(line: _Line) -> Row:
    letter = line.row
    member = letter.membership.user.email
    return Row((letter.subject, member, line.kind, line.day, _state(letter), letter.sent_at))


def _state(letter: SentLetter | SentReminder) -> Badge:
    if letter.sent_at is not None:
        return Badge(_("Sent"), "good", "circle-check")
    if letter.failure:
        return Badge(_("Not taken by the mail server"), "bad", "circle-alert")
    return Badge(_("On its way"), "plain", "clock")
