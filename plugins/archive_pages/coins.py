"""ContextObjects in Spans: what lets Zotero save stories from a list of them.

They are for lists only: on a story's own page they would outrank its meta elements, which say more. The search page
makes the same spans for its results (archive_search/js/coins.mjs); a test holds the two together.
"""

from __future__ import annotations

from urllib.parse import quote

from .citations import cited_title, one_line, rights_of
from .entries import Entry

UNRESERVED = "!'()*"  # what JavaScript's encodeURIComponent leaves alone beside what Python's quote does


def coins(entry: Entry, archive: str, site: str) -> str:
    """The `title` of a story's `<span class="Z3988">`: Dublin Core with Zotero's own name of the kind."""
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
    return "&".join(
        f"{key}={quote(one_line(value), safe=UNRESERVED, errors='replace')}" for key, value in pairs if value
    )
