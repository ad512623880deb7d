"""The database of the tests, under the plain role of production, and the browser."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from shop_ai.services import structure
from shop_ai.services.database import APP, OWNER, Server, clone_database, exists, prepare_database
from shop_ai.services.paths import ROOT
from tests import servers

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright
    from pytest_django import DjangoDbBlocker


# A busy machine is no failed test.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
# No name and no address but those of this machine leads anywhere.
NOWHERE_ELSE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"

# As the superuser and without triggers: histories refuse to be changed, and policies would hide the rows of shops. What
# Django itself fills once stays.
EMPTY = """
SET session_replication_role = replica;
DO $$
DECLARE one regclass; held boolean;
BEGIN
    FOR one IN SELECT oid FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
            AND relname NOT IN ('django_migrations', 'django_content_type', 'auth_permission')
    LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %s)', one) INTO held;
        IF held THEN EXECUTE format('DELETE FROM %s', one); END IF;
    END LOOP;
END $$
"""


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Names and roles are set below, not by Django."""


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A database of this worker, cloned from a template that was migrated once by its owner."""
    from django.db import connection

    server = servers.started()
    with django_db_blocker.unblock():
        with _one_at_a_time():
            if not exists(server, servers.TEMPLATE):
                _make_template(server)
            clone_database(server, servers.TEMPLATE, os.environ["DATABASE_NAME"])
        _assert_plain_role()
    _empty_what_is_full(server)
    yield
    with django_db_blocker.unblock():
        _close(connection)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """The first worker makes the template, the others wait for it."""
    with open(servers.test_run().path / "template.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make_template(server: Server) -> None:
    from django.core.management import call_command

    making = servers.TEMPLATE + "_making"
    prepare_database(server, making)
    kept = structure.FILE if structure.is_fresh() else _kept_tables()
    structure.load(server, making, kept if kept.exists() else structure.FILE)
    with _connected(USER=OWNER, NAME=making):
        call_command("migrate", verbosity=0)
    if not kept.exists():
        for older in kept.parent.glob("tables-*.sql"):
            older.unlink(missing_ok=True)
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(structure.dumped(server, making, "--no-privileges"))
    server.run("postgres", f"ALTER DATABASE {making} RENAME TO {servers.TEMPLATE}")


def _empty_what_is_full(server: Server) -> None:
    """After a test with transactions of its own, delete from the few tables that have rows.

    Django would truncate every table, each with new files: half a second with as many tables as here.
    """
    from django.core.management.commands.flush import Command

    def handle(*_given: object, **_options: object) -> None:
        server.run(os.environ["DATABASE_NAME"], EMPTY)

    Command.handle = handle  # type: ignore[method-assign]


def _kept_tables() -> Path:
    """Where the tables of exactly these migrations are kept: a migration that is being written takes its time once."""
    known = hashlib.sha256(structure.FILE.read_bytes())
    for file in sorted(ROOT.glob("*/migrations/*.py")):
        known.update(file.read_bytes())
    return ROOT / ".pytest_cache" / f"tables-{known.hexdigest()[:16]}.sql"


@contextmanager
def _connected(**settings: str) -> Iterator[None]:
    """The connection under other settings; its pool is closed before and after."""
    from django.db import connection

    before = {name: connection.settings_dict[name] for name in settings}
    connection.settings_dict.update(settings)
    try:
        yield
    finally:
        _close(connection)
        connection.settings_dict.update(before)


def _close(connection: Any) -> None:
    connection.close()
    connection.close_pool()


def _assert_plain_role() -> None:
    """Row-level security proves nothing under a role that it does not bind."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (APP, False, False)


@pytest.fixture(scope="session", autouse=True)
def quick_settings(request: pytest.FixtureRequest) -> None:
    """Two differences from production: files without a collected manifest, and a cheap password hash."""
    if not request.config.pluginmanager.hasplugin("django"):
        return
    from django.conf import settings

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session", autouse=True)
def read_to_the_end(request: pytest.FixtureRequest) -> None:
    """The test client reads what is sent in parts, as a server does: the scope of a shop stays open until then.

    One that is left open ends whenever garbage is collected; within a statement, both then wait for each other for ever.
    """
    if not request.config.pluginmanager.hasplugin("django"):
        return
    from django.test.client import ClientHandler

    answered = ClientHandler.__call__

    def read(self: ClientHandler, environ: dict[str, Any]) -> Any:
        answer: Any = answered(self, environ)
        if answer.streaming:
            answer.streaming_content = list(answer.streaming_content)
        return answer

    ClientHandler.__call__ = read  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def in_english(request: pytest.FixtureRequest) -> None:
    """A test begins in English, whatever language the last request of the test before it left in this thread."""
    if request.config.pluginmanager.hasplugin("django"):
        from django.utils.translation import activate

        activate("en")


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    """Playwright, once a run: two of them cannot live in one thread."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=15_000)  # a busy machine is no failed test
    # Playwright's event loop runs in this thread, and Django would refuse the database under it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(driver: Playwright) -> Iterator[Browser]:
    """One Chromium for the whole run."""
    browser = driver.chromium.launch(
        executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=[NOWHERE_ELSE]
    )
    yield browser
    browser.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page in a context of its own: ``new_page(locale="ar", viewport={...})``.

    Requests to anything but this machine reach nothing, and fail the test at its end. They are watched, not routed: Chromium
    keeps no file while requests are routed, and would fetch and read every script again for every page.
    """
    contexts: list[Any] = []
    outside: list[str] = []

    def watch(request: Any) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "http://localhost:", "data:", "blob:")):
            outside.append(request.url)

    def open_page(**options: Any) -> Page:
        context = browser.new_context(**({"locale": "fr", "reduced_motion": "reduce"} | options))
        context.on("request", watch)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert outside == [], f"the page asked outside machines: {outside}"


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page of 1280 pixels, in French."""
    return new_page(viewport={"width": 1280, "height": 900})
