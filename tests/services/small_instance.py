"""The runner with the real servers and, instead of web and worker, a process that only sleeps.

``STUB`` chooses what that process does: ``sleep``, or ``die`` at once.
"""

from __future__ import annotations

import os
import sys

from shop_ai.services import lock, plan, secret_file
from shop_ai.services.__main__ import main
from shop_ai.services.paths import RunDirectory
from shop_ai.services.plan import Service
from shop_ai.services.postgres import Cluster
from shop_ai.services.process import Spec
from shop_ai.services.supervisor import Supervisor, say
from shop_ai.services.waiting import Signals

STUBS = {"sleep": "import time; time.sleep(600)", "die": "raise SystemExit(3)"}


def live(run: RunDirectory, port: int, signals: Signals) -> None:
    """Like ``shop_ai.services.__main__.live``, with the stub for the applications."""
    supervisor = Supervisor(run.logs, signals, lock.take(run.lock, signals))
    try:
        cluster = Cluster(run.postgres)
        secret_file.ensure(run.path / "secrets.env", has_data=cluster.exists)
        if not cluster.exists:
            cluster.create()
        for service in plan.servers(run):
            supervisor.await_ready(supervisor.start(service))
        command = [sys.executable, "-c", STUBS[os.environ.get("STUB", "sleep")]]
        supervisor.start(Service(Spec("stub", command)))
        say("ready: small")
        supervisor.watch()
    finally:
        supervisor.stop_all()


if __name__ == "__main__":
    sys.exit(main(live))
