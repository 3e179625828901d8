"""What tests of positions share: a folder with the parts of a search that tell where words stand, and a plain scan."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from plugins.archive_search.fields import BOOSTS, FIELDS, values_of
from plugins.archive_search.normalise import readings, runs
from plugins.archive_search.positions import write_positions
from plugins.archive_search.postings import index_of
from plugins.archive_search.records import Record
from plugins.archive_search.store import Store
from plugins.archive_search.tags import named
from plugins.archive_search.term_shards import plan_of, write_terms
from plugins.archive_search.terms import COMMON, term_of
from plugins.archive_search.tokens import tokens_of

Operand = dict[str, Any]
Span = tuple[int, int]  # positions: the first, and the one after the last

OPEN = """
const { Files } = await import(JS + "/files.mjs");
const { Terms } = await import(JS + "/shards.mjs");
const { Positions } = await import(JS + "/positions.mjs");
const { articlesOf, articlesWith, spansOf } = await import(JS + "/proximity.mjs");
const read = [];
const files = new Files(async (name) => {
  read.push(name);
  return new Uint8Array(readFileSync(`${input.folder}/${name}`));
});
const root = await files.json("root.json");
const terms = new Terms(root.terms, files, root);
const positions = new Positions(root.positions, files, root, terms);
const texts = input.texts && (async (article, field) => input.texts[article][field]);
const tools = { positions, textOf: texts };
"""


def write(records: Sequence[Record], folder: Path) -> None:
    """Writes the files of terms and positions and a manifest that names them."""
    store = Store(folder)
    index = index_of(tokens_of(records))
    plan = plan_of(index)
    store.finish(
        {
            "articles": len(records),
            "fields": FIELDS,
            "boosts": BOOSTS,
            "terms": write_terms(store, index, plan),
            "positions": write_positions(store, index, plan.places),
        }
    )


class Scan:
    """Finds operands by looking through the texts."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.values = [
            {field: [_stand(value) for value in values_of(record, field)] for field in FIELDS} for record in records
        ]

    def articles(self, operand: Operand, field: str | None) -> list[int]:
        """The numbers of the articles where the operand stands."""
        fields = [field] if field else list(FIELDS)
        return [
            number
            for number, article in enumerate(self.values)
            if any(spans(operand, value) for name in fields for value in article[name])
        ]


def _stand(text: str) -> dict[tuple[str, str], list[tuple[int, int, str]]]:
    """("term" or "common", word) → (position, positions taken, form) of each place in a value."""
    found: dict[tuple[str, str], list[tuple[int, int, str]]] = {}
    position = 0
    for run in runs(text):
        all_readings = readings(run)
        parts = max((reading.place for reading in all_readings), default=-1) + 1
        for number, (word, form, place) in enumerate(all_readings):
            is_part = number < parts
            if word in COMMON:
                if is_part:
                    found.setdefault(("common", word), []).append((position + place, 1, form))
                continue
            inside = max((reading.place for reading in readings(form)), default=0) + 1
            standing = found.setdefault(("term", term_of(word)), [])
            if all(position + place != there for there, _, _ in standing):
                standing.append((position + place, inside, form))
        position += parts
    return found


def spans(operand: Operand, value: dict[tuple[str, str], list[tuple[int, int, str]]]) -> set[Span]:
    """All stretches of a value where the operand stands."""
    if "slot" in operand:
        return {span for alternative in operand["slot"] for span in _of_word(alternative, value)}
    if "any" in operand:
        return {span for item in operand["any"] for span in spans(item, value)}
    if "phrase" in operand:
        first, *others = operand["phrase"]
        found = spans({"slot": first}, value)
        for slot in others:
            after = spans({"slot": slot}, value)
            found = {(start, end) for start, middle in found for begin, end in after if begin == middle}
        return found
    first, second = (spans(item, value) for item in operand["near"])
    pairs = {(a, b) for a in first for b in second}
    if not operand["ordered"]:
        pairs |= {(b, a) for a, b in pairs}
    return {(a[0], b[1]) for a, b in pairs if 0 <= b[0] - a[1] < operand["distance"]}


def _of_word(alternative: dict[str, str], value: dict[tuple[str, str], list[tuple[int, int, str]]]) -> Iterator[Span]:
    kind = "term" if "term" in alternative else "common"
    for position, inside, form in value.get((kind, alternative[kind]), []):
        if alternative.get("form", form) == form:
            yield position, position + inside


_CONTENT = """
Polish polish POLISH attack attacks attacked Attacking bank banks university Toronto university's China China's
Sino-Russian Russian COVID-19 covid 19 COVID19 O’Meara O'Meara Meara l'école École ecole day day-to-day Baden-Baden
Baden U.S. US 3.5 3,812 AT&T R&D co-operation cooperation with-in l'about work-ing working 中国人民中国 中国 人民 人
中 Россия россия Москва
"""
_JOINING = "the of The in to and a THE for on it from by at with is that Of"
CONTENT = _CONTENT.split()
JOINING = _JOINING.split()
SOURCES = ["Coast Wire", "Wire of the Coast", "The Coast", "Polish Press-Agency", "中国 Wire", "at it"]


def made_up(count: int, seed: int, words: int = 60) -> list[Record]:
    """Articles of few words that come often, common ones among them."""
    chance = random.Random(seed)

    def text(most: int) -> str:
        kinds = (JOINING if chance.random() < 0.45 else CONTENT for _ in range(chance.randint(0, most)))
        return "".join(f"{chance.choice(kind)}{chance.choice(['', '', '', '', ',', '.', ' —'])} " for kind in kinds)

    return [
        Record(
            id=f"a{number:05}",
            title=text(8),
            body=text(words),
            source=named(*chance.sample(SOURCES, chance.randint(0, 3))),
            authors=named(*chance.sample(SOURCES, chance.randint(0, 2))),
        )
        for number in range(count)
    ]
