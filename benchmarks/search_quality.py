"""How well the search ranks: nDCG@10 on Cranfield and CISI, at several boosts of the title.

    python -m benchmarks.search_quality

Binary gains, the ideal ranking cut at ten; queries as they are, without the signs of the query
language. The collections lie in ../shared/corpora/retrieval and are not part of the project.
"""

from __future__ import annotations

import json
import math
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from plugins.archive_search import lunr_index
from plugins.archive_search.build import build
from plugins.archive_search.engine import find_lunr
from plugins.archive_search.records import Record
from tools.environment import node

COLLECTIONS = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "retrieval"
FILES = {
    "cranfield": ("cran.all.1400", "cran.qry", "cranqrel"),
    "cisi": ("CISI.ALL", "CISI.QRY", "CISI.REL"),
}
TITLE_BOOSTS = (1, 2, 5)
SHOWN = 10
SEARCH = """
import { readFileSync } from "node:fs"; import { createRequire } from "node:module";
const { lunr: library, js, folder, queries, shown } = JSON.parse(readFileSync(0, "utf-8"));
const { openSearch } = await import(js + "/search.mjs");
const read = async (name) => readFileSync(`${folder}/${name}`, "utf-8");
const engine = await openSearch(createRequire(js + "/search.mjs")(library), read);
const answers = [];
for (const query of queries) {
  const { hits, problem } = await engine.search(query);
  if (problem) throw new Error(problem);
  answers.push(await Promise.all(hits.slice(0, shown).map(async ({ number }) => (await engine.row(number)).id)));
}
console.log(JSON.stringify(answers));
"""


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


def score(collection: str, folder: Path) -> float:
    """Mean nDCG@10 over the queries that have relevant documents."""
    documents, queries, judgements = (COLLECTIONS / collection / name for name in FILES[collection])
    records = [Record(id=d["I"], title=d.get("T", ""), body=d.get("W", "")) for d in read_smart(documents)]
    relevant = read_judgements(judgements)
    entries = read_smart(queries)
    if collection == "cranfield":  # its judgements count queries in order, whatever their own numbers
        entries = [entry | {"I": str(place)} for place, entry in enumerate(entries, 1)]
    asked = [entry for entry in entries if entry["I"] in relevant]
    build(records, folder, find_lunr())
    js = Path(lunr_index.__file__).parent / "js"
    given = {
        "lunr": str(find_lunr()),
        "js": js.as_uri(),
        "folder": str(folder),
        "queries": [" ".join(re.sub(r"[^\w\s.,'-]", " ", entry["W"]).split()) for entry in asked],
        "shown": SHOWN,
    }
    command = [node(), "--input-type=module", "--eval", SEARCH]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    return sum(ndcg(ids, relevant[entry["I"]]) for ids, entry in zip(found, asked, strict=True)) / len(asked)


def main() -> int:
    if not COLLECTIONS.is_dir():
        print(f"{COLLECTIONS}: not here; the collections are needed for this benchmark", file=sys.stderr)
        return 1
    print("title boost  " + "  ".join(FILES))
    published = lunr_index.BOOSTS["title"]
    for boost in TITLE_BOOSTS:
        lunr_index.BOOSTS["title"] = boost
        with tempfile.TemporaryDirectory() as folder:
            scores = [score(name, Path(folder) / name) for name in FILES]
        mark = "  (published)" if boost == published else ""
        print(f"{boost:>11}  " + "  ".join(f"{s:.3f}".rjust(len(n)) for n, s in zip(FILES, scores, strict=True)) + mark)
    return 0


if __name__ == "__main__":
    sys.exit(main())
