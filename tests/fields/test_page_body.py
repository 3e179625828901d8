"""Which lines of a saved page are body: what the page tells machines, and headings between paragraphs."""

from __future__ import annotations

import numpy as np
import pytest

from plugins.seed_posts import html
from plugins.seed_posts.html.blocks import NAMES
from plugins.seed_posts.html.page_body import as_described, headings_between

from .make import capture_of

TOLD = (
    "The mill at the ford turned again on Tuesday, after the river had gone down and its wheel had been mended.",
    "Its miller said that he had lost a winter's corn, and that the town had helped him to clear the mud away.",
)
UNTOLD = "The council will decide in May whether a wall is to be built above the weir, which would cost a year's tax."


def lines_of(*texts):
    return html.open_page(capture_of(html="".join(f"<p>{text}</p>" for text in texts))).lines


@pytest.fixture
def story():
    return lines_of(*TOLD, UNTOLD)


def test_paragraph_the_page_tells_machines_is_body_though_it_looks_less_like_it(story):
    assert as_described(story, {0}, np.array([0.9, 0.2, 0.2]), np.array([1.0, 1.0, -1.0])) == {0, 1}


def test_paragraph_the_page_leaves_out_is_body_only_if_it_is_sure_to_be(story):
    said = np.array([1.0, 1.0, -1.0])

    assert as_described(story, {0, 1, 2}, np.array([0.9, 0.9, 0.7]), said) == {0, 1}
    assert as_described(story, {0, 1, 2}, np.array([0.9, 0.9, 0.9]), said) == {0, 1, 2}


def test_teaser_given_to_machines_takes_nothing_from_the_body():
    teaser = np.array([1.0, -1.0, -1.0])
    lines = lines_of(TOLD[0], *[TOLD[1] * 3] * 2)

    assert as_described(lines, {0, 1, 2}, np.array([0.6, 0.6, 0.6]), teaser) == {0, 1, 2}


def test_words_told_to_machines_that_stand_nowhere_on_the_page_decide_nothing(story):
    assert as_described(story, {0, 2}, np.array([0.9, 0.2, 0.7]), np.array([0.5, 0.5, -0.5])) == {0, 2}


def test_heading_between_paragraphs_of_the_body_is_one_of_its_subheads():
    markup = f"<p>{TOLD[0]}</p><h3>The wall</h3><p>{TOLD[1]}</p><h3>More stories</h3>"
    lines = html.open_page(capture_of(html=markup)).lines

    assert list(headings_between(lines, {0, 2}, np.array([0.9, 0.2, 0.9, 0.2]))) == [1]


@pytest.mark.parametrize(
    "name",
    [
        "article_copy", "PostText", "entry--content", "richText", "replies", "coral-box", "readMore", "upNext",
        "followBar", "pictureFrame", "signup", "inline-box", "ad-slot", "top-ads", "ads", "shadow", "header", "bios",
        "lastUpdated", "subtitle", "dek", "sidebar", "copyright", "pullquote", "fact-box", "infobox", "xyz",
    ],
)  # fmt: skip
def test_block_is_called_what_any_pattern_finds_in_its_class(name):
    (line,) = html.open_page(capture_of(html=f'<div class="{name}">The mill at the ford turned again.</div>')).lines

    said = {kind for kind, pattern in NAMES.items() if pattern.search(name.lower())}
    assert {kind for kind in NAMES if line.place.is_called(kind)} == said
