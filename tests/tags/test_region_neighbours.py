"""Namesakes settled by counties, distances and the towns around."""

from __future__ import annotations

from plugins.seed_posts.regions import tag_regions
from plugins.seed_posts.regions.vocabulary import Regions

from .stories import roles, story


def ids(regions: Regions, *paragraphs: str, headline: str = "") -> dict[str, str]:
    """Label → id of every tag of such a story."""
    return {tag.label: tag.id for tag in tag_regions(story(*paragraphs, headline=headline), regions)}


def test_a_county_says_which_state_a_story_is_in(regions: Regions) -> None:
    tags = tag_regions(story("A car left the road in Laurel County."), regions)

    kentucky = next(tag for tag in tags if tag.id == "US-KY")
    assert (kentucky.evidence[0].rule, kentucky.evidence[0].text) == ("part", "Laurel County")


def test_a_county_of_many_states_needs_one_of_them_named(regions: Regions) -> None:
    assert roles(regions, "A car left the road in Monroe County.") == {}
    assert "Indiana" in roles(regions, "A car left the road in Monroe County.", "Indiana has many such roads.")


def test_the_office_of_a_county_names_the_county(regions: Regions) -> None:
    assert "Kentucky" in roles(regions, "The Laurel County Sheriff's Office closed the road.")
    assert "Kentucky" in roles(regions, "Laurel County Coroner Ada Brook closed the road.")


def test_a_county_that_states_share_votes_with_the_towns_of_one_of_them(regions: Regions) -> None:
    text = "The Laurens County Sheriff's Office looks for a Dublin motorist. Her car was found in Macon."

    found = ids(regions, text, headline="Dublin motorist missing")

    assert (found["Dublin"], found["Georgia"]) == ("geonames:4192205", "US-GA")
    assert "Ireland" not in found


def test_a_british_county_is_a_part_of_its_country(regions: Regions) -> None:
    assert {"England", "United Kingdom"} <= set(roles(regions, "The inquest opened in Essex."))


def test_towns_of_one_district_make_each_other_likely(regions: Regions) -> None:
    text = "Crews from Edmonton came to the fire, and others from Tottenham and Walthamstow."

    assert ids(regions, text)["Edmonton"] == "geonames:2650209"


def test_a_town_said_to_lie_near_another_is_the_one_that_does(regions: Regions) -> None:
    found = ids(regions, "The car was found in Edmonton, just north of Tottenham.")

    assert found["Edmonton"] == "geonames:2650209"


def test_a_town_said_to_lie_near_a_far_one_is_none_the_vocabulary_has(regions: Regions) -> None:
    found = roles(regions, "A house in Edmonton, south of Cairns, burned. Queensland police came to Edmonton.")

    assert "Canada" not in found
    assert "Cairns" in found


def test_a_great_namesake_is_wrong_in_a_story_of_another_country(regions: Regions) -> None:
    text = "Queensland counts its dead after crashes in Cairns, in Brisbane and in Edmonton."

    assert "Canada" not in roles(regions, text)


def test_places_in_a_row_are_sure_of_each_other(regions: Regions) -> None:
    assert "Saskatoon" in roles(regions, "Canada compares Calgary, Saskatoon, Winnipeg and Toronto.")


def test_the_capital_of_a_bygone_state_was_that_state_s(regions: Regions) -> None:
    found = roles(
        regions, "MOSCOW, March 4 - Soviet farmers sowed late. The Soviet Union buys grain.", dateline="MOSCOW"
    )

    assert "Soviet Union (historical)" in found
    assert "Russia" not in found


def test_a_story_of_american_counties_means_its_own_paris(regions: Regions) -> None:
    text = (
        "The Paris council met. The Lamar County judge spoke for the Texas Department of Roads. Paris residents came."
    )

    found = ids(regions, text)

    assert found["Paris"] == "geonames:4717560"
    assert "France" not in found


def test_a_capital_the_vocabulary_has_only_abroad_is_no_news_of_a_county(regions: Regions) -> None:
    found = roles(regions, "A Laurel County man of Kentucky was charged. Troopers found the car in London.")

    assert "United Kingdom" not in found


def test_names_that_only_one_state_has_together_are_in_that_state(regions: Regions) -> None:
    found = ids(regions, "The University of Georgia will open a hall in Athens. Clarke County leaders came.")

    assert found["Athens"] == "geonames:4180386"
    assert found["Georgia"] == "US-GA"


def test_a_school_of_a_town_is_not_the_country_of_its_name(regions: Regions) -> None:
    text = "Lebanon police came. A Wilson County man is held in Lebanon. Tennessee knows the Lebanon High School band."

    assert "LB" not in {tag.id for tag in tag_regions(story(text), regions)}


def test_the_university_of_a_state_speaks_of_the_state(regions: Regions) -> None:
    assert "Ohio" in roles(regions, "She teaches at Ohio State University.")
