"""No text breaks a reader of fields, and none takes it long."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.seed_posts.biographies import read_biography
from plugins.seed_posts.bylines import read_byline, read_name_line
from plugins.seed_posts.datelines import read_dateline
from plugins.seed_posts.dates import complete, is_date_line, printed_date
from plugins.seed_posts.reprints import find_reprints
from plugins.seed_posts.sources import Sources, StoryParts, find_source, find_url
from plugins.seed_posts.stamps import read_stamps

from .make import capture_of, story_of

SECONDS = 2.0  # of CPU for one line of LONG characters on a busy machine; in proportion it takes some 0.3
LONG = 30_000

PIECES = st.sampled_from(
    [
        "May",
        "mar",
        "12",
        "3rd",
        "2018",
        "'98",
        ",",
        "-",
        "—",
        "--",
        "/",
        ".",
        "(",
        ")",
        ":",
        "10:14",
        "Monday",
        "Mon",
        "By",
        "and",
        "0",
        "MOSCOW",
        "(Sputnik)",
        "/TASS/",
        "Reuters",
        "Editor:",
        "Source:",
        "https://a.example/",
        "...",
        "©",
        "told",
        "interview with",
        "Published",
        "Updated",
        "this article is",
        "13 years old",
        "марта",
        "月",
        "年",
        "日",
        "Ann Miller",
        "\u200b",
        "\x00",
        "ﬀ",
        "İ",
        "²",
        "٣",
        "𝟏",
        "Â",
        "\xa0",
        " ",
    ]
)
LINES = st.one_of(
    st.text(max_size=200), st.lists(PIECES, max_size=14).map(" ".join), st.lists(PIECES, max_size=14).map("".join)
)
READERS = (read_stamps, is_date_line, read_dateline, read_byline, read_name_line, read_biography)
SHIPPED = Sources.load()


@settings(max_examples=300, deadline=None)
@given(LINES)
def test_any_line_is_read_without_an_error_and_twice_alike(line):
    for reader in READERS:
        assert reader(line) == reader(line)


@settings(max_examples=300, deadline=None)
@given(LINES)
def test_stamps_lie_on_the_line_apart_and_in_order(line):
    end = 0
    for stamp in read_stamps(line):
        assert end <= stamp.start < stamp.end <= len(line)
        end = stamp.end


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=12), st.data())
def test_any_capture_gets_a_date_or_a_reason(lines, data):
    capture = capture_of(*lines)
    cuts = sorted(data.draw(st.sets(st.integers(1, len(lines)), min_size=1, max_size=3)))
    spans = list(zip(cuts, [*(cut - 1 for cut in cuts[1:]), len(lines)], strict=True))
    stories = [
        story_of(
            capture, first, last, body_first=first, ordinal=n, date=printed_date(capture, (first, last), (), first)
        )
        for n, (first, last) in enumerate(spans, 1)
    ]

    done = complete(stories, capture)

    assert [story.ordinal for story in done] == [story.ordinal for story in stories]
    for story in done:
        assert (story.date.value is not None and story.date.evidence) or story.date.reason
        parts = StoryParts((story.first, story.last), story.first, (1, len(lines)), find_url(capture, (1, len(lines))))
        for finding in find_source(capture, parts, SHIPPED):
            assert finding.value or finding.reason
    assert len(find_reprints(done)) == len(done)


@settings(max_examples=100, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=12))
def test_quoted_evidence_stands_on_its_line(lines):
    capture = capture_of(*lines)
    date = printed_date(capture, (1, len(lines)), range(1, len(lines) + 1), len(lines))
    (story,) = complete([story_of(capture, 1, len(lines), body_first=1, date=date)], capture)

    for evidence in story.date.evidence:
        if evidence.line is not None and evidence.rule not in ("neighbour-date", "year-of-neighbour"):
            assert evidence.text in capture.lines[evidence.line - 1]


@pytest.mark.parametrize(
    "piece",
    [
        *("May ", "1", "1 ", "12 May ", "May 1, ", "(", "/", "- ", "A", "Aa ", "A a "),
        *("By ", "By 0 and ", "Ann Miller, ", "2018", ":", "©A ", "told A "),
    ],
)
@pytest.mark.parametrize("reader", READERS)
def test_long_line_takes_time_in_proportion(reader, piece):
    line = piece * (LONG // len(piece))

    start = time.process_time()
    reader(line)

    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("piece", ["told A interview with A ", "A said ", "© A ", "views of A ", "Source: ", "x" * 10])
def test_long_story_is_searched_for_its_publisher_in_proportion(piece):
    line = piece * (LONG // len(piece))
    capture = capture_of("Mill", line, *(line[:300] for _ in range(300)))

    start = time.process_time()
    find_source(capture, StoryParts((1, 302), 2, (1, 302), find_url(capture, (1, 302))), SHIPPED)

    assert time.process_time() - start < SECONDS
