"""Groups of cells of a content file to values, with the reason when one cannot be kept."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from catalog.content.models import Metric
from catalog.content.numbers import is_given, parse_count, parse_seconds, parse_share
from catalog.imports.formats.cells import BadCell, cleaned
from shop_ai.lib.text import tidy

_SKUS: Final = re.compile(r"[,;|\n]")
_MOST_PRODUCTS: Final = 50


def metrics_of(cells: Mapping[str, str]) -> dict[str, Decimal]:
    """The metrics that a row gives, by name; raises BadCell for one that cannot be read."""
    found: dict[str, Decimal] = {}
    for name in Metric.values:
        text = cells.get(name, "")
        if is_given(text):
            value = parse_seconds(text) if name == Metric.WATCH_SECONDS else parse_count(text)
            if value is None:
                raise BadCell(name, text, "bad_amount")
            found[name] = value
    return found | _completions(cells, found)


def _completions(cells: Mapping[str, str], found: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """TikTok gives completed views as a share of the views; a share of unknown views is no count."""
    text = cells.get("completion_share", "")
    if not is_given(text) or Metric.COMPLETIONS in found or Metric.VIEWS not in found:
        return {}
    share = parse_share(text)
    if share is None:
        raise BadCell("completion_share", text, "bad_amount")
    return {Metric.COMPLETIONS.value: (share * found[Metric.VIEWS]).to_integral_value(ROUND_HALF_UP)}


def tidy_lines(text: str) -> str:
    """A caption with its lines kept and everything else tidied."""
    return "\n".join(tidy(line) for line in text.splitlines()).strip()


def skus_of(text: str) -> tuple[str, ...]:
    found = (cleaned(part) for part in _SKUS.split(text))
    return tuple(dict.fromkeys(sku for sku in found if sku))[:_MOST_PRODUCTS]


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
