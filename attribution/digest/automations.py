"""What writes letters by itself, as the registry tells it."""

from django.utils.translation import gettext_lazy as _

from transparency.ledger.automations import Automation, Criterion, Weight, register

WEEKLY_DIGEST = register(
    Automation(
        code="weekly_digest",
        title=_("Letters by e-mail"),
        purpose=_(
            "Send each member who wants it the week's figures on Monday morning, the posts of a day on its morning, and alerts to who asked for them."
        ),
        data_used=(
            _("The shop's prepared figures of finished days"),
            _("Posts of series that are due"),
            _("Address and language of the members who want letters"),
        ),
        criteria=(
            Criterion(
                _(
                    "What a member chose; owners get the weekly letter and the reminders of posts unless they end them"
                ),
                Weight.DECISIVE,
            ),
            Criterion(_("Monday, from seven in the morning where the shop is"), Weight.DECISIVE),
        ),
        when_off=_("No letter goes out; the figures are on the pages as always."),
        is_public=False,
        kept_for=_("Which letter went to whom and when; the figures told are kept in the decision log."),
        rules=("attribution.digest.compute",),
        reasons=("digest_due",),
    )
)
