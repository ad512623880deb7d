"""What is alike by its words and marks, for items that nobody bought yet. Pure.

Three blocks, each TF-IDF weighted and of length 1: letters (n-grams of 2 to 5 inside words, edges marked by a space),
words, and structured tokens (category, brand, price band, colour). ``cosine = (letters + words + 3 tokens) / 5`` over
the blocks that both have; the tokens carry what French and Arabic descriptions cannot share. ``idf = ln((1 + m) /
(1 + df)) + 1``, as in scikit-learn, which is not needed for these few lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, Self

import numpy as np
from scipy import sparse

from shop_ai.lib.text import normalise
from signals.recommenders.additive import Additive
from signals.recommenders.interface import Floats, Interactions, ItemWords

SHORTEST: Final = 2
LONGEST: Final = 5
TEXT_KEPT: Final = 500  # a page-long description would weigh by its length, not by what it says
_WORD: Final = re.compile(r"\w+")


class Content(Additive):
    """Cosine of the words and marks of items."""

    NAME = "content"
    VERSION = "content-1"

    def fit(self, data: Interactions) -> Self:
        """Make the vectors; without words everything is 0."""
        self.n_items = data.n_items
        words = data.words or tuple(ItemWords() for _ in range(data.n_items))
        self._vectors = vectors(words)
        return self

    def row(self, item: int) -> Floats:
        """The cosine with every item, 0 for the item itself."""
        amounts = np.asarray((self._vectors @ self._vectors[item].T).todense()).ravel()
        amounts[item] = 0.0
        return np.asarray(amounts, dtype=np.float64)


def vectors(words: Sequence[ItemWords]) -> Any:
    """One row of length 1 (or 0, when nothing is known) for each item."""
    texts = [normalise(one.text[:TEXT_KEPT]) for one in words]
    blocks = (
        (1.0, _block(texts, letters)),
        (1.0, _block(texts, _WORD.findall)),
        (3.0, _block([one.tokens for one in words], list)),
    )
    joined = sparse.hstack([np.sqrt(weight) * block for weight, block in blocks], format="csr")
    return _of_length_one(joined)


def letters(text: str) -> list[str]:
    """Every run of 2 to 5 signs of each word with a space at either end."""
    found = []
    for word in _WORD.findall(text):
        edged = f" {word} "
        for size in range(SHORTEST, LONGEST + 1):
            found += [edged[at : at + size] for at in range(max(len(edged) - size + 1, 0))]
    return found


def _block(documents: Iterable[Any], features: Callable[[Any], Iterable[str]]) -> Any:
    """TF-IDF of one kind of feature, rows of length 1."""
    columns: dict[str, int] = {}
    starts, places, counts = [0], [], []
    for document in documents:
        held = Counter(features(document))
        for name in sorted(held):
            places.append(columns.setdefault(name, len(columns)))
            counts.append(float(held[name]))
        starts.append(len(places))
    shape = (len(starts) - 1, max(len(columns), 1))
    matrix = sparse.csr_matrix((counts, places, starts), shape=shape, dtype=np.float64)
    found_in = np.bincount(np.asarray(places, dtype=np.int64), minlength=shape[1])
    idf = np.log((1.0 + shape[0]) / (1.0 + found_in)) + 1.0
    return _of_length_one(sparse.csr_matrix(matrix @ sparse.diags(idf)))


def _of_length_one(matrix: Any) -> Any:
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    scale = np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > 0)
    return sparse.csr_matrix(sparse.diags(scale) @ matrix)
