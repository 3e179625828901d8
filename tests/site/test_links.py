"""Every link of the built site leads somewhere, at the root of a domain and below a folder."""

from __future__ import annotations

import re
from collections import deque
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from lxml import html

from tests.conftest import REPO_URL, BuiltSite

MOST_CLICKS = 4  # from the home page to any story, by links alone
LINKS = ("href", "src", "action", "data-archive-manifest", "data-archive-worker")
LOADED = {"img", "script", "iframe", "source", "audio", "video", "embed", "object", "track"}  # fetched without a click
LOADED_RELS = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}
REFERENCE = re.compile(r'data:,[^\s"<>]+')  # plain text, whose name says what it is


@pytest.fixture(params=["domain", "folder"])
def built(request: pytest.FixtureRequest) -> BuiltSite:
    """The shipped site at "/", then at "/repo/"."""
    site: BuiltSite = request.getfixturevalue({"domain": "site", "folder": "repo_site"}[request.param])
    return site


def parse(page: Path) -> html.HtmlElement:
    return html.document_fromstring(page.read_bytes().decode("utf-8"))


def links_of(page: Path) -> list[tuple[html.HtmlElement, str]]:
    """Elements of a page with what they link to, in order."""
    return [(node, node.get(name)) for node in parse(page).iter("*") for name in LINKS if node.get(name) is not None]


def inside(built: BuiltSite, page: Path, link: str) -> str | None:
    """Where a link leads below the site's folder ("region/cn/#below"); None for another site's address."""
    base = "http://archive.test" + built.prefix + built.address_of(page)
    target = urljoin(base, link)
    if target.startswith(REPO_URL + "/"):  # canonical and feed addresses name the published site in full
        return target.removeprefix(REPO_URL + "/")
    if urlsplit(target).netloc != "archive.test":
        return None
    path = target.removeprefix("http://archive.test" + built.prefix + "/")
    assert path != target, f"{page}: {link} leaves {built.prefix}/"
    return path


def file_of(built: BuiltSite, path: str) -> Path:
    name = unquote(urlsplit(urldefrag(path).url).path)
    return built.folder / name / "index.html" if name == "" or name.endswith("/") else built.folder / name


def test_no_link_is_broken(built: BuiltSite) -> None:
    broken, followed = [], 0
    ids = {page: set(parse(page).xpath("//@id")) for page in built.pages()}

    for page in built.pages():
        for _, link in links_of(page):
            path = inside(built, page, link)
            if path is None:
                continue
            followed += 1
            target, fragment = file_of(built, path), urldefrag(path).fragment
            if not target.is_file() or (fragment and unquote(fragment) not in ids.get(target, ())):
                broken.append(f"{built.address_of(page)} → {link}")

    assert broken == []
    assert followed > 100  # the shipped archive has hundreds; none would mean that nothing was looked at


def test_nothing_is_loaded_from_elsewhere(built: BuiltSite) -> None:
    loaded = [
        f"{built.address_of(page)} loads {link}"
        for page in built.pages()
        for node, link in links_of(page)
        if (node.tag in LOADED or LOADED_RELS & set((node.get("rel") or "").split()))
        and inside(built, page, link) is None
    ]

    assert loaded == []


def test_links_to_other_sites_are_plain_web_addresses(built: BuiltSite) -> None:
    schemes = {
        urlsplit(urljoin("http://archive.test/", link)).scheme
        for page in built.pages()
        for node, link in links_of(page)
        if not is_reference(node, link)
    }

    assert schemes <= {"http", "https"}


def is_reference(node: html.HtmlElement, link: str) -> bool:
    """A file to save whose address holds it; no such link leads anywhere."""
    return bool(node.tag == "a" and node.get("download") and REFERENCE.match(link))


def test_every_story_is_reached_within_four_clicks(built: BuiltSite) -> None:
    home = built.folder / "index.html"
    clicks, queue = {home: 0}, deque([home])

    while queue:
        page = queue.popleft()
        for node, link in links_of(page):
            path = inside(built, page, link) if node.tag == "a" else None
            target = file_of(built, path) if path is not None else page
            if target.suffix == ".html" and target not in clicks:
                clicks[target] = clicks[page] + 1
                queue.append(target)

    stories = sorted(built.folder.glob("article/*/index.html"))
    assert len(stories) == 17  # 16 and the one that is printed twice
    assert {built.address_of(page): clicks.get(page) for page in stories if clicks.get(page, 99) > MOST_CLICKS} == {}
