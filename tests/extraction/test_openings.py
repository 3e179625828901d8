"""Which furniture rules a line is worth trying: fewer than all, and never one too few."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plugins.seed_posts.segments.chunks import fold
from plugins.seed_posts.segments.furniture_rules import RULES
from plugins.seed_posts.segments.openings import Openings
from plugins.seed_posts.segments.parts import Part, Rule, line_rule
from plugins.seed_posts.word_finder import WordFinder

ROOT = Path(__file__).parents[2]
CAPTURES = [*sorted((ROOT / "seeds").glob("*.txt")), *sorted((ROOT / "tests" / "captures").glob("**/*.txt"))]


def fits(line: str, *rules: Rule) -> list[str]:
    """Names of the rules that fit, among those that are tried."""
    openings = Openings(rules)
    return [rule.name for rule in openings.rules_for(line, WordFinder(openings.words).held(line.lower()))]


@pytest.mark.parametrize("path", CAPTURES, ids=lambda path: path.name)
def test_every_rule_that_fits_a_line_is_tried_on_it(path: Path) -> None:
    openings = Openings(RULES)
    finder = WordFinder(openings.words)
    for line in filter(None, map(fold, path.read_text("utf-8", "replace").splitlines())):
        for text in (line, line.upper(), line.lower()):
            tried = {rule.name for rule in openings.rules_for(text, finder.held(text.lower()))}
            fitting = {rule.name for rule in RULES if rule.pattern.match(text[:400])}

            assert fitting <= tried, text


def test_a_rule_is_not_tried_on_a_line_that_begins_otherwise() -> None:
    rule = line_rule("promo", Part.PROMO, "read more", "see also", before="[>»]? ?")

    assert fits("Read more: the mill", rule) == ["promo"]
    assert fits("» see also", rule) == ["promo"]
    assert fits("The mill is closed", rule) == []
    assert fits("Rest is good", rule) == []


def test_a_rule_that_may_begin_with_anything_is_tried_where_its_words_stand() -> None:
    rule = line_rule("rights", Part.END, r".{0,120}\ball rights reserved\b.{0,200}")

    assert fits("The Mill. All rights reserved.", rule) == ["rights"]
    assert fits("The mill is closed", rule) == []


def test_a_rule_of_which_nothing_can_be_said_is_always_tried() -> None:
    rule = line_rule("any", Part.CHROME, r"\w+ \W")

    assert fits("The mill", rule) == ["any"]


def test_an_optional_beginning_leaves_room_for_what_follows_it() -> None:
    rule = line_rule("mark", Part.CHROME, r"(?:post )?#\d+", r"(?:\d{1,2} )?likes?")

    assert [fits(line, rule) for line in ("post #4", "#4", "٣ likes", "like", "unlike")] == [["mark"]] * 4 + [[]]


def test_letters_a_pattern_takes_for_each_other_open_the_same_rules() -> None:
    rule = line_rule("share", Part.CHROME, "share this")

    assert re.match(rule.pattern, "\u017fhare this")
    assert fits("\u017fhare this", rule) == ["share"]
