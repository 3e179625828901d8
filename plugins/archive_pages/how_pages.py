"""The pages that tell how stories were made, a few stories to each: made where one of these stories changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from .entries import Entry
from .evidence import EvidenceFile, has_evidence
from .how import HowStory, how_id, how_page, how_pages
from .how_rows import HowRows
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

    pages: dict[str, list[str]] = defaultdict(list)
    for slug in site.archive.table.columns.slug:
        pages[how_page(slug)].append(slug)
    urls = sorted(pages)
    values = [_value(site, sorted(pages[url])) for url in urls]
    for place in site.pages.keep_many(urls, "how", values):
        _write_page(site, urls[place], sorted(pages[urls[place]]), values[place], told)


def _value(site: Site, slugs: Sequence[str]) -> bytes:
    """The digest of all that the page of these stories shows."""
    table = site.archive.table
    made_of = [
        part
        for slug in slugs
        for part in (
            table.digest(table.place_of[slug]),
            site.post_digest(slug),
            site.evidence_digest(slug),
        )
    ]
    names = b"" if is_english() else site.vocabulary  # evidence names places and topics in English
    return site.build.digest(names, *made_of)


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
