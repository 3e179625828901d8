"""The files that only a published site has, since they need its full address: feeds, sitemaps and the like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from . import discovery, feeds, wording
from .archive import Archive
from .entries import Entry
from .speech import _


def published_files(archive: Archive, urls: Iterable[str], settings: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Name and content of each, one by one; none without SITEURL. `urls` are the pages a sitemap names."""
    site = settings["SITEURL"].rstrip("/")
    if not site:
        return
    name, about = settings["SITENAME"], settings["ARCHIVE_DESCRIPTION"]
    texts = dict(discovery.sitemaps(sorted(set(urls)), site))
    texts |= {"robots.txt": discovery.robots(site), discovery.OPENSEARCH: discovery.opensearch(name, about, site)}
    if contact := settings["ARCHIVE_SECURITY_CONTACT"]:
        expires = settings["ARCHIVE_SECURITY_EXPIRES"]
        texts[".well-known/security.txt"] = discovery.security(contact, expires, site)
    for file, text in texts.items():
        yield file, text.encode("utf-8", "replace")
    made = feeds.Feeds(name, site)
    yield feeds.FEED, made.feed(archive.entries, name, about, "")
    for base, title, entries in _followed(archive):
        yield base + feeds.FEED, made.feed(entries, f"{title} – {name}", "", base)


def _followed(archive: Archive) -> Iterator[tuple[str, str, Iterable[Entry]]]:
    """Address, title and stories, newest first, of every listing with a feed of its own."""
    for kind, tree in (("region", archive.regions), ("topic", archive.topics)):
        for node in tree.walk():
            yield f"{kind}/{node.path}/", wording.capitalised(node.label), node.about
    for source in archive.sources.values():
        yield source.path, source.name or _("Source not stated"), source.entries
