"""Early pytest plugin: leads every test to servers of its own, and never to those of ``./run``.

The settings are read before any conftest, so the environment is decided here, on import. The servers start
when the first test needs a database; with several workers the controller starts them for all.
"""

from __future__ import annotations

import atexit
import os

import pytest

from shop_ai.services.database import Server
from shop_ai.services.paths import RunDirectory, run_directory
from shop_ai.services.temporary import FOREIGN, TemporaryServers

MARK = "SHOP_AI_TEST_RUN_DIR"  # set for workers and sub-processes: the servers of this directory are running
TEMPLATE = "test_shop_ai_template"
# A busy machine is no failed test; one that drives a browser for a minute leaves its transaction idle.
PATIENT = {"STATEMENT_TIMEOUT_MS": "60000", "IDLE_TRANSACTION_TIMEOUT_MS": "0"}
_own = None if MARK in os.environ else TemporaryServers(durable=False)


def worker() -> str:
    """``gw0``, ``gw1`` … or ``main`` without xdist."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


def _lead_environment() -> None:
    if _own is not None:
        atexit.register(_own.close)
        for name in FOREIGN:
            os.environ.pop(name, None)
        os.environ.update(_own.environment)
        os.environ.update({name: value for name, value in PATIENT.items() if name not in os.environ})
    os.environ["DATABASE_NAME"] = f"test_shop_ai_{worker()}"


def test_run() -> RunDirectory:
    """The run directory of this test run."""
    return run_directory(os.environ)


def started() -> Server:
    """The Postgres server of this test run, started now if it is not."""
    if _own is not None and _own.postgres is None:
        _own.__enter__()
        os.environ[MARK] = str(_own.run.path)
    return Server(host=str(test_run().postgres))


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("numprocesses", None) and worker() == "main":
        started()


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    if _own is not None:
        _own.close()


_lead_environment()
