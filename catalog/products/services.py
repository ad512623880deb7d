"""Writing products."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypedDict, cast

from django.utils.translation import gettext as _

from catalog.products.models import Category, PackPart, Product
from catalog.products.selectors import products_by_sku
from shop_ai.lib.gate import written
from shop_ai.lib.refusals import Conflict, FieldError, Invalid
from shop_ai.lib.tenancy import shop_scope


@dataclass(frozen=True, slots=True)
class Part:
    """So many of the product with this SKU are in one pack."""

    sku: str
    quantity: int = 1


class ProductFields(TypedDict, total=False):
    """What can be said of a product. ``category`` is a name, ``parent_sku`` and ``pack`` name products."""

    title: str
    variant: str
    description: str
    price: Decimal | None
    stock: int | None
    image_url: str
    page_url: str
    is_service: bool
    is_active: bool
    category: str | None
    parent_sku: str | None
    pack: list[Part]


COLUMNS = frozenset(ProductFields.__annotations__) - {"category", "parent_sku", "pack"}


def create_product(shop_id: int, *, sku: str, fields: ProductFields) -> Product:
    """A new product; raises Conflict when the SKU is taken and Invalid for an unknown parent or part."""
    with shop_scope(shop_id):
        taken = Product.objects.filter(sku=sku).first()
        if taken is not None:
            raise Conflict(
                _("A product with the SKU %(sku)s exists.") % {"sku": sku}, existing=f"prd_{taken.uid.hex}"
            )
        return _write(Product(shop_id=shop_id, sku=sku), fields)


def put_product(shop_id: int, *, sku: str, fields: ProductFields) -> tuple[Product, bool]:
    """Make the product with this SKU be as ``fields`` say, and whether it is new. Sending it again changes nothing."""
    with shop_scope(shop_id):
        new = Product.objects.bulk_create(
            [Product(shop_id=shop_id, sku=sku, title=fields["title"])], ignore_conflicts=True
        )[0]
        product = Product.objects.select_for_update(no_key=True).get(sku=sku)
        return _write(product, fields), product.uid == new.uid


def change_product(shop_id: int, uid: uuid.UUID, fields: ProductFields) -> Product | None:
    """Change what ``fields`` name and leave the rest; None when the shop has no such product."""
    with shop_scope(shop_id):
        product = Product.objects.select_for_update(no_key=True).filter(uid=uid).first()
        return _write(product, fields) if product else None


def hold_product(shop_id: int, uid: uuid.UUID) -> None:
    """Keep others from changing the product until the transaction ends."""
    with shop_scope(shop_id):
        Product.objects.select_for_update(no_key=True).filter(uid=uid).values_list("pk").first()


def _write(product: Product, fields: ProductFields) -> Product:
    for name, value in fields.items():
        if name in COLUMNS:
            setattr(product, name, value)
    if "category" in fields:
        product.category = _category(fields["category"])
    if "parent_sku" in fields:
        product.parent = _parent(product, fields["parent_sku"])
    product.save()
    if "pack" in fields:
        _pack(product, fields["pack"])
    written(product.shop_id, "product", product.parent_id or product.pk)
    return product


def _category(name: str | None) -> Category | None:
    if not name:
        return None
    found: Category = Category.objects.get_or_create(name=name, defaults={})[0]
    return found


def _parent(product: Product, sku: str | None) -> Product | None:
    if not sku:
        return None
    parent: Product | None = Product.objects.filter(sku=sku).first()
    if parent is None:
        raise Invalid(_unknown("#/parent_sku", sku))
    if sku == product.sku or parent.parent_id is not None:
        detail = _("A variant belongs to a product that is no variant itself.")
        raise Invalid(FieldError("#/parent_sku", "bad_parent", detail))
    return parent


def _pack(product: Product, parts: list[Part]) -> None:
    """Replace the parts of a pack. A pack does not hold itself, another pack or the same part twice."""
    found = products_by_sku(product.shop_id, [part.sku for part in parts])
    packs = set(PackPart.objects.filter(pack__in=found.values()).values_list("pack_id", flat=True))
    errors: list[FieldError] = []
    for position, part in enumerate(parts):
        pointer = f"#/pack/{position}/sku"
        if part.sku not in found:
            errors.append(_unknown(pointer, part.sku))
        elif part.sku == product.sku or found[part.sku].pk in packs:
            errors.append(FieldError(pointer, "pack_in_pack", _("A pack cannot be a part of a pack.")))
        elif part.sku in {earlier.sku for earlier in parts[:position]}:
            errors.append(FieldError(pointer, "twice", _("This part is named twice; use its quantity.")))
    if errors:
        raise Invalid(*errors)
    PackPart.objects.filter(pack=product).delete()
    PackPart.objects.bulk_create(
        PackPart(shop_id=product.shop_id, pack=product, part=found[part.sku], quantity=part.quantity)
        for part in parts
    )


def _unknown(pointer: str, sku: str) -> FieldError:
    return FieldError(pointer, "unknown_sku", _("No product has the SKU %(sku)s.") % {"sku": sku})


def fields_of(values: dict[str, Any]) -> ProductFields:
    """Validated values of a request as product fields."""
    fields: ProductFields = cast(
        ProductFields, {name: value for name, value in values.items() if name != "sku"}
    )
    if "pack" in values:
        fields["pack"] = [Part(part["sku"], part["quantity"]) for part in values["pack"]]
    return fields
