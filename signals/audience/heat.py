"""Hours of the week as a grid whose small cells cannot be read, coarser as there is less to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from signals.audience.hiding import FEWEST, hidden

SPANS: Final = (1, 3, 6)
HOURS: Final = 24
SHADES: Final = 5
WEEKDAYS: Final = 7
# Where the week begins (CLDR firstDay), Sunday being 0; Monday elsewhere.
FIRST_DAYS: Final = {"DZ": 6}


@dataclass(frozen=True, slots=True)
class Cell:
    """``count`` is None where there are fewer than ten, or where it would give such a cell away; shades are 0 to 5."""

    weekday: int
    hour: int
    count: int | None
    shade: int


@dataclass(frozen=True, slots=True)
class Heat:
    """Rows of hours, columns of weekdays in the country's order; each row spans ``span`` hours."""

    span: int
    weekdays: tuple[int, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    total: int

    @property
    def shown(self) -> int:
        """How many cells can be read."""
        return sum(cell.count is not None for _hour, cells in self.rows for cell in cells)


def heat_of(counts: Mapping[tuple[int, int], int], country: str) -> Heat:
    """The finest grid of which at least half can be read; six hours a row when none is.

    ``counts`` by (weekday from Sunday 0, hour 0 to 23).
    """
    first = FIRST_DAYS.get(country, 1)
    weekdays = tuple((first + step) % WEEKDAYS for step in range(WEEKDAYS))
    grids = (_grid(counts, span, weekdays) for span in SPANS)
    best = next((grid for grid in grids if grid.shown * 2 >= WEEKDAYS * HOURS // grid.span), None)
    return best or _grid(counts, SPANS[-1], weekdays)


def _grid(counts: Mapping[tuple[int, int], int], span: int, weekdays: tuple[int, ...]) -> Heat:
    cells: dict[tuple[int, int], int] = {(day, hour): 0 for day in weekdays for hour in range(0, HOURS, span)}
    for (day, hour), count in counts.items():
        cells[(day, hour - hour % span)] += count
    secret = hidden(cells)
    top = max((count for key, count in cells.items() if key not in secret), default=FEWEST)

    def cell(day: int, hour: int) -> Cell:
        count = cells[(day, hour)]
        if (day, hour) in secret:
            return Cell(day, hour, None, 0)
        return Cell(day, hour, count, max(1, -(-count * SHADES // top)))

    rows = tuple((hour, tuple(cell(day, hour) for day in weekdays)) for hour in range(0, HOURS, span))
    return Heat(span, weekdays, rows, sum(cells.values()))
