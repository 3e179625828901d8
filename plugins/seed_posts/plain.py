"""Frozen dataclasses ↔ plain data that JSON can carry, for records that a later run may read.

A dataclass becomes the list of its fields in their order: whoever keeps such records keeps the
version of the code beside them, which decides that order. Nothing read back can run code, as pickle would.
"""

from __future__ import annotations

import dataclasses
import enum
import types
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

Maker = Callable[[Any], Any] | None  # makes a value of plain data; None where plain data is the value


def to_plain(value: Any) -> Any:
    """Lists, texts, numbers and None that say all a value of dataclasses, tuples and enums does."""
    if value is None or isinstance(value, (str, int, float)):
        return value.value if isinstance(value, enum.Enum) else value
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    kind: Any = type(value)
    return [to_plain(getattr(value, name)) for name in _names(kind)]


def from_plain(kind: type[T], data: Any) -> T:
    """The value of this dataclass that the data says. Raises TypeError or ValueError for data that says none."""
    maker: Any = kind  # a type is hashable, which mypy does not say of a type variable
    made: T = _required(_maker(maker))(data)
    return made


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields a value is made from, in their order."""
    return tuple(field.name for field in dataclasses.fields(kind) if field.init)


@cache
def _maker(kind: Any) -> Maker:
    """How a value of this type is made."""
    origin, arguments = get_origin(kind), get_args(kind)
    if dataclasses.is_dataclass(origin or kind):
        return _dataclass_maker(origin or kind, arguments)
    if origin in (Union, types.UnionType):
        return _optional_maker([_maker(argument) for argument in arguments if argument is not type(None)])
    if origin is tuple:
        return _tuple_maker(arguments)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return kind
    if kind in (str, int, float, bool):
        return None
    raise TypeError(f"{kind} has no plain form")


def _dataclass_maker(kind: Any, arguments: Sequence[Any]) -> Maker:
    hints = get_type_hints(kind)
    known = dict(zip(getattr(kind, "__parameters__", ()), arguments, strict=True)) if arguments else {}
    makers = [_maker(_resolved(hints[name], known)) for name in _names(kind)]

    def make(data: Any) -> Any:
        return kind(*(item if maker is None else maker(item) for maker, item in zip(makers, data, strict=True)))

    return make


def _resolved(hint: Any, known: dict[Any, Any]) -> Any:
    """The type with what its type variables stand for: T | None of a Finding[str] is str | None."""
    parameters = getattr(hint, "__parameters__", ())
    if hint in known:
        return known[hint]
    return hint[tuple(known[parameter] for parameter in parameters)] if parameters and known else hint


def _optional_maker(makers: Sequence[Maker]) -> Maker:
    (maker,) = makers  # nothing here is one thing or another, only something or nothing
    return None if maker is None else lambda data: None if data is None else maker(data)


def _tuple_maker(arguments: Sequence[Any]) -> Maker:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        maker = _maker(arguments[0])
        return tuple if maker is None else lambda data: tuple(map(maker, data))
    makers = [_maker(argument) for argument in arguments]
    return lambda data: tuple(item if make is None else make(item) for make, item in zip(makers, data, strict=True))


def _required(maker: Maker) -> Callable[[Any], Any]:
    if maker is None:
        raise TypeError("plain data is its own plain form")
    return maker
