"""The palette: readable in both themes, and the dark one told once although CSS needs it twice."""

from __future__ import annotations

import re

import pytest

from tests.design.conftest import CSS

TOKENS = (CSS / "tokens.css").read_text()
TEXT_ON_GROUND = [
    (ink, ground)
    for ink in ("ink", "ink-2", "ink-3", "accent", "good", "warn", "bad")
    for ground in ("ground", "surface")
]
TEXT_ON_TINT = [
    ("ink-2", "sunken"),
    ("ink-3", "sunken"),
    ("accent-ink", "accent"),
    ("accent", "accent-soft"),
    ("good", "good-soft"),
    ("warn", "warn-soft"),
    ("bad", "bad-soft"),
]
DRAWN_ON_SURFACE = ["line-strong", "accent", *(f"hue-{number}" for number in range(1, 9))]


def block(opening: str) -> dict[str, str]:
    start = TOKENS.index(opening) + len(opening)
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", TOKENS[start : TOKENS.index("}", start)]))


LIGHT = block(":root {")
DARK_CHOSEN = block(':root[data-theme="dark"] {')
DARK_SYSTEM = block(':root:not([data-theme="light"]) {')
THEMES = {"light": LIGHT, "dark": LIGHT | DARK_CHOSEN}


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def test_black_on_white_has_the_contrast_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT_ON_GROUND + TEXT_ON_TINT)
def test_text_has_a_contrast_of_4_5_on_what_it_stands_on(theme: str, ink: str, ground: str) -> None:
    assert contrast(THEMES[theme][ink], THEMES[theme][ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("drawn", DRAWN_ON_SURFACE)
def test_borders_of_fields_and_lines_of_charts_have_a_contrast_of_3(theme: str, drawn: str) -> None:
    assert contrast(THEMES[theme][drawn], THEMES[theme]["surface"]) >= 3


def test_the_dark_theme_is_the_same_chosen_or_wished_by_the_system() -> None:
    assert DARK_CHOSEN == DARK_SYSTEM


def test_the_dark_theme_renames_every_colour_of_the_light_one() -> None:
    colours = {name for name, value in LIGHT.items() if value.startswith(("#", "rgb"))}
    assert colours == set(DARK_CHOSEN)


def test_no_other_style_sheet_names_a_colour() -> None:
    # On paper the tokens themselves change, so print.css may.
    for sheet in CSS.glob("*.css"):
        if sheet.name not in {"tokens.css", "print.css"}:
            assert re.findall(r":[^;{]*(#[0-9a-f]{3,8}\b|rgba?\(|hsl)", sheet.read_text()) == [], sheet.name


def test_every_token_in_use_exists() -> None:
    used = {name for sheet in CSS.glob("*.css") for name in re.findall(r"var\(--([\w-]+)", sheet.read_text())}
    assert used <= set(LIGHT)


def test_every_space_keeps_the_grid_of_four() -> None:
    spaces = [int(value.removesuffix("px")) for name, value in LIGHT.items() if name.startswith("space-")]
    assert [space % 4 for space in spaces] == [0] * len(spaces)


def test_the_type_scale_has_six_steps_that_grow() -> None:
    steps = [float(LIGHT[f"step-{place}"].removesuffix("rem")) for place in range(6)]
    assert steps == sorted(set(steps))
    assert "step-6" not in LIGHT
