"""Catalogues of words: what a page says, in the language of its site.

English is written in templates and modules and needs no catalogue. Of any other language the words lie in
`<folder>/<language>/LC_MESSAGES/<domain>.po`, as gettext has them. A text that a catalogue lacks stays English, and
whoever builds is told so once.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from gettext import GNUTranslations, NullTranslations
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages.catalog import Message

ENGLISH = "en"  # the language that texts are written in
DIGEST_SIZE = 16  # bytes


class CatalogueError(ValueError):
    """A catalogue that cannot be read; the message is one line: where, what, what to do."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The words of one language. `language` is what pages name theirs: "en" where the one asked has no words."""

    language: str = ENGLISH
    translations: NullTranslations = field(default_factory=NullTranslations)
    digest: str = ""  # of the file it was read from; pages made with other words differ in it
    note: str = ""  # what whoever builds should know


def find_catalogue(folder: Path, domain: str, language: str) -> Catalogue:
    """The catalogue of a language ("ru", "zh-CN"), else that of the language without its country, else English."""
    asked = re.split(r"[-_]", language)
    if asked[0].lower() == ENGLISH:
        return Catalogue(language)
    for name in dict.fromkeys(("_".join(asked), asked[0].lower())):
        path = folder / name / "LC_MESSAGES" / f"{domain}.po"
        if path.is_file():
            return read_catalogue(path, language)
    where = folder / asked[0] / "LC_MESSAGES" / f"{domain}.po"
    return Catalogue(note=f"{where}: no such catalogue, so the words are English; docs/how-to-translate.md tells how")


def read_catalogue(path: Path, language: str) -> Catalogue:
    """The catalogue of a .po file. Raises CatalogueError."""
    from babel.messages.mofile import write_mo  # here: an English site has no use for them
    from babel.messages.pofile import PoFileError, read_po

    data = path.read_bytes()
    try:
        catalogue = read_po(io.BytesIO(data), abort_invalid=True)
        compiled = io.BytesIO()
        write_mo(compiled, catalogue)
        compiled.seek(0)
        translations = GNUTranslations(compiled)
    except (PoFileError, ValueError, SyntaxError) as error:
        what = " ".join(str(error).split())
        raise CatalogueError(f"{path}: no catalogue ({what}); correct it, or take it away") from error
    lacking = len([message for message in catalogue if message.id and not _translated(message)])
    note = f"{path}: {lacking} of {len(catalogue)} texts have no translation and stay English" if lacking else ""
    return Catalogue(language, translations, blake2b(data, digest_size=DIGEST_SIZE).hexdigest(), note)


def _translated(message: Message) -> bool:
    words = message.string
    return not message.fuzzy and (all(words) if isinstance(words, (tuple, list)) else bool(words))
