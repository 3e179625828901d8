"""Lines become paragraphs: what belongs together is joined, what does not stays apart."""

from __future__ import annotations

from plugins.seed_posts.segments.chunks import read_chunks


def spans(text: str) -> list[tuple[int, int]]:
    return [(chunk.first, chunk.last) for chunk in read_chunks(text.split("\n"))]


def test_every_line_with_text_is_in_exactly_one_chunk() -> None:
    lines = ["Ferry opens", "", "The ferry sailed at noon.", "\u00a0 ", "harbour.jpg", "", "It came back at six."]

    covered = [n for chunk in read_chunks(lines) for n in range(chunk.first, chunk.last + 1) if lines[n - 1].strip()]

    assert covered == [1, 3, 5, 7]


def test_a_paragraph_broken_inside_a_sentence_is_one_chunk() -> None:
    text = "\n".join(
        (
            "Ferry opens",
            "",
            "The company bought the new ferry from a yard in the north for some",
            "40 million crowns.",
            "It sails twice a day, the captain said.",
        )
    )

    assert spans(text) == [(1, 1), (3, 4), (5, 5)]


def test_a_headline_is_not_joined_to_the_date_below_it() -> None:
    text = (
        "Harbour company opens a second pier for the summer ferries to both islands\n5 March 2019\n\nThe pier opened."
    )

    assert spans(text) == [(1, 1), (2, 2), (4, 4)]


def test_text_wrapped_at_a_fixed_width_is_put_back_into_paragraphs() -> None:
    text = "\n".join(
        (
            "The harbour company said on Friday that it would open a second pier",
            "before the summer, and that the new ferry would sail twice a day as",
            "soon as the ice has gone. The old one is for sale.",
            "",
            "Fishermen on both banks of the river asked for a pier of their own,",
            "which the mayor has promised them for years. None has been built so",
            "far, they said.",
        )
    )

    assert spans(text) == [(1, 3), (5, 7)]


def test_blank_lines_and_lines_of_white_space_are_remembered() -> None:
    ferry, pier = read_chunks(["The ferry sailed at noon.", "\u00a0", "", "The pier is closed."])

    assert (ferry.gap, pier.gap, pier.spacer, pier.glued_spacer) == (0, 2, True, True)


def test_a_line_of_white_space_between_blank_lines_is_not_glued() -> None:
    _, pier = read_chunks(["The ferry sailed at noon.", "", "\u00a0", "", "The pier is closed."])

    assert (pier.spacer, pier.glued_spacer) == (True, False)


def test_a_typescript_with_a_blank_line_after_each_line_is_put_back_into_paragraphs() -> None:
    lines = (
        "The harbour company said on Friday that it would open a second",
        "pier before the summer, and that the new ferry would sail twice a",
        "day as soon as the ice has gone.",
        "Fishermen on both banks of the river asked for a pier of their",
        "own, which the mayor has promised them for years, but none has",
        "been built so far, they said.",
        "The old ferry is for sale, and the museum of the islands wants",
        "to buy it.",
    )

    assert spans("\n\n".join(lines)) == [(1, 5), (7, 11), (13, 15)]
