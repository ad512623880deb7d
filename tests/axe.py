"""axe-core in a page: what it finds wrong for people who cannot see, hear or use a mouse well."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

FILE = Path(__file__).parent / "vendor/axe-core/axe.min.js"
GRAVE = {"serious", "critical"}


@cache
def _source() -> str:
    return FILE.read_text()


def bring_axe(page: Page) -> None:
    """Make ``axe`` known to the page.

    As a script element, its half a megabyte of text would be a part of the page that axe then looks at.
    """
    page.evaluate(f"{_source()};0")


def grave_violations(page: Page, rules: list[str]) -> list[str]:
    """Serious and critical violations of the rules with these tags, with each element that has one."""
    bring_axe(page)
    found: dict[str, Any] = page.evaluate(
        "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", rules
    )
    return [
        f"{violation['id']}: {node['html'][:150]}"
        for violation in found["violations"]
        if violation["impact"] in GRAVE
        for node in violation["nodes"]
    ]
