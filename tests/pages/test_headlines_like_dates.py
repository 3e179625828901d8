"""A post's file is named by its headline, which may begin as Pelican begins the names of dated files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.cases import CAPTURE, build, make_story, undated, write_posts


@pytest.mark.parametrize("headline", ["1943 18 196 days of siege", "2018 01 05 in figures"])
def test_a_headline_that_begins_like_a_date_dates_no_story(headline: str, tmp_path: Path) -> None:
    story = make_story(headline, date=undated())
    write_posts(tmp_path / "content", [story], CAPTURE)

    site = build(
        tmp_path, PLUGINS=["plugins.fast_build", "plugins.archive_pages"], FAST_BUILD_STATE=str(tmp_path / "fast")
    )

    words = site.page(f"article/{story.slug}/").get_text(" ")
    assert headline in words
    assert "Not known" in words
    assert not (site.folder / "date" / "2018").exists()
