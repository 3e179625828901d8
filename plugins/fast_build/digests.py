"""Short digests of values and of bytes: equal digests mean equal values, whatever process made them."""

from __future__ import annotations

import marshal
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from enum import Enum
from hashlib import blake2b
from pathlib import PurePath
from typing import Any

from msgspec import Struct
from msgspec.structs import astuple

SIZE = 16  # bytes: two of a million million values share a digest once in 10**14 archives
_ATOMS = frozenset({str, bytes, int, float, bool, type(None)})
_FORMAT = 2  # of marshal: the last that writes equal values as equal bytes, whoever else refers to them


class NoValue(TypeError):
    """A value that has no digest: it may change unseen, or say the same in several orders."""


def digest(*values: Any) -> bytes:
    """The digest of str, bytes, int, float, bool, None, paths, enums, frozen dataclasses and structs, and tuples, lists
    and dicts of them.

    1, 1.0, True and "1" differ, as do a tuple and a list; a dict's order counts, because a page can show it.
    Raises NoValue for anything else: sets have no order, and what is open to change may have changed.
    """
    plain = values if _ATOMS.issuperset(map(type, values)) else _plain(values)
    return blake2b(marshal.dumps(plain, _FORMAT), digest_size=SIZE).digest()


def bytes_digest(data: bytes) -> bytes:
    """The digest of a file's content."""
    return blake2b(data, digest_size=SIZE).digest()


def _plain(value: Any) -> Any:
    """The value, made of what marshal knows. Ellipsis marks what we translated: no value of ours contains it."""
    kind = type(value)
    if kind in _ATOMS:
        return value
    if kind is tuple or kind is list:
        return value if _ATOMS.issuperset(map(type, value)) else kind(map(_plain, value))
    if kind is dict:
        return (..., "dict", _all(value), _all(value.values()))
    name = f"{kind.__module__}.{kind.__qualname__}"
    if isinstance(value, Enum):
        return (..., "enum", name, value.name)
    if isinstance(value, Struct) and kind.__struct_config__.frozen:
        return (..., "class", name, _all(astuple(value)))
    if is_dataclass(kind) and kind.__dataclass_params__.frozen:  # type: ignore[attr-defined]
        return (..., "class", name, _all(getattr(value, field.name) for field in fields(value)))
    if isinstance(value, str):  # Markup and the like: the same letters, told apart by their kind
        return (..., "text", name, str.__str__(value))
    if isinstance(value, PurePath):
        return (..., "path", str(value))
    if isinstance(value, tuple) and hasattr(kind, "_fields"):
        return (..., "tuple", name, _all(value))
    raise NoValue(f"{name} has no digest; give its parts as str, bytes, numbers, tuples, lists, dicts")


def _all(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(map(_plain, values))
