"""Small archives: one built of each test's own stories, and one that many tests read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plugins.seed_posts.model import Capture, Story
from tests.pages.cases import CAPTURE, Site, build, usual_stories, write_posts


@pytest.fixture
def build_site(tmp_path: Path) -> Callable[..., Site]:
    """Builds a site of the given stories in a folder of the test's own."""

    def builder(*stories: Story, capture: Capture = CAPTURE, **settings: Any) -> Site:
        write_posts(tmp_path / "content", stories, capture)
        return build(tmp_path, **settings)

    return builder


@pytest.fixture(scope="session", params=["", "https://archive.example/repo"], ids=["at-root", "at-repo"])
def small_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The usual stories, built once at "/" and once below "/repo/"."""
    folder = tmp_path_factory.mktemp("site")
    lines = tuple(f"line {number}" for number in range(1, 41))
    capture = Capture("thread.txt", lines, "ab" * 32, rights="digest", notes=("one byte was repaired",))
    write_posts(folder / "content", usual_stories(), capture)
    pages = folder / "content" / "pages"
    pages.mkdir()
    (pages / "about.md").write_text(
        "Title: About\nSlug: about\n\nWhat this is.\n\n## More\n\n[Out](https://a.example/)\n"
    )
    return build(folder, siteurl=request.param)
