"""archive_search in a plain Pelican site, as its README tells: the folder copied, and nothing else of this project."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup

from plugins.archive_search.articles import record_of_article, text_of, trees_of
from plugins.archive_search.tags import Tag, named

from .node import LUNR, PLUGIN, search

POSTS = {
    "quay.md": "Title: Quay & <em>ferry</em> repaired\nDate: 2021-05-04\nAuthors: Ann O'Neill; Bo Lind\n"
    "Tags: harbour; money\n\n"
    "The *quay* is whole again.\n\nFish &amp; chips cost little money.\n",
    "old.md": "Title: Old chart\nDate: 1987-01-01\nDate_Precision: year\nSource: Alder Gazette\nAgency: Coast Wire\n"
    "Regions: Port Alder primary; Inner Sea mention;\nDeck: Found in a drawer\n\nA chart of the bay.\n",
    "undated.md": "Title: Letter\nDate: 0001-01-01\nDate_Precision: unknown\n\nNobody dated this letter.\n",
    "draft.md": "Title: Unfinished\nDate: 2021-01-01\nStatus: draft\n\nSecretdraftword.\n",
    "hidden.md": "Title: Printed again\nDate: 2021-01-01\nStatus: hidden\n\nSecrethiddenword.\n",
    "news/tide.md": "Title: Spring tide\nDate: 2021-06-01\nCategory: Sea News\nTags: Harbour\n\nThe tide was high.\n",
    "fr.md": "Title: Le quai\nDate: 2021-05-04\nSlug: quay-ferry-repaired\nLang: fr\n\nLe quai est réparé.\n",
}
SETTINGS = """
PATH = "content"
SITENAME = "Plain & simple"
SITEURL = {siteurl!r}
TIMEZONE = "UTC"
RELATIVE_URLS = {relative}
PLUGIN_PATHS = ["."]
PLUGINS = ["plugins.archive_search"]
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
{more}
"""


def write_site(folder: Path, siteurl: str = "", relative: bool = False, more: str = "") -> None:
    (folder / "content").mkdir(parents=True)
    for name, text in POSTS.items():
        (folder / "content" / name).parent.mkdir(exist_ok=True)
        (folder / "content" / name).write_text(text, encoding="utf-8")
    settings = SETTINGS.format(siteurl=siteurl, relative=relative, more=more)
    (folder / "pelicanconf.py").write_text(settings, encoding="utf-8")
    shutil.copytree(PLUGIN, folder / "plugins" / PLUGIN.name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "node_modules" / "lunr").mkdir(parents=True)
    shutil.copy(LUNR.with_name("lunr.min.js"), folder / "node_modules" / "lunr")


def run_pelican(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", "out", "--fatal", "errors"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)


def built(folder: Path, siteurl: str = "", relative: bool = False, more: str = "") -> Path:
    write_site(folder, siteurl, relative, more)
    done = run_pelican(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "out"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plain site, built for the root of a domain."""
    return built(tmp_path_factory.mktemp("plain"))


def test_the_default_theme_gets_a_search_page(out: Path) -> None:
    page = BeautifulSoup((out / "search" / "index.html").read_text(encoding="utf-8"), "html.parser")

    form = page.select_one("form.search-form")
    assert form is not None
    assert (form["method"], form["action"]) == ("get", "/search/")
    label = page.select_one("label[for='archive-search-q']")
    assert label is not None
    assert label.get_text() == "Search the archive"
    assert page.select_one("input[name=q]#archive-search-q")
    assert page.select_one("[role=status][aria-live=polite]")
    assert page.select_one("noscript a")
    assert page.title is not None
    assert page.title.get_text() == "Search – Plain & simple"


def test_every_file_the_page_names_is_there(out: Path) -> None:
    page = BeautifulSoup((out / "search" / "index.html").read_text(encoding="utf-8"), "html.parser")

    names = [str(tag.get("src") or tag.get("href")) for tag in page.select("script[src], link[href*=search]")]

    assert [Path(name).name for name in names] == ["search.css", "page.mjs"]
    assert all((out / name.lstrip("/")).is_file() for name in names)


def test_nothing_on_the_page_runs_inline(out: Path) -> None:
    page = BeautifulSoup((out / "search" / "index.html").read_text(encoding="utf-8"), "html.parser")

    assert [script for script in page.select("script") if not script.get("src")] == []
    assert page.select("[style], [onclick], [oninput], [onsubmit]") == []


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("quay", ["quay-ferry-repaired"]),
        ("o'neill", ["quay-ferry-repaired"]),
        ("topic:money", ["quay-ferry-repaired"]),
        ("topic:harbour", ["quay-ferry-repaired", "spring-tide"]),
        ('topic:"sea news"', ["spring-tide"]),
        ("topic:misc", []),  # what Pelican files articles under that have no category
        ('"fish & chips"', ["quay-ferry-repaired"]),
        ("drawer", ["old-chart"]),
        ("source:gazette", ["old-chart"]),
        ("source:wire", ["old-chart"]),
        ("region:alder", ["old-chart"]),
        ("region:sea", []),
        ("repare", ["quay-ferry-repaired"]),  # the translation, which has the same slug
        ("secretdraftword", []),
        ("secrethiddenword", []),
        ("p", []),  # a tag of the markup
    ],
)
def test_published_articles_are_found_by_what_they_say(query: str, ids: list[str], out: Path) -> None:
    assert search(out / "search", query)["ids"] == ids


def test_titles_are_text_where_templates_escape_and_markup_where_they_do_not() -> None:
    article = SimpleNamespace(slug="a", title="Quay <b>& ferry", content="", url="a/", metadata={})

    assert record_of_article(article, escaped=True).title == "Quay <b>& ferry"
    assert record_of_article(article, escaped=False).title == "Quay & ferry"


def archive(**children: list[str]) -> SimpleNamespace:
    """What archive_pages puts into the context, as far as the search looks at it: region ids with those inside them."""
    ids = [*children, *(id for inside in children.values() for id in inside)]
    nodes = {id: SimpleNamespace(label=f"Land {id}", children=children.get(id, [])) for id in ids}
    topics = {"medtop:1": SimpleNamespace(label="trade", children=())}
    return SimpleNamespace(regions=SimpleNamespace(nodes=nodes), topics=SimpleNamespace(nodes=topics))


def test_ids_become_tags_of_the_tree_where_another_plugin_knows_them() -> None:
    metadata = {"regions": "CN primary; RU mention; Atlantis;", "topics": "medtop:1; medtop:2;"}
    article = SimpleNamespace(slug="a", title="", content="", url="a/", metadata=metadata)

    record = record_of_article(article, trees_of(archive(asia=["CN"], amur=["CN"])))

    china = Tag("CN", "Land CN", (Tag("amur", "Land amur"), Tag("asia", "Land asia")))
    assert record.regions == (china, *named("Atlantis"))
    assert record.topics == (Tag("medtop:1", "trade"),)


def test_ids_are_labels_where_no_plugin_knows_them() -> None:
    metadata = {"regions": "Port Alder primary; Inner Sea mention;", "topics": "trade;"}
    article = SimpleNamespace(slug="a", title="", content="", url="a/", metadata=metadata)

    record = record_of_article(article, trees_of(None))

    assert (record.regions, record.topics) == (named("Port Alder"), named("trade"))


def test_an_article_of_regions_without_a_topic_is_not_filed_under_what_its_regions_are_called() -> None:
    told = {"title": "Quay", "slug": "quay", "content": "", "url": "quay/", "tags": ["China"], "category": None}
    filed = record_of_article(SimpleNamespace(metadata={}, **told))
    about = record_of_article(SimpleNamespace(metadata={"regions": ["CN primary"]}, **told))

    assert [tag.label for tag in filed.topics] == ["China"]
    assert about.topics == ()
    assert [tag.id for tag in about.regions] == ["CN"]


def test_a_tree_that_runs_in_a_circle_is_read() -> None:
    trees = trees_of(archive(a=["b"], b=["c"], c=["a"]))

    assert {id: tag.label for id, tag in trees.regions.items()} == {"a": "Land a", "b": "Land b", "c": "Land c"}


def test_markup_becomes_text_with_a_line_for_each_block() -> None:
    markup = "<p>One <b>word</b>s &amp; more</p><ul><li>two<li>three</ul><script>four()</script>five<br>six"

    assert text_of(markup) == "One words & more\ntwo\nthree\nfive\nsix"


def test_dates_are_kept_at_their_precision(out: Path) -> None:
    [folder] = (out / "search").glob("d/*/rows.json")
    rows = json.loads(folder.read_text(encoding="utf-8"))

    assert [(row["title"], row.get("date")) for row in rows] == [
        ("Letter", None),
        ("Old chart", "1987"),
        ("Quay & ferry repaired", "2021-05-04"),
        ("Le quai", "2021-05-04"),
        ("Spring tide", "2021-06-01"),
    ]


def test_building_again_changes_no_file_of_the_search(tmp_path: Path) -> None:
    folder = built(tmp_path) / "search"
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    run_pelican(tmp_path)

    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_site_below_a_folder_names_its_files_below_it(tmp_path: Path) -> None:
    out = built(tmp_path, siteurl="https://reader.example/repo")

    page = BeautifulSoup((out / "search" / "index.html").read_text(encoding="utf-8"), "html.parser")
    form = page.select_one("form.search-form")
    assert form is not None
    assert form["action"] == "/repo/search/"
    assert all(str(script["src"]).startswith("/repo/search/js-") for script in page.select("script[src]"))


def test_a_site_of_relative_addresses_names_its_files_so(tmp_path: Path) -> None:
    out = built(tmp_path, relative=True)

    page = BeautifulSoup((out / "search" / "index.html").read_text(encoding="utf-8"), "html.parser")
    [script] = page.select("script[src]")
    assert str(script["src"]).startswith("../search/js-")
    assert (out / "search" / str(script["src"])).resolve().is_file()


def test_a_theme_with_a_search_page_of_its_own_keeps_it(tmp_path: Path) -> None:
    theme = tmp_path / "theme" / "templates"
    theme.mkdir(parents=True)
    (theme / "search.html").write_text('<h1>Ours</h1>{% include "archive_search/search.html" %}')
    out = built(tmp_path / "site", more=f"THEME = {str(theme.parent)!r}\nDIRECT_TEMPLATES = ['search']\n")

    assert not (out / "search" / "index.html").exists()
    assert (out / "search.html").read_text().startswith("<h1>Ours</h1>")
    assert "search-form" in (out / "search.html").read_text()


def test_the_plainest_theme_gets_a_search_page_too(tmp_path: Path) -> None:
    out = built(tmp_path, more='THEME = "simple"\n')

    page = BeautifulSoup((out / "search" / "index.html").read_text(encoding="utf-8"), "html.parser")
    assert page.select_one("form.search-form input[name=q]")
    names = [str(tag.get("src") or tag.get("href")) for tag in page.select("script[src], link[href*=search]")]
    assert names
    assert all((out / name.lstrip("/")).is_file() for name in names)


def test_readers_are_told_the_date_that_the_settings_give(tmp_path: Path) -> None:
    out = built(tmp_path, more='ARCHIVE_SEARCH_RELEASED = "2026-11-22"\n')

    assert json.loads((out / "search" / "root.json").read_text())["released"] == "2026-11-22"


def test_a_date_of_the_settings_that_is_none_stops_the_build_with_one_line(tmp_path: Path) -> None:
    write_site(tmp_path, more="ARCHIVE_SEARCH_RELEASED = 'today'\n")

    done = run_pelican(tmp_path)

    assert done.returncode == 1
    assert (
        "error: ARCHIVE_SEARCH_RELEASED: 'today' is no date; write one as 2026-11-22, or" in done.stdout + done.stderr
    )


def test_a_missing_lunr_js_stops_the_build_with_one_line(tmp_path: Path) -> None:
    write_site(tmp_path, more="ARCHIVE_SEARCH_LUNR = 'nowhere/lunr.js'\n")

    done = run_pelican(tmp_path)

    assert done.returncode == 1
    expected = 'nowhere/lunr.js: no lunr.js there; run "npm ci", or set ARCHIVE_SEARCH_LUNR (--lunr) to the file'
    assert expected in done.stderr + done.stdout


def test_a_fast_build_leaves_the_search_of_a_plain_one(tmp_path: Path) -> None:
    fast = 'FAST_BUILD = True\nPLUGINS = ["plugins.fast_build", "plugins.archive_search"]\n'
    write_site(tmp_path / "fast", more=fast)
    shutil.copytree(PLUGIN.parent / "fast_build", tmp_path / "fast" / "plugins" / "fast_build")
    assert run_pelican(tmp_path / "fast").returncode == 0

    for name in ("plain", "fast"):
        if name == "plain":
            write_site(tmp_path / name)
        post = tmp_path / name / "content" / "fr.md"
        post.write_text(post.read_text(encoding="utf-8") + "\nEncore un quai.\n", encoding="utf-8")
        done = run_pelican(tmp_path / name)
        assert done.returncode == 0, done.stdout + done.stderr

    plain, again = (tmp_path / name / "out" / "search" for name in ("plain", "fast"))
    names = {path.relative_to(plain) for path in plain.rglob("*") if path.is_file()}
    assert {path.relative_to(again) for path in again.rglob("*") if path.is_file()} == names
    assert [name for name in sorted(names) if (plain / name).read_bytes() != (again / name).read_bytes()] == []
    (state,) = (tmp_path / "fast").rglob("search.state")
    assert (tmp_path / "fast" / "out") not in state.parents
