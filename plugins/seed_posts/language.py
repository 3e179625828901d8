"""The language of a story, as an ISO 639-1 code."""

from __future__ import annotations

import re

from .wordlists import words

DEFAULT = "en"  # of a text too short to tell: most captures are English
SAMPLE = 4_000  # characters looked at; more changes no answer
LETTERS_MIN = 40  # letters below which a guess between languages of one script is noise
ENGLISH_MIN = 0.18  # share of English function words; English news has .3 to .45, other Latin languages under .1
SCRIPT_MIN = 0.3  # share of letters that settle the script; a Russian story may quote Latin names at length

_WORD = re.compile(r"[^\W\d_]+")
_PLAIN_WORD = re.compile("[a-z]+")  # the same of plain letters, found in half the time
_ENGLISH = words(
    "the of and to in that is was for on with as by at from are be has have had it its this which were been an not but"
    " he she they their his her will would said who or after more than also between into over"
)
_SCRIPTS = (  # (language, letters that show it); tried in this order
    ("ja", re.compile(r"[぀-ヿ]")),
    ("ko", re.compile(r"[가-힯]")),
    ("zh", re.compile(r"[㐀-鿿]")),
)


def language_of(text: str) -> str:
    """The language of a text: "en", "ru", "zh", …; "en" when there is too little to tell."""
    sample = text[:SAMPLE]
    lowered = sample.lower()
    found = (_PLAIN_WORD if lowered.isascii() else _WORD).findall(lowered)
    if not found:
        return DEFAULT
    letters = sum(map(len, found))
    for language, script in () if sample.isascii() else _SCRIPTS:
        if len(script.findall(sample)) >= SCRIPT_MIN * letters:
            return language
    if sum(map(_ENGLISH.__contains__, found)) >= ENGLISH_MIN * len(found):
        return "en"
    cyrillic = len(re.findall(r"[Ѐ-ӿ]", sample)) >= SCRIPT_MIN * letters
    if letters < LETTERS_MIN:
        return "ru" if cyrillic else DEFAULT
    return _identified(" ".join(found))


def _identified(text: str) -> str:
    """What py3langid says; its model takes most of a second to load, so only when it is needed."""
    from py3langid import langid  # type: ignore[import-untyped]

    return str(langid.classify(text)[0])
