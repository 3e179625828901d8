"""Joins a module with all it imports into one file: for forty small ones a reader waits longer and loads more.

What is loaded later, by `import()`, stays in files of its own; there, what the joined file holds is taken from it, so
that no class exists twice. Modules are written plainly: they export functions, classes and constants, by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from posixpath import dirname, normpath, relpath

from pygments.token import Keyword, String

from .shrink import CACHED, tokens_of

_NAMED = re.compile(r"import ?\{([^{}]*)\} ?from ?")
_ALL_OF = re.compile(r"import ([\w$]+) from ?")  # what a module exports by default
_DECLARED = re.compile(r"export (?:async function\*?|function\*?|class|const) ?([\w$]+)$")
_LISTED = re.compile(r"export ?\{")
_DEFAULT = "export default module.exports;"  # how lunr.mjs ends, which engine.py makes; nothing else has a default
_JOINED = "joined$"  # how the constants are called that hold the modules


class LinkError(ValueError):
    """A module that cannot be joined as it is written; the message says which, and why."""


def linked(files: Mapping[str, str], entry: str) -> dict[str, str]:
    """The files that change when `entry` is joined with what it imports: itself, and the modules it loads later."""
    numbers = {name: f"{_JOINED}{place}" for place, name in enumerate(_in_order(files, entry)[:-1])}
    inside = dirname(entry)
    for name in numbers:
        if dirname(name) != inside and re.search(r"\bimport\.meta|\bimport\(", files[name]):
            raise LinkError(f"{name}: names files beside it, but is joined into {entry}; keep both in one folder")
        if _JOINED in files[name]:
            raise LinkError(f'{name}: has "{_JOINED}" in it, as the joined file calls its modules')
    parts = [_wrapped(name, files[name], numbers) for name in numbers]
    last, _ = _rewritten(entry, files[entry], numbers, keep_exports=True)
    later = {name: _taking(name, files[name], numbers, entry) for name in _loaded_later(files, entry, numbers)}
    return later | {entry: "".join((*parts, last, f"export{{{','.join(numbers.values())}}};\n"))}


def loaded_with(module: str, files: Mapping[str, str]) -> tuple[str, ...]:
    """The modules a browser must fetch before `module` runs, each behind those it imports."""
    return tuple(_in_order(files, module))


def _in_order(files: Mapping[str, str], entry: str) -> list[str]:
    """The modules that `entry` imports, each behind those it imports itself; `entry` last."""
    done: list[str] = []

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            raise LinkError(f"{name}: imports itself by way of {above[-1]}; move what both need into a third module")
        if name not in done:
            for other in _named(name, files[name], later=False):
                visit(other, (*above, name))
            done.append(name)

    visit(entry, ())
    return done


def _loaded_later(files: Mapping[str, str], entry: str, numbers: Mapping[str, str]) -> list[str]:
    """The modules outside the joined file that it, or one of them, loads."""
    found: list[str] = []
    waiting = [*numbers, entry]
    while waiting:
        name = waiting.pop()
        for other in (*_named(name, files[name], later=True), *_named(name, files[name], later=False)):
            if other not in numbers and other not in found and other != entry:
                found.append(other)
                waiting.append(other)
    return sorted(found)


@lru_cache(maxsize=CACHED)
def _named(name: str, text: str, *, later: bool) -> tuple[str, ...]:
    """The modules that a module imports, or loads later."""
    found: list[str] = []

    def note(other: str, _: str) -> None:
        found.append(other)

    _walk(name, text, None if later else note, note if later else None)
    return tuple(found)


def _wrapped(name: str, text: str, numbers: Mapping[str, str]) -> str:
    """A module as a constant: the object of what it exports."""
    if text.rstrip().endswith(_DEFAULT):
        body, exports = text.rstrip().removesuffix(_DEFAULT), {"default": "module.exports"}
    else:
        body, exports = _rewritten(name, text, numbers)
    returned = ",".join(key if key == value else f"{key}:{value}" for key, value in exports.items())
    return f"const {numbers[name]}=(()=>{{{body.rstrip()}\nreturn{{{returned}}};}})();\n"


def _rewritten(
    name: str, text: str, numbers: Mapping[str, str], *, keep_exports: bool = False
) -> tuple[str, dict[str, str]]:
    """The module with its imports taken from the joined ones, and what it exports: name → name within."""

    def taken(other: str, words: str) -> str:
        return f"const {_pattern(name, words)}={numbers[other]}"

    def loaded(other: str, words: str) -> str | None:
        return f"Promise.resolve({numbers[other]})" if other in numbers else None

    return _walk(name, text, taken, loaded, keep_exports=keep_exports)


def _taking(name: str, text: str, numbers: Mapping[str, str], entry: str) -> str:
    """A module that is loaded later, what is in the joined file taken from there."""

    def taken(other: str, words: str) -> str | None:
        if other not in numbers:
            return None
        address = relpath(entry, dirname(name) or ".")
        address = address if address.startswith(".") else f"./{address}"
        return f'import{{{numbers[other]}}}from "{address}";const {_pattern(name, words)}={numbers[other]}'

    return _walk(name, text, taken, None, keep_exports=True)[0]


def _pattern(name: str, words: str) -> str:
    """What stands before the sign of equality: `import{a,b as c}from` → {a,b:c}."""
    if named := _NAMED.fullmatch(words):
        return "{" + re.sub(r"\s+as\s+", ":", named[1]) + "}"
    if whole := _ALL_OF.fullmatch(words):
        return f"{{default:{whole[1]}}}"
    raise LinkError(f"{name}: {words}…: imports in another way than by names")


_Replace = Callable[[str, str], str | None]


def _walk(
    name: str, text: str, taken: _Replace | None, loaded: _Replace | None, *, keep_exports: bool = True
) -> tuple[str, dict[str, str]]:
    """The text with what the functions give, if anything, for what the module imports or loads, and what it exports."""
    if text.rstrip().endswith(_DEFAULT):
        return text, {}
    tokens = tokens_of(text)
    written: list[str] = []
    exports: dict[str, str] = {}
    depth = place = 0
    while place < len(tokens):
        kind, value = tokens[place]
        depth += (value in "{[(") - (value in "}])") if len(value) == 1 and kind not in String else 0
        after = tokens[place + 1][1] if place + 1 < len(tokens) else ""
        end = place
        new: str | None = None
        if kind in Keyword and value == "import" and after == "(" and tokens[place + 2][0] in String:
            end = place + 3
            new = loaded(_path(name, tokens[place + 2][1]), "") if loaded else None
        elif kind in Keyword and value == "import" and after != "." and depth == 0:
            end = next(n for n in range(place, len(tokens)) if tokens[n][0] in String)
            words = "".join(value for _, value in tokens[place:end])
            new = taken(_path(name, tokens[end][1]), words) if taken else None
        elif kind in Keyword and value == "export" and depth == 0 and not keep_exports:
            end, new = _exported(name, tokens, place, exports)
        written.append("".join(value for _, value in tokens[place : end + 1]) if new is None else new)
        place = end + 1
    return "".join(written), exports


def _exported(name: str, tokens: Sequence[tuple[object, str]], place: int, exports: dict[str, str]) -> tuple[int, str]:
    """The last token of what is left out at an export, and what stands there instead; notes the names."""
    words = ""
    for end in range(place, len(tokens)):
        words += tokens[end][1]
        if declared := _DECLARED.match(words):
            exports[declared[1]] = declared[1]
            return end, words.removeprefix("export ")
        if _LISTED.match(words) and words.endswith("}"):
            listed = words.removeprefix("export").strip().strip("{}").split(",")
            for item in filter(None, map(str.strip, listed)):
                inner, _, outer = item.partition(" as ")
                exports[outer or inner] = inner
            return end, ""
        if words.endswith(("=", "(", ";", "}")):
            break
    raise LinkError(f"{name}: {words}…: exports something else than a function, a class, a constant or a list of names")


def _path(module: str, quoted: str) -> str:
    """Module "page/page.mjs" and "../files.mjs" in quotation marks → files.mjs."""
    return normpath(f"{dirname(module) or '.'}/{quoted[1:-1]}")
