"""``./run``: keeps one embedded instance alive until it is asked to stop."""

from __future__ import annotations

import sys
from collections.abc import Callable

from shop_ai.services import lock, runner
from shop_ai.services.paths import RunDirectory, make_run_directory, run_directory
from shop_ai.services.supervisor import Supervisor, say
from shop_ai.services.waiting import Signals, StopRequested


def live(run: RunDirectory, port: int, signals: Signals) -> None:
    """Start, watch, and stop in any case."""
    supervisor = Supervisor(run.logs, signals, lock.take(run.lock, signals))
    try:
        runner.check_port(port)
        runner.bring_up(supervisor, run, port)
        runner.announce(run, port)
        supervisor.watch()
    finally:
        if supervisor.children:
            say("stopping")
        supervisor.stop_all()


def main(life: Callable[[RunDirectory, int, Signals], None] = live) -> int:
    """Exit status: 0 after a stop that was asked for, 1 with the reason on the error output."""
    signals = Signals()
    try:
        port = runner.chosen_port()
        run = run_directory()
        make_run_directory(run)
        life(run, port, signals)
    except StopRequested:
        return 0
    except (
        RuntimeError,
        ValueError,
    ) as error:  # every refusal of this package is a RuntimeError with its remedy
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
