"""Pages with one article each, in four forms: the whole text, broken lines, a crawl's text, the saved page."""

from __future__ import annotations

import gzip
import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from plugins.seed_posts.model import Story
from plugins.seed_posts.sources import Sources

from .answers import Answer, judge
from .chain import Reading, Task
from .fields import (
    author_figures,
    authors_of,
    bare_address,
    body_figures,
    date_figures,
    date_of,
    headline_of,
)
from .figures import ALL, Figure, share
from .metrics import names, near_title, page_f1, words_key
from .printed import title_stands_in
from .sites import fold_of, host_of, part_of

FORMS = ("crawl", "full", "broken", "html")
SLIPS = Path(__file__).with_name("gold_slips.json")  # days the gold has wrong, each with the reason
GOOD_BODY = 0.9  # shingle F1 from which a body counts as right, for its confidence
DESCRIPTION = re.compile(r"""<meta[^>]*\bproperty=["']og:description["'][^>]*\bcontent="([^"]*)\"""", re.IGNORECASE)
WIRE = re.compile(
    r"(?P<place>[A-Z][A-Z .,'’-]{2,40}?(?:, [A-Z][a-z]+\.?)?) \((?P<agency>AP|AFP|Reuters|Xinhua|CNN|UPI)\) ?[-–—]"
)
SILENT = frozenset(  # words of a publisher's name that its host leaves out
    ("the", "of", "and", "llc", "ltd", "limited", "inc", "company", "media", "group", "corp", "corporation", "com")
)
AGENCIES = {"AP": "Associated Press", "AFP": "Agence France-Presse"}  # as the archive writes them


@dataclass(frozen=True, slots=True)
class Page:
    """What the gold says of a page; None and () where it says nothing."""

    file: str
    url: str
    title: str
    date: str | None
    authors: tuple[str, ...]
    body: str
    description: str = ""  # of the page by itself, in its markup

    @property
    def fold(self) -> int:
        return fold_of(self.url)


def load_pages(folder: Path) -> list[Page]:
    """The pages of a collection in the order of its gold."""
    return [
        Page(e["file"], e["url"], e["title"], e["date"], tuple(e["authors"] or ()), e["body"])
        for e in json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    ]


def described(pages: Iterable[Page], folder: Path) -> list[Page]:
    """The pages with what their markup says of them; it stands in no plain-text capture."""
    return [replace(page, description=_description(folder / "html" / f"{page.file}.html.gz")) for page in pages]


def _description(page: Path) -> str:
    found = DESCRIPTION.search(gzip.decompress(page.read_bytes()).decode("utf-8", "replace")) if page.exists() else None
    return html.unescape(found[1]) if found else ""


def without_slips(pages: Iterable[Page], slips: Path = SLIPS) -> list[Page]:
    """The pages with the days that a reader of the page itself would give where the gold's is wrong."""
    days: dict[str, str | None] = {}
    if slips.exists():
        days = {slip["file"]: slip["date"] for slip in json.loads(slips.read_text(encoding="utf-8"))}
    return [replace(page, date=days.get(page.file, page.date)) for page in pages]


def tasks(folder: Path, form: str, pages: Iterable[Page]) -> list[Task]:
    """The captures to read for these pages in one form."""
    ending = ".html.gz" if form == "html" else ".txt"
    return [Task(folder / form / f"{page.file}{ending}", page.fold) for page in pages]


def figures(collection: str, pages: Sequence[Page], readings: Sequence[Reading]) -> Iterator[Figure]:
    """All figures of pages in one form: over all its pages, over those of open and over those of closed sites."""
    pairs = list(zip(pages, readings, strict=True))
    for part in (ALL, "open", "closed"):
        chosen = [(page, reading) for page, reading in pairs if part in (ALL, part_of(page.fold))]
        if chosen:
            yield from _figures(collection, part, chosen)


def _figures(collection: str, part: str, pairs: Sequence[tuple[Page, Reading]]) -> Iterator[Figure]:
    golds, outputs = [page.body for page, _ in pairs], [reading.text for _, reading in pairs]
    yield from body_figures(collection, part, golds, outputs)
    good = sum(page_f1(gold, output) >= 0.5 for gold, output in zip(golds, outputs, strict=True))
    yield from share(collection, part, "bodies at least half right", good, len(pairs))
    yield from share(collection, part, "one story", sum(len(r.stories) == 1 for _, r in pairs), len(pairs))
    yield from share(collection, part, "not without a story", sum(bool(r.stories) for _, r in pairs), len(pairs))
    heads = [(page, headline_of(reading.main), reading) for page, reading in pairs]
    exact = [words_key(page.title) == words_key(head) for page, head, _ in heads]
    stands = [title_stands_in(reading.lines, page.title) for page, _, reading in heads]
    yield from share(collection, part, "title exact", sum(exact), len(heads))
    yield from share(collection, part, "title near", sum(near_title(p.title, h) for p, h, _ in heads), len(heads))
    yield from share(collection, part, "title exact, of those in text", sum(map(min, exact, stands)), sum(stands))
    yield from date_figures(
        collection, part, [(p.date, date_of(r.main), "\n".join(r.lines)) for p, r in pairs if p.date]
    )
    yield from _slips_mended(collection, part, pairs)
    yield from author_figures(
        collection, part, [(p.authors, authors_of(r.main), "\n".join(r.lines)) for p, r in pairs if p.authors]
    )


def _slips_mended(collection: str, part: str, pairs: Sequence[tuple[Page, Reading]]) -> Iterator[Figure]:
    """The days once more, against the gold without its slips."""
    mended = without_slips(page for page, _ in pairs)
    days = _days([(page, reading) for page, (_, reading) in zip(mended, pairs, strict=True)])
    for figure in date_figures(collection, part, days):
        yield replace(figure, name=f"{figure.name} (slips mended)")


def _days(pairs: Sequence[tuple[Page, Reading]]) -> list[tuple[str, str, str]]:
    return [(page.date, date_of(reading.main), "\n".join(reading.lines)) for page, reading in pairs if page.date]


def answers(form: str, pages: Sequence[Page], readings: Sequence[Reading], sources: Sources) -> Iterator[Answer]:
    """What the chain claimed of each page's story, and whether it is so. The gold's slips do not count as wrong."""
    for page, reading in zip(without_slips(pages), readings, strict=True):
        if reading.main is not None:
            right = _right(page, reading, reading.main, sources)
            yield from judge(f"pages-{form}", page.file, page.fold, reading.main, reading.form, right)


def _right(page: Page, reading: Reading, story: Story, sources: Sources) -> Mapping[str, bool | None]:
    wire = WIRE.match(page.body)
    agency, place = (wire["agency"], wire["place"]) if wire else ("", "")
    dateline = story.dateline.value.place if story.dateline.value else ""
    return {
        "headline": words_key(page.title) == words_key(headline_of(story)),
        "date": page.date.startswith(date_of(story)) if page.date else None,
        "authors": names(page.authors) == names(authors_of(story)) if page.authors else None,
        "source": is_publisher(story.source.value or "", page.url, sources),
        "agency": AGENCIES.get(agency, agency) == story.agency.value if agency else None,
        "deck": _is_deck(story.deck.value or "", page),
        "url": bare_address(story.url.value or "") == bare_address(page.url),
        "dateline": words_key(place) == words_key(dateline) if place else None,
        "body": page_f1(page.body, reading.text) >= GOOD_BODY,
    }


def _is_deck(deck: str, page: Page) -> bool | None:
    """True for the words the page describes itself by, False for words of the body; the gold itself has no decks."""
    if not page.description:
        return None
    if near_title(page.description, deck):
        return True
    return False if f" {words_key(deck)} " in f" {words_key(page.body)} " else None


def is_publisher(name: str, url: str, sources: Sources) -> bool:
    """True when the name is the known publisher of this host, or the host spells the name or its initials."""
    known = sources.at(host_of(url))
    if known:
        return words_key(known.name) == words_key(name)
    host = re.sub(r"[^a-z0-9]", "", host_of(url).rpartition(".")[0])
    words = [word for word in words_key(name).split() if word not in SILENT]
    return bool(words) and (
        "".join(words) in host or host.endswith("".join(w[0] for w in words)) or host in "".join(words)
    )
