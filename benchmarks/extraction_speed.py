"""What converting captures costs beside trafilatura, on the same pages, and what memory a run needs.

    python -m benchmarks.extraction_speed PAGES [--every N] [--memory 500,2000,5000]

PAGES holds `full`, `crawl` and `broken` with a text of each page, and `html` with its markup, packed by gzip. Page by
page both read in turn, so that other work on the machine slows both alike: compare within a run. CPU seconds are of
one process and cover reading: body and fields, no tags. The ratio that counts is that of the means; medians stand
beside it. Memory is that of the process that asks, at its highest.
"""

from __future__ import annotations

import argparse
import gzip
import logging
import multiprocessing
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from statistics import fmean, median
from typing import Any

import trafilatura

from plugins.seed_posts import html as _html  # noqa: F401 - loaded before the clock runs, as trafilatura is
from plugins.seed_posts.captures import read_capture
from plugins.seed_posts.language import language_of
from plugins.seed_posts.means import Means, jobs_for
from plugins.seed_posts.pipeline import convert, load_vocabulary, read_stories, render_posts
from plugins.seed_posts.report import tell
from plugins.seed_posts.sources import Sources

WARM = 3  # pages read before the clock runs, and not again
PLAIN, MARKUP = 3.0, 0.7  # times trafilatura's rate that plain text and HTML are to reach


def ours(path: Path) -> object:
    return read_stories(read_capture(path), _sources())


def theirs(markup: str, fields: bool) -> object:
    return trafilatura.bare_extraction(markup, with_metadata=fields)


@cache
def _sources() -> Sources:
    return Sources.load(Path("no folder"))


def cpu(work: Callable[..., object], *arguments: Any) -> float:
    before = time.process_time()
    work(*arguments)
    return time.process_time() - before


def compare(form: str, pages: Path, every: int) -> list[tuple[float, float, float]]:
    """CPU seconds of each page: ours, trafilatura's for the body, trafilatura's for body and fields."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        packed = sorted((pages / "html").glob("*.html.gz"))
        for number, path in enumerate([*packed[:WARM], *packed[WARM::every]]):
            data = gzip.decompress(path.read_bytes())
            capture = pages / form / path.name.replace(".html.gz", ".txt")
            if form == "html":
                capture = Path(folder) / path.name.removesuffix(".gz")
                capture.write_bytes(data)
            if not capture.exists():
                continue
            markup = data.decode("utf-8", "replace")
            row = (cpu(ours, capture), cpu(theirs, markup, False), cpu(theirs, markup, True))
            if number >= WARM:
                rows.append(row)
    return rows


def print_rates(pages: Path, every: int) -> bool:
    """Whether every form reaches its ratio to trafilatura's body alone, the stricter of the two."""
    print(
        f"{'one process':12} {'pages':>5} {'ours':>9} {'trafilatura':>12} {'ratio':>6} {'with fields':>12} {'ratio':>6}"
        f" {'medians':>17} {'ratio':>6}"
    )
    sound = True
    for form in ("full", "crawl", "broken", "html"):
        rows = compare(form, pages, every)
        if not rows:
            continue
        mine, body, fields = (1_000 * fmean(column) for column in zip(*rows, strict=True))
        figures = f"{mine:6.1f} ms {body:9.1f} ms {body / mine:6.2f} {fields:9.1f} ms {fields / mine:6.2f}"
        own, other, _ = (1_000 * median(column) for column in zip(*rows, strict=True))
        figures += f" {own:5.1f} and {other:4.1f} ms {other / own:6.2f}"
        print(f"{form:12} {len(rows):5} {figures}", flush=True)
        sound &= form == "broken" or body / mine >= (MARKUP if form == "html" else PLAIN)
    return sound


def made_up(pages: Path, number: int, seeds: Path) -> None:
    """A folder of so many captures: the pages again and again, in each copy other words changed."""
    texts = [path.read_text("utf-8") for form in ("full", "crawl") for path in sorted((pages / form).glob("*.txt"))]
    chance = random.Random(1)
    for copy, text in enumerate(islice(cycle(texts), number)):
        words = text.split(" ")
        for place in chance.sample(range(len(words)), len(words) // 10):
            words[place] = words[place].swapcase()
        (seeds / f"{copy:05}.txt").write_text(" ".join(words), encoding="utf-8")


def run_once(pages: Path, number: int, jobs: int, answer: Any) -> None:
    """Converts so many captures and renders their posts; answers with seconds on the clock, megabytes and counts."""
    with tempfile.TemporaryDirectory() as folder:
        seeds = Path(folder)
        made_up(pages, number, seeds)
        vocabulary = load_vocabulary(seeds)
        begun = time.monotonic()
        run = convert(seeds, vocabulary=vocabulary, means=Means(jobs, None))
        converted = time.monotonic() - begun
        size = sum(len(post.markdown) for _, post in render_posts(run))
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1_048_576)
        answer.send((converted, most, f"{tell(run).counts()}, {size / 1e6:.1f} MB of posts"))


def apart(work: Callable[..., None], *arguments: Any) -> tuple[float, float, str]:
    """What the work answers in a process of its own, whose memory is only its own."""
    context = multiprocessing.get_context("spawn")
    ours_, theirs_ = context.Pipe()
    process = context.Process(target=work, args=(*arguments, theirs_))
    process.start()
    said: tuple[float, float, str] = ours_.recv()
    process.join()
    return said


def print_memory(pages: Path, sizes: Sequence[int]) -> None:
    print(f"\n{'captures':>8} {'processes':>9} {'seconds':>8} {'a second':>8} {'memory':>8}")
    for number, jobs in _runs(sizes):
        seconds, most, said = apart(run_once, pages, number, jobs)
        print(f"{number:8,} {jobs:9} {seconds:8.1f} {number / seconds:8.1f} {most:5.0f} MB  {said}", flush=True)


def _runs(sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The smallest folder with one process, then all with as many as there are cores."""
    yield sizes[0], 1
    for size in sizes:
        yield size, jobs_for(0)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction_speed")
    parser.add_argument("pages", type=Path)
    parser.add_argument("--every", type=int, default=1, help="read every Nth page only")
    parser.add_argument("--memory", default="500,2000,5000", help='numbers of captures, or "" for none')
    options = parser.parse_args(arguments)
    logging.disable(logging.CRITICAL)
    language_of("Die Fähre nach Harbin fährt wieder, seit das Eis gebrochen ist.")  # loads its model
    sound = print_rates(options.pages, options.every)
    print(f"to reach: {PLAIN} times trafilatura's rate for plain text (full, crawl), {MARKUP} for HTML")
    if options.memory:
        print_memory(options.pages, [int(number) for number in options.memory.split(",")])
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
