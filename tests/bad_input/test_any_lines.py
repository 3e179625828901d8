"""Whatever lines a capture holds, converting it ends well and accounts for every one of them."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.seed_posts.decoding import clean_lines
from plugins.seed_posts.model import Capture
from plugins.seed_posts.pipeline import convert_capture
from plugins.seed_posts.posts import render_post
from plugins.seed_posts.records import story_record
from tests.chain.steps import shipped

PIECES = st.sampled_from([
    "MOSCOW, ", "(Xinhua) --", "By ", "By 0 and 0", "March 19, 2018", "January 32, 2018", "0000-00-00", "9" * 30, "²",
    "Read more:", "Updated ", "© ", "http://a.b/c", "Comments (0)", "[[[", "((((", "****", "\u200b", "\u0301", "١٢٣",
    "13 years old", "Wednesday (September 20)", "-", "…", "🙂", "Friday", "黑龙江", "5 мая 2011 г.", "image.jpg", "#12",
    "The mayor said the river had risen over the old mill and closed two roads.", "<b>", "“", "Mr. ", "O'",
])  # fmt: skip
LINE = st.one_of(
    st.just(""),
    st.lists(PIECES, min_size=1, max_size=6).map("".join),
    st.text(st.characters(codec="utf-8"), max_size=80),
)


@settings(max_examples=150, deadline=None)
@given(text=st.lists(LINE, min_size=1, max_size=40).map("\n".join), captured_at=st.sampled_from(["", "2020-01-01"]))
def test_any_lines_are_converted_and_every_one_accounted_for(text: str, captured_at: str) -> None:
    lines, _ = clean_lines(text)
    capture = Capture("any.txt", lines, "0" * 64, captured_at=captured_at)

    conversion = convert_capture(capture, Path("seeds"), shipped())

    held = [line for segment in conversion.segments for line in range(segment.first, segment.last + 1)]
    assert len(held) == len(set(held)), "no line lies in two segments"
    assert {number for number, line in enumerate(lines, 1) if line.strip()} <= set(held), "no line is lost"
    for story in conversion.stories:
        assert story.body, "a story has a body"
        render_post(story, capture)
        story_record(story)
