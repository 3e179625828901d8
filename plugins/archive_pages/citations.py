"""How a story is cited: one plain line, and a BibTeX entry.

A citation names the original newspaper, never this archive as the publisher; a story told in
the archive's own words is marked as a digest. A headline the archive supplied stands in
square brackets, as archivists write it.
"""

from __future__ import annotations

from .entries import Entry
from .wording import MONTHS, spoken_date

# What BibTeX would read as a command or as the end of a field
_BIBTEX = str.maketrans(
    {mark: f"\\{mark}" for mark in "{}$&%#_"}
    | {"\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}"}
)


def cited_title(entry: Entry) -> str:
    return f"[{entry.title}]" if entry.title_assigned else entry.title


def plain_citation(entry: Entry, archive: str, address: str) -> str:
    """One line: author, headline, newspaper (agency), date, original's address, this page."""
    publication = entry.source or "newspaper not stated"
    if entry.agency and entry.agency != entry.source:
        publication += f" ({entry.agency})"
    parts = [
        ", ".join(entry.authors),
        f"“{cited_title(entry)}”" if not entry.title_assigned else cited_title(entry),
        f"{publication}, {spoken_date(entry.date) if entry.date else 'no date'}",
        entry.original_url,
        f"{_kept_as(entry)} in {archive}, {address}",
    ]
    return ". ".join(part for part in parts if part)


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
        "note": f"{_kept_as(entry)} in {_escape(archive)}, {_address(address)}",
    }
    lines = [f"  {key} = {value if key == 'month' else f'{{{value}}}'}" for key, value in fields.items() if value]
    return f"@article{{{entry.slug},\n" + ",\n".join(lines) + "\n}"


def _kept_as(entry: Entry) -> str:
    return "Digest" if entry.is_digest else "Text"


def _escape(text: str) -> str:
    return text.translate(_BIBTEX)


def _address(url: str) -> str:
    """An address as BibTeX takes it: braces would end the field, all else stands as it is."""
    return url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
