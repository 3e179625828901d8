"""What leaves the search page: all articles found as files, a citation of the search, spans for Zotero."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import bibtexparser
import pytest
import rispy
from bs4 import BeautifulSoup
from playwright.sync_api import Locator, Page, Route, expect

from tests.conftest import REPO_URL, BuiltSite

from .conftest import Reader

pytestmark = pytest.mark.browser

EVERYTHING = "search/?from=0001"  # every article with a date
RESULTS = "[data-archive-search=results] > .search-result"
SPANS = "span.Z3988[title]"


def tool(page: Page, name: str) -> Locator:
    """An opened part of the page's tools."""
    part = page.locator(f"[data-archive-search={name}]")
    part.locator("summary").click()
    return part


def total(page: Page) -> int:
    """The number of articles the page says it found."""
    heading = page.locator("[data-archive-search=status] h2")
    expect(heading).to_have_text(re.compile(r"^[\d,]+ articles?$"))
    return int(heading.inner_text().split()[0].replace(",", ""))


def saved(page: Page, name: str) -> str:
    """The file that a button of the page saves, as text with its line ends."""
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    return Path(download.value.path()).read_bytes().decode("utf-8")


def released(site: BuiltSite) -> str:
    manifest = json.loads((site.folder / "search" / "root.json").read_text(encoding="utf-8"))
    return str(manifest["release"])


def test_a_saved_file_has_as_many_articles_as_the_page_counts(reader: Reader) -> None:
    page = reader.open("search/?q=China")
    number = total(page)
    expect(page.locator(RESULTS)).not_to_have_count(number)  # not all are shown
    tool(page, "save")

    rows = list(csv.DictReader(io.StringIO(saved(page, "CSV").removeprefix("\ufeff"), newline="")))
    lines = saved(page, "JSON Lines").splitlines()
    records = rispy.loads(saved(page, "RIS"))
    entries = bibtexparser.parse_string(saved(page, "BibTeX")).entries

    assert [len(rows), len(lines), len(records), len(entries)] == [number] * 4
    assert [row["id"] for row in rows] == [json.loads(line)["id"] for line in lines] == [e.key for e in entries]
    assert [row["date"] for row in rows] == sorted(row["date"] for row in rows)
    expect(page.locator("[data-archive-search=save]").get_by_role("status")).to_contain_text(
        f"{number} articles saved as"
    )


def test_a_filter_narrows_what_is_saved(reader: Reader) -> None:
    page = reader.open("search/?q=China&year=2018")
    number = total(page)
    tool(page, "save")

    rows = list(csv.DictReader(io.StringIO(saved(page, "CSV").removeprefix("\ufeff"), newline="")))

    assert len(rows) == number > 0
    assert {row["date"][:4] for row in rows} == {"2018"}


def test_every_shipped_article_is_saved_as_the_site_itself_offers_and_cites_it(
    repo_reader: Reader, repo_site: BuiltSite
) -> None:
    page = repo_reader.open(EVERYTHING)
    total(page)
    tool(page, "save")

    table = saved(page, "CSV")
    references = saved(page, "BibTeX")
    records = saved(page, "RIS")

    data = repo_site.folder / "data"
    undated = [row for row in _rows((data / "stories.csv").read_bytes().decode()) if not row["date"]]
    by_id = {row["id"]: row for row in _rows((data / "stories.csv").read_bytes().decode()) if row["date"]}
    assert {row["id"]: row for row in _rows(table)} == by_id
    assert by_id
    missing = {row["id"] for row in undated}
    assert _entries(references) == {
        k: v for k, v in _entries((data / "stories.bib").read_text()).items() if k not in missing
    }
    assert _records(records) == {
        k: v for k, v in _records((data / "stories.ris").read_bytes().decode()).items() if k not in missing
    }
    told = {
        re.sub(r"\n([a-z]+)=", r"\n  \1 = ", unquote(link["href"].removeprefix("data:,")))
        for how in (repo_site.folder / "how").rglob("index.html")
        for link in BeautifulSoup(how.read_text(), "lxml").select("a[download$='.bib']")
    }
    assert set(_entries(references).values()) <= told


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def _entries(text: str) -> dict[str, str]:
    """BibTeX entries by key, each as it stands."""
    entries = [entry.strip() for entry in re.split(r"\n\n(?=@)", text)]
    return {entry.partition("{")[2].partition(",")[0]: entry for entry in entries}


def _records(text: str) -> dict[str, str]:
    """RIS records by ID, each as it stands."""
    records = [record for record in re.split(r"(?<=ER  - \r\n)\r\n", text) if record]
    return {re.findall(r"^ID  - (.*?)\r$", record, re.MULTILINE)[0]: record for record in records}


def test_saving_can_be_stopped_while_a_file_is_awaited(reader: Reader) -> None:
    page = reader.open("search/?q=China")
    total(page)
    held: list[Route] = []
    page.route("**/search/d/**", lambda route: held.append(route))
    save = tool(page, "save")
    save.get_by_role("button", name="CSV").click()

    save.get_by_role("button", name="Stop").click()

    expect(save.get_by_role("status")).to_have_text("Stopped.")
    for route in held:
        route.continue_()
    page.unroute("**/search/d/**")
    expect(save.get_by_role("button", name="CSV")).to_be_enabled()
    assert len(saved(page, "CSV").splitlines()) > 1


def test_a_search_is_cited_with_its_filters_its_count_and_the_release(
    repo_reader: Reader, repo_site: BuiltSite
) -> None:
    page = repo_reader.open("search/?q=pipeline&region=CN-HL&sort=oldest")
    number = total(page)
    cite = tool(page, "cite")

    line = cite.locator(".search-citation")
    expect(line).to_contain_text("Search for “pipeline”; region: Heilongjiang, oldest first.")
    expect(line).to_contain_text(f"{number} article")
    expect(line).to_contain_text(f"release {released(repo_site)} of the archive")
    address = re.search(r"https://\S+[^.\s]", line.inner_text())
    assert address
    assert address[0].startswith(f"{REPO_URL}/search/?q=pipeline&region=CN-HL&sort=oldest&cited=")
    [entry] = bibtexparser.parse_string(saved(page, "Save BibTeX")).entries
    [record] = rispy.loads(saved(page, "Save RIS"))
    assert entry["url"] == record["urls"][0] == address[0]


def test_a_citation_follows_the_search_that_is_shown(reader: Reader) -> None:
    page = reader.open("search/?q=pipeline")
    cite = tool(page, "cite")
    expect(cite.locator(".search-citation")).to_contain_text("“pipeline”")

    page.get_by_role("combobox").fill("tourism")

    expect(cite.locator(".search-citation")).to_contain_text("“tourism”")


def test_a_cited_address_says_what_has_changed_since(reader: Reader, site: BuiltSite) -> None:
    page = reader.open(f"search/?q=pipeline&cited={'0' * 16}.3.2025-02-01")
    number = total(page)

    note = page.locator(".search-cited")
    expect(note).to_contain_text("on 1 February 2025, it found 3 articles")
    expect(note).to_contain_text("as many as now" if number == 3 else f"now it finds {number} article")
    expect(note).to_contain_text(f"release 00000000 and is now at {released(site)[:8]}")
    page.get_by_role("combobox").fill("tourism")
    expect(note).to_have_count(0)


def test_an_address_cited_today_says_that_nothing_has_changed(reader: Reader) -> None:
    page = reader.open("search/?q=pipeline")
    cite = tool(page, "cite")
    expect(cite.locator(".search-citation")).to_contain_text("cited=")
    address = re.search(r"http://\S+[^.\s]", cite.locator(".search-citation").inner_text())
    assert address

    page.goto(address[0])

    expect(page.locator(".search-cited")).to_contain_text("; the archive has not changed since.")


def test_each_result_has_a_span_that_zotero_reads_as_a_newspaper_article(reader: Reader) -> None:
    page = reader.open("search/?q=China")
    expect(page.locator(f"{RESULTS} {SPANS}").first).to_be_attached()

    assert page.locator(SPANS).count() == page.locator(RESULTS).count()
    for item in page.locator(RESULTS).all():
        said = parse_qs(str(item.locator(SPANS).get_attribute("title")), strict_parsing=True)
        assert said["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:dc"]
        assert said["rft.type"] == ["newspaperArticle"]
        assert said["rft.title"][0].strip("[]") == item.locator(".search-result-title").inner_text()
        assert urlsplit(said["rft.identifier"][0]).scheme in ("http", "https")
        assert said.get("rft.source", [""])[0] in item.inner_text()  # one story names no newspaper


def test_zotero_is_told_each_time_the_list_changes(reader: Reader) -> None:
    reader.page.add_init_script(
        "addEventListener('ZoteroItemUpdated', () => { window.told = (window.told ?? 0) + 1; }, true)"
    )
    page = reader.open("search/?q=China")
    expect(page.locator(SPANS).first).to_be_attached()
    before = page.evaluate("window.told")

    page.locator("[data-archive-search=more]").click()

    expect(page.locator(SPANS)).to_have_count(total(page))
    assert page.evaluate("window.told") > before >= 1


def test_a_result_leads_to_its_article_with_the_found_words_marked(reader: Reader) -> None:
    page = reader.open('search/?q="oil pipeline" import*')
    link = page.locator(RESULTS).first.locator(".search-result-title a")
    expect(link).to_have_attribute("href", re.compile("#hl="))

    link.click()

    marks = page.locator("mark[data-archive-mark]")
    expect(marks.first).to_be_visible()
    texts = {" ".join(text.lower().split()) for text in marks.all_inner_texts()}
    assert "oil pipeline" in texts
    assert any(text.startswith("import") for text in texts)
    assert "oil" not in texts


def test_nothing_of_this_is_loaded_before_it_is_opened(reader: Reader) -> None:
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(urlsplit(request.url).path.rpartition("/")[2]))
    page = reader.open("search/?q=pipeline")
    expect(page.locator(SPANS).first).to_be_attached()
    late = {"export.mjs", "citing.mjs", "names.mjs", "tools.css"}
    assert not late & set(asked)

    tool(page, "save")

    expect(page.get_by_role("button", name="CSV")).to_be_visible()
    assert {"export.mjs", "tools.css"} <= set(asked)
