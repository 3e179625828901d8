"""An index composed of a query's terms alone ranks as the whole lunr index does: same articles, order and scores."""

from __future__ import annotations

import random
from pathlib import Path

from .node import run

COMPARE = """
const { WholeIndex } = await import(JS + "/reader.mjs");
const { register } = await import(JS + "/terms.mjs");
register(lunr);
const json = JSON.parse(readFileSync(input.folder + "/lunr.json", "utf-8"));
const whole = lunr.Index.load(json);
const reader = new WholeIndex(lunr, JSON.parse(JSON.stringify(json)));
const terms = json.invertedIndex.map(([term]) => term);
let results = 0;
const differing = input.wishes.filter((wishes) => {
  const named = wishes.map(({ place, ...wish }) => ({ ...wish, term: terms[Math.floor(place * terms.length)] }));
  const composed = reader.rank(named);
  const expected = whole.query((query) => {
    for (const { term, field, boost } of named) {
      query.clause({ term, boost, usePipeline: false, ...(field && { fields: [field] }) });
    }
  });
  results += expected.length;
  const shown = expected.map(({ ref, score }) => ({ number: Number(ref), score }));
  return JSON.stringify(shown) !== JSON.stringify(composed);
});
console.log(JSON.stringify({ differing, results }));
"""


def test_ranking_by_composed_indexes_is_ranking_by_the_whole(folder: Path) -> None:
    chance = random.Random(1980)
    wishes = [
        [
            {
                "place": chance.random(),
                "field": chance.choice([None, None, "title", "body"]),
                "boost": chance.choice([1, 1, 3]),
            }
            for _ in range(chance.randint(1, 5))
        ]
        for _ in range(1_000)
    ]

    compared = run(COMPARE, {"folder": str(folder), "wishes": wishes})

    assert compared["differing"] == []
    assert compared["results"] > 2_000
