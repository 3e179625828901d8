"""YAML that remembers where it was written, so that a mistake in it can be named by file and line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .errors import SettingError

# The C loader is ten times as fast; the base one leaves every value text, so that NO is Norway and not False.
_Base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_TAGS = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}


class _Loader(_Base):  # type: ignore[misc]
    """The base loader without its search for what a text may be, which finds nothing and takes half its time."""

    def resolve(self, kind: type[yaml.Node], value: object, implicit: object) -> str:
        return _TAGS[kind]


DEPTH_MAX = 20  # lists and mappings within each other; the C parser has no bound and would overrun the stack
PARENTS_MAX = 20  # parents above an entry; the shipped trees have six, and page addresses grow with each


class VocabularyError(SettingError):
    """Mistakes in a vocabulary file, in one line each: file:line, what is wrong, what to do."""

    def __init__(self, where: str, what: str, todo: str = "", others: Sequence[VocabularyError] = ()) -> None:
        super().__init__(where, what, todo)
        self.others = tuple(others)

    def __str__(self) -> str:
        return "\nerror: ".join((super().__str__(), *map(str, self.others)))


Problems = list[VocabularyError]


def raise_all(problems: Problems) -> None:
    """Raise the first of the problems, which tells of the others too; nothing where there are none."""
    if problems:
        first, *others = problems
        raise VocabularyError(first.where, first.what, first.todo, others)


@dataclass(frozen=True, slots=True)
class Entry:
    """One top-level entry of a file: its key, its fields, and the line each stands on."""

    key: str
    fields: Mapping[str, Any]
    lines: Mapping[str, int]  # of each field; "" is the entry itself
    file: str
    sound: bool = True  # False where a field is unknown or written twice; the mistake is noted already

    def where(self, field: str = "") -> str:
        return f"{self.file}:{self.lines.get(field, self.lines[''])}"

    def text(self, field: str, default: str = "") -> str:
        """The field as text. Raises VocabularyError for a list or a mapping."""
        value = self.fields.get(field, default)
        if isinstance(value, (list, dict)):
            raise VocabularyError(self.where(field), f"{field}: is not one value", f"write {field}: some text")
        return "" if value is None else str(value)

    def label(self, default: str = "") -> str:
        """The field `label`. Raises VocabularyError where that is no name to print: no word, or several lines."""
        label = self.text("label", default)
        if "label" in self.fields and (label.splitlines() != [label] or not any(map(str.isalnum, label))):
            raise VocabularyError(self.where("label"), f"label {label!r} is not a name", "write words, on one line")
        return label

    def texts(self, field: str) -> tuple[str, ...]:
        """The field as a list of texts. Raises VocabularyError for anything but a list of texts."""
        value = self.fields.get(field) or []
        if not isinstance(value, list) or any(not isinstance(item, str) or not item.strip() for item in value):
            raise VocabularyError(self.where(field), f"{field}: is not a list of texts", f"write {field}: [one, two]")
        return tuple(value)


def read_entries(
    path: Path, name: str, allowed: frozenset[str], problems: Problems, shipped: bool = False
) -> Iterator[Entry]:
    """The file's entries in order; `name` is how errors call the file. Adds to `problems` what is wrong with them."""
    loader = None
    try:
        text = _read(path, name)
        if not shipped:
            _check_depth(text, name)
        loader = _Loader(text)
        root = loader.get_single_node()
        if root is None:
            return
        if not isinstance(root, yaml.MappingNode):
            raise VocabularyError(f"{name}:1", "not a list of `id:` entries", "begin each with its id and a colon")
        yield from _entries(loader, root, name, allowed, problems)
    except VocabularyError as error:
        problems.append(error)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{name}:{mark.line + 1}" if mark else name
        what = f"not YAML ({error.problem})"
        problems.append(VocabularyError(where, what, "mend the line, as in docs/reference.md"))
    except yaml.YAMLError:
        problems.append(VocabularyError(name, "has characters that YAML does not allow", "remove control characters"))
    finally:
        if loader is not None:
            loader.dispose()


def check_parents(entry: Entry, parent: str, parent_of: Callable[[str], str], problems: Problems) -> None:
    """Adds to `problems` a tree too deep, once. Raises VocabularyError where the entry would lie within itself."""
    above = [parent]
    while above[-1] and above[-1] != entry.key and len(above) <= PARENTS_MAX:
        above.append(parent_of(above[-1]))
    if above[-1] == entry.key:
        what = f"{entry.key} lies within itself ({' in '.join((entry.key, *above))})"
        raise VocabularyError(entry.where("parent"), what, "write a parent that does not lie within it")
    too_deep = f"has more than {PARENTS_MAX} parents above it"
    if above[-1] and not any(problem.what.endswith(too_deep) for problem in problems):
        problems.append(VocabularyError(entry.where("parent"), f"{entry.key} {too_deep}", "write a parent higher up"))


def _entries(
    loader: Any, root: yaml.MappingNode, name: str, allowed: frozenset[str], problems: Problems
) -> Iterator[Entry]:
    seen: dict[str, int] = {}
    for key_node, value_node in root.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            problems.append(VocabularyError(f"{name}:{line}", "an id is not one value", "begin each entry with its id"))
            continue
        key = str(key_node.value)
        if key in seen:
            what = f"{key} is already on line {seen[key]}"
            problems.append(VocabularyError(f"{name}:{line}", what, "join the two entries"))
            continue
        seen[key] = line
        if not isinstance(value_node, yaml.MappingNode):
            what = f"{key} has no fields"
            problems.append(VocabularyError(f"{name}:{line}", what, "write them below it, as `label: …`"))
            continue
        before = len(problems)
        lines = {"": line} | _field_lines(value_node, name, allowed, problems)
        sound = len(problems) == before
        yield Entry(key, (loader.construct_document(value_node) or {}) if sound else {}, lines, name, sound)


def _field_lines(node: yaml.MappingNode, name: str, allowed: frozenset[str], problems: Problems) -> dict[str, int]:
    """The line of each field; adds to `problems` those that are unknown, no text or there before."""
    lines: dict[str, int] = {}
    todo = f"use one of {', '.join(sorted(allowed))}"
    for key_node, _ in node.value:
        line, field = key_node.start_mark.line + 1, str(key_node.value)
        if not isinstance(key_node, yaml.ScalarNode):
            problems.append(VocabularyError(f"{name}:{line}", "a field's name is not one value", todo))
        elif field not in allowed:
            problems.append(VocabularyError(f"{name}:{line}", f"unknown field {field!r}", todo))
        elif field in lines:
            what = f"{field}: is already on line {lines[field]}"
            problems.append(VocabularyError(f"{name}:{line}", what, "join the two"))
        else:
            lines[field] = line
    return lines


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
