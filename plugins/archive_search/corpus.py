"""All articles in order, with as little of each as the parts of a search need that look at all of them.

The texts of an article are made when somebody asks for them. What is known from the last build is not made again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from .records import KINDS, Record, tags_of
from .store import digest, to_json
from .tags import Tag

DIGEST = 16  # bytes


class Head(NamedTuple):
    """What is known of an article without its texts. Heads sort as articles are numbered."""

    date: str
    id: str
    lang: str
    url: str
    digest: str  # of the record, in hex; articles alike in all before it are told apart by it
    rights: str
    key: str  # of its source, the second one if there are two
    first: str  # if there are two, the first
    tags: str  # of each kind its tags, by their places in Tags.known: "3 17;4;0;"


class Tags:
    """Every different tag, once."""

    def __init__(self, plain: Iterable[tuple[str, str, Sequence[int]]] = ()) -> None:
        """From what `plain` gave."""
        self.known: list[Tag] = []
        for id, label, parents in plain:
            self.known.append(Tag(id, label, tuple(self.known[parent] for parent in parents)))
        self._number = {tag: number for number, tag in enumerate(self.known)}
        self._seen: dict[int, tuple[Tag, int]] = {}  # by the object, which most articles share

    def number(self, tag: Tag) -> int:
        """The place of a tag among those known; from now on it is."""
        seen = self._seen.get(id(tag))
        if seen:
            return seen[1]
        number = self._number.get(tag, -1)
        if number < 0:
            for parent in tag.parents:
                self.number(parent)
            number = self._number[tag] = len(self.known)
            self.known.append(tag)
        self._seen[id(tag)] = tag, number
        return number

    def plain(self) -> list[tuple[str, str, list[int]]]:
        """All tags in plain data; what contains a tag comes before it."""
        return [(tag.id, tag.label, [self._number[parent] for parent in tag.parents]) for tag in self.known]


class Filings(NamedTuple):
    """What articles are filed under: many alike."""

    different: list[tuple[Tag, ...]]  # each once
    of: list[int]  # of each article, which


@dataclass(frozen=True, slots=True)
class Corpus:
    """The articles in order: their places are their numbers."""

    heads: Sequence[Head]
    tags: Tags
    make: Sequence[Callable[[], Record]]
    before: Sequence[Head] = ()  # the heads of the last build, if it is known
    _known: dict[str, Any] = field(default_factory=dict)  # what was worked out once

    def once(self, what: str, work: Callable[[], Any]) -> Any:
        """What `work` gives; it is called the first time only."""
        if what not in self._known:
            self._known[what] = work()
        return self._known[what]

    def record(self, number: int) -> Record:
        """The whole of an article."""
        return self.make[number]()

    def is_filed_as_before(self) -> bool:
        """Whether the articles of the last build, in their order, were as many and filed under the same."""
        found: bool = self.once("as before", lambda: _filed(self.heads) == _filed(self.before) and bool(self.before))
        return found

    def filings(self, kind: str) -> Filings:
        """The tags of a kind."""
        found: Filings = self.once(f"filings {kind}", lambda: self._filings(kind))
        return found

    def _filings(self, kind: str) -> Filings:
        known = self.tags.known
        place: dict[str, int] = {}
        of = [place.setdefault(numbers, len(place)) for numbers in self._told(kind)]
        return Filings([tuple(known[int(number)] for number in numbers.split()) for numbers in place], of)

    def digest(self, kind: str) -> bytes:
        """A digest of `filings`."""

        def work() -> bytes:
            tags = self.once("tags", lambda: to_json(self.tags.plain()))
            return digest(tags + "\n".join([*self._told(kind), ""]).encode())

        found: bytes = self.once(f"digest {kind}", work)
        return found

    def _told(self, kind: str) -> Sequence[str]:
        """Of each article its tags of a kind, as heads tell them."""
        told: list[Sequence[str]] = self.once(
            "told", lambda: list(zip(*(h.tags.split(";") for h in self.heads), strict=True))
        )
        return told[KINDS.index(kind)] if told else ()

    def release(self) -> str:
        """Sixteen hex digits that name this state of the corpus."""
        return hashlib.sha256("".join(head.digest for head in self.heads).encode()).hexdigest()[:16]


def _filed(heads: Sequence[Head]) -> list[str]:
    return [head.tags for head in heads]


def corpus_of(records: Iterable[Record]) -> Corpus:
    """The corpus of these records, all at hand."""
    tags = Tags()
    found = sorted(((head_of(record, "", "", tags), record) for record in records), key=lambda pair: pair[0])
    return Corpus([head for head, _ in found], tags, [partial(_itself, record) for _, record in found])


def _itself(record: Record) -> Record:
    return record


def head_of(record: Record, key: str, first: str, tags: Tags) -> Head:
    """The head of a record; `key` and `first` are as in Head."""
    numbers = ";".join(" ".join(str(tags.number(tag)) for tag in tags_of(record, kind)) for kind in KINDS)
    return Head(record.date, record.id, record.lang, record.url, digest_of(record), record.rights, key, first, numbers)


def digest_of(record: Record) -> str:
    """A digest of everything in a record, in hex."""
    texts = (record.id, record.title, record.body, record.date, record.url, record.agency, record.lang)
    tags = [[_plain(tag) for tag in tags_of(record, kind)] for kind in KINDS]
    content = json.dumps((*texts, record.assigned, record.original_url, record.rights, tags))
    return hashlib.blake2b(content.encode(), digest_size=DIGEST).hexdigest()


def _plain(tag: Tag) -> list[Any]:
    return [tag.id, tag.label, [_plain(parent) for parent in tag.parents]]
