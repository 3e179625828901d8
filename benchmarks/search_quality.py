"""How well the search ranks: nDCG@10 on Cranfield and CISI, beside plain lunr.js, at several boosts of the title.

    python -m benchmarks.search_quality [--lost N] [--collections FOLDER] [--write]

Binary gains, the ideal ranking cut at ten; queries as they are, without the signs of the query language. Plain lunr.js
gets the words alone, every boost 1. `--lost` lists the queries where it ranks better than ours by most. The collections
lie in ../shared/corpora/retrieval and are not part of the project.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from benchmarks.search.report import how, put, table
from plugins.archive_search.build import build
from plugins.archive_search.engine import find_lunr, program_of
from plugins.archive_search.fields import BOOSTS
from plugins.archive_search.records import Record
from tools.environment import node

ROOT = Path(__file__).resolve().parents[1]
COLLECTIONS = ROOT.parent / "shared" / "corpora" / "retrieval"
FILES = {
    "cranfield": ("cran.all.1400", "cran.qry", "cranqrel"),
    "cisi": ("CISI.ALL", "CISI.QRY", "CISI.REL"),
}
TITLE_BOOSTS = (1, 2, 5)
SHOWN = 10
GOAL = 0.40  # on each collection


@dataclass(frozen=True)
class Collection:
    documents: list[dict[str, str]]
    queries: list[str]
    relevant: list[set[str]]  # of each query, never empty


def read_collection(name: str, folder: Path) -> Collection:
    documents, queries, judgements = (folder / name / file for file in FILES[name])
    relevant = read_judgements(judgements)
    entries = read_smart(queries)
    if name == "cranfield":  # its judgements count queries in order, whatever their own numbers
        entries = [entry | {"I": str(place)} for place, entry in enumerate(entries, 1)]
    asked = [entry for entry in entries if entry["I"] in relevant]
    return Collection(
        [{"id": d["I"], "title": d.get("T", ""), "body": d.get("W", "")} for d in read_smart(documents)],
        [" ".join(re.sub(r"[^\w\s.,'-]", " ", entry["W"]).split()) for entry in asked],
        [relevant[entry["I"]] for entry in asked],
    )


def read_smart(path: Path) -> list[dict[str, str]]:
    """The entries of a SMART file: letter of a field → text; "I" is the number."""
    entries: list[dict[str, str]] = []
    field = ""
    for line in path.read_text(errors="replace").splitlines():
        if start := re.fullmatch(r"\.I\s+(\d+)\s*", line):
            entries.append({"I": str(int(start[1]))})
            field = ""
        elif mark := re.fullmatch(r"\.([A-Z])\s*", line):
            field = mark[1]
        elif field:
            entries[-1][field] = entries[-1].get(field, "") + line + "\n"
    return entries


def read_judgements(path: Path) -> dict[str, set[str]]:
    """Query number → relevant documents. In Cranfield's file a third column below 1 means not relevant."""
    relevant: dict[str, set[str]] = {}
    for line in path.read_text().splitlines():
        query, document, *grade = line.split()
        if path.name != "cranqrel" or int(grade[0]) >= 1:
            relevant.setdefault(query, set()).add(document)
    return relevant


def ndcg(found: list[str], relevant: set[str]) -> float:
    gain = sum(1 / math.log2(rank + 2) for rank, document in enumerate(found) if document in relevant)
    return gain / sum(1 / math.log2(rank + 2) for rank in range(min(SHOWN, len(relevant))))


def ask(collections: dict[str, Collection]) -> dict[str, Any]:
    """What our engine and plain lunr.js find, by collection: see benchmarks/search/ranking.mjs."""
    lunr = find_lunr()
    with tempfile.TemporaryDirectory() as temporary:
        given = {}
        for name, collection in collections.items():
            folder = Path(temporary) / name
            records = [Record(id=d["id"], title=d["title"], body=d["body"]) for d in collection.documents]
            build(records, folder, program_of(lunr))
            given[name] = {"folder": str(folder), "documents": collection.documents, "queries": collection.queries}
        js = (ROOT / "plugins" / "archive_search" / "js").as_uri()
        message = {"lunr": str(lunr), "js": js, "boosts": TITLE_BOOSTS, "shown": SHOWN, "collections": given}
        script = Path(__file__).parent / "search" / "ranking.mjs"
        done = subprocess.run([node(), str(script)], input=json.dumps(message), capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr.strip())
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def gains(found: list[list[str]], collection: Collection) -> list[float]:
    """nDCG@10 of each query."""
    return [ndcg(ids, relevant) for ids, relevant in zip(found, collection.relevant, strict=True)]


def print_lost(count: int, collections: dict[str, Collection], answer: dict[str, Any]) -> None:
    for name, collection in collections.items():
        mine = gains(answer[name]["ours"][str(BOOSTS["title"])], collection)
        theirs = gains(answer[name]["plain"], collection)
        better, worse = (sum(sign * (a - b) > 1e-9 for a, b in zip(mine, theirs, strict=True)) for sign in (1, -1))
        print(f"\n{name}: better than plain lunr in {better} of {len(mine)} queries, worse in {worse}; lost most in")
        for place in sorted(range(len(mine)), key=lambda place: mine[place] - theirs[place])[:count]:
            print(f"{mine[place]:.3f} instead of {theirs[place]:.3f}: {collection.queries[place]}")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search_quality")
    parser.add_argument("--lost", type=int, default=0, help="list so many queries that plain lunr.js ranks better")
    parser.add_argument("--collections", type=Path, default=COLLECTIONS)
    parser.add_argument("--write", action="store_true", help="put the table into docs/search-benchmarks.md")
    options = parser.parse_args(arguments)
    if not options.collections.is_dir():
        print(f"{options.collections}: not here; the collections are needed for this benchmark", file=sys.stderr)
        return 1
    collections = {name: read_collection(name, options.collections) for name in FILES}
    answer = ask(collections)
    rows = []
    for boost in TITLE_BOOSTS:
        name = f"ours, boost of the title {boost}" + (" (published)" if boost == BOOSTS["title"] else "")
        rows.append([name, *(_mean(answer[c]["ours"][str(boost)], collections[c]) for c in FILES)])
    rows.append(["plain lunr.js 2.3.9, boosts 1", *(_mean(answer[c]["plain"], collections[c]) for c in FILES)])
    said = f"Wanted: {GOAL:.2f} on each. Boosts published: {', '.join(f'{k} {v}' for k, v in BOOSTS.items())}."
    text = table(["nDCG@10", *(name.capitalize() if name != "cisi" else "CISI" for name in FILES)], rows)
    put("quality", f"{text}\n\n{said}\n\n{how('python -m benchmarks.search_quality')}", options.write)
    print_lost(options.lost, collections, answer) if options.lost else None
    return 0


def _mean(found: list[list[str]], collection: Collection) -> str:
    return f"{fmean(gains(found, collection)):.4f}"


if __name__ == "__main__":
    sys.exit(main())
