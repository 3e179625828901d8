"""The theme's style sheets are published as one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plugins.archive_pages.assets import STYLE, Assets
from plugins.archive_pages.stylesheet import joined
from tests.conftest import ROOT

STATIC = ROOT / "theme" / "static"


def test_an_imported_file_stands_in_its_layer_where_the_import_stood() -> None:
    files = {
        "css/site.css": b'@layer a, b;\n@import url("one.css") layer(a);\n'
        b'@import url("parts/two.css") layer(b);\np{}\n',
        "css/one.css": b"q{}\n",
        "css/parts/two.css": b"s{}\n",
    }

    assert joined("css/site.css", files) == b"@layer a, b;\n@layer a {\nq{}\n}\n@layer b {\ns{}\n}\np{}\n"


def test_an_address_in_an_imported_file_still_leads_where_it_led() -> None:
    files = {
        "css/site.css": b'@import url("parts/two.css") layer(b);\n',
        "css/parts/two.css": b'a{background:url("../../dot.svg")}\n',
    }

    assert b'url("../dot.svg")' in joined("css/site.css", files)


def test_a_file_that_is_not_there_is_named_with_the_one_that_imports_it() -> None:
    with pytest.raises(KeyError, match=r"css/gone\.css: no such file; css/site\.css imports it"):
        joined("css/site.css", {"css/site.css": b'@import url("gone.css") layer(a);\n'})


def test_every_style_sheet_of_the_theme_is_part_of_the_published_one() -> None:
    assets = Assets(STATIC)
    assets.read()
    published = assets.contents[STYLE].decode()
    own = {path for path in (STATIC / "css").rglob("*.css") if path.name != Path(STYLE).name}

    assert len(own) > 10
    assert [path.name for path in own if path.read_text() not in published] == []
    assert [name for name in assets.names if name.endswith(".css")] == [STYLE]
    assert "@import" not in published


def test_each_style_sheet_of_the_theme_is_short_and_closes_what_it_opens() -> None:
    for path in sorted((STATIC / "css").rglob("*.css")):
        rules = re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", path.read_text(), flags=re.DOTALL)

        assert rules.count("{") == rules.count("}"), path.name
        assert len(rules.splitlines()) < 100, path.name
