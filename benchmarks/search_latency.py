"""How long a reader waits from the last key to the results, in Chromium, on a processor four times slower.

    python -m benchmarks.search_latency [ARTICLES …] [--queries N] [--scratch FOLDER] [--write]

Chromium can slow a page's own thread, but a worker only about half as much as asked. So nothing is slowed: each
query is timed where its work is done, in the worker and in the page, between two turns of a loop of fixed work in that
thread. What a processor four times slower would need is the time measured, times 4, times the loop's fastest turn (this
machine undisturbed), divided by the loop's time around that query (this machine at that moment). The worker's share
goes from the question's arrival to its answer copied; the page's from the answer's arrival to the results laid out.
The pause the page makes after a key is a timer, which no processor slows, and is added as it is. All are summed query
by query. A quarter of the queries each is one, two and three words of headlines, and a prefix of three to five letters.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext

from benchmarks.search import corpus, queries, sites
from benchmarks.search.browser import PATIENCE, SHOWN, chromium, served
from benchmarks.search.report import how, put, table

ARTICLES = (10_000, 100_000)
QUERIES = 80
SLOWER = 4  # times
BUDGETS = {10_000: 300, 100_000: 1_000}  # ms for 95 in 100 queries; with warm shards, which is "asked again"
HERE = Path(__file__).parent / "search"
MODULES = ("stopwatch.mjs", "turn.mjs")
RUN = """
(asked) => new Promise((resolve, reject) => {
  const worker = new Worker("stopwatch.mjs", {type: "module"});
  worker.addEventListener("message", ({data}) => {
    worker.terminate();
    if (data.error) reject(new Error(data.error)); else resolve(data);
  });
  worker.addEventListener("error", (event) => reject(new Error(event.message || "the worker does not start")));
  worker.postMessage(asked);
})
"""
MARKS = """
const marks = {};
const ready = import("/search/turn.mjs");
globalThis.Worker = class extends Worker {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", ({data}) => { if (data.id === marks.id) marks.answered = performance.now(); });
  }
  postMessage(message, ...more) {
    if (message.type === "search") Object.assign(marks, {asked: performance.now(), id: message.id});
    super.postMessage(message, ...more);
  }
};
addEventListener("keydown", () => { marks.key = performance.now(); }, true);
addEventListener("search-results", async ({detail, target}) => {
  const {key, asked, answered} = marks;
  target.getBoundingClientRect();
  const laid = performance.now();
  const {turn} = await ready;
  window.shown = {query: detail.query, before: asked - key, took: laid - answered, turn: turn()};
});
"""


def worker_times(window: BrowserContext, home: str, worker: str, asked: Sequence[str]) -> list[list[float]]:
    """Milliseconds on the slower processor: of the queries when files are in the browser's cache, and asked again."""
    tab = window.new_page()
    tab.set_default_timeout(PATIENCE)
    tab.goto(f"{home}search/bench.html")
    message = {"worker": worker, "queries": list(asked), "shown": SHOWN}
    tab.evaluate(RUN, message | {"passes": 1})  # fills the browser's cache
    answer: dict[str, Any] = tab.evaluate(RUN, message | {"passes": 2})
    tab.close()
    return [[scaled(one, answer["fastest"]) for one in times] for times in answer["times"]]


def page_times(window: BrowserContext, home: str, asked: Sequence[str]) -> list[tuple[float, float]]:
    """Milliseconds from the last key to the question put, the pause in it, and from the answer to the results."""
    tab = window.new_page()
    tab.set_default_timeout(PATIENCE)
    tab.add_init_script(MARKS)
    tab.goto(f"{home}search/?n={SHOWN}")
    fastest: float = tab.evaluate("async () => (await import('/search/turn.mjs')).fastest()")
    box = tab.locator("input[name=q]")
    rows = []
    for query in asked:
        box.fill("")
        box.press_sequentially(query)
        shown = tab.wait_for_function(
            "(query) => window.shown?.query === query && window.shown", arg=query
        ).json_value()
        rows.append((shown["before"], scaled(shown, fastest)))
    tab.close()
    return rows


def scaled(one: dict[str, float], fastest: float) -> float:
    """What the slower processor would need."""
    return SLOWER * one["took"] * fastest / one["turn"]


def measure(number: int, count: int, scratch: Path) -> tuple[list[list[str]], tuple[float, float]]:
    """The rows of the table, and what 95 in 100 queries stay below: with warm shards, and with files in the cache."""
    records, site = scratch / f"articles-{number}.jsonl", scratch / "ours"
    if not records.exists():
        corpus.write(number, records)
    asked = queries.typed(queries.read(records), count)
    sites.ours(records, site)
    (site / sites.FOLDER / "bench.html").write_text("<!doctype html><title>Stopwatch</title>")
    for name in MODULES:
        (site / sites.FOLDER / name).write_bytes((HERE / name).read_bytes())
    (worker,) = (f"./{path.parent.name}/worker.mjs" for path in (site / sites.FOLDER).glob("js-*/worker.mjs"))
    with chromium() as browser, served(site) as server:
        window = browser.new_context()
        first, again = worker_times(window, server.address, worker, asked)
        page = page_times(window, server.address, asked)
    before, after = (list(column) for column in zip(*page, strict=True))
    sums = [sum(parts) for parts in zip(first, before, after, strict=True)]
    warm = [sum(parts) for parts in zip(again, before, after, strict=True)]
    parts = {
        "page: last key to question, its pause included": before,
        "worker: files in the browser's cache": first,
        "worker: asked again": again,
        "page: answer to results": after,
        "sum, files in the browser's cache": sums,
        "sum, asked again": warm,
    }
    rows = [[f"{number:,}", part, *(f"{value:.0f}" for value in spread(times))] for part, times in parts.items()]
    return rows, (spread(warm)[1], spread(sums)[1])


def spread(times: Sequence[float]) -> tuple[float, float, float]:
    """The median, what 95 in 100 stay below, and the highest."""
    return statistics.median(times), statistics.quantiles(times, n=20, method="inclusive")[-1], max(times)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search_latency")
    parser.add_argument("articles", type=int, nargs="*", default=list(ARTICLES))
    parser.add_argument("--queries", type=int, default=QUERIES)
    parser.add_argument("--scratch", type=Path, help="folder to work in and to leave; default: a temporary one")
    parser.add_argument("--write", action="store_true", help="put the table into docs/search-benchmarks.md")
    options = parser.parse_args(arguments)
    rows, said = [], []
    with tempfile.TemporaryDirectory() as temporary:
        scratch = options.scratch or Path(temporary)
        scratch.mkdir(parents=True, exist_ok=True)
        for number in options.articles:
            found, (warm, cached) = measure(number, options.queries, scratch)
            rows += found
            if number in BUDGETS:
                said.append(
                    f"{number:,} articles: at most {BUDGETS[number]:,} ms wanted for 95 in 100;"
                    f" {warm:.0f} measured with warm shards, {cached:.0f} with files in the browser's cache."
                )
    text = table(["articles", "ms on a CPU four times slower", "median", "95 in 100 below", "highest"], rows)
    put("latency", "\n\n".join([text, *said, how("python -m benchmarks.search_latency")]), options.write)
    return 0


if __name__ == "__main__":
    sys.exit(main())
