"""``./bench [NAME…]``: prints one JSON object a line."""

from __future__ import annotations

import sys

from benchmarks.registry import discover
from benchmarks.report import as_line


def main(arguments: list[str]) -> int:
    measurements = discover()
    if arguments == ["--list"]:
        print("\n".join(measurements))
        return 0
    unknown = [name for name in arguments if name not in measurements]
    if unknown:
        print(
            f"no measurement is called {', '.join(unknown)}; ./bench --list tells the names", file=sys.stderr
        )
        return 2
    for name in arguments or measurements:
        for row in measurements[name](name):
            print(as_line(row), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
