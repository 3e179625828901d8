"""The files that only a published site has, since they need its full address: feeds, sitemaps and the like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from . import discovery, feeds, wording
from .archive import Archive
from .site import Site
from .speech import _
from .table import Entries


def write_published(site: Site, urls: Iterable[str]) -> None:
    """Writes them; none without SITEURL. `urls` are the pages a sitemap names."""
    if not site.address:
        return
    settings, address, digest = site.settings, site.address, site.build.digest
    about = settings["ARCHIVE_DESCRIPTION"]
    texts = {"robots.txt": discovery.robots(address)}
    texts[discovery.OPENSEARCH] = discovery.opensearch(site.name, about, address)
    if contact := settings["ARCHIVE_SECURITY_CONTACT"]:
        expires = settings["ARCHIVE_SECURITY_EXPIRES"]
        texts[".well-known/security.txt"] = discovery.security(contact, expires, address)
    texts |= discovery.sitemaps(sorted(set(urls)), address)
    for name, text in texts.items():
        site.pages.file(name, digest(text), lambda text=text: text.encode("utf-8", "replace"))  # type: ignore[misc]
    made = feeds.Feeds(site.name, address)
    for base, title, subtitle, entries in _followed(site.archive, site.name, about):
        shown = newest_dated(entries)
        site.pages.file(
            base + feeds.FEED,
            digest(title, subtitle, base, shown.digests),
            lambda shown=shown, title=title, subtitle=subtitle, base=base: made.feed(shown, title, subtitle, base),  # type: ignore[misc]
        )


def newest_dated(entries: Entries) -> Entries:
    """The stories a feed holds: undated ones come last, and are in none."""
    newest = entries[: feeds.FEED_STORIES]
    return newest.where("date", bool)


def _followed(archive: Archive, name: str, about: str) -> Iterator[tuple[str, str, str, Entries]]:
    """Address, title, subtitle and stories, newest first, of everything that has a feed."""
    yield "", name, about, archive.entries
    for kind, tree in (("region", archive.regions), ("topic", archive.topics)):
        for node in tree.walk():
            yield f"{kind}/{node.path}/", f"{wording.capitalised(node.label)} – {name}", "", node.about
    for source in archive.sources.values():
        yield source.path, f"{source.name or _('Source not stated')} – {name}", "", source.entries
