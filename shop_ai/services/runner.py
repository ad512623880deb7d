"""The life of an embedded instance: from an empty directory to ``ready:`` and back."""

from __future__ import annotations

import os
import socket

from shop_ai.services import plan, secret_file, stamps, structure
from shop_ai.services.database import OWNER, Server, prepare_database
from shop_ai.services.paths import RunDirectory
from shop_ai.services.postgres import Cluster
from shop_ai.services.supervisor import Step, Supervisor, say
from shop_ai.services.translations import compile_catalogues


class PortTaken(RuntimeError):
    """Something else listens on the port."""


def check_port(port: int) -> None:
    """Raises :class:`PortTaken` before anything was started."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            message = f"port {port} cannot be used ({error.strerror}): choose another, PORT={port + 1} ./run"
            raise PortTaken(message) from error


def compile_translations() -> None:
    try:
        compile_catalogues()
    except OSError as error:  # a repository that belongs to somebody else: their compiled files will do
        say(f"translations were not compiled: {error}")


def bring_up(supervisor: Supervisor, run: RunDirectory, port: int) -> None:
    """Start everything; returns when the dashboard answers."""
    compile_translations()
    cluster = Cluster(run.postgres)
    secret_file.ensure(run.path / "secrets.env", has_data=cluster.exists)
    if not cluster.exists:
        stamps.forget(run.stamps)
        say("making the database cluster")
        cluster.create()
    fingerprint = stamps.of_static_files()
    files = begin_collecting(supervisor, run, port, fingerprint)
    for service in plan.servers(run):
        supervisor.await_ready(supervisor.start(service))
    prepare_tables(supervisor, run, port)
    demo = begin_seeding(supervisor, run, port)
    if files:
        supervisor.finish(files)
        stamps.note(run.stamps, "collectstatic", fingerprint)
    # The background processes load the same code: started beside the web they would only make it wait.
    supervisor.await_ready(supervisor.start(plan.web(run, port)))
    if demo:
        supervisor.finish(demo, relay=True)
        stamps.note(run.stamps, "seeded", "yes")
    for service in plan.background(run, port):
        supervisor.start(service)


def begin_collecting(supervisor: Supervisor, run: RunDirectory, port: int, fingerprint: str) -> Step | None:
    """Collect and compress the static files beside the other steps, unless they are the same as last time."""
    if stamps.holds(run.stamps, "collectstatic", fingerprint):
        return None
    return supervisor.begin(plan.collectstatic(run, port))


def prepare_tables(supervisor: Supervisor, run: RunDirectory, port: int) -> None:
    """Roles and tables: each step only when what it reads has changed."""
    if not stamps.holds(run.stamps, "roles", stamps.of_roles()):
        prepare_database(Server(host=str(run.postgres)), plan.DATABASE)
        stamps.note(run.stamps, "roles", stamps.of_roles())
    fingerprint = stamps.of_migrations()
    if not stamps.holds(run.stamps, "migrate", fingerprint):
        if structure.load(Server(host=str(run.postgres)), plan.DATABASE):
            say("tables made")
        as_owner = plan.environment(run, port) | plan.PATIENT | {"DATABASE_USER": OWNER}
        supervisor.finish(supervisor.begin(plan.manage("migrate", "--noinput", environment=as_owner)))
        stamps.note(run.stamps, "migrate", fingerprint)


def needs_seed(run: RunDirectory) -> bool:
    """An instance that never had a shop, or one whose seeding was interrupted: it goes on where it stopped."""
    if not plan.wants_demo() or stamps.holds(run.stamps, "seeded", "yes"):
        return False
    if stamps.holds(run.stamps, "seeded", "begun"):
        return True
    return not Server(host=str(run.postgres)).run(plan.DATABASE, "SELECT 1 FROM catalog_shop LIMIT 1")


def begin_seeding(supervisor: Supervisor, run: RunDirectory, port: int) -> Step | None:
    """Fill the demo shops, once, beside the start of the web."""
    if not needs_seed(run):
        return None
    say("filling the demo shops")
    stamps.note(run.stamps, "seeded", "begun")
    told = plan.environment(run, port) | plan.PATIENT
    return supervisor.begin(plan.manage("seed_demo", environment=told))


def announce(run: RunDirectory, port: int) -> None:
    """The line that scripts wait for, and how to log in."""
    say(f"ready: http://127.0.0.1:{port}/")
    logins = run.path / "demo-logins.txt"
    if logins.exists():
        say(logins.read_text().rstrip())


def chosen_port() -> int:
    """``PORT``, or 8000; raises ``ValueError`` for anything that is no port."""
    port = int(os.environ.get("PORT") or 8000)
    if not 0 < port < 65536:
        raise ValueError(f"PORT={port} is not between 1 and 65535")
    return port
