"""Where a story stands in its capture: what evidence keeps of the lines in it and around it."""

from __future__ import annotations

from dataclasses import replace

from plugins.seed_posts.model import Block, Capture, Kind, Segment, Story
from plugins.seed_posts.provenance import AROUND_SHOWN, provenance_of

LINES = (
    "Menu", "", "Ferry sold", "By Anna Lindqvist", "Photo: Gazette", "The ferry was sold on Monday.",
    "I doubt it.", "Pier opens", "The pier opened.",
)  # fmt: skip
CAPTURE = Capture("thread.txt", LINES, "0" * 64)
FERRY = Story(
    "thread.txt", 1, 3, 6, (Block("The ferry was sold on Monday.", 6, 6),), cut=(Segment(Kind.CAPTION, 5, 5),)
)
SEGMENTS = (
    Segment(Kind.BOILERPLATE, 1, 1),
    Segment(Kind.STORY, 3, 6),
    Segment(Kind.COMMENTARY, 7, 7),
    Segment(Kind.STORY, 8, 9),
    Segment(Kind.COMMENTARY, 10, 10),
)


def test_every_line_of_a_story_is_text_or_head_or_cut() -> None:
    found = provenance_of(FERRY, CAPTURE, SEGMENTS)

    assert found["blocks"] == [[6, 6]]
    assert found["head"] == [{"lines": [3, 3], "text": "Ferry sold"}, {"lines": [4, 4], "text": "By Anna Lindqvist"}]


def test_the_words_of_others_are_kept_only_where_anybody_may_print_them() -> None:
    kinds = [{"kind": "boilerplate", "lines": [1, 1]}, {"kind": "commentary", "lines": [7, 7]}]
    neighbour = {"kind": "story", "lines": [8, 9]}

    found = provenance_of(FERRY, CAPTURE, SEGMENTS)["around"]
    free = provenance_of(FERRY, replace(CAPTURE, rights="CC BY 4.0"), SEGMENTS)["around"]

    assert found == [*kinds, neighbour]
    assert free == [kinds[0] | {"text": "Menu"}, kinds[1] | {"text": "I doubt it."}, neighbour]


def test_a_long_run_beside_a_story_is_cut_short_and_says_so() -> None:
    capture = replace(CAPTURE, lines=("word " * AROUND_SHOWN, *LINES[1:]), rights="digest")

    around = provenance_of(FERRY, capture, SEGMENTS)["around"]

    assert (len(around[0]["text"]), around[0]["more"]) == (AROUND_SHOWN, True)
