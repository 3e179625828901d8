"""Regions and topics as conversions want them, on disk: to read and compile their files takes ten times as long.

One file of the cache holds them, under a key of all that decides: code, data and what the folder of captures adds.
Whatever is wrong with it, it is a miss: they are loaded, and written down again.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from .files import write_whole
from .plain import from_plain, to_plain
from .regions.names import NameIndex, SensesByKey, Use, common_words
from .regions.region import Region
from .regions.vocabulary import Regions, read_rows
from .topics.scoring import Lexicon
from .topics.search import Finder, Forms
from .topics.vocabulary import Topic, Topics

SPENT = 7 * 86_400  # seconds after which a vocabulary that no run has used goes
USED = 3_600  # seconds within which a file counts as just used

Loaded = tuple[Regions, Topics]


def compiled_vocabulary(cache: Path, version: str, load: Callable[[], Loaded]) -> Loaded:
    """Regions and topics, ready to be found in texts; `load` gives them where the cache has none of this version.

    What they are made from is `load`'s to find wrong: nothing is kept of a vocabulary that raises.
    """
    path = cache / f"vocabulary-{sha256(version.encode()).hexdigest()[:32]}.json"
    with suppress(OSError, ValueError, KeyError, TypeError):
        found = _read(path)
        if time.time() - path.stat().st_mtime > USED:
            os.utime(path)
        return found
    regions, topics = load()
    said = {"regions": _plain_regions(regions), "topics": _plain_topics(topics)}
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    with suppress(OSError):  # a run that cannot note what it made has made it all the same
        cache.mkdir(parents=True, exist_ok=True)
        write_whole(path, f"{sha256(body.encode()).hexdigest()}\n{body}")
        for other in cache.glob("vocabulary-*.json"):
            if time.time() - other.stat().st_mtime > SPENT:
                other.unlink()
    return regions, topics


def _read(path: Path) -> Loaded:
    """What the file holds. Raises OSError, ValueError, KeyError or TypeError where that is no vocabulary."""
    head, _, body = path.read_bytes().partition(b"\n")
    if head.decode() != sha256(body).hexdigest():
        raise ValueError("damaged")
    said = msgspec.json.decode(body)
    return _regions(said["regions"]), _topics(said["topics"])


def _plain_regions(regions: Regions) -> dict[str, Any]:
    index = regions.index
    assert isinstance(index.senses, SensesByKey)
    return {
        "written": [to_plain(region) for region in regions.written()],
        "member_of": regions.member_of,
        "generated": index.senses.generated,
        "senses": index.senses.written_down(),
        "longest": index.longest,
        "follow": {first: "".join(sorted(initials)) for first, initials in index.follow.items()},
        "areas": sorted(index.areas),
        "letters": sorted(index.letters),
    }


def _regions(said: Mapping[str, Any]) -> Regions:
    written = {region.id: region for region in (from_plain(Region, plain) for plain in said["written"])}
    member_of = {id_: tuple(macros) for id_, macros in said["member_of"].items()}
    regions = Regions(read_rows(), written, member_of)
    senses = {key: tuple((id_, Use(use)) for id_, use in found) for key, found in said["senses"].items()}
    regions.index = NameIndex(
        SensesByKey(said["generated"], senses),
        said["longest"],
        common_words(),
        {first: frozenset(initials) for first, initials in said["follow"].items()},
        frozenset(said["areas"]),
        frozenset(said["letters"]),
    )
    return regions


def _plain_topics(topics: Topics) -> dict[str, Any]:
    lexicon = topics.lexicon
    forms = lexicon.finder.forms
    found = (topic for code in topics if (topic := topics.get(code)))
    weights = {term: " ".join(f"{code} {weight!r}" for code, weight in said) for term, said in lexicon.terms.items()}
    return {
        "topics": [[topic.code, topic.label, topic.parent, topic.path] for topic in found],  # terms are in the lexicon
        "terms": weights,
        "longest": forms.longest,
        "forms": b"\n".join(forms.read).decode("latin-1"),
        "term_of": "\n".join(forms.term_of),
    }


def _topics(said: Mapping[str, Any]) -> Topics:
    topics = Topics({code: Topic(code, label, parent, path) for code, label, parent, path in said["topics"]})
    read, term_of = said["forms"].encode("latin-1").split(b"\n"), said["term_of"].split("\n")
    if len(read) != len(term_of):
        raise ValueError("forms without terms")
    finder = Finder(Forms(frozenset(said["terms"]), said["longest"], read, term_of))
    topics.lexicon = Lexicon(_Weights(said["terms"]), finder)
    return topics


class _Weights(dict[str, Sequence[tuple[str, float]]]):
    """Topics and points of each term, read when first asked for: of 17,000 terms a story has a hundred."""

    def __init__(self, written: Mapping[str, str]) -> None:
        super().__init__()
        self._written = written

    def __missing__(self, term: str) -> Sequence[tuple[str, float]]:
        words = self._written[term].split(" ")
        self[term] = found = tuple(zip(words[::2], map(float, words[1::2]), strict=True))
        return found
