"""Names in Russian and Chinese.

Russian inflects them ("в Хабаровском крае"), so words are compared without their endings. Chinese writes no spaces
("在哈尔滨市举行"), so names are searched at every character, the longest first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from ..wordlists import words
from .names import NameIndex, Senses, Use, longest_by_first_word

STEM_MIN = 3  # letters left of a word at least: "Чита" and "Чите" meet in "Чит"
_ENDINGS = words(
    "ами ями ого его ому ему ыми ими ая яя ое ее ой ей ий ый ом ем ым им ах ях ую юю ов ев ью ия ие ии ию ам ям"
    " а я о е ы и у ю ь й"
)
_LONGEST_FIRST = tuple(sorted(_ENDINGS, key=lambda ending: (-len(ending), ending)))
_IN_AI = {name[:3]: name for name in words("кита алта уругва парагва шанха дуба")}  # countries and towns in -ай
_CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")
_RUSSIAN_WORD = re.compile(r"[^\W\d_]+")


def is_cyrillic(word: str) -> bool:
    """True for a word wholly in Cyrillic letters; a Latin word with one of them slipped in is none."""
    return bool(_CYRILLIC.fullmatch(word))


def stem(word: str) -> str:
    """A Russian word in small letters without its ending: "Хабаровском" → "хабаровск"."""
    word = word.lower().replace("ё", "е")
    if word[:3] in _IN_AI and word.rstrip("йяюем") in _IN_AI.values():
        return word.rstrip("йяюем")  # "Китая" is China and not, without its ending, Quito
    for ending in _LONGEST_FIRST:
        if word.endswith(ending) and len(word) - len(ending) >= STEM_MIN:
            return word[: -len(ending)]
    return word


def index_russian(names: Iterable[tuple[str, str]]) -> NameIndex:
    """Stems of every Russian name; those kept in small letters are adjectives and count in small letters too."""
    senses: dict[str, dict[str, Use]] = {}
    for id_, name in names:
        key = " ".join(stem(word) for word in _RUSSIAN_WORD.findall(name))
        use = Use.DEMONYM if name.islower() else Use.NAME
        senses.setdefault(key, {}).setdefault(id_, use)
    frozen = {key: tuple(found.items()) for key, found in senses.items()}
    return NameIndex(frozen, longest_by_first_word(frozen), frozenset())


def index_chinese(names: Iterable[tuple[str, str]]) -> NameIndex:
    """Every Chinese name, and by its first character how long the longest is."""
    senses: dict[str, dict[str, Use]] = {}
    for id_, name in names:
        for key in dict.fromkeys((name, name.removesuffix("市"))):  # some sources have a city with its level only
            if len(key) > 1:
                senses.setdefault(key, {}).setdefault(id_, Use.NAME)
    frozen = {key: tuple(found.items()) for key, found in senses.items()}
    longest: dict[str, int] = {}
    for key in frozen:
        longest[key[0]] = max(len(key), longest.get(key[0], 0))
    return NameIndex(frozen, longest, frozenset())


def find_chinese(text: str, index_of: Callable[[], NameIndex]) -> Iterator[tuple[int, str, Senses]]:
    """Offset, name and senses of each Chinese name in a text; asks for the index where there is anything to read."""
    for run in _HAN_RUN.finditer(text):
        index = index_of()
        position = run.start()
        while position < run.end():
            length = min(index.longest.get(text[position], 0), run.end() - position)
            for size in range(length, 1, -1):
                name = text[position : position + size]
                if name in index.senses:
                    yield position, name, index.senses[name]
                    position += size - 1
                    break
            position += 1
