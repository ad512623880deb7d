"""What the pages of products ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.products.models import Product
from catalog.products.services import Part, ProductFields
from shop_ai.lib.amount_field import AmountField, written
from shop_ai.lib.refusals import Conflict, Invalid

LARGEST_STOCK = 10_000_000
MOST_PARTS = 50
_PART = re.compile(r"(?P<sku>\S.{0,119}?)(?:\s+[x×*]\s*(?P<quantity>\d{1,5}))?")
MAIN = ("sku", "title", "price", "stock", "category", "is_active")


class ProductForm(forms.Form):
    """A product as people write it. ``version`` is when the product shown was last changed."""

    title = forms.CharField(label=_("Title"), max_length=500)
    price = AmountField(label=_("Price"), required=False)
    stock = forms.IntegerField(
        label=_("Stock"),
        required=False,
        min_value=-LARGEST_STOCK,
        max_value=LARGEST_STOCK,
        help_text=_("Pieces that can be sold now. Leave it empty when you do not count them."),
    )
    category = forms.CharField(
        label=_("Category"),
        required=False,
        max_length=200,
        help_text=_("A new name makes a new category."),
        widget=forms.TextInput(attrs={"list": "categories", "autocomplete": "off"}),
    )
    is_active = forms.BooleanField(label=_("It is sold now"), required=False, initial=True)
    pack = forms.CharField(
        label=_("Parts of a pack"),
        required=False,
        max_length=8000,
        help_text=_(
            "One part a line, its SKU and how many: ROBE-M x 2. The stock of the pack is what its parts allow."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    image_url = forms.URLField(
        label=_("Address of the picture"), required=False, max_length=1000, assume_scheme="https"
    )
    page_url = forms.URLField(
        label=_("Address of its page in your shop"), required=False, max_length=1000, assume_scheme="https"
    )
    description = forms.CharField(
        label=_("Description"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    parent_sku = forms.CharField(
        label=_("Variant of"),
        required=False,
        max_length=120,
        help_text=_("The SKU of the product it is a variant of."),
    )
    variant = forms.CharField(
        label=_("Name of the variant"),
        required=False,
        max_length=200,
        help_text=_("Such as a colour or a size."),
    )
    is_service = forms.BooleanField(
        label=_("It is a fee or a service"),
        required=False,
        help_text=_("Postage, wrapping: counted in revenue, never as a product."),
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_pack(self) -> list[Part]:
        """The parts by SKU; whether they exist is for the service to say."""
        lines = [line.strip() for line in self.cleaned_data["pack"].splitlines() if line.strip()]
        if len(lines) > MOST_PARTS:
            raise forms.ValidationError(_("A pack has at most fifty parts."))
        return [_part(line) for line in lines]

    def main(self) -> Iterator[forms.BoundField]:
        """What is changed every day."""
        return (self[name] for name in self.fields if name in MAIN)

    def more(self) -> Iterator[forms.BoundField]:
        """What is set once."""
        return (self[name] for name in self.fields if name not in MAIN and name != "version")

    @property
    def has_errors_in_more(self) -> bool:
        return any(name not in MAIN for name in self.errors)

    def product_fields(self) -> ProductFields:
        """The cleaned values as the service takes them."""
        left_out = {"version", "sku"}
        values = {name: value for name, value in self.cleaned_data.items() if name not in left_out}
        return cast(ProductFields, values)

    def take_over(self, refused: Invalid | Conflict) -> None:
        """Show what the service refused beside the field that it names."""
        if isinstance(refused, Conflict):
            self.add_error("sku" if "sku" in self.fields else None, str(refused))
            return
        for error in refused.errors:
            name = error.pointer.removeprefix("#/").split("/", maxsplit=1)[0]
            self.add_error(name if name in self.fields else None, error.detail)


class NewProductForm(ProductForm):
    sku = forms.CharField(
        label=_("SKU"),
        max_length=120,
        help_text=_("Your own code for it. It cannot change later."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    field_order = ("sku", *MAIN)


def _part(line: str) -> Part:
    found = _PART.fullmatch(line)
    if found is None or found["quantity"] == "0":
        raise forms.ValidationError(_("Write a part as its SKU and how many: ROBE-M x 2."))
    return Part(found["sku"], int(found["quantity"] or 1))


def initial_of(product: Product) -> dict[str, Any]:
    """The form's values of a stored product."""
    plain = "title stock is_active image_url page_url description variant is_service".split()
    return {name: getattr(product, name) for name in plain} | {
        "price": "" if product.price is None else written(product.price),
        "category": product.category.name if product.category else "",
        "parent_sku": product.parent.sku if product.parent else "",
        "pack": "\n".join(f"{part.part.sku} x {part.quantity}" for part in product.pack_parts.all()),
        "version": product.updated_at.isoformat(),
    }
