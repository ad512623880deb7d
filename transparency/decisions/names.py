"""Names for the numbers that decisions hold. What is gone since keeps its number: the decision stays readable."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from catalog.products.models import Product
from transparency.ledger.models import Decision


class Names:
    """Titles of the products that one decision mentions, in one query; ask inside the shop's scope."""

    def __init__(self, decision: Decision) -> None:
        numbers = {text.partition(":")[2] for text in decision.mentions if text.startswith("product:")}
        wanted = [int(number) for number in numbers if number.isdecimal() and len(number) < 19]
        self._titles = dict(Product.objects.filter(pk__in=wanted).values_list("pk", "title"))

    def product(self, number: Any) -> str:
        title = self._titles.get(int(number)) if str(number).isdecimal() else None
        return title or _("product no. %(n)s") % {"n": number}

    def products(self, numbers: Iterable[Any], most: int = 3) -> str:
        """The first few, each between quotation marks."""
        return ", ".join(f"“{self.product(number)}”" for number in list(numbers)[:most])
