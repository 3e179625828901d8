"""Posts as articles: read where they changed, taken from the shelf where they did not."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from pelican.contents import Article
from pelican.plugins import signals
from pelican.readers import HTMLReader
from pelican.utils import SafeDatetime

from . import metadata, stock
from .dates import reading_dates
from .digests import bytes_digest
from .markdown_reader import QuickMarkdownReader, parser_can_be_shared
from .plain_paths import is_plain, is_plain_below
from .quick_article import (
    HAS_CATEGORY,
    HAS_LINKS,
    LINKS,
    OVERRIDDEN,
    PLAIN,
    TRANSLATION,
    USUAL_TEMPLATE,
    QuickArticle,
    address_patterns,
)
from .session import FastBuild
from .shelf import Row, Shelf, Text
from .stamps import MISSING

GROUPS = frozenset({"category", "tags", "author", "authors"})
SHELF = "posts.sqlite"  # beside the state
_decoded = msgspec.json.Decoder(tuple[str | None, list[str] | None, list[str]]).decode
_LOGGERS = ("pelican.readers", "pelican.contents", "pelican.urlwrappers", "pelican.utils", "MARKDOWN")


class PostReader:
    """Gives the articles generator its articles, and remembers them for the next build where that is safe.

    A post is remembered if Pelican's own code read it, nothing had to be warned of, no date was taken from the clock
    and no other plugin watches posts being read. What is remembered holds for the post's bytes and path, the settings
    and the code.
    """

    def __init__(self, generator: Any, fast: FastBuild | None) -> None:
        self._generator = generator
        self._settings = generator.settings
        self._fast = fast
        self.patterns: list[Any] = []  # of addresses, as they were when posts were read
        self._of_all: dict[str, Any] = {}  # what every article has; nothing until it is open
        self._shelf: Shelf | None = None
        self._rows: dict[str, Row] = {}
        self._used: dict[bytes, Row] = {}
        self._heard = _Heard()
        self._said_dates: dict[str, SafeDatetime] = {}  # by what rows say
        self._last: bytes | None = None  # digest of the bytes of the post that was read last, if it may be kept

    def open(self) -> None:
        """Reads what earlier builds left on the shelf. It may be done before anybody looks at the posts."""
        own_cache = self._settings["CACHE_CONTENT"] or self._settings["LOAD_CONTENT_CACHE"]  # keeps whole objects
        self._class = QuickArticle if stock.articles_are_stock() and not own_cache else Article
        self._lang = self._settings["DEFAULT_LANG"].lower()
        self._plain_paths = os.sep == "/" and os.path.abspath(self._generator.path) == self._generator.path
        self._quick_zone = ZoneInfo(self._settings.get("TIMEZONE", "UTC"))
        self._shared_parser = parser_can_be_shared(self._settings["MARKDOWN"])
        parts = {"_body": self._body, "_metadata": self._metadata, "_fill": self._fill}
        self._of_all = {"settings": self._settings, "_context": self._generator.context, **parts}
        self._plain_links = self._settings["INTRASITE_LINK_REGEX"] == LINKS
        if self._fast is not None and self._may_keep():
            self._shelf = Shelf(self._fast.state.folder / SHELF, self._era(self._fast))
            self._rows = self._shelf.rows()

    @contextmanager
    def reading(self, files: Sequence[str]) -> Iterator[None]:
        """Within it, posts are read. Afterwards what was read is on the shelf."""
        if not self._of_all:
            self.open()
        with reading_dates() as self._dates, self._heard.listening():
            yield
        if self._shelf:
            self._shelf.flush()
            self._shelf.forget_all_but(self._used)
            self._rows = {}

    def remembered(self, files: Sequence[str]) -> dict[str, Any]:
        """The articles of those files that are what they were when a build read them."""
        if self._shelf is None:
            return {}
        pure = {ending for ending in {file.rpartition(".")[2] for file in files} if self._is_pure(ending)}
        known = [row for file in files if (row := self._rows.get(file)) and file.rpartition(".")[2] in pure]
        assert self._fast is not None
        paths = [f"{self._generator.path}{os.sep}{row.path}" for row in known]
        contents = self._fast.file_digests(paths)
        found = {}
        for row, content in zip(known, contents, strict=True):
            if row.content == content and (article := self._remembered(row)):
                found[row.path] = article
        return found

    def read(self, file: str) -> Any:
        """The article of a file below the content folder; a SkipStub if it says that it is none."""
        self._last = None
        generator = self._generator
        if self._shelf is not None and self._is_pure(ending := file.rpartition(".")[2]):
            assert self._fast is not None
            path = f"{generator.path}{os.sep}{file}"
            content = self._fast.file_digest(path)
            self._last = None if content == MISSING else content
            reader = generator.readers.readers[ending]
            if isinstance(reader, QuickMarkdownReader):
                reader.read_already = path, self._fast.bytes_read(path)
        self._heard.warnings, self._dates.asked_clock = 0, False
        article = generator.readers.read_file(
            base_path=generator.path,
            path=file,
            content_class=self._class,
            context=generator.context,
            preread_signal=signals.article_generator_preread,
            preread_sender=generator,
            context_signal=signals.article_generator_context,
            context_sender=generator,
        )
        return article

    def is_valid(self, file: str, article: Any) -> bool:
        """Whether Pelican takes the article. One that is read for the first time is put on the shelf."""
        if type(article) is QuickArticle and article.is_untouched:
            return True  # as it was when it was put there
        if not article.is_valid():
            return False
        if self._last is not None:
            self._keep(file, article, self._last)
        return True

    def add_static_links(self, article: Any, links: set[str]) -> None:
        """Adds the static files the article links to."""
        row = self._row_of(article)
        if row is None:
            links |= article.get_static_links()
        elif row.links:
            links.update(json.loads(row.links))

    def group_names(self, article: Any) -> tuple[str | None, list[str] | None, list[str]] | None:
        """The names of the article's category, its tags and its authors, without making anything else of it.

        None if it is not as it was read: then its attributes say.
        """
        row, fields = self._row_of(article), article.__dict__
        if row is None or (fields and ("_fill" not in fields or not fields.keys().isdisjoint(GROUPS))):
            return None
        try:
            category, tags, authors = _decoded(row.groups)
        except ValueError:  # half a pair of surrogates, which only Python takes for text
            category, tags, authors = json.loads(row.groups)
        return category, tags, authors

    def _row_of(self, article: Any) -> Row | None:
        """The row that an article was made of."""
        row: Row | None = getattr(article, "_row", None)
        return row or self._used.get(article.__dict__.get("_key", b""))

    def begin_in_copy(self) -> None:
        """To be called in a copy of the process before articles are looked at."""
        if self._shelf is not None:
            self._shelf.open_again()

    # -- remembering ------------------------------------------------------------------------

    def _may_keep(self) -> bool:
        settings = self._settings
        return (
            self._class is QuickArticle
            and stock.reading_is_stock()
            and not stock.posts_are_watched()
            and settings.get("DEFAULT_DATE") != "fs"
        )

    def _era(self, fast: FastBuild) -> bytes:
        """A name that lives as long as what builds remember: until settings or code change."""
        self.patterns = address_patterns(self._settings)  # a plugin may change settings after the build began
        name: str = fast.memo("posts", fast.digest("era", self.patterns), lambda: os.urandom(8).hex())
        return name.encode()

    def _is_pure(self, ending: str) -> bool:
        """Whether what such files' reader makes depends on nothing but the file and the settings."""
        reader = self._generator.readers.readers.get(ending)
        if type(reader) is QuickMarkdownReader:
            return self._shared_parser
        return type(reader) is HTMLReader

    def _remembered(self, row: Row) -> QuickArticle | None:
        """The article of a row, which nobody has looked into."""
        if row.date and not self._settings["WITH_FUTURE_DATES"] and self._date(row.date) > datetime.now(UTC):
            return None
        self._used[row.key] = row
        return QuickArticle.of_row(row, self)

    def fields_of(self, row: Row) -> dict[str, Any]:
        """What of an article its row tells; the rest comes from the shelf when it is asked for."""
        fields: dict[str, Any] = {
            **self._of_all,
            "slug": row.slug,
            "lang": row.lang,
            "in_default_lang": row.lang == self._lang,
            "_status": row.status,
            "relative_source_path": row.place,
            "source_path": self.source_of(row),
            "_key": row.key,
            "_flags": row.flags,
            "_place": row.save_as,
        }
        if row.date:
            fields["date"] = self._date(row.date)
        if row.flags & USUAL_TEMPLATE:
            fields["template"] = QuickArticle.default_template
        return fields

    def source_of(self, row: Row) -> str:
        """The path of the post's file."""
        path = f"{self._generator.path}{os.sep}{row.path}"
        return path if self._plain_paths and is_plain(path) else os.path.abspath(path)

    def date_of(self, row: Row) -> SafeDatetime | None:
        """The post's date, if its row says it."""
        return self._date(row.date) if row.date else None

    def _date(self, said: str) -> SafeDatetime:
        """The date that a row says, in the site's zone."""
        date = self._said_dates.get(said)
        if date is None:
            date = self._said_dates[said] = SafeDatetime.fromisoformat(said).replace(tzinfo=self._quick_zone)
        return date

    def _fill(self, article: QuickArticle) -> QuickArticle:
        """The whole article, as Pelican's constructor makes it of what was read."""
        text = self._text(article)
        made = QuickArticle.__new__(QuickArticle)
        said = metadata.decode(text.metadata, self._settings)
        Article.__init__(made, "", said, self._settings, article.source_path, article._context)
        del made.__dict__["_content"]
        return made

    def _metadata(self, article: QuickArticle) -> dict[str, Any]:
        return metadata.decode(self._text(article).metadata, self._settings)

    def _body(self, article: QuickArticle) -> str:
        return self._text(article).html

    def _text(self, article: QuickArticle) -> Text:
        assert self._shelf is not None
        text = self._shelf.text(article._key)
        if text is None:  # somebody has damaged the shelf since its rows were read
            again = self._generator.readers.read_file(
                base_path=self._generator.path, path=article.relative_source_path, content_class=Article
            )
            text = Text(metadata.encode(again.metadata), again._content)
        return text

    def _keep(self, file: str, article: QuickArticle, content: bytes) -> None:
        """Puts on the shelf what was read, if it can be read back as it is."""
        assert self._shelf is not None
        settings = self._settings
        if self._heard.warnings or self._dates.asked_clock:
            return
        date = getattr(article, "date", None)
        if date is None or (not settings["WITH_FUTURE_DATES"] and date > datetime.now(UTC)):
            return
        if type(article._content) is not str or not all(type(name) is str for name in (article.slug, article.lang)):
            return
        try:
            said = metadata.encode(article.metadata)
            article._content.encode()
            file.encode()
        except ValueError:
            return
        row = Row(
            path=file,
            key=_key(file, content),
            place=article.relative_source_path,
            status=article.status,
            slug=article.slug,
            lang=article.lang,
            date=date.replace(tzinfo=None).isoformat() if self._is_in_zone(date) else "",
            flags=self._flags(article),
            groups=_names(article),
            links=json.dumps(sorted(links)) if (links := article.get_static_links()) else "",
            content=content,
            save_as=article.save_as if is_plain_below(article.save_as) else "",
        )
        self._shelf.put(row, Text(said, article._content))
        self._used[row.key] = row
        article.put_back(row, self)

    def _is_in_zone(self, date: datetime) -> bool:
        return type(date) is SafeDatetime and date.tzinfo is self._quick_zone and not date.fold

    def _flags(self, article: QuickArticle) -> int:
        said = article.metadata
        overridden = "override_url" in article.__dict__ or "override_save_as" in article.__dict__
        formatted = [said[name] for name in (*self._settings["FORMATTED_FIELDS"], "summary") if name in said]
        plain = self._plain_links and not any("{" in str(value) or "|" in str(value) for value in formatted)
        usual: bool = article.template == article.default_template
        translation = "translation" in said
        category = hasattr(article, "category")
        flags = OVERRIDDEN * overridden | PLAIN * plain | TRANSLATION * translation
        links = article.has_links
        return flags | USUAL_TEMPLATE * usual | HAS_CATEGORY * category | HAS_LINKS * links


def _names(article: QuickArticle) -> str:
    category = article.category.name if hasattr(article, "category") else None
    tags = [tag.name for tag in article.tags] if hasattr(article, "tags") else None
    return json.dumps([category, tags, [author.name for author in getattr(article, "authors", ())]])


def _key(file: str, content: bytes) -> bytes:
    """The digest of all that is read of a post, of which this is the digest of the content."""
    return bytes_digest(b"%b\0%b" % (os.fsencode(file), content))


class _Heard(logging.Filter):
    """Counts the warnings of Pelican's readers, those that Pelican does not print for being many too."""

    def __init__(self) -> None:
        super().__init__()
        self.warnings = 0

    def filter(self, record: logging.LogRecord) -> bool:
        self.warnings += record.levelno >= logging.WARNING
        return True

    @contextmanager
    def listening(self) -> Iterator[None]:
        loggers = [logging.getLogger(name) for name in _LOGGERS]
        for logger in loggers:
            logger.filters.insert(0, self)
        try:
            yield
        finally:
            for logger in loggers:
                logger.removeFilter(self)
