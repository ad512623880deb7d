"""How long a decision took: the time since its work began, or since the decision before it in the same work."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_began: ContextVar[float | None] = ContextVar("decision_began", default=None)


@contextmanager
def deciding() -> Iterator[None]:
    """Work that may end in decisions: a step of the night, a job."""
    token = _began.set(time.perf_counter())
    try:
        yield
    finally:
        _began.reset(token)


def milliseconds_taken() -> int | None:
    """Since the work began or since this was last asked; None where nobody said that work began."""
    began = _began.get()
    if began is None:
        return None
    now = time.perf_counter()
    _began.set(now)
    return round((now - began) * 1000)
