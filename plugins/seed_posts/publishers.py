"""The publishers an archive knows: the shipped list, and what `seeds/sources.yaml` adds to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from .errors import SettingError, did_you_mean, place, shown
from .model import SourceRecord

FILE = "sources.yaml"
SHIPPED = Path(__file__).parent / "data" / "publishers.yaml"
TEXT_KEYS = ("name", "home", "timezone", "country", "rights")
LIST_KEYS = ("hosts", "shown_by")
KEYS = (*TEXT_KEYS, *LIST_KEYS, "wire")
HOST_LETTERS_MIN = 4  # letters of a name that a host can spell; "co" and "www" are no names
SIZE_MAX = 2_000_000  # bytes; a list of 10,000 publishers is about one


@dataclass(frozen=True)  # without slots: what is asked often is made once
class Sources:
    """Publishers by name, by other words for them, and by host."""

    records: tuple[SourceRecord, ...] = ()
    _by_word: Mapping[str, SourceRecord] = field(default_factory=dict)
    _by_host: Mapping[str, SourceRecord] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path | None = None) -> Sources:
        """The shipped publishers and those of `folder/sources.yaml`, if there is one.

        Raises SettingError naming file and line for anything but the documented form.
        """
        entries = list(_read(SHIPPED))
        own = folder / FILE if folder is not None else None
        if own is not None and own.exists():
            entries += _read(own)
        return cls.of(entries)

    @classmethod
    def of(cls, entries: Iterable[tuple[SourceRecord, tuple[str, ...]]]) -> Sources:
        """Publishers with their hosts; a later entry of a name replaces the earlier one."""
        chosen = {word_key(record.name): (record, hosts) for record, hosts in entries}
        by_word: dict[str, SourceRecord] = {}
        by_host: dict[str, SourceRecord] = {}
        for record, hosts in chosen.values():
            for word in record.shown_by:
                by_word.setdefault(word_key(word), record)
            for host in (*hosts, host_of(record.home)):
                by_host[host.lower().removeprefix("www.")] = record
        by_word |= {key: record for key, (record, _) in chosen.items()}
        by_host.pop("", None)
        return cls(tuple(record for record, _ in chosen.values()), by_word, by_host)

    def get(self, name: str) -> SourceRecord | None:
        """The publisher of this name, or shown by these words."""
        return self._by_word.get(word_key(name))

    def canonical(self, name: str) -> str:
        """The publisher's name as the archive writes it; a name it does not know, as printed."""
        record = self.get(name) or self._run_together.get(name.lower().removeprefix("the")) or self.at(name)
        return record.name if record else " ".join(name.split())

    def at(self, host: str) -> SourceRecord | None:
        """The publisher whose address this host, or a parent domain of it, is."""
        labels = host.lower().removeprefix("www.").split(".")[-6:]  # deeper hosts are not published
        for start in range(len(labels) - 1):
            record = self._by_host.get(".".join(labels[start:]))
            if record:
                return record
        return None

    def is_wire(self, name: str) -> bool:
        record = self.get(name)
        return bool(record and record.wire)

    def ends_wire(self, word: str) -> bool:
        """True for the last word of an agency's name: a cheap question before `is_wire`."""
        return word.lower() in self._wire_ends

    def at_key(self, key: str) -> SourceRecord | None:
        """The publisher whose name or other words these are, in lower case, between single blanks."""
        return self._by_word.get(key.removeprefix("the "))

    @cached_property
    def _run_together(self) -> Mapping[str, SourceRecord]:
        """Publishers by their names of several words without the blanks: "HarbourGazette"."""
        return {key.replace(" ", ""): record for key, record in sorted(self._by_word.items()) if " " in key}

    @cached_property
    def _wire_ends(self) -> frozenset[str]:
        return frozenset(key.rpartition(" ")[2] for key, record in self._by_word.items() if record.wire)


def word_key(name: str) -> str:
    """The name without case, article and punctuation: "'Siberian Times'" is "The Siberian Times"."""
    words = re.findall(r"\w+", name[:200].lower().replace("’", "'"))
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def host_of(address: str) -> str:
    """The host of a web address, lower case, without port and www; "" for anything else."""
    match = re.match(r"https?://(?:[^/@\s]*@)?([\w.-]+)", address.strip(), re.IGNORECASE)
    return match[1].lower().removeprefix("www.").strip(".") if match else ""


def spells_host(name: str, host: str) -> bool:
    """True where a name's letters are a label of the host: "Orle Valley News" at "orle-valley-news.co.uk"."""
    letters = word_key(name).replace(" ", "")
    labels = {re.sub(r"\W", "", label) for label in host.lower().split(".")[:-1]}
    return len(letters) >= HOST_LETTERS_MIN and bool({letters, f"the{letters}"} & labels)


def _read(path: Path) -> list[tuple[SourceRecord, tuple[str, ...]]]:
    if path.stat().st_size > SIZE_MAX:
        raise SettingError(place(path), f"larger than {SIZE_MAX:,} bytes", "split the list or shorten it")
    try:
        root = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    except OSError as error:
        raise SettingError(place(path), f"cannot be read: {error.strerror}", "check the file") from None
    except UnicodeDecodeError as error:
        raise SettingError(place(path), f"not UTF-8 (byte {error.start})", "save the file as UTF-8") from None
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "cannot be read as YAML"
        raise SettingError(place(path, mark.line + 1 if mark else 0), str(what), "correct the YAML") from None
    if root is None:
        return []
    top = _mapping(path, root)
    unknown = next((key for key in top if key != "publishers"), None)
    if unknown is not None:
        line = top[unknown][0].start_mark.line + 1
        raise SettingError(place(path, line), f"unknown key {shown(unknown)}", 'did you mean "publishers"?')
    if "publishers" not in top or _is_null(top["publishers"][1]):
        return []
    listed = top["publishers"][1]
    if not isinstance(listed, yaml.SequenceNode):
        raise SettingError(
            place(path, listed.start_mark.line + 1), "publishers is not a list", 'begin each with "- name:"'
        )
    return [_record(path, node) for node in listed.value]


def _record(path: Path, node: yaml.Node) -> tuple[SourceRecord, tuple[str, ...]]:
    values: dict[str, Any] = {}
    for key, (key_node, value) in _mapping(path, node).items():
        where = place(path, key_node.start_mark.line + 1)
        if key not in KEYS:
            raise SettingError(where, f"unknown key {shown(key)}", did_you_mean(key, KEYS))
        if _is_null(value):
            continue
        if key == "wire":
            if not isinstance(value, yaml.ScalarNode) or value.value.lower() not in ("true", "false", "yes", "no"):
                raise SettingError(where, "wire is neither true nor false", "write wire: true for a news agency")
            values[key] = value.value.lower() in ("true", "yes")
        elif key in LIST_KEYS:
            items = value.value if isinstance(value, yaml.SequenceNode) else [value]
            if not all(isinstance(item, yaml.ScalarNode) for item in items):
                raise SettingError(where, f"{key} is not a list of words", f"write {key}: [first, second]")
            values[key] = tuple(str(item.value).strip() for item in items if str(item.value).strip())
        elif isinstance(value, yaml.ScalarNode):
            values[key] = " ".join(str(value.value).split())
        else:
            raise SettingError(where, f"{key} is not a single value", "write it on one line")
    if not values.get("name"):
        raise SettingError(place(path, node.start_mark.line + 1), "a publisher without a name", 'add "name:"')
    if values.get("home") and not host_of(values["home"]):
        raise SettingError(
            place(path, node.start_mark.line + 1),
            f"home {shown(values['home'])} is no web address",
            "begin it with https://",
        )
    hosts = values.pop("hosts", ())
    return SourceRecord(**values), hosts


def _mapping(path: Path, node: yaml.Node) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    if not isinstance(node, yaml.MappingNode):
        raise SettingError(place(path, node.start_mark.line + 1), "not a list of keys and values", 'write "key: value"')
    found: dict[str, tuple[yaml.Node, yaml.Node]] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise SettingError(place(path, key.start_mark.line + 1), "a key that is not a word", 'write "key: value"')
        if key.value in found:
            raise SettingError(place(path, key.start_mark.line + 1), f"{shown(key.value)} stands twice", "keep one")
        found[key.value] = (key, value)
    return found


def _is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"
