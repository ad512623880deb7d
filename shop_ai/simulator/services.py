"""Simulating a shop: the days of a world, one after the other, into doors and files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, Protocol
from zoneinfo import ZoneInfo

from shop_ai.simulator.model.world import Day, World
from shop_ai.simulator.writers.clock import midnight
from shop_ai.simulator.writers.sheets import Sheets, add_orders
from shop_ai.simulator.writers.wire import Sent, Site, wire

MOST_EVENTS, MOST_ROWS = 100_000, 40_000  # of one file


class Sink(Protocol):
    """Where a simulated shop goes: doors of the service, or a folder."""

    def begin(self) -> dict[int, str]:
        """What stands before the first day; returns the public ids of the pieces, as far as there are any."""

    def orders(self, sheets: Sheets) -> None: ...

    def events(self, sent: list[tuple[Day, Sent]]) -> None: ...

    def day(self, day: Day) -> None: ...

    def end(self) -> dict[str, Any]: ...


NO_PLAYLISTS: Final[Sequence[str]] = ()
NO_PATHS: Final[Mapping[str, Collection[str]]] = {}


def simulate(
    world: World,
    sinks: Sequence[Sink],
    *,
    zone: ZoneInfo,
    now: datetime,
    playlists: Sequence[str] = NO_PLAYLISTS,
    on_paths: Mapping[str, Collection[str]] = NO_PATHS,
    say: Callable[[str], None] = lambda _line: None,
) -> dict[str, Any]:
    """Write the whole plan up to ``now``; returns what was made and what each sink says of it.

    ``playlists`` are addresses of playlists that visitors open, ``on_paths`` the SKUs on each.

    Memory follows the largest day, the customers and one file of events, however many days there are.
    """
    contents: dict[int, str] = {}
    for sink in sinks:
        contents |= sink.begin()
    flow = _Flow(world, sinks, Site(zone, playlists, contents, on_paths), now)
    for day in world.days():
        if midnight(day.date, zone) > now:
            break
        flow.add(day)
        say(f"{day.date}: {flow.orders} orders, {flow.events} events")
    flow.flush()
    return {"orders": flow.orders, "events": flow.events, "sinks": [sink.end() for sink in sinks]}


class _Flow:
    """Gathers rows until a file is full, then hands them on."""

    def __init__(self, world: World, sinks: Sequence[Sink], site: Site, now: datetime) -> None:
        self._world, self._sinks, self._site, self._now = world, sinks, site, now
        self._sheets, self._sent = Sheets(), list[tuple[Day, Sent]]()
        self.orders = self.events = 0

    def add(self, day: Day) -> None:
        before = self._sheets.orders
        add_orders(self._sheets, self._world, day, self._site, self._now)
        self.orders += self._sheets.orders - before
        sent = [(day, one) for one in wire(self._world, day, self._site) if one.at <= self._now]
        self.events += len(sent)
        self._sent += sent
        for sink in self._sinks:
            sink.day(day)
        if len(self._sheets) >= MOST_ROWS:
            self._flush_orders()
        while len(self._sent) >= MOST_EVENTS:
            self._flush_events()

    def flush(self) -> None:
        """Hand on what is left, orders first."""
        self._flush_orders()
        self._flush_events()

    def _flush_orders(self) -> None:
        full, self._sheets = self._sheets, Sheets()
        for sink in self._sinks:
            if len(full):
                sink.orders(full)

    def _flush_events(self) -> None:
        piece, self._sent = self._sent[:MOST_EVENTS], self._sent[MOST_EVENTS:]
        for sink in self._sinks:
            if piece:
                sink.events(piece)
