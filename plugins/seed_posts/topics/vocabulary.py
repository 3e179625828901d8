"""The topics of the archive: IPTC Media Topics, and the words that speak for each.

topics.tsv holds codes, labels and tree as IPTC publishes them; topics-lexicon.yaml, kept by hand, holds the words. The
archive's own seeds/topics.yaml adds to both, or overrides them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from ..marked_yaml import Entry, Problems, VocabularyError, check_parents, raise_all, read_entries
from ..wordlists import DATA
from .scoring import Lexicon, compile_lexicon
from .words import WORD

FIELDS = frozenset(["label", "parent", "strong", "terms", "weak", "against", "note"])
WEIGHTS = {"strong": 3.0, "terms": 2.0, "weak": 1.0}  # points for one term
LABELLED = ("ru", "zh")  # languages with labels of their own, as topic-labels.tsv has its columns
AGAINST = -1.0  # points for a term that speaks against a topic ("bank of the river")
_CODE = re.compile(r"medtop:\d{8}|x:[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject with a page of its own, at topic/<path>/."""

    code: str  # "medtop:20000373", or "x:…" for one of the archive's own
    label: str
    parent: str = ""  # code; "" for a root
    path: str = ""
    terms: tuple[tuple[str, float], ...] = ()  # term and points; empty for a topic only people assign


class Topics:
    """All topics, by code, in code order."""

    def __init__(self, topics: Mapping[str, Topic]) -> None:
        self._topics = dict(sorted(topics.items()))
        self._above: dict[str, tuple[str, ...]] = {}  # ancestors already looked up

    def __contains__(self, code: str) -> bool:
        return code in self._topics

    def __iter__(self) -> Iterator[str]:
        yield from self._topics

    def __len__(self) -> int:
        return len(self._topics)

    def get(self, code: str) -> Topic | None:
        """The topic, or None for a code the vocabulary does not have."""
        return self._topics.get(code)

    def label(self, code: str) -> str:
        """The topic's label, or the code itself where the vocabulary does not have it."""
        topic = self._topics.get(code)
        return topic.label if topic else code

    def ancestors(self, code: str) -> tuple[str, ...]:
        """Codes of the broader topics, nearest first; the last is a root."""
        known = self._above.get(code)
        if known is not None:
            return known
        found: dict[str, None] = {}
        topic = self._topics.get(code)
        while topic and topic.parent and topic.parent not in found:
            found[topic.parent] = None
            topic = self._topics.get(topic.parent)
        return self._above.setdefault(code, tuple(found))

    def root(self, code: str) -> str:
        """Code of the root above it, or itself for a root."""
        return self._roots.get(code, code)

    def children(self, code: str) -> tuple[str, ...]:
        """Codes of the topics directly below it, sorted."""
        return self._children.get(code, ())

    def roots(self) -> tuple[str, ...]:
        """Codes of the topics without a parent, sorted."""
        return self._children[""]

    def in_language(self, language: str) -> Topics:
        """The same topics, with labels in a language ("ru") where they are written down."""
        if language not in LABELLED:
            return self
        labels = labels_in(language)
        return Topics(
            {code: replace(topic, label=labels.get(code, topic.label)) for code, topic in self._topics.items()}
        )

    @cached_property
    def lexicon(self) -> Lexicon:
        """The lexicon, compiled when first asked for."""
        return compile_lexicon({code: topic.terms for code, topic in self._topics.items()})

    @cached_property
    def _roots(self) -> Mapping[str, str]:
        """The root above each topic that has one."""
        return {code: above[-1] for code in self._topics if (above := self.ancestors(code))}

    @cached_property
    def _children(self) -> Mapping[str, tuple[str, ...]]:
        below: dict[str, list[str]] = defaultdict(list)
        for code, topic in self._topics.items():
            below[topic.parent].append(code)
        return {parent: tuple(codes) for parent, codes in below.items()}


def labels_in(language: str) -> dict[str, str]:
    """Code → label, of the topics that have one in one of the LABELLED languages."""
    lines = [line.split("\t") for line in (DATA / "topic-labels.tsv").read_text("utf-8").splitlines()]
    return {line[0]: line[1 + LABELLED.index(language)] for line in lines if _CODE.fullmatch(line[0])}


def load_topics(extra: Path | None = None) -> Topics:
    """The shipped topics, with those of `extra` (seeds/topics.yaml) over them. Raises VocabularyError."""
    topics: dict[str, Topic] = {}
    for line in (DATA / "topics.tsv").read_text("utf-8").splitlines():
        if line.startswith("medtop:"):
            code, label, parent, slug = line.split("\t")
            topics[code] = Topic(code, label, parent, slug)
    files = sorted((DATA / "topics").glob("*.yaml"))
    if extra is not None and extra.is_file():
        files.append(extra)
    problems: Problems = []
    for file in files:
        for entry in read_entries(file, f"{file.parent.name}/{file.name}", FIELDS, problems, shipped=file is not extra):
            try:
                topic = _applied(entry, topics, problems) if entry.sound else None
            except VocabularyError as error:
                problems.append(error)
                topic = None
            topics[entry.key] = topic or topics.get(entry.key) or Topic(entry.key, entry.key)
    raise_all(problems)
    return Topics(topics)


def _applied(entry: Entry, topics: Mapping[str, Topic], problems: Problems) -> Topic:
    """The topic as the entry makes it. Raises VocabularyError where it makes none."""
    code = entry.key
    if not _CODE.fullmatch(code):
        raise VocabularyError(entry.where(), f"{code!r} is not a topic code", "use medtop:20000373 or x:my-topic")
    before = topics.get(code)
    if before is None:
        if code.startswith("medtop:"):
            raise VocabularyError(
                entry.where(), f"IPTC has no active topic {code}", "use an active code, or x:my-topic"
            )
        if not entry.text("label"):
            raise VocabularyError(entry.where(), f"{code} is new and has no label", "write label: and parent:")
        before = Topic(code, entry.label(), path=code.removeprefix("x:"))
    label = entry.label(before.label)
    if code in topics and code.startswith("medtop:") and label != topics[code].label:
        what = f"IPTC calls {code} {topics[code].label!r}, not {label!r}"
        problems.append(VocabularyError(entry.where("label"), what, "use IPTC's label, or an x: topic"))
    parent = entry.text("parent", before.parent)
    if parent and parent not in topics:
        what = f"no topic {parent!r}"
        problems.append(VocabularyError(entry.where("parent"), what, "use a code that is defined above it"))
    elif "parent" in entry.fields:
        check_parents(entry, parent, lambda above: topics[above].parent, problems)
    points = dict(before.terms)
    for field, weight in (*WEIGHTS.items(), ("against", AGAINST)):
        for term in entry.texts(field):
            if not WORD.search(term):
                what = f"{term!r} holds no word"
                problems.append(VocabularyError(entry.where(field), what, "write words, or delete it"))
        points |= dict.fromkeys(entry.texts(field), weight)
    return replace(before, label=label, parent=parent, terms=tuple(points.items()))
