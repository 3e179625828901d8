"""What `<slug>.evidence.json` says, read leniently: a post written by hand has no such file.

seed_posts writes the file (posts.evidence_of); docs/reference.md describes it.
"""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import MsgspecError, Struct
from msgspec import field as renamed
from msgspec.json import Decoder

from plugins.seed_posts.kinds import Kind, Role

from .speech import _, named
from .wording import KINDS

EVIDENCE = ".evidence.json"  # how the name ends of the file beside a post
USUAL = frozenset({"name", "demonym", "lexicon"})  # rules of most tags, which pages need not name
CORRECTION = "correction"  # the rule of values a maintainer set


class EvidenceError(ValueError):
    """An evidence file that cannot be read; the message is one line: where, what, what to do."""


class Quote(Struct, frozen=True, gc=False):
    """Words of the capture that support a value, and where they stand."""

    text: str = ""
    rule: str = ""
    line: int | None = None

    @property
    def is_correction(self) -> bool:
        """True for the reason a maintainer gave, which is no quotation."""
        return self.rule == CORRECTION


class CaptureEvidence(Struct, frozen=True, gc=False):
    """What the file says of the capture it comes from."""

    encoding: str = ""
    notes: tuple[str, ...] = ()
    uri: str = ""
    captured_at: str = ""
    lines: int = 0


class Finding(Struct, frozen=True, gc=False):
    """A value of the story, as the file has it."""

    value: Any = None
    confidence: float = 0.0
    reason: str = ""
    quotes: tuple[Quote, ...] = renamed(name="evidence", default=())
    basis: str | None = None  # of a date
    time: str | None = None
    updated: str | None = None


class TagEvidence(Struct, frozen=True, gc=False):
    """What is known of a region of the story."""

    id: str
    called: str = renamed(name="label", default="")
    role: Role | None = None  # None for a topic
    score: float = 0.0
    implied: bool = False
    implied_by: tuple[str, ...] = ()  # ids of other regions of the story
    quotes: tuple[Quote, ...] = renamed(name="evidence", default=())

    @property
    def english(self) -> str:
        return self.called or self.id

    @property
    def label(self) -> str:
        """In the language of the pages, where that has a name for it."""
        return named(self.id, self.english)


class TopicEvidence(TagEvidence, frozen=True, gc=False):
    """The same of a topic."""

    id: str = renamed(name="code")


class Part(Struct, frozen=True, gc=False):
    """A run of lines of the capture."""

    lines: tuple[int, int]

    @property
    def first(self) -> int:
        return self.lines[0]

    @property
    def last(self) -> int:
        return self.lines[1]

    @property
    def where(self) -> str:
        return line_range(*self.lines)


class CutPart(Part, frozen=True, gc=False):
    """A run of lines of the story that is not its text; `kind` says why it was left out, if it was."""

    said: str = renamed(name="text", default="")
    of: Kind | None = renamed(name="kind", default=None)

    @property
    def kind(self) -> str:
        return _(KINDS[self.of]) if self.of else ""

    @property
    def text(self) -> str:
        return self.said


class AroundPart(Part, frozen=True, gc=False):
    """A run of the capture beside the story; `text` is "" where its words are not the archive's to print."""

    of: Kind = renamed(name="kind")
    text: str = ""
    more: bool = False

    @property
    def kind(self) -> str:
        """What it is, in words."""
        if self.of in (Kind.STORY, Kind.REPRINT):
            return _("another story")
        return _("%(kind)s, not of this story") % {"kind": _(KINDS[self.of])}


class Change(Struct, frozen=True, gc=False):
    """A maintainer's correction, with its reason."""

    field: str
    was: str
    value: str
    reason: str


class ReprintEvidence(Struct, frozen=True, gc=False):
    """Why a story is taken for a reprint."""

    share: float = 0.0  # of its words that stand in the canonical story; 0 where nothing measured it
    share_of_canonical: float = 0.0
    quotes: tuple[Quote, ...] = renamed(name="evidence", default=())


class StoryEvidence(Struct, frozen=True, gc=False):
    """Which lines of the capture the story is."""

    body_confidence: float = 0.0  # that the body is whole and holds nothing else; 0 where it is not known
    cut: tuple[CutPart, ...] = ()
    reprint: ReprintEvidence | None = None
    blocks: tuple[tuple[int, int], ...] = ()  # lines of each paragraph and subhead
    head: tuple[CutPart, ...] = ()  # lines of the story that are neither text nor left out
    around: tuple[AroundPart, ...] = ()


class EvidenceFile(Struct, frozen=True, dict=True):
    """The file as it is read: whatever it says beside this is passed over."""

    capture: CaptureEvidence = CaptureEvidence()
    story: StoryEvidence = StoryEvidence()
    findings: dict[str, Finding] = renamed(name="fields", default_factory=dict)
    listed_regions: tuple[TagEvidence, ...] = renamed(name="regions", default=())
    listed_topics: tuple[TopicEvidence, ...] = renamed(name="topics", default=())
    corrections: tuple[Change, ...] = ()

    @cached_property
    def regions(self) -> dict[str, TagEvidence]:
        """By id, in the file's order."""
        return {tag.id: tag for tag in self.listed_regions}

    @cached_property
    def topics(self) -> dict[str, TagEvidence]:
        """By code, in the file's order."""
        return {tag.id: tag for tag in self.listed_topics}


_DECODER = Decoder(EvidenceFile)


def line_range(first: int, last: int) -> str:
    """ "12" or "12–15"."""
    return str(first) if first == last else f"{first}–{last}"


def evidence_path(post: Path | str) -> str:
    return f"{os.path.splitext(post)[0]}{EVIDENCE}"


def has_evidence(post: Path) -> bool:
    """Whether there is a file of evidence beside a post, damaged or not."""
    return os.path.exists(evidence_path(post))


def read_evidence(path: Path | str) -> EvidenceFile | None:
    """The evidence beside a post; None where there is none. Raises EvidenceError for a damaged file."""
    try:
        with open(path, "rb", buffering=0) as file:  # half of the time that Path.read_bytes takes
            return _DECODER.decode(file.read())
    except FileNotFoundError:
        return None
    except (OSError, MsgspecError, UnicodeDecodeError) as error:
        what = f"not the evidence of a post ({type(error).__name__})"
        raise EvidenceError(f"{path}: {what}; write the posts again with `invoke posts`") from error
