"""The audit's arithmetic: few false alarms, planted gaps found, and honest words where data is small."""

from __future__ import annotations

import numpy as np
import pytest

from transparency.audit.compute import (
    GROUP_FLOOR,
    OTHERS,
    Question,
    benjamini_hochberg,
    compare,
    merged,
    permutation_p,
)

WILAYAS = ("alger", "oran", "constantine", "setif")


def a_null_shop(rng: np.random.Generator) -> list[Question]:
    """Three measures of 200 customers over two groupings, skewed as money and delays are, and no true difference."""
    n = 200
    wilaya = tuple(rng.choice(WILAYAS, n, p=[0.4, 0.25, 0.2, 0.15]))
    language = tuple(rng.choice(["fr", "ar"], n))
    discount = np.where(rng.random(n) < 0.3, rng.beta(2, 12, n), 0.0)
    delay = rng.lognormal(1.0, 0.8, n)
    held = (rng.random(n) < 0.1).astype(float)
    return [
        Question(name, grouping, tuple(values), labels)
        for name, values in (("discount", discount), ("delivery", delay), ("held_out", held))
        for grouping, labels in (("wilaya", wilaya), ("language", language))
    ]


def false_alarms(shops: int, permutations: int = 999) -> float:
    rng = np.random.Generator(np.random.PCG64(31))
    alarms = 0
    for shop in range(shops):
        found = compare(a_null_shop(rng), shop, permutations=permutations)
        alarms += any(one.is_different for one in found)
    return alarms / shops


def test_in_sixty_null_shops_alarms_are_rare() -> None:
    assert false_alarms(60, 399) <= 0.08


@pytest.mark.long
def test_in_five_hundred_null_shops_at_most_eight_in_a_hundred_alarm() -> None:
    assert false_alarms(500) <= 0.08


@pytest.mark.parametrize("seed", range(5))
def test_a_discount_twice_as_high_in_one_group_of_two_hundred_is_found(seed: int) -> None:
    rng = np.random.Generator(np.random.PCG64([7, seed]))
    got = np.concatenate(
        [np.where(rng.random(200) < 0.5, rng.beta(4, 36, 200) * factor, 0.0) for factor in (1, 1, 2)]
    )
    labels = tuple(np.repeat(["alger", "oran", "setif"], 200))
    others = a_null_shop(rng)
    found = compare([Question("discount", "wilaya", tuple(got), labels), *others], seed)
    assert found[0].is_different
    groups = {group.key: group for group in found[0].groups}
    assert groups["setif"].low is not None
    assert groups["setif"].low > 0


def test_ten_rows_of_one_customer_are_no_ten_witnesses() -> None:
    """What permuting rows would call a difference is none once each customer counts once."""
    rng = np.random.Generator(np.random.PCG64(3))
    customers = rng.normal(size=60)
    labels = tuple("ab"[at % 2] for at in range(60))
    once = compare([Question("m", "g", tuple(customers), labels)], 1)[0]
    rows = compare([Question("m", "g", tuple(np.repeat(customers, 10)), tuple(np.repeat(labels, 10)))], 1)[0]
    assert once.p is not None
    assert rows.p is not None
    assert rows.p < once.p


def test_the_p_value_of_a_small_case_is_that_of_all_its_relabellings() -> None:
    """Three against three: of the 20 ways to split, 2 are as extreme as 1 2 3 against 4 5 6."""
    rng = np.random.Generator(np.random.PCG64(1))
    values, codes = np.array([1.0, 2, 3, 4, 5, 6]), np.array([0, 0, 0, 1, 1, 1])
    assert permutation_p(values, codes, rng, 20_000) == pytest.approx(0.1, abs=0.01)


def test_adjusted_p_values_are_those_of_the_paper() -> None:
    """Benjamini and Hochberg 1995, section 4.1: four of fifteen hypotheses are rejected at .05."""
    given = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459]
    given += [0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000]
    adjusted = benjamini_hochberg(np.array(given))
    assert (adjusted <= 0.05).sum() == 4
    assert adjusted[3] == pytest.approx(0.0095 * 15 / 4)


def test_small_groups_are_merged_and_never_shown_alone() -> None:
    labels = ("a",) * 40 + ("b",) * 20 + ("c",) * 15
    assert merged(labels) == ("a",) * 40 + (OTHERS,) * 35
    assert merged(("a",) * 40 + ("b",) * 5) == ("a",) * 45


def test_too_little_data_gives_no_verdict() -> None:
    found = compare([Question("m", "g", (1.0, 2.0) * 20, ("a", "b") * 20), Question("m", "h", (), ())], 1)
    assert [(one.p, one.q, one.is_different) for one in found] == [(None, None, False)] * 2


def test_what_cannot_be_excluded_shrinks_as_data_grows() -> None:
    rng = np.random.Generator(np.random.PCG64(5))
    sizes = []
    for n in (2 * GROUP_FLOOR, 2000):
        values = tuple(rng.gamma(2.0, 1.0, n))
        found = compare([Question("m", "g", values, ("a", "b") * (n // 2))], 1, permutations=99)[0]
        assert found.excludes is not None
        sizes.append(found.excludes)
    assert sizes[0] > 0.2 > sizes[1]


def test_the_same_seed_gives_the_same_figures() -> None:
    rng = np.random.Generator(np.random.PCG64(9))
    questions = a_null_shop(rng)
    assert compare(questions, 4, permutations=200) == compare(questions, 4, permutations=200)
