"""What a page may weigh, compressed, and that vendored files are the published ones."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from pathlib import Path

import pytest
from django.test import Client

from catalog.templatetags import dashboard
from tests.design.conftest import CSS, JS, ROOT

KB = 1024
VENDORED = [*sorted((ROOT / "static/vendor").glob("*/VENDOR")), ROOT / "tests/vendor/axe-core/VENDOR"]


def packed(*paths: Path) -> int:
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)


def about(vendor: Path) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in vendor.read_text().splitlines())


def test_style_sheets_together_stay_under_25_kb() -> None:
    assert packed(*CSS.glob("*.css")) <= 25 * KB


def test_own_scripts_together_stay_under_15_kb() -> None:
    assert packed(*JS.glob("*.js")) <= 15 * KB


def test_a_customers_page_brings_under_60_kb_and_no_script() -> None:
    html = Client().get("/design/public/").content
    assert b"<script" not in html
    sheets = [ROOT / "static" / name for name in re.findall(r"/static/(css/[\w.-]+)", html.decode())]
    assert len(sheets) == 3
    icons = ROOT / "static/vendor/lucide-1.62.0/icons.svg"
    assert len(gzip.compress(html)) + packed(*sheets, icons) <= 60 * KB


def test_a_dashboard_page_with_charts_stays_under_200_kb() -> None:
    html = Client().get("/design/").content
    static = {ROOT / "static" / name for name in re.findall(r"/static/([\w./-]+)", html.decode())}
    assert ROOT / "static" / dashboard.CHARTJS in static
    assert len(gzip.compress(html)) + packed(*static) <= 200 * KB


@pytest.mark.parametrize("vendor", VENDORED, ids=lambda path: path.parent.name)
def test_a_vendored_file_is_the_one_that_was_checked_in_with_its_licence(vendor: Path) -> None:
    said = about(vendor)
    content = (vendor.parent / said["file"]).read_bytes()
    assert base64.b64encode(hashlib.sha384(content).digest()).decode() == said["sha384"]
    assert (vendor.parent / "LICENSE").stat().st_size > 500


def test_the_cdn_copy_of_chart_js_is_checked_against_the_published_hash() -> None:
    said = about(ROOT / "static" / Path(dashboard.CHARTJS).parent / "VENDOR")
    assert f"sha384-{said['upstream-sha384']}" == dashboard.CHARTJS_CDN_INTEGRITY


def test_the_vendored_chart_js_names_no_source_map_that_is_not_there() -> None:
    assert "sourceMappingURL" not in (ROOT / "static" / dashboard.CHARTJS).read_text()
