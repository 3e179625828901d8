"""Filters and facets: what the browser finds and counts equals a plain look at every article."""

from __future__ import annotations

import gzip
import random
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from plugins.archive_search import columns as writing
from plugins.archive_search.columns import write_columns
from plugins.archive_search.corpus import corpus_of
from plugins.archive_search.records import KINDS, Record, in_order, tags_of
from plugins.archive_search.store import Store
from plugins.archive_search.tags import Tag, named

from .node import run

ASK = """
const { Columns } = await import(JS + "/columns.mjs");
const { Files } = await import(JS + "/files.mjs");
const read = [];
const files = new Files(async (name) => { read.push(name); return readFileSync(`${input.folder}/${name}`); });
const columns = new Columns(input.section, files, { articles: input.articles });
const found = [];
for (const [name, ...given] of input.questions) {
  const list = (value) => (Array.isArray(value) ? Uint32Array.from(value) : value);
  const plain = (value) => (ArrayBuffer.isView(value) ? Array.from(value) : value);
  found.push(await columns[name](...given.map(list)).then(plain).catch((error) => error.message));
}
console.log(JSON.stringify({ found, read }));
"""
ASIA = Tag("asia", "Asia")
CHINA = Tag("CN", "China", (ASIA,))
AMUR = Tag("x:amur", "Amur basin")
HEILONGJIANG = Tag("CN-HL", "Heilongjiang", (CHINA, AMUR))
HARBIN = Tag("harbin", "Harbin", (HEILONGJIANG,))
TREE = (ASIA, CHINA, AMUR, HEILONGJIANG, HARBIN, Tag("JP", "Japan", (ASIA,)), *named("Kestrel Bay", "Port Alder"))


class Archive:
    """Records with their columns, and what a plain look finds in them."""

    def __init__(self, records: Iterable[Record], folder: Path) -> None:
        self.records = in_order(records)
        self.folder = folder
        self.section = write_columns(Store(folder), corpus_of(self.records))

    def ask(self, *questions: tuple[Any, ...]) -> list[Any]:
        return self.answer(*questions)["found"]  # type: ignore[no-any-return]

    def answer(self, *questions: tuple[Any, ...]) -> Any:
        given = {"folder": str(self.folder), "section": self.section, "articles": len(self.records)}
        return run(ASK, given | {"questions": questions})

    def under(self, kind: str, id: str) -> list[int]:
        """Articles filed under a tag or under one inside it."""
        return [n for n, record in enumerate(self.records) if id in reached(tags_of(record, kind))]

    def within(self, start: str, end: str) -> list[int]:
        """Articles of which every day they may be of lies between two dates."""
        first, last = days_of(start)[0], days_of(end)[1]
        spans = [(n, days_of(record.date)) for n, record in enumerate(self.records) if record.date]
        return [n for n, span in spans if (not start or first <= span[0]) and (not end or span[1] <= last)]


def reached(tags: Iterable[Tag]) -> set[str]:
    found: set[str] = set()
    for tag in tags:
        found |= {tag.id} | reached(tag.parents)
    return found


def days_of(date: str) -> tuple[str, str]:
    """The first and the last day of a date, or of none."""
    year, month, day = [*date.split("-"), "", ""][:3]
    if not month:
        return f"{year}-01-01", f"{year}-12-31"
    return (date, date) if day else (f"{date}-01", f"{date}-{monthrange(int(year), int(month))[1]}")


def drawn(number: int) -> list[Record]:
    chance = random.Random(number)
    subjects = [Tag(f"t{n}", f"Topic {n}") for n in range(6)]
    topics = [Tag(f"t{n}", f"Topic {n}", tuple(chance.sample(subjects, chance.randint(0, 2)))) for n in range(6, 40)]
    papers = named(*(f"Paper {n}" for n in range(8)))

    def some(tags: Iterable[Tag], most: int) -> tuple[Tag, ...]:
        tags = list(tags)
        return tuple({tag.id: tag for tag in chance.choices(tags, k=chance.randint(0, most))}.values())

    def date() -> str:
        year, month = chance.choice((1999, 2012, 2013, 2024)), chance.choice((1, 2, 3, 12))
        day = chance.choice((1, 2, 14, monthrange(year, month)[1]))
        return chance.choice(("", f"{year}", f"{year}-{month:02}", *[f"{year}-{month:02}-{day:02}"] * 3))

    return [
        Record(
            id=f"a{n:05}",
            date=date(),
            regions=some(TREE, 4),
            topics=some((*subjects, *topics), 3),
            source=some(papers, 1),
            agency=chance.choice(("", "", "Coast Wire", "Paper 1")),
            authors=some(named("Ann", "Bo"), 1),
        )
        for n in range(number)
    ]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Seven hundred articles drawn at random."""
    return Archive(drawn(700), tmp_path_factory.mktemp("columns"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_tag_finds_the_articles_under_it_and_under_what_lies_inside(kind: str, archive: Archive) -> None:
    [table] = archive.ask(("table", kind))
    ids = [tag["id"] for tag in table["tags"]]

    lists = archive.ask(*(("articles", kind, id) for id in ids))

    assert set(ids) == {id for record in archive.records for id in reached(tags_of(record, kind))}
    assert lists == [archive.under(kind, id) for id in ids]
    assert [tag["count"] for tag in table["tags"]] == list(map(len, lists))


@pytest.mark.parametrize("kind", KINDS)
def test_facet_counts_are_exact_for_any_list(kind: str, archive: Archive) -> None:
    [table] = archive.ask(("table", kind))
    ids = [tag["id"] for tag in table["tags"]]
    chance = random.Random(5)
    everything = list(range(len(archive.records)))
    lists = [[], everything, *(sorted(chance.sample(everything, size)) for size in (1, 20, 300))]

    counted = archive.ask(*(("facet", kind, list) for list in lists))

    under = [set(archive.under(kind, id)) for id in ids]
    assert counted == [[len(articles.intersection(list)) for articles in under] for list in lists]


def test_a_table_tells_labels_and_what_contains_a_tag(archive: Archive) -> None:
    [table] = archive.ask(("table", "region"))

    tags = {tag["id"]: (tag["label"], tag["parents"]) for tag in table["tags"]}
    assert tags["CN-HL"] == ("Heilongjiang", ["CN", "x:amur"])
    assert tags["Port Alder"] == ("Port Alder", [])
    ids = [tag["id"] for tag in table["tags"]]
    assert ids.index("asia") < ids.index("CN") < ids.index("CN-HL") < ids.index("harbin")


def test_an_unknown_tag_has_no_articles(archive: Archive) -> None:
    assert archive.ask(("articles", "region", "XX"), ("articles", "year", "1850"), ("articles", "year", "x")) == [
        [],
        [],
        [],
    ]


def test_a_region_needs_its_table_and_one_file_of_lists(archive: Archive) -> None:
    answer = archive.answer(("articles", "region", "harbin"))

    assert answer["read"][0] == archive.section["region"]["table"]
    assert len(answer["read"]) == 2


def test_what_lies_inside_a_region_may_be_in_several_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "FILE", 40)
    archive = Archive(drawn(300), tmp_path)

    answer = archive.answer(("articles", "region", "asia"))

    assert answer["found"] == [archive.under("region", "asia")]
    assert len(answer["read"]) > 3


DATES = (
    "",
    "1998",
    "1999",
    "2012-01",
    "2012-02-29",
    "2012-03",
    "2012-03-02",
    "2012-12",
    "2012-12-31",
    "2013-01-01",
    "2024",
    "2025",
)


@pytest.mark.parametrize("start", DATES)
def test_an_article_is_found_if_it_surely_was_written_between_two_dates(start: str, archive: Archive) -> None:
    found = archive.ask(*(("dated", start, end) for end in DATES))

    assert found == [archive.within(start, end) for end in DATES]
    assert not start or any(found) or start == "2025"


def test_a_year_is_a_tag_too(archive: Archive) -> None:
    table, articles, counts = archive.ask(
        ("table", "year"), ("articles", "year", "2012"), ("facet", "year", [0, 300, 699])
    )

    dates = [record.date[:4] for record in archive.records]
    years = sorted(set(dates) - {""})
    assert table["tags"] == [{"id": y, "label": y, "parents": [], "count": dates.count(y)} for y in years]
    assert articles == [n for n, year in enumerate(dates) if year == "2012"]
    assert counts == [[dates[n] for n in (0, 300, 699)].count(year) for year in years]


def test_a_histogram_counts_what_has_a_year_or_a_month(archive: Archive) -> None:
    everything = list(range(len(archive.records)))

    years, months, few = archive.ask(
        ("histogram", everything, "year"), ("histogram", everything, "month"), ("histogram", [699], "year")
    )

    dates = [record.date for record in archive.records]
    assert years == [[y, sum(date[:4] == y for date in dates)] for y in sorted({d[:4] for d in dates if d})]
    assert months == [[m, sum(date[:7] == m for date in dates)] for m in sorted({d[:7] for d in dates if len(d) > 4})]
    assert few == [["2024", 1]]


def test_tags_that_follow_from_others_take_no_room(tmp_path: Path) -> None:
    whole = [replace(record, regions=(HARBIN,)) for record in drawn(500)]
    implied = [replace(record, regions=(HARBIN, HEILONGJIANG, CHINA, ASIA)) for record in whole]

    one, two = Archive(whole, tmp_path / "one"), Archive(implied, tmp_path / "two")

    assert one.section["region"] == two.section["region"]


def test_an_archive_without_articles_has_no_tags_and_no_dates(tmp_path: Path) -> None:
    archive = Archive([], tmp_path)

    questions = [
        ("table", "region"),
        ("facet", "topic", []),
        ("dated", "2012", ""),
        ("histogram", [], "year"),
        ("table", "year"),
    ]

    first, *others = archive.ask(*questions)
    assert (first["tags"], others) == ([], [[], [], [], {"tags": []}])


def test_articles_without_tags_and_dates_count_nowhere(tmp_path: Path) -> None:
    archive = Archive([Record(id="a"), Record(id="b")], tmp_path)

    assert archive.ask(("facet", "region", [0, 1]), ("dated", "", ""), ("histogram", [0, 1], "month")) == [[], [], []]


@pytest.mark.parametrize(
    ("question", "file"),
    [
        (("facet", "region", [1]), "column"),
        (("facet", "region", [1]), "table"),
        (("articles", "region", "harbin"), "lists"),
        (("dated", "2012-03-02", ""), "days"),
        (("histogram", [1], "year"), "months"),
    ],
    ids=["column", "table", "lists", "days", "months"],
)
@pytest.mark.parametrize("left", [0.5, 0.0])
def test_a_file_that_is_cut_short_is_named(question: tuple[Any, ...], file: str, left: float, tmp_path: Path) -> None:
    archive = Archive(drawn(300), tmp_path)
    names = archive.section["region"] | archive.section["dates"]
    name = names[file] if file in names else archive.answer(question)["read"][-1]
    data = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(data[: int(len(data) * left)])

    assert archive.ask(question) == [f"{name} is damaged or incomplete"]


def test_what_the_facets_of_ten_thousand_articles_need_fits_into_fifty_kilobytes() -> None:
    """Three of 300 regions, two of 150 topics, one of 40 sources an article; a tag is the rarer the higher its rank."""
    chance = random.Random(11)
    sums = {number: list(accumulate(1 / rank for rank in range(1, number + 1))) for number in (300, 150, 40)}

    def some(name: str, number: int, most: int) -> tuple[Tag, ...]:
        ranks = chance.choices(range(number), cum_weights=sums[number], k=most)
        return named(*sorted({f"{name} {rank}" for rank in ranks}))

    records = [
        Record(
            id=f"a{n:05}",
            date=f"{1999 + n // 500}-{1 + n % 12:02}-{1 + n % 28:02}",
            regions=some("Region", 300, 3),
            topics=some("Topic", 150, 2),
            source=some("Paper", 40, 1),
        )
        for n in range(10_000)
    ]
    store = Store()

    section = write_columns(store, corpus_of(records))

    names = [section[kind][part] for kind in ("region", "topic", "source") for part in ("table", "column")]
    sent = [store.files[name] for name in (*names, section["dates"]["months"])]
    assert sum(len(gzip.compress(data) if data.startswith(b"{") else data) for data in sent) < 50_000


def test_a_new_article_changes_what_it_is_filed_under_alone(tmp_path: Path) -> None:
    records = drawn(300)
    before, after = Store(), Store()
    write_columns(before, corpus_of(records))
    new = Record(id="z", date="2024-12-31", regions=(HARBIN,))
    section = write_columns(after, corpus_of([*records, new]))

    came = set(after.files) - set(before.files)
    assert section["region"]["table"] in came
    assert section["topic"]["table"] in came  # one more article has no topic
    assert len(came) < len(after.files)
