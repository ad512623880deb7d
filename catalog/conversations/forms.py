"""What the pages of conversations ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.conversations.acts import Conclusion
from catalog.conversations.incoming import Contact, Incoming, Message, Touch
from catalog.conversations.models import KEEP_BOUNDS, LostReason, Outcome, ReplyScript
from catalog.shops.context import ShopContext
from shop_ai.lib import phones
from shop_ai.lib.channels import channel_name
from shop_ai.lib.refusals import Conflict, Invalid

PLACES = ("whatsapp", "instagram", "facebook", "messenger", "tiktok", "phone", "sms", "email", "shop", "web")
LANGUAGES = [
    ("", _("any")),
    ("fr", "Français"),
    ("ar", "العربية"),
    ("arabizi", _("Darija in Latin letters")),
    ("en", "English"),
]


def _moment_input() -> forms.DateTimeInput:
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class LocalMoment(forms.DateTimeField):
    """A moment on the shop's clock, never ahead of now."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=_moment_input(), **options)
        self.zone: ZoneInfo | None = None

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        if found is None:
            return None
        local = found.replace(tzinfo=self.zone)
        if local > timezone.now():
            raise forms.ValidationError(_("This moment is still to come."))
        return local


class TypedForm(forms.Form):
    """A conversation noted by hand: two fields are enough."""

    place = forms.ChoiceField(
        label=_("Where they wrote"), choices=lambda: [(slug, channel_name(slug)) for slug in PLACES]
    )
    text = forms.CharField(
        label=_("What they asked"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )
    name = forms.CharField(label=_("Name"), required=False, max_length=120)
    phone = forms.CharField(label=_("Phone"), required=False, max_length=40)
    started_at = LocalMoment(label=_("When"), required=False, help_text=_("Now, when left out."))
    first_reply_at = LocalMoment(label=_("First answer"), required=False)
    code = forms.CharField(label=_("Code or keyword they named"), required=False, max_length=60)

    def __init__(self, data: Any = None, *, shop: ShopContext) -> None:
        super().__init__(data)
        self.shop = shop
        for name in ("started_at", "first_reply_at"):
            cast(LocalMoment, self.fields[name]).zone = shop.zone

    def clean_phone(self) -> str:
        raw = self.cleaned_data["phone"]
        number = phones.parse(raw, self.shop.country) or ""
        if raw and not number:
            raise forms.ValidationError(_("This is not a complete phone number."))
        return number

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        began, answered = cleaned.get("started_at"), cleaned.get("first_reply_at")
        if answered and answered < (began or timezone.now()):
            self.add_error("first_reply_at", _("The answer cannot come before the first message."))
        return cleaned

    def incoming(self) -> Incoming:
        """The conversation; only of a valid form."""
        said = self.cleaned_data
        at: datetime = said["started_at"] or timezone.now()
        return Incoming(
            key=uuid4().hex,
            place=said["place"],
            started_at=at,
            contact=Contact(name=said["name"].strip(), phone=said["phone"]),
            touch=Touch(code=said["code"].strip()),
            messages=(Message(at, True, said["text"].strip()),),
            first_reply_at=said["first_reply_at"],
        )


class ConclusionForm(forms.Form):
    """What became of a conversation."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=Outcome.choices)
    order_number = forms.CharField(
        label=_("Order number"),
        required=False,
        max_length=100,
        help_text=_("With it, the outcome is an order."),
    )
    lost_reason = forms.ChoiceField(
        label=_("Why it came to nothing"), required=False, choices=[("", _("not said")), *LostReason.choices]
    )
    script = forms.ChoiceField(label=_("Answer used"), required=False)

    def __init__(self, data: Any = None, *, scripts: Sequence[ReplyScript], initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        choices = [("", _("none")), *((script.uid.hex, script.title) for script in scripts)]
        cast(forms.ChoiceField, self.fields["script"]).choices = choices

    def take_over(self, refused: Invalid | Conflict) -> None:
        """Show what the service refused beside its field."""
        for error in getattr(refused, "errors", ()):
            name = error.pointer.removeprefix("#/")
            self.add_error(name if name in self.fields else None, str(error.detail))

    def conclusion(self) -> Conclusion:
        said = self.cleaned_data
        return Conclusion(
            outcome=said["outcome"],
            lost_reason=said["lost_reason"],
            script=UUID(said["script"]) if said["script"] else None,
            order_number=said["order_number"].strip(),
        )


class MessageForm(forms.Form):
    """One more message."""

    text = forms.CharField(
        label=_("Message"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    )
    who = forms.ChoiceField(
        label=_("Who wrote it"), choices=[("out", _("The shop")), ("in", _("The customer"))]
    )


class ScriptForm(forms.Form):
    """A ready answer."""

    title = forms.CharField(label=_("Title"), max_length=120)
    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    channel = forms.ChoiceField(
        label=_("Channel"),
        required=False,
        choices=lambda: [("", _("any")), *((slug, channel_name(slug)) for slug in PLACES)],
    )
    language = forms.ChoiceField(label=_("Language"), required=False, choices=LANGUAGES)


class SettingsForm(forms.Form):
    """How long words are kept, and what the rule also listens for."""

    keep_days = forms.IntegerField(
        label=_("Keep what was said, in days"),
        min_value=KEEP_BOUNDS[0],
        max_value=KEEP_BOUNDS[1],
        help_text=_("Counted from the last message. Then the words go; when, how many and about what stays."),
    )
    extra_words = forms.CharField(
        label=_("Words of your own"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("One a line: a conversation that names one of them is about a purchase."),
    )

    def words(self) -> list[str]:
        return str(self.cleaned_data["extra_words"]).splitlines()


class ChatFileForm(forms.Form):
    """The export of a chat, and the merchant's word."""

    file = forms.FileField(
        label=_("Export of a chat"),
        help_text=_(
            "In WhatsApp: open the chat, ⋮ or the name, Export chat, Without media. A .txt or .zip file."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.zip"}),
    )


class ChatForm(forms.Form):
    """What an export does not say: who of its authors is the shop, and how its dates are read."""

    own = forms.MultipleChoiceField(
        label=_("Which of these is your shop?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    order = forms.ChoiceField(
        label=_("Dates"),
        choices=[
            ("dmy", _("Day first: 14/05/2026")),
            ("mdy", _("Month first: 05/14/2026")),
            ("ymd", _("Year first: 2026-05-14")),
        ],
    )
    forgets = forms.BooleanField(
        label=_("Forget what was said once it is read"),
        required=False,
        help_text=_("Kept are when, who wrote first, how fast the answer came and what it was about."),
    )
    confirmed = forms.BooleanField(
        label=_("I may bring this chat in"),
        help_text=_(
            "It holds words of another person. I use them to serve my customers, and delete them on request."
        ),
        error_messages={"required": _("Without this the chat is not brought in.")},
    )

    def __init__(self, data: Any = None, *, authors: dict[str, int], initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.authors = authors
        choices = [(str(at), f"{name} ({count})") for at, (name, count) in enumerate(authors.items())]
        cast(forms.MultipleChoiceField, self.fields["own"]).choices = choices

    def clean_own(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["own"]
        if not chosen and len(self.authors) > 1:
            raise forms.ValidationError(_("Say which of the authors is your shop."))
        if len(chosen) == len(self.authors):
            raise forms.ValidationError(
                _("At least one of the names must be your customer: untick the one that is not your shop.")
            )
        return chosen
