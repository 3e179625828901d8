"""What the lines of a capture are: pages with one story in them, and forum threads."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Kinds = list[tuple[str, int, int]]
Read = Callable[[str], Kinds]

PAGE = """\
Menu
Ferry company opens second pier

By Anna Lindqvist
5 March 2019

The harbour company opened its second pier on Monday, and two ferries now sail from it to the islands.

The mayor said the pier had cost 40 million crowns, of which the islands paid a quarter.

The old ferry was built in 1974 and has carried some three million passengers since then.
{below}"""

REPORT = """\
{headline}

HARBOUR, March 5 (Gazette) - The harbour company opened its second pier on Monday, the mayor said in a statement.

The pier cost 40 million crowns, according to the company, and two ferries now sail from it to the islands.{end}"""

OTHER = """\
Fishermen ask mayor for a pier of their own

The fishermen on both banks of the river told the Gazette that they had waited for ten years.

The mayor said that a pier for them would be built after the next election, if there was money for it.

Until then they may use the old ferry's berth from October to April, according to the harbour company."""

TALK = "I doubt it. We should have had a second ferry ten years ago, and it is still not enough for us."
FORUM_TOP = "What's new\n\nHarbours and Ferries: News and Views\n\n"


def test_a_page_is_one_story_between_a_sites_own_lines(kinds: Read) -> None:
    below = "\nTOPICS:\n\nOur Harbour Report tells investors where the next pier will stand and what it costs them.\n"

    assert kinds(PAGE.format(below=below)) == [("boilerplate", 1, 1), ("story", 2, 11), ("boilerplate", 13, 15)]


def test_reader_comments_end_a_story_and_the_form_ends_the_comments(kinds: Read) -> None:
    below = (
        "\nComments (2)\n\nWhy was this not built ten years ago?\nMary, Harbour\n05/03/2019 10:12\n\nAdd your comment\n"
    )

    assert kinds(PAGE.format(below=below))[1:] == [("story", 2, 11), ("comments", 13, 17), ("boilerplate", 19, 19)]


def test_a_list_of_links_and_the_authors_life_are_no_story(kinds: Read) -> None:
    below = "\nRead more:\n\nFishermen ask for a pier\n\nTicket prices rise again\n\nAnna Lindqvist\n\n"
    below += "Anna Lindqvist is a reporter at the Harbour Gazette. She has sailed for twenty years.\n"

    assert kinds(PAGE.format(below=below))[1:] == [("story", 2, 11), ("links", 13, 17), ("biography", 19, 21)]


def test_a_comment_count_of_none_is_boilerplate(kinds: Read) -> None:
    assert kinds(PAGE.format(below="\nComment ( 0)"))[-1] == ("boilerplate", 13, 13)


def test_a_spacer_between_the_paragraphs_of_a_page_divides_nothing(kinds: Read) -> None:
    page = PAGE.format(below="").replace("\n\nThe mayor said", "\n\n\u00a0 \n\nThe mayor said")

    assert [kind for kind, _, _ in kinds(page)] == ["boilerplate", "story"]


def test_white_space_alone_makes_no_thread_of_a_page_whose_parts_are_no_posts(kinds: Read) -> None:
    page = (
        "Harbour notes\nBy Anna Lindqvist\n\u00a0 \nShare\n\n"
        "My walk to the new pier took me along the river, which I like."
        "\n\u00a0 \nAdvertisement\n\nI saw two ferries, forty cars and a band, and the mayor in a boat of his own."
        "\n\nWe all waited for the ice to break, as we do each year, and nobody went home before dark.\n"
    )

    assert [kind for kind, _, _ in kinds(page)].count("story") == 1


def test_a_page_without_a_story_has_none(kinds: Read) -> None:
    page = "Menu\nHome\nNews\n\nThe page you asked for is not here.\n\nAll rights reserved"

    assert "story" not in {kind for kind, _, _ in kinds(page)}


@pytest.mark.parametrize("separator", ["\u00a0 \n", "\n\u00a0 \n\n", "\n***\n\n", "\n-----\n\n"])
def test_posts_are_divided_by_the_lines_forums_leave(kinds: Read, separator: str) -> None:
    first = REPORT.format(headline="Ferry company opens second pier", end="")

    found = kinds(FORUM_TOP + "Top Bottom\n" + separator + first + "\n" + separator + TALK + "\n" + separator + OTHER)

    assert [kind for kind, _, _ in found if kind not in ("boilerplate",)] == ["story", "commentary", "story"]


def test_posts_are_divided_by_their_frames(kinds: Read) -> None:
    posts = [REPORT.format(headline="Ferry company opens second pier", end=""), TALK, OTHER]
    text = "\n\n".join(f"Joined: May 2009\nMessages: 412\n#{n}\n\n{post}" for n, post in enumerate(posts, 1))

    assert [kind for kind, _, _ in kinds(text)] == [
        "boilerplate",
        "story",
        "boilerplate",
        "commentary",
        "boilerplate",
        "story",
    ]


@pytest.mark.parametrize(
    "frame",
    [
        "seadog41\nSenior Member\nJoined: May 2009\nMessages: 412\nMar {n}, 2019\n#{n}",
        "Mar {n}, 2019\n#{n}\nseadog41\nStaff member",
        "seadog41, Mar {n}, 2019 #{n}",
        "by seadog41 » Tue Mar {n}, 2019 10:12 am",
        "Posted by: seadog41 on March {n}, 2019",
        "seadog41\nSenior Member\nMar {n}, 2019",
        "{n}. Posted by: seadog41, {n} March 2019, 10:12",
        "seadog41\nHero Member\n« Reply #{n} on: March 5, 2019, 10:12:44 AM »",
        "From: seadog41 <s@harbour.example>\nSubject: Re: Ferries\nDate: {n} Mar 2019 10:12:44 GMT",
    ],
)
def test_the_frame_of_a_post_is_no_part_of_its_story(kinds: Read, frame: str) -> None:
    posts = [REPORT.format(headline="Ferry company opens second pier", end=""), TALK, OTHER]
    text = "Harbours and Ferries\n\n" + "\n\n".join(f"{frame.format(n=n)}\n\n{p}" for n, p in enumerate(posts, 5))

    found = [(kind, last - first) for kind, first, last in kinds(text) if kind != "boilerplate"]

    assert found == [("story", 4), ("commentary", 0), ("story", 6)]


def test_the_threads_own_title_is_no_headline(kinds: Read) -> None:
    text = FORUM_TOP + REPORT.format(headline="Ferry company opens second pier", end="") + "\n\u00a0 \n" + TALK

    assert kinds(text) == [("boilerplate", 1, 3), ("story", 5, 9), ("commentary", 11, 11)]


def test_a_posters_words_below_a_story_are_not_its_last_paragraph(kinds: Read) -> None:
    text = FORUM_TOP + "\u00a0 \n" + REPORT.format(headline="Ferry company opens second pier", end="\n\n" + TALK)
    text += "\n\u00a0 \n" + OTHER

    assert [kind for kind, _, _ in kinds(text)] == ["boilerplate", "story", "commentary", "story"]


def test_words_below_the_source_of_a_story_are_its_posters(kinds: Read) -> None:
    end = "\n\nhttps://gazette.example.org/2019/pier\n\n***\n\nThe islands will pay for it twice, and nobody asks them."
    text = FORUM_TOP + "\u00a0 \n" + REPORT.format(headline="Ferry company opens second pier", end=end)
    text += "\n\u00a0 \n" + OTHER

    assert kinds(text)[1:3] == [("story", 6, 12), ("commentary", 14, 16)]


def test_stories_with_dates_are_told_apart_without_any_separator(kinds: Read) -> None:
    more = "The old ferry was built in 1974 and has carried some three million passengers since then, the mayor said."
    first = REPORT.format(
        headline="Ferry company opens second pier\n\nMar 05, 2019", end=f"\n\n{more}\n\n{more} Twice."
    )
    second = (
        OTHER.replace("of their own\n", "of their own\n\nMar 09, 2019\n", 1)
        + "\n\n"
        + more.upper().lower().capitalize()
    )

    found = kinds(first + "\n\n" + second)

    assert [kind for kind, _, _ in found] == ["story", "story"]


def test_a_report_without_a_headline_is_a_story_of_its_own(kinds: Read) -> None:
    bare = "\n\n".join(OTHER.split("\n\n")[1:])
    text = (
        FORUM_TOP
        + "\u00a0 \n"
        + REPORT.format(headline="Ferry company opens second pier", end="")
        + "\n\u00a0 \n"
        + bare
    )

    assert [kind for kind, _, _ in kinds(text)] == ["boilerplate", "story", "story"]


def test_a_picture_above_a_headline_is_an_attachment(kinds: Read) -> None:
    text = (
        FORUM_TOP + "\u00a0 \nharbour-2019.jpg\n\n" + REPORT.format(headline="Ferry company opens second pier", end="")
    )
    text += "\n\u00a0 \n" + OTHER

    assert kinds(text)[1] == ("attachment", 6, 6)


def test_every_line_with_text_is_in_exactly_one_segment(kinds: Read) -> None:
    text = FORUM_TOP + "\u00a0 \n" + REPORT.format(headline="Ferry company opens second pier", end="\n\n" + TALK)

    covered = [line for _, first, last in kinds(text) for line in range(first, last + 1)]

    filled = [n for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    assert len(covered) == len(set(covered))
    assert set(filled) <= set(covered)


def test_a_very_long_line_takes_no_longer_than_its_length(kinds: Read) -> None:
    for line in ("word " * 400_000, '"' * 2_000_000, "Ab 1, " * 300_000):
        assert len(kinds("Ferry company opens second pier\n\n" + line)) <= 2


def test_a_title_over_another_subject_begins_a_story_where_nothing_else_divides_a_thread(kinds: Read) -> None:
    pier = (
        "Ferry company opens second pier in Harbour",
        "The ferry company opened its second pier on Monday, and two ferries now sail from Harbour to Eastholm.",
        "Mayor Tom Ode said that the pier had cost 40 million crowns, of which Eastholm paid a quarter.",
    )
    bees = (
        "Beekeepers warn of early frost after warm February",
        "Beekeepers in the valley warn that an early frost would kill their swarms after a warm February.",
        "The society's chairwoman, Karin Wald, said the bees had left their hives three weeks too early.",
        "Frost in March killed half of all swarms around Westvik two years ago, according to the society.",
    )

    found = kinds(FORUM_TOP.split("Harbours")[0] + "Top Bottom\n\n" + "\n\n".join(pier + bees))

    assert found == [("boilerplate", 1, 3), ("story", 5, 9), ("story", 11, 17)]


def test_a_subhead_of_the_same_subject_begins_no_story(kinds: Read) -> None:
    blocks = (
        "Ferry company opens second pier in Harbour",
        "The ferry company opened its second pier on Monday, and two ferries now sail from Harbour to Eastholm.",
        "A quarter of the cost from Eastholm",
        "Mayor Tom Ode said that the cost was 40 million crowns, of which Eastholm paid a quarter to Harbour.",
    )

    found = kinds(FORUM_TOP.split("Harbours")[0] + "Top Bottom\n\n" + "\n\n".join(blocks))

    assert [kind for kind, _, _ in found] == ["boilerplate", "story"]


def test_lines_of_a_forum_that_say_nothing_are_no_commentary(kinds: Read) -> None:
    posts = [REPORT.format(headline="Ferry company opens second pier", end=""), TALK, OTHER]
    text = "\n\n".join(f"Joined: May 2009\nMessages: 412\n#{n}\n\n{post}" for n, post in enumerate(posts, 1))

    found = kinds(text + "\n\nJoined: May 2009\n#4\n\nIndustry and trade\nHarbours and ferries\n")

    assert found[-1][0] == "boilerplate"


def test_the_masthead_with_the_day_above_a_scanned_headline_is_its_storys(kinds: Read) -> None:
    page = "THE HARBOUR ADVERTISER, WEDNESDAY, APRIL 7, 1954.\n" + PAGE.format(below="").partition("\n")[2]

    assert kinds(page) == [("story", 1, 11)]


def test_a_list_inside_an_article_does_not_end_it(kinds: Read) -> None:
    below = "\nThe ferry takes:\n\n• forty cars\n• a band\n• the mayor and his guests\n\n"
    below += "Tickets are sold at the pier from May, the company said, and on board for a crown more.\n"

    assert kinds(PAGE.format(below=below))[-1] == ("story", 2, 19)
