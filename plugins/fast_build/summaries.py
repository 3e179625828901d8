"""The beginning of a text of paragraphs, cut after so many words, without an HTML parser."""

from __future__ import annotations

from itertools import islice

from pelican.utils import _HTMLWordTruncator, truncate_html_words

WORD = _HTMLWordTruncator._word_regex
OPEN, CLOSE, BETWEEN = "<p>", "</p>", "</p>\n<p>"


def first_words(html: str, words: int, end: str) -> str:
    """What Pelican's `truncate_html_words` gives; paragraphs of plain text are cut without its parser."""
    if words <= 0 or not _is_paragraphs(html):
        return str(truncate_html_words(html, words, end))
    left = words
    start = len(OPEN)
    while start < len(html):
        stop = html.index(CLOSE, start)
        for word in islice(WORD.finditer(html, start, stop), left - 1, left):
            return html[: word.end()] + (f" {end}" if end else "") + CLOSE
        left -= sum(1 for _ in WORD.finditer(html, start, stop))
        start = stop + len(BETWEEN)
    return html


def _is_paragraphs(html: str) -> bool:
    """Whether it is paragraphs one below the other, with no other tag and no entity."""
    paragraphs = html.count(OPEN)
    return (
        paragraphs > 0
        and html.startswith(OPEN)
        and html.endswith(CLOSE)
        and html.count(BETWEEN) == paragraphs - 1
        and html.count("<") == 2 * paragraphs
        and "&" not in html
    )
