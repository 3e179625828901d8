"""The pages that tell how stories were made, a few stories to each: made where one of these stories changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from msgspec import Struct, json

from .entries import Entry
from .evidence import EvidenceFile, has_evidence
from .how import HowStory, how_id, how_page, how_pages
from .how_rows import HowRows
from .made_of import EVERYTHING
from .provenance import capture_rows
from .reference_links import reference_links
from .site import Site
from .speech import is_english, language


def write_how(site: Site) -> None:
    rows = HowRows()

    def told(entry: Entry, evidence: EvidenceFile) -> HowStory:
        lang = entry.lang if entry.lang != language() else ""
        return HowStory(
            how_id(entry.slug),
            entry,
            rows.of(entry, evidence, lang),
            capture_rows(evidence, site.content_of(entry.slug), lang),
            reference_links(entry, site.name, f"{site.address}/{entry.url}"),
        )

    stories = _by_page(site)
    slugs, names = site.archive.table.columns.slug, b"" if is_english() else site.vocabulary  # evidence is in English
    urls = [how_page(slugs[stories.places[start]]) for start in stories.starts[:-1]]
    values = [
        site.build.digest(names, read)
        for read in stories.cut(site.made_of.everything_of(np.array(stories.places, np.int32)))
    ]
    for place in site.pages.keep_many(urls, "how", values):
        told_there = [slugs[story] for story in stories.of(place)]
        _write_page(site, urls[place], told_there, values[place], told)


class _ByPage(Struct, frozen=True):
    """Stories in the order of the pages that tell of them, and on a page of their slugs."""

    places: list[int]  # of all stories, in the table
    starts: list[int]  # where each page's stories begin in that list; its last is the number of all

    def of(self, page: int) -> list[int]:
        return self.places[self.starts[page] : self.starts[page + 1]]

    def cut(self, rows: bytes) -> Iterator[bytes]:
        """The part of each page, of bytes that have EVERYTHING of each story."""
        for start, end in pairwise(self.starts):
            yield rows[start * EVERYTHING : end * EVERYTHING]


def _by_page(site: Site) -> _ByPage:
    """The last build's, if no story came or went and none changed its place."""
    slugs = site.archive.table.columns.slug

    def make() -> bytes:
        pages = list(map(how_page, slugs))
        places = sorted(range(len(slugs)), key=lambda place: (pages[place], slugs[place]))
        starts = [0, *(n for n in range(1, len(places)) if pages[places[n]] != pages[places[n - 1]]), len(places)]
        return json.encode(_ByPage(places, starts if places else [0]))

    return json.decode(site.build.latest("stories of how pages", site.build.digest(*slugs), make), type=_ByPage)


def _write_page(
    site: Site, url: str, slugs: Sequence[str], value: bytes, told: Callable[[Entry, EvidenceFile], HowStory]
) -> None:
    """The page of these stories, if any of them has evidence.

    One whose evidence is damaged is made each time, so that each build tells of the damage.
    """
    for _, stories in how_pages([site.archive.by_slug[slug] for slug in slugs], site.evidence_of, told):
        whole = len(stories) == sum(has_evidence(site.post_of(slug)) for slug in slugs)
        more = {"stories": stories}
        site.pages.page(url, "how", value if whole else None, lambda more=more: more, listed=False)  # type: ignore[misc]
