"""What rules found in a playlist's texts, among the findings on its bench."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.playlists.checks import Finding, Looked, Mend, register_check
from transparency.rules.models import Severity, SubjectKind
from transparency.rules.selectors import of_subject
from transparency.rules.words import finding_words, rule_title


@register_check("rules")
def broken_rules(looked: Looked) -> Iterator[Finding]:
    """One line for each finding that is to be settled; what stops the page is told so."""
    for row in of_subject(looked.shop.id, SubjectKind.PLAYLIST, looked.path.id):
        if row.rule == "legal_notice":  # the shop's own matter, the same on every bench
            continue
        url = reverse("rules-finding", kwargs={"slug": looked.shop.slug, "uid": row.uid})
        stops = row.severity == Severity.BLOCK
        text = f"{rule_title(row.rule)}: {row.words or finding_words(row)}"
        if stops:
            text = _("%(finding)s. Customers do not see the page until it is settled.") % {"finding": text}
        yield Finding(
            f"rule_{row.rule}", "bad" if stops else "warn", text, None, (Mend(_("Settle it"), url=url),)
        )
