"""The compose file, read without a container engine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from shop_ai.services import valkey
from shop_ai.services.database import APP, BACKUP, OWNER, Server
from shop_ai.services.paths import ROOT
from shop_ai.services.plan import PATIENT
from shop_ai.services.postgres import ADMIN, LOCALE, TUNING
from shop_ai.services.temporary import TemporaryServers

COMPOSE_PROGRAM = shutil.which("docker-compose")
COMPOSE = ROOT / "docker-compose.yml"
SETTINGS = (ROOT / "shop_ai/settings.py").read_text()
EXAMPLE = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.M))
SECRETS = {"SECRET_KEY", "MASTER_KEY", "ADMIN_PASSWORD", "OWNER_PASSWORD", "APP_PASSWORD", "BACKUP_PASSWORD"}
# Read by gunicorn, Postgres' image or the script of its first start, not by the settings.
ELSEWHERE = {"POSTGRES_DB", "POSTGRES_USER", "POSTGRES_PASSWORD", "POSTGRES_INITDB_ARGS"} | SECRETS


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    content = yaml.safe_load(COMPOSE.read_text())
    assert isinstance(content, dict)
    return content


@pytest.fixture(scope="module")
def services(compose: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found = compose["services"]
    assert isinstance(found, dict)
    return found


def names_in_settings() -> set[str]:
    return set(re.findall(r'env\.\w+\("([A-Z_]+)"', SETTINGS))


def test_the_services_of_production_are_there(services: dict[str, Any]) -> None:
    assert set(services) == {"nginx", "web", "worker", "beat", "drain", "migrate", "postgres", "valkey"}
    assert services["postgres"]["image"] == "postgres:18"
    assert services["valkey"]["image"] == "valkey/valkey:9"


def test_who_waits_for_health_waits_for_a_service_that_tells_it(services: dict[str, Any]) -> None:
    conditions = [
        (name, other, how["condition"])
        for name, service in services.items()
        for other, how in service.get("depends_on", {}).items()
    ]
    assert len(conditions) >= 10
    for name, other, condition in conditions:
        assert other in services, f"{name} waits for {other}"
        if condition == "service_healthy":
            assert services[other]["healthcheck"].get("test"), f"{name} waits for the health of {other}"
        else:
            assert condition == "service_completed_successfully"
            assert services[other]["restart"] == "no"


def test_every_service_says_how_its_health_is_told(services: dict[str, Any]) -> None:
    disabled = {name for name, service in services.items() if service["healthcheck"].get("disable")}
    assert disabled == {"drain", "migrate"}
    assert all(service["healthcheck"]["test"] for name, service in services.items() if name not in disabled)


def test_every_secret_comes_from_the_environment_and_has_no_default() -> None:
    for line in COMPOSE.read_text().splitlines():
        name, _, value = line.strip().partition(": ")
        if re.search(r"PASSWORD|SECRET_KEY$|MASTER_KEY$", name) and name != "EMAIL_HOST_PASSWORD":
            assert re.fullmatch(r"\$\{[A-Z_]+:\?[^}]+\}", value), line


def test_every_variable_is_in_the_example(services: dict[str, Any]) -> None:
    used = set(re.findall(r"\$\{([A-Z_]+)", COMPOSE.read_text()))
    assert used - EXAMPLE == set()
    assert used >= SECRETS


def test_every_name_that_a_container_is_told_is_read(services: dict[str, Any]) -> None:
    told = {name for service in services.values() for name in service.get("environment", {})}
    assert told - names_in_settings() - ELSEWHERE == set()


def test_the_example_names_every_setting() -> None:
    assert names_in_settings() - EXAMPLE == set()


def test_the_applications_use_the_plain_role_and_only_migrate_the_owner(services: dict[str, Any]) -> None:
    roles = {
        name: service["environment"]["DATABASE_USER"]
        for name, service in services.items()
        if "DATABASE_USER" in service.get("environment", {})
    }
    assert roles == {"web": APP, "worker": APP, "beat": APP, "drain": APP, "migrate": OWNER}


def test_background_processes_have_the_patience_of_the_embedded_ones(services: dict[str, Any]) -> None:
    for name in ("worker", "drain", "migrate"):
        assert services[name]["environment"].items() >= PATIENT.items()
    assert not PATIENT.keys() & services["web"]["environment"].keys()


def test_postgres_keeps_its_data_and_sorts_like_the_embedded_one(services: dict[str, Any]) -> None:
    postgres = services["postgres"]
    assert "postgres:/var/lib/postgresql" in postgres["volumes"]
    assert postgres["environment"]["POSTGRES_USER"] == ADMIN
    assert postgres["environment"]["POSTGRES_INITDB_ARGS"].split() == list(LOCALE[:2])
    assert postgres["stop_signal"] == "SIGINT"
    assert postgres["command"] == ["postgres", *(f"-c{setting}" for setting in TUNING)]


def test_valkey_keeps_its_queue_like_the_embedded_one(services: dict[str, Any]) -> None:
    embedded = list(valkey.spec(Path("/s"), Path("/d")).command)
    command = services["valkey"]["command"]
    for option in ("--appendonly", "--appendfsync", "--save", "--maxmemory-policy"):
        assert command[command.index(option) + 1] == embedded[embedded.index(option) + 1]


def test_only_nginx_is_reached_from_outside(compose: dict[str, Any], services: dict[str, Any]) -> None:
    assert {name for name, service in services.items() if service.get("ports")} == {"nginx"}
    assert compose["networks"]["inside"] == {"internal": True}
    assert services["postgres"]["networks"] == services["valkey"]["networks"] == ["inside"]


def test_mounted_files_exist(services: dict[str, Any]) -> None:
    mounts = [mount for service in services.values() for mount in service.get("volumes", [])]
    files = [mount.split(":")[0] for mount in mounts if mount.startswith("./")]
    assert len(files) == 4
    assert all((ROOT / file).is_file() for file in files)


if COMPOSE_PROGRAM:  # not part of a test machine; the structure is tested above in any case

    def test_compose_itself_accepts_the_file() -> None:
        environment = {**os.environ, **dict.fromkeys(EXAMPLE, "x"), "CERTIFICATES": "/certificates"}
        command = [str(COMPOSE_PROGRAM), "-f", str(COMPOSE), "config", "-q"]
        result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stderr


def test_the_first_start_of_the_container_makes_the_same_roles() -> None:
    """The script of the image's first start, run against a real server."""
    passwords = {"OWNER_PASSWORD": "o'wn", "APP_PASSWORD": "a b", "BACKUP_PASSWORD": "back"}
    with TemporaryServers(durable=False) as servers:
        servers.server.run("postgres", "CREATE DATABASE shop_ai")
        run_init(servers.server, passwords)
        assert facts(servers.server) == [
            f"{APP}|f|f|t|f|f",
            f"{BACKUP}|f|t|t|f|f",
            f"{OWNER}|f|f|t|f|f",
        ]
        owner = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'shop_ai'"
        assert servers.server.run("postgres", owner) == OWNER


def run_init(server: Server, passwords: dict[str, str]) -> None:
    from shop_ai.services import binaries

    programs = str(Path(binaries.postgres("psql")).parent)
    environment = {
        **passwords,
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PGHOST": server.host,
        "POSTGRES_USER": ADMIN,
        "POSTGRES_DB": "shop_ai",
        "SQL_DIR": str(ROOT / "deploy/postgres"),
    }
    subprocess.run(["sh", str(ROOT / "deploy/postgres/init.sh")], env=environment, check=True)


def facts(server: Server) -> list[str]:
    query = """SELECT rolname, rolsuper, rolbypassrls, rolpassword LIKE 'SCRAM-SHA-256$%', rolcreatedb, rolcreaterole
               FROM pg_authid WHERE rolname LIKE 'shop_ai%' AND rolname <> 'shop_ai_admin' ORDER BY 1"""
    return server.run("postgres", query).splitlines()
