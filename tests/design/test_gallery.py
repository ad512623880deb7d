"""The gallery in a real browser: accessible, nothing wider than the screen, keys, charts, and nothing from outside."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from tests.axe import grave_violations
from tests.design.conftest import ORIGIN, ROOT, OpenGallery, draw_all

if TYPE_CHECKING:
    pass

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = [
    ("fr", 390, "light", ""),
    ("ar", 390, "dark", ""),
    ("fr", 1280, "dark", ""),
    ("ar", 1280, "light", ""),
    ("ar", 390, "light", "public"),
    ("fr", 390, "dark", "login"),
]


@pytest.mark.parametrize(("language", "width", "theme", "name"), LOOKS)
def test_axe_finds_nothing_serious(
    open_gallery: OpenGallery, language: str, width: int, theme: str, name: str
) -> None:
    page = open_gallery(language, width, name, color_scheme=theme)
    assert page.locator("html").get_attribute("lang") == language
    assert grave_violations(page, RULES) == []


def test_axe_would_find_a_fault(open_gallery: OpenGallery) -> None:
    page = open_gallery("fr", 390, "login")
    page.evaluate("document.querySelector('label').remove()")
    assert any(fault.startswith("label") for fault in grave_violations(page, RULES))


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_no_page_is_wider_than_the_screen(open_gallery: OpenGallery, language: str) -> None:
    page = open_gallery(language)
    for width in (320, 390, 768, 899, 900, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_finger_finds_44_pixels(open_gallery: OpenGallery) -> None:
    page = open_gallery("fr", 390, has_touch=True, is_mobile=True)
    sizes = page.evaluate(
        "[...document.querySelectorAll('.button, .bottombar__place, .input, .topbar summary')]"
        ".filter(e => e.checkVisibility()).map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect().height])"
    )
    assert len(sizes) > 15
    assert [found for found in sizes if found[1] < 44] == []


def test_the_page_obeys_the_content_policy(open_gallery: OpenGallery) -> None:
    page = open_gallery("fr", 1280)
    refused: list[str] = []
    page.on("console", lambda line: refused.append(line.text) if "Content Security" in line.text else None)
    page.reload()
    draw_all(page)
    assert refused == []


def test_chart_js_is_fetched_for_a_chart_in_sight_and_not_before(open_gallery: OpenGallery) -> None:
    page = open_gallery("fr", 1280, "login")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    assert [url for url in asked if "chart" in url] == []
    page.goto(f"{ORIGIN}/design/")
    draw_all(page)
    assert len([url for url in asked if "chart.umd" in url]) == 1


@pytest.mark.parametrize(("language", "is_mirrored"), [("fr", False), ("ar", True)])
def test_charts_run_the_way_of_the_language(
    open_gallery: OpenGallery, language: str, is_mirrored: bool
) -> None:
    page = open_gallery(language, 390)
    draw_all(page)
    seen = page.evaluate(
        "[...document.querySelectorAll('canvas')].map(Chart.getChart)"
        ".map(c => [c.options.scales.x.reverse, c.options.scales.y.position, c.options.plugins.tooltip.rtl,"
        " c.options.animation])"
    )
    assert seen == [[is_mirrored, "right" if is_mirrored else "left", is_mirrored, False]] * 4


def test_a_channel_is_drawn_in_the_colour_of_its_swatch(open_gallery: OpenGallery) -> None:
    page = open_gallery("fr", 1280)
    draw_all(page)
    drawn = page.evaluate("Chart.getChart(document.querySelector('canvas')).data.datasets[1].borderColor")
    token = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--hue-2').trim()")
    assert drawn == token
    red, green, blue = (int(token[place : place + 2], 16) for place in (1, 3, 5))
    swatches = page.locator("td .swatch.hue-2")
    assert swatches.first.evaluate("e => getComputedStyle(e).color") == f"rgb({red}, {green}, {blue})"


@pytest.mark.parametrize(
    ("language", "written"), [("fr", r"91\u00a0000\u00a0DA"), ("ar", r"91\u00a0000\u00a0دج")]
)
def test_the_script_writes_money_as_the_server_does(
    open_gallery: OpenGallery, language: str, written: str
) -> None:
    page = open_gallery(language, 1280)
    draw_all(page)
    line = page.evaluate(
        "(() => { const c = Chart.getChart(document.querySelector('canvas'));"
        " return c.options.plugins.tooltip.callbacks.label({dataset: c.data.datasets[0], dataIndex: 0}) })()"
    )
    assert re.search(written + "$", line), line


NAMES_OF_BARS = """
names => {
  const chart = [...document.querySelectorAll('canvas')].map(Chart.getChart).find(c => c.config.type === 'bar' && c.data.datasets.length === 1);
  const count = chart.data.labels.length;
  chart.data.labels.splice(0, count, ...Array.from({length: count}, (_, at) => names[at % names.length]));
  chart.update();
  const { ctx } = chart;
  return chart.scales.x.getLabelItems().map(({ label, font, options }) => {
    ctx.font = font.string;
    const widest = Math.max(...[label].flat().map(word => ctx.measureText(word).width));
    return [options.translation[0] - widest / 2, options.translation[0] + widest / 2];
  });
}
"""


def test_long_names_of_a_few_bars_stand_apart_on_a_phone(open_gallery: OpenGallery) -> None:
    page = open_gallery("fr", 390)
    draw_all(page)
    places = page.evaluate(
        NAMES_OF_BARS, ["Pages ouvertes", "Ajouts au panier", "Commandes commencées", "Commandes passées"]
    )
    assert 3 < len(places) < 6
    assert [(one, other) for one, other in pairwise(places) if one[1] >= other[0]] == []


def test_without_a_script_the_tables_are_there_and_no_empty_canvas(open_gallery: OpenGallery) -> None:
    page = open_gallery("fr", 390, java_script_enabled=False)
    assert not page.locator("canvas").first.is_visible()
    page.locator("details.disclosure summary", has_text="tab").first.click()
    assert page.locator(".chart table").first.is_visible()
    assert page.locator(".channel-filter button").is_visible()


def test_a_chart_that_cannot_be_drawn_opens_its_table(open_gallery: OpenGallery) -> None:
    page = open_gallery("fr", 1280)
    page.route("**/chart.umd.min.js", lambda route: route.abort())
    page.reload()
    page.evaluate("document.querySelector('canvas').scrollIntoView()")
    page.locator(".chart table").first.wait_for(state="visible")
    assert not page.locator("canvas").first.is_visible()


def test_a_cdn_that_never_answers_delays_the_chart_by_two_seconds_at_most(
    open_gallery: OpenGallery, settings: Any
) -> None:
    settings.CHARTJS_SOURCE = "cdn"
    settings.CHARTJS_CDN_URL = f"{ORIGIN}/never.js"
    page = open_gallery("fr", 1280, bypass_csp=True)
    page.route("**/never.js", lambda route: None)
    page.locator("canvas").first.scroll_into_view_if_needed()
    page.wait_for_selector("canvas[data-drawn]", timeout=4000)
    assert page.evaluate("document.querySelectorAll('script[src$=\"chart.umd.min.js\"]').length") == 1


def test_keys_search_help_and_go_to_places(open_gallery: OpenGallery) -> None:
    page = open_gallery("fr", 1280)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.press("g")
    page.keyboard.press("k")
    assert page.evaluate("location.hash") == ""
    assert page.evaluate("document.activeElement.value") == "gk"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    assert page.locator("dialog#shortcuts").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("s")
    assert page.evaluate("location.hash") == "#sales"


def test_a_menu_closes_with_escape_and_gives_the_focus_back(open_gallery: OpenGallery) -> None:
    page = open_gallery("ar", 390)
    page.locator(".toolbar details summary").click()
    page.locator(".toolbar details a").first.focus()
    page.keyboard.press("Escape")
    assert not page.locator(".toolbar details a").first.is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_dialog_names_what_is_lost_and_can_be_left(open_gallery: OpenGallery) -> None:
    page = open_gallery("fr", 390)
    page.locator("[data-dialog-open=undo]").click()
    assert "1" in page.locator("dialog#undo p").inner_text()
    page.locator("dialog#undo [data-dialog-close]").click()
    assert not page.locator("dialog#undo").is_visible()


def test_the_theme_switch_is_remembered(open_gallery: OpenGallery) -> None:
    page = open_gallery("fr", 1280, color_scheme="light")
    page.locator(".topbar .menu--end").last.locator("summary").click()
    page.locator("[data-theme-switch]").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert "theme=dark" in page.evaluate("document.cookie")


def test_the_first_tab_skips_to_the_content(open_gallery: OpenGallery) -> None:
    page = open_gallery("fr", 390)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_progress_is_asked_for_until_the_work_is_done(open_gallery: OpenGallery) -> None:
    page = open_gallery("fr", 390)
    page.evaluate("document.querySelector('h2 + progress').closest('section').dataset.progress = '/job'")
    script = (ROOT / "static/js/app.js").read_text()
    page.route(
        "**/job",
        lambda route: route.fulfill(json={"done": 7, "total": 9, "text": "7 / 9", "finished": False}),
    )
    page.evaluate("document.documentElement.classList.remove('js')")
    page.evaluate(f"() => {{ {script} }}")
    page.wait_for_timeout(1500)
    bar = page.locator("[data-progress] progress")
    assert (bar.get_attribute("max"), bar.get_attribute("value")) == ("9", "7")
    assert page.locator("[data-progress-text]").inner_text() == "7 / 9"


def test_paper_shows_the_tables_behind_the_charts(open_gallery: OpenGallery) -> None:
    page = open_gallery("fr", 1280)
    draw_all(page)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".chart table").first.is_visible()
    assert not page.locator(".topbar").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not page.locator(".chart details[open]").count()
