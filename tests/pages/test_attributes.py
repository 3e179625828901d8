"""Values of attributes in pages: as few bytes as they need, and never more than a value."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from plugins.archive_pages.attributes import attribute, beside


@pytest.mark.parametrize("value", ["/repo/region/cn/", "2018-03-19", "https://a.example/b/#c"])
def test_a_plain_value_has_no_quotation_marks(value: str) -> None:
    assert attribute(value) == value


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00\r", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_whatever_it_is_it_stays_one_value(value: str) -> None:
    (link,) = html.fragments_fromstring(f"<a href={attribute(value)} id=x>A</a>")

    assert (dict(link.attrib), link.text) == ({"href": value, "id": "x"}, "A")


@pytest.mark.parametrize("value", ["", "a b", "a=b", "`a`", "<b>", '"', "a\nb", "日本"])
def test_a_value_that_needs_them_has_quotation_marks(value: str) -> None:
    assert attribute(value)[0] == attribute(value)[-1] == '"'


@pytest.mark.parametrize(
    ("url", "here", "seen"),
    [
        ("article/b/", "article/a/", "../b/"),
        ("article/b/", "drafts/a/", ""),
        ("region/cn/", "article/a/", ""),
        ("article/b.html", "article/a.html", ""),
        ("b/", "a/", ""),
    ],
)
def test_a_page_of_the_same_folder_is_named_from_here(url: str, here: str, seen: str) -> None:
    assert beside(url, here) == seen
    assert not seen or urljoin(f"https://h.example/repo/{here}", seen) == f"https://h.example/repo/{url}"
