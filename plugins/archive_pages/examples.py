"""Words of the archive itself for the examples of a page about the search, so that they find something in it.

A page writes `{word}` where such a word belongs, and links an example to the search with nothing behind it:
[`"{phrase}" NEAR/8 {third}`](../search/) becomes a link to the search for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from .entries import Entry
    from .trees import Tree

LOOKED_AT = 500  # newest stories among which one is looked for that has something of everything
SHORTEST, LONGEST = 5, 14  # letters of a word: not "with", and no name of a chemical
COMMON = {  # of so many letters, and nothing anybody searches for
    "about", "after", "again", "against", "before", "between", "could", "during", "first", "other", "should",
    "since", "still", "their", "there", "these", "those", "through", "under", "until", "where", "which",
    "while", "whose", "would",
}  # fmt: skip
USUAL = {  # for an archive where no story has them all
    "word": "harbour", "second": "ferry", "third": "winter", "phrase": "harbour ferry", "printed": "Harbour",
    "exactly": "Harbour Ferry",
    "begin": "har", "end": "our", "one_letter": "harb?ur", "misspelt": "harrbour", "region": "Europe", "code": "150",
    "topic": "economy", "source": "Gazette", "author": "Lindqvist", "year": "2019", "month": "2019-04",
    "day": "2019-04-12",
}  # fmt: skip
_WORDS = re.compile(r"[^\W\d_]+")
_LONG = re.compile(rf"[a-zA-Z]{{{SHORTEST},{LONGEST}}}")
_NAME = re.compile(r"\{(\w+)\}")
_UNASKED = re.compile(r'<a href="([^"?]*search/)">\s*<code>(.*?)</code>\s*</a>', re.DOTALL)


def examples_of(entries: Iterable[Entry], regions: Tree, topics: Tree) -> dict[str, str]:
    """Name → word, all of the newest story that has a day, a source, an author, tags, and two long words together."""
    for entry in islice(entries, LOOKED_AT):
        found = _of_story(entry, regions, topics)
        if found:
            return found
    return dict(USUAL)


def filled_in(text: Markup, examples: Mapping[str, str]) -> Markup:
    """The text of a page with the archive's words in place of their names, and its examples linked to their search."""
    words = _NAME.sub(lambda match: str(escape(examples.get(match[1], match[0]))), text)
    return Markup(_UNASKED.sub(_asked, words))


def _asked(link: re.Match[str]) -> str:
    return f'<a href="{link[1]}?q={quote_plus(unescape(link[2]))}"><code>{link[2]}</code></a>'


def _of_story(entry: Entry, regions: Tree, topics: Tree) -> dict[str, str]:
    day = entry.date if len(entry.date) == len("2019-04-12") else ""
    first, second, third = _three_words(entry.title)
    named = [node for tag in entry.regions if (node := regions.get(tag.id)) and node.label.isalpha()]
    said = {first.lower(), second.lower(), third.lower()}
    region = next((node for node in named if node.label.lower() not in said), named[0] if named else None)
    topic = next((node for code in entry.topics if (node := topics.get(code))), None)
    author = entry.authors[0].split()[-1] if entry.authors and entry.authors[0].split() else ""
    if not (third and day and region and topic and entry.source and author.isalpha()):
        return {}
    word = first.lower()
    return {
        "word": word,
        "second": second.lower(),
        "third": third.lower(),
        "phrase": f"{word} {second.lower()}",
        "printed": first,
        "exactly": f"{first} {second}",
        "begin": word[:4],
        "end": word[-4:],
        "one_letter": f"{word[:3]}?{word[4:]}",
        "misspelt": f"{word[:3]}{word[2]}{word[3:]}",
        "region": region.label,
        "code": region.id,
        "topic": topic.label,
        "source": _WORDS.findall(entry.source)[-1] if _WORDS.findall(entry.source) else entry.source,
        "author": author,
        "year": day[:4],
        "month": day[:7],
        "day": day,
    }


def _three_words(title: str) -> tuple[str, str, str]:
    """Two words of a headline that stand together, and another; "" for each where there are none."""
    words = title.split(" ")
    fit = [bool(_LONG.fullmatch(word)) and word.lower() not in COMMON for word in words]
    for place in range(len(words) - 1):
        others = [word for at, word in enumerate(words) if fit[at] and at not in (place, place + 1)]
        if fit[place] and fit[place + 1] and others:
            return words[place], words[place + 1], others[-1]
    return "", "", ""
