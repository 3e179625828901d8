"""A vocabulary that lies compiled on disk finds what the loaded one finds; damaged or changed, it is loaded again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.seed_posts.errors import SettingError
from plugins.seed_posts.pipeline import Vocabulary, convert, load_vocabulary
from plugins.seed_posts.plain import to_plain

TEXT = """Ferry to Blagoveshchensk runs again

HARBIN, March 3, 2018. -- Trade between Heilongjiang and the Russian Far East grew, {who} said in Vladivostok.

Officials from Saint Petersbrug and northern China signed letters of intent on natural gas; Russia's Far East and
Приморский край take part. Border guards in Heihe expect tourists from Lower Ferrytown.
"""
OWN = "x:ferrytown: {label: Ferrytown, parent: RU, names: [Lower Ferrytown]}\n"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    for number, who in enumerate(("a minister", "Gazprom", "the State Duma")):
        (folder / f"ferry-{number}.txt").write_text(TEXT.format(who=who), encoding="utf-8")
    (folder / "regions.yaml").write_text(OWN)
    return folder


@pytest.fixture
def loaded(seeds: Path, tmp_path: Path) -> Callable[[], Vocabulary]:
    return lambda: load_vocabulary(seeds, cache=tmp_path / "cache")


def tags(seeds: Path, vocabulary: Vocabulary) -> object:
    return [
        (to_plain(story.regions), to_plain(story.topics)) for story in convert(seeds, vocabulary=vocabulary).stories
    ]


def compiled(tmp_path: Path) -> Path:
    (path,) = (tmp_path / "cache").glob("vocabulary-*.json")
    return path


def test_stories_are_tagged_alike(
    seeds: Path, loaded: Callable[[], Vocabulary], monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = tags(seeds, load_vocabulary(seeds))
    loaded()
    for name in ("load_regions", "load_topics"):
        monkeypatch.delattr(f"plugins.seed_posts.pipeline.{name}")  # nobody loads again

    assert tags(seeds, loaded()) == wanted
    assert "x:ferrytown" in str(wanted)


def test_the_trees_are_alike(seeds: Path, loaded: Callable[[], Vocabulary]) -> None:
    one, _, again = load_vocabulary(seeds), loaded(), loaded()

    assert [again.regions.get(id) for id in again.regions] == [one.regions.get(id) for id in one.regions]
    assert [(code, again.topics.label(code), again.topics.ancestors(code)) for code in again.topics] == [
        (code, one.topics.label(code), one.topics.ancestors(code)) for code in one.topics
    ]
    assert (again.regions.index.longest, again.regions.index.follow) == (
        one.regions.index.longest,
        one.regions.index.follow,
    )


@pytest.mark.parametrize("damage", [b"", b"no digest", b"{}"])
def test_a_damaged_file_is_made_again(loaded: Callable[[], Vocabulary], tmp_path: Path, damage: bytes) -> None:
    loaded()
    whole = compiled(tmp_path).read_bytes()
    compiled(tmp_path).write_bytes(damage)

    assert loaded().regions.label("x:ferrytown") == "Ferrytown"
    assert compiled(tmp_path).read_bytes() == whole


def test_what_the_folder_adds_is_read_again_when_it_changes(seeds: Path, loaded: Callable[[], Vocabulary]) -> None:
    loaded()
    (seeds / "regions.yaml").write_text(OWN.replace("label: Ferrytown", "label: Landing"))

    assert loaded().regions.label("x:ferrytown") == "Landing"


def test_a_mistake_is_told_each_time(seeds: Path, loaded: Callable[[], Vocabulary], tmp_path: Path) -> None:
    (seeds / "regions.yaml").write_text(OWN.replace("parent: RU", "parent: nowhere"))
    for _ in range(2):
        with pytest.raises(SettingError, match="no region 'nowhere'"):
            loaded()

    assert not (tmp_path / "cache").exists()
