"""Captures with a gold that says what each line is: the shipped seeds, the captures of many forms, the real five."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.seed_posts.model import Conversion, Story
from plugins.seed_posts.pipeline import convert
from tools import ROOT

from . import tag_gold
from .answers import Answer, judge
from .chain import read
from .fields import authors_of, body_figures, date_of, headline_of
from .figures import ALL, Figure, share
from .gold import body_of, load_gold, score_folder
from .metrics import names, page_f1, words_key
from .pages import GOOD_BODY
from .sites import FOLDS

SAVED_FIELDS = ("count", "title", "date", "authors", "source")


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of captures, the gold of its texts and, if there are any, that of its saved pages."""

    collection: str
    captures: Path
    gold: Path
    saved: Path | None = None
    tagged: bool = False  # the gold of the texts names regions and topics


def folders(corpora: Path | None) -> list[Folder]:
    """The project's own, and the captures the shipped ones are digests of, where they stand beside the corpora."""
    tests = ROOT / "tests"
    found = [
        Folder("seeds-shipped", ROOT / "seeds", tests / "gold" / "seeds.json", tagged=True),
        Folder("captures", tests / "captures", tests / "captures" / "gold.json", tests / "captures" / "pages.json"),
    ]
    if corpora is not None and (corpora.parent / "gold" / "seeds.json").exists():
        beside = corpora.parent
        found.insert(1, Folder("seeds-real", beside / "seeds", beside / "gold" / "seeds.json", tagged=True))
    return found


def figures(folder: Folder) -> Iterator[Figure]:
    """The share of right answers by field, of the regions and topics where the gold has them."""
    conversions = convert(folder.captures).conversions
    score = score_folder(conversions, load_gold(folder.gold))
    for name in score.total:
        yield from share(folder.collection, ALL, name, score.right[name], score.total[name])
    if folder.tagged:
        yield from tag_gold.figures(folder.collection, folder.gold, folder.captures)
    if folder.saved:
        yield from saved_figures(f"{folder.collection}-html", folder.saved, conversions)


def saved_figures(collection: str, gold: Path, conversions: Sequence[Conversion]) -> Iterator[Figure]:
    """The share of right answers by field over the stories of saved pages, and their bodies."""
    by_capture = {conversion.capture.name: conversion.stories for conversion in conversions}
    right: dict[str, list[bool]] = {name: [] for name in SAVED_FIELDS}
    golds, outputs = [], []
    for page in json.loads(gold.read_text(encoding="utf-8"))["pages"]:
        stories = by_capture.get(page["file"], ())
        right["count"].append(len(stories) == len(page["stories"]))
        for wanted in page["stories"]:
            story = next((s for s in stories if words_key(s.headline.value) == words_key(wanted["title"])), None)
            for name, good in _saved_facts(wanted, story).items():
                right[name].append(good)
            golds.append("\n\n".join(wanted["body"]))
            outputs.append(story.text if story else "")
    for name, goods in right.items():
        yield from share(collection, ALL, name, sum(goods), len(goods))
    yield from body_figures(collection, ALL, golds, outputs)


def _saved_facts(wanted: Mapping[str, Any], story: Story | None) -> dict[str, bool]:
    if story is None:
        return dict.fromkeys(SAVED_FIELDS[1:], False)
    date = story.date.value.value if story.date.value else None
    return {
        "title": True,
        "date": date == wanted["date"],
        "authors": list(story.authors.value or ()) == wanted["authors"],
        "source": story.source.value == wanted["source"],
    }


def answers(folder: Folder) -> Iterator[Answer]:
    """What the chain claims of each story that begins where the gold's does, and whether it is so."""
    for number, document in enumerate(load_gold(folder.gold)["documents"]):
        reading = read(folder.captures / document["file"])
        wanted = {s["start"]: s for s in document["segments"] if s["type"] == "article"}
        for story in reading.stories:
            if story.first in wanted:
                right = _right(wanted[story.first], story, reading.lines)
                yield from judge(folder.collection, document["file"], number % FOLDS, story, reading.form, right)


def _right(wanted: Mapping[str, Any], story: Story, lines: Sequence[str]) -> dict[str, bool | None]:
    body = "\n".join(lines[n - 1] for n in body_of(wanted, lines))
    place = wanted["dateline"]["place"] if wanted["dateline"] else None
    facts = {name: wanted[name] == getattr(story, name).value for name in ("source", "agency", "url")}
    return facts | {
        "headline": words_key(wanted["title"]) == words_key(headline_of(story)) or wanted["title"] is None,
        "deck": bool(story.deck.evidence) and story.deck.evidence[0].line == wanted["deck_line"],
        "date": wanted["date"]["value"].startswith(date_of(story)),
        "authors": names([wanted["author"]] if wanted["author"] else ()) == names(authors_of(story)),
        "editor": wanted.get("editor") == story.editor.value,
        "dateline": place == (story.dateline.value.place if story.dateline.value else None),
        "body": page_f1(body, story.text) >= GOOD_BODY,
    }
