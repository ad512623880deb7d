"""Parts of pages that were made already, kept by each process: what a state says in a language never changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Final

from django.utils.safestring import SafeString

# Some 30 kB each: the bound keeps a process small.
MOST: Final = 96
_parts: Final[OrderedDict[Hashable, SafeString]] = OrderedDict()
_lock: Final = Lock()


def forget_parts() -> None:
    """Make everything anew; for tests that count what making costs."""
    with _lock:
        _parts.clear()


def kept(key: Hashable, make: Callable[[], SafeString]) -> SafeString:
    """The part under its key, made now if it is not kept; the longest unused one goes when there are too many."""
    with _lock:
        if key in _parts:
            _parts.move_to_end(key)
            return _parts[key]
    made = make()
    with _lock:
        _parts[key] = made
        while len(_parts) > MOST:
            _parts.popitem(last=False)
    return made
