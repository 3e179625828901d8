"""The words of the search page, of its templates and its scripts, in the language of a site.

English is written where it is said. Of any other language the words lie in `locale/<language>/LC_MESSAGES/search.po`,
as gettext has them. Templates ask `archive_search.say("…")`; scripts ask `say("…")` of js/words.mjs, which finds the
words in a data block of the page. What marks words on articles' pages has the few it needs in a file of its own.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from gettext import c2py
from pathlib import Path
from typing import Any

CATALOGUES, DOMAIN = Path(__file__).parent / "locale", "search.po"
ENGLISH = "en"
MARKS, HIGHLIGHT = "page/marks.mjs", "page/highlight.mjs"  # the first has the words of the second
CONTEXT_END = "\x04"  # between a context and its text, as gettext has it
NUMBERS = (
    200  # whose forms are written down: 0 to 99, and 100 to 199, which stand for all with the same two last digits
)


class CatalogueError(ValueError):
    """A catalogue that cannot be read; the message is one line: where, what, what to do."""


@dataclass(frozen=True, slots=True)
class Words:
    """What templates say, what scripts say as JSON ("" for English), and the file of the words of articles' pages."""

    templates: Mapping[str, str] = field(default_factory=dict)
    scripts: str = ""
    marks: bytes = b""
    note: str = ""  # what whoever builds should know


@dataclass(frozen=True, slots=True)
class Text:
    """One text: what it is looked up by, its translation, or several by number, and the files it is said in."""

    key: str
    said: str | list[str]
    files: tuple[str, ...]


def words_in(language: str) -> Words:
    """The words of a language ("ru", "zh-CN"), else of the language without its country, else English."""
    parts = re.split(r"[-_]", language)
    if parts[0].lower() == ENGLISH:
        return Words()
    paths = [CATALOGUES / name / "LC_MESSAGES" / DOMAIN for name in ("_".join(parts), parts[0].lower())]
    path = next((path for path in paths if path.is_file()), None)
    if path is None:
        return Words(note=f"{paths[1]}: no such catalogue, so the words of the search are English")
    return read_words(path)


def read_words(path: Path) -> Words:
    """The words of a catalogue. Raises CatalogueError."""
    try:
        from babel.messages.pofile import PoFileError, read_po  # here: an English site has no use for it
    except ImportError:
        return Words(note=f"{path}: Babel reads it and is not installed; the words of the search are English")
    try:
        catalogue = read_po(io.BytesIO(path.read_bytes()), abort_invalid=True)
        form_of = c2py(catalogue.plural_expr)
    except (PoFileError, ValueError) as error:
        raise CatalogueError(f"{path}: no catalogue ({' '.join(str(error).split())}); correct it") from error
    texts = list(_texts(catalogue))
    plural = "".join(str(form_of(number)) for number in range(NUMBERS))
    scripts = _json({"texts": _said_in(texts, ".mjs"), "plural": plural})
    marks = f"export const WORDS = {_json(_said_in(texts, HIGHLIGHT))};\n"
    lacking = sum(bool(message.id) for message in catalogue) - len(texts)
    note = f"{path}: {lacking} of {len(catalogue)} texts have no translation and stay English" if lacking else ""
    return Words({t.key: t.said for t in texts if isinstance(t.said, str)}, scripts, marks.encode(), note)


def marked(text: str) -> str:
    """A text that is said later."""
    return text


def _texts(catalogue: Any) -> Iterator[Text]:
    """Every text of the catalogue that has a translation."""
    for message in catalogue:
        said = message.string if isinstance(message.string, str) else list(message.string or ())
        if message.id and not message.fuzzy and said and all(said):
            first = message.id if isinstance(message.id, str) else message.id[0]
            key = f"{message.context}{CONTEXT_END}{first}" if message.context else first
            yield Text(key, said, tuple(name for name, _line in message.locations))


def _said_in(texts: list[Text], ending: str) -> dict[str, str | list[str]]:
    """The texts of files whose names end so, by their keys."""
    return {text.key: text.said for text in texts if any(name.endswith(ending) for name in text.files)}


def _json(value: object) -> str:
    """JSON that can stand in a page."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
