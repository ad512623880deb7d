"""The widget's own words in the reader's language: buttons, notes, and what is read aloud."""

from __future__ import annotations

from django.utils.translation import gettext as _

from signals.widget.asking import MOST_SEEN


def widget_words() -> dict[str, str]:
    """What the page script needs besides the items; it holds no words of its own."""
    return {
        "previous": _("Previous products"),
        "next": _("Next products"),
        "why": _("Why am I seeing this?"),
        "close": _("Close"),
        "saved": _("Saved: your browsing does not help to choose these products, and nothing of it is kept."),
        "undone": _(
            "Saved: the last %(n)s products that you look at here are kept in this browser and help to choose these products."
        )
        % {"n": MOST_SEEN},
        "private": _("Your browser asks not to be tracked: your browsing is not used."),
        "no": _("Not interested"),
        "hidden": _("You will not see again:"),
        "undo": _("Undo"),
        "nothing": _("Nothing fits these choices."),
        "all": _("Show all"),
        "choices": _("Your choices"),
        "updated": _("Products shown:"),
        "failed": _("This choice could not be applied."),
    }
