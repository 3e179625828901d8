"""What leaves the page: read again by readers that know nothing of us, and equal to what the articles' pages say."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any
from urllib.parse import parse_qs

import bibtexparser
import pytest
import rispy
from msgspec.structs import asdict

from plugins.archive_pages.citations import bibtex, ris
from plugins.archive_pages.coins import coins
from plugins.archive_pages.entries import Entry
from plugins.archive_pages.machines import zotero_meta

from .node import run

ARCHIVE = {"name": "Neighbours & Co", "home": "https://n.example/repo/"}
PLAIN = Entry("soy-1", "article/soy-1/", "Soy by rail", date="2018-03-19", source="Gazette", lang="en")
HARD = Entry(
    "hard-1", "article/hard-1/", r'50% of {all} \ "R&D" #1_a ~x^2, $5; <b>', title_assigned=True, date="2018-03",
    source="A & B, “Daily”", agency="Xinhua", authors=("Анна Орлова", "李 伟", "O'Neill, Sean"), rights="digest",
    original_url="https://g.example/a_b%20c?x={1}&y=~z", lang="ru",
)  # fmt: skip
BARE = Entry("bare-1", "article/bare-1/", "Untitled")
YEAR = Entry("year-1", "article/year-1/", "哈尔滨的码头", date="2012", source="人民日报", authors=("记者",), lang="zh")
ENTRIES = (PLAIN, HARD, BARE, YEAR)

WRITE = """
const { writerOf } = await import(JS + "/formats.mjs");
const { coinsOf } = await import(JS + "/coins.mjs");
const files = {};
for (const format of ["csv", "jsonl", "ris", "bibtex"]) {
  const writer = writerOf(format, input.archive);
  files[format] = [writer.head, ...input.rows.map(writer.entry)];
}
console.log(JSON.stringify({ files, coins: input.rows.map((row) => coinsOf(row, input.archive)) }));
"""


def row_of(entry: Entry) -> dict[str, Any]:
    """What the search stores of an article."""
    said = asdict(entry)
    row = {key: said[key] for key in ("title", "date", "source", "agency", "original_url", "lang", "rights", "url")}
    row |= {"id": entry.slug, "assigned": entry.title_assigned, "authors": list(entry.authors)}
    return row | {"regions": [["RU", "Russia"], ["CN-HL", "Heilongjiang; “Amur”"]], "topics": [["t:1", "=trade"]]}


def written(rows: list[dict[str, Any]]) -> dict[str, Any]:
    said: dict[str, Any] = run(WRITE, {"archive": ARCHIVE, "rows": rows})
    return said


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    """The four files of an export of ENTRIES."""
    return {name: "".join(parts) for name, parts in written([row_of(e) for e in ENTRIES])["files"].items()}


def test_bibtex_is_that_of_the_articles_pages() -> None:
    entries = written([row_of(entry) for entry in ENTRIES])["files"]["bibtex"][1:]

    home = ARCHIVE["home"]
    assert [text.strip() for text in entries] == [bibtex(e, ARCHIVE["name"], f"{home}{e.url}") for e in ENTRIES]


def test_ris_is_that_of_the_sites_own_files() -> None:
    records = written([row_of(entry) for entry in ENTRIES])["files"]["ris"][1:]

    name, home, labels = ARCHIVE["name"], ARCHIVE["home"], ["Russia", "Heilongjiang; “Amur”", "=trade"]
    assert records == [ris(entry, name, f"{home}{entry.url}", labels) for entry in ENTRIES]


def test_bibtex_is_read_whole_by_another_reader(files: dict[str, str]) -> None:
    library = bibtexparser.parse_string(files["bibtex"])

    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == [entry.slug for entry in ENTRIES]
    hard = library.entries_dict["hard-1"]
    assert hard["author"] == "{Анна Орлова} and {李 伟} and {O'Neill, Sean}"
    assert (hard["year"], hard["month"]) == ("2018", "mar")
    assert hard["url"] == "https://g.example/a_b%20c?x=%7B1%7D&y=~z"


def test_keys_of_bibtex_entries_are_legal_and_never_the_same() -> None:
    rows = [row_of(PLAIN) | {"id": id} for id in ("a b{c},d", "same", "same", "same")]

    library = bibtexparser.parse_string("".join(written(rows)["files"]["bibtex"]))

    assert [entry.key for entry in library.entries] == ["a_b_c_d", "same", "same-2", "same-3"]


def test_ris_is_read_whole_by_another_reader(files: dict[str, str]) -> None:
    plain, hard, bare, year = rispy.loads(files["ris"])

    assert {record["type_of_reference"] for record in (plain, hard, bare, year)} == {"NEWS"}
    assert hard["title"] == f"[{HARD.title}]"
    assert hard["authors"] == list(HARD.authors)
    assert (hard["secondary_title"], hard["urls"]) == (HARD.source, [HARD.original_url])
    assert hard["notes"] == ["Digest in Neighbours & Co, https://n.example/repo/article/hard-1/"]
    assert (plain["date"], hard["date"], year["date"]) == ("2018/03/19/", "2018/03//", "2012///")
    assert "date" not in bare
    assert plain["urls"] == ["https://n.example/repo/article/soy-1/"]
    assert plain["keywords"] == ["Russia", "Heilongjiang; “Amur”", "=trade"]


def test_ris_lines_end_as_the_format_asks(files: dict[str, str]) -> None:
    assert re.sub("\r\n", "", files["ris"]).isprintable()
    assert files["ris"].count("TY  - NEWS\r\n") == files["ris"].count("ER  - \r\n") == len(ENTRIES)


def test_csv_has_a_line_for_each_article_and_every_value(files: dict[str, str]) -> None:
    assert files["csv"].startswith("\ufeffid,title,title_supplied,date,")
    assert "\n" not in files["csv"].replace("\r\n", "")

    rows = list(csv.DictReader(io.StringIO(files["csv"].removeprefix("\ufeff"), newline=""), strict=True))

    assert [row["id"] for row in rows] == [entry.slug for entry in ENTRIES]
    assert rows[1] == {
        "id": "hard-1", "title": HARD.title, "title_supplied": "yes", "date": "2018-03", "source": HARD.source,
        "agency": "Xinhua", "authors": "Анна Орлова; 李 伟; O'Neill, Sean", "regions": "Russia; Heilongjiang; “Amur”",
        "region_ids": "RU; CN-HL", "topics": "'=trade", "topic_ids": "t:1", "language": "ru",
        "rights": "Digest by Neighbours & Co", "original_url": HARD.original_url,
        "address": "https://n.example/repo/article/hard-1/",
    }  # fmt: skip


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])  # wide signs count too
def test_no_cell_is_a_formula_to_a_spreadsheet(start: str) -> None:
    text = "".join(written([row_of(PLAIN) | {"title": f"{start}HYPERLINK(1)"}])["files"]["csv"])

    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows[0]["title"] == f"'{start}HYPERLINK(1)"


def test_json_lines_have_every_value_unchanged(files: dict[str, str]) -> None:
    rows = [json.loads(line) for line in files["jsonl"].splitlines()]

    assert rows[1]["title"] == HARD.title
    assert rows[1]["title_supplied"] is True
    assert rows[1]["topics"] == [{"id": "t:1", "label": "=trade"}]
    assert rows[2]["date"] is None
    assert len({tuple(row) for row in rows}) == 1  # every line has the same keys


def test_line_ends_and_control_characters_add_no_record_and_no_field() -> None:
    nasty = "A\r\nER  - \r\nTY  - BOOK\nUR  - http://evil.example\u2028x\x00\x1b[2J\ud800"
    row = row_of(PLAIN) | {"title": nasty, "source": nasty, "authors": [nasty], "topics": [["t:1", nasty]]}

    text = {name: "".join(parts) for name, parts in written([row])["files"].items()}

    assert len(rispy.loads(text["ris"])) == 1
    assert rispy.loads(text["ris"])[0]["urls"] == ["https://n.example/repo/article/soy-1/"]
    assert len(text["csv"].splitlines()) == 2
    assert len(bibtexparser.parse_string(text["bibtex"]).entries) == 1
    assert len(text["jsonl"].splitlines()) == 1


def test_spans_for_zotero_say_what_the_articles_meta_elements_say() -> None:
    names = {
        "citation_title": "rft.title", "citation_author": "rft.au", "prism.publicationName": "rft.source",
        "citation_publication_date": "rft.date", "citation_language": "rft.language",
        "citation_public_url": "rft.identifier", "DC.rights": "rft.rights",
    }  # fmt: skip
    spans = written([row_of(entry) for entry in ENTRIES])["coins"]

    for entry, span in zip(ENTRIES, spans, strict=True):
        said = parse_qs(span, strict_parsing=True)
        meta = zotero_meta(entry, ARCHIVE["name"], ARCHIVE["home"] + entry.url)
        expected: dict[str, list[str]] = {}
        for name, content in meta:
            if name in names:
                expected.setdefault(names[name], []).append(content)
        assert said.pop("rft_val_fmt") == ["info:ofi/fmt:kev:mtx:dc"]
        assert said.pop("rft.type") == ["newspaperArticle"]
        assert said.pop("ctx_ver") == ["Z39.88-2004"]
        assert said == expected


def test_spans_for_zotero_are_those_of_the_sites_own_lists() -> None:
    spans = written([row_of(entry) for entry in ENTRIES])["coins"]

    assert spans == [coins(entry, ARCHIVE["name"], ARCHIVE["home"].rstrip("/")) for entry in ENTRIES]


def test_a_span_survives_signs_of_its_own_syntax() -> None:
    title = "A & B = C? 100% ‘+’ #1; 'x' \"y\" <z>"

    [span] = written([row_of(PLAIN) | {"title": title}])["coins"]

    assert parse_qs(span)["rft.title"] == [title]
    assert set(re.findall(r"[\s#\"'<>`]", span)) == set()
    assert span.count("&") == span.count("=") - 1  # none in a value


def test_a_search_is_cited_in_bibtex_and_ris_that_others_read() -> None:
    cite = """
    const { citationOf, citedAddress } = await import(JS + "/citation.mjs");
    const today = "2026-11-22";
    const address = citedAddress("https://n.example/search/?q=%22oil%22+%26+gas_x%25", input.answer, today);
    const said = { query: '"oil" & gas_x%', filters: ["region: Amur {Oblast}"], sort: "oldest", address, today };
    console.log(JSON.stringify({ address, ...citationOf({ ...said, answer: input.answer, archive: input.archive }) }));
    """
    answer = {"total": 12, "all": 12, "some": 0, "articles": 99, "newest": "2018-03", "release": "3f2ab94c1d2e3f40"}

    said = run(cite, {"archive": ARCHIVE, "answer": answer})

    [entry] = bibtexparser.parse_string(said["bibtex"]).entries
    assert (entry.entry_type, entry.key) == ("misc", "search-oil-gas-x-3f2ab94c")
    assert entry["title"] == r'{Search for “"oil" \& gas\_x\%”; region: Amur \{Oblast\}, oldest first}'
    assert entry["url"] == said["address"]
    [record] = rispy.loads(said["ris"])
    assert (record["type_of_reference"], record["authors"]) == ("ELEC", [ARCHIVE["name"]])
    assert record["urls"] == [said["address"]]
    assert record["notes"] == [
        "12 articles; 99 articles searched, the newest of March 2018; release 3f2ab94c1d2e3f40 of the archive"
    ]
