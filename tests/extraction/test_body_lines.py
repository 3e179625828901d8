"""Which lines of a page are its story's body: sentences cut at links, other scripts, what ends a story."""

from __future__ import annotations

from plugins.seed_posts.model import Capture
from plugins.seed_posts.segments.body_lines import judged_of
from plugins.seed_posts.segments.chunks import chunks_of, read_chunks
from plugins.seed_posts.segments.passages import passages

STORY = """\
The harbour company opened its second pier on Monday, and two ferries now sail from it to the islands every day.
The mayor said the pier had cost nine million crowns, a third less than the council had set aside for it.
Fishermen asked for a pier of their own last year, but the council has not yet voted on where it is to stand.
"""


def body(text: str) -> list[str]:
    capture = Capture("page.txt", tuple(text.split("\n")), "0")
    judged = judged_of(capture)
    return [chunk.text for index, chunk in enumerate(chunks_of(capture)) if index in judged.body]


def test_pieces_of_a_sentence_cut_at_its_links_are_one_passage() -> None:
    lines = ["Home", "The pier was paid for by", "Harbour Holdings", ", which owns both ferries.", "News"]

    joined = [passage.text for passage in passages(read_chunks(lines))]

    assert joined == ["Home", "The pier was paid for by Harbour Holdings, which owns both ferries.", "News"]


def test_the_words_of_a_link_belong_to_the_body_they_stand_in() -> None:
    cut = STORY.replace("the council had", "\nthe council\n had")

    assert " ".join(body(f"Home\nNews\nSport\n{cut}Contact\nImprint")) == " ".join(STORY.split())


def test_spacing_decides_nothing() -> None:
    spaced = STORY.replace("\n", "\n\n")

    assert body(f"Home\nNews\n{STORY}Contact\n") == body(f"Home\n\nNews\n\n{spaced}\nContact\n") == STORY.splitlines()


def test_paragraphs_below_the_end_of_a_story_are_no_body() -> None:
    below = "Topics:\n" + "Our reports are written by experts for readers who want to know more about ports.\n" * 2

    assert body(STORY + below) == STORY.splitlines()


def test_a_page_of_buttons_has_no_body() -> None:
    assert body("Home\nNews\nSport\nContact\nSign in\nSubscribe\n") == []


def test_every_chunk_has_a_certainty() -> None:
    capture = Capture("page.txt", tuple(f"Home\n{STORY}Contact".split("\n")), "0")

    judged = judged_of(capture)

    assert len(judged.certainty) == len(chunks_of(capture))
    assert all(0 <= certainty <= 1 for certainty in judged.certainty)


def test_two_short_paragraphs_below_a_headline_and_a_byline_are_a_body() -> None:
    paragraphs = [
        "The new ferry left the harbour on Monday with forty islanders aboard.",
        "It will sail twice a day, the company said on Tuesday.",
    ]

    assert body("\n\n".join(["Ferry sets sail", "By Nora Quill", *paragraphs])) == paragraphs


def test_what_a_press_release_says_of_its_sender_below_a_heading_is_no_body() -> None:
    sender = "About Harbour Holdings\nHarbour Holdings runs nine ferries and two piers and employs 340 people.\n"

    assert body(f"FOR IMMEDIATE RELEASE\n\n{STORY}{sender}###\n") == STORY.splitlines()


def test_the_last_paragraph_of_a_story_in_pages_stands_below_their_numbers() -> None:
    last = "He will sail on the first of them, he says, if the weather is fine."

    assert body(f"Home\n\n{STORY}1 | 2 | 3 | Next\nPage 2 of 2\n{last}\nContact us\n")[-1] == last
