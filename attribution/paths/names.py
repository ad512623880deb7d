"""The rules by which ends are shared among channels, in the order of every page and of the command."""

from __future__ import annotations

from typing import Final

MARKOV: Final = "markov"
MODELS: Final = (
    "first",
    "last",
    "last_non_direct",
    "linear",
    "position",
    "time_decay",
    MARKOV,
    "shapley",
)
