"""How often a list of trends is right in worlds of which the truth is known, and that the guide says so.

``WRITE_FIGURES=1 ./test tests/signals/test_trends_truth.py`` writes the figures into the guide again.
"""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import pytest

from tests.signals.trend_worlds import Score, World, scores

GUIDE = Path(__file__).parents[2] / "docs/methods/trends.md"
BLOCK = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- end of figures -->)", re.DOTALL)

# World, simulated weeks, and how the guide calls it.
WORLDS = {
    "large": (World(), 60, "2,000 terms, 20,000 searches, overdispersion .3, 2 % tripled"),
    "null": (World(true_share=0), 30, "the same, nothing rises"),
    "calm": (World(overdispersion=0), 20, "the same, without overdispersion"),
    "small": (World(terms=200, total=300, times=10), 60, "200 terms, 300 searches, 2 % ten times"),
    "tiny": (World(terms=100, total=100), 60, "100 terms, 100 searches, 2 % tripled"),
}


@cache
def found(name: str) -> dict[str, Score]:
    world, weeks, _words = WORLDS[name]
    return scores(world, weeks)


def test_of_the_confirmed_list_at_most_a_tenth_is_false_under_overdispersion() -> None:
    assert found("large")["trend"].false_share <= 0.10
    assert found("large")["watch"].false_share <= 0.20
    assert found("large")["trend"].recall > 0.03


def test_nearly_all_of_what_doubled_is_false() -> None:
    assert found("large")["naive"].false_share > 0.85


def test_when_nothing_rises_almost_nothing_is_listed() -> None:
    assert found("null")["trend"].entries < 0.2
    assert found("null")["naive"].entries > 100


def test_without_overdispersion_half_of_the_rises_are_found_and_none_is_false() -> None:
    assert found("calm")["trend"].recall > 0.4
    assert found("calm")["trend"].false_share < 0.02


def test_a_strong_rise_is_found_in_a_small_shop_and_a_tripling_in_a_tiny_one_is_not() -> None:
    assert found("small")["trend"].false_share <= 0.10
    assert found("small")["trend"].recall > 0.25
    assert found("tiny")["trend"].recall < 0.05


@pytest.mark.parametrize("name", WORLDS)
def test_the_guide_gives_these_figures(name: str) -> None:
    if os.environ.get("WRITE_FIGURES"):
        GUIDE.write_text(BLOCK.sub(lambda _match: table(), GUIDE.read_text()))
    block = BLOCK.search(GUIDE.read_text())
    assert block
    assert all(line in block[0] for line in lines(name))


def lines(name: str) -> list[str]:
    words = WORLDS[name][2]
    lists = {"naive": "at least 5 and twice the mean", "watch": "to watch", "trend": "confirmed"}
    return [
        f"| {words} | {title} | {one.entries:.1f} | {one.false_share:.2f} | {one.false_of_all:.2f} | {one.recall:.2f} |"
        for key, title in lists.items()
        for one in [found(name)[key]]
    ]


def table() -> str:
    head = (
        "| world | list | entries a week | false discovery rate | false of all entries | true rises found |"
    )
    rule = "|---|---|---|---|---|---|"
    return "\n".join([head, rule, *(line for name in WORLDS for line in lines(name)), ""])
