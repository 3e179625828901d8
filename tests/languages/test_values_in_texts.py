"""Texts with values in them are put together when a template is compiled; pages read as if gettext had done it."""

from __future__ import annotations

from gettext import NullTranslations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment
from markupsafe import Markup

from plugins.archive_pages import speech
from plugins.archive_pages.speech import Words
from plugins.catalogues import Catalogue

TEMPLATES = (
    "{% trans a=one, b=other %}x{{ a }}y{{ b }}z %{% endtrans %}",
    "{% trans one %}{{ one }}{% endtrans %}",
    "{% trans 'context' one %}of {{ one }}{% endtrans %}",
    "{% trans a=told(one) %}<b>{{ a }}{% pluralize %}{{ a }}s{% endtrans %}",
    "{% trans %}no value{% endtrans %}",
)
FORMS = ["%(a)s", "%(b)s", "%(one)s", "%%", "<i>", "ё", " "]


class Said(NullTranslations):
    """A catalogue with the same words for every text."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def gettext(self, message: str) -> str:
        return self.words

    def pgettext(self, context: str, message: str) -> str:
        return self.words

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.words


def rendered(template: str, words: str, autoescape: bool, names: dict[str, Any]) -> str:
    """The page, or what went wrong, with the words put in by gettext as Jinja calls it."""
    said = Said(words)
    environment = Environment(autoescape=autoescape, extensions=["jinja2.ext.i18n"])
    environment.install_gettext_translations(said, newstyle=True)  # type: ignore[attr-defined]
    try:
        return environment.from_string(template).render(names)
    except (KeyError, ValueError, TypeError) as error:
        return type(error).__name__


def rendered_at_once(template: str, words: str, autoescape: bool, names: dict[str, Any]) -> str:
    speech.speak(Catalogue(translations=Said(words)))
    try:
        return Environment(autoescape=autoescape, extensions=[Words]).from_string(template).render(names)
    except (KeyError, ValueError, TypeError) as error:
        return type(error).__name__
    finally:
        speech.speak(Catalogue())


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from(FORMS)).map("".join), st.text("<&a"), st.booleans())
def test_a_page_is_the_one_that_gettext_makes(words: str, value: str, autoescape: bool) -> None:
    names = {"one": value, "other": Markup("<b>&amp;"), "told": lambda text: 2}

    for template in TEMPLATES:
        assert rendered_at_once(template, words, autoescape, names) == rendered(template, words, autoescape, names)


@pytest.mark.parametrize("words", ["%(nobody)s", "%(a)d", "100 %", "%"])
def test_a_translation_that_asks_for_another_value_fails_as_it_did(words: str) -> None:
    names = {"one": 1, "other": 2, "told": lambda text: 2}

    assert rendered_at_once(TEMPLATES[0], words, True, names) == rendered(TEMPLATES[0], words, True, names)
