"""Bytes whose encoding nobody noted → the encoding in which they read as some language.

Every encoding turns the same bytes into other letters. The right one gives the letters of a single language, no
capital inside a word, and words that language is full of; data/alphabets.yaml holds both for thirty-odd languages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

SAMPLE_BYTES = 12_000  # of lines with a byte that is not ASCII; two thousand words say enough
SURE_MIN = 0.75  # share of the foreign characters that must belong to the language, less those that cannot
WORDS_WEIGHT = 0.5  # what the language's common words add where two languages could have the same letters
COMMON = frozenset({"ja", "ko", "zh"})  # thousands of characters: the list holds the commonest
COMMON_WEIGHT = 5.0  # the listed characters are a fifth and more of a text, and of any other bytes hardly one
PUNCTUATION = frozenset("\u00a0«»„“”‚‘’–—…•°№§€£©®·、。，「」・：；（）！？《》“”ー")

# Of encodings that give the same letters the first is taken: for its dashes and quotation marks.
CANDIDATES = (
    "cp1252", "cp1251", "cp1250", "koi8_r", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic", "cp1253", "iso8859_7",
    "cp1254", "cp1257", "iso8859_2", "iso8859_4", "iso8859_13", "cp852", "cp1255", "iso8859_8", "cp1256",
    "iso8859_6", "cp1258", "cp874", "mac_roman", "iso8859_15", "cp850", "gb18030", "big5", "cp932", "euc_jp", "cp949",
)  # fmt: skip
WIDE = ("utf_16_le", "utf_16_be")

STRANGE = "\ufffd"
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Guess:
    encoding: str
    language: str
    score: float  # 1 and more: every foreign character belongs to the language


@dataclass(frozen=True, slots=True)
class Alphabet:
    letters: frozenset[str]
    words: frozenset[str]


def likeliest(data: bytes) -> Guess | None:
    """The encoding in which the bytes read as a language, None if there is none."""
    sample = _sample(data)
    guesses = [guess for encoding in CANDIDATES if (guess := _read(sample, encoding))]
    guesses += [guess for encoding in WIDE if (guess := wide(data, encoding))]
    best = max(guesses, key=lambda guess: guess.score, default=None)
    return best if best and best.score >= SURE_MIN else None


def wide(data: bytes, encoding: str) -> Guess | None:
    """What bytes read as in an encoding of two bytes a character; None if they read as no language."""
    if len(data) % 2:
        return None
    guess = _read(data[:SAMPLE_BYTES], encoding, plain=True)
    return guess if guess and guess.score >= SURE_MIN else None


def _read(sample: bytes, encoding: str, *, plain: bool = False) -> Guess | None:
    """The language the sample reads as best, if it can be read at all; `plain` text counts for English."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError as error:
        if error.start < len(sample) - 4:  # the end of the sample may cut a character
            return None
        text = sample[: error.start].decode(encoding)
    if "\0" in text:
        return None
    foreign = Counter(_seen(text))
    total = sum(foreign.values())
    if plain:
        letters = sum(character.isalpha() for character in text if character < "\x80")
        foreign["a"] = letters  # of every alphabet
        total += letters
    if not total:
        return None
    words = _WORD.findall(text.lower())
    best = max(
        (_score(foreign, total, words, alphabet, language in COMMON), language)
        for language, alphabet in alphabets().items()
    )
    return Guess(encoding, best[1], best[0])


def _score(foreign: Counter[str], total: int, words: list[str], alphabet: Alphabet, common: bool) -> float:
    own = sum(count for character, count in foreign.items() if character in alphabet.letters)
    neutral = sum(count for character, count in foreign.items() if character in PUNCTUATION)
    if common:
        others = sum(count for character, count in foreign.items() if character == STRANGE or not _is_wide(character))
        return COMMON_WEIGHT * own / total - (others - neutral) / total
    known = sum(word in alphabet.words for word in words) / len(words) if words else 0.0
    return (own - (total - own - neutral)) / total + WORDS_WEIGHT * known


def _seen(text: str) -> Iterator[str]:
    """The foreign characters of a text in lower case; what cannot stand there as "\ufffd"."""
    for match in _FOREIGN.finditer(text):
        character, at = match[0], match.start()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if character.isupper() and before.islower():
            yield STRANGE  # a capital inside a word
        elif not character.isalpha():
            inside = before.isalpha() and after.isalpha() and character not in "’·" and not _is_mark(character)
            yield STRANGE if inside else character
        elif not _is_latin(character) and (_is_ascii_letter(before) or _is_ascii_letter(after)):
            yield STRANGE  # two scripts in a word
        else:
            yield character.lower() if len(character.lower()) == 1 else character


def _is_ascii_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _is_latin(character: str) -> bool:
    return character < "\u0250" or "\u1e00" <= character <= "\u1eff"


def _is_mark(character: str) -> bool:
    return "\u0300" <= character <= "\u036f" or "\u0e30" <= character <= "\u0e4e"


def _is_wide(character: str) -> bool:
    return "\u3000" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7a3" or "\uff00" <= character <= "\uffef"


def _sample(data: bytes) -> bytes:
    lines, size = [], 0
    for line in data.splitlines(keepends=True):
        if not line.isascii():
            lines.append(line)
            size += len(line)
            if size > SAMPLE_BYTES:
                break
    return b"".join(lines)[:SAMPLE_BYTES]


@cache
def alphabets() -> dict[str, Alphabet]:
    path = Path(__file__).parent / "data" / "alphabets.yaml"
    table = yaml.safe_load(path.read_text(encoding="utf-8"))
    tones = "\u0300\u0301\u0303\u0309\u0323"  # Vietnamese of the nineties sets them after the letter
    return {
        language: Alphabet(
            frozenset(row["letters"] + "a" + (tones if language == "vi" else "")), frozenset(row["words"].split())
        )
        for language, row in table.items()
    }
