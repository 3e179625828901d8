"""Corrections from the sidecar always win, are recorded, and are errors once they are stale."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plugins.seed_posts.corrections import assign, correct_fields
from plugins.seed_posts.errors import CaptureError
from plugins.seed_posts.model import (
    Applied,
    Basis,
    Block,
    Capture,
    Correction,
    Evidence,
    Finding,
    Kind,
    Precision,
    PublishedDate,
    RegionTag,
    Role,
    Segment,
    Story,
    TopicTag,
)
from plugins.seed_posts.tag_corrections import correct_tags
from tests.chain.steps import shipped

LINES = ("Flood at mill", "The river rose.", "Photo: A. Brook", "Two roads were closed.")


def correction(field: str, value: str, action: str = "set", story: str = "Flood at mill") -> Correction:
    return Correction(story, field, action, value, "the archivist knows", 7)


def corrected(story: Story, *corrections: Correction) -> Story:
    capture = Capture("flood.txt", LINES, "0" * 64, corrections=corrections)
    assigned = assign([story], capture, "seeds/flood.yaml")
    return correct_fields(story, assigned[story.ordinal], capture, "seeds/flood.yaml")


def tagged(story: Story, *corrections: Correction) -> Story:
    return correct_tags(story, corrections, "seeds/flood.yaml", shipped().regions, shipped().topics)


def message(call: Callable[[], object]) -> str:
    with pytest.raises(CaptureError) as caught:
        call()
    return str(caught.value)


def test_a_corrected_value_wins_and_says_why(story: Callable[..., Story]) -> None:
    fixed = corrected(story(), correction("headline", "Flood at the mill"))

    assert fixed.headline == Finding("Flood at the mill", (Evidence("correction", "the archivist knows"),), 1.0)
    assert fixed.corrections == (Applied("headline", "Flood at mill", "Flood at the mill", "the archivist knows"),)


def test_a_corrected_headline_does_not_move_the_address(story: Callable[..., Story]) -> None:
    before = story()

    assert corrected(before, correction("headline", "Something else")).slug == before.slug


def test_a_corrected_headline_is_no_longer_an_assigned_one(story: Callable[..., Story]) -> None:
    assert not corrected(story(headline_assigned=True), correction("headline", "Flood at the mill")).headline_assigned


@pytest.mark.parametrize(
    ("value", "precision"), [("2018", Precision.YEAR), ("2018-03", Precision.MONTH), ("2018-03-19", Precision.DAY)]
)
def test_a_date_is_corrected_at_the_precision_it_is_written(
    story: Callable[..., Story], value: str, precision: Precision
) -> None:
    fixed = corrected(story(), correction("date", value))

    assert fixed.date.value == PublishedDate(value, precision, Basis.CORRECTION)


def test_a_wrong_date_can_be_taken_away(story: Callable[..., Story]) -> None:
    wrong = story(date=Finding(PublishedDate("2024", Precision.YEAR, Basis.INFERRED), reason="weak"))

    fixed = corrected(wrong, correction("date", "unknown"))

    assert fixed.date.value == PublishedDate("", Precision.UNKNOWN, Basis.CORRECTION)
    assert fixed.date.reason == ""
    assert fixed.corrections[0].was == "2024"


def test_a_doubtful_value_is_confirmed_by_setting_it_to_what_it_is(story: Callable[..., Story]) -> None:
    guess = PublishedDate("2018-03", Precision.MONTH, Basis.THREAD_ORDER)
    doubtful = story(date=Finding(guess, confidence=0.6, reason="month of the post beside it"))

    fixed = corrected(doubtful, correction("date", "2018-03"))

    assert fixed.date == Finding(
        PublishedDate("2018-03", Precision.MONTH, Basis.CORRECTION),
        (Evidence("correction", "the archivist knows"),),
        1.0,
    )


def test_authors_are_set_added_and_dropped(story: Callable[..., Story]) -> None:
    before = story(authors=Finding(("Ada Brook",)))

    assert corrected(before, correction("authors", "B. Ford; C. Mill")).authors.value == ("B. Ford", "C. Mill")
    assert corrected(before, correction("authors", "B. Ford", "add")).authors.value == ("Ada Brook", "B. Ford")
    assert corrected(before, correction("authors", "Ada Brook", "drop")).authors.value is None


def test_lines_dropped_from_the_body_are_kept_as_cut(story: Callable[..., Story]) -> None:
    before = story("The river rose.", "Photo: A. Brook", "Two roads were closed.")

    fixed = corrected(before, correction("body", "3", "drop"))

    assert fixed.text == "The river rose.\n\nTwo roads were closed."
    assert fixed.cut == (Segment(Kind.BOILERPLATE, 3, 3),)
    assert fixed.body_lines == ((2, 2), (4, 4))


def test_lines_added_to_the_body_come_from_the_capture(story: Callable[..., Story]) -> None:
    fixed = corrected(story("The river rose."), correction("body", "4", "add"))

    assert fixed.body == (Block("The river rose.", 2, 2), Block("Two roads were closed.", 4, 4))
    assert fixed.last == 4


def test_regions_are_added_with_a_role_and_dropped(story: Callable[..., Story]) -> None:
    before = story(regions=(RegionTag("RU", "Russia", Role.PRIMARY, 2.0),))

    added = tagged(before, correction("regions", "CN secondary", "add"))
    changed = tagged(before, correction("regions", "RU secondary", "add"))
    dropped = tagged(before, correction("regions", "RU", "drop"))

    assert [(tag.id, tag.role) for tag in added.regions] == [("RU", Role.PRIMARY), ("CN", Role.SECONDARY)]
    assert [(tag.id, tag.role) for tag in changed.regions] == [("RU", Role.SECONDARY)]
    assert dropped.regions == ()
    assert added.regions[1].evidence == (Evidence("correction", "the archivist knows"),)


def test_topics_are_replaced_by_code(story: Callable[..., Story]) -> None:
    before = story(topics=(TopicTag("medtop:20000373", "international trade", 3.0),))

    fixed = tagged(before, correction("topics", "medtop:20000638"))

    assert [tag.code for tag in fixed.topics] == ["medtop:20000638"]
    assert fixed.corrections == (Applied("topics", "medtop:20000373", "medtop:20000638", "the archivist knows"),)


def test_a_story_that_is_not_there_is_an_error_that_lists_those_that_are(
    story: Callable[..., Story], capture: Callable[..., Capture]
) -> None:
    wanted = capture(corrections=(correction("headline", "x", story="Flod at mill"),))

    assert message(lambda: assign([story()], wanted, "seeds/flood.yaml")) == (
        'seeds/flood.yaml:7: no story headlined "Flod at mill"; this capture has "Flood at mill"'
    )


def test_stories_with_one_headline_are_told_apart_by_number(
    story: Callable[..., Story], capture: Callable[..., Capture]
) -> None:
    twins = [story(ordinal=1), story(ordinal=2)]
    by_headline = capture(corrections=(correction("deck", "x"),))
    by_number = capture(corrections=(correction("deck", "x", story="2"),))

    assert list(assign(twins, by_number, "seeds/flood.yaml")) == [2]
    assert message(lambda: assign(twins, by_headline, "seeds/flood.yaml")) == (
        'seeds/flood.yaml:7: 2 stories are headlined "Flood at mill"; name it by "1" or "2"'
    )


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        (correction("headline", "Flood at mill"), 'headline already is "Flood at mill"; delete this correction'),
        (correction("headline", ""), "a headline cannot be empty; give its words"),
        (correction("date", "19/3/2018"), '"19/3/2018" is no date; write it as 2018-03-19, 2018-03, 2018 or unknown'),
        (correction("date", "2018-02-30"), '"2018-02-30" is no date; write it as 2018-03-19, 2018-03, 2018 or unknown'),
        (correction("date", "0001"), '"0001" is no date; write it as 2018-03-19, 2018-03, 2018 or unknown'),
        (correction("url", "javascript:x"), 'url "javascript:x" is no web address; give it from http(s):// on'),
        (correction("language", "<b>"), 'no language tag "<b>"; write it as "en" or "zh-Hans"'),
        (
            correction("authors", "Nobody", "drop"),
            'no author "Nobody" to drop; the story has none; delete this correction',
        ),
        (correction("body", "all"), 'body takes line numbers, not "all"; write them as "5-9, 12"'),
        (correction("body", "9"), "no lines 9 in a capture of 4 lines; check the numbers"),
        (correction("body", "4", "drop"), "lines 4 are not in the body; delete this correction"),
        (correction("body", "2", "add"), 'body already is "2-2"; delete this correction'),
    ],
)
def test_a_field_correction_that_cannot_be_or_changes_nothing_is_an_error(
    story: Callable[..., Story], wrong: Correction, line: str
) -> None:
    assert message(lambda: corrected(story(), wrong)) == f"seeds/flood.yaml:7: {line}"


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        (correction("regions", "ZZ", "add"), 'no region with the id "ZZ"; take the id from a region page'),
        (correction("regions", "CN primry", "add"), 'no role "primry"; did you mean "primary"?'),
        (correction("regions", "CN", "drop"), 'no region "CN" to drop; the story has "RU"'),
        (correction("regions", "RU", "add"), 'regions already is "RU primary"; delete this correction'),
        (correction("regions", "RU primary"), 'regions already is "RU primary"; delete this correction'),
        (correction("topics", "medtop:1", "add"), 'no topic with the id "medtop:1"; take the id from a topic page'),
        (
            correction("topics", "medtop:20000344", "drop"),
            'no topic "medtop:20000344" to drop; the story has "medtop:20000373"',
        ),
        (
            correction("topics", "medtop:20000373", "add"),
            'topics already is "medtop:20000373"; delete this correction',
        ),
        (correction("topics", "medtop:20000373"), 'topics already is "medtop:20000373"; delete this correction'),
    ],
)
def test_a_tag_correction_that_cannot_be_or_changes_nothing_is_an_error(
    story: Callable[..., Story], wrong: Correction, line: str
) -> None:
    before = story(
        regions=(RegionTag("RU", "Russia", Role.PRIMARY, 2.0),),
        topics=(TopicTag("medtop:20000373", "international trade", 3.0),),
    )

    assert message(lambda: tagged(before, wrong)) == f"seeds/flood.yaml:7: {line}"


def test_topics_are_added_and_dropped(story: Callable[..., Story]) -> None:
    before = story(topics=(TopicTag("medtop:20000373", "international trade", 3.0),))

    added = tagged(before, correction("topics", "20000344", "add"))
    dropped = tagged(before, correction("topics", "medtop:20000373", "drop"))

    assert [tag.code for tag in added.topics] == ["medtop:20000373", "medtop:20000344"]
    assert added.topics[1].evidence == (Evidence("correction", "the archivist knows"),)
    assert dropped.topics == ()


HARBIN = RegionTag("geonames:2037013", "Harbin", Role.PRIMARY, 3.0, (Evidence("name", "Harbin", 1),))
IMPLIED = RegionTag("CN-HL", "Heilongjiang", Role.PRIMARY, 3.0, implied=True)


def test_an_implied_region_says_which_named_one_implies_it(story: Callable[..., Story]) -> None:
    fixed = tagged(story(regions=(HARBIN, IMPLIED)))

    assert [tag.implied_by for tag in fixed.regions] == [(), (HARBIN.id,)]


def test_a_name_that_is_made_of_regions_implies_them(story: Callable[..., Story]) -> None:
    triangle = RegionTag("x:beijing-tianjin-hebei", "Beijing-Tianjin-Hebei", Role.PRIMARY, 2.0)
    hebei = RegionTag("CN-HE", "Hebei", Role.PRIMARY, 2.0, implied=True)

    assert tagged(story(regions=(triangle, hebei))).regions[1].implied_by == (triangle.id,)


def test_dropping_a_region_drops_what_only_it_implied(story: Callable[..., Story]) -> None:
    fixed = tagged(story(regions=(HARBIN, IMPLIED)), correction("regions", HARBIN.id, "drop"))

    assert fixed.regions == ()
    assert fixed.corrections[0].was == "geonames:2037013 primary; CN-HL primary"


def test_dropping_a_region_keeps_what_another_implies_too(story: Callable[..., Story]) -> None:
    heihe = RegionTag("geonames:2036973", "Heihe", Role.SECONDARY, 1.0)

    fixed = tagged(story(regions=(HARBIN, heihe, IMPLIED)), correction("regions", HARBIN.id, "drop"))

    assert [tag.id for tag in fixed.regions] == [heihe.id, "CN-HL"]
    assert fixed.regions[1].implied_by == (heihe.id,)
