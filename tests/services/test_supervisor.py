"""The runner: one a directory, ordered stop, no orphan, nothing lost. With the real servers."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from shop_ai.services.process import is_alive
from tests.services.instances import Instance, nobody, ours, within

ACCOUNTS = {"ours": ours(), "ordinary user": nobody()}
USABLE = {name: python for name, python in ACCOUNTS.items() if python}


@pytest.fixture
def directory() -> Iterator[Path]:
    """A short directory of nobody's in particular."""
    path = Path(tempfile.mkdtemp(prefix="run-"))
    path.chmod(0o777)
    yield path
    shutil.rmtree(path)


@pytest.fixture
def instance(directory: Path) -> Iterator[Instance]:
    instance = Instance(directory / "run", ours())
    yield instance
    instance.stop()


def ask_valkey(instance: Instance, command: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(str(instance.short / "valkey.sock"))
        client.sendall(command + b"\r\n")
        return client.recv(100)


def write_row(instance: Instance) -> None:
    instance.server.run("postgres", "CREATE TABLE kept (n int); INSERT INTO kept VALUES (41)")
    assert ask_valkey(instance, b"SET kept 42") == b"+OK\r\n"


def assert_row_is_there(instance: Instance) -> None:
    assert instance.server.run("postgres", "SELECT n FROM kept") == "41"
    assert ask_valkey(instance, b"GET kept") == b"$2\r\n42\r\n"


def test_a_second_runner_is_refused_and_the_first_goes_on(instance: Instance) -> None:
    instance.start()
    second = Instance(instance.run, ours()).start(until="already running")
    assert second.ended() == 1
    assert instance.process is not None
    assert second.lines == [f"already running (process {instance.process.pid})"]
    assert instance.server.run("postgres", "SELECT 1") == "1"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stop_signal_ends_all_in_reverse_order_with_status_zero(
    instance: Instance, number: signal.Signals
) -> None:
    instance.start()
    instance.signal(number)
    assert instance.ended() == 0
    stopped = [line.split()[0] for line in instance.lines if " stopped after " in line]
    assert stopped == ["stub", "valkey", "postgres"]
    assert instance.processes() == {}
    assert "database system is shut down" in (instance.run / "logs/postgres.log").read_text()


@pytest.mark.parametrize("python", USABLE.values(), ids=USABLE.keys())
def test_kill_9_of_the_runner_leaves_no_process_and_loses_no_row(directory: Path, python: list[str]) -> None:
    instance = Instance(directory / "run", python)
    instance.start()
    write_row(instance)
    before = instance.processes()
    assert {"postgres", "valkey-server"} <= set(before.values())
    assert len(before) >= 5  # the servers, the forks of Postgres, the stub
    instance.signal(signal.SIGKILL)
    instance.ended()
    assert within(15, lambda: not instance.processes() and instance.nothing_holds_the_lock())
    instance.start()
    assert_row_is_there(instance)
    assert instance.stop() == 0
    assert instance.processes() == {}


def test_a_new_runner_waits_for_what_a_killed_one_left(instance: Instance) -> None:
    instance.start()
    write_row(instance)
    old = instance.pid_of("postgres")
    instance.signal(signal.SIGKILL)
    instance.start()  # at once, while the old servers may still be stopping
    assert not is_alive(old)
    assert_row_is_there(instance)


@pytest.mark.parametrize("name", ["postgres", "valkey-server", "python"])
def test_a_killed_service_is_started_again(instance: Instance, name: str) -> None:
    instance.start()
    write_row(instance)
    comm = Path(f"/proc/{instance.process.pid}/comm").read_text().strip() if instance.process else ""
    wanted = comm if name == "python" else name
    old = instance.pid_of(wanted)
    os.kill(old, signal.SIGKILL)
    assert within(20, lambda: wanted in instance.processes().values() and not is_alive(old))
    assert within(20, lambda: _answers(instance))
    if name != "valkey-server":  # its file is flushed every second: what came just before a kill may be gone
        assert_row_is_there(instance)
    assert instance.process is not None
    assert instance.process.poll() is None


def _answers(instance: Instance) -> bool:
    try:
        return (
            instance.server.run("postgres", "SELECT 1") == "1"
            and ask_valkey(instance, b"PING") == b"+PONG\r\n"
        )
    except (OSError, RuntimeError):
        return False


def test_a_service_that_keeps_dying_stops_the_instance_with_its_log(directory: Path) -> None:
    instance = Instance(directory / "run", ours(), {"STUB": "die"}).start()
    assert instance.ended() == 1
    assert sum(line.startswith("stub ended with status 3") for line in instance.lines) == 5
    assert any(line.startswith("stub died too often") for line in instance.lines)
    assert instance.processes() == {}


def test_a_path_too_long_for_a_socket_is_reached_through_a_short_alias(directory: Path) -> None:
    deep = directory / ("d" * 60) / ("e" * 60) / "run"
    instance = Instance(deep, ours()).start()
    write_row(instance)
    assert len(os.fsencode(instance.short)) < 60
    assert instance.short.resolve() == deep
    assert (deep / "pg/data/PG_VERSION").read_text().strip() == "18"
    assert instance.stop() == 0
    assert instance.processes() == {}
    instance.short.unlink()


def test_root_without_user_namespaces_runs_postgres_as_nobody(directory: Path) -> None:
    if nobody() is None:  # only root changes accounts, and only where that account can read the programs
        assert os.geteuid() != 0 or not os.access("/usr/bin/setpriv", os.X_OK) or _unreadable_for_others()
        return
    refusing = directory / "bin"
    refusing.mkdir()
    (refusing / "unshare").write_text("#!/bin/sh\nexit 1\n")
    (refusing / "unshare").chmod(0o755)
    instance = Instance(directory / "run", ours(), {"PATH": f"{refusing}:{os.environ['PATH']}"}).start()
    write_row(instance)
    status = Path(f"/proc/{instance.pid_of('postgres')}/status").read_text()
    assert "Uid:\t65534\t65534\t65534\t65534" in status
    assert instance.stop() == 0
    assert instance.processes() == {}


def _unreadable_for_others() -> bool:
    here = Path(__file__).resolve()
    return any(not parent.stat().st_mode & 0o001 for parent in here.parents)


def test_a_run_directory_that_cannot_be_made_is_refused_with_advice(directory: Path) -> None:
    (directory / "file").write_text("")
    instance = Instance(directory / "file/run", ours()).start(until="cannot write in")
    assert instance.ended() == 1
    assert "set RUN_DIR" in instance.lines[-1]


def test_logs_are_kept_for_one_more_run(instance: Instance) -> None:
    instance.start()
    instance.stop()
    first = (instance.run / "logs/postgres.log").read_text()
    instance.start()
    assert (instance.run / "logs/postgres.log.1").read_text() == first
