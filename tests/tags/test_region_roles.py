"""How much a story is about a region."""

from __future__ import annotations

from plugins.seed_posts.regions import tag_regions
from plugins.seed_posts.regions.vocabulary import Regions

from .stories import roles, story

FILLER = "They spoke for an hour and then had tea."


def test_a_country_of_headline_and_lead_is_primary(regions: Regions) -> None:
    assert roles(regions, "Mongolia opened a mine.", headline="Mongolia digs")["Mongolia"] == "primary"


def test_a_country_named_once_far_down_is_a_mention(regions: Regions) -> None:
    lead = ["China and Russia signed. China pays Russia."] * 3

    found = roles(regions, *lead, FILLER, FILLER, "Even Angola heard of it.", headline="China, Russia sign")

    assert found["Angola"] == "mention"


def test_a_place_of_a_dateline_is_neither_primary_nor_listed(regions: Regions) -> None:
    text = "DANANG, November 10 (TASS) - Russia and China will work together."

    found = roles(regions, text, headline="Russia, China work together", dateline="DANANG")

    assert (found["Da Nang"], found["Vietnam"]) == ("dateline", "dateline")


def test_a_capital_in_a_dateline_is_the_city_whatever_it_stands_for_below(regions: Regions) -> None:
    text = "MOSCOW, November 10 (TASS) - Moscow and Beijing signed. Moscow said Russia and China gain."

    found = roles(regions, text, headline="Russia, China sign", dateline="MOSCOW")

    assert found["Moscow"] == "dateline"
    assert "Beijing" not in found


def test_the_country_of_a_dateline_is_listed_where_the_story_names_none(regions: Regions) -> None:
    text = "TORONTO, March 5 (Reuters) - The company raised its dividend."

    assert roles(regions, text, dateline="TORONTO")["Canada"] == "secondary"


def test_a_listed_city_brings_its_province_and_country_as_implied(regions: Regions) -> None:
    tags = {tag.label: tag for tag in tag_regions(story("A bridge opened in Blagoveshchensk."), regions)}

    assert tags["Amur Oblast"].implied
    assert tags["Russia"].implied
    assert tags["Amur Oblast"].evidence == ()
    assert tags["Amur Oblast"].role == tags["Blagoveshchensk"].role


def test_a_city_that_is_its_own_province_brings_only_its_country(regions: Regions) -> None:
    found = roles(regions, "A museum opened in Beijing. Crowds came to Beijing.")

    assert set(found) == {"Beijing", "China"}


def test_places_in_a_long_row_are_mentions(regions: Regions) -> None:
    text = "The line in China joins Dalian, Shenyang, Changchun, Harbin and Manzhouli."

    found = roles(regions, FILLER, FILLER, FILLER, text)

    assert {found[city] for city in ("Dalian", "Changchun", "Harbin")} == {"mention"}


def test_tags_come_listed_first_and_in_the_same_order_each_time(regions: Regions) -> None:
    told = story("Ulaanbaatar hosts it.", "Mongolia and Japan meet in Ulaanbaatar.", headline="Mongolia hosts Japan")

    first, second = tag_regions(told, regions), tag_regions(told, regions)

    assert first == second
    assert [tag.role for tag in first] == sorted(
        (tag.role for tag in first), key=["primary", "secondary", "mention"].index
    )


def test_a_made_up_headline_is_no_evidence(regions: Regions) -> None:
    from dataclasses import replace

    told = replace(story("Nothing of note.", headline="Mongolia"), headline_assigned=True)

    assert tag_regions(told, regions) == ()


def test_a_place_abroad_named_in_passing_makes_no_story_about_its_country(regions: Regions) -> None:
    text = "BOGOTA, May 3 (Reuters) - Growers in Colombia will wait. Colombia sells much coffee."

    found = roles(regions, text, "Traders in New York were calm.", headline="Colombia waits", dateline="BOGOTA")

    assert (found["New York City"], found["United States"]) == ("mention", "mention")


def test_a_place_abroad_where_something_was_signed_is_listed(regions: Regions) -> None:
    text = "MOSCOW, May 3 (TASS) - Russia and China will build a station. Russia and China have signed."

    found = roles(
        regions, text, "The pact was signed at a forum in Tokyo.", headline="Russia, China", dateline="MOSCOW"
    )

    assert found["Tokyo"] == "secondary"
    assert found["Japan"] == "secondary"


def test_a_country_of_a_company_s_name_counts_for_less(regions: Regions) -> None:
    firm = {t.id: t.score for t in tag_regions(story("They met.", "They met China Steel Corp."), regions)}
    land = {t.id: t.score for t in tag_regions(story("They met.", "They met China and left."), regions)}

    assert firm["CN"] < land["CN"]


def test_an_area_of_two_countries_speaks_of_each_that_is_named(regions: Regions) -> None:
    with_area = tag_regions(story("South Korea waits.", "The Korean Peninsula is quiet."), regions)
    without = tag_regions(story("South Korea waits.", "The sea is quiet."), regions)

    assert next(t.score for t in with_area if t.id == "KR") > next(t.score for t in without if t.id == "KR")


def test_the_score_is_the_sum_the_data_file_says(regions: Regions) -> None:
    from plugins.seed_posts.regions.roles import START, weights

    tag = tag_regions(story("Mongolia digs.", headline="Mongolia opens a mine"), regions)[0]

    points = weights()
    two_mentions = 1.584962500721156 * points["mentions"]  # log2 of 3
    shares = points["paragraphs"] + points["many"] + points["alone"]
    assert tag.score == START["country"] + points["headline"] + points["lead"] + two_mentions + shares
