"""What ``./test`` runs: every checker of the house, then pytest; one line a checker."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from shop_ai.services.paths import ROOT
from shop_ai.services.temporary import TemporaryServers
from shop_ai.services.translations import compile_catalogues
from tests.servers import MARK, PATIENT

BIN = Path(sys.executable).parent
PYTHON = sys.executable
CODE = ["shop_ai", "catalog", "signals", "attribution", "transparency", "benchmarks", "tests", "manage.py"]
# A server behind TLS, as the compose file runs it; the figures of --deploy mean nothing on plain http.
PRODUCTION = {"PUBLIC_URL": "https://shop.example", "ALLOWED_HOSTS": "shop.example", "TRUSTED_PROXIES": "1"}


@dataclass(frozen=True)
class Checker:
    """A command that must succeed."""

    name: str
    command: list[str]
    environment: Mapping[str, str] = field(default_factory=dict)

    def run(self, environment: Mapping[str, str]) -> bool:
        """Prints one line, and the whole output if it failed."""
        began = time.monotonic()
        result = subprocess.run(
            self.command,
            cwd=ROOT,
            env={**environment, **self.environment},
            capture_output=True,
            text=True,
            check=False,
        )
        seconds = time.monotonic() - began
        if result.returncode:
            print(result.stdout + result.stderr)
        verdict = "FAILED" if result.returncode else "ok"
        print(f"{self.name:<26} {verdict:<6} {seconds:5.1f} s", flush=True)
        return result.returncode == 0


def checkers() -> list[Checker]:
    manage = [PYTHON, "manage.py"]
    return [
        Checker("ruff check", [str(BIN / "ruff"), "check", *CODE]),
        Checker("ruff format", [str(BIN / "ruff"), "format", "--check", *CODE]),
        Checker("mypy", [str(BIN / "mypy")]),
        Checker("import law", [str(BIN / "lint-imports")]),
        Checker("deployment check", [*manage, "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
        Checker("migrations complete", [*manage, "makemigrations", "--check", "--dry-run"]),
        Checker("templates", [str(BIN / "djlint"), "templates", "--lint", "--quiet"]),
    ]


def run_tests(arguments: list[str], environment: Mapping[str, str]) -> int:
    command = [PYTHON, "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def run_everything(selection: list[str]) -> int:
    """Checkers, then the tests on the same servers; 0 only if all are content."""
    with TemporaryServers(durable=False) as servers:
        servers.prepare()
        environment = {**servers.environment, MARK: str(servers.run.path), **PATIENT}
        failed = [checker.name for checker in checkers() if not checker.run(environment)]
        code = run_tests([*selection, "-n", "2", "--dist", "load", "--maxschedchunk", "8", "-q"], environment)
    if failed:
        print(f"checkers that failed: {', '.join(failed)}")
    return 1 if failed else code


def main(arguments: list[str]) -> int:
    compile_catalogues()
    if not arguments:
        return run_everything(["-m", "not long"])
    if arguments == ["long"]:
        return run_everything([])
    return run_tests(arguments, os.environ)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
