"""Writes pages and files, each only where what it is made of has changed.

A page is a function of a value: a template gets the names it is given here and what all templates share, and the digest
of the two says whether the page has to be made again. So `more` may hold nothing that `value` does not account for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias

from pelican import signals

from . import speech
from .markup import json_block
from .table import DIGEST_BYTES, Entries

if TYPE_CHECKING:
    from .alone import Builder
    from .listings import ListingPage

Crumbs: TypeAlias = Sequence[tuple[str, str]]
More: TypeAlias = Callable[[], Mapping[str, Any]]


def nothing() -> Mapping[str, Any]:
    return {}


def _given_listing(page: ListingPage, more: Mapping[str, Any], own: More) -> Mapping[str, Any]:
    return {**more, **own(), "listing": page}


class PageWriter:
    """The pages of one build; `urls` are those a sitemap names, so far."""

    def __init__(
        self,
        build: Builder,
        settings: Mapping[str, Any],
        context: dict[str, Any],
        template: Callable[[str], Any],
        writer: Any,
    ) -> None:
        self.urls: list[str] = []
        self._build = build
        self._settings = settings
        self._context = context
        self._template = template
        self._writer = writer
        self._digests: dict[str, bytes | None] = {}
        self._asked: set[str] = set()  # templates, since a run began

    def page(
        self,
        url: str,
        template: str,
        value: bytes | None,
        more: More = nothing,
        *,
        crumbs: Crumbs = (),
        save_as: str = "",
        listed: bool = True,
    ) -> None:
        """Writes a page. `value` is the digest of what `more` gives; without one the page is always made."""
        if listed:
            self.urls.append(url)
        own = self.template_digest(template)
        inputs = self._inputs(own, url, crumbs, value) if own is not None and value is not None else None
        self._put(save_as or f"{url}index.html", template, inputs, url, crumbs, more)

    def listing(
        self,
        base: str,
        entries: Entries,
        template: str,
        *,
        crumbs: Crumbs,
        value: bytes | None = b"",
        more: Mapping[str, Any],
        newest: bytes | None = b"",
        more_of_newest: More = nothing,
        elsewhere: str = "",
    ) -> None:
        """Writes the pages of a listing; only the first, where all stories are to be found `elsewhere`.

        `value` is the digest of `more`, which all its pages get, and `newest` of what only the page of the newest
        stories gets. The numbered ones hold nothing that the next story would change.
        """
        from .listings import paginate  # here, as below: where no page has to be made, there is no use for it

        own, digest = self.template_digest(template), self._build.digest
        frame = digest(own, tuple(crumbs), value) if own is not None and value is not None else None
        stories = entries.digests
        start = 0
        full, rows = self._settings["ARCHIVE_PAGE_SIZE"], self._settings["ARCHIVE_PAGE_ROWS"]
        for page in paginate(base, entries, full, rows, elsewhere):
            self.urls.append(page.url)
            end = start + DIGEST_BYTES * len(page.entries)
            inputs = None
            if frame is not None and (page.number or newest is not None):
                told = () if page.number else (newest, page.total, page.elsewhere)
                inputs = digest(frame, page.url, page.newer, page.older, page.oldest, stories[start:end], *told)
            start = end
            given = partial(_given_listing, page, more, nothing if page.number else more_of_newest)
            self._put(f"{page.url}index.html", template, inputs, page.url, crumbs, given)

    def run(self, name: str, value: bytes, write: Callable[[], None]) -> None:
        """Calls `write`, which writes pages and files; not if all it wrote is there and was made of this value.

        `value` is the digest of all they are made of but templates. So pages may not depend on anything else.
        """
        if signals.content_written.receivers:
            write()
            return

        outer = set(self._asked)  # of a run that this one is part of

        def writing() -> list[Any]:
            self._asked.clear()
            first = len(self.urls)
            write()
            digests = {name: digest.hex() for name in sorted(self._asked) if (digest := self._digests[name])}
            return [self.urls[first:], digests]

        def holds(said: list[Any]) -> bool:
            return all((own := self.template_digest(name)) and own.hex() == digest for name, digest in said[1].items())

        (urls, templates), spared = self._build.run(name, value, writing, holds)
        self._asked |= outer | templates.keys()
        if spared:
            self.urls += urls

    def keep_many(self, urls: Sequence[str], template: str, values: Sequence[bytes]) -> list[int]:
        """The places of the pages, which no sitemap names, that are to be written: they are not there as made of these
        values."""
        own = self.template_digest(template)
        if own is None:
            return list(range(len(urls)))
        inputs = [self._inputs(own, url, (), value) for url, value in zip(urls, values, strict=True)]
        return self._build.keep_many([f"{url}index.html" for url in urls], inputs)

    def file(self, path: str, value: bytes | None, make: Callable[[], bytes]) -> None:
        """Writes a file that is no page; `value` is the digest of what it is made of."""
        self._build.put(path, value, make)

    def template_digest(self, template: str) -> bytes | None:
        self._asked.add(template)
        if template not in self._digests:
            self._digests[template] = self._build.page_digest(template)
        return self._digests[template]

    def _inputs(self, own: bytes, url: str, crumbs: Crumbs, value: bytes) -> bytes:
        return self._build.digest(own, url, value, *chain.from_iterable(crumbs))

    def _put(self, path: str, template: str, inputs: bytes | None, url: str, crumbs: Crumbs, more: More) -> None:
        if signals.content_written.receivers:  # a plugin wants to hear of each page, with all that it was made of
            given = self._given(template, url, crumbs, more)
            self._writer.write_file(path, self._template(template), self._context, url=url, **given)
            return
        self._build.put(path, inputs, lambda: self._render(path, template, url, crumbs, more))

    def _render(self, path: str, template: str, url: str, crumbs: Crumbs, more: More) -> bytes:
        context = {"localsiteurl": None, **self._context, "output_file": path}
        context.update(self._given(template, url, crumbs, more))
        text: str = self._template(template).render(context)
        return text.encode()

    def _given(self, template: str, url: str, crumbs: Crumbs, more: More) -> dict[str, Any]:
        """The names a template gets beside those that all share."""
        from .machines import page_graph

        own = dict(more())
        said = page_graph(
            template,
            url,
            crumbs,
            archive=self._settings["SITENAME"],
            about=self._settings["ARCHIVE_DESCRIPTION"],
            site=self._settings["SITEURL"].rstrip("/"),
            language=speech.language(),
            files=[(file.name, file.media_type) for file in own.get("files", ())],
        )
        return {**own, "page_url": url, "crumbs": crumbs, "json_ld": json_block(said) if said else ""}
