"""Whether the files of terms answer as the whole lunr index does: same articles, order and scores, to the last bit.

    python -m benchmarks.search_identity            # 1,000 articles with 1,000 queries, 10,000 with 200; 5 CPU minutes
    python -m benchmarks.search_identity 300 500    # so many articles and queries
    python -m benchmarks.search_identity --write    # puts the table into docs/search-benchmarks.md

Queries are made up of the archive's words in lunr's own syntax: one to four words, required, excluded, in fields,
boosted, with wildcards and misspellings, mixed, and with nothing but exclusions; each is answered in full and pruned to
ten hits. As many lists of wishes, which is how the search page ranks, are asked beside them.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from plugins.archive_search.fields import BOOSTS, FIELDS
from plugins.archive_search.lunr_index import build_index
from plugins.archive_search.postings import index_of
from plugins.archive_search.records import Record, in_order, record_of
from plugins.archive_search.store import Store, to_json
from plugins.archive_search.term_shards import plan_of, write_terms
from plugins.archive_search.terms import term_of
from plugins.archive_search.tokens import Tokens, tokens_of
from tools.environment import node

from .search.corpus import articles
from .search.report import how, put, table

WRITE = "--write"
RUNS = ((1_000, 1_000), (10_000, 200))  # articles, queries
PROGRAM = Path(__file__).with_suffix(".mjs")
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
POOL = 5_000  # words
BOOST = (1, 1, 1, 2, 5)


def queries(tokens: Tokens, count: int, chance: Random) -> list[str]:
    """So many queries in lunr's syntax; every kind comes equally often."""
    words = [word for word in pool(tokens, chance) if not set(word) & set(":~^+-*")]  # signs of the syntax
    kinds = (plain, plain, required, excluded, fielded, boosted, wildcard, fuzzy, mixed, only_excluded)
    return [kinds[number % len(kinds)](words, chance) for number in range(count)]


def pool(tokens: Tokens, chance: Random) -> list[str]:
    """Words to draw from: half as they come in texts, so mostly common ones, half of all alike, so mostly rare."""
    forms = [form for field in FIELDS for form in tokens.kept.in_field(field).form[: POOL * 10].tolist()]
    often = [tokens.words[tokens.form_word[form]] for form in chance.choices(forms, k=POOL)]
    return [*often, *chance.choices(tokens.words, k=POOL)]


def word(words: Sequence[str], chance: Random) -> str:
    """A word of the archive, or once in thirty one that it has not."""
    return chance.choice(words) if chance.random() < 0.97 else "".join(chance.choices(LETTERS, k=9))


def plain(words: Sequence[str], chance: Random) -> str:
    return " ".join(word(words, chance) for _ in range(chance.randint(1, 4)))


def required(words: Sequence[str], chance: Random) -> str:
    return " ".join(chance.choice(["+", "+", ""]) + word(words, chance) for _ in range(chance.randint(1, 4)))


def excluded(words: Sequence[str], chance: Random) -> str:
    return f"{plain(words, chance)} -{word(words, chance)}"


def fielded(words: Sequence[str], chance: Random) -> str:
    fields = [f"{chance.choice(['', '+', ''])}{chance.choice(FIELDS)}:{word(words, chance)}" for _ in range(2)]
    return " ".join([*fields, word(words, chance)][: chance.randint(1, 3)])


def boosted(words: Sequence[str], chance: Random) -> str:
    return " ".join(f"{word(words, chance)}^{chance.randint(2, 9)}" for _ in range(chance.randint(1, 3)))


def wildcard(words: Sequence[str], chance: Random) -> str:
    whole = word(words, chance)
    cut = chance.randint(min(3, len(whole)), len(whole))
    return chance.choice([f"{whole[:cut]}*", f"*{whole[-cut:]}", f"{whole[: cut // 2]}*{whole[cut:]}"])


def fuzzy(words: Sequence[str], chance: Random) -> str:
    whole = word(words, chance)
    at = chance.randrange(len(whole))
    typed = chance.choice([whole, whole[:at] + chance.choice(LETTERS) + whole[at + 1 :], whole[:at] + whole[at + 1 :]])
    return f"{typed or whole}~{chance.choice([1, 1, 2])}"


def mixed(words: Sequence[str], chance: Random) -> str:
    kinds = (plain, required, excluded, fielded, boosted, wildcard, fuzzy)
    return " ".join(kind(words, chance) for kind in chance.sample(kinds, k=2))


def only_excluded(words: Sequence[str], chance: Random) -> str:
    return " ".join(f"-{word(words, chance)}" for _ in range(chance.randint(1, 2)))


def wishes(tokens: Tokens, count: int, chance: Random) -> list[list[dict[str, Any]]]:
    """So many lists of one to six wishes: {term, field, boost}."""
    stems = [term_of(word) for word in pool(tokens, chance)]
    return [
        [
            {
                "term": chance.choice(stems),
                "field": chance.choice([None, None, None, *FIELDS]),
                "boost": chance.choice(BOOST),
            }
            for _ in range(chance.randint(1, 6))
        ]
        for _ in range(count)
    ]


def write(ordered: Sequence[Record], folder: Path) -> Tokens:
    """Writes the files of terms and a manifest that names them; returns the words."""
    tokens = tokens_of(ordered)
    index = index_of(tokens)
    store = Store(folder)
    manifest = {"articles": len(ordered), "fields": FIELDS, "boosts": BOOSTS, "languages": tokens.languages}
    store.finish(manifest | {"terms": write_terms(store, index, plan_of(index))})
    return tokens


def compared(records: Sequence[Record], count: int, folder: Path) -> dict[str, Any]:
    """What search_identity.mjs prints of so many queries and as many lists of wishes, asked of these records."""
    chance = Random(f"{len(records)} {count}")
    ordered = in_order(records)
    tokens = write(ordered, folder)
    whole = folder / "whole.json"
    whole.write_bytes(to_json(build_index(ordered)))
    given: dict[str, Any] = {"folder": str(folder), "whole": str(whole)}
    given |= {"queries": queries(tokens, count, chance), "wishes": wishes(tokens, count, chance)}
    command = [node(), "--max-old-space-size=4096", str(PROGRAM)]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def main(arguments: Sequence[str]) -> int:
    numbers = [int(argument) for argument in arguments if argument != WRITE]
    runs = [(numbers[0], numbers[1])] if numbers else RUNS
    differing = 0
    rows = []
    for size, count in runs:
        with tempfile.TemporaryDirectory() as folder:
            answer = compared([record_of(article) for article in articles(size)], count, Path(folder))
        rows.append([f"{size:,}", *(f"{answer[name]:,}" for name in ("asked", "equal", "hits", "empty"))])
        print(*answer["differing"], sep="\n", flush=True)
        differing += answer["asked"] - answer["equal"]
    text = table(["articles", "asked", "equal", "hits", "without a hit"], rows)
    put("identity", f"{text}\n\n{how('python -m benchmarks.search_identity')}", WRITE in arguments)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
