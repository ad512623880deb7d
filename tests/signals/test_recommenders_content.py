"""What is alike by words and marks, in two languages, before anybody bought it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from signals.recommenders.content import Content, letters, vectors
from signals.recommenders.interface import Interactions, ItemWords


def fitted(*words: ItemWords) -> Content:
    return Content().fit(Interactions.of([], range(len(words)), words=words))


def test_runs_of_letters_stay_inside_words_and_know_their_edges() -> None:
    assert letters("thé") == [" t", "th", "hé", "é ", " th", "thé", "hé ", " thé", "thé ", " thé "]
    assert letters("a b") == [" a", "a ", " a ", " b", "b ", " b "]


def test_a_new_product_is_near_to_what_resembles_it() -> None:
    model = fitted(
        ItemWords("Robe kabyle brodée à la main"),
        ItemWords("Théière en cuivre"),
        ItemWords("Robes kabyles brodées"),
    )
    assert model.neighbours(0, 2)[0].item == 2
    assert model.scores([0])[2] > 3 * model.scores([0])[1]


def test_marks_bridge_languages_that_share_no_letters() -> None:
    tokens = ("category:dresses", "colour:white")
    model = fitted(
        ItemWords("Robe blanche", tokens),
        ItemWords("فستان أبيض", tokens),
        ItemWords("فستان أسود", ("category:shoes",)),
    )
    assert model.neighbours(0, 1)[0].item == 1
    assert model.scores([0])[1] == pytest.approx(3 / 5, abs=1e-12)


def test_spelling_and_accents_do_not_matter() -> None:
    model = fitted(ItemWords("Théière  EN cuivre"), ItemWords("theiere en cuivre"))
    assert model.scores([0])[1] == pytest.approx(1.0, abs=1e-12)


def test_vectors_have_length_one_or_none() -> None:
    found = vectors([ItemWords("robe", ("a",)), ItemWords(), ItemWords("", ("a", "b"))])
    assert np.asarray(found.multiply(found).sum(axis=1)).ravel() == pytest.approx([1, 0, 1])


def test_weights_of_the_blocks_are_one_one_and_three() -> None:
    """Same marks, nothing else in common: 3 of 5. Idf is equal in both, so that it cancels."""
    model = fitted(ItemWords("abc", ("m",)), ItemWords("xyz", ("m",)))
    assert model.scores([0])[1] == pytest.approx(3 / 5, abs=1e-12)


def test_rare_words_weigh_more_as_in_the_published_formula() -> None:
    """``idf = ln((1 + m) / (1 + df)) + 1`` with marks alone: items share the common one, or the rare one."""
    marks = [("c", "r"), ("c",), ("r",), ("c",)]
    model = fitted(*(ItemWords("", tokens) for tokens in marks))
    common, rare = math.log(5 / 4) + 1, math.log(5 / 3) + 1
    length = math.hypot(common, rare)
    assert model.scores([0]).tolist() == pytest.approx([0, common / length, rare / length, common / length])


def test_without_words_nothing_is_alike() -> None:
    model = Content().fit(Interactions.of([[0, 1]], range(2)))
    assert model.scores([0]).tolist() == [0.0, 0.0]
