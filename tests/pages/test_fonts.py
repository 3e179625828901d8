"""The theme's fonts: which files a site publishes, and how its style sheet names them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plugins.archive_pages.assets import Assets
from plugins.archive_pages.fonts import (
    DEFAULT,
    FontMissing,
    Fonts,
    installed_fonts,
    read_face,
    read_setting,
)
from plugins.seed_posts.errors import SettingError
from tests.pages.cases import Site


def test_every_font_that_the_style_sheet_names_is_published(small_site: Site) -> None:
    (style,) = (small_site.folder / "theme" / "css").glob("site*.css")

    named = re.findall(r'url\("([^"]+)"\)', style.read_text(encoding="utf-8"))

    assert named
    assert sorted(path.name for path in (small_site.folder / "theme" / "fonts").iterdir()) == sorted(
        (style.parent / name).resolve().name for name in named
    )


def test_a_font_is_published_under_its_contents_name(tmp_path: Path) -> None:
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "site.css").write_text("body{}")
    assets = Assets(tmp_path, Fonts({"fonts/a.woff2": b"one"}, '@font-face{src:url("../fonts/a.woff2")}\n'))

    assets.read()
    first = dict(assets.names)
    assets.fonts = Fonts({"fonts/a.woff2": b"two"}, assets.fonts.rules)
    assets.read()

    assert f'url("../{first["fonts/a.woff2"]}")' not in assets.contents["css/site.css"].decode()
    assert f'url("../{assets.names["fonts/a.woff2"]}")' in assets.contents["css/site.css"].decode()
    assert assets.names["css/site.css"] != first["css/site.css"]


def test_a_letter_is_looked_for_in_the_file_that_has_it() -> None:
    rules = installed_fonts().rules.splitlines()

    (russian,) = (rule for rule in rules if "-cyrillic-400-normal" in rule)

    assert "U+0400-045F" in russian
    assert "U+0000-00FF" not in russian


def test_without_the_package_there_is_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FontMissing, match=r'run "npm ci"$') as missing:
        read_face(DEFAULT, tmp_path)

    assert "\n" not in str(missing.value)


def test_without_fonts_the_style_sheet_is_the_themes_own(tmp_path: Path) -> None:
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "site.css").write_text("body{}")
    assets = Assets(tmp_path)

    assets.read()

    assert assets.contents == {"css/site.css": b"body{}"}


def test_a_folder_of_files_is_a_face_of_that_name(tmp_path: Path) -> None:
    folder(tmp_path / "fonts" / "tide-table", "tide-400-normal", "tide-400-italic", "tide-700-normal", "notes")

    fonts = installed_fonts({"headings": "fonts/tide-table", "text": "system"}, tmp_path)

    assert sorted(fonts.files) == [
        "fonts/tide-400-italic.woff2",
        "fonts/tide-400-normal.woff2",
        "fonts/tide-700-normal.woff2",
    ]
    assert [re.findall(r"font-(?:style|weight|display):([^;]+)", rule) for rule in fonts.rules.splitlines()] == [
        ["normal", "400", "optional"],
        ["italic", "400", "optional"],
        ["normal", "600", "optional"],  # bold text takes the nearest bold file
    ]
    assert '--head:"Tide Table",' in fonts.tokens
    assert "--serif:Georgia," in fonts.tokens


def test_a_variable_font_stands_for_every_weight(tmp_path: Path) -> None:
    folder(tmp_path / "mono-sans", "any-latin-wght-normal")

    fonts = installed_fonts({"controls": "mono-sans", "text": "system"}, tmp_path)

    assert fonts.rules.count("@font-face") == 1
    assert "font-weight:100 900" in fonts.rules
    assert '--sans:"Mono Sans",system-ui' in fonts.tokens


def test_a_package_of_fonts_is_taken_as_its_own_files_describe_it(tmp_path: Path) -> None:
    package = tmp_path / "node_modules" / "@fontsource" / "tide"
    folder(package / "files", "tide-latin-400-normal", "tide-greek-400-normal")
    (package / "metadata.json").write_text('{"family": "Tide \\"Two\\"", "category": "sans-serif"}')
    (package / "unicode.json").write_text('{"latin": "U+0-FF", "greek": "U+370-3FF"}')

    fonts = installed_fonts("@fontsource/tide", tmp_path)

    assert re.findall(r"unicode-range:([^}]+)", fonts.rules) == ["U+370-3FF", "U+0-FF"]
    assert fonts.tokens == '@layer tokens{:root{--serif:"Tide Two",' + fonts.tokens.partition(",")[2]


def test_a_site_with_the_readers_own_fonts_has_no_font_files(tmp_path: Path) -> None:
    fonts = installed_fonts("system", tmp_path)

    assert (fonts.files, fonts.rules) == ({}, "")


def test_the_themes_own_face_sets_nothing() -> None:
    assert installed_fonts().tokens == ""


@pytest.mark.parametrize(
    ("setting", "line"),
    [
        (7, 'ARCHIVE_FONTS: "7" names no font; write {"text": "@fontsource/source-serif-4"}'),
        ({"body": "system"}, 'ARCHIVE_FONTS: "body" is set in no font; known: controls, headings, text'),
        (
            {"text": ""},
            'ARCHIVE_FONTS: "text": "\'\'" is no font; write a folder of .woff2 files, an npm package or "system"',
        ),
    ],
)
def test_a_setting_that_names_no_font_is_one_line(setting: object, line: str) -> None:
    with pytest.raises(SettingError) as wrong:
        read_setting(setting)

    assert str(wrong.value) == line


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("../fonts", 'ARCHIVE_FONTS: "../fonts" is no folder beside pelicanconf.py, and no npm package; name one'),
        (
            "empty",
            "ARCHIVE_FONTS: FOLDER/empty has no .woff2 file whose name ends with its weight and style; "
            'name them as in "lora-400-normal.woff2" and "lora-600-italic.woff2"',
        ),
    ],
)
def test_a_font_that_is_not_there_is_one_line(tmp_path: Path, value: str, line: str) -> None:
    folder(tmp_path / "empty", "notes")

    with pytest.raises(SettingError) as wrong:
        installed_fonts(value, tmp_path)

    assert str(wrong.value) == line.replace("FOLDER", tmp_path.as_posix())


def folder(path: Path, *names: str) -> None:
    """Font files by name; what is in them is the browser's concern."""
    path.mkdir(parents=True)
    for name in names:
        (path / f"{name}.woff2").write_bytes(name.encode())
