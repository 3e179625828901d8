"""Pelican's Markdown reader with one parser for all posts, and none for posts that are paragraphs only."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import import_module
from typing import Any

from markdown import Markdown
from pelican.contents import Author, Category, Tag
from pelican.readers import MarkdownReader
from pelican.utils import pelican_open, slugify

from .digests import digest
from .paragraphs import paragraphs_html
from .versions import value_or_kind

_WRAPPED = frozenset({"tags", "category", "author", "authors"})  # fields of names that have a slug
_ODD_SPACE = ("\t", "\r", "\n ", "\x02", "\x03")  # what Python-Markdown puts in order before anything else
# A head without lines that go on below or begin with dashes: the extension `meta` takes every line as it stands.
_HEAD = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*:[^\n]*(?:\n[A-Za-z0-9_][A-Za-z0-9_-]*:[^\n]*)*")
BUILT_IN = "markdown.extensions."
# Python-Markdown's own extensions that leave a paragraph without markup as it is.
LEAVE_PARAGRAPHS = frozenset(
    f"{BUILT_IN}{name}"
    for name in (
        "abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes",
        "legacy_attrs", "legacy_em", "md_in_html", "meta", "sane_lists", "tables",
    )
)  # fmt: skip
ANY_CONFIG = frozenset({f"{BUILT_IN}codehilite", f"{BUILT_IN}meta"})  # no setting of theirs touches a paragraph


def parser_can_be_shared(settings: Mapping[str, Any]) -> bool:
    """Whether one `Markdown` gives each text what a new one would: its own extensions are known to forget.

    Footnotes count the documents they have seen, which shows if they are asked for ids of their own in each.
    """
    names = [*settings.get("extensions", ()), *settings.get("extension_configs", {})]
    known = all(isinstance(name, str) and name.startswith(BUILT_IN) for name in names)
    return known and "UNIQUE_IDS" not in str(settings.get("extension_configs", {}))


def paragraphs_are_plain(settings: Mapping[str, Any]) -> bool:
    """Whether `paragraphs_html` may stand in for Python-Markdown with these settings."""
    configs: Mapping[str, Any] = settings.get("extension_configs", {})
    return (
        parser_can_be_shared(settings)
        and LEAVE_PARAGRAPHS.issuperset(settings.get("extensions", ()))
        and all(name in ANY_CONFIG or not config for name, config in configs.items())
        and set(settings) <= {"extensions", "extension_configs", "output_format"}
    )


def parser_of(settings: Mapping[str, Any]) -> Markdown:
    """A new parser. Python-Markdown looks through all installed packages for the name of an extension, its own too."""
    configs: Mapping[str, Any] = settings.get("extension_configs", {})
    extensions = [
        import_module(name).makeExtension(**configs.get(name, {}))
        if name.startswith(BUILT_IN) and ":" not in name
        else name
        for name in settings.get("extensions", ())
    ]
    return Markdown(**{**settings, "extensions": extensions})


class QuickMarkdownReader(MarkdownReader):  # type: ignore[misc]  # Pelican has no type hints
    """Reads what Pelican's reader reads, and the same of it."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        super().__init__(settings)
        self._shared: Markdown | None = None
        self._slugs: dict[tuple[type, str], str] = {}
        self.read_already: tuple[str, bytes | None] = ("", None)  # a file's path, and its bytes
        self.memo: Callable[[str, bytes, Callable[[], Any]], Any] | None = None  # for texts that are few

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """The HTML of the post's body and its metadata."""
        if not parser_can_be_shared(self.settings["MARKDOWN"]):
            content, metadata = super().read(source_path)
            return content, metadata
        self._source_path = source_path
        if self._shared is None:
            self._shared = parser_of(self.settings["MARKDOWN"])
            self._quick = paragraphs_are_plain(self.settings["MARKDOWN"])
            self._fields = _FieldParser(self.settings["MARKDOWN"], self._quick)
        text = self._text(source_path)
        if self.memo is None:
            html, meta = self._converted(text)
        else:
            key = digest(value_or_kind(self.settings["MARKDOWN"]), text)
            html, meta = self.memo("markdown", key, lambda: self._converted(text))
        self._md = self._fields  # where Pelican's code converts formatted fields
        return html, self._parse_metadata(meta)

    def _converted(self, text: str) -> tuple[str, dict[str, list[str]]]:
        """The HTML of a text, and what its head says."""
        parser = self._shared
        assert parser is not None
        parser.reset()
        html = self._paragraphs(parser, text) if self._quick else None
        if html is None:
            parser.reset()
            html = parser.convert(text)
        return html, getattr(parser, "Meta", {})

    def process_metadata(self, name: str, value: Any) -> Any:
        """What Pelican makes of a field; slugs of names are worked out once for all posts."""
        made = super().process_metadata(name, value)
        if name not in _WRAPPED:
            return made
        for wrapper in made if isinstance(made, list) else (made,):
            if type(wrapper) in (Tag, Category, Author) and wrapper._slug is None:
                wrapper._slug = self._slug(wrapper) or None  # Pelican itself warns of a name that has none
        return made

    def _text(self, source_path: str) -> str:
        path, data = self.read_already
        self.read_already = "", None
        if data is not None and path == source_path:
            with suppress(UnicodeDecodeError):  # Pelican words the error
                text = data.decode("utf-8-sig")
                return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
        with pelican_open(source_path) as text:
            return str(text)

    def _paragraphs(self, parser: Markdown, text: str) -> str | None:
        """The HTML of a post that is a head and paragraphs; the head is left in `parser.Meta`."""
        if not text.strip():
            return None
        head, _, body = text.partition("\n\n")
        if _HEAD.fullmatch(head) and not any(sign in text for sign in _ODD_SPACE):
            meta: dict[str, list[str]] = {}
            for line in head.split("\n"):
                name, _, value = line.partition(":")
                meta.setdefault(name.lower(), []).append(value.strip())
            parser.Meta = meta  # type: ignore[attr-defined]  # where Python-Markdown's extension leaves it
            return paragraphs_html(body)
        if any(sign in text for sign in _ODD_SPACE):
            lines = parser.preprocessors["normalize_whitespace"].run(text.split("\n"))
        else:
            lines = f"{text}\n\n".split("\n")
        return paragraphs_html("\n".join(parser.preprocessors["meta"].run(lines)))

    def _slug(self, wrapper: Any) -> str:
        key = type(wrapper), wrapper.name
        if key not in self._slugs:
            settings = self.settings
            own = f"{type(wrapper).__name__.upper()}_REGEX_SUBSTITUTIONS"
            self._slugs[key] = slugify(
                wrapper.name,
                regex_subs=settings.get(own, settings.get("SLUG_REGEX_SUBSTITUTIONS", [])),
                preserve_case=settings.get("SLUGIFY_PRESERVE_CASE", False),
                use_unicode=settings.get("SLUGIFY_USE_UNICODE", False),
            )
        return self._slugs[key]


class _FieldParser:
    """Stands where Pelican expects the `Markdown` that has read the post, to convert formatted fields with it."""

    def __init__(self, settings: Mapping[str, Any], quick: bool) -> None:
        self._settings, self._quick = settings, quick
        self._parser: Markdown | None = None
        self.preprocessors = self

    def deregister(self, _: str) -> None:
        """Nothing: the parser below never had the head's preprocessor."""

    def reset(self) -> None:
        """Nothing: the parser below forgets before each text."""

    def convert(self, text: str) -> str:
        html = paragraphs_html(text) if self._quick else None
        if html is not None:
            return html
        if self._parser is None:
            self._parser = parser_of(self._settings)
            self._parser.preprocessors.deregister("meta")
        return self._parser.reset().convert(text)


QuickMarkdownReader.__name__ = MarkdownReader.__name__  # posts and logs are told of the reader by this name
