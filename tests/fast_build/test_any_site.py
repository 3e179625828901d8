# ruff: noqa: E501  # posts and settings as they stand in files
"""A site built with fast_build is the site that Pelican alone builds, byte for byte: cold, warm, and after an edit."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .stock_sites import POSTS, build, random_posts, tree, write_posts

SETTINGS = {
    "as Pelican comes": "",
    "relative addresses": "TIMEZONE = 'Europe/Berlin'\nRELATIVE_URLS = True\nSITEURL = ''\n",
    "several processes": (
        "from plugins.fast_build import workers\nworkers.WORTH = 2\nFAST_BUILD_WORKERS = 3\nRELATIVE_URLS = True\n"
    ),
    "one language": "ARTICLE_TRANSLATION_ID = False\nPAGE_TRANSLATION_ID = False\nARTICLE_ORDER_BY = 'basename'\n",
    "addresses of many parts": (
        "ARTICLE_URL = '{date:%Y}/{category}/{author}/{lang}/{slug}/'\nARTICLE_SAVE_AS = ARTICLE_URL + 'index.html'\n"
        "DRAFT_URL = 'd/{title}.html'\nDRAFT_SAVE_AS = DRAFT_URL\nARTICLE_LANG_URL = '{path}.{lang}.html'\n"
        "ARTICLE_LANG_SAVE_AS = ARTICLE_LANG_URL\nSLUGIFY_USE_UNICODE = True\nSLUGIFY_PRESERVE_CASE = True\n"
        "TAG_REGEX_SUBSTITUTIONS = [(r'\\\\W', '-')]\nREVERSE_CATEGORY_ORDER = True\nDEFAULT_ORPHANS = 2\n"
    ),
    "other readings": (
        "MARKDOWN = {'extensions': ['markdown.extensions.nl2br', 'markdown.extensions.toc', 'markdown.extensions.smarty']}\n"
        "SUMMARY_MAX_LENGTH = 5\nSUMMARY_END_SUFFIX = ''\nFORMATTED_FIELDS = ['summary', 'series']\n"
        "DEFAULT_METADATA = {'colour': 'red', 'tags': 'always'}\nUSE_FOLDER_AS_CATEGORY = False\nDEFAULT_CATEGORY = 'x'\n"
        "PATH_METADATA = '(?P<folder>[^/]+)/.*'\nEXTRA_PATH_METADATA = {'articles/sports': {'colour': 'green'}}\n"
        "DEFAULT_DATE_FORMAT = '%-d %B %Y'\nDATE_FORMATS = {'fr': '%d/%m/%y'}\nNEWEST_FIRST_ARCHIVES = False\n"
    ),
    "no future, whole texts": (
        "WITH_FUTURE_DATES = False\nSUMMARY_MAX_LENGTH = None\nOUTPUT_SOURCES = True\nSUMMARY_MAX_PARAGRAPHS = 2\n"
        "DEFAULT_DATE = (2001, 2, 3)\nRSS_FEED_SUMMARY_ONLY = False\nFEED_APPEND_REF = True\nFEED_MAX_ITEMS = 3\n"
    ),
    "Pelican's own cache of what was read": "CACHE_CONTENT = True\nLOAD_CONTENT_CACHE = True\nCACHE_PATH = HOME + '/cache'\n",
    "Pelican's own cache of articles": (
        "CACHE_CONTENT = True\nLOAD_CONTENT_CACHE = True\nCACHE_PATH = HOME + '/cache'\nCONTENT_CACHING_LAYER = 'generator'\n"
    ),
}


class Site:
    """One content, built by Pelican alone and with fast_build."""

    def __init__(self, home: Path, settings: str) -> None:
        self.home = home
        self._settings = f"HOME = {str(home)!r}\n{settings}"

    def by_pelican(self) -> dict[str, bytes]:
        """The tree that Pelican alone builds, in an empty folder."""
        shutil.rmtree(self.home / "stock", ignore_errors=True)
        build(self.home, self._settings.replace("/cache", "/stock-cache"), "stock", fast=False)
        return tree(self.home / "stock")

    def differences(self, stock: dict[str, bytes]) -> list[str]:
        """Builds in place with fast_build; the paths where that tree is another one than `stock`."""
        build(self.home, self._settings, "fast", fast=True)
        fast = tree(self.home / "fast")
        return sorted(path for path in stock.keys() | fast.keys() if stock.get(path) != fast.get(path))


@pytest.mark.parametrize("name", SETTINGS)
def test_a_site_equals_the_one_pelican_builds(tmp_path: Path, name: str) -> None:
    write_posts(tmp_path / "content", POSTS)

    site = Site(tmp_path, SETTINGS[name])
    stock = site.by_pelican()

    def again_by_pelican(first: dict[str, bytes]) -> dict[str, bytes]:
        """What Pelican builds next: with its own cache that may be another site."""
        return site.by_pelican() if "LOAD_CONTENT_CACHE" in SETTINGS[name] else first

    assert (site.differences(stock), "cold") == ([], "cold")
    assert (site.differences(again_by_pelican(stock)), "again") == ([], "again")

    edited = tmp_path / "content/articles/sports/flood.md"
    edited.write_text(edited.read_text().replace("at the mill", "at the weir"))
    (tmp_path / "content/articles/lone-fr.md").unlink()
    write_posts(tmp_path / "content", {"articles/new.md": "Title: New\nDate: 2021-01-01\nTags: rivers\n\nNew.\n"})
    stock = site.by_pelican()

    assert (site.differences(stock), "after an edit") == ([], "after an edit")
    assert (site.differences(again_by_pelican(stock)), "again") == ([], "again")


@pytest.mark.parametrize("seed", range(3))
def test_a_site_of_random_posts_equals_the_one_pelican_builds(tmp_path: Path, seed: int) -> None:
    posts = random_posts(seed, 60)
    write_posts(tmp_path / "content", posts)

    site = Site(tmp_path, "")
    stock = site.by_pelican()

    assert (site.differences(stock), "cold") == ([], "cold")
    assert (site.differences(stock), "again") == ([], "again")
