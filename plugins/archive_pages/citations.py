"""How a story is cited in files: entries for BibTeX, RIS and CSL. styles.py has the lines people read.

A citation names the original newspaper, never this archive as the publisher; a story told in
the archive's own words is marked as a digest. A headline the archive supplied stands in
square brackets, as archivists write it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from .entries import Entry
from .wording import MONTHS

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# What BibTeX would read as a command or as the end of a field
_BIBTEX = str.maketrans(
    {mark: f"\\{mark}" for mark in "{}$&%#_"}
    | {"\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}"}
)
_BIBTEX_SIGN = re.compile(f"[{re.escape(''.join(map(chr, _BIBTEX)))}]")


def cited_title(entry: Entry) -> str:
    return f"[{entry.title}]" if entry.title_assigned else entry.title


def bibtex(entry: Entry, archive: str, address: str) -> str:
    """An @article entry; `note` says what this archive holds, and where."""
    year, _, rest = entry.date.partition("-")
    month, _, day = rest.partition("-")
    fields = {
        "title": f"{{{_escape(cited_title(entry))}}}",
        "author": " and ".join(f"{{{_escape(author)}}}" for author in entry.authors),
        "journal": _escape(entry.source),
        "year": year,
        "month": MONTHS[int(month) - 1][:3].lower() if month else "",
        "day": str(int(day)) if day else "",
        "url": _address(entry.original_url or address),
        "note": f"{kept_as(entry)} in {_escape(archive)}, {_address(address)}",
    }
    lines = [f"  {key} = {value if key == 'month' else f'{{{value}}}'}" for key, value in fields.items() if value]
    return f"@article{{{entry.slug},\n" + ",\n".join(lines) + "\n}"


def ris(entry: Entry, archive: str, address: str, keywords: Sequence[str] = ()) -> str:
    """A NEWS record, ended by an empty line; `keywords` are the labels of its regions and topics."""
    year, month, day = [*entry.date.split("-"), "", ""][:3]
    pairs = [
        ("TY", "NEWS"),
        ("ID", entry.slug),
        ("TI", cited_title(entry)),
        *(("AU", author) for author in entry.authors),
        ("T2", entry.source),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/" if year else ""),
        ("LA", entry.lang),
        ("UR", entry.original_url or address),
        ("DP", archive),
        ("C1", rights_of(entry, archive)),
        *(("KW", label) for label in keywords),
        ("N1", f"{kept_as(entry)} in {archive}, {address}"),
    ]
    values = lines([value for _, value in pairs])
    said = [f"{tag}  - {line}\r\n" for (tag, _), line in zip(pairs, values, strict=True) if line]
    return "".join([*said, "ER  - \r\n\r\n"])


def csl(entry: Entry, archive: str, address: str) -> dict[str, Any]:
    """The story as citation processors have it (CSL-JSON); what is not known is left out."""
    parts = [int(part) for part in entry.date.split("-") if part]
    item = {
        "id": entry.slug,
        "type": "article-newspaper",
        "title": cited_title(entry),
        "author": [{"literal": author} for author in entry.authors],
        "container-title": entry.source,
        "issued": {"date-parts": [parts]} if parts else None,
        "language": entry.lang,
        "URL": entry.original_url or address,
        "archive": archive,
        "archive_location": address,
        "note": f"{kept_as(entry)} in {archive}, {address}",
    }
    return {key: value for key, value in item.items() if value}


def rights_of(entry: Entry, archive: str) -> str:
    return f"Digest by {archive}" if entry.is_digest else entry.rights


def one_line(text: str) -> str:
    """The text without line ends and control characters: a record's lines are its fields."""
    return text.strip() if text.isprintable() else _CONTROLS.sub(" ", text).strip()


def lines(texts: Sequence[str]) -> list[str]:
    """Each text as one line."""
    plain = "".join(texts).isprintable()  # nearly always, and seen at one look
    return [text.strip() for text in texts] if plain else [one_line(text) for text in texts]


def kept_as(entry: Entry) -> str:
    """What the archive has of the story."""
    return "Digest" if entry.is_digest else "Text"


def _escape(text: str) -> str:
    return text.translate(_BIBTEX) if _BIBTEX_SIGN.search(text) else text  # told in a tenth of the time


def _address(url: str) -> str:
    """An address as BibTeX takes it: braces would end the field, all else stands as it is."""
    return url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
