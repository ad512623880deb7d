"""From the bytes of a request to a list of raw events, without letting one of them break the others."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MOST_EVENTS = 100
MOST_BYTES = 64 * 1024
LONGEST_NUMBER = 20
HEAD = re.compile(r'\s*\{\s*"events"\s*:\s*\[')


class Unreadable(ValueError):
    """The body is not ``{"events": […]}``."""


class Poison:
    """Stands for a value that cannot be kept (an endless number, NaN, nesting without end)."""


POISON = Poison()


class _Numbers:
    """Reads the numbers of one body, and remembers whether one of them was poison."""

    def __init__(self) -> None:
        self.are_plain = True

    def poison(self, _text: str = "") -> Poison:
        self.are_plain = False
        return POISON

    def integer(self, text: str) -> int | Poison:
        # Python refuses to read integers of thousands of digits, and would refuse the whole body with them.
        return int(text) if len(text) <= LONGEST_NUMBER else self.poison()

    def fraction(self, text: str) -> float | Poison:
        number = float(text)
        return number if math.isfinite(number) else self.poison()


def _parse(text: str, numbers: _Numbers) -> Any:
    return json.loads(
        text, parse_int=numbers.integer, parse_float=numbers.fraction, parse_constant=numbers.poison
    )


def _elements(text: str) -> Iterator[str]:
    """The elements of the array under ``events``, cut by counting brackets outside strings."""
    head = HEAD.match(text)
    if head is None:
        raise Unreadable
    depth, quoted, escaped, start = 0, False, False, head.end()
    for place in range(start, len(text)):
        letter = text[place]
        if quoted:
            quoted, escaped = escaped or letter != '"', letter == "\\" and not escaped
        elif letter == '"':
            quoted = True
        elif letter in "{[":
            depth += 1
        elif depth and letter in "}]":
            depth -= 1
        elif not depth and letter in ",]":
            yield text[start:place]
            start = place + 1
            if letter == "]":
                return
    raise Unreadable


def _parse_alone(text: str) -> Any:
    try:
        return _parse(text, _Numbers())
    except RecursionError:
        return POISON


def _too_deep(text: str) -> list[Any]:
    """The events of a body in which something is nested deeper than the parser can go."""
    try:
        return [_parse_alone(element) for element in _elements(text) if element.strip()]
    except ValueError as error:
        raise Unreadable from error


@dataclass(frozen=True, slots=True)
class Body:
    """The raw events of a request.

    ``is_plain``: none of them can hold a NUL, a lone surrogate or an endless number. Looking at the text as a whole
    costs a hundredth of looking at every value of every event.
    """

    events: list[Any]
    is_plain: bool


def read_body(body: bytes) -> Body:
    """The list under ``events``; raises :class:`Unreadable` when there is none.

    Bytes that are not UTF-8 become lone surrogates, so that the event which holds them is refused and no other.
    """
    numbers = _Numbers()
    text = body.decode("utf-8-sig", "surrogateescape")
    try:
        document = _parse(text, numbers)
    except RecursionError:
        return Body(_too_deep(text), is_plain=False)
    except ValueError as error:
        raise Unreadable from error
    events = document.get("events") if isinstance(document, dict) else None
    if not isinstance(events, list):
        raise Unreadable
    return Body(events, numbers.are_plain and _is_plain_text(body))


def _is_plain_text(body: bytes) -> bool:
    if b"\\u" in body or b"\0" in body:
        return False
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True
