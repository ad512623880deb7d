"""Which groups are too small to show, so that none of them can be computed from what is shown.

The reader sees the groups that are shown, the whole, and so the sum of the hidden ones. Pure.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Final, TypeVar

FEWEST: Final = 10

Key = TypeVar("Key", bound=Hashable)


def hidden(counts: Mapping[Key, int], fewest: int = FEWEST) -> set[Key]:
    """The keys to hide: those under ``fewest``, and the next larger ones as long as the rest gives a hidden one away.

    One hidden group alone would be the whole less the others; a sum under ``fewest`` would be a small group itself;
    and small groups that add up to the most they can be are each known to be just under the limit. Groups of equal
    size go together, since hiding one of two would tell that its twin was not the smallest.
    """
    small = {key for key, count in counts.items() if count < fewest}
    found = set(small)
    while found and len(found) < len(counts):
        total = sum(counts[key] for key in found)
        is_full = found == small and total >= (fewest - 1) * len(found)
        if len(found) >= 2 and total >= fewest and not is_full:
            break
        smallest = min(count for key, count in counts.items() if key not in found)
        found |= {key for key, count in counts.items() if count == smallest}
    return found


def may_show_part(inside: int, everywhere: int, fewest: int = FEWEST) -> bool:
    """Whether a count of one group may stand beside the same count of the whole shop.

    Their difference is the count of everybody else, which must not be small either.
    """
    outside = everywhere - inside
    return inside >= fewest and (outside == 0 or outside >= fewest)
