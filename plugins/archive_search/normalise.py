"""Text → words → terms, exactly as `js/normalise.mjs` does it in the browser.

A *chain* is a run of letters and digits, perhaps joined inside by hyphens, apostrophes, full
stops or ampersands ("COVID-19", "O'Meara", "U.S", "AT&T", "3.5"). A chain gives

- its parts, so that "Russian" finds "Sino-Russian";
- the whole with the joints taken out, so that "cooperation" and "co-operation" are one word.

A word in which letters of two alphabets stand together ("Rosсosmos" with a Cyrillic с) is one that a scanner or a joker
mixed: where all letters of one alphabet look like letters of the other, they are read as those. A word of one alphabet
stays as it is, whatever it looks like.

Chinese, Japanese and Thai run without spaces: such a run gives its characters and pairs of
neighbouring characters. tests/search/normalise.json holds the cases both sides must agree on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

MAX_WORD = 64  # characters; what is longer is no word, and its head identifies it well enough
WIDE_SHIFT = 0xFEE0  # from a wide digit or letter to the plain one
MIN_TAIL = 3  # letters; "école" of "l'école" is worth finding alone, the "t" of "don't" is not

HYPHENS = "\\-\u2010\u2011\u2012\u2013"  # the en dash too: "China–Russia"; the em dash parts words
APOSTROPHES = "'\u2018\u2019\u02bc\u2032\uff07`\u00b4"
INVISIBLE = "\u00ad\u200c-\u200f\u202a-\u202e\u2060-\u2069\ufeff"  # soft hyphen, joiners, direction marks
UNSPACED = (  # scripts written without spaces: kana and Han, then Thai, Lao, Burmese, Khmer
    "\u3005-\u3007\u3040-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\U0001b000-\U0001b16f\U00020000-\U0003ffff"
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u1000-\u103f\u1050-\u108f\u1780-\u17d3\u17d7\u17dc\u17dd"
)
_LETTERS = {  # letters that Unicode does not decompose, as a reader without them on the keyboard types them
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i", "ς": "σ",
}  # fmt: skip
# Capitals that look alike, and the small letters that do: "В" is read as B, its "в" as nothing else.
_LATIN_OF = dict(zip("АВЕКМНОРСТУХІЅЈҺԀԚԜаеорсухіѕјһԁԛԝ", "ABEKMHOPCTYXISJHDQWaeopcyxisjhdqw", strict=True))
_CYRILLIC_OF = dict(zip("ABCEHIKMOPTXYaceiopxy", "АВСЕНІКМОРТХУасеіорху", strict=True))
_LATIN = re.compile(
    "[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff]"
)
_CYRILLIC = re.compile("[\u0400-\u052f]")
_UNSPACED = re.compile(f"[{UNSPACED}]")


def _marks() -> str:
    """Combining marks as ranges of a character class; `\\w` of `re` leaves them out."""
    ranges: list[list[int]] = []
    for start, end in ((0x300, 0x20000), (0xE0100, 0xE01F0)):  # no marks lie elsewhere
        for code in range(start, end):
            if unicodedata.category(chr(code))[0] == "M" and not _UNSPACED.match(chr(code)):
                if ranges and ranges[-1][1] == code - 1:
                    ranges[-1][1] = code
                else:
                    ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


_JOINT = f"[{HYPHENS}{APOSTROPHES}.&]|(?<=[0-9]),(?=[0-9]{{3}}(?![0-9]))"
_PLAIN_CHAIN = re.compile(f"[a-zA-Z0-9]+(?:(?:{_JOINT})[a-zA-Z0-9]+)*")  # of a text in ASCII
_PIECE = re.compile(f"({_JOINT})")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_HYPHEN = re.compile(f"[{HYPHENS}]")
# й is a letter of its own, not an accented и. Behind the accents stand vowels that few Hebrew and Arabic texts write.
_ACCENT = re.compile(
    "([\u0418\u0438]\u0306)|[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670]"
)
_WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")  # digits and letters as wide as a Han character
_LETTER = re.compile("[" + "".join(_LETTERS) + "]")


def fold(word: str) -> str:
    """The word without case, accents and invisible characters, in NFC, at most MAX_WORD characters."""
    if word.isascii():  # nearly every word of an English archive
        return word.lower()[:MAX_WORD]
    folded = _LETTER.sub(lambda m: _LETTERS[m[0]], _plain(word).lower())
    return unicodedata.normalize("NFC", folded)[:MAX_WORD]


def _plain(word: str) -> str:
    """The word without accents and invisible characters, in one alphabet, in NFD."""
    plain = unicodedata.normalize("NFD", _INVISIBLE.sub("", word))
    plain = _ACCENT.sub(lambda m: m[1] or "", plain)
    return _unmixed(_WIDE.sub(lambda m: chr(ord(m[0]) - WIDE_SHIFT), plain))


def _unmixed(word: str) -> str:
    """The word in one alphabet, if it is of two and one's letters all look like letters of the other."""
    for strange, known, table in ((_CYRILLIC, _LATIN, _LATIN_OF), (_LATIN, _CYRILLIC, _CYRILLIC_OF)):
        found = strange.findall(word)
        if not found or not known.search(word):
            return word
        if all(letter in table for letter in found):
            return "".join(table.get(letter, letter) if strange.match(letter) else letter for letter in word)
    return word


def runs(text: str) -> list[str]:
    """The chains of a text as they stand in it."""
    return (_PLAIN_CHAIN if text.isascii() else _chain()).findall(text)


@cache
def _chain() -> re.Pattern[str]:
    """A chain of any text. It takes longer to make than it takes to read a few articles that are in ASCII."""
    word = f"(?:[^\\W_{UNSPACED}]|[{_marks()}{INVISIBLE}])"
    return re.compile(f"[{UNSPACED}]+|{word}+(?:(?:{_JOINT}){word}+)*")


class Reading(NamedTuple):
    """A word a chain is found by."""

    word: str  # folded
    form: str  # as printed, see `printed`; of what is longer than MAX_WORD the word
    place: int  # of the part it stands at, or begins at, in the chain: 0, 1, …


def words_of(run: str) -> tuple[str, ...]:
    """The folded words a chain is found by, without repeats: parts, whole, then what lies inside a part.

    () for a run of nothing but invisible characters.
    """
    return tuple(dict.fromkeys(reading.word for reading in readings(run)))


@lru_cache(maxsize=100_000)  # texts repeat their chains
def readings(run: str) -> tuple[Reading, ...]:
    """The words of a chain with their forms and places: parts, whole, then what lies inside a part.

    A word that comes at two places is given for each; the last part has the largest place.
    """
    if run.isalnum() and run.isascii():
        return (Reading(word := fold(run), run if len(run) <= MAX_WORD else word, 0),)
    if _UNSPACED.match(run):
        characters = unicodedata.normalize("NFC", run)
        pairs = (Reading(pair, pair, place) for place, pair in enumerate(map("".join, pairwise(characters))))
        return (*(Reading(character, character, place) for place, character in enumerate(characters)), *pairs)
    once: dict[tuple[str, int], Reading] = {}
    for word, form, place in _read(run):
        if word:
            once.setdefault((word, place), Reading(word, form if len(form) <= MAX_WORD else word, place))
    return tuple(once.values())


def printed(run: str) -> str:
    """Text of a chain in NFC, hyphens and apostrophes as the keyboard has them, nothing invisible."""
    if run.isascii() and "`" not in run:
        return run
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _APOSTROPHE.sub("'", _HYPHEN.sub("-", run))))


def _read(run: str) -> Iterator[tuple[str, str, int]]:
    """(word, form, place) of each part of a chain, its whole, and the tails inside its parts; some words may be ""."""
    pieces = _PIECE.split(run)
    words, joints = [fold(piece) for piece in pieces[::2]], [_kind(joint) for joint in pieces[1::2]]
    if len(words) > 1 and joints[-1] == "'" and words[-1] == "s":  # possessive: "China's"
        pieces, words, joints = pieces[:-2], words[:-1], joints[:-1]
    form = printed("".join(pieces))
    if len(words) > 1 and set(joints) == {"."} and all(len(w) == 1 and w.isalpha() for w in words):
        yield "".join(words)[:MAX_WORD], form, 0  # "U.S"
        return
    parts, whole = [(words[0], pieces[0])], words[0]
    tails: list[tuple[str, str, int]] = []
    for place, (joint, word) in enumerate(zip(joints, words[1:], strict=True), 1):
        decimal = joint == "." and whole[-1:].isdecimal() and word[:1].isdecimal()
        whole += ("." if decimal else "") + word
        if joint in "'," or decimal:  # belongs to the part before it: "o" + "meara", "3" + "812"
            before, text = parts[-1]
            parts[-1] = before + ("." if decimal else "") + word, text + "".join(pieces[2 * place - 1 : 2 * place + 1])
            if joint == "'" and len(word) >= MIN_TAIL:
                tails.append((word, printed(pieces[2 * place]), len(parts) - 1))
        else:
            parts.append((word, pieces[2 * place]))
    places = list(accumulate((1 if word else 0 for word, _ in parts), initial=0))
    yield from ((word[:MAX_WORD], printed(text), place) for (word, text), place in zip(parts, places, strict=False))
    yield whole[:MAX_WORD], form, 0
    yield from ((word, text, places[part]) for word, text, part in tails)


def _kind(joint: str) -> str:
    if joint in ".&,":
        return joint
    return "'" if joint in APOSTROPHES else "-"
