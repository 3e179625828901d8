"""Whether a filter or test of templates is nothing but code, so that equal code gives equal pages."""

from __future__ import annotations

import functools
import types
from typing import Any

from jinja2.filters import FILTERS
from jinja2.tests import TESTS
from jinja2.utils import _PassArg

from .digests import NoValue, digest

_BY_CHANCE = frozenset({"random"})  # of Jinja's own filters
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
        return digest(value.__module__, value.__qualname__, value.__code__.co_firstlineno, held)
    state = getattr(value, "__dict__", None)
    if isinstance(state, dict) and not hasattr(type(value), "__slots__"):
        kind = type(value)
        return digest(kind.__module__, kind.__qualname__, [(k, _held(state[k], deeper)) for k in sorted(state)])
    raise Changeable(f"holds a {type(value).__name__}")


def _cell(cell: Any) -> Any:
    try:
        return cell.cell_contents
    except ValueError:  # not filled yet
        return None
