"""Whether a filter or test of templates is nothing but code, so that equal code gives equal pages."""

from __future__ import annotations

import functools
import types
from contextlib import suppress
from typing import Any

from jinja2.filters import FILTERS
from jinja2.tests import TESTS
from jinja2.utils import _PassArg

from .digests import NoValue, digest
from .versions import is_installed

_BY_CHANCE = frozenset({"random"})  # of Jinja's own filters
# names by which a function asks for something else each time: the clock, chance, the disk, the environment
_OUTSIDE = frozenset(
    {
        "now", "today", "utcnow", "time_ns", "localtime", "gmtime", "monotonic", "perf_counter", "random", "randint",
        "choice", "choices", "shuffle", "sample", "urandom", "uuid4", "token_hex", "open", "read_text", "read_bytes",
        "getenv", "environ", "urlopen", "getmtime", "getsize", "listdir", "scandir", "iterdir", "glob", "rglob",
    }
)  # fmt: skip
_DEEPEST = 8  # functions held by functions; deeper is taken for open to change


class Changeable(Exception):
    """What a function holds may change unseen; the text names it."""


def filter_digest(name: str, function: Any) -> bytes:
    """The digest of a filter beside its code, which the digest of all code covers. Raises Changeable."""
    if name in _BY_CHANCE:
        raise Changeable("gives something else each time")
    return b"" if FILTERS.get(name) is function else _held(function, 0)


def test_digest(name: str, function: Any) -> bytes:
    """The digest of a test beside its code. Raises Changeable."""
    return b"" if TESTS.get(name) is function else _held(function, 0)


def _held(value: Any, depth: int) -> bytes:
    """The digest of what a callable, or a value it holds, consists of beside its code."""
    try:
        return digest(value)
    except NoValue:
        pass
    if depth > _DEEPEST:
        raise Changeable("holds functions in functions")
    deeper = depth + 1
    if isinstance(value, (types.BuiltinFunctionType, types.MethodDescriptorType, types.ModuleType, type)):
        return digest(getattr(value, "__module__", None) or "", getattr(value, "__qualname__", value.__name__))
    if isinstance(value, functools.partial):
        given = [*value.args, *value.keywords.values()]
        return digest(_held(value.func, deeper), [_held(item, deeper) for item in given])
    if isinstance(value, types.MethodType):
        return digest(_held(value.__func__, deeper), _held(value.__self__, deeper))
    if isinstance(value, types.FunctionType):
        if _PassArg.from_obj(value) in (_PassArg.context, _PassArg.environment):
            raise Changeable("is handed the context")
        cells = [_cell(cell) for cell in value.__closure__ or ()]
        defaults = [*(value.__defaults__ or ()), *(value.__kwdefaults__ or {}).values()]
        held = [_held(item, deeper) for item in (*cells, *defaults)]
        looked_up = _looked_up(value, set())
        return digest(value.__module__, value.__qualname__, value.__code__.co_firstlineno, held, looked_up)
    state = getattr(value, "__dict__", None)
    if isinstance(state, dict) and not hasattr(type(value), "__slots__"):
        kind = type(value)
        return digest(kind.__module__, kind.__qualname__, [(k, _held(state[k], deeper)) for k in sorted(state)])
    raise Changeable(f"holds a {type(value).__name__}")


def _looked_up(function: types.FunctionType, seen: set[types.CodeType]) -> list[tuple[str, bytes]]:
    """Digests of the plain data a function, or one it calls by name, finds in its module: read from a file, perhaps.

    Raises Changeable for one that asks for what is outside the program.
    """
    found: list[tuple[str, bytes]] = []
    codes = [function.__code__]
    for code in codes:  # which grows
        if code in seen:
            continue
        seen.add(code)
        codes += [inner for inner in code.co_consts if isinstance(inner, types.CodeType)]
        for name in code.co_names:
            if name in _OUTSIDE:
                raise Changeable(f"asks for {name}")
            value = function.__globals__.get(name)
            if isinstance(value, types.FunctionType) and not is_installed(value.__code__.co_filename):
                found += _looked_up(value, seen)
            elif value is not None:
                with suppress(NoValue):  # modules, classes: code
                    found.append((name, digest(value)))
    return found


def _cell(cell: Any) -> Any:
    try:
        return cell.cell_contents
    except ValueError:  # not filled yet
        return None
