"""``./run`` itself, with web, worker and clock: from an empty directory to ``ready:`` and back."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from shop_ai.services.paths import ROOT
from shop_ai.services.plan import answers
from tests.services.instances import PLAIN, Instance, ours, within

RUNNER = ["-m", "shop_ai.services"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def instance() -> Iterator[Instance]:
    directory = Path(tempfile.mkdtemp(prefix="run-"))
    instance = Instance(directory / "run", ours(), {"PORT": str(free_port()), "NO_DEMO": "1"})
    instance.start(RUNNER, seconds=300)
    yield instance
    instance.stop()
    shutil.rmtree(directory)


def get(instance: Instance, path: str) -> tuple[int, str]:
    with urllib.request.urlopen(
        f"http://127.0.0.1:{instance.environment['PORT']}{path}", timeout=30
    ) as answer:
        return answer.status, answer.read().decode()


def manage(instance: Instance, *arguments: str) -> str:
    command = [*ours(), "manage.py", *arguments]
    environment = {**PLAIN, "RUN_DIR": str(instance.run)}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_the_dashboard_answers_when_ready_is_said(instance: Instance) -> None:
    assert f"ready: http://127.0.0.1:{instance.environment['PORT']}/" in instance.lines
    assert get(instance, "/health")[0] == 200
    status, page = get(instance, "/")
    assert status == 200
    assert "<html" in page


def test_static_files_are_served_compressed_under_their_fingerprint(instance: Instance) -> None:
    page = get(instance, "/")[1]
    style = re.search(r'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', page)
    assert style
    assert get(instance, style.group(1))[0] == 200


def test_the_applications_run_and_each_has_its_log(instance: Instance) -> None:
    assert within(
        60, lambda: (instance.run / "beat-schedule").exists() or list(instance.run.glob("beat-schedule*"))
    )
    logs = {log.stem for log in (instance.run / "logs").glob("*.log")}
    assert logs >= {"postgres", "valkey", "migrate", "collectstatic", "web", "worker", "beat", "drain"}


def test_manage_py_reaches_the_running_database_under_the_role_it_needs(instance: Instance) -> None:
    user = "from django.db import connection as c; k = c.cursor(); k.execute('SELECT current_user'); print(k.fetchone()[0])"
    assert manage(instance, "shell", "-v", "0", "-c", user) == "shop_ai_app"
    assert "[ ]" not in manage(instance, "showmigrations")
    owners = "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"
    assert instance.server.run("shop_ai", owners) == "shop_ai_owner"


def test_kill_9_of_the_runner_ends_web_and_worker_and_the_second_start_is_short(instance: Instance) -> None:
    assert len(instance.processes()) >= 10
    instance.signal(signal.SIGKILL)
    instance.ended()
    assert within(60, lambda: not instance.processes() and instance.nothing_holds_the_lock())
    instance.start(RUNNER, seconds=120)
    steps = {line.split()[0] for line in instance.lines}
    assert not steps & {"migrate", "collectstatic", "making"}
    assert get(instance, "/health")[0] == 200


@pytest.mark.parametrize("module", ["gunicorn", "celery"])
def test_children_of_a_killed_master_end_and_it_is_started_again(instance: Instance, module: str) -> None:
    def family() -> list[int]:
        mark = f"\0-m\0{module}\0".encode()
        return sorted(pid for pid in instance.processes() if mark in read_command(pid))

    assert within(
        60, lambda: len(family()) >= 3
    )  # a master with two workers; worker, its child and the clock
    master = family()[0]
    children = children_of(master)
    assert children
    os.kill(master, signal.SIGKILL)
    assert within(30, lambda: not any(Path(f"/proc/{pid}").exists() for pid in [master, *children]))
    assert within(90, lambda: len(family()) >= 3 and answers(int(instance.environment["PORT"])))


def read_command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def children_of(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in text.split()]


def test_a_port_in_use_is_refused_before_anything_starts(instance: Instance, tmp_path: Path) -> None:
    second = Instance(tmp_path / "run", ours(), {"PORT": instance.environment["PORT"]})
    second.start(RUNNER, until=f"port {instance.environment['PORT']} cannot be used")
    assert second.ended() == 1
    assert second.processes() == {}


def test_ctrl_c_ends_everything_with_status_zero(instance: Instance) -> None:
    instance.signal(signal.SIGINT)
    assert instance.ended(90) == 0
    stopped = [line.split()[0] for line in instance.lines if " stopped after " in line]
    assert stopped == ["drain", "beat", "worker", "web", "valkey", "postgres"]
    assert instance.processes() == {}
