"""The catalogues of words: kept to what templates and modules say, and checked.

Each part of the site has a folder of catalogues, one file a language. `update` brings every file up to date: texts that
are new are added without a translation, those that are gone are dropped, and translations stay as they are. Nothing is
guessed: a text that changed by a letter is a new one.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_javascript, extract_python
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {  # functions, and which of their arguments are texts; "c" marks a context
    "_": None, "N_": None, "gettext": None, "say": None, "sayNodes": None, "marked": None,
    "ngettext": (1, 2), "sayMany": (2, 3),
    "pgettext": ((1, "c"), 2), "P_": ((1, "c"), 2), "sayAs": ((1, "c"), 2), "inContext": ((1, "c"), 2),
}  # fmt: skip
NAMES = {  # context of a month or weekday: where Unicode's data have its names
    "month": ("months", "stand-alone", "wide"),
    "month in a date": ("months", "format", "wide"),
    "month, short": ("months", "stand-alone", "abbreviated"),
    "month, short, in a date": ("months", "format", "abbreviated"),
    "weekday": ("days", "stand-alone", "wide"),
    "weekday, short": ("days", "stand-alone", "short"),
}
PLACEHOLDER = re.compile(r"%\(\w+\)s|%%")
HEADER = """\
# %s of Backfile in %s. docs/how-to-translate.md tells how to work on this file.
#"""
Key = tuple[str | None, str, str]  # context, text, its plural or ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the site that has words: where they are, and where its catalogues lie."""

    domain: str
    name: str
    sources: tuple[tuple[str, str], ...]  # folder and pattern of the files with words
    folder: Path  # of the catalogues

    def catalogue(self, language: str) -> Path:
        return self.folder / language / "LC_MESSAGES" / f"{self.domain}.po"

    @property
    def languages(self) -> list[str]:
        """Those with a catalogue, in the order of their codes."""
        return sorted(path.parent.parent.name for path in self.folder.glob(f"*/LC_MESSAGES/{self.domain}.po"))


PARTS = (
    Part(
        "pages",
        "The pages",
        (("theme/templates", "*.html"), ("plugins/archive_pages", "**/*.py")),
        ROOT / "theme" / "locale",
    ),
    Part(
        "search",
        "The search",
        (
            ("plugins/archive_search/templates", "**/*.html"),
            ("plugins/archive_search", "*.py"),
            ("plugins/archive_search/js", "**/*.mjs"),
        ),
        ROOT / "plugins" / "archive_search" / "locale",
    ),
)


def extracted(part: Part, root: Path = ROOT) -> Catalog:
    """Every text of a part, in the order of its files, each with the files it is in."""
    catalogue = Catalog()
    for folder, pattern in part.sources:
        for path in sorted((root / folder).glob(pattern)):
            place = path.relative_to(root).as_posix()
            for context, text, comments in texts_of(path):
                known = catalogue.get(text, context)
                places = dict.fromkeys([*(known.locations if known else ()), (place, None)])
                catalogue.add(text, context=context, locations=list(places), auto_comments=comments)
    return catalogue


def texts_of(path: Path) -> Iterator[tuple[str | None, str | tuple[str, str], list[str]]]:
    """Context, text (with its plural) and what translators are told, of each text in a template or module."""
    file = io.BytesIO(path.read_bytes())
    tags = ["i18n:"]
    if path.suffix == ".html":
        options = {"trim_blocks": "true", "lstrip_blocks": "true"}
        found: Iterable[Any] = babel_extract(file, list(KEYWORDS), tags, options)
    else:
        extract: Any = extract_python if path.suffix == ".py" else extract_javascript
        found = extract(file, KEYWORDS, tags, {"encoding": "utf-8"})
    for _line, function, said, comments in found:
        arguments = said if isinstance(said, tuple) else (said,)
        kept = [argument for argument in arguments if isinstance(argument, str)]
        told = [comment.removeprefix("i18n:").strip() for comment in comments]
        match KEYWORDS.get(function):
            case (1, 2) | (2, 3) if len(kept) >= 2:
                yield None, (kept[0], kept[1]), told
            case ((1, "c"), 2) if len(kept) >= 2:
                yield kept[0], kept[1], told
            case None if isinstance(arguments[0], str):
                yield None, arguments[0], told


def updated(part: Part, language: str, texts: Catalog) -> str:
    """The text of a language's catalogue, brought up to date with the texts extracted from its part."""
    path = part.catalogue(language)
    known = read_po(io.BytesIO(path.read_bytes())) if path.is_file() else Catalog()
    made = Catalog(language, fuzzy=False, header_comment=HEADER % (part.name, Locale.parse(language).english_name))
    for message in texts:
        if message.id:
            old = known.get(message.id, message.context)
            told = old or Message(message.id, _suggested(message, language))
            made.add(
                message.id, told.string, message.locations, told.flags - {"python-format"}, message.auto_comments,
                told.user_comments, context=message.context,
            )  # fmt: skip
    file = io.BytesIO()
    write_po(file, made, width=0, include_lineno=False, omit_header=False)
    lines = file.getvalue().decode().split("\n")
    return "\n".join(
        line for line in lines if not re.match(r'"(POT?-|Last-Tr|Language-T|Report|Project|Generated)', line)
    )


def _suggested(message: Message, language: str) -> str:
    """What Unicode's data say for the name of a month or weekday; "" for everything else."""
    if message.context not in NAMES or not isinstance(message.id, str):
        return ""
    kind, form, width = NAMES[message.context]
    english, other = (getattr(Locale.parse(code), kind)[form] for code in ("en", language))
    number = next(number for number, name in english["wide"].items() if name.startswith(message.id))
    return str(other[width][number])


def write_new(language: str) -> list[Path]:
    """Begins the catalogues of a language, and returns where they lie. Raises ValueError for no language."""
    try:
        Locale.parse(language)
    except (UnknownLocaleError, ValueError) as error:
        raise ValueError(f"{language!r} is no language that is known; write a code such as fr or pt_BR") from error
    for part in PARTS:
        part.catalogue(language).parent.mkdir(parents=True, exist_ok=True)
        part.catalogue(language).write_text(updated(part, language, extracted(part)), encoding="utf-8")
    return [part.catalogue(language) for part in PARTS]


def write_all() -> list[Path]:
    """Brings all catalogues up to date, and returns those that changed."""
    changed = []
    for part in PARTS:
        texts = extracted(part)
        for language in part.languages:
            path, text = part.catalogue(language), updated(part, language, texts)
            if path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8")
                changed.append(path)
    return changed


def problems() -> Iterator[str]:
    """One line for whatever is wrong in a catalogue."""
    for part in PARTS:
        texts = extracted(part)
        for language in part.languages:
            path = part.catalogue(language)
            where = path.relative_to(ROOT).as_posix()
            text = path.read_text(encoding="utf-8")
            if text != updated(part, language, texts):
                yield f"{where}: not what templates and modules say; run `invoke catalogues`"
            yield from (f"{where}: {what}" for what in problems_of(read_po(io.BytesIO(text.encode()))))


def problems_of(catalogue: Catalog) -> Iterator[str]:
    """What is wrong with the translations of a catalogue."""
    forms = get_plural(catalogue.locale).num_plurals if catalogue.locale else catalogue.num_plurals
    for message in catalogue:
        if not message.id:
            continue
        texts = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
        said = message.string if isinstance(message.string, (tuple, list)) else (message.string or "",)
        shown = f"“{texts[-1]}”"
        if message.fuzzy or not all(said):
            yield f"{shown} has no translation"
            continue
        if len(texts) > 1 and len(said) != forms:
            yield f"{shown} has {len(said)} forms, the language has {forms}"
        for one in said:
            if lost := placeholders(texts[-1]) - placeholders(one) - ({"%(num)s"} if len(said) > 1 else set()):
                yield f"{shown}: {', '.join(sorted(lost))} is missing in “{one}”"
            if strange := placeholders(one) - placeholders(" ".join(texts)):
                yield f"{shown}: {', '.join(sorted(strange))} is not known there"
            if re.sub(PLACEHOLDER, "", one).count("%") and PLACEHOLDER.search(texts[-1]):
                yield f"{shown}: a sign % alone in “{one}”; write %%"


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))
