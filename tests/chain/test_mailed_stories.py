"""Stories that a member of a mailing list sent on: whose they are."""

from __future__ import annotations

from pathlib import Path

from .steps import convert

HEAD = """From: Petra Lindholm <petra@lists.example.org>
To: island-news@lists.example.org
Subject: [island-news] {subject}
Date: Tue, 03 Mar 2009 08:12:44 +0200

ISLAND SHIPPING REVIEW
March 3, 2009

"""
FERRY = """Ferry company to decide on stronger ship

The board of the ferry company will decide in June whether to buy a stronger ship, its master said on Monday.

Eleven crossings were cancelled this winter, more than in any season before, as the ice came three weeks early.
"""
HARBOUR = """
Harbour council approves new breakwater

The harbour council approved a new breakwater of four hundred metres on Friday, after two years of argument about its cost.

Work begins in May and is to end before the storms of the next winter, the council's engineer said.
"""  # noqa: E501


def test_a_story_sent_to_a_list_is_of_the_paper_above_it_and_not_its_senders(tmp_path: Path) -> None:
    (tmp_path / "mail.txt").write_text(HEAD.format(subject="Ferry company to decide on stronger ship") + FERRY)

    stories = convert(tmp_path).stories

    assert [(story.source.value, story.authors.value) for story in stories] == [("ISLAND SHIPPING REVIEW", None)]


def test_every_story_of_a_digest_sent_to_a_list_is_of_the_paper_at_its_top(tmp_path: Path) -> None:
    (tmp_path / "mail.txt").write_text(HEAD.format(subject="Digest, Vol 4, Issue 12") + FERRY + HARBOUR)

    stories = convert(tmp_path).stories

    assert [(story.source.value, story.authors.value) for story in stories] == [
        ("ISLAND SHIPPING REVIEW", None),
        ("ISLAND SHIPPING REVIEW", None),
    ]
