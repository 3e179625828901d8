"""Articles as the oracle sees them: at each place of a text, what stands there.

No code of the index is used but the folding and stemming of a single word.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from plugins.archive_search.normalise import fold
from plugins.archive_search.terms import COMMON, term_of

HERE = Path(__file__).parent
FIELDS = ("title", "body", "source", "author", "region", "topic")
LANGUAGES = ("", "ru")  # that stem words in their own way
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060]")
HAN = "\u4e00-\u9fff"
LETTER = rf"[^\W_{HAN}]"
JOINT = r"[-‐‑–'‘’.&]|(?<=\d),(?=\d\d\d(?!\d))"
CHAIN = re.compile(rf"[{HAN}]+|{LETTER}+(?:(?:{JOINT}){LETTER}+)*")


class Standing(NamedTuple):
    """Something that stands at a place of a text."""

    word: str  # folded
    form: str  # as printed
    length: int = 1  # places it takes: "covid19" of "COVID-19" takes two


def key_of(word: str, language: str) -> str:
    """What a word of a text is compared by: common words stand for themselves, others for all of their forms."""
    return f"common {word}" if word in COMMON else f"term {term_of(word, language)}"


@cache
def keys_of(word: str) -> frozenset[str]:
    """What a word of a query is compared by: its language is not known."""
    return frozenset(key_of(word, language) for language in LANGUAGES)


class Place:
    """What stands at a place: words, and keys and printed forms with their lengths. A tag's language is not known."""

    def __init__(self, standing: Iterable[Standing], language: str | None) -> None:
        self.standing = tuple(standing)
        keys = [(keys_of(s.word) if language is None else {key_of(s.word, language)}, s) for s in self.standing]
        self.lengths = {(key, s.length) for found, s in keys for key in found}
        self.keys = frozenset(key for key, _ in self.lengths)
        self.forms = {(s.form, s.length) for s in self.standing}


@dataclass(frozen=True)
class Chain:
    """Words that are joined: what stands at each of its parts, what it is as one word, and its tails ("meara")."""

    parts: tuple[Standing, ...]
    whole: Standing | None
    tails: tuple[tuple[int, Standing], ...] = ()
    pairs: tuple[Standing, ...] = ()

    def places(self, language: str | None) -> list[Place]:
        at = [{part} for part in self.parts]
        if self.whole:
            at[0].add(self.whole)
        for place, tail in self.tails:
            at[place].add(tail)
        for place, pair in enumerate(self.pairs):
            at[place].add(pair)
        return [Place(standing, language) for standing in at]


@cache
def chains(text: str) -> tuple[Chain, ...]:
    plain = unicodedata.normalize("NFC", INVISIBLE.sub("", text))
    return tuple(_chain(match[0]) for match in CHAIN.finditer(plain))


def _chain(run: str) -> Chain:
    if re.match(f"[{HAN}]", run):
        parts = tuple(Standing(sign, sign) for sign in run)
        return Chain(parts, None, pairs=tuple(Standing(a + b, a + b, 2) for a, b in pairwise(run)))
    pieces = re.split(f"({JOINT})", re.sub("[‐‑–]", "-", re.sub("[‘’]", "'", run)))
    if pieces[-2:] == ["'", "s"] or pieces[-2:] == ["'", "S"]:
        del pieces[-2:]
    words, joints = pieces[::2], pieces[1::2]
    whole_form = "".join(pieces)
    if len(words) > 1 and all(joint == "." for joint in joints) and all(len(w) == 1 and w.isalpha() for w in words):
        one = Standing(fold("".join(words)), whole_form)
        return Chain((one,), one)
    forms, tails, whole = [words[0]], [], fold(words[0])
    for joint, word in zip(joints, words[1:], strict=True):
        decimal = joint == "." and forms[-1][-1].isdecimal() and word[0].isdecimal()
        whole += ("." if decimal else "") + fold(word)
        if decimal or joint in "',":
            forms[-1] += joint + word
            if joint == "'" and len(word) > 2:
                tails.append((len(forms) - 1, Standing(fold(word), word)))
        else:
            forms.append(word)
    parts = tuple(Standing(_joined(form), form) for form in forms)
    return Chain(parts, Standing(whole, whole_form, len(parts)), tuple(tails))


def _joined(form: str) -> str:
    """The word of a part: without apostrophes and the commas of thousands."""
    return fold(re.sub("[',]", "", form))


def places(text: str, language: str | None = None) -> list[Place]:
    return [place for chain in chains(text) for place in chain.places(language)]


@dataclass(frozen=True)
class Tags:
    """The tags of one kind."""

    labels: dict[str, str]
    parents: dict[str, list[str]]

    def above(self, tag: str) -> set[str]:
        """The tag and all that contain it."""
        return {tag}.union(*(self.above(parent) for parent in self.parents[tag]))


@dataclass(frozen=True)
class Article:
    data: dict[str, Any]
    labels: dict[str, dict[str, str]]

    @property
    def id(self) -> str:
        return str(self.data["id"])

    @property
    def date(self) -> str:
        return str(self.data["date"])

    def tags(self, kind: str) -> list[str]:
        return list(self.data[{"region": "regions", "topic": "topics", "author": "authors"}.get(kind, kind)])

    @cached_property
    def fields(self) -> dict[str, list[list[Place]]]:
        """The values of each field."""
        texts = {kind: [self.labels[kind][tag] for tag in self.tags(kind)] for kind in FIELDS[2:]}
        texts |= {"title": [self.data["title"]], "body": [self.data["body"]]}
        language = self.data.get("lang", "")
        return {field: [places(text, language) for text in texts[field]] for field in FIELDS}

    def values(self, field: str | None) -> list[list[Place]]:
        return self.fields[field] if field else [value for field in FIELDS for value in self.fields[field]]

    @cached_property
    def keys(self) -> dict[str | None, set[str]]:
        """Everything that stands anywhere in each field, and in all."""
        return {
            field: {key for value in self.values(field) for place in value for key in place.keys}
            for field in (*FIELDS, None)
        }


def load() -> tuple[list[Article], dict[str, Tags]]:
    """The corpus and its tags by kind."""
    lines = [json.loads(line) for line in (HERE / "corpus.jsonl").read_text(encoding="utf-8").splitlines()]
    data = json.loads((HERE / "tags.json").read_text(encoding="utf-8"))
    trees = {
        kind: Tags({tag["id"]: tag["label"] for tag in data[kind]}, {tag["id"]: tag["parents"] for tag in data[kind]})
        for kind in ("region", "topic")
    }
    for kind, key in (("source", "source"), ("author", "authors")):
        names = sorted({name for line in lines for name in line[key]})
        trees[kind] = Tags({name: name for name in names}, {name: [] for name in names})
    labels = {kind: tree.labels for kind, tree in trees.items()}
    return [Article(line, labels) for line in lines], trees
