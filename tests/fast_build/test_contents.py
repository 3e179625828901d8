"""The list of pages that every template finds has a digest, and another one whenever a template could show it."""

from __future__ import annotations

from typing import Any

import pytest
from pelican.contents import Page
from pelican.settings import DEFAULT_CONFIG, configure_settings
from pelican.urlwrappers import Tag

from plugins.fast_build.contents import MOST, contents_digest

SETTINGS = configure_settings({**DEFAULT_CONFIG, "SITEURL": "https://example.org", "TIMEZONE": "Europe/Berlin"})


def page(text: str = "<p>Who writes this.</p>", **metadata: Any) -> Page:
    context = {"generated_content": {}, "static_links": set(), "static_content": {}, "localsiteurl": ""}
    made = Page(text, {"title": "About", "slug": "about", **metadata}, SETTINGS, "content/pages/about.md", context)
    made.date = None
    return made


def test_pages_that_say_the_same_have_one_digest() -> None:
    assert contents_digest([page(), page(title="More")]) == contents_digest([page(), page(title="More")])
    assert contents_digest([page()]) is not None


@pytest.mark.parametrize(
    "other",
    [
        [],
        [page("<p>Somebody else.</p>")],
        [page(title="About us")],
        [page(slug="about-us")],
        [page(status="hidden")],
        [page(summary="Short.")],
        [page(tags=[Tag("one", SETTINGS)])],
        [page(anything="else")],
        [page(), page()],
    ],
)
def test_pages_that_say_something_else_have_another_digest(other: list[Page]) -> None:
    assert contents_digest([page()]) != contents_digest(other) is not None


def test_what_a_plugin_hung_into_a_page_counts() -> None:
    before, after = page(), page()
    after.reading_minutes = 3

    assert contents_digest([before]) != contents_digest([after])


def test_a_translation_counts() -> None:
    def translated(text: str) -> bytes | None:
        one, other = page(), page(text, lang="fr")
        one.translations, other.translations = [other], [one]
        return contents_digest([one])

    assert translated("<p>Bonjour.</p>") != translated("<p>Salut.</p>") is not None


@pytest.mark.parametrize("value", [(page(),), [page(), 1], [object()], [page()] * (MOST + 1), "pages"])
def test_other_lists_and_long_ones_have_none(value: Any) -> None:
    assert contents_digest(value) is None


def test_a_page_that_holds_what_may_change_unseen_has_none() -> None:
    strange = page()
    strange.helper = object()

    assert contents_digest([strange]) is None
