"""Style sheets serve both directions, and templates carry no style or script of their own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.design.conftest import CSS, JS, ROOT

SHEETS = sorted(CSS.glob("*.css"))
SIDES = r"(?:left|right)"
BOX_SIDES = r"(?:top|right|bottom|left)"
PHYSICAL = [
    rf"(?:margin|padding)-{BOX_SIDES}\s*:",
    rf"border-(?:top|bottom|{SIDES})(?:-\w+)*\s*:",
    r"border-(?:top|bottom)-(?:left|right)-radius\s*:",
    rf"(?<![\w-]){BOX_SIDES}\s*:",
    rf"text-align\s*:\s*{SIDES}",
    rf"(?:float|clear)\s*:\s*{SIDES}",
    r"(?<![\w-])(?:min-|max-)?(?:width|height)\s*:(?!\s*\d+px\))",
]
OURS = sorted(
    path
    for pattern in ("*.html", "frame/*.html", "components/*.html", "design/*.html")
    for path in (ROOT / "templates").glob(pattern)
)


def rules(text: str) -> str:
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_only_logical_properties_are_used(sheet: Path) -> None:
    found = [match for pattern in PHYSICAL for match in re.findall(pattern, rules(sheet.read_text()))]
    assert found == []


@pytest.mark.parametrize(
    "declaration",
    [
        "margin-left: 4px",
        "padding-right:0",
        "left: 0",
        "text-align: right",
        "border-left: 1px",
        "width: 3px",
        "float: left",
        "border-top-left-radius: 4px",
        "max-height: 4px",
    ],
)
def test_the_lint_finds_a_physical_property(declaration: str) -> None:
    assert any(re.search(pattern, f"a {{ {declaration}; }}") for pattern in PHYSICAL)


@pytest.mark.parametrize("template", OURS, ids=lambda path: path.name)
def test_templates_hold_no_inline_style_script_or_handler(template: Path) -> None:
    text = template.read_text()
    assert re.findall(r"<style|\sstyle=|\son\w+=|javascript:", text) == []
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


def test_every_shade_of_motion_stops_for_those_who_ask() -> None:
    assert "@media (prefers-reduced-motion: reduce)" in (CSS / "base.css").read_text()
    assert "prefers-reduced-motion: reduce" in (JS / "chart.js").read_text()


def test_every_icon_in_use_is_in_the_sprite() -> None:
    sprite = set(re.findall(r'id="([\w-]+)"', (ROOT / "static/vendor/lucide-1.62.0/icons.svg").read_text()))
    used = {name for path in OURS for name in re.findall(r'{% icon "([\w-]+)"', path.read_text())}
    used |= {name for path in OURS for name in re.findall(r'icon_name="([\w-]+)"', path.read_text())}
    assert used - sprite == set()
