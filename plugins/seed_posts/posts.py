"""Story ↔ post: the Markdown file a maintainer reviews, and the evidence file beside it."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from .model import Applied, Capture, Evidence, Finding, Precision, Reprint, Segment, Story
from .provenance import provenance_of

SLUG_MAX = 80  # characters before the hash; leaves room for it in a 255-byte file name
SUMMARY_MAX = 240  # characters; what a result row or a feed entry shows
UNDATED = "0001-01-01"  # Pelican wants a full date; Date_Precision says it is none
ORDER = (  # of the metadata head; a reader of diffs finds a field in the same place each time
    "Title", "Title_Assigned", "Deck", "Date", "Date_Precision", "Date_Basis", "Slug", "Source", "Agency", "Authors",
    "Tags", "Regions", "Regions_Implied", "Topics", "Original_Url", "Dateline", "Lang", "Summary", "Rights", "Status",
    "Seed", "Seed_Lines", "Seed_Sha256", "Reprint_Of", "Review",
)  # fmt: skip

REVIEWED = ("headline", "deck", "date", "authors", "editor", "source", "agency", "url", "dateline")
MISSED = ("headline", "date", "source")  # a story has them, so one without goes to review; it need not have the others

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_SPECIAL = re.compile(r"([\\`*_{}\[\]])")
_LINE_START = re.compile(r"^(\d+)(\.)(?=\s|$)|^([#+-])")
_LINE_END = re.compile(r"#+$")  # a subhead would lose them


@dataclass(frozen=True, slots=True)
class Post:
    """The two files of a story, as text, and where they go below the articles folder."""

    path: str  # "2018/some-headline-0a1b2c.md"
    markdown: str
    evidence: str  # JSON

    @property
    def evidence_path(self) -> str:
        return self.path.removesuffix(".md") + ".evidence.json"


def slugify(headline: str, seed: str, ordinal: int) -> str:
    """The story's permanent address: [a-z0-9-], at most 80 characters, then six hex digits.

    The digits are of SHA-256 over capture name and ordinal, so that equal headlines differ and
    no correction of the headline moves a page.
    """
    ascii_words = unicodedata.normalize("NFKD", headline[:1000]).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"['’]", "", ascii_words)
    stem = re.sub(r"[^a-z0-9]+", "-", words).strip("-")
    if len(stem) > SLUG_MAX:
        stem = stem[: SLUG_MAX + 1].rpartition("-")[0] or stem[:SLUG_MAX]
    digest = hashlib.sha256(f"{seed}\0{ordinal}".encode("utf-8", "surrogateescape")).hexdigest()[:6]
    return f"{stem or 'untitled'}-{digest}"


def one_line(text: str) -> str:
    """The text without control characters and line ends, fit for a metadata line."""
    return re.sub(r"\s+", " ", _CONTROL.sub(" ", text)).strip()


def escape_markdown(text: str) -> str:
    """Markdown that renders as exactly this one line of text.

    "1986. A great year" would become a list and "# …" a heading; raw markup would survive.
    """
    text = one_line(text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _SPECIAL.sub(r"\\\1", text)
    text = _LINE_END.sub(lambda m: "\\#" * len(m[0]), text)
    return _LINE_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", text)


def markdown_cost(text: str) -> int:
    """Characters times signs to escape: what Python-Markdown's time for a paragraph grows with."""
    return len(text) * (sum(map(text.count, "\\`*_{}[]&<>")) + 1)


def render_post(story: Story, capture: Capture, labels: Sequence[str] = (), segments: Sequence[Segment] = ()) -> Post:
    """The post of a story. `labels` are the tag labels: its topics, then its listed regions.

    `segments` are the capture's.
    """
    head = _head(story, capture, labels)
    lines = [f"{key}: {head[key]}" for key in ORDER if head.get(key)]
    blocks = [f"## {escape_markdown(b.text)}" if b.subhead else escape_markdown(b.text) for b in story.body]
    markdown = "\n".join(lines) + "\n\n" + "\n\n".join(block for block in blocks if block) + "\n"
    evidence_object = evidence_of(story, capture, segments) | {"post_sha256": digest_of(markdown)}
    evidence = json.dumps(evidence_object, ensure_ascii=False, indent=1) + "\n"
    folder = "undated" if head["Date"] == UNDATED else head["Date"][:4]
    return Post(f"{folder}/{story.slug}.md", markdown, evidence)


def digest_of(markdown: str) -> str:
    """SHA-256 of a post, by which the next run sees whether somebody edited it."""
    return hashlib.sha256(markdown.encode("utf-8")).hexdigest()


def summary_of(story: Story) -> str:
    """The deck, or the first paragraph, cut at a word."""
    text = story.deck.value or next((b.text for b in story.body if not b.subhead), "")
    text = one_line(text)
    if len(text) <= SUMMARY_MAX:
        return text
    return text[:SUMMARY_MAX].rpartition(" ")[0].rstrip(",;:—–- ") + " …"


def evidence_of(story: Story, capture: Capture, segments: Sequence[Segment] = ()) -> dict[str, Any]:
    """What `<slug>.evidence.json` holds; docs/reference.md describes the format."""
    date = story.date.value
    lines = capture.lines
    return {
        "slug": story.slug,
        "capture": {
            "name": capture.name,
            "sha256": capture.sha256,
            "encoding": capture.encoding,
            "notes": list(capture.notes),
            "uri": capture.uri,
            "captured_at": capture.captured_at,
            "rights": capture.rights,
            "lines": len(lines),
        },
        "story": {
            "ordinal": story.ordinal,
            "lines": [story.first, story.last],
            "body_lines": [list(span) for span in story.body_lines],
            "body_confidence": round(story.body_confidence, 3),
            "cut": [_cut(segment, lines) for segment in story.cut],
            "reprint_of": story.reprint_of,
        }
        | provenance_of(story, capture, segments)
        | _reprint(story.reprint),
        "fields": {
            "headline": _finding(story.headline),
            "deck": _finding(story.deck),
            "date": _finding(story.date, date.value if date else None)
            | ({"time": date.time, "updated": date.updated, "basis": str(date.basis)} if date else {}),
            "authors": _finding(story.authors, list(story.authors.value or ()) or None),
            "editor": _finding(story.editor),
            "source": _finding(story.source),
            "agency": _finding(story.agency),
            "url": _finding(story.url),
            "dateline": _finding(story.dateline, story.dateline.value.place if story.dateline.value else None),
        },
        "regions": [
            {
                "id": tag.id,
                "label": tag.label,
                "role": str(tag.role),
                "score": round(tag.score, 3),
                "implied": tag.implied,
                "implied_by": list(tag.implied_by),
                "evidence": _evidence(tag.evidence),
            }
            for tag in story.regions
        ],
        "topics": [
            {"code": tag.code, "label": tag.label, "score": round(tag.score, 3), "evidence": _evidence(tag.evidence)}
            for tag in story.topics
        ],
        "corrections": corrections_of(story),
        "review": list(reviews_of(story)),
    }


def corrections_of(story: Story) -> list[dict[str, str]]:
    """The corrections applied to a story, as evidence and the correction log have them."""
    return corrections_as_kept(story.corrections)


def corrections_as_kept(corrections: Iterable[Applied]) -> list[dict[str, str]]:
    """Corrections as evidence and the correction log have them."""
    return [{"field": c.field, "was": c.was, "value": c.value, "reason": c.reason} for c in corrections]


def reviews_of(story: Story) -> Iterable[str]:
    """One reason for each field a person should look at: "date: only a weekday is printed"."""
    for name in REVIEWED:
        finding: Finding[Any] = getattr(story, name)
        if finding.reason and (finding.value or name in MISSED):
            yield f"{name}: {finding.reason}"
    if story.body_reason:
        yield f"body: {story.body_reason}"


def _head(story: Story, capture: Capture, labels: Sequence[str]) -> dict[str, str]:
    date = story.date.value
    head = {
        "Title": story.headline.value or "",
        "Title_Assigned": "yes" if story.headline_assigned else "",
        "Deck": story.deck.value or "",
        "Date": _full_day(date.value) if date and date.value else UNDATED,
        "Date_Precision": str(date.precision if date and date.value else Precision.UNKNOWN),
        "Date_Basis": str(date.basis) if date and date.value else "none",
        "Slug": story.slug,
        "Source": story.source.value or "",
        "Agency": story.agency.value or "",
        "Authors": _list(story.authors.value or ()),
        "Tags": _list(labels),
        "Regions": _list(f"{tag.id} {tag.role}" for tag in story.regions),
        "Regions_Implied": _list(tag.id for tag in story.regions if tag.implied),
        "Topics": _list(tag.code for tag in story.topics),
        "Original_Url": story.url.value or "",
        "Dateline": story.dateline.value.place if story.dateline.value else "",
        "Lang": story.language,
        "Summary": summary_of(story),
        "Rights": capture.rights,
        "Status": "hidden" if story.reprint_of else "published",
        "Seed": capture.name,
        "Seed_Lines": f"{story.first}-{story.last}",
        "Seed_Sha256": capture.sha256,
        "Reprint_Of": story.reprint_of,
        "Review": _list(reviews_of(story)),
    }
    return {key: one_line(value) for key, value in head.items()}


def _full_day(value: str) -> str:
    return value + "-01" * (2 - value.count("-"))


def _list(values: Iterable[str]) -> str:
    """Values with a semicolon after each: Pelican splits a list without one at its commas."""
    return " ".join(f"{one_line(value).replace(';', ',')};" for value in values)


def _cut(segment: Segment, lines: Sequence[str]) -> dict[str, Any]:
    text = "\n".join(lines[segment.first - 1 : segment.last])
    return {"kind": str(segment.kind), "lines": [segment.first, segment.last], "text": text}


def _reprint(reprint: Reprint | None) -> dict[str, Any]:
    """Why the story is a reprint; nothing for one that is none."""
    if reprint is None:
        return {}
    shares = {"share": round(reprint.share, 3), "share_of_canonical": round(reprint.share_of_canonical, 3)}
    return {"reprint": shares | {"evidence": _evidence(reprint.evidence)}}


def _finding(finding: Finding[Any], value: Any = None) -> dict[str, Any]:
    return {
        "value": finding.value if value is None and isinstance(finding.value, str) else value,
        "confidence": round(finding.confidence, 3),
        "reason": finding.reason,
        "evidence": _evidence(finding.evidence),
    }


def _evidence(items: Iterable[Evidence]) -> list[dict[str, Any]]:
    return [{"rule": e.rule, "text": e.text, "line": e.line, "offset": e.offset} for e in items]
