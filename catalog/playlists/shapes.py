"""Playlists as JSON."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from catalog.playlists.models import MOST_REBATE, PriceRule, Step
from catalog.playlists.paths import Path, PathItem, PathStep
from catalog.playlists.themes import Season, Theme, Use
from catalog.rest.fields import PageParams, PublicId, Strict, amount_field, page_shape
from catalog.shops.models import LANGUAGES

CODES = [code for code, _name in LANGUAGES]
ON_A_STEP = f"^({'|'.join(Step.values)})$"


class WordsShape(Strict):
    """Title and introduction in one language."""

    title = serializers.CharField(max_length=200, allow_blank=True, default="")
    intro = serializers.CharField(max_length=2000, allow_blank=True, default="")


class TextsField(serializers.DictField):
    """``{"ar": {"title", "intro"}}``: the texts in other languages than the page's own."""

    child = WordsShape()

    def to_internal_value(self, data: Any) -> Any:
        found = super().to_internal_value(data)
        unknown = sorted(set(found) - set(CODES))
        if unknown:
            raise serializers.ValidationError(_("Languages are fr, ar and en."), "unknown_language")
        return {code: dict(words) for code, words in found.items()}


class PlaylistShown(serializers.Serializer[Any]):
    """A playlist without its products."""

    id = PublicId("pl", source="uid")
    slug = serializers.CharField()
    title = serializers.CharField()
    intro = serializers.CharField()
    language = serializers.CharField()
    texts = serializers.DictField(child=WordsShape(), help_text="Title and introduction in other languages.")
    theme = serializers.CharField()
    use = serializers.CharField()
    season = serializers.CharField()
    budget = amount_field(allow_null=True, help_text="What a customer spends on it at most.")
    price_rule = serializers.CharField(help_text="`none`, `rebate` or `fixed`.")
    rebate_percent = serializers.IntegerField(allow_null=True)
    fixed_price = amount_field(allow_null=True)
    is_published = serializers.BooleanField()
    is_archived = serializers.BooleanField()
    starts_on = serializers.DateField(allow_null=True)
    ends_on = serializers.DateField(allow_null=True)


class PathItemShown(serializers.Serializer[PathItem]):
    id = PublicId("pli", source="uid")
    sku = serializers.CharField()
    title = serializers.CharField()
    price = amount_field(allow_null=True)
    stock = serializers.IntegerField(allow_null=True)
    is_sold_out = serializers.BooleanField()
    is_shown = serializers.BooleanField(help_text="Whether customers see it now.")
    parts = serializers.ListField(child=serializers.CharField(), help_text="What a pack holds.")
    note = serializers.CharField()
    image_url = serializers.CharField()
    page_url = serializers.CharField()


class PathStepShown(serializers.Serializer[PathStep]):
    step = serializers.CharField()
    items = PathItemShown(many=True)


class PathShown(PlaylistShown):
    """A playlist as a path of three steps."""

    currency = serializers.SerializerMethodField()
    pack_sku = serializers.SerializerMethodField(
        help_text="The product that sells the path as one; empty for none."
    )
    steps = PathStepShown(many=True)

    def get_currency(self, _path: Path) -> str:
        return str(self.context["currency"])

    def get_pack_sku(self, path: Path) -> str:
        return path.pack.sku if path.pack else ""


class ItemListShown(serializers.Serializer[Any]):
    """https://schema.org/ItemList; its other members begin with ``@``."""

    url = serializers.CharField()
    name = serializers.CharField()
    inLanguage = serializers.CharField()  # noqa: N815  # schema.org's own name
    numberOfItems = serializers.IntegerField()  # noqa: N815  # as above
    itemListElement = serializers.ListField(child=serializers.DictField())  # noqa: N815  # as above


class PathParams(Strict):
    """As what, and in which language."""

    lang = serializers.ChoiceField(
        choices=CODES, required=False, help_text="Of the ItemList; the playlist's own when left out."
    )

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        # "format" is a word of the framework's own on a serializer.
        return super().get_fields() | {
            "format": serializers.ChoiceField(
                choices=["schema_org"],
                required=False,
                help_text="`schema_org` answers an ItemList, as `Accept: application/ld+json` does.",
            )
        }


class PlaylistBody(Strict):
    """What can be said of a playlist. A rule needs its figure: `rebate_percent`, or `fixed_price`."""

    title = serializers.CharField(max_length=200)
    intro = serializers.CharField(max_length=2000, allow_blank=True, default="")
    language = serializers.RegexField(
        "^(fr|ar|en)$", required=False, help_text="fr, ar or en; the shop's own when left out."
    )
    texts = TextsField(default=dict, help_text="Title and introduction in other languages.")
    theme = serializers.ChoiceField(choices=Theme.values, allow_blank=True, default="")
    use = serializers.ChoiceField(choices=Use.values, allow_blank=True, default="")
    season = serializers.ChoiceField(choices=Season.values, allow_blank=True, default="")
    budget = amount_field(allow_null=True, default=None)
    price_rule = serializers.ChoiceField(choices=PriceRule.values, default=PriceRule.NONE)
    rebate_percent = serializers.IntegerField(
        min_value=1, max_value=MOST_REBATE, allow_null=True, default=None
    )
    fixed_price = amount_field(allow_null=True, default=None)
    starts_on = serializers.DateField(allow_null=True, default=None)
    ends_on = serializers.DateField(allow_null=True, default=None)
    is_published = serializers.BooleanField(default=False)


class NewItem(Strict):
    sku = serializers.CharField(max_length=120)
    step = serializers.RegexField(ON_A_STEP, help_text="discovery, proof or step_up.")
    note = serializers.CharField(max_length=300, allow_blank=True, default="")


class ItemChange(Strict):
    """Another step, another place on it, other words; what is left out stays."""

    step = serializers.RegexField(ON_A_STEP, required=False)
    index = serializers.IntegerField(min_value=0, max_value=1000, required=False, help_text="From 0.")
    note = serializers.CharField(max_length=300, allow_blank=True, required=False)


class PlaylistParams(PageParams):
    theme = serializers.ChoiceField(choices=Theme.values, required=False)
    use = serializers.ChoiceField(choices=Use.values, required=False)


PlaylistPage = page_shape("PlaylistPage", PlaylistShown)
