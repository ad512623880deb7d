"""The image: locked packages, no root, no secret, the same start as the embedded instance."""

from __future__ import annotations

import re

from shop_ai.services import plan
from shop_ai.services.paths import ROOT, run_directory

DOCKERFILE = (ROOT / "Dockerfile").read_text()
RUNTIME = DOCKERFILE.rpartition("\nFROM ")[2]


def test_packages_are_installed_by_their_hashes_only() -> None:
    installs = re.findall(r"pip install.*", DOCKERFILE)
    assert len(installs) == 2
    assert all("--require-hashes" in line for line in installs)


def test_the_application_does_not_run_as_root() -> None:
    assert re.findall(r"^USER (\S+)", RUNTIME, re.M) == ["shop"]
    assert RUNTIME.index("USER shop") < RUNTIME.index("CMD [")


def test_no_secret_is_kept_in_the_environment_of_the_image() -> None:
    kept = re.findall(r"^ENV (.*(?:\\\n.*)*)", DOCKERFILE, re.M)
    assert kept
    assert not any("KEY" in line or "PASSWORD" in line for line in kept)


def test_files_are_collected_as_the_runner_does() -> None:
    command = plan.collectstatic(run_directory({"RUN_DIR": "/tmp/x"}), 8000).command
    assert f"python manage.py {' '.join(command[2:])}" in DOCKERFILE


def test_the_working_copy_leaves_secrets_and_data_outside() -> None:
    ignored = (ROOT / ".dockerignore").read_text().split()
    assert {".git", ".venv", ".run", ".env"} <= set(ignored)
