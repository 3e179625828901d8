"""JSON-LD: the objects of a page that describe a story, tolerant of what hand-made templates do to JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup

from ..wordlists import words

DEPTH_MAX = 12  # levels of objects looked into
ITEMS_MAX = 200  # objects of a list looked into
NAMES_MAX = 12
PLAIN_MAX = 2_000  # characters of a value that may hold markup
BODY_MAX = 400_000  # characters of an articleBody
BROKEN = 0.75  # how far a value of broken JSON is believed
STORY_TYPES = words(
    "article newsarticle reportagenewsarticle analysisnewsarticle opinionnewsarticle backgroundnewsarticle"
    " reviewnewsarticle blogposting liveblogposting report scholarlyarticle techarticle socialmediaposting"
    " advertisercontentarticle satiricalarticle discussionforumposting review"
)
PAGE_TYPES = words("webpage itempage")
_DESKS = words("organization newsmediaorganization corporation brand thing website")
_FIELDS = (
    ("headline", "titles", 0.95), ("alternativeHeadline", "decks", 0.85), ("description", "decks", 0.8),
    ("datePublished", "dates", 0.95), ("dateCreated", "dates", 0.8), ("dateModified", "updated", 0.9),
    ("url", "urls", 0.9),
)  # fmt: skip
_COMMENT = re.compile(r"<!--|-->|^\s*//\s*<!\[CDATA\[|//\s*\]\]>|<!\[CDATA\[|\]\]>", re.MULTILINE)
_LAST_COMMA = re.compile(r",(?=\s{0,200}[}\]])")
_STRING = re.compile(
    r'"(?P<key>headline|datePublished|dateModified|dateCreated|articleBody)"\s{0,20}:\s{0,20}"(?P<value>(?:[^"\\]|\\.){1,9000})"'
)
_AUTHOR = re.compile(
    r'"author"\s{0,20}:\s{0,20}\[?\s{0,20}(?:"(?P<plain>[^"\\]{2,80})"'
    r'|\{[^{}\[\]]{0,300}?"name"\s{0,20}:\s{0,20}\[?\s{0,20}"(?P<name>[^"\\]{2,80})")'
)


@dataclass(frozen=True, slots=True)
class Values:
    """(field, key of JSON-LD, value, how far it is believed), firmest first; and the texts of stories."""

    fields: tuple[tuple[str, str, str, float], ...] = ()
    bodies: tuple[str, ...] = ()


def read_json_ld(text: str) -> Values:
    """What a JSON-LD script says of stories; nothing for one that says nothing of any."""
    text = _COMMENT.sub("", text).strip().rstrip(";")
    data = _loaded(text)
    if data is None:
        data = _loaded(_LAST_COMMA.sub("", text))
    if data is None:
        return _broken(text)
    stories: list[Mapping[str, Any]] = []
    pages: list[Mapping[str, Any]] = []
    for item, page in _items(data, 0):
        (pages if page else stories).append(item)
    fields = tuple(value for item in stories for value in _of_story(item))
    fields += tuple(value for item in pages for value in _of_page(item))
    bodies = tuple(item["articleBody"][:BODY_MAX] for item in stories if isinstance(item.get("articleBody"), str))
    return Values(fields, bodies)


def _loaded(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _items(data: Any, depth: int) -> Iterator[tuple[Mapping[str, Any], bool]]:
    """The objects that describe a story, and those that describe a page (True)."""
    if depth > DEPTH_MAX:
        return
    if isinstance(data, list):
        for part in data[:ITEMS_MAX]:
            yield from _items(part, depth + 1)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        names = {str(kind).rpartition("/")[2].lower() for kind in (kinds if isinstance(kinds, list) else [kinds])}
        if names & STORY_TYPES:
            yield data, False
        elif names & PAGE_TYPES:
            yield data, True
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "liveBlogUpdate"):
            if isinstance(data.get(key), list | dict):
                if key == "liveBlogUpdate":
                    continue  # posts of a live blog: the blog itself is the story
                yield from _items(data[key], depth + 1)


def _of_story(item: Mapping[str, Any]) -> Iterator[tuple[str, str, str, float]]:
    for key, field, confidence in _FIELDS:
        if isinstance(item.get(key), str):
            yield field, key, plain(item[key]), confidence
    for key in ("author", "creator"):
        for name, person in _names(item.get(key)):
            yield ("authors" if person else "groups"), key, name, 0.95 if key == "author" else 0.85
        if item.get(key):
            break
    for name, _ in _names(item.get("publisher")):
        yield "sites", "publisher", name, 0.9


def _of_page(item: Mapping[str, Any]) -> Iterator[tuple[str, str, str, float]]:
    """A page's own description: its dates are the story's on most sites, its name often the story's title."""
    for key, field, confidence in (
        ("headline", "titles", 0.85), ("datePublished", "dates", 0.85), ("dateModified", "updated", 0.8),
        ("description", "decks", 0.7), ("url", "urls", 0.8),
    ):  # fmt: skip
        if isinstance(item.get(key), str):
            yield field, key, plain(item[key]), confidence
    for name, _ in _names(item.get("publisher")):
        yield "sites", "publisher", name, 0.85


def _names(value: Any) -> Iterator[tuple[str, bool]]:
    """The names in the value, each with whether it may be a person's."""
    for part in (value if isinstance(value, list) else [value])[:NAMES_MAX]:
        if isinstance(part, str) and not part.startswith(("http:", "https:", "#", "@")):
            yield plain(part), True
        elif isinstance(part, dict):
            kinds = part.get("@type")
            person = str(kinds[0] if isinstance(kinds, list) and kinds else kinds).lower() not in _DESKS
            name = part.get("name")
            for one in (name if isinstance(name, list) else [name])[:NAMES_MAX]:
                if isinstance(one, str):
                    yield plain(one), person
        elif isinstance(part, list):
            yield from _names(part)


def _broken(text: str) -> Values:
    """The plain strings of JSON that no parser reads."""
    if not re.search(r'"@type"\s{0,20}:\s{0,20}\[?\s{0,20}"\w{0,40}(?:Article|Posting|Report)', text):
        return Values()
    fields: list[tuple[str, str, str, float]] = []
    bodies: list[str] = []
    where = {key: field for key, field, _ in _FIELDS}
    for found in _STRING.finditer(text):
        value = _unescaped(found["value"])
        if found["key"] == "articleBody":
            bodies.append(value)
        else:
            fields.append((where[found["key"]], found["key"], plain(value), BROKEN))
    fields += [("authors", "author", plain(m["plain"] or m["name"]), BROKEN) for m in _AUTHOR.finditer(text)]
    return Values(tuple(fields), tuple(bodies))


def _unescaped(text: str) -> str:
    loaded = _loaded(f'"{text}"')
    return loaded if isinstance(loaded, str) else text


def plain(text: str) -> str:
    """The text without markup: some sites put tags and references into JSON."""
    return BeautifulSoup(text[:PLAIN_MAX], "lxml").get_text(" ") if "<" in text or "&" in text else text
