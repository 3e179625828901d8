"""The archive as files: read again by programs that know nothing of us, and as many rows as the page says."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path

import bibtexparser
import pytest
import rispy
from frictionless import Package

from plugins.archive_pages import downloads
from plugins.seed_posts.model import Capture, Finding
from tests.pages.cases import Site, make_story

Builder = Callable[..., Site]
DIGEST = Capture("thread.txt", ("",) * 40, "ab" * 32, rights="digest")
SITEURL = "https://archive.example/repo"
HOSTILE = '=HYPERLINK("x"), "quoted"; 50% of {all}\u2028 #1 \\ ~x^2 & ТАСС 新华社'


@pytest.fixture
def site(build_site: Builder) -> Site:
    return build_site(
        make_story("Soybeans cross the river", authors=Finding(("Anna Orlova", "Li Wei"))),
        make_story(HOSTILE, ordinal=2, first=11, last=14),
        capture=DIGEST,
        siteurl=SITEURL,
    )


def rows(site: Site) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(site.text("data/stories.csv").removeprefix("\ufeff"), newline="")))


def test_every_file_has_the_rows_its_page_says(site: Site) -> None:
    page = site.page("data/")
    said = {row.th.get_text(): int(row.select("td")[1].get_text()) for row in page.select("table.sources tbody tr")}

    assert said["stories.csv"] == len(rows(site)) == 2
    assert said["stories.ris"] == len(rispy.loads(site.text("data/stories.ris"))) == 2
    assert said["stories.bib"] == len(bibtexparser.parse_string(site.text("data/stories.bib")).entries) == 2
    assert said["stories.csl.json"] == len(json.loads(site.text("data/stories.csl.json"))) == 2
    assert said["texts/2018.jsonl"] == len(site.text("data/texts/2018.jsonl").splitlines()) == 2


def test_the_data_package_is_valid(site: Site) -> None:
    report = Package(str(site.folder / "data" / "datapackage.json")).get_resource("stories").validate()

    assert report.valid, report.flatten(["type", "message"])
    assert report.tasks[0].stats["rows"] == 2


def test_every_file_of_the_package_is_there(site: Site) -> None:
    package = json.loads(site.text("data/datapackage.json"))

    assert package["homepage"] == f"{SITEURL}/"
    assert all((site.folder / "data" / file["path"]).is_file() for file in package["resources"])


def test_a_cell_that_looks_like_a_formula_is_no_formula(site: Site) -> None:
    assert [row["title"][:2] for row in rows(site)].count("'=") == 1


def test_hostile_headlines_come_back_whole(site: Site) -> None:
    (ris,) = [item for item in rispy.loads(site.text("data/stories.ris")) if "HYPERLINK" in item["title"]]
    (csl,) = [item for item in json.loads(site.text("data/stories.csl.json")) if "HYPERLINK" in item["title"]]
    (text,) = [
        story
        for story in map(json.loads, site.text("data/texts/2018.jsonl").splitlines())
        if "HYPERLINK" in story["title"]
    ]

    assert "ТАСС 新华社" in ris["title"]
    assert csl["title"] == text["title"]


def test_a_text_comes_in_paragraphs_without_markup(site: Site) -> None:
    texts = [json.loads(line)["text"] for line in site.text("data/texts/2018.jsonl").splitlines()]

    assert texts[0] == "Growers sold more soybeans this year.\n\nThe ferry ran twice a day."


def test_texts_whose_rights_are_not_open_stay_out_and_are_counted(build_site: Builder) -> None:
    site = build_site(make_story(), capture=Capture("thread.txt", ("",) * 40, "ab" * 32, rights="The Gazette"))

    assert not Path(site.folder / "data" / "texts").exists()
    assert "The texts of 1 story are not among the files" in " ".join(site.page("data/").get_text().split())
    assert len(rows(site)) == 1


def test_an_empty_archive_has_empty_files(build_site: Builder) -> None:
    site = build_site()

    assert rows(site) == []
    assert json.loads(site.text("data/stories.csl.json")) == []
    assert Package(str(site.folder / "data" / "datapackage.json")).get_resource("stories").validate().valid


def test_big_files_are_compressed_and_described_so(build_site: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    stories = [make_story("Soybeans cross the river"), make_story(HOSTILE, ordinal=2, first=11, last=14)]
    plain = build_site(*stories, capture=DIGEST)
    names = ("stories.csv", "stories.ris", "texts/2018.jsonl")
    texts = {name: (plain.folder / "data" / name).read_bytes() for name in names}
    monkeypatch.setattr(downloads, "PACKED_FROM", 100)

    site = build_site(*stories, capture=DIGEST)

    for name, content in texts.items():
        assert gzip.decompress((site.folder / "data" / f"{name}.gz").read_bytes()) == content
    package = json.loads(site.text("data/datapackage.json"))
    assert {file["compression"] for file in package["resources"]} == {"gz"}
    assert all((site.folder / "data" / file["path"]).is_file() for file in package["resources"])
    report = Package(str(site.folder / "data" / "datapackage.json")).get_resource("stories").validate()
    assert report.valid, report.flatten(["type", "message"])
    assert report.tasks[0].stats["rows"] == 2
    page = site.page("data/")
    assert {"stories.csv.gz", "texts/2018.jsonl.gz", "datapackage.json"} <= {
        row.th.get_text() for row in page.select("table.sources tbody tr")
    }
    assert page.select_one('a[href$="stories.csv.gz"]')["type"] == "application/gzip"
    assert "Files that end in .gz are compressed" in " ".join(page.get_text().split())
