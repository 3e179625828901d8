"""The vocabulary of a conversion: capture, segment, story, evidence.

Everything here is frozen data without behaviour beyond small read-only views. Lines are
counted from 1 and spans are inclusive, as an editor shows them: line N is `lines[N - 1]`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from .kinds import Basis as Basis  # those who read the model find its words here too
from .kinds import Kind as Kind
from .kinds import Precision as Precision
from .kinds import Role as Role
from .kinds import Span as Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class HeadlineLine:
    """The line that heads a page's story, which may stand apart from it; 0 where no line does."""

    line: int
    certainty: float  # 0 to 1
    reasons: tuple[str, ...] = ()  # the features that spoke for it most


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of lines of one kind."""

    kind: Kind
    first: int
    last: int
    headline: HeadlineLine | None = field(default=None, compare=False)  # None: the story's own lines will show it


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a value is believed: the rule that found it and the words it read."""

    rule: str  # a stable name such as "dateline-date"; docs/reference.md lists them
    text: str  # the quoted words, as the capture has them
    line: int | None = None  # seed line; None where no line carries it (sidecar, file name)
    offset: int | None = None  # characters from the start of the line


@dataclass(frozen=True, slots=True)
class Finding(Generic[T]):
    """A value with its evidence, or a missing value with its reason.

    `confidence` runs from 0 to 1. `reason` says why a value is missing, or what a reviewer
    should look at; it is empty for a value nobody needs to check.
    """

    value: T | None = None
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 0.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PublishedDate:
    """A publication date at the precision the capture supports.

    `value` is ISO 8601 cut to the precision: "2012", "2018-03", "2018-03-19"; "" when unknown.
    `time` keeps printed minutes or seconds ("10:14:16") for the evidence only, and `updated`
    a printed update stamp.
    """

    value: str
    precision: Precision
    basis: Basis
    time: str = ""
    updated: str = ""


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place a story was filed from, as printed; its region is among the story's, with the role dateline."""

    place: str


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or subhead of a story's body, with the lines it came from."""

    text: str
    first: int
    last: int
    subhead: bool = False


@dataclass(frozen=True, slots=True)
class RegionTag:
    """A region a story carries. `implied` regions come by containment, never as evidence."""

    id: str
    label: str
    role: Role
    score: float
    evidence: tuple[Evidence, ...] = ()
    implied: bool = False
    implied_by: tuple[str, ...] = ()  # ids of those regions the story does name


@dataclass(frozen=True, slots=True)
class TopicTag:
    """An IPTC Media Topic a story carries; `code` is "medtop:N"."""

    code: str
    label: str
    score: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Reprint:
    """Why a story is taken for a reprint of its canonical story."""

    share: float = 0.0  # of its words that stand in the canonical story, 0 to 1; 0 where nothing measured it
    share_of_canonical: float = 0.0  # of the canonical story's words that stand in it
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Applied:
    """A correction that was applied, for the public correction log."""

    field: str
    was: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A publisher as `seeds/sources.yaml` describes it."""

    name: str
    home: str = ""
    timezone: str = ""
    country: str = ""
    shown_by: tuple[str, ...] = ()  # words that show a capture is theirs
    rights: str = ""
    wire: bool = False  # a news agency: others print its copy


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of a sidecar's `corrections:`; `line` is its line in the YAML file, for errors."""

    story: str  # headline of the story as extracted, or its ordinal ("2")
    field: str
    action: str  # "set", "add" or "drop"
    value: str
    reason: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Capture:
    """One saved file, decoded. `lines` never contain line ends, NUL or other control characters."""

    name: str  # file name inside the seeds folder
    lines: tuple[str, ...]
    sha256: str  # of the bytes as saved
    encoding: str = "utf-8"
    notes: tuple[str, ...] = ()  # what decoding had to do, one sentence each
    html: str = ""  # the markup, for captures that are web pages
    uri: str = ""  # from the sidecar, as are the next four
    captured_at: str = ""
    source: str = ""
    rights: str = ""  # "digest" marks an own-words digest of the capture
    corrections: tuple[Correction, ...] = ()
    # What stages have read of the lines, by name, so that none reads them twice; a changed copy begins empty.
    readings: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)


NOTHING: Finding[str] = Finding(reason="not in the capture")


@dataclass(frozen=True, slots=True)
class Story:
    """An article as extracted from a capture. Stages return changed copies, never mutate."""

    seed: str  # capture name
    ordinal: int  # 1 for the first story of the capture
    first: int
    last: int
    body: tuple[Block, ...]
    headline: Finding[str] = NOTHING
    headline_assigned: bool = False  # True: made from the story's first words
    deck: Finding[str] = NOTHING
    date: Finding[PublishedDate] = field(default_factory=lambda: Finding(reason="no date in the capture"))
    authors: Finding[tuple[str, ...]] = field(default_factory=lambda: Finding(reason="no byline in the capture"))
    editor: Finding[str] = NOTHING
    source: Finding[str] = NOTHING
    agency: Finding[str] = NOTHING
    url: Finding[str] = NOTHING
    dateline: Finding[Dateline] = field(default_factory=lambda: Finding(reason="no dateline in the capture"))
    language: str = "en"
    body_confidence: float = 0.0  # how sure the body's lines are its own; 0 where nothing judged them
    body_reason: str = ""  # why a person should look at the body; "" where nobody needs to
    cut: tuple[Segment, ...] = ()  # lines inside the story that are not story: captions, links, ...
    reprint_of: str = ""  # slug of the canonical story; "" for a story that stands on its own
    reprint: Reprint | None = None  # why, for one that does not
    regions: tuple[RegionTag, ...] = ()
    topics: tuple[TopicTag, ...] = ()
    corrections: tuple[Applied, ...] = ()
    reprint_correction: Correction | None = None  # applied when the run is whole
    slug: str = ""  # fixed before corrections, so that no correction moves an address

    @property
    def kind(self) -> Kind:
        return Kind.REPRINT if self.reprint_of else Kind.STORY

    @property
    def text(self) -> str:
        """The body as plain text, a blank line between blocks."""
        return "\n\n".join(block.text for block in self.body)

    @property
    def body_lines(self) -> tuple[Span, ...]:
        """Spans of body lines; only blank lines lie inside a span besides the body itself."""
        cut = [segment.first for segment in self.cut]
        spans: list[Span] = []
        for block in self.body:
            if spans and not any(spans[-1][1] < line < block.first for line in cut):
                spans[-1] = (spans[-1][0], block.last)
            else:
                spans.append((block.first, block.last))
        return tuple(spans)


@dataclass(frozen=True, slots=True)
class Conversion:
    """One capture, converted: all its segments in line order, and its stories."""

    capture: Capture
    segments: tuple[Segment, ...]
    stories: tuple[Story, ...]
