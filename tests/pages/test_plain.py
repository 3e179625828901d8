"""Text without markup inside is neither cleaned nor parsed: it would come out as it went in."""

from __future__ import annotations

import nh3
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from plugins.archive_pages.markup import ALLOWED_ATTRIBUTES, ALLOWED_TAGS, clean_html, is_plain
from plugins.archive_pages.provenance import _blocks, _plain

PIECES = ["<p>", "</p>", "<h2>", "</h2>", "<p", "/p>", ">", "<", "&", "&amp;", "&lt;", "&quot;", "&nbsp;", "\xa0"]
TEXT = st.lists(st.sampled_from([*PIECES, "a", " ", "\n", "é", "…", "\x00", "\u200b", '"', "-->"]), max_size=6)


@given(TEXT.map("".join), TEXT.map("".join))
def test_what_is_taken_for_plain_needs_no_cleaning_and_no_parser(one: str, other: str) -> None:
    for text in (f"<p>{one}</p>", f"<p>{one}</p>\n<h2>x{other}</h2>\n", f"<p>a</p>{one}<p>b</p>"):
        if is_plain(text):
            cleaned = nh3.clean(text, tags=ALLOWED_TAGS, attributes=ALLOWED_ATTRIBUTES, link_rel=None)
            parsed = [" ".join(block.text_content().split()) for block in html.fragments_fromstring(text)]

            assert clean_html(text) == cleaned
            assert list(map(_plain, _blocks(text))) == parsed


def test_paragraphs_and_subheads_are_plain_and_markup_inside_is_not() -> None:
    assert is_plain("<p>Growers sold more &amp; more.</p>\n<h2>Rail</h2>\n<p>It’s said.</p>")
    assert not is_plain("<p>Growers <em>sold</em> more.</p>")
    assert not is_plain('<p onclick="x()">Growers.</p>')
    assert not is_plain("<p>Growers.</p><script>x()</script>")
