"""What machines read in a page's head: JSON-LD for search engines, meta elements for Zotero.

Zotero's generic translator ignores JSON-LD, takes `og:site_name` for the newspaper when
nothing better is there, and guesses from `og:type`; hence `z:itemType` and
`prism.publicationName`, and no `og:site_name` on a story whose newspaper is not known. It takes `description` for the
abstract, so that there is no `citation_abstract` that says it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from .citations import cited_title, rights_of
from .entries import Entry
from .wording import cut

DESCRIPTION_MAX = 100  # characters; search engines show about as many on a telephone
TITLE_MAX = 200  # characters of a headline in <title> and JSON-LD; the page itself has all
LISTINGS = frozenset({"region", "region_also", "topic", "source", "year", "month", "day", "undated"})  # templates
# What else an element says to readers of RDFa: Zotero looks at `property` only where there is no `name`
SAME_AS = {
    "citation_title": "og:title",
    "prism.publicationName": "dc:source",
    "description": "og:description",
}


def description(entry: Entry) -> str:
    return cut(entry.deck or entry.summary or entry.title, DESCRIPTION_MAX)


def zotero_meta(entry: Entry, archive: str, address: str) -> list[tuple[str, str]]:
    """Name and content of each meta element, in a fixed order, empty values left out.

    `address` is that of the page where `og:url` does not say it.
    """
    pairs = [
        ("z:itemType", "newspaperArticle"),
        ("citation_title", cited_title(entry)),
        *(("citation_author", author) for author in entry.authors),
        ("prism.publicationName", entry.source),
        ("citation_publication_date", entry.date),
        ("citation_language", entry.lang),
        ("citation_public_url", entry.original_url or address),
        ("eprints.place_of_pub", entry.dateline),
        ("DC.rights", rights_of(entry, archive)),
        ("DC.coverage", archive),
    ]
    return [(name, content) for name, content in pairs if content]


def head_meta(entry: Entry, address: str, archive: str, canonical: str) -> Iterator[tuple[str, str, str]]:
    """Name, property and content of each meta element of a story; one element tells several readers the same."""
    own = address == canonical and not entry.original_url
    for name, content in zotero_meta(entry, archive, "" if own else address):
        same = SAME_AS.get(name, "")
        yield name, same, content
    if own:  # what Zotero takes for the address; where another is to be taken, `canonical` is left to say this one
        yield "", "og:url", canonical


def news_article(entry: Entry, archive: str, keywords: Iterable[str]) -> dict[str, Any]:
    """The story as schema.org has it. A digest is the archive's own work, based on the original.

    Addresses that the head says already are left out: a search engine has them of `canonical`; and so is the type of
    what can be of one type only, and whom the original is by.
    """
    keeper = {"@type": "ArchiveOrganization", "name": archive}
    report = _drop_empty(
        {
            "@type": "NewsArticle",
            "headline": cut(entry.title, TITLE_MAX),
            "author": [{"@type": "Person", "name": author} for author in entry.authors],
            "publisher": {"@type": "Organization", "name": entry.source} if entry.source else None,
            "datePublished": entry.date,
            "url": entry.original_url,
        }
    )
    page = {
        "@type": ["NewsArticle", "ArchiveComponent"],
        "headline": report["headline"],
        "inLanguage": entry.lang,
        "holdingArchive": {"name": archive},
        "keywords": list(dict.fromkeys(keywords)),
    }
    if entry.is_digest:
        original = report | {"@type": None, "headline": None, "author": None, "publisher": {"name": entry.source}}
        return _drop_empty(page | {"author": keeper, "isBasedOn": original})
    own = {key: value for key, value in report.items() if key not in ("@type", "url")}
    return _drop_empty(page | own | {"isBasedOn": entry.original_url})


def graph(*nodes: dict[str, Any]) -> dict[str, Any]:
    """One document of several nodes, whose context is said once."""
    return {
        "@context": "https://schema.org",
        "@graph": [{k: v for k, v in n.items() if k != "@context"} for n in nodes],
    }


def page_graph(
    template: str,
    url: str,
    crumbs: Sequence[tuple[str, str]],
    *,
    archive: str,
    about: str,
    site: str,
    language: str = "",
    files: Sequence[tuple[str, str]] = (),
) -> dict[str, Any] | None:
    """What a page other than a story's tells search engines; None where there is nothing to tell.

    `language` is that of the page's own words; the stories it lists have theirs.
    `files` are the address and media type of what the page offers to download.
    """
    whole = {"@type": "WebSite", "name": archive, "url": f"{site}/"}
    nodes: list[dict[str, Any]] = []
    if template == "home":
        search = {"@type": "EntryPoint", "urlTemplate": f"{site}/search/?q={{search_term_string}}"}
        action = {"@type": "SearchAction", "target": search, "query-input": "required name=search_term_string"}
        nodes.append(_drop_empty(whole | {"description": about, "inLanguage": language, "potentialAction": action}))
    elif template in LISTINGS and crumbs:
        page = {"@type": "CollectionPage", "name": crumbs[-1][0], "url": f"{site}/{url}", "inLanguage": language}
        nodes.append(_drop_empty(page | {"isPartOf": whole}))
    elif template == "data":
        said = {"@type": "Dataset", "name": archive, "description": about or archive, "url": f"{site}/{url}"}
        offered = [
            {"@type": "DataDownload", "contentUrl": f"{site}/{address}", "encodingFormat": kind}
            for address, kind in files
        ]
        nodes.append(
            said | {"distribution": offered, "includedInDataCatalog": {"@type": "DataCatalog", **_named(whole)}}
        )
    nodes += [breadcrumbs(crumbs, site)] if crumbs else []
    return graph(*nodes) if nodes else None


def _named(node: dict[str, Any]) -> dict[str, Any]:
    return {"name": node["name"], "url": node["url"]}


def breadcrumbs(trail: Sequence[tuple[str, str]], site: str) -> dict[str, Any]:
    """A BreadcrumbList for names with site-relative addresses; the last one needs none, search engines say."""
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name}
            | ({"item": f"{site}/{url}"} if place < len(trail) else {})
            for place, (name, url) in enumerate(trail, start=1)
        ],
    }


def _drop_empty(data: dict[str, Any]) -> dict[str, Any]:
    kept = {key: _drop_empty(value) if isinstance(value, dict) else value for key, value in data.items()}
    return {key: value for key, value in kept.items() if value not in (None, "", [], {})}
