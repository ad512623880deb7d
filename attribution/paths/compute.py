"""Credit of channels under every model of the contract, from paths. Pure; parts of a file may be added up one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from attribution.paths.markov import Chain, count, removal_effects
from attribution.paths.names import MARKOV, MODELS
from attribution.paths.rules import RULES
from attribution.paths.touches import Floats, Paths, tally


@dataclass(frozen=True, slots=True)
class Credit:
    """Of one channel: ends and value in parts, and the removal effect (0…1) under a Markov chain."""

    conversions: float
    value: float
    removal_effect: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The credit of every channel; it adds up to ``conversions`` and ``value``."""

    model: str
    conversions: float
    value: float
    channels: dict[str, Credit]


@dataclass(slots=True)
class Tally:
    """What one model needs of the paths seen so far."""

    model: str
    names: tuple[str, ...] = ()
    conversions: float = 0.0
    value: float = 0.0
    credit: Floats = field(default_factory=lambda: np.zeros((2, 0)))
    chain: Chain | None = None

    def add(self, paths: Paths) -> None:
        """Count more paths. Their names begin with those seen before, in the same order."""
        self.conversions += float(paths.conversions.sum())
        self.value += float(paths.values.sum())
        self.names = paths.names
        if self.model == MARKOV:
            more = count(paths)
            self.chain = more if self.chain is None else self.chain.plus(more)
        else:
            grown = np.pad(self.credit, ((0, 0), (0, len(paths.names) - self.credit.shape[1])))
            self.credit = grown + rule_credit(paths, self.model)

    def answer(self) -> Answer:
        effects = removal_effects(self.chain) if self.chain is not None else None
        shares = self.credit if effects is None else np.vstack([effects, effects])
        totals = (self.conversions, self.value)
        won, worth = (summing_to(row, total) for row, total in zip(shares, totals, strict=True))
        shown = {
            name: Credit(float(won[k]), float(worth[k]), None if effects is None else float(effects[k]))
            for k, name in enumerate(self.names)
        }
        return Answer(self.model, *totals, shown)


def rule_credit(paths: Paths, rule: str) -> Floats:
    """Ends and values (2, k) that a rule gives to each channel."""
    weights = RULES[rule](paths)
    k = len(paths.names)
    return np.vstack(
        [
            tally(paths.channels, weights * np.repeat(worth, paths.lengths), k)
            for worth in (paths.conversions, paths.values)
        ]
    )


def summing_to(parts: Floats, total: float) -> Floats:
    """The parts in the same proportion, adding up to the total: what rounding leaves goes to the largest."""
    whole = parts.sum()
    if not whole:
        return np.zeros(len(parts))
    scaled: Floats = parts * (total / whole)
    scaled[int(np.argmax(np.abs(scaled)))] += total - scaled.sum()
    return scaled


def attribute(parts: Iterable[Paths], model: str) -> Answer:
    """The credit under a model, from the paths of a file in one part or in many. Raises KeyError for an unknown model."""
    if model not in MODELS:
        raise KeyError(model)
    tally = Tally(model)
    for paths in parts:
        tally.add(paths)
    return tally.answer()
