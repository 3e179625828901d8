"""Names in Russian and Chinese."""

from __future__ import annotations

import pytest

from plugins.seed_posts.regions import tag_regions
from plugins.seed_posts.regions.scripts import stem
from plugins.seed_posts.regions.vocabulary import Regions

from .stories import listed, roles, story


@pytest.mark.parametrize("form", ["Харбин", "Харбина", "Харбине", "Харбином"])
def test_a_russian_name_is_known_in_every_case(regions: Regions, form: str) -> None:
    assert "Harbin" in listed(regions, f"Поезд из Китая: {form}.")


def test_an_inflected_name_of_two_words_is_one_name(regions: Regions) -> None:
    found = listed(regions, "Мост построили в Хабаровском крае.")

    assert "Khabarovsk Krai" in found
    assert "Khabarovsk" not in found


def test_russian_adjectives_in_small_letters_count_for_their_country(regions: Regions) -> None:
    assert "China" in roles(regions, "Открыли завод с китайскими партнёрами.")


def test_a_russian_sentence_begins_with_a_capital_and_names_nobody(regions: Regions) -> None:
    assert {"Vladivostok", "Russia"} <= listed(regions, "Во Владивостоке открылся порт. Россия рада.")


def test_a_latin_word_with_a_cyrillic_letter_is_no_russian_word(regions: Regions) -> None:
    assert roles(regions, "Rosсosmos signed.") == {}


def test_chinese_names_are_found_without_spaces(regions: Regions) -> None:
    tags = tag_regions(story("第五届展览会在哈尔滨市举行，黑龙江省代表出席。"), regions)

    evidence = {tag.label: tag.evidence[0] for tag in tags if tag.evidence}
    assert (evidence["Harbin"].text, evidence["Harbin"].offset) == ("哈尔滨", 7)
    assert "Heilongjiang" in evidence


def test_the_longest_chinese_name_wins(regions: Regions) -> None:
    assert "Inner Mongolia" in listed(regions, "内蒙古下雪了。")
    assert "Mongolia" not in roles(regions, "内蒙古下雪了。")


@pytest.mark.parametrize(
    ("word", "expected"), [("Москве", "москв"), ("США", "сша"), ("Китаем", "кита"), ("край", "кра")]
)
def test_a_stem_is_the_word_without_its_ending(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_a_russian_first_name_is_no_town(regions: Regions) -> None:
    found = roles(regions, "Россия ждёт. Николай Петров и Владимир Орлов выступили первыми.")

    assert set(found) == {"Russia"}


def test_a_russian_preposition_says_that_a_name_is_a_town(regions: Regions) -> None:
    assert "Vladimir" in roles(regions, "Музей открылся во Владимире, в России.")
    assert "Vladivostok" in roles(regions, "Поезд прибыл во Владивосток.")


def test_china_in_every_russian_case_is_china(regions: Regions) -> None:
    for form in ("Китай", "Китая", "Китаю", "Китаем", "Китае"):
        assert set(roles(regions, f"Гости говорили о {form} весь день.")) == {"China"}


def test_a_plant_named_for_the_east_is_no_town(regions: Regions) -> None:
    assert set(roles(regions, "Завод «Восток» в России выпустил часы.")) == {"Russia"}


def test_a_russian_surname_behind_a_first_name_is_no_town(regions: Regions) -> None:
    found = roles(regions, "Россия ждёт. Мария Иванова, Сергей Королев и Анна Белова выступили первыми.")

    assert set(found) == {"Russia"}


def test_a_russian_town_named_for_an_everyday_word_needs_its_kind(regions: Regions) -> None:
    said = "Новый закон принят в России. Северный поток, Дружба и Красный крест ждали."

    assert set(roles(regions, said)) == {"Russia"}
    assert "Mirny" in roles(regions, "В якутском городе Мирный добывают алмазы, в Якутии и в Удачном.")


def test_a_town_in_the_oblique_cases_is_not_the_namesake_whose_stem_they_share(regions: Regions) -> None:
    assert "Oryol" in roles(regions, "Президент России побывал в Орле.")


def test_chinese_words_that_small_towns_are_named_for_are_no_places(regions: Regions) -> None:
    text = "中国强调高质量发展，加强合作，建设和平，增进人民幸福，启动创业中心，来宾庆祝胜利。"

    assert set(roles(regions, text)) == {"China"}


def test_a_small_chinese_town_is_named_with_its_level(regions: Regions) -> None:
    assert "Hezuo" in roles(regions, "甘肃省合作市下雪了。")


@pytest.mark.parametrize(("text", "city"), [("深圳暴雨。", "Shenzhen"), ("大同下雪了。", "Datong")])
def test_great_chinese_cities_are_known_without_their_level(regions: Regions, text: str, city: str) -> None:
    assert city in roles(regions, f"中国。{text}")
