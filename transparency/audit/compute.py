"""Comparing how groups were treated: permutation over customers, Benjamini–Hochberg, and what cannot be excluded.

A customer counts once, with one value: ten orders of one person are no ten witnesses. Permuting labels over rows instead
would find differences where none are (88 % of null shops, ``docs/methods/fairness.md``).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

VERSION: Final = "fairness-1"
PERMUTATIONS: Final = 2000
FALSE_DISCOVERIES: Final = 0.05
# Groups under this are merged; a comparison needs two groups that large.
GROUP_FLOOR: Final = 30
MOST_VALUES: Final = 2000
OTHERS: Final = "…"
_Z95: Final = 1.959963984540054
_AT_ONCE: Final = 2_000_000

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Question:
    """One comparison: a value per customer (or product) and the label of the group each belongs to."""

    measure: str
    grouping: str
    values: tuple[float, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """``mean`` of the group; ``relative`` its distance to the mean of all others, as a share of the mean of all.

    ``low`` and ``high`` are the 95 % interval of ``relative`` (Welch); None where no spread is known.
    """

    key: str
    n: int
    mean: float
    relative: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Compared:
    """``p`` and ``q`` are None when there is not enough data; ``excludes`` is the x of "cannot exclude ±x"."""

    n: int
    mean: float | None
    p: float | None
    q: float | None
    excludes: float | None
    groups: tuple[Group, ...]

    @property
    def is_different(self) -> bool:
        return self.q is not None and self.q <= FALSE_DISCOVERIES

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"groups": [asdict(group) for group in self.groups]}


def merged(labels: tuple[str, ...], floor: int = GROUP_FLOOR) -> tuple[str, ...]:
    """Labels with every group under the floor as one; it joins the smallest other when it is itself too small."""
    sizes = Counter(labels)
    small = {label for label, n in sizes.items() if n < floor}
    if not small:
        return labels
    together = sum(sizes[label] for label in small)
    name = OTHERS
    if together < floor:
        large = [(n, label) for label, n in sizes.items() if label not in small]
        name = min(large)[1] if large else OTHERS
    return tuple(name if label in small else label for label in labels)


def sampled(question: Question, rng: np.random.Generator) -> Question:
    """At most ``MOST_VALUES`` of the values, drawn at random: a decision must stay small enough to be kept."""
    if len(question.values) <= MOST_VALUES:
        return question
    chosen = np.sort(rng.choice(len(question.values), MOST_VALUES, replace=False))
    values = tuple(question.values[at] for at in chosen)
    return Question(question.measure, question.grouping, values, tuple(question.labels[at] for at in chosen))


def between(values: Floats, starts: NDArray[np.int64], sizes: Floats) -> Floats:
    """Sum of squares between groups of each row of ``values``, whose columns are sorted by group."""
    sums = np.add.reduceat(values, starts, axis=1)
    return np.asarray((sums**2 / sizes).sum(axis=1))


def permutation_p(
    values: Floats, codes: NDArray[np.int64], rng: np.random.Generator, permutations: int
) -> float:
    """Share of relabellings of the customers whose groups differ at least as much, the given one counted in."""
    order = np.argsort(codes, kind="stable")
    sizes = np.bincount(codes).astype(np.float64)
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.int64)
    seen = between(values[order][None, :], starts, sizes)[0]
    at_once = max(1, _AT_ONCE // len(values))
    beyond, left = 0, permutations
    while left:
        rows = min(left, at_once)
        shuffled = rng.permuted(np.broadcast_to(values, (rows, len(values))), axis=1)
        # A hair of tolerance: equal sums that were added in another order are equal.
        beyond += int((between(shuffled, starts, sizes) >= seen * (1 - 1e-12)).sum())
        left -= rows
    return (1 + beyond) / (1 + permutations)


def benjamini_hochberg(p: Floats) -> Floats:
    """Adjusted p-values (Benjamini and Hochberg 1995): at most ``q`` of what is under ``q`` is chance."""
    if not len(p):
        return p
    order = np.argsort(p)
    ranks = np.arange(1, len(p) + 1)
    stepped = np.minimum.accumulate((p[order] * len(p) / ranks)[::-1])[::-1]
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(stepped, 1.0)
    return adjusted


def _group(key: str, inside: Floats, outside: Floats, mean: float) -> Group:
    relative = low = high = None
    if mean and len(inside) > 1 and len(outside) > 1:
        apart = float(inside.mean() - outside.mean())
        spread = float(np.sqrt(inside.var(ddof=1) / len(inside) + outside.var(ddof=1) / len(outside)))
        scale = abs(mean)
        relative = apart / scale
        low, high = relative - _Z95 * spread / scale, relative + _Z95 * spread / scale
    return Group(key, len(inside), float(inside.mean()), relative, low, high)


def _groups(values: Floats, labels: tuple[str, ...]) -> tuple[Group, ...]:
    names = np.array(labels)
    mean = float(values.mean())
    return tuple(
        _group(str(key), values[names == key], values[names != key], mean) for key in sorted(set(labels))
    )


def _excluded(groups: tuple[Group, ...]) -> float | None:
    """The largest difference that the data still allows for any group."""
    bounds = [abs(bound) for group in groups for bound in (group.low, group.high) if bound is not None]
    return max(bounds) if bounds else None


def compare(questions: list[Question], seed: int, *, permutations: int = PERMUTATIONS) -> list[Compared]:
    """Every question answered, in order; the same seed gives the same answers (PCG64).

    A question without two groups of ``GROUP_FLOOR`` is answered with what its groups are, and no verdict.
    """
    rng = np.random.Generator(np.random.PCG64(seed))
    found = [_compared(question, rng, permutations) for question in questions]
    known = [at for at, one in enumerate(found) if one.p is not None]
    adjusted = benjamini_hochberg(np.array([found[at].p for at in known], dtype=np.float64))
    for at, q in zip(known, adjusted, strict=True):
        one = found[at]
        found[at] = Compared(one.n, one.mean, one.p, float(q), one.excludes, one.groups)
    return found


def _compared(question: Question, rng: np.random.Generator, permutations: int) -> Compared:
    n = len(question.values)
    if not n:
        return Compared(0, None, None, None, None, ())
    labels = merged(question.labels)
    values = np.array(question.values, dtype=np.float64)
    groups = _groups(values, labels)
    mean = float(values.mean())
    if len(groups) < 2 or min(group.n for group in groups) < GROUP_FLOOR:
        return Compared(n, mean, None, None, None, groups)
    if not values.std():
        return Compared(n, mean, 1.0, None, 0.0, groups)
    codes = np.unique(np.array(labels), return_inverse=True)[1].astype(np.int64)
    p = permutation_p(values, codes, rng, permutations)
    return Compared(n, mean, p, None, _excluded(groups), groups)
