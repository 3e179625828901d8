"""What a search costs to build, to store and to ask first, beside Pagefind and one whole lunr index of the articles.

    python -m benchmarks.search_budgets [ARTICLES …] [--peers pagefind,lunr] [--scratch FOLDER] [--write]

Articles are made up (benchmarks/search/corpus.py), 10,000 unless said otherwise. Each search is built by a process of
its own, then asked in Chromium by readers who were never there; a server that gzips what GitHub Pages gzips counts
every body it sends, headers apart. Pagefind is installed into the scratch folder. `--write` puts the tables into
docs/search-benchmarks.md.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.search import corpus, queries, sites
from benchmarks.search.browser import SHOWN, Fetched, chromium, first_query, served
from benchmarks.search.processes import Cost
from benchmarks.search.report import how, kilobytes, put, table

ARTICLES = 10_000
QUERIES = {"ours": 10, "pagefind": 10, "lunr": 2}  # of each kind; lunr fetches its one file whatever is asked
PEER_LIMITS = {"pagefind": 20_000, "lunr": 10_000}  # articles; beyond: 15 GB, and an index of hundreds of megabytes
LACKING = {"pagefind": ("a misspelled word",), "lunr": ("a phrase of two words",)}  # kinds of queries a peer has not
APART = ("html and css", "columns")  # kinds of files that the sum of a first query leaves out
BUDGETS = {10_000: (90, 50), 100_000: (150, 450)}  # kB: first query of two common words, facet columns
SCRIPT_BUDGET = 30  # kB of JavaScript when the page opens
SHARDS_BUDGET = {10_000: 4.5}  # MB of term shards
HELD = ("two of the 60 commonest words", "two words of 1 to 5 % of articles")  # "two common words", the harder first


def first_bytes(fetched: Fetched, gzipped: bool = False) -> int:
    """Everything of a first query but the site's own page and style, and the columns of the facets."""
    counted = fetched.gzipped if gzipped else fetched.sent
    return sum(count for kind, count in counted.items() if kind not in APART)


def build(name: str, records: Path, scratch: Path) -> tuple[Cost, Path]:
    site = scratch / name
    makers: dict[str, Callable[[], Cost]] = {
        "ours": lambda: sites.ours(records, site),
        "pagefind": lambda: sites.pagefind(records, site, scratch),
        "lunr": lambda: sites.whole_lunr(records, site),
    }
    return makers[name](), site


def stored(name: str, site: Path) -> list[tuple[str, int, int]]:
    """Part, files and bytes of what lies on the server."""
    if name == "lunr":
        return [("index", *sites.size(site, "lunr.json"))]
    if name == "pagefind":
        whole = sites.size(site / "pagefind")
        texts = sites.size(site / "pagefind", "fragment/*")
        return [("index", whole[0] - texts[0], whole[1] - texts[1]), ("documents", *texts)]
    parts: dict[str, tuple[int, int]] = {}
    for path in sorted((site / sites.FOLDER).rglob("*")):
        if path.is_file():
            folder = path.relative_to(site / sites.FOLDER).parts[0]
            part = folder.split(".")[0].split("-")[0]
            files, total = parts.get(part, (0, 0))
            parts[part] = (files + 1, total + path.stat().st_size)
    return [(part, files, total) for part, (files, total) in sorted(parts.items())]


def ask(name: str, site: Path, asked: dict[str, list[str]]) -> dict[str, list[Fetched]]:
    """Kind of query → what each of its queries fetched; under "" what the page fetches before any."""
    with chromium() as browser, served(site) as server:
        answers = {"": [first_query(browser, server, "")]}
        for kind, texts in asked.items():
            if kind not in LACKING.get(name, ()):
                answers[kind] = [first_query(browser, server, text) for text in texts[: QUERIES[name]]]
    return answers


def bytes_table(kinds: Sequence[str], answers: dict[str, dict[str, list[Fetched]]]) -> str:
    head = ["first query, kB: median (highest)"]
    for name in answers:
        head += [name, "with .bin gzipped"] if name == "ours" else [name]
    rows = []
    for kind in kinds:
        row = [kind]
        for name, found in answers.items():
            if kind not in found:
                row.append("–")
                continue
            row.append(_middle([first_bytes(fetched) for fetched in found[kind]]))
            if name == "ours":
                row.append(_middle([first_bytes(fetched, True) for fetched in found[kind]]))
        rows.append(row)
    return table(head, rows)


def _middle(values: Sequence[int]) -> str:
    return f"{kilobytes(statistics.median(values))} ({kilobytes(max(values))})"


def parts_table(kinds: Sequence[str], answers: dict[str, list[Fetched]]) -> str:
    """What our first queries consist of, on average."""
    seen: Counter[str] = Counter()
    for fetched in (f for kind in kinds for f in answers[kind]):
        seen.update(fetched.sent)
    parts = [part for part, _ in seen.most_common()]
    rows = []
    for kind in kinds:
        means = [statistics.fmean(f.sent[part] for f in answers[kind]) for part in parts]
        requests = statistics.fmean(f.requests for f in answers[kind])
        shown = statistics.fmean(f.shown for f in answers[kind])
        rows.append([kind, *map(kilobytes, means), f"{requests:.0f}", f"{shown:.1f}"])
    return table(["ours, kB: mean", *parts, "requests", "results shown"], rows)


def verdicts(number: int, costs: dict[str, Cost], stores: dict[str, list[tuple[str, int, int]]],
             answers: dict[str, list[Fetched]]) -> str:  # fmt: skip
    """What was promised and what came out."""
    script = sum(n for kind, n in answers[""][0].sent.items() if kind != "html and css") / 1_000
    worker = statistics.mean(f.sent["worker and engine"] for f in answers[HELD[0]]) / 1_000
    rows = [
        ["JavaScript when the page opens", f"≤ {SCRIPT_BUDGET} kB", f"{script:.1f} kB"],
        ["JavaScript more, from the focus of the box to the first answer", "–", f"{worker:.1f} kB"],
    ]
    if number in BUDGETS:
        first, columns = BUDGETS[number]
        for kind in HELD:
            rows.append(
                [f"first query, {kind}", f"≤ {first} kB", f"{_middle([first_bytes(f) for f in answers[kind]])} kB"]
            )
        most = max(f.sent["columns"] for found in answers.values() for f in found) / 1_000
        rows.append(["facet columns", f"≤ {columns} kB", f"{most:.1f} kB"])
    if number in SHARDS_BUDGET:
        shards = sum(size for part, _, size in stores["ours"] if part == "t") / 1e6
        rows.append(["term shards", f"≤ {SHARDS_BUDGET[number]} MB", f"{shards:.2f} MB"])
        rows.append(["memory of the build", "≤ 500 MB", f"{costs['ours'].megabytes:.0f} MB"])
    if "lunr" in costs:
        share = costs["lunr"].cpu / costs["ours"].cpu
        rows.append(["CPU of the build", "≤ 1/8 of lunr.py's", f"1/{share:.1f}"])
    return table(["budget", "at most", "measured"], rows)


def measure(number: int, peers: Sequence[str], scratch: Path) -> str:
    records = scratch / f"articles-{number}.jsonl"
    if not records.exists():
        corpus.write(number, records)
    words = queries.read(records)
    asked = queries.drawn(words, max(QUERIES.values()))
    costs, stores, answers = {}, {}, {}
    for name in ("ours", *peers):
        costs[name], site = build(name, records, scratch)
        stores[name] = stored(name, site)
        answers[name] = ask(name, site, asked)
        print(f"{number:,} {name}: built and asked", file=sys.stderr, flush=True)
    text = records.stat().st_size / 1e6
    built = [
        [name, f"{cost.cpu:.1f}", f"{cost.megabytes:,.0f}", f"{sum(n for _, n, _ in stores[name]):,}",
         "; ".join(f"{part} {size / 1e6:.2f}" for part, _, size in stores[name])]
        for name, cost in costs.items()
    ]  # fmt: skip
    return "\n\n".join(
        [
            f"{number:,} articles, {text:.1f} MB as JSON Lines; {SHOWN} results with snippets, but none for lunr.",
            table(["build", "CPU s", "memory, MB", "files", "MB on disk"], built),
            bytes_table(list(asked), answers),
            parts_table(list(asked), answers["ours"]),
            verdicts(number, costs, stores, answers["ours"]),
        ]
    )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search_budgets")
    parser.add_argument("articles", type=int, nargs="*", default=[ARTICLES])
    parser.add_argument("--peers", help="pagefind,lunr; default: both, as far as they go")
    parser.add_argument("--scratch", type=Path, help="folder to work in and to leave; default: a temporary one")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/search-benchmarks.md")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        scratch = options.scratch or Path(temporary)
        scratch.mkdir(parents=True, exist_ok=True)
        for number in options.articles:
            named = options.peers is not None
            peers = [name for name in (options.peers or "").split(",") if name] if named else list(PEER_LIMITS)
            peers = [name for name in peers if named or number <= PEER_LIMITS[name]]
            text = measure(number, peers, scratch)
            put(f"budgets {number}", f"{text}\n\n{how(f'python -m benchmarks.search_budgets {number}')}", options.write)
    return 0


if __name__ == "__main__":
    sys.exit(main())
