"""An archive's own colours: legible in the light and in the dark, or one line that says which are not."""

from __future__ import annotations

import re

import pytest

from plugins.archive_pages.colours import NAMES, PAIRS, SCHEMES, check_contrast, colour_rules, palette_of, read_colours
from plugins.archive_pages.contrast import colour_of, contrast, mixed
from plugins.seed_posts.errors import SettingError
from tests.conftest import ROOT

CSS = ROOT / "theme" / "static" / "css"
THEME = palette_of((CSS / "tokens.css").read_text(), (CSS / "modes.css").read_text())
GREEN = {"accent": ("#0b5d3b", "#7fcfa6")}


@pytest.mark.parametrize(
    ("one", "other", "ratio"),  # as WebAIM's checker and the examples in WCAG's own notes give them
    [("#000", "#fff", 21.0), ("#fff", "#fff", 1.0), ("#777777", "#ffffff", 4.48), ("#0000ff", "#ffffff", 8.59)],
)
def test_contrast_is_wcags(one: str, other: str, ratio: float) -> None:
    assert contrast(colour_of(one), colour_of(other)) == pytest.approx(ratio, abs=0.005)
    assert contrast(colour_of(other), colour_of(one)) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize(
    ("one", "other", "share", "between"),  # as Chromium paints color-mix(in oklab, one share, other)
    [("#97301f", "#fbf9f4", 0.3, (225, 188, 178)), ("#000000", "#ffffff", 0.5, (99, 99, 99))],
)
def test_colours_mix_as_a_browser_mixes_them(one: str, other: str, share: float, between: tuple[int, int, int]) -> None:
    found = mixed(colour_of(one), colour_of(other), share)

    assert [round(part * 255) for part in found] == list(between)


def test_the_themes_own_colours_pass() -> None:
    check_contrast({"accent": (THEME.light["accent"], THEME.dark["accent"])}, THEME)

    for one, other, needed in PAIRS:
        for scheme in SCHEMES:  # none is passed over because the theme does not name it
            assert contrast(THEME.colour(one, scheme), THEME.colour(other, scheme)) >= needed


def test_every_colour_that_can_be_given_is_one_the_theme_uses() -> None:
    used = {name for path in CSS.rglob("*.css") for name in re.findall(r"var\(--([\w-]+)\)", path.read_text())}

    assert set(NAMES) <= used


def test_given_colours_become_custom_properties_for_screens() -> None:
    assert colour_rules(read_colours({"accent": ["#0B5D3B", "#7fcfa6"]})) == (
        "@layer tokens{:root{--accent:#0b5d3b;}}\n"
        "@layer modes{@media screen and (prefers-color-scheme:dark){:root{--accent:#7fcfa6;}}}\n"
    )
    assert colour_rules({}) == ""


def test_colours_that_can_be_told_apart_pass() -> None:
    check_contrast(read_colours(GREEN), THEME)


@pytest.mark.parametrize(
    ("colours", "pairs"),
    [
        ({"accent": ("#d08030", "#7fcfa6")}, {("accent", "paper", "light"), ("paper", "tone-4", "light")}),
        ({"accent": ("#0b5d3b", "#2a4a3a")}, {("accent", "paper", "dark"), ("paper", "tone-4", "dark")}),
        ({"mark": ("#fff", "#d0b0a0")}, {("ink", "mark", "dark")}),
        ({"edge": ("#c0b8a8", "#857b6b")}, {("edge", "paper", "light")}),
    ],
)
def test_every_pair_that_cannot_be_read_is_named(
    colours: dict[str, tuple[str, str]], pairs: set[tuple[str, str, str]]
) -> None:
    with pytest.raises(SettingError) as wrong:
        check_contrast(read_colours(colours), THEME)

    named = re.findall(r'"([\w-]+)" on "([\w-]+)" has a contrast of [\d.]+ in the (\w+)', str(wrong.value))
    assert set(named) == pairs
    assert "\n" not in str(wrong.value)


def test_the_line_says_where_what_and_what_to_do() -> None:
    with pytest.raises(SettingError) as wrong:
        check_contrast({"edge": ("#c0b8a8", "#857b6b")}, THEME)

    assert str(wrong.value) == (
        'ARCHIVE_COLOURS: "edge" on "paper" has a contrast of 1.87 in the light, and needs 3.0; '
        "choose colours farther apart; docs/how-to-make-it-yours.md says how"
    )


@pytest.mark.parametrize(
    ("setting", "line"),
    [
        ("green", 'ARCHIVE_COLOURS: "\'green\'" names no colours; write {"accent": ("#0b5d3b", "#7fcfa6")}'),
        (
            {"accents": ("#fff", "#000")},
            'ARCHIVE_COLOURS: "accents" is no colour of the theme; did you mean "accent"?',
        ),
        (
            {"accent": "#0b5d3b"},
            'ARCHIVE_COLOURS: "accent": "\'#0b5d3b\'" is not two colours; '
            'write one for the light and one for the dark: ("#0b5d3b", "#7fcfa6")',
        ),
        (
            {"accent": ("#0b5d3b", "red;}")},
            "ARCHIVE_COLOURS: \"accent\": \"('#0b5d3b', 'red;}')\" is not two colours; "
            'write one for the light and one for the dark: ("#0b5d3b", "#7fcfa6")',
        ),
    ],
)
def test_a_setting_that_is_no_colours_is_one_line(setting: object, line: str) -> None:
    with pytest.raises(SettingError) as wrong:
        read_colours(setting)

    assert str(wrong.value) == line
