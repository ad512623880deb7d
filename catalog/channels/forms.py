"""What the pages of channels ask."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.channels.models import Campaign, Sign
from catalog.channels.services import CampaignFields
from shop_ai.lib.refusals import Conflict, Invalid

Choices = list[tuple[str, str]]


class _Refusable(forms.Form):
    def take_over(self, refused: Invalid | Conflict) -> None:
        """Show what a service refused beside its field."""
        if isinstance(refused, Conflict):
            self.add_error(None, str(refused))
            return
        for error in refused.errors:
            name = error.pointer.removeprefix("#/")
            self.add_error(name if name in self.fields else None, error.detail)

    def choose(self, name: str, choices: Any) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices


class ChannelForm(_Refusable):
    """A channel of the tree; one that everybody knows keeps its name when the shop's own is left out."""

    name = forms.CharField(label=_("Name"), max_length=80, required=False)
    parent = forms.ChoiceField(label=_("Stands below"), required=False)
    is_paid = forms.BooleanField(label=_("Reaching people there costs money"), required=False)
    is_hidden = forms.BooleanField(
        label=_("Do not offer it in lists"),
        required=False,
        help_text=_("Its figures stay: nothing that is stored is hidden."),
    )

    def __init__(self, data: Any = None, *, channels: Choices, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.choose("parent", [("", _("nothing: it is a main channel")), *channels])


class CampaignForm(_Refusable):
    """A campaign under one name, with all that platforms and links call it."""

    name = forms.CharField(label=_("Name"), max_length=120)
    channel = forms.ChoiceField(
        label=_("Channel"), required=False, help_text=_("Leave it open for a campaign on several.")
    )
    starts_on = forms.DateField(
        label=_("First day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    ends_on = forms.DateField(
        label=_("Last day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    raw_names = forms.CharField(
        label=_("Other names for it, one a line"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("As Meta, TikTok or Google call it, as utm_campaign says it, as your sheet does."),
    )

    def __init__(self, data: Any = None, *, channels: Choices, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.choose("channel", [("", _("several or not known")), *channels])

    def campaign_fields(self) -> CampaignFields:
        values = self.cleaned_data
        names = [line.strip() for line in values["raw_names"].splitlines() if line.strip()]
        return CampaignFields(
            values["name"], values["channel"], values["starts_on"], values["ends_on"], tuple(names)
        )


class RuleForm(_Refusable):
    """A rule: when a sign reads this, it is that channel and campaign."""

    what = forms.ChoiceField(label=_("When the"), choices=Sign.choices)
    value = forms.CharField(
        label=_("reads"),
        max_length=200,
        help_text=_("End with * for everything that begins so, such as ramadan*."),
    )
    channel = forms.ChoiceField(label=_("the channel is"), required=False)
    campaign = forms.ChoiceField(label=_("and the campaign is"), required=False)

    def __init__(
        self, data: Any = None, *, channels: Choices, campaigns: list[Campaign], initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        self._campaigns = {str(one.uid): one for one in campaigns}
        self.choose("channel", [("", _("as it was said")), *channels])
        self.choose(
            "campaign",
            [("", _("as it was said")), *((uid, one.name) for uid, one in self._campaigns.items())],
        )

    def chosen_campaign(self) -> Campaign | None:
        return self._campaigns.get(self.cleaned_data["campaign"])
