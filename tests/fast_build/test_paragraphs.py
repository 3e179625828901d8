"""Paragraphs become the HTML that Python-Markdown makes of them, or are left to it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from pelican.settings import DEFAULT_CONFIG
from pelican.utils import truncate_html_words

from plugins.fast_build.markdown_reader import LEAVE_PARAGRAPHS, paragraphs_are_plain
from plugins.fast_build.paragraphs import paragraphs_html
from plugins.fast_build.summaries import first_words
from plugins.seed_posts.posts import escape_markdown

ALL = Markdown(extensions=sorted(LEAVE_PARAGRAPHS))
NONE = Markdown()
SPECIAL = [
    "\n\n",
    "\n",
    "  ",
    " ",
    "\\",
    "`",
    "*",
    "_",
    "#",
    "## ",
    "\n\n# ",
    "&amp;",
    "&",
    "<p>",
    ">",
    "[TOC]",
    "*[A]: b",
    "12. ",
    "- ",
    "!!! note",
    "~~~",
    "|",
    "http://x.y",
    "\u3000",
    "\u2028",
    "\x85",
    "\t",
    "\r",
    "\x1f",
    ": ",
    "=",
    "中文",
    "word",
    "A.",
    "(x)",
    "&#38;",
    "{x}",
]
pieces = st.lists(st.sampled_from(SPECIAL) | st.text(max_size=4), max_size=12).map("".join)


def by_markdown(parser: Markdown, text: str) -> str:
    return str(parser.reset().convert("\n" + text))


@settings(max_examples=400, deadline=None)
@given(pieces)
def test_any_text_is_converted_as_python_markdown_does_or_left_to_it(text: str) -> None:
    html = paragraphs_html(text)

    assert html is None or html == by_markdown(ALL, text) == by_markdown(NONE, text)


@settings(max_examples=200, deadline=None)
@given(st.lists(pieces.map(escape_markdown).filter(bool), min_size=1, max_size=4))
def test_the_body_of_a_post_is_converted_as_python_markdown_does(blocks: list[str]) -> None:
    text = "\n\n".join(blocks)
    html = paragraphs_html(text)

    assert html is None or html == by_markdown(ALL, text)


def test_the_posts_of_the_archive_need_no_parser() -> None:
    posts = sorted(Path("content/articles").rglob("*.md"))
    bodies = [post.read_text(encoding="utf-8").partition("\n\n")[2] for post in posts]

    converted = [paragraphs_html(body) for body in bodies]

    assert bodies
    assert all(html == by_markdown(NONE, body) for html, body in zip(converted, bodies, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# A heading #",
        "# A heading\nwith text below",
        "* a list",
        "1. first",
        "a  \nbreak",
        "    code",
        "> said",
        "<b>",
        "a_b_",
        "[x](y)",
        "&copy;",
        "x\n===",
    ],
)
def test_what_may_be_markup_is_left_to_python_markdown(text: str) -> None:
    assert paragraphs_html(text) is None


@pytest.mark.parametrize(
    "changed",
    [
        {"extensions": ["markdown.extensions.nl2br"]},
        {"extensions": ["markdown.extensions.smarty"]},
        {"extensions": ["somebody.elses"]},
        {"extension_configs": {"markdown.extensions.abbr": {"glossary": {"A": "b"}}}},
        {"tab_length": 2},
    ],
)
def test_extensions_that_may_touch_a_paragraph_keep_the_parser(changed: dict[str, object]) -> None:
    assert paragraphs_are_plain(DEFAULT_CONFIG["MARKDOWN"])
    assert not paragraphs_are_plain(DEFAULT_CONFIG["MARKDOWN"] | changed)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10_000), st.integers(-1, 30), st.sampled_from(["…", "", " more"]))
def test_summaries_are_cut_where_pelican_cuts_them(seed: int, words: int, end: str) -> None:
    chance = random.Random(seed)
    some = [
        "word",
        "don't",
        "-",
        "—",
        "co-op",
        "洪水",
        "школа",
        "12",
        "a.b",
        '"',
        "…",
        "x_y",
        "&amp;",
        "<b>b</b>",
        "\n",
        "한국어",
        "'",
    ]
    blocks = [" ".join(chance.choices(some, k=chance.randint(0, 9))) for _ in range(chance.randint(1, 4))]
    if chance.random() < 0.7:
        blocks = [block.replace("&amp;", "").replace("<b>b</b>", "") for block in blocks]
    html = "\n".join(f"<p>{block}</p>" for block in blocks)

    assert first_words(html, words, end) == truncate_html_words(html, words, end)
