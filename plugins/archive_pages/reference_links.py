"""A story's references as files of BibTeX, RIS and CSL-JSON: links that hold the file they lead to.

A file for each story and format would be three hundred thousand in an archive of 100,000. The entries are those of the
files of the whole archive (data/), as short as their formats allow; their names say what they are, so that the
addresses need no media type.
"""

from __future__ import annotations

import json
import re
from urllib.parse import quote

import msgspec
from markupsafe import Markup

from .citations import bibtex, csl, kept_as, ris
from .entries import Entry
from .quick_templates import written
from .wording import commas

NAME_MAX = 20  # characters of a file's name before its suffix
_FIELD = re.compile(r"\n  ([a-z]+) = ")  # as BibTeX begins one
_SAID_TWICE = re.compile("\n(?:DP|C1)  - [^\n]*")  # of a digest in RIS: its note says so as well
# What may not stand in an address as it is, beside what is no character to print; % first, as it stands for the others.
# & would be longer in a page
_QUOTED = tuple((sign, quote(sign)) for sign in '% \n"{}[]<>\\^`|#&')
_AS_IT_IS = "!$'()*+,;:@/?=%"  # in an address, beside letters and digits


def reference_links(entry: Entry, archive: str, address: str) -> Markup:
    """Links that save the story's entry in each format; `address` is that of its page."""
    item = csl(entry, archive, address) | {"note": kept_as(entry)}
    record = ris(entry, archive, address).replace("\r\n", "\n").rstrip("\n")
    files = (
        ("BibTeX", "bib", _FIELD.sub(r"\n\1=", bibtex(entry, archive, address))),
        ("RIS", "ris", _SAID_TWICE.sub("", record) if entry.is_digest else record),
        ("CSL-JSON", "json", _json([item])),
    )
    stem = written(entry.slug[:NAME_MAX].rstrip("-"))
    links = (f'<a download="{stem}.{end}" href="data:,{quoted(text)}">{name}</a>' for name, end, text in files)
    return Markup(commas(links))


def quoted(text: str) -> str:
    """The text as it stands in a data address within an attribute, letters of all languages as they are."""
    for sign, instead in _QUOTED:
        text = text.replace(sign, instead)
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else quote(sign, safe=_AS_IT_IS, errors="replace") for sign in text)


def _json(value: object) -> str:
    try:
        return msgspec.json.encode(value).decode()
    except UnicodeEncodeError:  # half of a character, which JSON can hold and UTF-8 cannot
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
