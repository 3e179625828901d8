"""Saved web pages: markup → lines and one story."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.seed_posts import html
from plugins.seed_posts.errors import CaptureError
from plugins.seed_posts.html.page_metadata import read_metadata
from plugins.seed_posts.model import Basis, Kind
from plugins.seed_posts.publishers import Sources

from .make import capture_of
from .mill_page import PARAGRAPHS, page, story_in, story_of_page


def test_each_block_element_is_a_line():
    body = "<h1>Mill <em>turns</em> again</h1><p>One<br>two</p><ul><li>three</li></ul><table><td>four</td></table>"

    lines = page(body=body).capture.lines

    assert lines[2:] == ("Mill turns again", "One", "two", "three", "four", "Copyright Harbour Gazette")


def test_heading_that_leads_to_the_front_page_names_the_site_and_heads_no_story():
    banner = '<h1><a href="/">Ford and Weir</a></h1><h2>Notes from a mill</h2>'
    text = "<h3>Mill turns again</h3>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    head = "<head><title>Ford and Weir: Mill turns again</title></head>"
    markup = f"<html>{head}<body>{banner}<div>{text}</div></body></html>"

    story = story_in(html.open_page(capture_of(html=markup)))

    assert (story.headline.value, story.source.value) == ("Mill turns again", "Ford and Weir")


def test_two_breaks_part_paragraphs_even_where_no_sentence_ends():
    body = (
        "<h1>Mill turns again</h1><div>"
        + "<br>\n<br>".join((*PARAGRAPHS[:2], "<b>The wall</b>", *PARAGRAPHS[2:]))
        + "</div>"
    )

    assert [block.text for block in story_of_page(body=body).body] == [*PARAGRAPHS[:2], "The wall", *PARAGRAPHS[2:]]


def test_scripts_styles_and_comments_leave_no_text():
    body = "<p>Mill</p><script>alert(1)</script><style>p{}</style><!-- gone --><noscript>on</noscript>"

    assert page(body=body).capture.lines[2:] == ("Mill", "Copyright Harbour Gazette")


def test_body_is_the_paragraphs_on_their_lines():
    opened = page()

    story = story_in(opened)

    assert [block.text for block in story.body] == PARAGRAPHS
    assert [opened.capture.lines[block.first - 1] for block in story.body] == PARAGRAPHS


def test_headline_is_the_title_that_stands_on_the_page():
    story = story_of_page(head='<meta property="og:title" content="Mill turns again - Harbour Gazette">')

    assert story.headline.value == "Mill turns again"
    assert story.headline.evidence[0].line == 3


def test_date_of_the_markup_is_taken_with_its_time():
    data = json.dumps(
        {"@type": "NewsArticle", "datePublished": "2018-03-19T10:14:16+08:00", "headline": "Mill turns again"}
    )

    story = story_of_page(head=f'<script type="application/ld+json">{data}</script>')

    assert (story.date.value.value, story.date.value.time) == ("2018-03-19", "10:14:16")
    assert story.date.value.basis is Basis.METADATA
    assert story.date.evidence[0].rule == "json-ld datePublished"


def test_authors_of_the_markup_are_taken_and_organisations_are_not():
    data = json.dumps({"@graph": [{"@type": "NewsArticle", "author": [{"name": "Ann Miller"}, {"name": "News Desk"}]}]})

    story = story_of_page(head=f'<script type="application/ld+json">{data}</script>')

    assert story.authors.value == ("Ann Miller",)


def test_canonical_address_names_story_and_publisher():
    story = story_of_page(head='<link rel="canonical" href="https://sputniknews.com/mill/1/">')

    assert story.url.value == "https://sputniknews.com/mill/1/"
    assert story.source.value == "Sputnik"


def test_site_name_is_the_publisher_when_the_address_is_not_known():
    story = story_of_page(head='<meta property="og:site_name" content="Harbour Gazette">')

    assert story.source.value == "Harbour Gazette"


def test_language_of_the_markup_is_taken():
    assert story_of_page(lang="de-AT").language == "de"


def test_broken_json_ld_is_passed_over():
    story = story_of_page(head='<script type="application/ld+json">{"@type": "NewsArticle", </script>')

    assert story.headline.value == "Mill turns again"


def test_page_without_a_body_is_left_to_the_generic_segmenting():
    assert html.read_page(page(body="<p>Nothing here</p>"), Sources.load()) is None


def test_segments_cover_every_line_once():
    opened = page()

    segments, _ = html.read_page(opened, Sources.load())

    covered = [n for segment in segments for n in range(segment.first, segment.last + 1)]
    assert covered == list(range(1, len(opened.lines) + 1))
    assert [segment.kind for segment in segments].count(Kind.STORY) == 1


@pytest.mark.parametrize(
    ("markup", "what"),
    [
        ("<div>" * 300, "nests deeper than 200 elements"),
        ("<font>" * 100_000, "nests deeper than 200 elements"),
        ("<br>" * 30_000, "has over 20,000 elements"),
        ("<script>a</script>" * 30_000, "has over 20,000 elements"),
        ("<p " + " ".join(f"a{n}=1" for n in range(20_000)) + ">", "has a tag with over 10,000 attributes"),
    ],
)
def test_markup_no_page_has_is_refused_before_it_is_parsed(markup, what):
    with pytest.raises(CaptureError, match=re.escape(f"case.txt: {what}; save the page again, or as text")):
        html.open_page(capture_of(html=markup))


def test_scripts_never_closed_take_no_time():
    assert html.open_page(capture_of(html="<script>" * 100_000)).lines == ()


def test_unclosed_paragraphs_are_no_nesting():
    assert len(html.open_page(capture_of(html="<p>Mill" * 5_000)).lines) == 5_000


TAGS = st.sampled_from(
    (
        *("<p>", "</p>", "<div>", "</div>", "<h1>", "<table>", "<td>", "<ul><li>", "<br>", "<script>", "</script>"),
        *("<!--", "-->", "<![CDATA[", "<meta name='author' content='", "'>", "<svg>", "<math>", "&amp;", "&#0;"),
        *("<a href='javascript:x'>", "<title>", "</title>", "<?xml version='1.0'?>", "<template>", "Mill ", "\x00"),
    )
)


@settings(max_examples=40, deadline=None)
@given(st.lists(TAGS | st.text(max_size=30), max_size=40).map("".join))
def test_any_markup_becomes_lines_and_perhaps_a_story(markup):
    opened = html.open_page(capture_of(html=markup))

    _, stories = html.read_page(opened, Sources()) or ((), ())

    assert all(line.strip() for line in opened.capture.lines)
    for story in stories:
        assert 1 <= story.first <= story.last <= len(opened.lines)
        assert all(story.first <= block.first <= block.last <= story.last for block in story.body)


def test_page_of_many_equal_paragraphs_is_placed_in_order():
    body = "<h1>Mill turns again</h1>" + f"<p>{PARAGRAPHS[0]}</p>" * 3 + f"<p>{PARAGRAPHS[1]}</p>"

    story = story_of_page(body=body)

    assert [block.first for block in story.body] == sorted(block.first for block in story.body)


def test_page_without_a_body_logs_nothing_that_would_stop_a_strict_build(caplog):
    html.read_page(html.open_page(capture_of(html="<html><body></body></html>")), Sources())
    html.read_page(html.open_page(capture_of(html="")), Sources())

    assert not caplog.records


def test_characters_that_json_smuggles_in_are_left_out():
    markup = (
        r'<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Mi\u0000ll\u202e\ud800"}</script>'
    )

    metadata = read_metadata(html.open_page(capture_of(html=markup)))

    assert [hint.value for hint in metadata.titles] == ["Mill\N{REPLACEMENT CHARACTER}"]


SEVERAL = "".join(
    f"<article><h2>{title}</h2><p>By {name}, {day} October 2018</p>"
    + "".join(f"<p>{p}</p>" for p in paragraphs)
    + "</article>"
    for title, name, day, paragraphs in (
        ("Mill turns again after the flood", "Ann Miller", 12, PARAGRAPHS),
        ("Ice house opens its doors to all", "Tom Ode", 11, [p.replace("mill", "ice house") for p in PARAGRAPHS]),
    )
)


def test_whole_articles_one_after_another_are_stories_of_their_own():
    _, stories = html.read_page(page(body=SEVERAL), Sources.load())

    assert [story.headline.value for story in stories] == [
        "Mill turns again after the flood",
        "Ice house opens its doors to all",
    ]
    assert [story.authors.value for story in stories] == [("Ann Miller",), ("Tom Ode",)]
    assert [story.date.value.value for story in stories] == ["2018-10-12", "2018-10-11"]
    assert [len(story.body) for story in stories] == [len(PARAGRAPHS)] * 2


def test_chapters_below_the_title_of_the_page_are_one_story():
    title = "Mill and ice house open their doors"
    head = f'<meta property="og:title" content="{title}">'

    _, stories = html.read_page(page(head=head, body=f"<h1>{title}</h1>{SEVERAL}"), Sources.load())

    assert [story.headline.value for story in stories] == [title]


def beside(*signs):
    """Elements of one name beside each other, each with a heading, its sign and paragraphs."""
    return "".join(
        f'<div class="story story-{n}"><h2>{title}</h2>{sign}' + "".join(f"<p>{p}</p>" for p in paragraphs) + "</div>"
        for n, (title, sign, paragraphs) in enumerate(
            (
                ("Mill turns again after the flood", signs[0], PARAGRAPHS),
                ("Ice house opens its doors to all", signs[1], [p.replace("mill", "ice house") for p in PARAGRAPHS]),
            )
        )
    )


def test_signed_elements_of_one_name_beside_each_other_are_stories_of_their_own():
    _, stories = html.read_page(page(body=beside("<p>By Ann Miller</p>", "<p>11 October 2018</p>")), Sources.load())

    assert [story.headline.value for story in stories] == [
        "Mill turns again after the flood",
        "Ice house opens its doors to all",
    ]
    assert [len(story.body) for story in stories] == [len(PARAGRAPHS)] * 2


def test_chapters_of_one_name_that_nothing_signs_are_one_story():
    _, stories = html.read_page(page(body=beside("<p>By Ann Miller</p>", "")), Sources.load())

    assert len(stories) == 1


def test_posts_of_a_live_blog_are_one_story():
    data = json.dumps({"@type": "LiveBlogPosting", "headline": "Election night as it happened"})
    head = f'<script type="application/ld+json">{data}</script>'

    _, stories = html.read_page(page(head=head, body=SEVERAL), Sources.load())

    assert len(stories) == 1


def test_page_of_one_article_among_teasers_is_not():
    teasers = "".join(f"<article><h3>Teaser number {n}</h3></article>" for n in range(5))

    assert html.read_page(
        page(body="<h1>Mill turns again</h1>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + teasers), Sources.load()
    )


def test_bylines_and_buttons_among_the_paragraphs_are_no_body():
    divs = "".join(f"<div>{text}</div>" for text in ("By Ann Miller", "22nd May 2023, 12:05", "Share", *PARAGRAPHS))

    story = story_of_page(body="<h1>Mill turns again</h1>" + divs)

    assert [block.text for block in story.body] == PARAGRAPHS


def test_title_of_the_markup_that_tells_of_something_else_is_noted():
    story = story_of_page(head='<meta property="og:title" content="Ten recipes for a cold winter evening">')

    assert story.headline.value == "Mill turns again"
    assert story.headline.reason == "meta og:title has another title: Ten recipes for a cold winter evening"


def test_byline_of_the_page_that_names_someone_else_is_noted():
    byline = "<h1>Mill turns again</h1><p>By Ann Miller</p>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS)

    story = story_of_page(head='<meta name="author" content="Tom Ode">', body=byline)

    assert story.authors.value == ("Tom Ode",)
    assert story.authors.reason == "the page shows another byline: Ann Miller"


def test_broken_json_ld_still_gives_its_plain_strings():
    data = '{"@type": "NewsArticle", "headline": "Mill turns again", "author": {"name": "Ann Miller"}, "x": tru }'

    story = story_of_page(head=f'<script type="application/ld+json">{data}</script>')

    assert story.authors.value == ("Ann Miller",)


def test_insets_are_cut_out_of_the_story_by_their_kind():
    inset = (
        '<figure><img src="x.jpg"><figcaption>The mill after the flood. Photo: A. Miller</figcaption></figure>'
        '<div class="related"><a href="/2">Ice house opens its doors to all who want to see it</a></div>'
    )
    text = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    body = "<h1>Mill turns again</h1>" + text.replace("</p>", f"</p>{inset}", 1)

    opened = page(body=body)
    story = story_in(opened)

    assert [block.text for block in story.body] == PARAGRAPHS
    assert [(cut.kind, opened.capture.lines[cut.first - 1][:8]) for cut in story.cut] == [
        (Kind.CAPTION, "The mill"),
        (Kind.LINKS, "Ice hous"),
    ]
