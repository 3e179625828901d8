"""An article whose attributes are filled in when somebody looks at them, and whose text waits on disk."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from pelican.contents import Article, Content
from pelican.urlwrappers import URLWrapper
from pelican.utils import SafeDatetime, path_to_url

from .plain_paths import is_plain, is_plain_below
from .shelf import Row
from .summaries import first_words

LINKS = "[{|](?P<what>.*?)[|}]"  # Pelican's own INTRASITE_LINK_REGEX: no link of the kind without one of two signs
OVERRIDDEN = 1  # flag: says its own address
PLAIN = 2  # flag: no link in its fields
TRANSLATION = 4  # flag: says whether it is a translation
USUAL_TEMPLATE = 8  # flag: names no template
HAS_CATEGORY = 16  # flag
HAS_LINKS = 32  # flag: its text may link to other contents
_LINKING = re.compile(r"""=\s*["'][{|]""")  # a link stands at the beginning of an attribute, in quotes
_MISSING: Any = object()
_COMPARED = (str, int, bool, datetime, SafeDatetime)
_ROW = ("_row", "_posts", "_others")  # what an article holds that nobody has looked into


class _OfRow:
    """An attribute of an article that nobody has looked into, told by its row; what was set on it goes before."""

    def __init__(self, told: Callable[[Any, Row], Any]) -> None:
        """`told` gives it of the article and its row; None where the row does not say."""
        self._told = told

    def __set_name__(self, _: type, name: str) -> None:
        self._name = name

    def __get__(self, article: Any, _: type) -> Any:
        row = article._row if article is not None else None
        value = self._told(article, row) if row is not None else None
        if value is None:
            raise AttributeError(self._name)  # then __getattr__ is asked
        return value


class QuickArticle(Article):  # type: ignore[misc]  # Pelican has no type hints
    """Pelican's Article, with the same attributes and methods; what they give is worked out more cheaply.

    Made from a post that was read before, it begins as a row of the shelf, which tells the few attributes that lists
    are made of (`slug`, `lang`, `date`, the status, the paths). It gets fields of its own when something else is asked
    for or set, and all of them when one is asked for that only Pelican's constructor makes. An attribute that was set
    in between stays as it was set.
    """

    __slots__ = _ROW

    slug = _OfRow(lambda _, row: row.slug)
    lang = _OfRow(lambda _, row: row.lang)
    date = _OfRow(lambda article, row: article._posts.date_of(row))
    translations = _OfRow(lambda article, _: article._no_translations())
    relative_source_path = _OfRow(lambda _, row: row.place)
    source_path = _OfRow(lambda article, row: article._posts.source_of(row))
    _status = _OfRow(lambda _, row: row.status)
    _key = _OfRow(lambda _, row: row.key)

    @classmethod
    def of_row(cls, row: Row, posts: Any) -> QuickArticle:
        """The article of a row, by the reader of posts that found it."""
        article = cls.__new__(cls)
        _set_row(article, row)
        _set_posts(article, posts)
        _set_others(article, None)
        return article

    def put_back(self, row: Row, posts: Any) -> None:
        """Leaves nothing of what was read but its row."""
        self.__dict__.clear()
        _set_row(self, row)
        _set_posts(self, posts)
        _set_others(self, None)

    def _begin(self) -> dict[str, Any]:
        """Its fields: those that its row tells, if it had none of its own."""
        row, fields = self._row, self.__dict__
        if row is not None:
            _set_row(self, None)
            fields.update(self._posts.fields_of(row), translations=self._no_translations())
        return fields

    def _no_translations(self) -> list[Article]:
        """The list of its translations, of which there are none yet."""
        if self._others is None:
            _set_others(self, [])
        return self._others  # type: ignore[no-any-return]

    def __setattr__(self, name: str, value: Any) -> None:
        fields = self.__dict__ or self._begin()
        if "_key" in fields and name not in _ROW and not _is_same(fields.get(name, _MISSING), value):
            fields["_changed"] = True
        super().__setattr__(name, value)

    def __delattr__(self, name: str) -> None:
        self._begin()
        super().__delattr__(name)

    def __getattr__(self, name: str) -> Any:
        if name in _ROW:
            return None
        if self._row is not None and name[:2] != "__":
            self._begin()
            return getattr(self, name)
        fields = self.__dict__
        if name == "_content" and "_body" in fields:
            return fields["_body"](self)
        if name == "category" and "_fill" in fields and not fields["_flags"] & HAS_CATEGORY:
            raise AttributeError(f"'{type(self).__name__}' object has no attribute {name!r}")
        fill = fields.pop("_fill", None) if name[:2] != "__" else None
        if fill is not None:
            made: QuickArticle = fill(self)
            for key, value in made.__dict__.items():
                fields.setdefault(key, value)
            value = getattr(self, name, _MISSING)
            if value is not _MISSING:
                return value
        raise AttributeError(f"'{type(self).__name__}' object has no attribute {name!r}")

    @property
    def is_lone_original(self) -> bool:
        """Whether it is no translation as far as its own fields go."""
        fields = self._begin()
        if "_fill" in fields and "metadata" not in fields:
            return not self._flags & TRANSLATION
        said = self.metadata.get("translation", "false")
        return isinstance(said, str) and said.lower() == "false"

    @property
    def post_digest(self) -> bytes | None:
        """The digest of what was read of the post; None if more was read than the post, or others could change it."""
        row = self._row
        found: bytes | None = row.key if row is not None else self.__dict__.get("_key")
        return found

    @property
    def is_untouched(self) -> bool:
        """Whether it was read before and nothing was made of it or changed since: all it gives follows from its post,
        the settings and the code."""
        fields = self.__dict__
        return self._row is not None or ("_fill" in fields and "_changed" not in fields)

    @property
    def is_as_read(self) -> bool:
        """Whether it is what was read, and all of it: no plugin has changed it, and it has no translations.

        What was set is known; what may have been changed in place is compared with what was read.
        """
        fields = self._begin()
        if "_changed" in fields or "_metadata" not in fields or fields["translations"]:
            return False
        return "_fill" in fields or _is_same(self.metadata, fields["_metadata"](self))

    @property
    def usual_place(self) -> str:
        """Where its page goes, if it is as it was read and rendered by the usual template, and links to no contents.

        "" if not, or if nobody knows without a closer look.
        """
        row = self._row
        if row is not None:
            return row.save_as if is_usual(row.flags) and not self._others else ""
        fields = self.__dict__
        if "_fill" not in fields or "_changed" in fields or fields["translations"]:
            return ""
        place: str = fields["_place"] if is_usual(fields["_flags"]) else ""
        return place

    @property
    def says_its_address(self) -> bool:
        """Whether `save_as` is a field of the post, or was set."""
        fields = self._begin()
        if "_fill" in fields and not self._flags & OVERRIDDEN:
            return "override_save_as" in fields
        return hasattr(self, "override_save_as")

    @property
    def may_attach(self) -> bool:
        """Whether rendering it may move a static file: `{attach}`."""
        fields = self._begin()
        return "_key" not in fields or "_content" in fields or bool(self._flags & HAS_LINKS)

    @property
    def links_to_contents(self) -> bool:
        """Whether its page may show the address of another post, page or file: `{filename}` and the like."""
        if not self._flags & PLAIN:
            return True
        if not self._flags & HAS_LINKS:
            return False
        return self.settings["INTRASITE_LINK_REGEX"] != LINKS or bool(_LINKING.search(self._content))

    def metadata_as_read(self) -> dict[str, Any]:
        """The metadata in a dict of the caller's own: nothing of the article is made for it or kept."""
        fields = self._begin()
        if "_fill" not in fields:
            return dict(self.metadata)
        read: Callable[[QuickArticle], dict[str, Any]] = fields["_metadata"]
        return read(self)

    # -- addresses --------------------------------------------------------------------------

    def _has_valid_save_as(self) -> bool:
        return is_plain_below(self.save_as) or bool(super()._has_valid_save_as())

    def get_url_setting(self, key: str) -> str:
        override = f"override_{key}"
        if "_fill" not in self._begin() or self._flags & OVERRIDDEN:
            given = getattr(self, override, _MISSING)
            if given is not _MISSING:
                return given  # type: ignore[no-any-return]
        elif override in self.__dict__:
            return self.__dict__[override]  # type: ignore[no-any-return]
        kind = "DRAFT" if self.status == "draft" else "ARTICLE"
        lang = "" if self.in_default_lang else "LANG_"
        pattern = str(self.settings[f"{kind}_{lang}{key.upper()}"])
        return pattern.format_map(_AddressFields(self))

    def get_relative_source_path(self, source_path: str | None = None) -> str | None:
        path = source_path or self.source_path
        if path and os.sep == "/":
            root = _root(self.settings["PATH"])
            if path.startswith(root) and is_plain(path):
                return path[len(root) :]
        return super().get_relative_source_path(source_path)  # type: ignore[no-any-return]

    # -- text -------------------------------------------------------------------------------

    def get_content(self, siteurl: str) -> str:
        content: str = "" if self._has_own_content else self._content
        if self._may_hold_links(content):
            return Content.__dict__["get_content"](self, siteurl)  # type: ignore[no-any-return]
        return content

    def get_summary(self, siteurl: str) -> str:
        said = self._begin().setdefault("_summaries", {})  # as in Pelican, what was said once is said for good
        if siteurl not in said:
            given = self.metadata.get("summary")
            said[siteurl] = self._summary_of_content(siteurl) if given is None else given
        return said[siteurl]  # type: ignore[no-any-return]

    def _summary_of_content(self, siteurl: str) -> str:
        settings = self.settings
        if settings.get("SUMMARY_MAX_PARAGRAPHS") is None and settings["SUMMARY_MAX_LENGTH"] is not None:
            content = self.content
            if content and "<div" not in content.lower() and "toc-backref" not in content.lower():
                return first_words(content, int(settings["SUMMARY_MAX_LENGTH"]), settings["SUMMARY_END_SUFFIX"])
        return Content.__dict__["get_summary"].func(self, siteurl)  # type: ignore[no-any-return]

    @property
    def has_links(self) -> bool:
        """Whether its text may link to other contents."""
        content = self._content
        return bool(content) and self._may_hold_links(content)

    @property
    def _has_own_content(self) -> bool:
        return "_get_content" in self._begin() or hasattr(type(self), "_get_content")

    def get_static_links(self) -> set[str]:
        content = self._content
        return super().get_static_links() if not content or self._may_hold_links(content) else set()

    def _may_hold_links(self, text: str) -> bool:
        if not text:
            return True
        return "{" in text or "|" in text or self.settings["INTRASITE_LINK_REGEX"] != LINKS

    def refresh_metadata_intersite_links(self) -> None:
        row, fields = self._row, self.__dict__
        plain = row.flags if row is not None else "_fill" in fields and "_summary" not in fields and fields["_flags"]
        if plain & PLAIN:
            return  # nothing among the fields could be a link
        super().refresh_metadata_intersite_links()


_set_row, _set_posts, _set_others = (vars(QuickArticle)[name].__set__ for name in _ROW)


def is_usual(flags: int) -> bool:
    """Whether a post's page is rendered by the usual template, says no address of its own and links to no contents."""
    return flags & (OVERRIDDEN | PLAIN | USUAL_TEMPLATE | HAS_LINKS) == PLAIN | USUAL_TEMPLATE


def address_patterns(settings: Mapping[str, Any]) -> list[Any]:
    """What the settings say of where articles' pages go."""
    return [settings.get(f"{kind}_SAVE_AS") for kind in ("ARTICLE", "ARTICLE_LANG", "DRAFT", "DRAFT_LANG")]


class _AddressFields:
    """What an address may be made of, each part worked out when the pattern names it."""

    __slots__ = ("_article",)

    def __init__(self, article: QuickArticle) -> None:
        self._article = article

    def __getitem__(self, name: str) -> Any:
        article = self._article
        if name == "slug":
            return getattr(article, "slug", "")
        if name == "date":
            date: Any = getattr(article, "date", _MISSING)
            return datetime.now() if date is _MISSING else date
        if name == "lang":
            return getattr(article, "lang", "en")
        if name in ("author", "category"):
            who: Any = getattr(article, name, _MISSING)
            return "" if who is _MISSING else who.slug
        if name == "path":
            said = article.metadata.get("path", _MISSING)
            return path_to_url(article.get_relative_source_path() if said is _MISSING else said)
        return article.metadata[name]


def _is_same(one: Any, other: Any) -> bool:
    """Whether two values show the same; names with a slug are the same if nobody hung anything on them."""
    if one is other:
        return True
    kind = type(one)
    if kind is not type(other):
        return False
    if kind is dict:
        return list(one) == list(other) and all(map(_is_same, one.values(), other.values()))
    if kind is list or kind is tuple:
        return len(one) == len(other) and all(map(_is_same, one, other))
    if isinstance(one, URLWrapper):
        return vars(one).keys() == vars(other).keys() and (one.name, one.slug) == (other.name, other.slug)
    return kind in _COMPARED and bool(one == other)


@lru_cache(maxsize=16)
def _root(path: str) -> str:
    return os.path.join(os.path.abspath(path), "")


QuickArticle.__name__ = QuickArticle.__qualname__ = Article.__name__  # shown in logs and errors
