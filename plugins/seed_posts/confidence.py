"""How often a value like this one is right: the rules' own confidences, made to mean it.

A rule says how sure it is on a scale of its own. Here a claim (field, rule, band of that confidence, form of the
capture) is looked up in data/confidence.tsv, which holds how often such claims were right on captures whose gold is
known, and the value's confidence becomes that share. What was seen seldom leans on what was seen more often: the
claim without its form, without its band, the field as a whole. data/build_confidence.py writes the table.

Applied once, after everything a capture says has been read and before a maintainer corrects it. A value below its
field's threshold gets a reason, and so goes to review. The body's confidence is how often a body like this one has a
shingle F1 of .9 and more against the gold: whole, and with next to nothing else in it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from .errors import SettingError, shown
from .model import Capture, Finding, Story

TABLE = Path(__file__).parent / "data" / "confidence.tsv"
COLUMNS = ("field", "rule", "band", "form", "n", "right", "confidence")
FIELDS = ("headline", "deck", "date", "authors", "editor", "source", "agency", "url", "dateline")
BODY = "body"
BODY_RULE = "body-lines"
BANDS = (0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98)  # of raw confidence; narrow where most rules answer
LEAN = 4.0  # claims that what is known of the broader group weighs; 4 predicted unseen folds best of 2, 4, 8, 16
PRIOR = 0.8  # share of right answers of a field nobody has counted; about that of all fields together
PROSE_WORDS = 12  # of a paragraph that is surely text: captions and links are shorter

REVIEW_BELOW: Mapping[str, float] = {  # confidence; for a field, what a wrong value costs against a look at a right one
    "headline": 0.5,  # the page shows it large, and it is put right in a line
    "deck": 0.3,  # seldom there, and nobody searches by it
    "date": 0.8,  # a wrong day misleads a researcher and the date pages: look at four right ones to find it
    "authors": 0.6,  # a report under a stranger's name
    "editor": 0.3,
    "source": 0.5,  # its page lists the story
    "agency": 0.5,
    "url": 0.5,
    "dateline": 0.5,
    "body": 0.3,  # a few lines too many or too few are common, and rarely change what a story says
}

Key = tuple[str, ...]  # field, then rule, band and form as far as they are known

_ROLE = re.compile(r" \(.*\)$")  # "byline (photographs)" is a byline
_SENTENCE_END = re.compile(r"[.!?。][\"”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Claim:
    """That a field of a story has its value, by a rule that is `raw` sure of it."""

    field: str
    rule: str
    raw: float
    form: str  # of the capture

    @property
    def keys(self) -> tuple[Key, ...]:
        """The groups the claim belongs to, from the broadest to the narrowest."""
        whole = (self.field, self.rule, band_of(self.raw), self.form)
        return tuple(whole[:length] for length in range(1, len(whole) + 1))


@dataclass(frozen=True, slots=True)
class Group:
    """Claims of one kind, and how many of them were right."""

    n: int
    right: int
    confidence: float  # the share, leant on the broader group's


@dataclass(frozen=True, slots=True)
class Calibration:
    """Groups of claims by what they have in common."""

    groups: Mapping[Key, Group] = field(default_factory=dict)

    def of(self, claim: Claim) -> float:
        """How often such claims are right, 0 to 1: of the narrowest group that has been counted."""
        for key in reversed(claim.keys):
            if key in self.groups:
                return self.groups[key].confidence
        return PRIOR


@dataclass(frozen=True, slots=True)
class Scale:
    """What confidences mean, and below which ones a person should look."""

    calibration: Calibration
    review_below: Mapping[str, float] = field(default_factory=lambda: REVIEW_BELOW)

    def reason(self, name: str, sure: float) -> str:
        """Why a person should look at a value of this field; "" where nobody needs to."""
        if sure >= self.review_below[name]:
            return ""
        return f"of a hundred values found like this one, {round(100 * sure)} are right"


def fit(answers: Iterable[tuple[Claim, bool]]) -> Calibration:
    """The calibration that these claims, known to be right or wrong, bear out."""
    asked: Counter[Key] = Counter()
    right: Counter[Key] = Counter()
    for claim, good in answers:
        asked.update(claim.keys)
        if good:
            right.update(claim.keys)

    def leant(n: int, good: int, on: float) -> float:
        return (good + LEAN * on) / (n + LEAN)

    def outside(key: Key) -> float:
        """What the broader group says without this one's claims, so that no claim counts twice."""
        if len(key) == 1:
            return PRIOR
        broader = key[:-1]
        return leant(asked[broader] - asked[key], right[broader] - right[key], outside(broader))

    return Calibration(
        {key: Group(n, right[key], round(leant(n, right[key], outside(key)), 3)) for key, n in sorted(asked.items())}
    )


def table_of(calibration: Calibration) -> str:
    """The calibration as lines of tab-separated words, sorted; an empty cell stands for any value."""
    rows = [
        "\t".join((*key, *[""] * (4 - len(key)), str(group.n), str(group.right), f"{group.confidence:.3f}"))
        for key, group in sorted(calibration.groups.items())
    ]
    return "\n".join(("\t".join(COLUMNS), *rows)) + "\n"


def read_table(text: str) -> Calibration:
    """The calibration that `table_of` wrote; lines that begin with # are remarks."""
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    groups = {
        tuple(cell for cell in row[:4] if cell): Group(int(row[4]), int(row[5]), float(row[6])) for row in rows[1:]
    }
    return Calibration(groups)


def checked_threshold(name: str, least: object) -> float:
    """The threshold of this field, as a setting or an option gives it. Raises SettingError."""
    if name not in REVIEW_BELOW:
        raise SettingError("ARCHIVE_REVIEW_BELOW", f"{shown(name)} is no field", f"one of {', '.join(REVIEW_BELOW)}")
    if isinstance(least, bool) or not isinstance(least, int | float) or not 0 <= least <= 1:
        raise SettingError("ARCHIVE_REVIEW_BELOW", f"{shown(repr(least))} for {name}", "write a number from 0 to 1")
    return float(least)


def load_scale(review_below: Mapping[str, float] | None = None) -> Scale:
    """The scale of the program's own table; `review_below` takes the place of single thresholds."""
    return Scale(_shipped(), {**REVIEW_BELOW, **(review_below or {})})


def calibrated(stories: Sequence[Story], capture: Capture, scale: Scale) -> tuple[Story, ...]:
    """The stories of a capture with confidences that say how often such values are right."""
    form = form_of(stories, capture)
    return tuple(_calibrated(story, form, scale) for story in stories)


def claims_of(story: Story, form: str) -> Iterator[Claim]:
    """What a story claims: a value for each field that has one, and its body."""
    for name in FIELDS:
        finding: Finding[Any] = getattr(story, name)
        if _says(finding):
            yield Claim(
                name, _ROLE.sub("", finding.evidence[0].rule) if finding.evidence else "", finding.confidence, form
            )
    yield Claim(BODY, BODY_RULE, story.body_confidence or _prose_share(story), form)


def form_of(stories: Sequence[Story], capture: Capture) -> str:
    """What kind of capture stories stand in. What stands around a lone story told nothing more about its values."""
    if len(stories) > 1:
        return "several stories"
    return "saved page" if capture.html else "one story"


def band_of(raw: float) -> str:
    """The band of a raw confidence, by its lower end: ".90"."""
    at = bisect_right(BANDS, raw + 1e-9)
    return f"{BANDS[at - 1] if at else 0:.2f}"


def _calibrated(story: Story, form: str, scale: Scale) -> Story:
    changes: dict[str, Any] = {}
    for claim in claims_of(story, form):
        sure = scale.calibration.of(claim)
        reason = scale.reason(claim.field, sure)
        if claim.field == BODY:
            changes |= {"body_confidence": sure, "body_reason": reason}
        else:
            finding: Finding[Any] = getattr(story, claim.field)
            changes[claim.field] = replace(finding, confidence=sure, reason=finding.reason or reason)
    return replace(story, **changes)


@cache
def _shipped() -> Calibration:
    return read_table(TABLE.read_text(encoding="utf-8"))


def _says(finding: Finding[Any]) -> bool:
    """Whether there is a value: a date may be there and say nothing but "unknown"."""
    return bool(getattr(finding.value, "value", finding.value))


def _prose_share(story: Story) -> float:
    """Share of the body's paragraphs that are sentences; what there is to go by where no line was judged."""
    blocks = [block.text for block in story.body if not block.subhead]
    prose = [text for text in blocks if len(text.split()) >= PROSE_WORDS and _SENTENCE_END.search(text)]
    return len(prose) / len(blocks) if blocks else 0.0
