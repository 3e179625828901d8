"""A small model of Zotero's generic translators: what they would save from a page of ours.

Zotero asks its translators in order of priority, COinS (310) before "Embedded Metadata" (320); the first that finds
something wins. Elements are read by `name`, and by `property` only where there is no name; a name may hold several; a
prefix ends at a dot, colon or underscore. Of the kinds, Zotero's own beats bib, PRISM, eprints, OpenGraph, Dublin Core.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs

from bs4 import BeautifulSoup

PREFIXES = {"bib", "bibo", "dc", "dcterms", "prism", "foaf", "vcard", "link", "z", "eprint", "eprints", "og", "article"}
HIGHWIRE = {  # name at the end of an element's names: Zotero's field
    "citation_title": "title",
    "citation_publication_date": "date",
    "citation_date": "date",
    "citation_journal_title": "publicationTitle",
    "citation_publisher": "publisher",
    "citation_abstract": "abstractNote",
    "citation_public_url": "url",
    "citation_language": "language",
}
RDF = {  # field: properties, the first of which that is there wins
    "title": ("dc.title", "dcterms.title", "eprints.title", "og.title"),
    "publicationTitle": ("prism.publicationName", "eprints.publication", "dc.source", "dcterms.source", "og.site_name"),
    "rights": ("prism.copyright", "dc.rights", "dcterms.rights"),
    "section": ("article.section",),
    "place": ("eprints.place_of_pub", "eprints.event_location"),
    "date": (
        "eprints.date",
        "prism.publicationDate",
        "og.published_time",
        "dc.date.issued",
        "dcterms.issued",
        "dc.date",
    ),
    "url": ("eprints.official_url", "og.url", "prism.url"),
    "archiveLocation": ("dc.coverage", "dcterms.coverage"),
    "abstractNote": ("eprints.abstract", "prism.teaser", "og.description", "dcterms.abstract", "dc.description"),
    "language": ("dc.language", "dcterms.language"),
}
KIND_OF_OG = {"website": "webpage", "book": "book", "video.movie": "videoRecording"}


def saved(page: BeautifulSoup, url: str) -> list[dict[str, Any]]:
    """The items Zotero offers: those of all spans of a list, or the one of a page's elements."""
    spans = [_of_span(span["title"]) for span in page.select("span.Z3988[title]")]
    return spans or [_of_elements(page, url)]


def _of_span(title: str) -> dict[str, Any]:
    said = parse_qs(title, strict_parsing=True)
    assert said["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:dc"]  # in which rft.type is Zotero's name of a kind
    fields = {"rft.title": "title", "rft.source": "publicationTitle", "rft.date": "date", "rft.identifier": "url",
              "rft.language": "language", "rft.rights": "rights"}  # fmt: skip
    item: dict[str, Any] = {field: said[key][0] for key, field in fields.items() if key in said}
    return item | {"itemType": said["rft.type"][0], "creators": said.get("rft.au", [])}


def _of_elements(page: BeautifulSoup, url: str) -> dict[str, Any]:
    statements: dict[str, list[str]] = {}
    names: list[tuple[str, str]] = []
    for element in page.head.select("meta"):
        said, content = element.get("name") or element.get("property"), element.get("content")
        if not said or not content:
            continue
        if element.get("name"):
            names.append((said, content))
        for tag in said.split():
            match = re.match(r"([^.:_]*)[.:_](.)(.*)", tag)
            if match and match[1].lower() in PREFIXES:
                statements.setdefault(f"{match[1].lower()}.{match[2].lower()}{match[3]}", []).append(content)
    item: dict[str, Any] = {
        field: next(statements[name][0] for name in among if name in statements)
        for field, among in RDF.items()
        if any(name in statements for name in among)
    }
    item["itemType"] = _kind(statements, names)
    for name, field in HIGHWIRE.items():  # these overwrite what RDF said
        if found := [content for said, content in names if said.endswith(name)]:
            item[field] = ", ".join(found)
    item["creators"] = [c for said, c in names if said.endswith("citation_author")] or statements.get("dc.creator", [])
    item.setdefault("title", page.title.string)
    if "abstractNote" not in item:
        item["abstractNote"] = next((content for said, content in names if said == "description"), "")
    return {"url": url} | item


def _kind(statements: dict[str, list[str]], names: list[tuple[str, str]]) -> str:
    for own in ("z.itemType", "z.type"):
        if own in statements:
            return statements[own][0]
    highwire = {said for said, _ in names}
    if "citation_journal_title" in highwire:
        return "journalArticle"
    return (
        KIND_OF_OG.get(statements.get("og.type", [""])[0], "")
        or {"newspaperArticle": "newspaperArticle"}.get(statements.get("dc.type", [""])[0], "")
        or ("journalArticle" if "citation_title" in highwire else "webpage")
    )
