"""Text → names: where each one stands and what it may mean, the longest at every word.

A name begins with a capital, and a story has few: one search leaps from capital to capital, one look-up in the index
rejects nearly all of them, and words are read on only from the rest. An automaton over all names finds no faster what
this finds, and costs a tenth of a second and thirty megabytes to make.
"""

from __future__ import annotations

from collections.abc import Iterator

from .names import DIRECTIONS, NameIndex, Senses, Use
from .scripts import find_chinese, is_cyrillic, stem
from .tokens import Line, acronym, fold
from .vocabulary import Regions

NO_PLACE_ALONE = DIRECTIONS | {"capital", "federal", "maritime", "national", "autonomous", "coastal", "upper", "lower"}
# provinces somewhere have these names; in news they are adjectives
SAINTS = frozenset(("st", "ste", "mt", "ft"))
OWNERS = frozenset(("china", "russia"))  # "Russia's Far East" is one name; any other possessive ends one
MISPRINT_MIN = 10  # letters from which a word with a letter out of place is still sure to be that name

Found = tuple[int, int, str, Senses, str]  # from, to (with its possessive), key, what it may mean, rule
_Name = tuple[int, str, Senses]  # where it ends, key, what it may mean; empty for a name known to be no place


def find_names(line: Line, regions: Regions, index: NameIndex) -> Iterator[Found]:
    """Every name in a line of Latin or Russian letters, in order, none within another."""
    known, read_to = index.longest, 0
    for match in line.candidates():
        start = match.start()
        if start < read_to:
            continue
        word = match[0]
        name, rule = None, "name"
        if "\u0400" <= word[0] <= "\u04ff" and is_cyrillic(word):
            name = _longest_russian(line, start, word, regions.russian)
        else:
            folded = fold(word)
            if folded in index.areas:
                start, name = _area(line, read_to, start, index)
            if name is None and (folded in known or word.isupper() or "." in word):
                name = _longest(line, start, word, folded, index)
            if name is None and len(folded) >= MISPRINT_MIN and regions.is_nearly_known(folded):
                rule, name = "misprint", _misprint(start + len(word), folded, index, regions)
        if name is not None:
            read_to, key, senses = name
            yield start, read_to, key, senses, rule


def find_chinese_names(text: str, regions: Regions) -> Iterator[Found]:
    """Every Chinese name in a text, in order."""
    for start, name, senses in find_chinese(text, regions.chinese):
        yield start, start + len(name), name, senses, "name"


def _longest(line: Line, start: int, word: str, folded: str, index: NameIndex) -> _Name | None:
    """The longest name beginning with a word."""
    short = acronym(word)
    if short:
        senses = index.senses.get(f"={short}")
        if senses is not None:
            return start + len(word), f"={short}", senses
        if "." in word:
            folded = short.lower()
    longest = index.longest.get(folded)
    if not longest:
        return None
    keys, ends = [folded], [start + len(word)]
    while len(keys) < longest and (keys[-1] in OWNERS or not word.endswith(("'s", "’s"))):
        word, end = line.next_word(ends[-1], abbreviated=keys[-1] in SAINTS)
        if not word:
            break
        keys.append(fold(word))
        ends.append(end)
    for length in range(len(keys), 0, -1):
        key = " ".join(keys[:length])
        senses = index.senses.get(key)
        if senses is not None and (length > 1 or key not in NO_PLACE_ALONE):
            return ends[length - 1], key, senses
    return None


def _area(line: Line, read_to: int, start: int, index: NameIndex) -> tuple[int, _Name | None]:
    """ "northern China", which begins with a small letter: where it does, and the name."""
    begins = []
    at = start
    while at - 1 > read_to and line.text[at - 1] in " -":
        word, from_ = line.word_before(at - 1)
        if word not in DIRECTIONS:
            break
        begins.append((from_, word))
        at = from_
    for from_, word in reversed(begins):  # "north-east China" before "east China"
        name = _longest(line, from_, word, word, index)
        if name and name[0] > start:
            return from_, name
    return start, None


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


def _misprint(end: int, word: str, index: NameIndex, regions: Regions) -> _Name | None:
    """The city of a long word with two neighbouring letters swapped or one too many."""
    if not word.isascii() or not word.isalpha():
        return None
    for n in range(1, len(word)):
        for key in (word[: n - 1] + word[n] + word[n - 1] + word[n + 1 :], word[:n] + word[n + 1 :]):
            senses = tuple(s for s in index.senses.get(key, ()) if regions.level(s[0]) == "city")
            if senses and key != word:
                return end, key, senses
    return None
