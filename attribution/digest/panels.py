"""Who gets letters and what went out, as one list."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from attribution.digest.models import SentLetter
from attribution.digest.selectors import Recipient, sent_letters
from catalog.shops.context import ShopContext
from shop_ai.lib.table import Badge, Column, Empty, Pages, Row, Table


def letters_table(shop: ShopContext, members: Sequence[Recipient]) -> Table:
    """The newest letters, and above them who gets which."""
    letters = sent_letters(shop.id)
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


def _row(letter: SentLetter) -> Row:
    return Row(
        (
            letter.subject,
            letter.membership.user.email,
            letter.get_kind_display(),
            letter.key,
            _state(letter),
            letter.sent_at,
        )
    )


def _state(letter: SentLetter) -> Badge:
    if letter.sent_at is not None:
        return Badge(_("Sent"), "good", "circle-check")
    if letter.failure:
        return Badge(_("Not taken by the mail server"), "bad", "circle-alert")
    return Badge(_("On its way"), "plain", "clock")
