"""The call for a person, in every way it is written, and what only looks like one."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from transparency.cases.hearing import hear
from transparency.cases.replay import replays


class Line(NamedTuple):
    is_call: bool
    form: str
    text: str


LINES = [
    Line(sign == "+", form, text)
    for sign, form, text in (
        line.split(" ", 2)
        for line in Path(__file__)
        .with_name("data")
        .joinpath("adviser_calls.txt")
        .read_text("utf-8")
        .splitlines()
        if line and not line.startswith("#")
    )
]


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{'+-'[not line.is_call]} {line.text}")
def test_a_call_is_heard_and_nothing_else(line: Line) -> None:
    assert (hear(line.text) is not None) is line.is_call


def test_every_form_has_calls_and_what_looks_like_them() -> None:
    for form in ("fr", "en", "ar", "darija", "arabizi"):
        assert {line.is_call for line in LINES if line.form == form} == {True, False}


@pytest.mark.parametrize("line", [line for line in LINES if line.is_call], ids=lambda line: line.text)
def test_what_was_heard_is_heard_again_from_the_words_that_are_kept(line: Line) -> None:
    heard = hear(line.text)
    assert heard is not None
    assert replays([{"words": list(heard.words)}], {"term": heard.term, "held": []}) is True


def test_other_words_do_not_replay_and_a_persons_act_is_nothing_to_replay() -> None:
    assert replays([{"words": ["prix"]}], {"term": "adviser"}) is False
    assert replays([], {"released": ["customer"]}) is None


@pytest.mark.parametrize(
    "text", ["", "🙂🙂", "\x00", "\u202econseiller\u202c", "ﷺ", "a" * 50_000, "12345", "...", "«»"]
)
def test_no_script_breaks_it(text: str) -> None:
    hear(text)
