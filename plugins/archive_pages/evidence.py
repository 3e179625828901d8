"""What `<slug>.evidence.json` says, read leniently: a post written by hand has no such file.

seed_posts writes the file (posts.evidence_of); docs/reference.md describes it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.seed_posts.model import Basis, Kind, Role

from .speech import _
from .wording import BASIS, FIELDS, KINDS, listed

USUAL = frozenset({"name", "demonym", "lexicon"})  # rules of most tags, which pages need not name
CORRECTION = "correction"  # the rule of values a maintainer set
CUT_SHOWN = 200  # characters of one cut-out run a page shows; the capture itself has the rest


class EvidenceError(ValueError):
    """An evidence file that cannot be read; the message is one line: where, what, what to do."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the capture that support a value, and where they stand."""

    text: str
    rule: str
    line: int | None


@dataclass(frozen=True, slots=True)
class Words:
    """The same words read by the same rule, and the lines they stand on."""

    text: str
    rule: str
    lines: tuple[int, ...]

    @property
    def is_correction(self) -> bool:
        """True for the reason a maintainer gave, which is no quotation."""
        return self.rule == CORRECTION

    @property
    def is_usual(self) -> bool:
        """True for words that a tag's own name or vocabulary accounts for."""
        return self.rule in USUAL


@dataclass(frozen=True, slots=True)
class FieldEvidence:
    name: str
    is_headline: bool
    value: str
    confidence: float
    reason: str
    note: str
    quotes: tuple[Quote, ...]

    @property
    def words(self) -> tuple[Words, ...]:
        return _words(self.quotes)


@dataclass(frozen=True, slots=True)
class TagEvidence:
    id: str
    label: str
    role: Role | None  # None for a topic
    score: float
    implied: bool
    implied_by: tuple[str, ...]  # ids of other regions of the story
    quotes: tuple[Quote, ...]

    @property
    def words(self) -> tuple[Words, ...]:
        return _words(self.quotes)


@dataclass(frozen=True, slots=True)
class CutPart:
    kind: str
    first: int
    last: int
    text: str
    more: bool  # the text goes on


@dataclass(frozen=True, slots=True)
class AroundPart:
    """A run of the capture beside the story; `text` is "" where its words are not the archive's to print."""

    kind: str
    first: int
    last: int
    text: str = ""
    more: bool = False
    is_story: bool = False  # another one


@dataclass(frozen=True, slots=True)
class Change:
    """A maintainer's correction, with its reason."""

    field: str
    was: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReprintEvidence:
    """Why a story is taken for a reprint."""

    share: float  # of its words that stand in the canonical story; 0 where nothing measured it
    share_of_canonical: float
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    capture: Mapping[str, Any]
    body_lines: tuple[tuple[int, int], ...]
    body_confidence: float  # that the body is whole and holds nothing else; 0 where it is not known
    fields: tuple[FieldEvidence, ...]
    regions: dict[str, TagEvidence]
    topics: dict[str, TagEvidence]
    cut: tuple[CutPart, ...]
    corrections: tuple[Change, ...]
    reprint: ReprintEvidence | None = None
    blocks: tuple[tuple[int, int], ...] = ()  # lines of each paragraph and subhead
    head: tuple[CutPart, ...] = ()  # lines of the story that are neither text nor left out
    around: tuple[AroundPart, ...] = ()


def _words(quotes: Iterable[Quote]) -> tuple[Words, ...]:
    """The quotes, those of the same words put together, in the order of their first lines."""
    lines: dict[tuple[str, str], dict[int, None]] = {}
    for quote in quotes:
        lines.setdefault((quote.text, quote.rule), {}).update({quote.line: None} if quote.line else {})
    return tuple(Words(text, rule, tuple(found)) for (text, rule), found in lines.items())


def evidence_path(post: Path) -> Path:
    return post.with_name(post.name.removesuffix(post.suffix) + ".evidence.json")


def read_evidence(path: Path) -> EvidenceFile | None:
    """The evidence beside a post; None where there is none. Raises EvidenceError for a damaged file."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return _evidence_file(data)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        what = f"not the evidence of a post ({type(error).__name__})"
        raise EvidenceError(f"{path}: {what}; write the posts again with `invoke posts`") from error


def _evidence_file(data: Mapping[str, Any]) -> EvidenceFile:
    story = data.get("story", {})
    return EvidenceFile(
        capture=data.get("capture", {}),
        body_lines=tuple((int(first), int(last)) for first, last in story.get("body_lines", ())),
        body_confidence=float(story.get("body_confidence") or 0),
        fields=tuple(_field(name, data["fields"][name]) for name in FIELDS if name in data.get("fields", {})),
        regions={tag["id"]: _tag(tag, tag["id"]) for tag in data.get("regions", ())},
        topics={tag["code"]: _tag(tag, tag["code"]) for tag in data.get("topics", ())},
        cut=tuple(_cut(part) for part in story.get("cut", ())),
        corrections=tuple(
            Change(str(c["field"]), str(c["was"]), str(c["value"]), str(c["reason"]))
            for c in data.get("corrections", ())
        ),
        reprint=_reprint(story["reprint"]) if story.get("reprint") else None,
        blocks=tuple((int(first), int(last)) for first, last in story.get("blocks", ())),
        head=tuple(_head_line(line) for line in story.get("head", ())),
        around=tuple(_around(part) for part in story.get("around", ())),
    )


def _field(name: str, data: Mapping[str, Any]) -> FieldEvidence:
    value = data.get("value")
    basis = data.get("basis")
    notes = [_(BASIS[Basis(basis)])] if basis and Basis(basis) in BASIS else []
    notes += [_("time printed: %(time)s") % {"time": data["time"]}] if data.get("time") else []
    notes += [_("updated: %(time)s") % {"time": data["updated"]}] if data.get("updated") else []
    return FieldEvidence(
        name=_(FIELDS[name]),
        is_headline=name == "headline",
        value=listed([str(item) for item in value]) if isinstance(value, list) else str(value or ""),
        confidence=float(data.get("confidence") or 0),
        reason=str(data.get("reason") or ""),
        note=_("; ").join(notes),
        quotes=_quotes(data.get("evidence", ())),
    )


def _reprint(data: Mapping[str, Any]) -> ReprintEvidence:
    return ReprintEvidence(
        share=float(data.get("share") or 0),
        share_of_canonical=float(data.get("share_of_canonical") or 0),
        quotes=_quotes(data.get("evidence", ())),
    )


def _tag(data: Mapping[str, Any], id: str) -> TagEvidence:
    return TagEvidence(
        id=id,
        label=str(data.get("label") or id),
        role=Role(data["role"]) if "role" in data else None,
        score=float(data.get("score") or 0),
        implied=bool(data.get("implied")),
        implied_by=tuple(map(str, data.get("implied_by", ()))),
        quotes=_quotes(data.get("evidence", ())),
    )


def _quotes(items: Iterable[Mapping[str, Any]]) -> tuple[Quote, ...]:
    return tuple(Quote(str(item.get("text", "")), str(item.get("rule", "")), item.get("line")) for item in items)


def _head_line(data: Mapping[str, Any]) -> CutPart:
    first, last = data["lines"]
    return CutPart("", int(first), int(last), str(data["text"]), False)


def _around(data: Mapping[str, Any]) -> AroundPart:
    first, last = data["lines"]
    text, more = str(data.get("text") or ""), bool(data.get("more"))
    kind = Kind(data["kind"])
    return AroundPart(_(KINDS[kind]), int(first), int(last), text, more, kind in (Kind.STORY, Kind.REPRINT))


def _cut(data: Mapping[str, Any]) -> CutPart:
    first, last = data["lines"]
    text = str(data.get("text", ""))
    return CutPart(_(KINDS[Kind(data["kind"])]), int(first), int(last), text[:CUT_SHOWN], len(text) > CUT_SHOWN)
