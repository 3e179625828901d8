# ruff: noqa: E501  # posts as they stand in files
"""Small sites with every feature of Pelican that touches articles, to be built with and without fast_build."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]

BASE = """
import sys
sys.path.insert(0, {home!r})
AUTHOR = "The Editors"
SITENAME = "A <i>small</i> site"
SITEURL = "https://site.example"
DEFAULT_LANG = "en"
THEME = {theme!r}
ARTICLE_PATHS = ["articles"]
PAGE_PATHS = ["pages"]
STATIC_PATHS = ["images"]
PLUGIN_PATHS = [{project!r}, {home!r}]
DEFAULT_PAGINATION = 3
FEED_ALL_ATOM = "feeds/all.atom.xml"
FEED_ALL_RSS = "feeds/all.rss.xml"
CATEGORY_FEED_ATOM = "feeds/{{slug}}.atom.xml"
TAG_FEED_RSS = "feeds/tag-{{slug}}.rss.xml"
AUTHOR_FEED_ATOM = "feeds/author-{{slug}}.atom.xml"
TRANSLATION_FEED_ATOM = "feeds/all-{{lang}}.atom.xml"
YEAR_ARCHIVE_SAVE_AS = "{{date:%Y}}/index.html"
MONTH_ARCHIVE_SAVE_AS = "{{date:%Y}}/{{date:%m}}/index.html"
DAY_ARCHIVE_SAVE_AS = "{{date:%Y}}/{{date:%m}}/{{date:%d}}/index.html"
PLUGINS = []
"""

MARKDOWN = """Title: {title}
Date: {date}
{head}

{body}
"""

POSTS = {
    "articles/sports/match.md": (
        "Title: A match at the river\nDate: 2019-04-30 16:05\nModified: 2019-05-02\nTags: football, Rivers; the Mill;\n"
        "Authors: Ann Lee, Bo Kim\nSummary: Eleven of *ours* and [the rest]({filename}flood.md).\n\n"
        "It rained before noon.\n\nThe second half was played on \\#2, 50 % of it in water & mud.\n"
    ),
    "articles/sports/flood.md": (
        "Title: Flood at the mill\nDate: 2019-04-30 18:00\nCategory: Weather\nTags: rivers\nAuthor: Ann Lee\n\n"
        "See [the match]({filename}/articles/sports/match.md), [the map]({static}/images/map.txt),\n"
        '[the plan]({attach}plan.txt), [about]({filename}/pages/about.md), |tag|rivers, <a href="{tag}rivers">more</a>\n'
        "and [her]({author}ann-lee), [all]({index}), [weather]({category}weather).\n\n* one\n* two\n\n"
        "![no words]({static}/images/map.txt)\n"
    ),
    "articles/sports/flood-fr.md": (
        "Title: Crue au moulin\nDate: 2019-04-30 18:00\nCategory: Weather\nSlug: flood-at-the-mill\nLang: fr\n\nIl pleut.\n"
    ),
    "articles/lone-fr.md": "Title: Seul\nDate: 2018-01-01\nLang: fr\nTranslation: true\n\nSeulement en français.\n",
    "articles/draft.md": "Title: Not yet\nDate: 2020-01-01\nStatus: draft\nCategory: Weather\n\nA draft.\n",
    "articles/undated-draft.md": "Title: Some day\nStatus: draft\n\nNo date at all.\n",
    "articles/hidden.md": "Title: Hidden\nDate: 2020-02-02\nStatus: hidden\nTags: rivers\n\nNobody lists this.\n",
    "articles/skipped.md": "Title: Skipped\nDate: 2020-02-02\nStatus: skip\n\nNobody reads this.\n",
    "articles/untitled.md": "Date: 2020-02-02\n\nIt has no title, and is left out with an error.\n",
    "articles/bad-date.md": "Title: When?\nDate: the day before\n\nIt has no date.\n",
    "articles/own-address.md": "Title: Elsewhere\nDate: 2017-06-05\nURL: far/away/\nSave_as: far/away/index.html\n\nFar.\n",
    "articles/own-slug.md": "Title: Größe und Maß\nDate: 2017-06-05 07:00\nTags: Ärger, C++, c#, .NET\n\nÜber alles.\n",
    "articles/2016-03-04-named.md": "Title: Dated by its name\nTags: football\n\nThe date is in the file's name.\n",
    "articles/zoned.md": "Title: Zoned\nDate: 2019-04-30T16:05:00+09:00\nTags: football\n\nFar east.\n",
    "articles/lists.md": (
        "Title: Many words\nDate: 2015-12-31 23:59\nTags: football\nTags: twice\nSeries: one\nSeries: two\n\n"
        + "\n\n".join(f"Paragraph {n} has words, don't you think, and ends – here." for n in range(12))
        + "\n"
    ),
    "articles/code.md": (
        "Title: Code\nDate: 2014-01-01\nTags: code\n\n    :::python\n    x = 1 < 2\n\nA note[^1], a HTML abbreviation and a\n"
        "table:\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n*[HTML]: markup\n[^1]: Below.\n\nTerm\n:   meaning\n"
    ),
    "articles/html.html": (
        "<html><head><title>By hand</title><meta name='date' content='2013-01-01'/><meta name='tags' content='code, x'/>"
        "<meta name='summary' content='Short &amp; plain'/></head><body><p>Some <b>markup</b> {here}.</p></body></html>"
    ),
    "articles/rest.rst": (
        "Structured\n##########\n\n:date: 2012-07-08 09:10\n:tags: code, football\n:summary: With *emphasis*.\n:category: Weather\n\n"
        "A paragraph.\n\n.. code-block:: python\n\n   x = 1\n\nSee `the match <{filename}sports/match.md>`_.\n"
    ),
    "articles/empty.md": "Title: Nothing\nDate: 2011-01-01\n",
    "articles/cr.md": "Title: Old ends\r\nDate: 2010-10-10\r\nTags: football\r\n\r\nOne.\r\n\r\nTwo.\r\n",
    "articles/bom.md": "\ufeffTitle: Marked\nDate: 2010-10-11\n\nWith a mark at its beginning.\n",
    "articles/templated.md": "Title: Another page\nDate: 2010-10-12\nTemplate: archives\n\nShown by another template.\n",
    "pages/about.md": "Title: About\n\nSee [the flood]({filename}/articles/sports/flood.md).\n",
    "pages/about-fr.md": "Title: A propos\nSlug: about\nLang: fr\n\nBonjour.\n",
    "pages/quiet.md": "Title: Quiet\nStatus: hidden\n\nShh.\n",
    "images/map.txt": "a map\n",
    "articles/sports/plan.txt": "a plan\n",
}

WORDS = [
    "rain",
    "river",
    "mill",
    "mayor",
    "vote",
    "harbour",
    "школа",
    "洪水",
    "of",
    "the",
    "and",
    "in",
    "“quoted”",
    "it's",
    "co-op",
    "12",
    "1,348",
    "A.",
    "\\#",
    "&",
    "&amp;",
    "<",
    "*so*",
    "_no_",
    "[x]",
    "{y}",
    "|z|",
]


def write_posts(content: Path, posts: Mapping[str, str]) -> None:
    """Writes these files below a content folder, with times that lie back."""
    for name, text in posts.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        os.utime(path, (1_500_000_000, 1_500_000_000))


def random_posts(seed: int, count: int) -> dict[str, str]:
    """Posts of random heads and bodies, dates all different."""
    chance = random.Random(seed)

    def words(most: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(chance.randint(1, most)))

    posts = {}
    langs = ["en", "fr"]
    for number in range(count):
        head = [
            f"Title: {number} {words(8)}",
            f"Date: {chance.randint(1999, 2003)}-{number % 12 + 1:02}-{number % 28 + 1:02} 10:{number % 60:02}",
        ]
        for name, most in (
            ("Tags", 4),
            ("Authors", 2),
            ("Category", 1),
            ("Summary", 20),
            ("Lang", 0),
            ("Status", 0),
            ("Slug", 0),
            ("Modified", 0),
        ):
            if chance.random() < 0.4 or name == "Lang":
                said = {
                    "Lang": langs[number % 2],  # two posts may have one slug, in two languages
                    "Status": chance.choice(["published", "draft", "hidden", "Published"]),
                    "Slug": f"s{number // 2}",
                    "Modified": "2020-01-01",
                }.get(name) or "; ".join(words(3) for _ in range(most))
                head.append(f"{name}: {said}")
        blocks = []
        for _ in range(chance.randint(0, 6)):
            block = words(40)
            start = chance.choice(["", "", "", "", "# ", "* ", "1. ", "> ", "    ", "12\\. ", "<p>", "----\n"])
            blocks.append(start + block)
        posts[f"articles/{chance.choice(['', 'a/', 'b/c/'])}{number}.md"] = (
            "\n".join(head) + "\n\n" + "\n\n".join(blocks) + "\n"
        )
    return posts


def build(home: Path, settings: str, output: str, *, fast: bool, theme: str = "simple") -> str:
    """Runs Pelican on `home/content` in a process of its own, and gives back what it printed of levels and signals."""
    conf = home / "settings" / f"{output}.py"
    conf.parent.mkdir(exist_ok=True)
    text = BASE.format(home=str(home), project=str(PROJECT), theme=theme) + settings
    if fast:
        text += '\nPLUGINS = ["plugins.fast_build", *PLUGINS]\nFAST_BUILD = True\n'
    conf.write_text(text, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    done = subprocess.run(
        [sys.executable, "-m", "pelican", str(home / "content"), "-s", str(conf), "-o", str(home / output)],
        env={**environment, "PYTHONHASHSEED": "0", "PYTHONPATH": str(PROJECT), "COLUMNS": "300"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
