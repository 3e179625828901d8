"""YAML that remembers where it was written, so that a mistake in it can be named by file and line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .errors import SettingError

# The C loader is ten times as fast; the base one leaves every value text, so that NO is Norway and not False.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


DEPTH_MAX = 20  # lists and mappings within each other; the C parser has no bound and would overrun the stack


class VocabularyError(SettingError):
    """A mistake in a vocabulary file, in one line: file:line, what is wrong, what to do."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One top-level entry of a file: its key, its fields, and the line each stands on."""

    key: str
    fields: Mapping[str, Any]
    lines: Mapping[str, int]  # of each field; "" is the entry itself
    file: str

    def where(self, field: str = "") -> str:
        return f"{self.file}:{self.lines.get(field, self.lines[''])}"

    def text(self, field: str, default: str = "") -> str:
        """The field as text. Raises VocabularyError for a list or a mapping."""
        value = self.fields.get(field, default)
        if isinstance(value, (list, dict)):
            raise VocabularyError(self.where(field), f"{field}: is not one value", f"write {field}: some text")
        return "" if value is None else str(value)

    def texts(self, field: str) -> tuple[str, ...]:
        """The field as a list of texts. Raises VocabularyError for anything but a list of texts."""
        value = self.fields.get(field) or []
        if not isinstance(value, list) or any(not isinstance(item, str) or not item.strip() for item in value):
            raise VocabularyError(self.where(field), f"{field}: is not a list of texts", f"write {field}: [one, two]")
        return tuple(value)


def read_entries(path: Path, name: str, allowed: frozenset[str]) -> Iterator[Entry]:
    """The file's entries in order; `name` is how errors call the file. Raises VocabularyError."""
    text = _read(path, name)
    loader = None
    try:
        _check_depth(text, name)
        loader = _Loader(text)
        root = loader.get_single_node()
        if root is None:
            return
        if not isinstance(root, yaml.MappingNode):
            raise VocabularyError(f"{name}:1", "not a list of `id:` entries", "begin each with its id and a colon")
        seen: dict[str, int] = {}
        for key_node, value_node in root.value:
            line = key_node.start_mark.line + 1
            key = str(key_node.value)
            if key in seen:
                raise VocabularyError(f"{name}:{line}", f"{key} is already on line {seen[key]}", "join the two entries")
            seen[key] = line
            yield _entry(loader, key, value_node, line, name, allowed)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{name}:{mark.line + 1}" if mark else name
        raise VocabularyError(where, f"not YAML ({error.problem})", "mend the line, as in docs/reference.md") from None
    except yaml.YAMLError:
        raise VocabularyError(name, "has characters that YAML does not allow", "remove control characters") from None
    finally:
        if loader is not None:
            loader.dispose()


def _read(path: Path, name: str) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise VocabularyError(name, f"cannot be read: {error.strerror}", "check the file") from None
    except UnicodeDecodeError:
        raise VocabularyError(name, "is not UTF-8 text", "save it as UTF-8") from None


def _check_depth(text: str, name: str) -> None:
    """Raise VocabularyError for a document that would exhaust the stack; events are read without recursion."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEPTH_MAX:
            where = f"{name}:{event.start_mark.line + 1}" if event.start_mark else name
            raise VocabularyError(where, "is nested too deeply", "write it as docs/reference.md shows")


def _entry(loader: Any, key: str, node: yaml.Node, line: int, name: str, allowed: frozenset[str]) -> Entry:
    if not isinstance(node, yaml.MappingNode):
        raise VocabularyError(f"{name}:{line}", f"{key} has no fields", "write them below it, as `label: …`")
    lines = {"": line} | {str(k.value): k.start_mark.line + 1 for k, _ in node.value}
    for field in sorted(lines, key=lambda f: lines[f]):
        if field and field not in allowed:
            known = ", ".join(sorted(allowed))
            raise VocabularyError(f"{name}:{lines[field]}", f"unknown field {field!r}", f"use one of {known}")
    return Entry(key, loader.construct_document(node) or {}, lines, name)
