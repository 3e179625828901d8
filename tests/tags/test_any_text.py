"""Whatever a capture holds, tagging ends, and its evidence is where it says."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.seed_posts.regions import tag_regions
from plugins.seed_posts.regions.vocabulary import Regions
from plugins.seed_posts.topics import tag_topics
from plugins.seed_posts.topics.vocabulary import Topics

from .stories import story

LONG = 60_000  # words; far more than any story
LONG_MAX = 30.0  # seconds for it on a busy machine; quadratic work would take hours

NAMES = st.sampled_from(
    [
        "Moscow",
        "U.S.",
        "Paris, Ontario",
        "china's",
        "St. Petersburg",
        "ST",
        "Xi’an",
        "İstanbul",
        "ǅ",
        "N.Y.",
        "of",
        "Bank",
    ]
)
TEXTS = st.lists(
    st.one_of(NAMES, st.text(max_size=12), st.sampled_from([" ", ", ", "-", "\n", "/", "’s "])), max_size=30
)


@given(TEXTS, TEXTS)
@settings(max_examples=150, deadline=None)
def test_no_text_stops_the_taggers_and_evidence_quotes_it(
    regions: Regions, topics: Topics, head: list[str], body: list[str]
) -> None:
    told = story("".join(body), headline="".join(head))
    texts = {1: told.headline.value or "", 3: told.body[0].text}

    places = tag_regions(told, regions)

    for tag in (*places, *tag_topics(told, places, topics)):
        for evidence in tag.evidence:
            assert evidence.line is not None
            assert evidence.offset is not None
            assert texts[evidence.line][evidence.offset :].startswith(evidence.text)


@pytest.mark.parametrize("text", ["Blagoveshchenskoye " * LONG, "A" * 100_000], ids=["one name", "one word"])
def test_a_line_of_a_million_characters_is_read_in_time(regions: Regions, topics: Topics, text: str) -> None:
    told = story(text)
    begun = time.monotonic()

    tag_topics(told, tag_regions(told, regions), topics)

    assert time.monotonic() - begun < LONG_MAX
