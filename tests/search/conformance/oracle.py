"""What a query finds, read off the texts one after the other: slow, short, and independent of the index."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence, Set
from functools import cache, cached_property

from plugins.archive_search.normalise import fold
from plugins.archive_search.terms import COMMON

from .query import Node, read
from .texts import Chain, Place, Standing, chains, keys_of, load, places

Span = tuple[int, int]
TAG_FIELDS = ("source", "author", "region", "topic")


class Oracle:
    """Answers queries over the corpus: (ids of articles with all words, ids of those with some)."""

    def __init__(self) -> None:
        self.articles, self.trees = load()

    def answer(self, query: str) -> tuple[set[str], set[str]]:
        tree = read(query)
        if tree[0] != "ranked":
            found = self.find(tree, None)
            assert found is not None
            return found, set()
        return self.ranked(self.spoken(tree[1]))

    def ranked(self, items: list[Node]) -> tuple[set[str], set[str]]:
        found = [(item, ids) for item in items if (ids := self.find(item, None)) is not None]
        required = [ids for item, ids in found if not _is_loose(item)]
        loose = [ids for item, ids in found if _is_loose(item)]
        base = self.everything.intersection(*required)
        full = base.intersection(*loose)
        if any(not _is_loose(item) and not _is_filter(item) for item, _ in found):
            return full, base - full if loose else set()
        return full, base & set().union(*loose) - full

    @cached_property
    def everything(self) -> set[str]:
        return {article.id for article in self.articles}

    def where(self, holds: object) -> set[str]:
        return {article.id for article in self.articles if holds(article)}  # type: ignore[operator]

    def find(self, node: Node, field: str | None) -> set[str] | None:
        """The articles of a part of a query; None for one without a word."""
        match node[0]:
            case "and" | "or":
                items = self.spoken(node[1]) if node[0] == "and" else node[1]
                sets = [ids for item in items if (ids := self.find(item, field)) is not None]
                if not sets:
                    return None
                return set.intersection(*sets) if node[0] == "and" else set.union(*sets)
            case "not":
                found = self.find(node[1], field)
                return None if found is None else self.everything - found
            case "must":
                return self.find(node[1], field)
            case "field":
                return self.find(node[2], node[1])
            case "date":
                return self.where(lambda article: _is_within(article.date, node[1], node[2]))
            case "word" if len(chains(node[1])) != 1:
                items = [("chain", chain) for chain in chains(node[1])]
                return self.find(("and", items), field) if items else None
            case "word":
                return self.find(("chain", chains(node[1])[0]), field)
        if field in TAG_FIELDS:
            assert field
            return self.tagged(field, node)
        match node[0]:
            case "chain" if len(node[1].pairs) > 1:  # three characters in a row
                slots = [keys_of(part.word) for part in node[1].parts]
                return self.where(lambda article: any(_side_by_side(slots, value) for value in article.values(field)))
            case "chain" if not node[1].whole and len(node[1].parts) > 2:  # characters: all of them in a row
                keys = [keys_of(part.word) for part in node[1].parts]
                return self.where(lambda article: any(_side_by_side(keys, value) for value in article.values(field)))
            case "chain":
                return self.where(lambda article: _holds(node[1], article.keys[field]))
            case "pattern" | "fuzzy":
                meant = self.expanded(node)
                return self.where(lambda article: all(keys & article.keys[field] for keys in meant))
        return self.where(lambda article: any(self.spans(node, value) for value in article.values(field)))

    def spoken(self, items: list[Node]) -> list[Node]:
        """Without common words, if anything else is asked for; what is written as one word but is several, apart."""
        apart: list[Node] = []
        for item in items:
            apart += [("chain", chain) for chain in chains(item[1])] if item[0] == "word" else [item]
        if any(not _is_common(item) and not _is_filter(item) for item in apart):
            return [item for item in apart if not _is_common(item)]
        return apart

    # Places in texts

    def spans(self, node: Node, value: list[Place]) -> set[Span]:
        """From where to where a value holds what the node says."""
        match node[0]:
            case "or":
                return {span for item in node[1] for span in self.spans(item, value)}
            case "near":
                _, left, right, distance, ordered = node
                return {
                    (min(a[0], b[0]), max(a[1], b[1]))
                    for a in self.spans(left, value)
                    for b in self.spans(right, value)
                    if 0 < b[0] - a[1] <= distance or (not ordered and 0 < a[0] - b[1] <= distance)
                }
            case "word" | "phrase":
                found = chains(node[1])
                parts = [keys_of(part.word) for chain in found for part in chain.parts]
                wholes = [keys_of(s.word) for chain in found for s in ([chain.whole] if chain.whole else chain.parts)]
                return _side_by_side(parts, value) | _side_by_side(wholes, value)
            case "exact" | "exact phrase":
                return _printed(_printed_standings(chains(node[1]), alone=node[0] == "exact"), value)
            case "pattern" | "fuzzy":
                return _side_by_side(self.expanded(node), value)
        raise AssertionError(node)

    @cache  # noqa: B019  # one oracle lives as long as the tests
    def expanded(self, node: Node) -> list[frozenset[str]]:
        """What a pattern or a misspelling stands for, as keys; one set for each of its words."""
        if node[0] == "pattern":
            shape = _shape(node[1])
            return [_any(word for word in self.vocabulary if shape.fullmatch(word))]
        words = [chain.whole.word if chain.whole else "".join(p.word for p in chain.parts) for chain in chains(node[1])]
        return [_any(word for word in self.vocabulary if edits(word, typed) <= node[2]) for typed in words]

    @cached_property
    def vocabulary(self) -> set[str]:
        """All words but the common ones."""
        places = [place for article in self.articles for value in article.values(None) for place in value]
        return {standing.word for place in places for standing in place.standing} - COMMON

    # Tags

    def tagged(self, kind: str, node: Node) -> set[str]:
        tree = self.trees[kind]
        meant = {tag for tag, label in tree.labels.items() if self.is_called(node, tag, label)}
        return self.where(lambda article: any(tree.above(tag) & meant for tag in article.tags(kind)))

    def is_called(self, node: Node, tag: str, label: str) -> bool:
        value = places(label)
        words = {standing for place in value for standing in place.standing}
        match node[0]:
            case "exact" | "exact phrase":
                return node[1] in (tag, label)
            case "chain":
                return _holds(node[1], {key for place in value for key in place.keys})
            case "phrase":
                return bool(_side_by_side([keys_of(s.word) for chain in chains(node[1]) for s in chain.parts], value))
            case "pattern":
                return any(_shape(node[1]).fullmatch(s.word) for s in words if s.word not in COMMON)
            case "fuzzy":
                typed = [chain.whole.word for chain in chains(node[1]) if chain.whole]
                return all(any(edits(s.word, one) <= node[2] for s in words if s.word not in COMMON) for one in typed)
        raise AssertionError(node)


def _holds(chain: Chain, keys: set[str]) -> bool:
    """Whether a chain typed as a word is among the keys: as one word, or all parts of it."""
    if not chain.whole:
        return all(keys_of(s.word) & keys for s in (chain.pairs or chain.parts))
    parts = [part for part in chain.parts if part.word not in COMMON]
    apart = len(parts) > 1 and all(len(part.word) > 1 for part in parts)
    return bool(keys_of(chain.whole.word) & keys) or (apart and all(keys_of(part.word) & keys for part in parts))


def _any(words: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*map(keys_of, words))


def _side_by_side(wanted: Sequence[Set[str]], value: list[Place]) -> set[Span]:
    def of(keys: Set[str]) -> Callable[[Place], list[int]]:
        return lambda place: [n for key, n in place.lengths if key in keys]

    return _in_a_row(list(map(of, wanted)), value)


def _in_a_row(wanted: Sequence[Callable[[Place], list[int]]], value: list[Place]) -> set[Span]:
    """Where each thing wanted begins right behind the one before; they tell how many places they take."""
    found = set()
    for start in range(len(value)):
        ends = {start}
        for lengths in wanted:
            ends = {end + length for end in ends if end < len(value) for length in lengths(value[end])}
        found |= {(start, end - 1) for end in ends}
    return found


def _printed_standings(found: Sequence[Chain], alone: bool) -> list[Standing]:
    if alone and len(found) == 1 and found[0].whole:
        return [found[0].whole]
    return [part for chain in found for part in chain.parts]


def _printed(wanted: list[Standing], value: list[Place]) -> set[Span]:
    """Where forms stand side by side exactly as printed."""

    def of(one: Standing) -> Callable[[Place], list[int]]:
        return lambda place: [n for form, n in place.forms if form == one.form]

    return _in_a_row(list(map(of, wanted)), value)


def _shape(pattern: str) -> re.Pattern[str]:
    plain = re.sub(r"[-'’,;:!]|(?<!\d)\.|\.(?!\d)", "", pattern)
    return re.compile("".join({"*": ".*", "?": "."}.get(sign) or re.escape(fold(sign)) for sign in plain))


def edits(a: str, b: str) -> int:
    """Letters put in, left out, changed, or swapped with a neighbour, each place once."""
    if abs(len(a) - len(b)) > 2:
        return 3  # or more
    rows = [list(range(len(b) + 1))]
    for i, x in enumerate(a, 1):
        rows.append([i])
        for j, y in enumerate(b, 1):
            best = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, rows[i - 2][j - 2] + 1)
            rows[i].append(best)
    return rows[-1][-1]


def _is_within(date: str, first: str, last: str) -> bool:
    """Whether all days an article may be of lie in the range."""
    if not date:
        return False
    return (not first or _days(date)[0] >= _days(first)[0]) and (not last or _days(date)[1] <= _days(last)[1])


def _days(date: str) -> tuple[str, str]:
    """The first and the last day of a year, a month or a day."""
    year, month, day = (*map(int, date.split("-")), 0, 0)[:3]
    last = f"{year:04}-{month or 12:02}-{day or monthrange(year, month or 12)[1]:02}"
    return f"{year:04}-{month or 1:02}-{day or 1:02}", last


def _is_common(node: Node) -> bool:
    return node[0] == "chain" and node[1].whole is not None and node[1].whole.word in COMMON


def _is_filter(node: Node) -> bool:
    match node[0]:
        case "date" | "not":
            return True
        case "must":
            return _is_filter(node[1])
        case "field":
            return node[1] in TAG_FIELDS or _is_filter(node[2])
        case "and" | "or":
            return all(map(_is_filter, node[1]))
    return False


def _is_loose(node: Node) -> bool:
    """Whether the article may lack it and still be found with some of the words."""
    if node[0] in ("phrase", "exact phrase"):
        return sum(len(chain.parts) for chain in chains(node[1])) == 1
    return node[0] in ("chain", "pattern", "fuzzy", "exact")
