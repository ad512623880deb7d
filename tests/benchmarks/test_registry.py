"""Measurements are found by themselves and printed in one form."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from benchmarks.__main__ import main
from benchmarks.registry import discover
from benchmarks.report import as_line

ROW = {"name": "a", "value": 2.0, "unit": "s", "floor": 1.0, "ratio": 2.0, "n": 3}
MODULE = """
NAMES = ("{first}", "{second}")
def run(name):
    return [dict(name=name, value=2.0, unit="s", floor=1.0, ratio=2.0, n=3)]
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """A package of measurements of its own."""
    (tmp_path / "measured").mkdir()
    (tmp_path / "measured/__init__.py").write_text("")
    (tmp_path / "measured/__main__.py").write_text("raise SystemExit('not a measurement')")
    (tmp_path / "measured/report.py").write_text("")
    (tmp_path / "measured/b.py").write_text(MODULE.format(first="three", second="four"))
    (tmp_path / "measured/a.py").write_text(MODULE.format(first="one", second="two"))
    monkeypatch.syspath_prepend(str(tmp_path))
    import measured  # type: ignore[import-not-found]

    yield measured
    for name in [name for name in sys.modules if name.partition(".")[0] == "measured"]:
        del sys.modules[name]


def test_every_module_with_names_is_found_in_order(package: ModuleType) -> None:
    found = discover(package)
    assert list(found) == ["one", "two", "three", "four"]
    assert found["three"]("three") == [ROW | {"name": "three"}]


def test_one_name_belongs_to_one_module(package: ModuleType) -> None:
    path = Path(package.__path__[0])
    (path / "c.py").write_text(MODULE.format(first="five", second="one"))
    with pytest.raises(ValueError, match="two measurements are called one"):
        discover(package)


def test_a_row_is_one_line_with_its_fields_in_order() -> None:
    line = as_line(dict(reversed(ROW.items())))
    assert list(json.loads(line)) == ["name", "value", "unit", "floor", "ratio", "n"]
    assert "\n" not in line


@pytest.mark.parametrize("row", [ROW | {"extra": 1}, {key: ROW[key] for key in list(ROW)[1:]}])
def test_a_row_with_other_fields_is_refused(row: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="exactly"):
        as_line(row)


def test_an_unknown_name_is_refused_before_anything_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["no-such-thing"]) == 2
    assert "no measurement is called no-such-thing" in capsys.readouterr().err
