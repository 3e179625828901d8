"""What crawlers, browsers and people who found a hole look for at a site's root: only a published site has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from .markup import plain

SITEMAP = "sitemap.xml"
SITEMAP_PAGES = 40_000  # addresses in one file; the protocol allows 50,000
OPENSEARCH = "opensearch.xml"
OPENSEARCH_TYPE = "application/opensearchdescription+xml"
SHORT_NAME = 16  # characters browsers show of a search's name
LONGEST_DESCRIPTION = 1_000  # characters OpenSearch allows
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemaps(urls: Sequence[str], site: str) -> Iterator[tuple[str, str]]:
    """Name and text of the sitemaps of these site-relative addresses, and of the index that names them."""
    names = []
    for number, first in enumerate(range(0, len(urls), SITEMAP_PAGES), start=1):
        names.append(f"sitemap-{number}.xml")
        yield names[-1], _places("urlset", "url", (f"{site}/{url}" for url in urls[first : first + SITEMAP_PAGES]))
    yield SITEMAP, _places("sitemapindex", "sitemap", (f"{site}/{name}" for name in names))


def _places(root: str, item: str, addresses: Iterator[str]) -> str:
    lines = "".join(f"<{item}><loc>{escape(address)}</loc></{item}>\n" for address in addresses)
    return f'{HEAD}<{root} xmlns="{SCHEMA}">\n{lines}</{root}>\n'


def robots(site: str) -> str:
    return f"User-agent: *\nAllow: /\n\nSitemap: {site}/{SITEMAP}\n"


def opensearch(name: str, description: str, site: str) -> str:
    """By which a browser offers the archive's search beside its own."""
    name, description = plain(name), plain(description)[:LONGEST_DESCRIPTION]
    return (
        f'{HEAD}<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(name[:SHORT_NAME])}</ShortName>\n"
        f"<LongName>{escape(name[:48])}</LongName>\n"
        f"<Description>{escape(description or name)}</Description>\n"
        f'<Url type="text/html" method="get" template="{escape(site)}/search/?q={{searchTerms}}"/>\n'
        "<InputEncoding>UTF-8</InputEncoding>\n"
        "</OpenSearchDescription>\n"
    )


def security(contact: str, expires: str, site: str) -> str:
    """RFC 9116's file. `contact` is an address of mail or of a page, `expires` a day."""
    lines = (f"Contact: {contact}", f"Expires: {expires}T00:00:00Z", f"Canonical: {site}/.well-known/security.txt")
    return "".join(f"{line}\n" for line in lines)
