"""``./test`` tells what failed, and fails with it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from shop_ai.services.paths import ROOT
from tests.gate import Checker, checkers


def python(code: str) -> Checker:
    return Checker("named", [sys.executable, "-c", code], {"TOLD": "value"})


def test_a_checker_that_succeeds_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert python("import os; print(os.environ['TOLD'])").run(os.environ)
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == 1
    assert printed[0].split()[:2] == ["named", "ok"]


def test_a_checker_that_fails_shows_what_it_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert not python("import sys; print('on line 3'); sys.exit('and why')").run(os.environ)
    printed = capsys.readouterr().out
    assert "on line 3" in printed
    assert "and why" in printed
    assert "FAILED" in printed


def test_every_checker_of_the_house_is_run() -> None:
    commands = [" ".join(os.path.basename(part) for part in checker.command) for checker in checkers()]
    for wanted in ("ruff check", "ruff format --check", "mypy", "lint-imports", "djlint", "check --deploy"):
        assert any(wanted in command for command in commands), wanted
    assert any("makemigrations --check" in command for command in commands)


@pytest.mark.parametrize("script", ["run", "test", "bench", ".ci/run"])
def test_the_commands_are_executable_and_plain_shell(script: str) -> None:
    path = ROOT / script
    assert os.access(path, os.X_OK)
    assert path.read_text().startswith("#!/bin/sh\n")
    subprocess.run(["sh", "-n", str(path)], check=True)


def test_the_only_command_of_the_gate_is_test() -> None:
    lines = (ROOT / ".ci/run").read_text().splitlines()
    assert lines[-1] == "exec ./test"
