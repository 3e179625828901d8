"""What goes into a post comes out of Pelican's own Markdown reader, character for character."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pelican.readers import MarkdownReader
from pelican.settings import read_settings

from plugins.seed_posts.model import Block, Capture, Dateline, Finding, Story
from plugins.seed_posts.posts import one_line, render_post

ROOT = Path(__file__).resolve().parents[2]
PIECES = st.sampled_from([
    "1986. A great year", "3) ", "# ", " #", "##", "- ", "+", "* ", "> ", ":", "    ", "\t", "<b>",
    "<script>alert(1)</script>", "&amp;", "&#60;", "&copy", "[a](b)", "![x](y)", "[1]: http://x", "`code`",
    "**bold**", "__init__", "Key: value", "---", "Date: 2001-01-01", "===", "~~~", "|a|b|", "{static}/x",
    "<!-- -->", "\\", "\\*", "http://a.example/?b=c&d", ";", "a;b", "<https://a.example>", "\u2028", "\u202e",
    "\x00", "\x02", "\x03", "klzzwxh:0001", "wzxhzdk:1", "{{ 7*7 }}", "{% raw %}", "Рос", "黑龙江", "…", "“q”",
])  # fmt: skip
TEXT = st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=8).map("".join)
MANY = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def reader() -> MarkdownReader:
    return MarkdownReader(read_settings(str(ROOT / "pelicanconf.py"), override={"PATH": str(ROOT / "tests")}))


def read_back(reader: MarkdownReader, folder: Path, markdown: str) -> tuple[list[str], dict[str, Any]]:
    """The texts of the body's blocks, and the metadata."""
    path = folder / "post.md"
    path.write_text(markdown, encoding="utf-8", newline="\n")
    content, metadata = reader.read(str(path))
    assert not re.search(r"<(?!/?(?:p|h2)>)", content), "only paragraphs and subheads"
    blocks = [html.unescape(block.decode_contents()) for block in BeautifulSoup(content, "html.parser")(["p", "h2"])]
    return blocks, metadata


@MANY
@given(paragraphs=st.lists(TEXT, min_size=1, max_size=4))
def test_the_body_comes_out_as_it_went_in(
    reader: MarkdownReader,
    tmp_path: Path,
    story: Callable[..., Story],
    capture: Callable[..., Capture],
    paragraphs: list[str],
) -> None:
    post = render_post(story(*paragraphs), capture())

    blocks, _ = read_back(reader, tmp_path, post.markdown)

    assert blocks == [text for text in map(one_line, paragraphs) if text]


@MANY
@given(text=TEXT.filter(lambda text: bool(one_line(text))))
def test_a_subhead_comes_out_as_it_went_in(
    reader: MarkdownReader, tmp_path: Path, story: Callable[..., Story], capture: Callable[..., Capture], text: str
) -> None:
    told = replace(story(), body=(Block(text, 2, 2, subhead=True),))

    blocks, _ = read_back(reader, tmp_path, render_post(told, capture()).markdown)

    assert blocks == [one_line(text)]


@MANY
@given(headline=TEXT, deck=TEXT, source=TEXT, place=TEXT)
def test_the_metadata_comes_out_as_it_went_in(
    reader: MarkdownReader,
    tmp_path: Path,
    story: Callable[..., Story],
    capture: Callable[..., Capture],
    headline: str,
    deck: str,
    source: str,
    place: str,
) -> None:
    told = story(headline=headline, deck=Finding(deck), source=Finding(source), dateline=Finding(Dateline(place)))

    _, metadata = read_back(reader, tmp_path, render_post(told, capture()).markdown)

    expected = {"title": headline, "deck": deck, "source": source, "dateline": place}
    assert {key: metadata.get(key, "") for key in expected} == {key: one_line(value) for key, value in expected.items()}


def test_each_author_comes_out_as_one_name(
    reader: MarkdownReader, tmp_path: Path, story: Callable[..., Story], capture: Callable[..., Capture]
) -> None:
    names = ("Brook, Ada", "Ford <b>", "Лауринайтис & Co")

    _, metadata = read_back(reader, tmp_path, render_post(story(authors=Finding(names)), capture()).markdown)

    assert tuple(author.name for author in metadata["authors"]) == names


@pytest.mark.parametrize("field", ["headline", "deck", "source", "url", "agency"])
def test_nothing_from_a_capture_becomes_a_setting_of_the_page(
    reader: MarkdownReader, tmp_path: Path, story: Callable[..., Story], capture: Callable[..., Capture], field: str
) -> None:
    hostile = "x\nTemplate: evil\nSave_As: ../../evil.html\nStatus: draft\n\nSlug: evil"
    told = story(**{field: hostile if field == "headline" else Finding(hostile)})

    _, metadata = read_back(reader, tmp_path, render_post(told, capture()).markdown)

    assert not {"template", "save_as"} & metadata.keys()
    assert metadata["slug"] == told.slug
    assert metadata["status"] == "published"
