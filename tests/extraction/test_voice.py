"""Press reports and attributes; a forum user speaks for himself. The score says which, and why."""

from __future__ import annotations

import pytest

from plugins.seed_posts.segments.voice import STORY_MIN, TAIL_MIN, attributes, judge_post, judge_tail, speaks_personally

REPORT = (
    "Harbour traffic will double within five years, the minister told the Gazette on a visit to the pier.",
    "She said that two new ferries had been ordered and would sail from May.",
    "“We will not leave the islands alone,” she added, according to her spokesman.",
)
TALK = (
    "The islands will be finished once the ferry company has its way with the mayor and his friends.",
    "Nobody asked the fishermen. First they lost the market, then the old pier, and now the river.",
    "Two banks, one river, and a mayor who looks at neither of them.",
)
TAILS = (
    "Good to hear. We should have had a second ferry ten years ago, and it is still not enough.",
    "Interesting, thanks for sharing.",
    "I doubt it.",
    "Has anybody here seen the timetable? I would like to go there!",
    "Same old tale, and nothing will come of it...",
)
ENDINGS = (
    "The second pier is to open in May, the company said.",
    "“I hope that everyone comes,” the captain told the Gazette.",
    "The old ferry was built in 1974 and has carried some three million passengers.",
    "Fishermen have asked for a pier of their own.",
)


def test_reported_speech_without_a_headline_is_a_story() -> None:
    assert judge_post(REPORT).score >= STORY_MIN


def test_opinion_without_anybody_to_attribute_it_to_is_no_story() -> None:
    assert judge_post(TALK).score < STORY_MIN


def test_a_headline_over_ones_own_opinion_does_not_make_it_a_story() -> None:
    post = ("I think the mayor should go, and I have said so in this thread before. We all know why.",)

    assert judge_post(post, headline=True).score < STORY_MIN


def test_the_verdict_names_what_it_is_made_of() -> None:
    verdict = judge_post(REPORT[:1], dateline=True)

    assert str(verdict) == "dateline +3, attribution +1, short -4"
    assert verdict.score == sum(points for _, points in verdict.reasons)


@pytest.mark.parametrize("text", TAILS)
def test_what_a_poster_adds_is_told_from_the_story(text: str) -> None:
    assert judge_tail(text, story_is_personal=False).score >= TAIL_MIN


@pytest.mark.parametrize("text", ENDINGS)
def test_a_storys_own_last_paragraph_stays_with_it(text: str) -> None:
    assert judge_tail(text, story_is_personal=False).score < TAIL_MIN


def test_first_person_counts_for_less_below_a_story_in_the_first_person() -> None:
    text = "We will be back on the pier when the ice has gone, and it should be soon."

    assert judge_tail(text, story_is_personal=True).score < judge_tail(text, story_is_personal=False).score


def test_what_is_quoted_is_somebody_elses_voice() -> None:
    assert not speaks_personally("“I will sail again,” the captain said.")
    assert speaks_personally("I will sail again, whatever the captain says.")
    assert attributes("The captain said the ferry was late.")
    assert not attributes("“The captain said nothing.” The ferry was late.")
