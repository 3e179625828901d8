"""Words → index terms: common words out, English words stemmed, in Russian posts Russian ones too.

`js/terms.mjs` is its twin. docs/how-languages-mix.md says what a reader may expect.
"""

from __future__ import annotations

import re
from functools import lru_cache

from . import russian
from .normalise import runs, words_of
from .stemmer import stem

# Words that hold English sentences together. They are in nearly every article, so ranking by
# them only costs bytes; a list apart (common.json) still answers a search for them alone.
# All of lunr's own list is in it but what means something in news: "us", "may" and "said" are a
# country, a month and a name; "say", "wants" and "dear" hold no sentence together.
_COMMON = """
a able about across after all almost also am among an and another any are as at be because been before being between
both but by can cannot could did do does during each either else ever every for from get got had has have having he
her hers him his how however i if in into is it its itself just least let like likely me might more most must my
neither no nor not of off often on only or other our ours out over own rather shall she should since so some such than
that the their theirs them themselves then there these they this those through tis to too twas under until up upon
very was we were what when where whether which while who whom whose why will with within without would yet you your
"""
COMMON = frozenset(_COMMON.split())
RUSSIAN = "ru"  # the language whose posts have a stemmer of their own
_ENGLISH = re.compile("[a-z]+")  # what the stemmer was made for; "1990s", Cyrillic and pairs of Han stay whole
_CYRILLIC = re.compile("[а-я]+")  # of Russian, folded: ё is е


def language_of(tag: str) -> str:
    """What matters here of a post's language ("ru-RU"): RUSSIAN or ""."""
    return RUSSIAN if re.split("[-_]", tag.strip().lower(), maxsplit=1)[0] == RUSSIAN else ""


def term_of(word: str, language: str = "") -> str:
    """The index term of a folded word in a post of this language (as language_of gives it)."""
    if _ENGLISH.fullmatch(word):
        return stem(word)
    return russian.stem(word) if language == RUSSIAN and _CYRILLIC.fullmatch(word) else word


@lru_cache(maxsize=100_000)  # texts repeat their chains
def terms_of(run: str, language: str = "") -> tuple[str, ...]:
    """The terms a chain is indexed under, without repeats and without the common words."""
    return tuple(dict.fromkeys(term_of(word, language) for word in words_of(run) if word not in COMMON))


def terms(text: str, language: str = "") -> list[str]:
    """All terms of a text in order; a term counts as often as its chains come."""
    return [term for run in runs(text) for term in terms_of(run, language)]
