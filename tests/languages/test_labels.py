"""Names of regions and topics in Russian and Chinese."""

from __future__ import annotations

import pytest

from plugins.seed_posts.regions.labels import written_labels
from plugins.seed_posts.regions.vocabulary import Regions, load_regions
from plugins.seed_posts.topics.vocabulary import labels_in, load_topics

LANGUAGES = ("ru", "zh")


@pytest.fixture(scope="module")
def regions() -> Regions:
    return load_regions(None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_that_stories_can_get_has_a_label(language: str) -> None:
    topics = load_topics(None)
    labels = labels_in(language)
    given = {code for code in topics if (found := topics.get(code)) and found.terms}
    wanted = given | {above for code in given for above in topics.ancestors(code)}

    assert [code for code in sorted(wanted) if not labels.get(code)] == []
    assert labels.keys() <= {*topics}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_region_with_a_label_is_in_the_vocabulary(regions: Regions, language: str) -> None:
    assert [id_ for id_ in written_labels(language) if id_ not in regions] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_and_every_province_of_china_and_russia_has_a_label(regions: Regions, language: str) -> None:
    named = regions.in_language(language)
    wanted = [id_ for id_ in regions if len(id_) == 2 or id_.startswith(("CN-", "RU-"))]

    assert len(wanted) > 300
    assert [id_ for id_ in wanted if (region := named.get(id_)) and not region.english] == []


@pytest.mark.parametrize(
    ("id_", "russian", "chinese"),
    [
        ("CN", "Китай", "中国"),
        ("US", "США", "美国"),
        ("RU-MOW", "Москва (город федерального значения)", "莫斯科市"),
        ("geonames:1816670", "Пекин", "北京"),
        ("geonames:2013348", "Владивосток", "符拉迪沃斯托克"),
        ("x:northeast-china", "Северо-Восточный Китай", "中国东北"),
    ],
)
def test_a_label_is_what_an_editor_writes(regions: Regions, id_: str, russian: str, chinese: str) -> None:
    assert [regions.in_language(language).label(id_) for language in LANGUAGES] == [russian, chinese]


def test_a_label_in_another_language_moves_no_address(regions: Regions) -> None:
    ids = ("CN", "CN-HL", "geonames:2037013", "x:northeast-china")
    russian = regions.in_language("ru")

    assert [russian.get(id_).path for id_ in ids] == [regions.get(id_).path for id_ in ids]  # type: ignore[union-attr]


def test_a_region_without_a_name_in_the_language_keeps_its_english_one(regions: Regions) -> None:
    region = regions.in_language("zh").get("x:waziristan")

    assert region is not None
    assert (region.label, region.english) == ("Waziristan", "")
