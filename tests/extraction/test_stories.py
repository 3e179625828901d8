"""The parts of a story: headline, deck, byline, what is cut out, and its body."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plugins.seed_posts.model import Story
from plugins.seed_posts.stories import first_words

Read = Callable[[str], tuple[Story, ...]]

PARAGRAPHS = (
    "The harbour company opened its second pier on Monday, and two ferries now sail from it to the islands.",
    "The mayor said the pier had cost 40 million crowns, of which the islands paid a quarter.",
    "The old ferry was built in 1974 and has carried some three million passengers since then.",
)
HEADLINE = "Ferry company opens second pier"


def story_of(stories: Read, *blocks: str) -> Story:
    (story,) = stories("\n\n".join(blocks))
    return story


def texts(story: Story) -> list[str]:
    return [block.text for block in story.body]


def test_headline_byline_and_date_stand_above_the_body(stories: Read) -> None:
    story = story_of(stories, HEADLINE, "By Anna Lindqvist", "5 March 2019", *PARAGRAPHS)

    assert story.headline.value == HEADLINE
    assert not story.headline_assigned
    assert story.authors.value == ("Anna Lindqvist",)
    assert story.date.value is not None
    assert story.date.value.value == "2019-03-05"
    assert texts(story) == list(PARAGRAPHS)


def test_a_bare_name_between_deck_and_date_is_the_byline(stories: Read) -> None:
    deck = "Two ferries will sail to the islands from the new pier, twice a day and all year"

    story = story_of(stories, HEADLINE, deck, "Anna Lindqvist", "5 March 2019", *PARAGRAPHS)

    assert story.deck.value == deck
    assert story.authors.value == ("Anna Lindqvist",)
    assert texts(story) == list(PARAGRAPHS)


def test_a_broken_byline_names_nobody_and_is_no_body(stories: Read) -> None:
    story = story_of(stories, HEADLINE, "By 0 and 0", "5 March 2019", *PARAGRAPHS)

    assert story.authors.value is None
    assert story.authors.reason
    assert texts(story) == list(PARAGRAPHS)


def test_a_dateline_opens_the_body_and_what_stands_above_it_is_the_deck(stories: Read) -> None:
    deck = "The new pier doubles the number of ferries to the islands."
    opening = "HARBOUR (Gazette) - " + PARAGRAPHS[0]

    story = story_of(stories, HEADLINE, "5 March 2019", deck, opening, *PARAGRAPHS[1:])

    assert story.deck.value == deck
    assert story.dateline.value is not None
    assert story.dateline.value.place == "HARBOUR"
    assert texts(story)[0] == opening


def test_a_wide_gap_divides_the_deck_from_the_body(stories: Read) -> None:
    (story,) = stories(
        "\n\n".join((HEADLINE, PARAGRAPHS[0], "\n" + PARAGRAPHS[1], PARAGRAPHS[2], PARAGRAPHS[0] + " Again."))
    )

    assert story.deck.value == PARAGRAPHS[0]
    assert texts(story)[0] == PARAGRAPHS[1]


def test_a_deck_the_capture_cuts_short_is_marked(stories: Read) -> None:
    deck = "The harbour company opened its second pier on Monday, and from now on..."

    story = story_of(stories, HEADLINE, deck, "By Anna Lindqvist", *PARAGRAPHS)

    assert (story.deck.value, story.deck.reason) == (deck, "the capture cuts it short")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("READ MORE: Fishermen ask for a pier of their own", "links"),
        ("The new pier. Photo: Harbour Gazette", "caption"),
        ("pier-2019.jpg", "attachment"),
        ("Sign up for our morning letter", "links"),
    ],
)
def test_furniture_inside_the_body_is_cut_out_and_kept(stories: Read, line: str, kind: str) -> None:
    story = story_of(stories, HEADLINE, "5 March 2019", PARAGRAPHS[0], line, *PARAGRAPHS[1:])

    assert texts(story) == list(PARAGRAPHS)
    assert [(str(cut.kind), cut.first, cut.last) for cut in story.cut] == [(kind, 7, 7)]
    assert story.body_lines == ((5, 5), (9, 11))


def test_the_line_under_a_pictures_file_name_is_its_caption(stories: Read) -> None:
    picture = "pier-2019.jpg\nThe mayor cuts the ribbon while the band plays on the new pier."

    story = story_of(stories, HEADLINE, "5 March 2019", PARAGRAPHS[0], picture, *PARAGRAPHS[1:])

    assert [str(cut.kind) for cut in story.cut] == ["attachment", "caption"]
    assert texts(story) == list(PARAGRAPHS)


def test_a_short_line_between_paragraphs_is_a_subhead(stories: Read) -> None:
    story = story_of(stories, HEADLINE, "5 March 2019", PARAGRAPHS[0], "A quarter from the islands", *PARAGRAPHS[1:])

    assert [block.text for block in story.body if block.subhead] == ["A quarter from the islands"]


def test_the_age_of_a_story_is_no_body(stories: Read) -> None:
    story = story_of(stories, HEADLINE, "By Anna Lindqvist", "This article is 6 years old.", *PARAGRAPHS)

    assert texts(story) == list(PARAGRAPHS)


def test_the_address_and_the_sign_off_below_the_body_belong_to_the_story(stories: Read) -> None:
    story = story_of(
        stories,
        HEADLINE,
        "5 March 2019",
        *PARAGRAPHS,
        "Reporting by Anna Lindqvist; editing by Tom Ode",
        "https://gazette.example.org/2019/second-pier",
    )

    assert (story.first, story.last) == (1, 13)
    assert story.url.value == "https://gazette.example.org/2019/second-pier"
    assert texts(story) == list(PARAGRAPHS)


def test_a_story_without_a_headline_is_given_its_first_words(stories: Read) -> None:
    story = story_of(stories, *PARAGRAPHS)

    assert story.headline_assigned
    assert (
        story.headline.value
        == "The harbour company opened its second pier on Monday, and two ferries now sail from it …"
    )
    assert story.headline.reason
    assert texts(story) == list(PARAGRAPHS)


@pytest.mark.parametrize(
    ("paragraph", "headline"),
    [
        (
            "HARBOUR, March 5 (Gazette) -- The company opened its second pier on Monday after a wait of ten years.",
            "The company opened its second pier on Monday",
        ),
        ("Harbour Desk: The islands want a second ferry. The mayor agrees.", "The islands want a second ferry"),
        ("Ferries sail again.", "Ferries sail again"),
    ],
)
def test_an_assigned_headline_ends_with_a_clause(paragraph: str, headline: str) -> None:
    assert first_words(paragraph) == headline


def test_a_headline_of_thousands_of_characters_is_not_taken_for_one(stories: Read) -> None:
    story = story_of(stories, "Ferry " * 900, *PARAGRAPHS)

    assert len(story.headline.value or "") < 320


def test_stories_are_numbered_in_the_order_of_their_lines(stories: Read) -> None:
    more = "The captain said that the new ferry needs twenty minutes to the islands, ten fewer than the old one."
    one = "\n\n".join((HEADLINE, "5 March 2019", *PARAGRAPHS, more))

    found = stories(one + "\n\n" + one.replace("second", "third").replace("ferry", "boat"))

    assert [(story.ordinal, story.headline.value) for story in found] == [
        (1, HEADLINE),
        (2, "Ferry company opens third pier"),
    ]


def test_a_story_printed_twice_in_one_capture_is_two_stories(stories: Read) -> None:
    more = "The captain said that the new ferry needs twenty minutes to the islands, ten fewer than the old one."
    one = "\n\n".join((HEADLINE, "5 March 2019", *PARAGRAPHS, more))

    found = stories(one + "\n\n" + one)

    assert [story.text for story in found] == [found[0].text, found[0].text]


def test_the_upper_of_two_titles_is_the_headline_where_the_story_repeats_it(stories: Read) -> None:
    deck = "Two ferries sail from it to the islands, and the old one goes"

    story = story_of(stories, "Harbour company opens its second pier", deck, "By Anna Lindqvist", *PARAGRAPHS)

    assert (story.headline.value, story.deck.value) == ("Harbour company opens its second pier", deck)


def test_a_signed_title_may_end_as_a_sentence_does(stories: Read) -> None:
    title = "The harbour has a second pier. It needs a third."

    assert story_of(stories, title, "By Anna Lindqvist", *PARAGRAPHS).headline.value == title


def test_the_head_of_a_message_is_no_part_of_its_story(stories: Read) -> None:
    head = "From: Ann <ann@harbour.example>\nSubject: The pier\nDate: Tue, 5 Mar 2019 10:12:44 GMT"

    story = story_of(stories, head, "Harbour company opens its second pier\nHarbour Gazette, 5 March 2019", *PARAGRAPHS)

    assert story.headline.value == "Harbour company opens its second pier"


def test_a_line_of_sections_is_no_headline(stories: Read) -> None:
    story = story_of(stories, "Markets | Harbour | Opinion", HEADLINE, "By Anna Lindqvist", *PARAGRAPHS)

    assert story.headline.value == HEADLINE


def test_times_and_page_numbers_between_paragraphs_are_cut(stories: Read) -> None:
    story = story_of(stories, HEADLINE, PARAGRAPHS[0], "23:48", PARAGRAPHS[1], "1 | 2 | Next »", PARAGRAPHS[2])

    assert texts(story) == list(PARAGRAPHS)


def test_a_chinese_story_is_counted_by_its_characters(stories: Read) -> None:
    paragraph = "新渡轮五日中午从二号码头开往群岛，船上有四十辆汽车和一支乐队，公司负责人这样说。"

    story = story_of(stories, "新渡轮投入使用", "2019年03月05日 09:20", paragraph, paragraph.replace("中午", "晚上"))

    assert len(story.body) == 2


def test_a_quotation_set_apart_that_the_text_repeats_is_cut_with_its_speaker(stories: Read) -> None:
    said = '"We are going to build a third pier as well," the mayor said, and nobody in the hall believed it.'

    story = story_of(stories, HEADLINE, PARAGRAPHS[0], "“We are going to build a third pier”", "— The mayor", said)

    assert texts(story) == [PARAGRAPHS[0], said]


def test_words_set_apart_without_quotation_marks_that_the_text_repeats_are_cut(stories: Read) -> None:
    aside = "The islands had paid a quarter of it before anybody asked"
    said = "The mayor said that the islands had paid a quarter of it before anybody asked, and that he would ask."

    story = story_of(stories, HEADLINE, PARAGRAPHS[0], aside, PARAGRAPHS[1], said)

    assert texts(story) == [PARAGRAPHS[0], PARAGRAPHS[1], said]
    assert [str(part.kind) for part in story.cut] == ["boilerplate"]


def test_a_subhead_in_a_few_of_the_texts_own_words_stays(stories: Read) -> None:
    said = "The mayor said that they had paid a quarter of it before anybody asked, and that he would ask."

    story = story_of(stories, HEADLINE, PARAGRAPHS[0], "A quarter of it", said, PARAGRAPHS[1])

    assert "A quarter of it" in texts(story)


def test_a_quotation_of_its_own_stays(stories: Read) -> None:
    said = "“We are going to build a third pier as well, and a fourth.”"

    assert said in texts(story_of(stories, HEADLINE, PARAGRAPHS[0], said, PARAGRAPHS[1], PARAGRAPHS[2]))


def test_lines_of_a_narrow_column_are_joined(stories: Read) -> None:
    column = (
        "The harbour company opened its second pier on\nMonday, and two ferries now sail from it to\nthe islands."
        "\n\nThe mayor said that the pier had cost forty\nmillion crowns, of which the islands had paid\na quarter."
    )

    assert len(story_of(stories, "FERRY COMPANY OPENS SECOND PIER.\n", column).body) == 2


def test_a_story_begins_at_its_headline_and_an_address_pasted_above_is_its_own(stories: Read) -> None:
    long = (
        *PARAGRAPHS,
        "Fishermen have asked for a pier of their own, and the company said that it would answer in May.",
    )
    post = "\n\n".join(("https://gazette.example.org/pier\n" + HEADLINE + "\nBy Anna Lindqvist", *long))
    other = "\n\n".join(("Old ferry is sold for scrap\nBy Tom Ode", *reversed(long)))

    first, _ = stories(f"Clippings from the harbour\n\n{post}\n\n-----\n\n{other}")

    assert (first.first, first.headline.value, first.url.value) == (4, HEADLINE, "https://gazette.example.org/pier")


def test_a_paper_named_in_the_head_is_the_source_and_no_author(stories: Read) -> None:
    story = story_of(stories, HEADLINE + "\nOrle Valley Courier | Greta Holm | 17 December 2020", *PARAGRAPHS)

    assert (story.source.value, story.authors.value) == ("Orle Valley Courier", ("Greta Holm",))


def test_a_paper_named_above_a_page_is_its_source(stories: Read) -> None:
    story = story_of(stories, "The Harbour Gazette", HEADLINE + "\nBy Anna Lindqvist\n5 March 2019", *PARAGRAPHS)

    assert story.source.value == "The Harbour Gazette"


def test_the_year_of_a_copyright_is_no_publisher(stories: Read) -> None:
    story = story_of(stories, HEADLINE + "\nBy Anna Lindqvist", *PARAGRAPHS, "Harbour Notes © 2019")

    assert story.source.value == "Harbour Notes"


def test_the_author_of_a_post_is_not_the_storys(stories: Read) -> None:
    report = "ХАБАРОВСК, 12 фев - РИА Новости. Линию для поездов построят у города к 2015 году, сообщил министр."
    frame = "Автор: {}\nДобавлено: 12 фев 2011, 1{}:22"

    first, second = frame.format("Стрелочник", 8), frame.format("Кочегар", 9)
    talk = "Ну-ну, ещё одна линия, которую никто не построит!"

    (story,) = stories(f"{first}\n\nЧерез реку пустят поезда\n{report}\n\n{report}\n\n{second}\n\n{talk}")

    assert story.authors.value is None


def test_a_possessive_is_no_name(stories: Read) -> None:
    story = story_of(stories, "FIRE AT TIMBER WHARF.\nWatchman's Narrow Escape.", *PARAGRAPHS)

    assert story.authors.value is None
