"""Other stories a page names inside or below its own: their headlines, sentences and bylines are no stories."""

from __future__ import annotations

from collections.abc import Callable

from plugins.seed_posts.segments.chunks import read_chunks
from plugins.seed_posts.segments.layout import read_layout
from plugins.seed_posts.segments.shapes import is_headline

Kinds = list[tuple[str, int, int]]
Read = Callable[[str], Kinds]

PARAGRAPHS = """\
The ferry left the northern quay at noon with forty cars on its lower deck, its captain said.

The crossing takes two hours in summer, and a little more when the ice comes down the sound.

Nobody on board had asked for a cabin, although the company had kept three of them free.

The captain has sailed the route for eleven years and knows every rock along the coast.
"""

INSET = """\
{headline}

{deck}

{date}

"""

WOOL = INSET.format(
    headline="Wool market opens for the winter in Oster valley",
    deck="Shepherds bring down the wool of four hundred sheep, and everybody may come and look.",
    date="Nov. 28, 2021",
)
BREAD = INSET.format(
    headline="Seven bakers who keep rye bread on their shelves",
    deck="A bakery without rye bread is none, says the oldest of the seven in her small shop.",
    date="Nov. 30, 2021",
)
FERRY = INSET.format(
    headline="Ferry captain keeps three cabins free",
    deck="A company that expects guests who never ask is a rare one along this part of the shore.",
    date="Nov. 30, 2021",
)


def _stories(kinds: Kinds) -> int:
    return sum(kind == "story" for kind, _, _ in kinds)


def test_teasers_set_into_a_story_do_not_divide_it(kinds: Read) -> None:
    page = "Ferry sails at noon\n\n" + PARAGRAPHS + "\n" + WOOL + PARAGRAPHS + "\n" + BREAD + PARAGRAPHS

    assert not read_layout(read_chunks(page.split("\n"))).thread
    assert _stories(kinds(page)) == 1


def test_a_headline_with_deck_and_date_opens_a_story_when_the_paragraphs_speak_of_it(kinds: Read) -> None:
    shepherds = PARAGRAPHS.replace("ferry", "wool market").replace("crossing", "winter in the valley")

    assert _stories(kinds(FERRY + PARAGRAPHS + "\n" + WOOL + shepherds)) == 2


def test_a_quoted_sentence_is_no_headline_and_a_quoted_phrase_may_be() -> None:
    sentence, phrase = read_chunks(
        ["“We want them to look at it,” she says.”", "", "Captain calls the ice “a nuisance”"]
    )

    assert not is_headline(sentence)
    assert is_headline(phrase)


def test_numbers_that_rise_and_fall_are_not_the_numbers_of_posts() -> None:
    def thread(numbers: list[int]) -> bool:
        lines = [line for number in numbers for line in ("Harbour Lights: Second Season", "", f"#{number}", "")]
        return read_layout(read_chunks(lines)).thread

    assert thread([1, 2, 3, 4, 5, 6])
    assert not thread([12, 3, 46, 9, 2, 1])


def test_a_list_of_signed_sentences_does_not_outweigh_the_story_above_it(kinds: Read) -> None:
    teaser = "The {0} in the square has been closed since the spring, and nobody in town can say why it was.\n\n"
    names = ("market", "theatre", "library", "bakery", "school", "smithy", "cinema", "museum", "laundry", "chapel")
    listed = "".join(teaser.format(name) + "By Anna Lindqvist • November 16, 2021\n\n" for name in names)
    page = "Ferry sails at noon with forty cars\n\n" + PARAGRAPHS + "\nMore\n\nSection\n\n" + listed

    assert [(first, last) for kind, first, last in kinds(page) if kind == "story"] == [(1, 9)]


def test_a_sentence_broken_at_its_links_opens_no_story() -> None:
    broken = (
        "The harbour company has also had to send\n\nEastern Sound reporters\n\nto the quay {0} after a long night.\n\n"
    )
    page = "".join(broken.format(f"number {n} in the old harbour") + PARAGRAPHS + "\n" for n in (4, 5, 6))

    assert not read_layout(read_chunks(page.split("\n"))).thread
