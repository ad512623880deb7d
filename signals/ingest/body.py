"""From the bytes of a request to a list of raw events, without letting one of them break the others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
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


def _integer(text: str) -> int | Poison:
    # Python refuses to read integers of thousands of digits, and would refuse the whole body with them.
    return int(text) if len(text) <= LONGEST_NUMBER else POISON


def _constant(_text: str) -> Poison:
    return POISON


def _parse(text: str) -> Any:
    return json.loads(text, parse_int=_integer, parse_constant=_constant)


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
        return _parse(text)
    except RecursionError:
        return POISON


def _too_deep(text: str) -> list[Any]:
    """The events of a body in which something is nested deeper than the parser can go."""
    try:
        return [_parse_alone(element) for element in _elements(text) if element.strip()]
    except ValueError as error:
        raise Unreadable from error


# What may hide something that Postgres cannot keep; an honest page's events hold none of it.
SUSPECT = re.compile(r"\\u|[:,\[]\s*-?\d[\d.]*[eE]|\d{20}|NaN|Infinity")


def is_plain(body: bytes) -> bool:
    """Whether no event of the body can hold a NUL, a lone surrogate or an endless number.

    Looking once at all the text costs a tenth of looking at every value of every event.
    """
    try:
        return SUSPECT.search(body.decode()) is None and b"\0" not in body
    except UnicodeDecodeError:
        return False


def raw_events(body: bytes) -> list[Any]:
    """The list under ``events``; raises :class:`Unreadable` when there is none.

    Bytes that are not UTF-8 become lone surrogates, so that the event which holds them is refused and no other.
    """
    text = body.decode("utf-8-sig", "surrogateescape")
    try:
        document = _parse(text)
    except RecursionError:
        return _too_deep(text)
    except ValueError as error:
        raise Unreadable from error
    events = document.get("events") if isinstance(document, dict) else None
    if not isinstance(events, list):
        raise Unreadable
    return events
