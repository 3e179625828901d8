"""The theme's fonts: which files a site publishes, and how its style sheet names them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plugins.archive_pages.assets import Assets
from plugins.archive_pages.fonts import PACKAGE, FontMissing, Fonts, read_fonts
from tests.pages.cases import ROOT, Site


def test_every_font_that_the_style_sheet_names_is_published(small_site: Site) -> None:
    (style,) = (small_site.folder / "theme" / "css").glob("site.*.css")

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
    rules = read_fonts(ROOT / PACKAGE).rules.splitlines()

    (russian,) = (rule for rule in rules if "-cyrillic-400-normal" in rule)

    assert "U+0400-045F" in russian
    assert "U+0000-00FF" not in russian


def test_without_the_package_there_is_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FontMissing, match=r'run "npm ci"$') as missing:
        read_fonts(tmp_path / "none")

    assert "\n" not in str(missing.value)


def test_without_fonts_the_style_sheet_is_the_themes_own(tmp_path: Path) -> None:
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "site.css").write_text("body{}")
    assets = Assets(tmp_path)

    assets.read()

    assert assets.contents == {"css/site.css": b"body{}"}
