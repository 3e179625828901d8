"""What tagging costs and finds beside other finders of places and topics, on the same articles.

    python -m benchmarks.tagging_speed CORPORA [--every N] [--whole]

CORPORA holds `newswire.jsonl`, `tr-news.xml`, `bbc-topics.jsonl`. The programs read the same articles in turn, twenty
at a time and each time in another order, so that other work on the machine slows all alike: compare within a run. Each
article is read once, as in an archive, so that nothing kept of an earlier reading helps; before the clock runs, each
program has loaded its vocabulary and read a thousand other articles. CPU seconds are of one process; articles are
newswire items cut after 865 characters of body, or whole ones.

The other programs are not among the requirements; one that is missing is named and left out:

    pip install flashgeotext==0.5.5 geotext==0.4.0 wordllama==0.4.0.post1

flashgeotext and geotext know no subdivisions: a city counts for that of its largest namesake. WordLlama reads an
article and the seventeen root topics, each with the labels below it, and chooses the nearest root (zero-shot).
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import fmean
from typing import Any

from plugins.seed_posts.model import Story
from plugins.seed_posts.regions import tag_regions
from plugins.seed_posts.regions.tokens import name_key
from plugins.seed_posts.regions.vocabulary import Regions, load_regions
from plugins.seed_posts.topics import tag_topics
from plugins.seed_posts.topics.vocabulary import Topics, load_topics
from tools.evaluation.tag_corpora import bbc_roots, topic_map, tr_news, wire_story
from tools.evaluation.tag_gold import Score

WARM = 1000  # articles read before; an archive has more, and what a program keeps of common words is kept by then
LENGTH = 865  # characters of body, the mean of a newswire item
TURN = 20  # articles a program reads before the next one does, as it would in a run of its own
REACH = 4.0  # times flashgeotext's rate that regions and topics together are to reach

Program = Callable[[Story], object]


def articles(corpora: Path, every: int, whole: bool) -> tuple[list[Story], list[Story]]:
    """Those to warm up with, and every Nth item of the newswire; short ones are left out of what is cut."""
    lines = (corpora / "newswire.jsonl").read_text("utf-8").splitlines()
    others = [line for number, line in enumerate(lines) if number % every]
    warm, measured = (map(wire_story, map(json.loads, chosen)) for chosen in (others[-WARM:], lines[::every]))
    if whole:
        return list(warm), list(measured)
    return list(map(cut, warm)), [cut(story) for story in measured if len(story.text) >= LENGTH]


def cut(story: Story) -> Story:
    """The story up to so many characters of its body."""
    room, kept = LENGTH, []
    for block in story.body:
        kept.append(replace(block, text=block.text[:room]))
        room -= len(block.text)
        if room <= 0:
            break
    return replace(story, body=tuple(kept))


def text_of(story: Story) -> str:
    return "\n".join((story.headline.value or "", *(block.text for block in story.body)))


def optional(name: str) -> Any:
    """The module, or None with a line that says it is missing."""
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"{name.partition('.')[0]} is not installed and left out")
        return None


def places_of_flashgeotext(module: Any) -> Callable[[Story], list[str]]:
    finder = module.GeoText()

    def places(story: Story) -> list[str]:
        found = finder.extract(text_of(story))
        return [*found["countries"], *found["cities"]]

    return places


def places_of_geotext(module: Any) -> Callable[[Story], list[str]]:
    def places(story: Story) -> list[str]:
        found = module.GeoText(text_of(story))
        return [*found.country_mentions, *found.cities]

    return places


def known(names: Iterable[str], regions: Regions) -> list[str]:
    """The region each name most likely means: a country if it is one's, else the largest place of that name."""
    chosen = []
    for name in names:
        code = name if len(name) == 2 and name in regions else ""
        ids = [code] if code else [id_ for id_, _ in regions.index.senses.get(name_key(name), ())]
        if ids:
            chosen.append(max(ids, key=lambda id_: (regions.level(id_) == "country", regions.population(id_), id_)))
    return chosen


def root_of_wordllama(module: Any, topics: Topics) -> Callable[[str], str]:
    folder = Path(module.__file__).parent  # its weights lie there; without this it asks the network for them
    model = module.WordLlama.load(cache_dir=folder, disable_download=True)
    roots = topics.roots()
    told = [". ".join((topics.label(root), *map(topics.label, topics.children(root)))) for root in roots]
    vectors = model.embed(told, norm=True)

    def root(text: str) -> str:
        return roots[int((vectors @ model.embed([text], norm=True)[0]).argmax())]

    return root


def time_all(programs: dict[str, Program], warm: Sequence[Story], stories: Sequence[Story]) -> dict[str, list[float]]:
    """CPU seconds of each program for each story, after the warm ones."""
    taken: dict[str, list[float]] = {name: [] for name in programs}
    order = list(programs.items())
    for _, program in order:
        for story in warm:
            program(story)
    for begin in range(0, len(stories), TURN):
        shift = begin // TURN % len(order)
        for name, program in order[shift:] + order[:shift]:
            for story in stories[begin : begin + TURN]:
                before = time.process_time()
                program(story)
                taken[name].append(time.process_time() - before)
    return taken


def print_rates(seconds: dict[str, list[float]], peer: str) -> bool:
    """Whether ours reaches its ratio to the peer."""
    ours = fmean(seconds[OURS])
    print(f"\n{'one process, articles a second':34} {'rate':>8} {'ours / it':>9}")
    for name, rows in seconds.items():
        print(f"{name:34} {1 / fmean(rows):8.0f} {fmean(rows) / ours:9.2f}")
    print(f"to reach: {REACH} times the rate of flashgeotext")
    return peer not in seconds or fmean(seconds[peer]) / ours >= REACH


OURS = "regions and topics together"


def print_places(corpora: Path, regions: Regions, finders: dict[str, Callable[[Story], Iterable[str]] | None]) -> None:
    print(f"\n{'TR-News, places an article names':34} {'precision':>9} {'recall':>7} {'F1':>6}")
    for name, finder in finders.items():
        for level, score in tr_news(corpora, regions, slice(None), finder).items():
            print_score(f"{name}, {level}", score)


def print_score(name: str, score: Score) -> None:
    precision = score.right / max(1, score.right + score.wrong)
    recall = score.right / max(1, score.right + score.missed)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{name:34} {precision:9.3f} {recall:7.3f} {f1:6.3f}")


def print_roots(corpora: Path, topics: Topics, root: Callable[[str], str] | None) -> None:
    code_of = topic_map("bbc")
    ours = bbc_roots(corpora, topics, code_of, slice(None))
    print(f"\n{'BBC, root topic of 17':34} {'accuracy':>9}")
    for name, score in ours.items():
        print(f"{'ours, ' + name:34} {score.right / (score.right + score.wrong):9.3f}")
    if root:
        items = [json.loads(line) for line in (corpora / "bbc-topics.jsonl").read_text("utf-8").splitlines()]
        right = sum(root(f"{item['title']}\n{item['body']}") == code_of[item["topic"]] for item in items)
        print(f"{'WordLlama, nearest root':34} {right / len(items):9.3f}")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tagging_speed")
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--every", type=int, default=7, help="read every Nth item of the newswire only, at least 2")
    parser.add_argument("--whole", action="store_true", help="read whole items, not their first 865 characters")
    parser.add_argument("--speed-only", action="store_true")
    options = parser.parse_args(arguments)
    regions, topics = load_regions(), load_topics()
    programs: dict[str, Program] = {
        OURS: lambda story: tag_topics(story, tag_regions(story, regions), topics),
        "regions alone": lambda story: tag_regions(story, regions),
    }
    finders: dict[str, Callable[[Story], Iterable[str]] | None] = {"ours": None}
    for name, path, places in (
        ("flashgeotext", "flashgeotext.geotext", places_of_flashgeotext),
        ("geotext", "geotext", places_of_geotext),
    ):
        if module := optional(path):
            programs[name] = finder = places(module)
            finders[name] = lambda story, finder=finder: known(finder(story), regions)  # type: ignore[misc]
    wordllama = optional("wordllama")
    root = root_of_wordllama(wordllama, topics) if wordllama else None
    if root:
        programs["WordLlama, topics alone"] = lambda story: root(text_of(story))
    warm, stories = articles(options.corpora, max(2, options.every), options.whole)
    length = fmean(len(text_of(story)) for story in stories)
    what = "whole items" if options.whole else f"items cut after {LENGTH} characters of body"
    print(f"{len(stories)} newswire articles, {what}; {length:.0f} characters each with the headline")
    sound = print_rates(time_all(programs, warm, stories), "flashgeotext")
    if not options.speed_only:
        print_places(options.corpora, regions, finders)
        print_roots(options.corpora, topics, root)
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
