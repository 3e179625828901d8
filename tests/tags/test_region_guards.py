"""When a name of a place means the place, and when it does not."""

from __future__ import annotations

from plugins.seed_posts.regions import tag_regions
from plugins.seed_posts.regions.vocabulary import Regions

from .stories import listed, roles, story


def test_the_longest_name_wins(regions: Regions) -> None:
    assert listed(regions, "Snow closed the roads of Inner Mongolia.") == {"Inner Mongolia", "China"}


def test_a_hyphen_joins_two_demonyms(regions: Regions) -> None:
    assert {"Russia", "China"} <= set(roles(regions, "The Russian-Chinese commission met."))


def test_a_hyphenated_name_of_three_provinces_brings_them(regions: Regions) -> None:
    found = roles(regions, "Factories left the Beijing-Tianjin-Hebei area of China.")

    assert {"Beijing-Tianjin-Hebei", "Hebei", "Tianjin"} <= set(found)


def test_possessives_straight_and_curly_are_no_part_of_the_name(regions: Regions) -> None:
    assert "Harbin" in listed(regions, "China likes Harbin's ice.")
    assert "Harbin" in listed(regions, "China likes Harbin’s ice.")


def test_a_headline_in_capitals_is_read(regions: Regions) -> None:
    assert "Chita" in listed(regions, "Russia opened it.", headline="NEW RAIL YARD IN CHITA, RUSSIA")


def test_letters_with_and_without_marks_are_the_same(regions: Regions) -> None:
    assert "São Paulo" in listed(regions, "Rain fell in Sao Paulo, Brazil.")


def test_the_country_called_us_is_not_the_word_us(regions: Regions) -> None:
    assert "United States" in roles(regions, "The US and the U.S. are one.")
    assert "United States" not in roles(regions, "He told us so. Us, of all people.")


def test_demonyms_count_for_their_country(regions: Regions) -> None:
    assert set(roles(regions, "Kazakh farmers met Mongolians.")) == {"Kazakhstan", "Mongolia"}


def test_dollars_are_no_visit_to_the_united_states(regions: Regions) -> None:
    assert roles(regions, "It cost nine million US dollars and six Hong Kong dollars.") == {}


def test_a_sea_named_for_a_country_is_not_the_country(regions: Regions) -> None:
    assert "Philippines" not in roles(regions, "The ship crossed the Philippine Sea.")
    assert "Mexico" not in roles(regions, "A rig in the Gulf of Mexico burned.")


def test_a_university_is_not_the_town_it_is_named_for(regions: Regions) -> None:
    assert "Stanford" not in roles(regions, "A man from Stanford University in the United States spoke.")


def test_a_newspaper_is_not_its_town(regions: Regions) -> None:
    assert roles(regions, "The China Daily and the Washington Post reported it.") == {}


def test_a_company_named_for_a_country_still_speaks_of_the_country(regions: Regions) -> None:
    assert "China" in roles(regions, "The China National Petroleum Corporation bought it.")


def test_a_surname_is_not_a_town(regions: Regions) -> None:
    assert "Lancaster" not in roles(regions, "The actor Burt Lancaster and Mrs Lancaster left the United Kingdom.")


def test_a_first_name_is_not_a_town(regions: Regions) -> None:
    found = roles(regions, "President Vladimir Putin of Russia met Florence Nightingale of Italy.")

    assert set(found) == {"Russia", "Italy"}


def test_an_everyday_word_is_a_town_only_where_a_preposition_says_so(regions: Regions) -> None:
    assert "Reading" not in roles(regions, "Reading is dear in the United Kingdom.")
    assert "Reading" in roles(regions, "A shop opened in Reading, England, to the joy of Britain.")


def test_a_capital_that_acts_is_its_government(regions: Regions) -> None:
    tags = tag_regions(story("Moscow wants an answer, and Beijing has agreed to give one."), regions)

    assert {tag.label: tag.evidence[0].rule for tag in tags} == {"Russia": "government", "China": "government"}


def test_a_capital_where_something_happens_is_a_city(regions: Regions) -> None:
    assert {"Moscow", "Beijing"} <= listed(regions, "They met in Moscow and then flew to Beijing.")


def test_a_capital_among_other_cities_is_a_city(regions: Regions) -> None:
    found = listed(regions, "Vladivostok was second among Russian cities, with Moscow topping the list.")

    assert {"Vladivostok", "Moscow"} <= found


def test_a_state_after_a_comma_says_which_town_it_is(regions: Regions) -> None:
    tags = tag_regions(story("The mill in Portland, Maine, closed."), regions)

    assert [tag.id for tag in tags if tag.label == "Portland"] == ["geonames:4975802"]


def test_a_town_the_vocabulary_lacks_is_not_its_great_namesake(regions: Regions) -> None:
    assert "France" not in roles(regions, "A fair in Paris, Ontario, drew a crowd. Paris was full.")


def test_namesakes_are_chosen_by_the_company_they_keep(regions: Regions) -> None:
    british = tag_regions(story("Birmingham is in England. Trains from Birmingham were late."), regions)
    american = tag_regions(story("Alabama voted. Trains from Birmingham were late."), regions)

    assert [t.id for t in british if t.label == "Birmingham"] == ["geonames:2655603"]
    assert [t.id for t in american if t.label == "Birmingham"] == ["geonames:4049979"]


def test_a_small_place_needs_its_country_or_province_named(regions: Regions) -> None:
    assert "Skovorodino" not in roles(regions, "Skovorodino is the name.")
    assert "Skovorodino" in listed(regions, "The Russian line starts in Skovorodino.")


def test_a_level_word_chooses_between_a_province_and_its_city(regions: Regions) -> None:
    province = tag_regions(story("Jilin Province borders Russia."), regions)
    city = tag_regions(story("Jilin City borders nothing, in China."), regions)

    assert [t.id for t in province if t.label == "Jilin"] == ["CN-JL"]
    assert "geonames:2036502" in [t.id for t in city]


def test_the_far_east_is_russian_only_where_russia_is_named(regions: Regions) -> None:
    assert "Russian Far East" in roles(regions, "Russia builds ports. The Far East needs them.")
    assert "Russian Far East" not in roles(regions, "Japan and the rest of the Far East grew.")


def test_small_letters_name_areas_and_no_towns(regions: Regions) -> None:
    assert "East London" not in roles(regions, "Shops in east London, in Britain, were shut.")
    assert "North China" in roles(regions, "Dust blew over north China.")


def test_evidence_keeps_words_line_and_offset(regions: Regions) -> None:
    tag = next(t for t in tag_regions(story("Nothing.", "They went to Harbin, China."), regions) if t.label == "Harbin")

    evidence = tag.evidence[0]
    assert (evidence.text, evidence.line, evidence.offset) == ("Harbin", 4, 13)


def test_somebody_named_in_full_is_meant_by_the_surname_too(regions: Regions) -> None:
    found = roles(regions, "The United States coach Carl Bradley resigned.", "A letter in Bradley's hand said why.")

    assert "Bradley" not in found


def test_what_one_has_from_gives_to_or_looks_at_may_be_a_person(regions: Regions) -> None:
    assert "Rivera" not in roles(regions, "They took orders from Rivera in Uruguay.")
    assert "Rivera" in roles(regions, "A market opened in Rivera, a town of Uruguay.")


def test_residents_and_police_say_that_a_name_is_a_town(regions: Regions) -> None:
    assert "Bradley" in roles(regions, "Bradley residents voted in Illinois.")


def test_a_town_in_apposition_is_a_town(regions: Regions) -> None:
    assert "Bradley" in roles(regions, "The fire reached Bradley, a village of Illinois.")


def test_a_mayor_named_like_a_capital_is_no_capital(regions: Regions) -> None:
    assert roles(regions, "Mayor London Breed spoke, and so did the singer Sofia Carson.") == {}


def test_a_surname_like_a_country_is_no_country(regions: Regions) -> None:
    assert "Netherlands" not in roles(regions, "The winner was Teresa Holland.")


def test_an_acronym_is_no_town_of_its_letters(regions: Regions) -> None:
    assert "Ada" not in roles(regions, "The United States asked the association (ADA) for advice, and ADA agreed.")


def test_a_ticker_is_no_country(regions: Regions) -> None:
    assert "United Kingdom" not in roles(regions, "Shares of Union Carbide <UK> rose.")


def test_a_month_is_no_town(regions: Regions) -> None:
    assert "March" not in roles(regions, "Shops in the United Kingdom were shut in March. They open in May.")


def test_a_language_is_no_country(regions: Regions) -> None:
    assert "England" not in roles(regions, "She heads the English department and likes songs in French.")
    assert "France" not in roles(regions, "He wrote the letter in French.")
    assert "France" in roles(regions, "He lives in French towns.")


def test_a_street_is_not_the_town_it_is_named_for(regions: Regions) -> None:
    assert "Chicago" not in roles(regions, "The shop is at 5 Chicago Avenue.")


def test_a_college_is_not_the_government_of_its_town(regions: Regions) -> None:
    assert "United Kingdom" not in roles(regions, "He teaches at Imperial College London.")


def test_short_forms_of_states_count_after_a_comma_only(regions: Regions) -> None:
    assert "Florida" in roles(regions, "He moved to Hialeah, Fla., in June.")
    assert "Manitoba" not in roles(regions, "It will rain in Canada, Man added.")
    assert "Louisiana" not in roles(regions, "In the United States, La Fracture is a play.")


def test_some_short_forms_of_states_stand_alone(regions: Regions) -> None:
    assert "British Columbia" in roles(regions, "Canada is large. A farm in B.C. was sold.")
    assert "British Columbia" not in roles(regions, "Canada is old. It was settled by 500 B.C. at least.")


def test_a_prefix_of_a_people_needs_its_hyphen(regions: Regions) -> None:
    assert "Russia" in roles(regions, "The Russo-Japanese war ended.")
    assert "Russia" not in roles(regions, "Russo said that it acted as a broker.")


def test_a_national_body_speaks_of_its_country(regions: Regions) -> None:
    tags = tag_regions(story("The Bundesbank left its rate alone."), regions)

    assert [(tag.label, tag.evidence[0].rule) for tag in tags] == [("Germany", "government")]


def test_a_capital_of_whom_somebody_is_stays_a_city(regions: Regions) -> None:
    found = roles(regions, "Police named him as John Brown of Paris. They met throughout Paris.")

    assert "Paris" in found


def test_a_capital_that_does_not_act_is_the_city_a_story_names_elsewhere(regions: Regions) -> None:
    acting = roles(regions, "They met in Paris. Then Paris said that it would pay.")
    lying = roles(regions, "They met in Paris. The Paris skyline is low.")

    assert "government" in {e.rule for t in tag_regions(story("Paris said so."), regions) for e in t.evidence}
    assert "France" in acting
    assert "Paris" in lying


def test_a_gathering_is_no_island(regions: Regions) -> None:
    assert "Réunion" not in roles(regions, "The Reunion is complete.")
    assert "Réunion" in roles(regions, "A storm neared Reunion Island.")


def test_a_capital_called_one_is_a_city(regions: Regions) -> None:
    assert "Astana" in roles(regions, "Talks will open in Kazakhstan's capital, Astana.")


def test_an_unknown_county_is_no_city_of_another_country(regions: Regions) -> None:
    found = roles(regions, "Police in Ontario charged a man. Perth County had no comment.")

    assert "Ontario" in found
    assert "Perth" not in found
