"""The locked lists: the same versions in all of them, every file by its hash, no host named."""

from __future__ import annotations

import re

import pytest

from shop_ai.services.paths import ROOT

LISTS = ("run", "dev", "tools")


def text(name: str) -> str:
    return (ROOT / f"requirements/{name}.txt").read_text()


def pins(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9._-]+(?:\[[a-z,]+\])?)==(\S+)", text(name), re.M | re.I))


@pytest.mark.parametrize("name", ["run", "tools"])
def test_the_list_for_tests_pins_what_the_shorter_lists_pin(name: str) -> None:
    assert pins(name)
    assert {package: pins("dev").get(package) for package in pins(name)} == pins(name)


@pytest.mark.parametrize("name", LISTS)
def test_every_package_has_a_hash_and_none_an_address(name: str) -> None:
    entries = re.split(r"^(?=\S)", text(name), flags=re.M)[1:]
    assert len(entries) == len(pins(name))
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "http" not in text(name)
    assert "--index" not in text(name)
