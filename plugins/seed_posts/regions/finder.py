"""Text → names: where each one stands and what it may mean, the longest at every word.

A name begins with a capital, and a story has few: one search leaps from capital to capital, and what a word may begin
is settled once for each different word. Words are read on only where a longer name may follow. An automaton over all
names finds no faster what this finds, and costs a tenth of a second and thirty megabytes to make.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from .names import DIRECTIONS, MISPRINT_MIN, NameIndex, Senses, Use
from .scripts import find_chinese, is_cyrillic, stem
from .tokens import Line, acronym, fold

NO_PLACE_ALONE = DIRECTIONS | {"capital", "federal", "maritime", "national", "autonomous", "coastal", "upper", "lower"}
# provinces somewhere have these names; in news they are adjectives
SAINTS = frozenset(("st", "ste", "mt", "ft"))
OWNERS = frozenset(("china", "russia"))  # "Russia's Far East" is one name; any other possessive ends one
DIRECTION_ENDS = tuple(end + sign for end in ("th", "st", "rn", "al", "nd") for sign in " -")  # of every direction
MISPRINT_MAX = 40  # letters beyond which a word is no name at all; a search in it takes the square of its length
REMEMBERED = 65_536  # different words of which is kept what they begin; ten thousand stories have fewer

Found = tuple[int, int, str, Senses, str]  # from, to (with its possessive), key, what it may mean, rule
_Name = tuple[int, str, Senses]  # where it ends, key, what it may mean; empty for a name known to be no place


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a word of a text may begin."""

    word: str  # folded, as it stands in longer names
    follow: frozenset[str]  # initials of the words that may come second in one
    area: bool  # whether a direction in small letters may stand before it
    alone: tuple[str, Senses, str] | None  # key, senses and rule of the word by itself


class Finder:
    """The names of an index, ready to be found in text."""

    def __init__(self, index: NameIndex, level_of: Callable[[str], str]) -> None:
        self._index, self._level_of = index, level_of
        self._letters = index.letters
        self._beginning = lru_cache(maxsize=REMEMBERED)(self._begin)

    def find(self, line: Line, russian: Callable[[], NameIndex]) -> Iterator[Found]:
        """Every name in a line of Latin or Russian letters, in order, none within another."""
        text, beginning_of, read_to = line.text, self._beginning, 0
        for match in line.candidates():
            start = match.start()
            if start < read_to:
                continue
            word = match[0]
            if "\u0400" <= word[0] <= "\u04ff" and is_cyrillic(word):
                if name := _longest_russian(line, start, word, russian()):
                    read_to = name[0]
                    yield start, *name, "name"
                continue
            beginning = beginning_of(word)
            if beginning is None:
                continue
            if (
                beginning.area
                and text.endswith(DIRECTION_ENDS, 0, start)
                and (area := self._area(line, read_to, start))
            ):
                start, name = area
                read_to = name[0]
                yield start, *name, "name"
                continue
            end = match.end()
            if beginning.follow:
                initial = text[end + 1 : end + 2].lower()  # behind a space; one with a mark is looked at closer
                if initial in beginning.follow or initial > "~":
                    name = self._longest(line, end, beginning.word)
                    if name is not None:
                        read_to = name[0]
                        yield start, *name, "name"
                        continue
            if beginning.alone is not None:
                read_to = end
                yield start, end, *beginning.alone

    def _begin(self, word: str) -> Beginning | None:
        """What a word may begin; None for nothing."""
        index, folded = self._index, fold(word)
        area = folded in index.areas
        short = acronym(word)
        if short:
            senses = index.senses.get(f"={short}")
            if senses is not None:
                return Beginning(folded, frozenset(), area, (f"={short}", senses, "name"))
            if "." in word:
                folded = short.lower()
        ends = word.endswith(("'s", "’s")) and folded not in OWNERS
        follow = frozenset() if ends else index.follow.get(folded, frozenset())
        senses = None if folded in NO_PLACE_ALONE else index.senses.get(folded)
        alone = (folded, senses, "name") if senses is not None else self._misprinted(folded)
        return Beginning(folded, follow, area, alone) if alone or follow or area else None

    def _longest(self, line: Line, end: int, folded: str) -> _Name | None:
        """The longest name of two words or more that begins with the word ending here."""
        longest = self._index.longest[folded]
        keys, ends = [folded], [end]
        while len(keys) < longest:
            word, end = line.next_word(end, abbreviated=keys[-1] in SAINTS)
            if not word:
                break
            keys.append(fold(word))
            ends.append(end)
            if word.endswith(("'s", "’s")) and keys[-1] not in OWNERS:
                break
        for length in range(len(keys), 1, -1):
            key = " ".join(keys[:length])
            senses = self._index.senses.get(key)
            if senses is not None:
                return ends[length - 1], key, senses
        return None

    def _area(self, line: Line, read_to: int, start: int) -> tuple[int, _Name] | None:
        """ "northern China", which begins with a small letter: where it does, and the name."""
        begins = []
        at = start
        while at - 1 > read_to and line.text[at - 1] in " -":
            word, begin = line.word_before(at - 1)
            if word not in DIRECTIONS:
                break
            begins.append((begin, at - 1, word))
            at = begin
        for begin, end, word in reversed(begins):  # "north-east China" before "east China"
            name = self._longest(line, end, word) if word in self._index.follow else None
            if name and name[0] > start:
                return begin, name
        return None

    def _misprinted(self, word: str) -> tuple[str, Senses, str] | None:
        """The city of a long word with two neighbouring letters swapped or one too many."""
        if (
            not MISPRINT_MIN <= len(word) <= MISPRINT_MAX
            or not word.isascii()
            or not word.isalpha()
            or not self._has_letters_of_a_name(word)
        ):
            return None
        for n in range(1, len(word)):
            for key in (word[: n - 1] + word[n] + word[n - 1] + word[n + 1 :], word[:n] + word[n + 1 :]):
                senses = tuple(s for s in self._index.senses.get(key, ()) if self._level_of(s[0]) == "city")
                if senses and key != word:
                    return key, senses, "misprint"
        return None

    def _has_letters_of_a_name(self, word: str) -> bool:
        letters = sorted(word)
        return "".join(letters) in self._letters or any(
            "".join(letters[:n] + letters[n + 1 :]) in self._letters for n in range(len(letters))
        )


def find_chinese_names(text: str, chinese: Callable[[], NameIndex]) -> Iterator[Found]:
    """Every Chinese name in a text, in order."""
    for start, name, senses in find_chinese(text, chinese):
        yield start, start + len(name), name, senses, "name"


def _longest_russian(line: Line, start: int, word: str, index: NameIndex) -> _Name | None:
    """The longest Russian name beginning at a word; small letters only for adjectives."""
    small = word[0].islower()
    first = stem(word)
    longest = index.longest.get(first, 0)
    keys, ends = [first], [start + len(word)]
    while len(keys) < longest:
        word, end = line.next_word(ends[-1])
        if not word:
            break
        keys.append(stem(word))
        ends.append(end)
    for length in range(min(len(keys), longest), 0, -1):
        key = " ".join(keys[:length])
        senses = index.senses.get(key, ())
        if small:
            senses = tuple(s for s in senses if s[1] is Use.DEMONYM)
        if senses:
            return ends[length - 1], key, senses
    return None
