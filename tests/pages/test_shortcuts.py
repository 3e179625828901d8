"""Texts without signs that have to be written otherwise are passed by; what is written is the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from plugins.archive_pages import citations, coins
from plugins.archive_pages.quick_templates import marked

TEXTS = st.text(st.one_of(st.sampled_from(" {}$&%#_\\~^+=\"'<>`\n\0\x7f\ud800é三a"), st.characters()), max_size=8)


@given(TEXTS)
def test_bibtex_is_escaped_sign_by_sign(text: str) -> None:
    assert citations._escape(text) == text.translate(citations._BIBTEX)


@given(TEXTS)
def test_a_span_is_encoded_sign_by_sign(text: str) -> None:
    assert coins._written(text) == text.encode("utf-8", "replace").decode().translate(coins.ENCODED)


@given(TEXTS)
def test_a_text_marked_as_markup_is_what_markup_makes_of_it(text: str) -> None:
    assert marked(text) == Markup(text)
    assert type(marked(text)) is Markup
