"""A label that changed makes the records of those articles again that show it, and of no others."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from plugins.archive_search import build as building
from plugins.archive_search.articles import Trees, named_in, record_of_article
from plugins.archive_search.build import build, files_of_sources
from plugins.archive_search.engine import Program
from plugins.archive_search.records import Source
from plugins.archive_search.tags import Tag

PROGRAM = Program({"worker.mjs": b"1"}, {"article.mjs": b"2"})
ASIA, NORTH = Tag("as", "Asia"), Tag("no", "North")
TREES = Trees({"cn": Tag("cn", "China", (ASIA,)), "fi": Tag("fi", "Finland"), "as": ASIA}, {"t1": Tag("t1", "Trade")})
POSTS = {"a": ("cn primary;", "t1;"), "b": ("fi primary;", "t2;"), "c": ("fi; cn;", "t1; t2;"), "d": ("xx;", "")}


def article(name: str) -> SimpleNamespace:
    regions, topics = POSTS[name]
    metadata = {"regions": regions, "topics": topics}
    return SimpleNamespace(slug=name, title=name, url=f"{name}/", content=f"<p>A text {name}</p>", metadata=metadata)


class Site:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: list[str] = []

    def build(self, trees: Trees) -> None:
        articles = [article(name) for name in POSTS]

        def source(one: SimpleNamespace) -> Source:
            return Source(one.slug, lambda: self.asked.append(one.slug) or record_of_article(one, trees))  # type: ignore[func-returns-value]

        self.asked.clear()
        made = files_of_sources(
            list(map(source, articles)), self.folder / "again", PROGRAM, state=self.folder / "state",
            named=named_in(trees, articles),
        )  # fmt: skip
        for name, data in made.held.items():
            (self.folder / "again" / name).write_bytes(data)
        made.finish()
        build([record_of_article(one, trees) for one in articles], self.folder / "clean", PROGRAM)
        again, clean = (
            {path.relative_to(top): path.read_bytes() for path in top.rglob("*") if path.is_file()}
            for top in (self.folder / "again", self.folder / "clean")
        )
        assert again == clean


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setattr(building, "WHOLE_INDEX_MAX", -1)
    monkeypatch.setattr(building, "MANY_CHANGES", 1)
    monkeypatch.setattr("plugins.archive_search.documents.ARTICLES", 2)  # so that few share a folder
    site = Site(tmp_path)
    site.build(TREES)
    return site


def test_the_same_trees_ask_for_nothing(site: Site) -> None:
    site.build(TREES)

    assert site.asked == []


def test_another_label_asks_for_what_shows_it(site: Site) -> None:
    site.build(Trees({**TREES.regions, "cn": Tag("cn", "People's Republic of China", (ASIA,))}, TREES.topics))

    assert {"a", "c"} <= set(site.asked)
    assert "d" not in site.asked


def test_another_container_asks_for_what_lies_in_it(site: Site) -> None:
    site.build(Trees({**TREES.regions, "fi": Tag("fi", "Finland", (NORTH,)), "no": NORTH}, TREES.topics))

    assert {"b", "c"} <= set(site.asked)


def test_a_region_that_becomes_known_gets_its_label(site: Site) -> None:
    site.build(Trees({**TREES.regions, "xx": Tag("xx", "Somewhere")}, TREES.topics))

    assert "d" in site.asked


def test_a_topic_that_becomes_known_is_found_where_it_was_left_out(site: Site) -> None:
    site.build(Trees(TREES.regions, {**TREES.topics, "t2": Tag("t2", "Towns")}))

    assert {"b", "c"} <= set(site.asked)
    site.build(TREES)  # and the other way round


def test_without_any_topics_every_code_stays(site: Site) -> None:
    site.build(Trees(TREES.regions, {}))

    assert set(site.asked) == set(POSTS)
    site.build(TREES)
    assert set(site.asked) == set(POSTS)


def test_a_tag_that_no_article_has_asks_for_nothing(site: Site) -> None:
    site.build(Trees({**TREES.regions, "se": Tag("se", "Sweden")}, {**TREES.topics, "t9": Tag("t9", "Trains")}))

    assert site.asked == []
