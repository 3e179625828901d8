"""docs/how-to-make-it-yours.md, followed step by step, gives an archive that has nothing left of the example."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree, html

from tests.conftest import ROOT, BuiltSite
from tests.pages.guide import clone, follow, steps_of
from tests.search.node import run as ask

GUIDE = ROOT / "docs" / "how-to-make-it-yours.md"
CAPTURES = Path(__file__).parent / "another_archive"
EXAMPLE = re.compile(  # its name, and what it is about
    r"\b(?:Neighbours|Chin(?:a|ese)|Russian?s?|Siberian?|Harbin|Heilongjiang|Vladivosto(?:ck|k)|oil pipelines?)\b"
)
SEARCH = """
const { openSearch } = await import(JS + "/search.mjs");
const engine = await openSearch(lunr, async (name) => readFileSync(`${input.folder}/${name}`));
const answers = {};
for (const query of input.queries) answers[query] = (await engine.search({ query, count: 5 })).total;
console.log(JSON.stringify(answers));
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive's folder when the guide has been followed to its end."""
    folder = clone(tmp_path_factory.mktemp("lakes"))
    for step in steps_of(GUIDE):
        if not any((folder / "seeds").iterdir()):  # the first step took the example's out
            for capture in CAPTURES.iterdir():
                shutil.copy(capture, folder / "seeds")
        follow(step, folder)
    return folder


@pytest.fixture(scope="module")
def lakes(project: Path) -> BuiltSite:
    return BuiltSite(project / "output", "/lakes")


def test_the_guide_gives_a_site_of_the_three_captures(project: Path, lakes: BuiltSite) -> None:
    posts = sorted(path.stem.rpartition("-")[0] for path in (project / "content" / "articles").rglob("*.md"))

    assert posts == [
        "duluth-reopens-its-ore-dock-after-a-winter-of-repairs",
        "grain-trade-fills-the-elevators-of-thunder-bay",
        "milwaukee-ferry-to-sail-all-winter",
    ]
    assert len(list((lakes.folder / "article").iterdir())) == len(posts)


def test_nothing_is_left_of_the_example(lakes: BuiltSite) -> None:
    left = {
        f"{path.relative_to(lakes.folder)}: {found[0]}"
        for path in texts(lakes.folder)
        if (found := EXAMPLE.search(path.read_text(encoding="utf-8")))
    }

    assert left == set()


def test_every_page_has_the_archives_name_and_logo(lakes: BuiltSite) -> None:
    for path in lakes.pages():
        page = html.document_fromstring(path.read_text(encoding="utf-8"))

        assert "Upper Lakes" in page.findtext("head/title"), path
        assert page.xpath("/html/body/header//img/@alt") == ["Upper Lakes"], path


def test_its_colours_are_in_the_style_sheet_and_no_font_is_fetched(lakes: BuiltSite) -> None:
    (style,) = (lakes.folder / "theme" / "css").glob("site*.css")
    rules = style.read_text(encoding="utf-8")

    assert rules.index("--accent: #") < rules.index("--accent:#0b5563;") < rules.index("--accent:#6fc3d0;")
    assert "@font-face" not in rules
    assert not list(lakes.folder.rglob("*.woff2"))


def test_its_maps_show_its_own_regions(lakes: BuiltSite) -> None:
    home = parsed(lakes, "")
    minnesota = parsed(lakes, "region/us/minnesota/")

    assert home.xpath("//figure[@class='map']//a/@href")
    assert {address.split("/")[3] for address in home.xpath("//figure[@class='map']//a/@href")} == {"us", "ca"}
    assert minnesota.xpath("//figure[@class='map']//a[@aria-current]/@href") == ["/lakes/region/us/minnesota/"]


def test_its_home_page_has_the_blocks_of_the_guide(lakes: BuiltSite) -> None:
    home = parsed(lakes, "")

    assert home.xpath("//main/section/@aria-labelledby") == ["latest", "page-about"]
    assert home.xpath("//*[@id='page-about']/following-sibling::div//a[1]/@href")[0] == "/lakes/region/"
    assert home.xpath("//h1/text()") == ["News of the harbours on the Great Lakes, from saved pages."]


def test_its_search_finds_its_stories(lakes: BuiltSite) -> None:
    page = parsed(lakes, "how-to-search/")
    examples = page.xpath("//main//a/code/text()")

    answers = ask(SEARCH, {"folder": str(lakes.folder / "search"), "queries": [*examples, "icebreakers", "pipeline"]})

    assert answers["icebreakers"] == 1
    assert answers["pipeline"] == 0
    assert len(examples) > 25
    assert [query for query in examples if not answers[query]] == []


def test_its_feeds_are_named_after_it(lakes: BuiltSite) -> None:
    feeds = {path: etree.parse(path) for path in lakes.folder.rglob("feed.atom")}
    titles = {feed.findtext("{*}title") for feed in feeds.values()}

    assert "Upper Lakes" in titles
    assert {"Duluth – Upper Lakes", "Lakehead Courier – Upper Lakes"} <= titles
    assert all(title.endswith("Upper Lakes") for title in titles)
    assert all(feed.findtext("{*}id").startswith("https://archive.example.org/lakes/") for feed in feeds.values())


def test_the_correction_of_the_guide_is_made_and_shown(lakes: BuiltSite) -> None:
    assert "all it says of Ohio is where the ore goes" in parsed(lakes, "corrections/").text_content()
    assert not (lakes.folder / "region" / "us" / "ohio").exists()


def test_its_data_say_whose_they_are(lakes: BuiltSite) -> None:
    package = json.loads((lakes.folder / "data" / "datapackage.json").read_text(encoding="utf-8"))

    assert package["title"] == "Upper Lakes"


def parsed(site: BuiltSite, address: str) -> html.HtmlElement:
    return html.document_fromstring((site.folder / address / "index.html").read_text(encoding="utf-8"))


def texts(folder: Path) -> Iterator[Path]:
    """Everything a reader can read; scripts, and comments of the style sheet, speak of the world's languages."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".html", ".svg", ".xml", ".atom", ".txt", ".json", ".csv", ".jsonl", ".bib", ".ris"):
            yield path
