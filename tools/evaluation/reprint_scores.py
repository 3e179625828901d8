"""How well reprints are told from stories that only look alike, at each share of text that two printings have.

python -m tools.evaluation.reprint_scores CORPORA          # pairs, one by one
python -m tools.evaluation.reprint_scores CORPORA --run N  # N stories in one run: links, time and memory
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from plugins.seed_posts.likeness import compare, is_reprint, read_words
from plugins.seed_posts.model import Basis, Block, Finding, Precision, PublishedDate, Story
from plugins.seed_posts.reprints import find_reprints, headlines_agree

from .figures import ALL, Figure
from .figures import share as share_of
from .reprint_pairs import ALTERATIONS, SEED, SHARES, WORDS_MIN, Pair, Text, build_pairs, load_texts

PER_KIND = 60  # pairs of each kind and share from each half


@dataclass(frozen=True, slots=True)
class Score:
    """Of one half and share: reprints found among those there are, and false ones beside them."""

    open: bool
    shared: float
    found: int
    there: int
    false: int
    different: int

    @property
    def recall(self) -> float:
        return self.found / self.there

    @property
    def precision(self) -> float:
        """With as many pairs that differ as reprints."""
        false = self.false / self.different * self.there
        return self.found / (self.found + false) if self.found else 1.0


def judge(pair: Pair) -> bool:
    """Whether the two are taken for one story, as a run would."""
    left, right = read_words(pair.body), read_words(pair.other_body)
    agree = headlines_agree(pair.title, pair.other_title)
    return is_reprint(left, right, compare(left, right), same_headline=agree)


def score(pairs: Sequence[Pair]) -> list[Score]:
    """A score for each half and share, the open half first."""
    judged = [(pair, judge(pair)) for pair in pairs]
    scores = []
    for half in (True, False):
        different = [taken for pair, taken in judged if pair.open is half and not pair.reprint]
        for share in SHARES:
            same = [taken for pair, taken in judged if pair.open is half and pair.reprint and pair.shared == share]
            scores.append(Score(half, share, sum(same), len(same), sum(different), len(different)))
    return scores


def figures(corpora: Path, every: int = 1) -> Iterator[Figure]:
    """Precision and recall at each share of text, over both halves and in each; from one in `every` of the pairs."""
    scores = score(build_pairs(load_texts(corpora), max(1, PER_KIND // every)))
    for shared in SHARES:
        halves = {_half(s.open): s for s in scores if s.shared == shared}
        for part, one in {ALL: _both(*halves.values()), **halves}.items():
            yield from share_of("reprints", part, f"recall at {shared:.0%}", one.found, one.there)
            yield Figure("reprints", part, f"precision at {shared:.0%}", one.precision, one.found + one.false)


def _both(left: Score, right: Score) -> Score:
    return Score(
        left.open,
        left.shared,
        left.found + right.found,
        left.there + right.there,
        left.false + right.false,
        left.different + right.different,
    )


def by_kind(pairs: Iterable[Pair]) -> Iterator[str]:
    """For each kind and half, how many pairs were taken for one story."""
    counts: dict[tuple[bool, str, float], Counter[bool]] = defaultdict(Counter)
    for pair in pairs:
        counts[pair.open, pair.how, pair.shared if pair.reprint else 0][judge(pair)] += 1
    for half in (True, False):
        for how in dict.fromkeys(how for _, how, _ in counts):
            cells = [(share, counts[half, how, share]) for share in (0, *SHARES) if (half, how, share) in counts]
            row = "  ".join(f"{f'{share:.0%} ' if share else ''}{c[True]}/{c.total()}" for share, c in cells)
            yield f"{_half(half):6}  {how:22}  {row}"


def run_of(texts: Sequence[Text], size: int) -> list[tuple[str, Story]]:
    """So many stories, each with what it was made from: all texts, then altered copies with four fifths of them."""
    chance = random.Random(SEED)
    stories = [(text.id, _story(text.id, text.title, text.body, "1987-03-01")) for text in texts]
    stock = [text for text in texts if len(text.body.split()) >= WORDS_MIN]
    for number in range(size - len(stories)):
        text, kin = chance.choice(stock), chance.choice(stock)
        alter = chance.choice(list(ALTERATIONS.values()))
        copy = _story(f"copy-{number}", text.title, alter(text.body, 0.8, kin, chance), "1987-03-02")
        stories.append((text.id, copy))
    return stories[:size]


def links(stories: Sequence[tuple[str, Story]]) -> tuple[int, int, int]:
    """Copies linked to what they were made from, copies there are, links between texts of different origin."""
    origin = {story.slug: made_from for made_from, story in stories}
    done = find_reprints([story for _, story in stories])
    cluster = {story.slug: story.reprint_of or story.slug for story in done}
    home: dict[str, set[str]] = defaultdict(set)  # clusters that hold the original
    for story in done:
        if not story.slug.startswith("copy-"):
            home[origin[story.slug]].add(cluster[story.slug])
    copies = [story for story in done if story.slug.startswith("copy-")]
    right = sum(cluster[story.slug] in home[origin[story.slug]] for story in copies)
    strange = sum(1 for story in done if story.reprint_of and origin[story.slug] != origin[story.reprint_of])
    return right, len(copies), strange


def _story(slug: str, title: str, body: str, day: str) -> Story:
    blocks = tuple(Block(line, n, n) for n, line in enumerate(filter(str.strip, body.splitlines()), 1))
    date = PublishedDate(day, Precision.DAY, Basis.EXPLICIT)
    return Story(slug, 1, 1, len(blocks), blocks, headline=Finding(title), date=Finding(date), slug=slug)


def _half(is_open: bool) -> str:
    return "open" if is_open else "closed"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpora", type=Path)
    arguments.add_argument("--run", type=int, default=0, metavar="N")
    asked = arguments.parse_args()
    texts = load_texts(asked.corpora)
    if asked.run:
        stories = run_of(texts, asked.run)
        before, start = _memory(), time.process_time()
        right, copies, strange = links(stories)
        print(f"{len(stories):,} stories: {right} of {copies} copies with their original, {strange} links to another")
        print(f"{time.process_time() - start:.1f} s of CPU, {_memory() - before} MB more than before")
        return
    pairs = build_pairs(texts, PER_KIND)
    for one in score(pairs):
        shares = f"{_half(one.open):6}  {one.shared:.0%} shared  recall {one.recall:.3f}  precision {one.precision:.3f}"
        print(f"{shares}  ({one.there} reprints; {one.false} of {one.different} others taken for one)")
    print(*by_kind(pairs), sep="\n")


def _memory() -> int:
    """The most memory this process has had, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
