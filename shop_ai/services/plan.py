"""The processes of an instance, in the order in which they start."""

from __future__ import annotations

import http.client
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from shop_ai.services import valkey
from shop_ai.services.database import APP
from shop_ai.services.paths import ROOT, RunDirectory
from shop_ai.services.postgres import Cluster
from shop_ai.services.process import Spec

DATABASE = "shop_ai"
# Pages must be quick; an import or a night of sums may take its time (the task limits of Celery still hold).
PATIENT = {"STATEMENT_TIMEOUT_MS": "0", "IDLE_TRANSACTION_TIMEOUT_MS": "0", "LOCK_TIMEOUT_MS": "30000"}


def _at_once() -> bool:
    return True


@dataclass(frozen=True)
class Service:
    """A process, the conditions before its start and for calling it ready, and when it leaves.

    The highest ``wave`` stops first: the applications, then the queue, then the database.
    """

    spec: Spec
    wave: int = 2
    is_ready: Callable[[], bool] = _at_once
    may_start: Callable[[], bool] = _at_once
    ready_seconds: float = 60.0


def environment(run: RunDirectory, port: int) -> dict[str, str]:
    """What every process is told. The embedded servers win over names left from elsewhere."""
    return {
        "RUN_DIR": str(run.path),
        "PORT": str(port),
        "DATABASE_HOST": str(run.postgres),
        "DATABASE_PORT": "5432",
        "DATABASE_NAME": DATABASE,
        "DATABASE_USER": APP,
        "DATABASE_PASSWORD": "",
        "REDIS_URL": f"redis+socket://{run.valkey_socket}?virtual_host=0",
        "DJANGO_SETTINGS_MODULE": "shop_ai.settings",
        "WEB_CONCURRENCY": os.environ.get("WEB_CONCURRENCY") or "2",  # read by gunicorn and by the settings
    }


def has_command(name: str) -> bool:
    """Whether ``manage.py NAME`` exists, without the second that asking Django takes."""
    return any(ROOT.glob(f"*/management/commands/{name}.py"))


def manage(name: str, *arguments: str, environment: Mapping[str, str]) -> Spec:
    """A management command as a step of the start."""
    command = [sys.executable, "manage.py", name, *arguments]
    return Spec(name=name, command=command, environment=environment, directory=ROOT)


def collectstatic(run: RunDirectory, port: int) -> Spec:
    """Pages of packages that this product does not show are left out: compressing them takes seconds."""
    unused = ["-i", "redoc", "-i", "rest_framework"]
    return manage("collectstatic", "--noinput", "-v", "0", *unused, environment=environment(run, port))


def servers(run: RunDirectory) -> list[Service]:
    cluster = Cluster(run.postgres)
    return [
        Service(cluster.spec(), 0, cluster.is_ready, lambda: cluster.running_pid() is None),
        Service(valkey.spec(run.valkey_socket, run.path), 1, lambda: valkey.is_ready(run.valkey_socket)),
    ]


def web(run: RunDirectory, port: int) -> Service:
    command = [sys.executable, "-m", "gunicorn", "shop_ai.wsgi", "-b", f"127.0.0.1:{port}"]
    workers = ["-k", "gthread", "--threads", "4", "--worker-tmp-dir", str(run.path)]
    # The code is loaded once and then forked; nothing connects before the fork (a pool would not survive it).
    limits = ["--preload", "--timeout", "60", "--graceful-timeout", "10", "--no-control-socket"]
    spec = Spec("web", [*command, *workers, *limits], environment=environment(run, port), directory=ROOT)
    return Service(spec, is_ready=lambda: answers(port), ready_seconds=90)


def answers(port: int) -> bool:
    """Whether ``GET /health`` says 200."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def background(run: RunDirectory, port: int) -> list[Service]:
    """Worker, clock, and the loop that folds events where it exists."""
    told = environment(run, port)
    celery = [sys.executable, "-m", "celery", "-A", "shop_ai.celery"]
    quick = ["-c", "1", "--without-gossip", "--without-mingle"]
    schedule = ["-s", str(run.path / "beat-schedule"), "--pidfile="]
    specs = [
        Spec(
            "worker", [*celery, "worker", "-l", "warning", *quick], environment=told | PATIENT, directory=ROOT
        ),
        Spec("beat", [*celery, "beat", "-l", "warning", *schedule], environment=told, directory=ROOT),
    ]
    if has_command("drain"):
        specs.append(manage("drain", environment=told | PATIENT))
    return [Service(spec) for spec in specs]


def wants_demo() -> bool:
    return os.environ.get("NO_DEMO", "") in ("", "0") and has_command("seed_demo")
