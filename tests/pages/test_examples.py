"""The examples of a page about the search have words of the archive they stand in."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from markupsafe import Markup

from plugins.archive_pages.examples import USUAL, filled_in
from plugins.seed_posts.model import Evidence, Finding, Story
from tests.conftest import ROOT
from tests.pages.cases import Site, make_story

PAGE = (ROOT / "content" / "pages" / "how-to-search.md").read_text(encoding="utf-8")


def test_names_in_a_text_become_words_and_its_examples_links() -> None:
    text = Markup('<p><a href="../search/"><code>"{phrase}" &amp; {none}</code></a> <a href="../date/">{word}</a></p>')

    assert filled_in(text, {"phrase": "ice & fog", "word": "<b>"}) == (
        '<p><a href="../search/?q=%22ice+%26+fog%22+%26+%7Bnone%7D"><code>"ice &amp; fog" &amp; {none}</code></a> '
        '<a href="../date/">&lt;b&gt;</a></p>'
    )


def test_every_name_on_the_page_is_one_that_has_a_word() -> None:
    assert set(re.findall(r"\{(\w+)\}", PAGE)) <= USUAL.keys()


def test_the_words_are_those_of_the_newest_story_that_has_them_all(own_page: Callable[..., str]) -> None:
    authors = Finding(("Anna Orlova",), (Evidence("byline", "By Anna Orlova", 4),), 0.9)

    page = own_page(make_story("The frozen harbour of those northern islands", authors=authors))

    assert '<a href="../search/?q=frozen+islands"><code>frozen islands</code></a>' in page
    assert '<code>"frozen harbour"</code>' in page
    assert "<code>author:Orlova</code>" in page


def test_an_archive_without_such_a_story_has_usual_words(own_page: Callable[..., str]) -> None:
    assert "<code>harbour winter</code>" in own_page()


@pytest.fixture
def own_page(tmp_path: Path, build_site: Callable[..., Site]) -> Callable[..., str]:
    """Builds an archive of the given stories; its page about the search."""

    def page(*stories: Story) -> str:
        folder = tmp_path / "content" / "pages"
        folder.mkdir(parents=True)
        (folder / "how-to-search.md").write_text(PAGE, encoding="utf-8")
        return build_site(*stories).text("how-to-search/")

    return page
