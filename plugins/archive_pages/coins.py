"""ContextObjects in Spans: what lets Zotero save stories from a list of them.

They are for lists only: on a story's own page they would outrank its meta elements, which say more. The search page
makes the same spans for its results (archive_search/js/coins.mjs); a test holds the two together. Only what would end
a value, or an attribute, is written as %xx, and a space as a plus sign: Zotero reads both, and every list has twenty.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from .citations import cited_title, one_line, rights_of
from .entries import Entry

ENCODED = {ord(sign): f"%{ord(sign):02X}" for sign in "%&+=#\"'<>`"} | {
    code: f"%{code:02X}" for code in (*range(32), 127)
}
ENCODED[ord(" ")] = "+"
_SIGN = re.compile(f"[{re.escape(''.join(map(chr, ENCODED.keys() - {ord(' ')})))}]")


def coins(entry: Entry, archive: str, site: str) -> Markup:
    """The `title` of a story's `<span class="Z3988">`, as markup: Dublin Core with Zotero's own name of the kind.

    No name of a character begins as the keys do, so their ampersands stand as they are.
    """
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.type", "newspaperArticle"),
        ("rft.title", cited_title(entry)),
        *(("rft.au", author) for author in entry.authors),
        ("rft.source", entry.source),
        ("rft.date", entry.date),
        ("rft.identifier", entry.original_url or f"{site}/{entry.url}"),
        ("rft.language", entry.lang),
        ("rft.rights", rights_of(entry, archive)),
    ]
    return Markup("&".join(f"{key}={_written(one_line(value))}" for key, value in pairs if value))


def _written(value: str) -> str:
    """The value as a span has it; half of a character, which UTF-8 cannot hold, is a question mark."""
    text = value.encode("utf-8", "replace").decode()
    return text.translate(ENCODED) if _SIGN.search(text) else text.replace(" ", "+")  # most have only spaces
