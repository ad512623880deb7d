"""When cases are heard of: in every message that comes in, each night, and in the letters to the team."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attribution.nightly.steps import Night, Step, add_last
from catalog.conversations.listening import Said, listen_with, watch_answers
from catalog.outbox.services import handles
from transparency.cases.letters import ANSWER_LETTER, LATE_LETTER


@listen_with
def listen(shop_id: int, said: Sequence[Said]) -> None:
    from transparency.cases.listening import listen as hear_all

    hear_all(shop_id, said)


@watch_answers
def watch(shop_id: int, said: Sequence[Said]) -> None:
    from transparency.cases.listening import note_answers

    note_answers(shop_id, said)


@handles(LATE_LETTER)
def write_late_letter(shop_id: int, payload: dict[str, Any]) -> None:
    from transparency.cases.letters import send_late_letter

    send_late_letter(shop_id, payload["case"])


@handles(ANSWER_LETTER)
def write_answer_letter(shop_id: int, payload: dict[str, Any]) -> None:
    from transparency.cases.letters import send_answer_letter

    send_answer_letter(shop_id, payload["case"])


def _night(night: Night) -> dict[str, int]:
    from transparency.cases.listening import hold_those_known_later

    return {"held": hold_those_known_later(night.shop_id)}


add_last(Step("cases", _night))
