"""What proposes playlists, as the registry tells it."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from transparency.ledger.automations import Automation, Criterion, Weight, register

PLAYLIST_PROPOSALS: Final = register(
    Automation(
        code="playlist_proposals",
        title=_("Proposed playlists"),
        purpose=_(
            "Propose whole paths to the shop: something easy, the proof, the step up. A person decides."
        ),
        data_used=(
            _("Which products were bought by the same customers in the last year, counted without names"),
            _("Delivered orders of the last 180 days and what came back"),
            _("Scores, prices, costs and stock of products"),
            _("The calendar of occasions, and what sold around the last ones"),
            _("Why earlier proposals were refused"),
        ),
        criteria=(
            Criterion(_("How well the products go together"), Weight.DECISIVE),
            Criterion(_("The scores of the products"), Weight.STRONG),
            Criterion(_("How many kept the proof"), Weight.STRONG),
            Criterion(_("Stock and margin"), Weight.SOME),
            Criterion(_("An occasion in the next six weeks"), Weight.SOME),
            Criterion(_("What the shop refused before"), Weight.DECISIVE),
        ),
        when_off=_("Nothing is proposed, and what was proposed is not shown any more."),
        is_public=False,
        kept_for=_("A proposal stands for three weeks; decisions are kept in the log."),
        rules=("signals.proposals.rules",),
        reasons=(
            "paths_proposed",
            "no_path_proposed",
            "proposal_accepted",
            "proposal_edited",
            "proposal_refused",
            "lesson_lifted",
        ),
    )
)
