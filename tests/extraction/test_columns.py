"""Columns of short stories are taken apart; articles with subheads are not."""

from __future__ import annotations

from collections.abc import Callable

Kinds = list[tuple[str, int, int]]
Read = Callable[[str], Kinds]

ITEMS = """\
Ferry fares to rise
A ticket to the islands will cost 40 crowns from May, the harbour company said on Monday.

School roof repaired
Children in the upper town have a dry classroom again after carpenters worked through the holidays.

Otters at the weir
Two otters were filmed near the old weir last week, the first in the river since the war.
"""


def test_each_item_of_a_column_is_a_story(kinds: Read) -> None:
    assert kinds(f"Harbour Gazette\nNews in brief\n\n{ITEMS}") == [
        ("boilerplate", 1, 2),
        ("story", 4, 5),
        ("story", 7, 8),
        ("story", 10, 11),
    ]


def test_without_a_line_that_says_so_a_page_is_no_column(kinds: Read) -> None:
    assert [kind for kind, _, _ in kinds(f"Harbour Gazette\n\n{ITEMS}")].count("story") == 1


def test_parts_of_one_article_are_no_column(kinds: Read) -> None:
    parts = "\n\n".join(
        f"The ferry in {when}\nThe harbour ferry carried passengers to the islands in {when}, its company said."
        for when in ("spring", "summer", "autumn")
    )

    assert [kind for kind, _, _ in kinds(f"The year at a glance\n\n{parts}\n")].count("story") == 1


def test_an_article_says_more_before_its_parts_than_a_column_does(kinds: Read) -> None:
    opening = "\n\n".join(f"The mayor opened the {n} of four new piers on Monday and made a speech." for n in "1234")

    assert [kind for kind, _, _ in kinds(f"Town hall digest\n\n{opening}\n\n{ITEMS}")].count("story") == 1


def test_a_letter_may_be_a_column(kinds: Read) -> None:
    head = (
        "From: The Harbour <letter@harbour.example>\nTo: readers\nSubject: Digest\nDate: Fri, 3 Apr 2009 08:00:00 +0200"
    )

    assert [kind for kind, _, _ in kinds(f"{head}\n\nWEEKLY DIGEST\n\n{ITEMS}")].count("story") == 3
