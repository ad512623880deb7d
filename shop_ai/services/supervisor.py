"""Starts services in order, watches them, restarts what dies, stops all in reverse order."""

from __future__ import annotations

import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from shop_ai.services import process
from shop_ai.services.plan import Service
from shop_ai.services.process import Spec
from shop_ai.services.restarts import Restarts
from shop_ai.services.waiting import Signals


class StartFailed(RuntimeError):
    """A step or a service did not come up; the message ends with its last log lines."""


def say(text: str) -> None:
    print(text, flush=True)


@dataclass
class Child:
    """A running service. ``due`` is the moment of its next start while it is down."""

    service: Service
    process: subprocess.Popen[bytes]
    restarts: Restarts = field(default_factory=Restarts)
    due: float | None = None

    @property
    def name(self) -> str:
        return self.service.spec.name


@dataclass(frozen=True)
class Step:
    """A running command of the start."""

    spec: Spec
    process: subprocess.Popen[bytes]
    began: float


@dataclass
class Supervisor:
    """``lock`` is inherited by every child (see :mod:`shop_ai.services.lock`); ``logs`` takes a file for each."""

    logs: Path
    signals: Signals
    lock: int
    children: list[Child] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    def _log(self, spec: Spec) -> Path:
        return self.logs / f"{spec.name}.log"

    def _launch(self, spec: Spec) -> subprocess.Popen[bytes]:
        return process.launch(spec, self._log(spec), keep=(self.lock,))

    def _tail(self, spec: Spec) -> str:
        lines = self._log(spec).read_text(errors="replace").splitlines()[-25:]
        return "\n".join([f"{spec.name} failed; the end of {self._log(spec)}:", *lines])

    def begin(self, spec: Spec) -> Step:
        """Start a command that ends by itself; :meth:`finish` waits for it."""
        process.rotate(self._log(spec))
        step = Step(spec, self._launch(spec), time.monotonic())
        self.steps.append(step)
        return step

    def finish(self, step: Step, *, relay: bool = False) -> None:
        """Wait for the command; ``relay`` shows its lines while it works. Raises :class:`StartFailed`."""
        shown = 0
        while step.process.poll() is None:
            self.signals.pause(0.25)
            shown = self._relay(step.spec, shown) if relay else 0
        if relay:
            self._relay(step.spec, shown)
        self.steps.remove(step)
        if step.process.returncode:
            raise StartFailed(self._tail(step.spec))
        say(f"{step.spec.name:<14} {time.monotonic() - step.began:5.1f} s")

    def _relay(self, spec: Spec, shown: int) -> int:
        """Print the log from byte ``shown`` on, whole lines only; returns where it stopped."""
        with open(self._log(spec), "rb") as log:
            log.seek(shown)
            complete, newline, _ = log.read().rpartition(b"\n")
        for line in complete.decode(errors="replace").splitlines():
            say(f"  {line}")
        return shown + len(complete) + len(newline)

    def start(self, service: Service) -> Child:
        """Start a service; it is watched from now on."""
        process.rotate(self._log(service.spec))
        self.signals.wait_until(service.may_start, 40)
        child = Child(service, self._launch(service.spec))
        self.children.append(child)
        return child

    def await_ready(self, child: Child) -> None:
        """Raises :class:`StartFailed` when it dies first or takes too long."""
        began = time.monotonic()

        def settled() -> bool:
            return child.process.poll() is not None or child.service.is_ready()

        in_time = self.signals.wait_until(settled, child.service.ready_seconds)
        if not in_time or child.process.poll() is not None:
            raise StartFailed(self._tail(child.service.spec))
        say(f"{child.name:<14} {time.monotonic() - began:5.1f} s")

    def watch(self) -> None:
        """Keep the services alive. Ends only by ``StopRequested``, or ``StartFailed`` when one keeps dying."""
        while True:
            self.signals.pause(self._until_next_start())
            for child in self.children:
                self._look_after(child, time.monotonic())

    def _until_next_start(self) -> float:
        moments = [child.due for child in self.children if child.due is not None]
        return max(0.01, min(moments) - time.monotonic()) if moments else 10.0

    def _look_after(self, child: Child, now: float) -> None:
        if child.process.poll() is None:
            return
        if child.due is None:
            pause = child.restarts.pause_after_death(now)
            if pause is None:
                raise StartFailed(f"{child.name} died too often.\n{self._tail(child.service.spec)}")
            say(f"{child.name} ended with status {child.process.returncode}, starting it again")
            process.stop(child.process, child.service.spec)  # what is left of its own children
            child.due = now + pause
        elif now >= child.due:
            self._revive(child, now)

    def _revive(self, child: Child, now: float) -> None:
        if child.service.may_start():
            child.process = self._launch(child.service.spec)
            child.due = None
        else:
            child.due = now + 0.2

    def stop_all(self) -> None:
        """Stop in reverse order, the services of one wave side by side."""
        while self.steps:
            step = self.steps.pop()
            process.stop(step.process, step.spec)
        while self.children:
            self._stop_wave(self.children[-1].service.wave)

    def _stop_wave(self, wave: int) -> None:
        leaving = [child for child in reversed(self.children) if child.service.wave == wave]
        self.children = [child for child in self.children if child.service.wave != wave]
        began = time.monotonic()
        for child in leaving:
            process.ask_to_stop(child.process, child.service.spec)
        for child in leaving:
            process.await_stop(child.process, child.service.spec)
            say(f"{child.name:<14} stopped after {time.monotonic() - began:.1f} s")
