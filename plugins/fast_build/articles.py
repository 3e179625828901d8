"""Pelican's ArticlesGenerator with nothing quadratic in it, and posts that are read only when they changed."""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import Any

from pelican.contents import SkipStub
from pelican.generators import ArticlesGenerator, logger
from pelican.plugins import signals
from pelican.utils import order_content
from pelican.writers import FileOverwriteFailedError, Writer

from .article_pages import ArticlePages
from .finding import found_files
from .groups import Groups
from .listings import fill_periods, in_order_of, parted, positions, sort_by_said_dates
from .quick_article import PLAIN, QuickArticle
from .reading import PostReader
from .stock import sources_are_stock, writer_is_stock
from .writer import FastWriter

Write = Callable[..., None]


class QuickArticlesGenerator(ArticlesGenerator):  # type: ignore[misc]  # Pelican has no type hints
    """Makes what ArticlesGenerator makes. Pelican's generator becomes one once it is there (`quickening`).

    Files are read in the order of their names. Pelican reads them in the order of a set, which changes from run to run
    where Python is not told its hash seed, and with it the order of posts of one date on sites without translations.
    """

    posts: PostReader
    categories: Any  # a dict first, then a list of pairs, as in Pelican
    authors: Any

    def __str__(self) -> str:
        return "ArticlesGenerator"

    # -- reading ----------------------------------------------------------------------------

    def generate_context(self) -> None:
        """Adds the articles to the shared context."""
        fast = self.settings["fast_build"]
        with fast.stage("posts") as stage:
            found = self._found()
            stage.made(sum(map(len, found.values())))
        with fast.stage("lists"):
            self.articles, self.translations = self._ordered(found["published"])
            self.hidden_articles, self.hidden_translations = self._ordered(found["hidden"])
            self.drafts, self.drafts_translations = self._ordered(found["draft"])
            signals.article_generator_pretaxonomy.send(self)
            self._sort_into_lists()
        self.save_cache()
        self.readers.save_cache()
        signals.article_generator_finalized.send(self)

    def _found(self) -> dict[str, list[QuickArticle]]:
        """The articles by their status."""
        found: dict[str, list[QuickArticle]] = {"published": [], "draft": [], "hidden": []}
        files = sorted(self.get_files(self.settings["ARTICLE_PATHS"], exclude=self.settings["ARTICLE_EXCLUDES"]))
        plain, sources = sources_are_stock(), self.context["generated_content"]
        with self.posts.reading(files):
            remembered = self.posts.remembered(files)
            for file in files:
                article = remembered.get(file)
                row = article._row if plain and article is not None else None
                if article is not None and row is not None and row.status in found:
                    found[row.status].append(article)  # as nearly all are: what the rest does, in short
                    sources[row.place] = article
                    if row.links:
                        self.posts.add_static_links(article, self.context["static_links"])
                    continue
                article = article or self._read(file)
                if article is None:
                    continue
                if article.status == "skip":
                    raise AssertionError("Documents with 'skip' status should be skipped")
                if article.status in found:
                    found[article.status].append(article)
                self.add_source_path(article)
                self.posts.add_static_links(article, self.context["static_links"])
        return found

    def _read(self, file: str) -> QuickArticle | None:
        """The article of this file; None if it is none, or cannot be read, which is logged."""
        article: QuickArticle | None = self.get_cached_data(file, None)
        if article is not None:
            return article
        try:
            self.settings["fast_build"].rest.made()
            article = self.posts.read(file)
        except Exception:  # noqa: BLE001  # as Pelican: a post that cannot be read is told, the others go on
            logger.exception("Could not process %s", file, exc_info=self.settings.get("DEBUG", False))
            self._add_failed_source_path(file)
            return None
        if isinstance(article, SkipStub):
            logger.debug("Safely skipping %s", file)
            return None
        if not self.posts.is_valid(file, article):
            self._add_failed_source_path(file)
            return None
        self.cache_data(file, article)
        return article

    def cache_data(self, filename: str, data: Any) -> None:
        if self._cache_data_policy:  # Pelican reads the file's time even if it keeps nothing
            super().cache_data(filename, data)

    def get_cached_data(self, filename: str, default: Any = None) -> Any:
        return super().get_cached_data(filename, default) if self._cache else default

    def get_files(self, paths: Any, exclude: Any = None, extensions: Any = None) -> set[str]:
        if isinstance(paths, str) or extensions is not None or not self.readers.readers or not sources_are_stock():
            found: set[str] = super().get_files(paths, exclude, extensions)
            return found
        ignored, endings = self.settings["IGNORE_FILES"], self.readers.readers
        return set(found_files(self.path, paths, exclude or (), ignored, endings, self._is_ignored))

    def _include_path(self, path: str, extensions: Any = None) -> bool:
        name = os.path.basename(path)
        wanted = self.readers.readers if extensions is None else extensions
        return (wanted is False or os.path.splitext(name)[1][1:] in wanted) and not self._is_ignored(name)

    @cached_property
    def _is_ignored(self) -> Callable[[str], Any]:
        """Whether a file's name is one of IGNORE_FILES, all its patterns in one."""
        patterns = [fnmatch.translate(os.path.normcase(pattern)) for pattern in self.settings["IGNORE_FILES"]]
        match = re.compile("|".join(patterns) or r"(?!)").match
        return match if os.path.normcase("A") == "A" else lambda name: match(os.path.normcase(name))

    def _check_disabled_readers(self, paths: Any, exclude: Any) -> None:
        if self.readers.disabled_extensions:
            super()._check_disabled_readers(paths, exclude)

    def refresh_metadata_intersite_links(self) -> None:
        """Lets fields show the addresses of the contents they link to."""
        lists = (self.articles, self.translations, self.drafts, self.drafts_translations)
        for article in chain(*lists, self.hidden_articles, self.hidden_translations):
            row = article._row if type(article) is QuickArticle else None
            if row is None or not row.flags & PLAIN:
                article.refresh_metadata_intersite_links()

    def _ordered(self, articles: list[QuickArticle]) -> tuple[list[QuickArticle], list[QuickArticle]]:
        originals, translations = parted(articles, self.settings["ARTICLE_TRANSLATION_ID"])
        order = self.settings["ARTICLE_ORDER_BY"]
        if order in ("date", "reversed-date") and sort_by_said_dates(originals, newest_first=order != "date"):
            return originals, translations
        return order_content(originals, order), translations

    def _sort_into_lists(self) -> None:
        """Categories, tags, authors, dates and periods, in the generator and in the shared context."""
        groups = Groups(self.settings, self.categories, self.tags, self.authors)
        for article in self.articles:
            groups.add(article, self.posts.group_names(article))
        self.dates, newest_first = list(self.articles), bool(self.context["NEWEST_FIRST_ARCHIVES"])
        if not sort_by_said_dates(self.dates, newest_first=newest_first):
            self.dates.sort(key=attrgetter("date"), reverse=newest_first)
        self.period_archives = self._build_period_archives(self.dates, self.articles, self.settings)
        self.categories = sorted(self.categories.items(), reverse=self.settings["REVERSE_CATEGORY_ORDER"])
        self.authors = sorted(self.authors.items())
        self._update_context(
            ("articles", "drafts", "hidden_articles", "dates", "tags", "categories", "authors", "related_posts")
        )
        self.context["period_archives"] = self.period_archives

    def _build_period_archives(self, sorted_articles: Any, articles: Any, settings: Any) -> dict[str, Any]:
        periods: dict[str, Any] = super()._build_period_archives(sorted_articles, (), settings)
        for archives in periods.values():
            fill_periods(archives, articles)
        return periods

    # -- pages ------------------------------------------------------------------------------

    def generate_pages(self, writer: Writer) -> None:
        self._pages = ArticlePages(self, self.settings["fast_build"], writer)
        self._writer_is_stock = type(writer) is FastWriter and writer_is_stock()
        super().generate_pages(writer)

    def generate_articles(self, write: Write) -> None:
        self._pages.write(chain(self.translations, self.articles, self.hidden_translations, self.hidden_articles))

    def generate_tags(self, write: Write) -> None:
        self._write_listings(write, "tag", "Tag", self.tags.items())

    def generate_categories(self, write: Write) -> None:
        self._write_listings(write, "category", "Category", self.categories, plural="categories")

    def generate_authors(self, write: Write) -> None:
        self._write_listings(write, "author", "Author", self.authors)

    def _write_listings(
        self, write: Write, kind: str, name: str, listings: Iterable[tuple[Any, Any]], plural: str = ""
    ) -> None:
        """The pages of every tag, category or author."""
        template = self.get_template(kind)
        places: Mapping[int, int] = {}
        for about, articles in listings:
            if about.save_as == "" and self._writer_is_stock:
                continue  # for which it writes nothing
            places = places or positions(self.dates)
            variables: Mapping[str, Any] = {
                kind: about,
                "url": about.url,
                "articles": articles,
                "dates": in_order_of(places, articles),
                "template_name": kind,
                "blog": True,
                "page_name": about.page_name,
                "all_articles": self.articles,
            }
            try:
                write(about.save_as, template, self.context, **variables)
            except FileOverwriteFailedError:
                if about.slug:
                    logger.error('Failed to write %s page for "%s".', name, about)
                    raise
                logger.info(
                    '%s "%s" has an invalid slug; skipping writing %s page...',
                    name,
                    about,
                    kind,
                    extra={"limit_msg": f"Further {plural or kind + 's'} with invalid slugs."},
                )
