"""What a web process remembers for a few seconds. Pure."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Memory(Generic[K, V]):
    """Values by key, each for ``seconds`` and at most ``most`` of them; when it is full it begins anew.

    Threads share it without a lock: the worst that can happen is that two of them make the same value.
    """

    def __init__(self, seconds: float, most: int) -> None:
        self.seconds, self.most = seconds, most
        self._held: dict[K, tuple[float, V]] = {}

    def __len__(self) -> int:
        return len(self._held)

    def get(self, key: K) -> V | None:
        """The value while it is young enough."""
        held = self._held.get(key)
        return held[1] if held is not None and held[0] >= time.monotonic() else None

    def keep(self, key: K, value: V) -> V:
        if len(self._held) >= self.most:
            self._held.clear()
        self._held[key] = (time.monotonic() + self.seconds, value)
        return value

    def of(self, key: K, make: Callable[[], V | None]) -> V | None:
        """The value, made when there is none; None is not kept."""
        held = self.get(key)
        if held is not None:
            return held
        made = make()
        return made if made is None else self.keep(key, made)

    def forget(self) -> None:
        self._held.clear()
