"""What machines read in a page's head: JSON-LD for search engines, meta elements for Zotero.

Zotero's generic translator ignores JSON-LD, takes `og:site_name` for the newspaper when
nothing better is there, and guesses from `og:type`; hence `z:itemType` and
`prism.publicationName`, and no `og:site_name` on a story whose newspaper is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from .citations import cited_title, rights_of
from .entries import Entry
from .wording import cut

DESCRIPTION_MAX = 200  # characters; search engines show about 160
TITLE_MAX = 200  # characters of a headline in <title> and OpenGraph; the page itself has all


def description(entry: Entry) -> str:
    return cut(entry.deck or entry.summary or entry.title, DESCRIPTION_MAX)


def zotero_meta(entry: Entry, address: str, archive: str) -> list[tuple[str, str]]:
    """Name and content of each meta element, in a fixed order, empty values left out."""
    pairs = [
        ("z:itemType", "newspaperArticle"),
        ("citation_title", cited_title(entry)),
        *(("citation_author", author) for author in entry.authors),
        ("prism.publicationName", entry.source),
        ("DC.source", entry.source),
        ("citation_publication_date", entry.date),
        ("citation_language", entry.lang),
        ("citation_public_url", entry.original_url or address),
        ("citation_abstract", entry.deck or entry.summary),
        ("eprints.place_of_pub", entry.dateline),
        ("DC.rights", rights_of(entry, archive)),
        ("DC.coverage", archive),
    ]
    return [(name, content) for name, content in pairs if content]


def news_article(
    entry: Entry, address: str, archive: str, home: str, regions: Iterable[str], topics: Iterable[str]
) -> dict[str, Any]:
    """The story as schema.org has it. A digest is the archive's own work, based on the original."""
    keeper = {"@type": "ArchiveOrganization", "name": archive, "url": home}
    report = _drop_empty(
        {
            "@type": "NewsArticle",
            "headline": cut(entry.title, TITLE_MAX),
            "author": [{"@type": "Person", "name": author} for author in entry.authors],
            "publisher": {"@type": "Organization", "name": entry.source} if entry.source else None,
            "datePublished": entry.date,
            "url": entry.original_url,
            "dateline": entry.dateline,
        }
    )
    page = {
        "@context": "https://schema.org",
        "@type": ["NewsArticle", "ArchiveComponent"],
        "headline": report["headline"],
        "description": description(entry),
        "inLanguage": entry.lang,
        "url": address,
        "mainEntityOfPage": address,
        "holdingArchive": keeper,
        "contentLocation": [{"@type": "Place", "name": label} for label in regions],
        "about": [{"@type": "Thing", "name": label} for label in topics],
    }
    if entry.is_digest:
        return _drop_empty(page | {"author": keeper, "isBasedOn": report})
    own = {key: value for key, value in report.items() if key not in ("@type", "url")}
    return _drop_empty(page | own | {"isBasedOn": entry.original_url})


def breadcrumbs(trail: Sequence[tuple[str, str]], site: str) -> dict[str, Any]:
    """A BreadcrumbList for names with site-relative addresses."""
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": f"{site}/{url}"}
            for place, (name, url) in enumerate(trail, start=1)
        ],
    }


def _drop_empty(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}
