"""What finding reprints costs: candidates by MinHash beside candidates by an exact index of runs, on the same stories.

    python -m benchmarks.reprints CORPORA [--stories N ...]

Stories are newswire items and copies altered to four fifths (tools/evaluation/reprint_pairs.py). The exact index lists
for every run of three words the stories that have it; pairs with a sixth of their runs in common are its candidates.
"""

from __future__ import annotations

import argparse
import time
import tracemalloc
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

from plugins.seed_posts.candidates import candidate_pairs
from plugins.seed_posts.likeness import quick_runs
from plugins.seed_posts.reprints import find_reprints
from tools.evaluation.reprint_pairs import load_texts
from tools.evaluation.reprint_scores import run_of

IN_COMMON_MIN = 1 / 6  # of the shorter story's runs; a copy with every fifth word changed keeps a half
CROWD = 200  # stories with one run; such a run tells nothing

Pairs = set[tuple[int, int]]


def exact_pairs(texts: list[str]) -> list[tuple[int, int]]:
    """Candidates by counting the runs each two stories have in common."""
    runs = [quick_runs(text) for text in texts]
    having: dict[int, list[int]] = defaultdict(list)
    for story, numbers in enumerate(runs):
        for number in numbers.tolist():
            having[number].append(story)
    common: Counter[tuple[int, int]] = Counter()
    for stories in having.values():
        if len(stories) <= CROWD:
            common.update((left, right) for at, left in enumerate(stories) for right in stories[at + 1 :])
    return [pair for pair, count in common.items() if count >= IN_COMMON_MIN * min(len(runs[i]) for i in pair)]


def measured(find: Callable[[list[str]], list[tuple[int, int]]], texts: list[str]) -> tuple[Pairs, float, float]:
    """The pairs, seconds of CPU, and the most megabytes held (measured in a second run, which it slows)."""
    start = time.process_time()
    pairs = set(find(texts))
    seconds = time.process_time() - start
    tracemalloc.start()
    find(texts)
    most = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return pairs, seconds, most


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpora", type=Path)
    arguments.add_argument("--stories", type=int, nargs="+", default=[2_000, 5_000, 10_000])
    asked = arguments.parse_args()
    texts = load_texts(asked.corpora)
    for size in asked.stories:
        stories = [story for _, story in run_of(texts, size)]
        bodies = [story.text for story in stories]
        exact, exact_seconds, exact_most = measured(exact_pairs, bodies)
        sketched, seconds, most = measured(candidate_pairs, bodies)
        start = time.process_time()
        done = find_reprints(stories)
        whole = time.process_time() - start
        linked = {(i, j) for i, j in exact if done[i].reprint_of == done[j].slug or done[j].reprint_of == done[i].slug}
        print(
            f"{size:>7,} stories  MinHash {seconds:.2f} s, {most:.0f} MB, {len(sketched):,} pairs"
            f"  exact {exact_seconds:.2f} s, {exact_most:.0f} MB, {len(exact):,} pairs"
            f"  ratio {seconds / exact_seconds:.2f}  of {len(linked):,} true pairs missed {len(linked - sketched)}"
            f"  whole search {whole:.1f} s ({whole / size * 1000:.2f} ms a story)"
        )


if __name__ == "__main__":
    main()
