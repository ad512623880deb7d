"""The manual of the widget says what the code does: attributes, parameters, snippets, looks, keys and fields."""

from __future__ import annotations

import hashlib
import re
from dataclasses import fields
from pathlib import Path

from signals.ingest.scripts import FOLDER, widget_versions
from signals.widget.asking import Asked
from signals.widget.guide import ATTRIBUTES, GUIDE, PARAMETERS, PARTS, part, written

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / GUIDE).read_text(encoding="utf-8")
SCRIPT = (ROOT / "static/customer/widget.js").read_text(encoding="utf-8")
PAYLOAD = (ROOT / "signals/widget/payload.py").read_text(encoding="utf-8")


def named(pattern: str, text: str) -> set[str]:
    return set(re.findall(pattern, text))


def test_the_generated_parts_are_of_now() -> None:
    assert written(TEXT) == TEXT, "run python -m signals.widget.guide"
    assert all(part(name) in TEXT for name in PARTS)


def test_every_attribute_that_the_script_reads_is_described() -> None:
    watched = re.search(r"attributeFilter: \[(.*?)\]", SCRIPT)
    assert watched
    described = {name for name, _values, _default in ATTRIBUTES}
    assert {f"data-{name}" for name in re.findall(r'"(\w+)"', watched[1])} <= described
    assert described - {"data-min-height"} == {f"data-{name}" for name in re.findall(r'"(\w+)"', watched[1])}


def test_every_parameter_that_the_door_reads_is_described() -> None:
    names = {"language": "lang"}
    asked = {names.get(one.name, one.name) for one in fields(Asked)} - {"key"}
    assert {name for name, _means, _default in PARAMETERS} == asked


def test_every_property_and_every_part_is_described() -> None:
    assert named(r"var\((--reco-[\w-]+)", SCRIPT) == named(r"`(--reco-[\w-]+)`", TEXT)
    parts = named(r'make\("\w+\.(\w+)"', SCRIPT) | named(r'button\("(\w+)"', SCRIPT)
    parts |= named(r'"(?:a|span)\.(\w+)"', SCRIPT)
    listed = re.search(r"style the parts: `([\w\s]+)`", TEXT)
    assert listed
    assert set(listed[1].split()) == parts - {"dialog", "icon"} | {"dialog"}


def test_every_key_in_the_browser_is_described() -> None:
    assert named(r'"((?:shopai:reco|reco:)\w*)"', SCRIPT) == named(r"\| `((?:shopai|reco):\w+)` \|", TEXT)


def test_every_field_of_the_answer_is_described() -> None:
    given = named(r'^ {8}"(\w+)":', PAYLOAD)
    table = TEXT[TEXT.index("| field | holds |") :]
    assert {name for name in given if f"`{name}`" not in table and name not in table} == set()


def test_a_kept_version_is_the_file_of_its_name() -> None:
    for path in (FOLDER / "kept").glob("*.js"):
        assert hashlib.sha256(path.read_bytes()).hexdigest().startswith(path.stem)
    assert all(re.fullmatch(r"[0-9a-f]{12}", version) for version in widget_versions())
