"""The heads of e-mail and Usenet messages, told from the few labelled lines a story may have."""

from __future__ import annotations

from plugins.seed_posts.segments.mail import head_lines


def test_the_fields_of_a_message_are_its_head() -> None:
    lines = [
        "From: Ann Miller <ann@harbour.example>",
        "To: islands@harbour.example",
        "Subject: The pier",
        "",
        "It opened.",
    ]

    assert head_lines(lines) == {0, 1, 2}


def test_a_forwarded_message_has_a_head_of_its_own() -> None:
    lines = ["See below.", "-----Original Message-----", "From: the desk", "Sent: Monday", "Subject: The pier"]

    assert head_lines(lines) == {1, 2, 3, 4}


def test_labels_of_a_story_are_no_head() -> None:
    lines = ["Ferry opens", "From: Harbour Gazette", "Date: 5 March 2019", "Location: the pier"]

    assert head_lines(lines) == frozenset()
