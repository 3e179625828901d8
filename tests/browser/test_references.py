"""A story's references are saved as files by links alone."""

from __future__ import annotations

import json
from pathlib import Path

import bibtexparser
import rispy
from playwright.sync_api import Browser

from tests.conftest import BuiltSite

from .conftest import Elsewhere, watched


def test_references_are_saved_as_files_without_a_script(
    chromium: Browser, elsewhere: Elsewhere, site: BuiltSite, home: str, tmp_path: Path
) -> None:
    story = next(path.parent.name for path in sorted((site.folder / "article").glob("*/index.html")))
    kept = {}

    with watched(chromium, elsewhere, home, java_script_enabled=False) as reader:
        page = reader.open(f"article/{story}/")
        page.get_by_role("link", name="How it was made").click()
        page.locator("section:target a[download]").last.wait_for()
        for link in page.locator("section:target a[download]").all():
            with page.expect_download() as saving:
                link.click()
            name = saving.value.suggested_filename
            saving.value.save_as(tmp_path / name)
            kept[Path(name).suffix] = (tmp_path / name).read_text(encoding="utf-8")

    assert [entry.key for entry in bibtexparser.parse_string(kept[".bib"]).entries] == [story]
    assert [record["id"] for record in rispy.loads(kept[".ris"])] == [story]
    assert [item["id"] for item in json.loads(kept[".json"])] == [story]
