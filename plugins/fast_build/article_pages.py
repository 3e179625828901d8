"""Articles' pages, each rendered only where its post, its template or what else it shows has changed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

from pelican.contents import Article
from pelican.plugins import signals
from pelican.utils import get_relative_path, path_to_url, sanitised_join
from pelican.writers import Writer

from .digests import SIZE
from .plain_paths import is_plain, is_plain_below
from .quick_article import QuickArticle, address_patterns
from .session import FastBuild
from .stock import writer_is_stock
from .workers import in_processes, processes_wanted
from .writer import FastWriter

# the names that an article's page is given, which its inputs cover
GIVEN = frozenset({"article", "category", "blog", "output_file", "localsiteurl"})


class Page(NamedTuple):
    """What is to be at an address."""

    article: QuickArticle
    name: str  # as the article gives it
    place: str  # below the output folder
    inputs: bytes | None


class ArticlePages:
    """The pages of one build's articles."""

    def __init__(self, generator: Any, fast: FastBuild, writer: Writer) -> None:
        self._generator = generator
        self._fast = fast
        self._writer = writer
        self._relative: bool = generator.settings["RELATIVE_URLS"]
        self._given = GIVEN | {"SITEURL"} if self._relative else GIVEN
        self._templates: dict[str, bytes | None] = {}
        self._begun: dict[bytes, Any] = {}  # the digest of a page, as far as its template
        self._plain_output = is_plain(str(writer.output_path))
        self._trusts_places = self._plain_output and generator.posts.patterns == address_patterns(generator.settings)

    def write(self, articles: Iterable[Article]) -> None:
        """Writes the pages that are not there as they have to be."""
        # a plugin that hears of each page may change what is on it, or do something with its file
        watched = signals.article_generator_write_article.receivers or signals.content_written.receivers
        ours = type(self._writer) is FastWriter and writer_is_stock() and not watched
        with self._fast.stage("articles"):
            if not ours:
                for article in articles:
                    signals.article_generator_write_article.send(self._generator, content=article)
                    self._write_as_pelican(article)
                return
            for run in self._runs(articles):
                kept = self._fast.keep_many([page.place for page in run], [page.inputs for page in run])
                self._put([run[place] for place in kept])

    def _runs(self, articles: Iterable[Article]) -> Iterator[list[Page]]:
        """Pages in their order, all of them at once as long as none is to be written by Pelican in between."""
        articles = list(articles)
        quick = [article for article in articles if type(article) is QuickArticle]
        values = iter(self._fast.article_values(quick))
        usual = self._template(QuickArticle.default_template) if self._trusts_places and quick else None
        pages: list[Page] = []
        for article in articles:
            page: Page | None = None
            if type(article) is QuickArticle:
                value = next(values)
                if usual is not None and value is not None and (name := article.usual_place):
                    page = self._usual_page(article, name, usual, value)
                else:
                    page = self._page(article, value)
            if page is None:
                yield pages
                pages = []
                self._write_as_pelican(article)
            else:
                pages.append(page)
        yield pages

    def _put(self, pages: Sequence[Page]) -> None:
        """Renders pages and puts them in their places."""
        wanted = processes_wanted(self._generator.settings.get("FAST_BUILD_WORKERS", 1), len(pages))
        contents = in_processes(
            wanted,
            pages,
            self._render,
            begin=self._generator.posts.begin_in_copy,
            only_here=lambda page: page.article.may_attach,
        )
        for page in pages:
            self._fast.put(page.place, page.inputs, contents.__next__)
        contents.close()
        if pages and self._relative:  # as it is after the last page, wherever that was rendered
            self._generator.context["localsiteurl"] = path_to_url(get_relative_path(pages[-1].name))

    def _page(self, article: QuickArticle, value: bytes | None) -> Page | None:
        """A page that is nobody else's; None where two pages want one address, which Pelican settles."""
        writer = self._writer
        name = article.save_as
        plain = self._plain_output and is_plain_below(name)
        path = f"{writer.output_path}/{name}" if plain else sanitised_join(writer.output_path, name) if name else ""
        if not path or article.says_its_address or path in writer._written_files or path in writer._overridden_files:
            return None
        writer._written_files.add(path)
        place = name if plain else os.path.relpath(path, writer.output_path).replace(os.sep, "/")
        return Page(article, name, place, self._inputs(article, name, value))

    def _usual_page(self, article: QuickArticle, name: str, template: bytes, value: bytes) -> Page | None:
        """The same of an article that is as it was read and goes to this place; `template` is the digest of its own."""
        path, writer = f"{self._writer.output_path}/{name}", self._writer
        if path in writer._written_files or path in writer._overridden_files:
            return None
        writer._written_files.add(path)
        return Page(article, name, name, self._made_of(template, article._key, name, value))

    def _inputs(self, article: QuickArticle, name: str, value: bytes | None) -> bytes | None:
        """The digest of all that the page shows; None where nobody can say."""
        own, post = self._template(article.template), article.post_digest
        if own is None or post is None or value is None or article.links_to_contents or not article.is_as_read:
            return None
        return self._made_of(own, post, name, value)

    def _made_of(self, template: bytes, post: bytes, name: str, value: bytes) -> bytes:
        """The digest of these parts of a page: of its template, its post, its place and of what else it shows."""
        begun = self._begun.get(template)
        if begun is None:
            begun = self._begun[template] = blake2b(self._fast.digest("article", template), digest_size=SIZE)
        made_of = begun.copy()
        made_of.update(b"%b%b\0%b" % (post, os.fsencode(name), value))
        return made_of.digest()

    def _template(self, name: str) -> bytes | None:
        if name not in self._templates:
            self._templates[name] = self._fast.page_digest(self._generator.get_template(name), self._given)
        return self._templates[name]

    def _render(self, page: Page) -> bytes:
        """The page, as Pelican's writer renders it."""
        article, name = page.article, page.name
        context = self._generator.context
        local = context.copy()
        if self._relative:
            local["SITEURL"] = local["localsiteurl"] = path_to_url(get_relative_path(name))
        if local.setdefault("localsiteurl", None):
            context["localsiteurl"] = local["localsiteurl"]  # where articles look it up
        local["output_file"] = name
        local["article"] = article
        local["category"] = getattr(article, "category", None)
        local["blog"] = True
        text: str = self._generator.get_template(article.template).render(local)
        return text.encode()

    def _write_as_pelican(self, article: Article) -> None:
        generator = self._generator
        self._writer.write_file(
            article.save_as,
            generator.get_template(article.template),
            generator.context,
            relative_urls=self._relative,
            article=article,
            category=getattr(article, "category", None),
            override_output=hasattr(article, "override_save_as"),
            url=article.url,
            blog=True,
        )
