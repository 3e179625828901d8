"""Reads the query language as docs/how-to-search.md writes it down. Shares nothing with the parser the site uses.

A query is a tuple, its first item the kind: ("ranked", items), ("and", items), ("or", items), ("not", item),
("must", item), ("near", left, right, distance, ordered), ("field", name, item), ("date", from, to), ("word", text),
("phrase", text), ("exact", text), ("exact phrase", text), ("pattern", text), ("fuzzy", text, edits).
"""

from __future__ import annotations

import re
from typing import Any

Node = tuple[Any, ...]

PLAIN = str.maketrans("“”„«»（）：", '"""""():')
TOKEN = re.compile(
    r"""
    (?P<space>\s+|[-+]+(?=[\s)]|$)|[-+]{2,})
    |(?P<field>(?:title|body|source|author|region|topic|date):(?!//)(?=[^\s)]))
    |(?P<bracket>[()])
    |(?P<sign>[-+])
    |(?P<exactly>=?)"(?P<quoted>[^"]*)"(?:\^[\d.]+)?
    |(?P<equals>=)(?=[^\s()"])
    |(?P<run>[^\s()"]+)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def read(query: str) -> Node:
    """The tree of a query that keeps the rules."""
    reader = _Reader(list(_tokens(query.translate(PLAIN))))
    rows, operators = reader.rows()
    assert not reader.tokens, f"{query}: {reader.tokens} is left"
    return _plain(_boolean(rows)) if operators else ("ranked", _without_asides(rows[0]))


def _without_asides(items: list[Node]) -> list[Node]:
    """Brackets around bare words alone say nothing in a ranked query."""
    return [inner for item in items for inner in (_without_asides(item[1]) if item[0] == "aside" else [_plain(item)])]


def _plain(node: Node) -> Node:
    """The same for the rest of the grammar, where such brackets are an AND."""
    if node[0] == "aside":
        return ("and", [_plain(item) for item in node[1]])
    return tuple(
        _plain(part) if isinstance(part, tuple) else [_plain(item) for item in part] if isinstance(part, list) else part
        for part in node
    )


def _tokens(query: str) -> Any:
    bound = False  # to a sign or field: then AND is a word
    exact = False
    dated = False
    for match in TOKEN.finditer(query):
        kind, text = match.lastgroup, match[0]
        if match["quoted"] is not None:
            yield "leaf", ("exact phrase" if match["exactly"] else "phrase", match["quoted"])
            kind = "leaf"
        elif kind == "field":
            yield "field", text[:-1].lower()
            dated = text.lower() == "date:"
        elif kind in ("bracket", "sign"):
            yield text, None
        elif kind == "run":
            yield _run(text, bound, exact, dated)
            kind = "leaf"
        exact = kind == "equals"
        if kind != "space":
            bound = kind in ("sign", "field", "equals")
            dated = dated and kind != "leaf"


def _run(text: str, bound: bool, exact: bool, dated: bool) -> tuple[str, Any]:
    if dated:
        first, dots, last = text.partition("..")
        return "leaf", ("date", first, last if dots else first)
    if not bound and text in ("AND", "OR", "NOT"):
        return text, None
    near = re.fullmatch(r"(NEAR|PRE)(?:/(\d+))?", text)
    if near and not bound:
        return "near", (int(near[2] or 10), near[1] == "PRE")
    word = text if "://" in text else re.sub(r"\^[\d.]+", "", text)
    if exact:
        return "leaf", ("exact", word)
    stem, tilde, edits = word.partition("~")
    if tilde and "://" not in text:
        return "leaf", ("fuzzy", stem, int(edits or 1)) if edits != "0" else ("word", stem)
    word = word.strip("?") if word.endswith("?") else word
    if re.search(r"\*|\?(?=[\w*])", word) and not re.search(r"[/=@#]", word):
        return "leaf", ("pattern", word)
    return "leaf", ("word", word)


class _Reader:
    def __init__(self, tokens: list[tuple[str, Any]]) -> None:
        self.tokens = tokens

    def rows(self) -> tuple[list[list[Node]], bool]:
        rows: list[list[Node]] = [[]]
        operators = False
        while self.tokens and self.tokens[0][0] != ")":
            if self.tokens[0][0] in ("AND", "OR"):
                operators = True
                if self.tokens.pop(0)[0] == "OR":
                    rows.append([])
            else:
                rows[-1].append(self.near())
        return rows, operators

    def near(self) -> Node:
        left = self.unary()
        while self.tokens and self.tokens[0][0] == "near":
            distance, ordered = self.tokens.pop(0)[1]
            left = ("near", left, self.unary(), distance, ordered)
        return left

    def unary(self) -> Node:
        kind, value = self.tokens.pop(0)
        match kind:
            case "leaf":
                return value  # type: ignore[no-any-return]
            case "(":
                rows, operators = self.rows()
                assert self.tokens.pop(0)[0] == ")"
                group = _boolean(rows)
                bare = not operators and group[0] == "and" and all(item[0] in ("word", "aside") for item in rows[0])
                return ("aside", group[1]) if bare else group
            case "field":
                item = self.unary()
                return item if value == "date" else ("field", value, item)
            case "+":
                return ("must", self.unary())
            case "-" | "NOT":
                return ("not", self.unary())
        raise AssertionError(kind)


def _boolean(rows: list[list[Node]]) -> Node:
    ands = [_one("and", [item[1] if item[0] == "must" else item for item in row]) for row in rows]
    return _one("or", ands)


def _one(kind: str, items: list[Node]) -> Node:
    return items[0] if len(items) == 1 else (kind, items)
