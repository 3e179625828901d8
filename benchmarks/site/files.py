"""A made-up story as the two files of a post: Markdown and evidence, in the form of plugins/seed_posts/posts.py."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

from plugins.seed_posts.posts import ORDER, SUMMARY_MAX, UNDATED, Post, digest_of, escape_markdown

from .item import Item
from .tags import Pool

MENTIONS = 4  # lines on which a region is named, at most
TOPIC_WORDS = 5  # words that speak for a topic
CONFIDENCE = {"headline": 0.97, "date": 0.99, "authors": 0.941, "source": 0.923, "agency": 0.9}


def post_of(item: Item, pool: Pool) -> Post:
    head = _head(item, pool)
    lines = [f"{key}: {head[key]}" for key in ORDER if head.get(key)]
    body = "\n\n".join(escape_markdown(paragraph) for paragraph in item.paragraphs)
    markdown = "\n".join(lines) + f"\n\n{body}\n"
    evidence = json.dumps(_evidence(item, pool) | {"post_sha256": digest_of(markdown)}, ensure_ascii=False, indent=1)
    return Post(f"{item.date[:4] or 'undated'}/{item.slug}.md", markdown, evidence + "\n")


def _head(item: Item, pool: Pool) -> dict[str, str]:
    listed = [filed for filed in item.regions if filed.role != "mention"]
    labels = [pool.topics.label(code) for code in item.topics] + [pool.regions.label(filed.id) for filed in listed]
    return {
        "Title": item.title,
        "Deck": item.deck,
        "Date": item.date + "-01" * (2 - item.date.count("-")) if item.date else UNDATED,
        "Date_Precision": item.precision,
        "Date_Basis": "explicit" if item.date else "none",
        "Slug": item.slug,
        "Source": item.source,
        "Agency": item.agency,
        "Authors": _list(item.authors),
        "Tags": _list(labels),
        "Regions": _list(f"{filed.id} {filed.role}" for filed in item.regions),
        "Regions_Implied": _list(filed.id for filed in item.regions if filed.implied_by),
        "Topics": _list(item.topics),
        "Original_Url": item.url,
        "Dateline": item.dateline,
        "Lang": "en",
        "Summary": item.deck or _cut(item.paragraphs[0]),
        "Rights": "digest",
        "Status": "hidden" if item.reprint_of else "published",
        "Seed": item.place.capture,
        "Seed_Lines": f"{item.place.first}-{item.place.last}",
        "Seed_Sha256": _digest(item.place.capture),
        "Reprint_Of": item.reprint_of,
        "Review": _list([item.review] if item.review else []),
    }


def _evidence(item: Item, pool: Pool) -> dict[str, Any]:
    place, body = item.place, item.place.first + 5  # lines of a head: headline, byline, date, caption, none
    blocks = [[body + 2 * at] * 2 for at in range(len(item.paragraphs))]
    values = {
        "headline": item.title,
        "deck": item.deck or None,
        "date": item.date or None,
        "authors": list(item.authors) or None,
        "source": item.source,
        "agency": item.agency or None,
        "url": item.url or None,
        "dateline": item.dateline or None,
    }
    reprint = {"share": 1.0, "share_of_canonical": 1.0, "evidence": _quotes("same-words", [item.paragraphs[0]], body)}
    return {
        "slug": item.slug,
        "capture": {
            "name": place.capture,
            "sha256": _digest(place.capture),
            "encoding": "utf-8",
            "notes": [],
            "uri": "",
            "captured_at": "",
            "rights": "digest",
            "lines": place.lines,
        },
        "story": {
            "ordinal": place.ordinal,
            "lines": [place.first, place.last],
            "body_lines": [[body, blocks[-1][1]]],
            "body_confidence": 0.97,
            "cut": [_part("caption", place.first + 3, f"(File photo) {_first_words(item, 9)}")],
            "reprint_of": item.reprint_of,
            "blocks": blocks,
            "head": [
                {"lines": [place.first] * 2, "text": item.title},
                {"lines": [place.first + 1] * 2, "text": ", ".join(item.authors) or item.source},
                {"lines": [place.first + 2] * 2, "text": item.date or "undated"},
            ],
            "around": [_part("commentary", place.last, _first_words(item, 40))],
        }
        | ({"reprint": reprint} if item.reprint_of else {}),
        "fields": {name: _field(name, value, place.first) for name, value in values.items()},
        "regions": _regions(item, pool, body),
        "topics": _topics(item, pool, body),
        "corrections": [],
        "review": [item.review] if item.review else [],
    }


def _regions(item: Item, pool: Pool, body: int) -> list[dict[str, Any]]:
    found = []
    for rank, filed in enumerate(item.regions):
        label = pool.regions.label(filed.id)
        named = 0 if filed.implied_by else 1 + (len(label) + rank) % MENTIONS
        found.append(
            {
                "id": filed.id,
                "label": label,
                "role": filed.role,
                "score": round(7.25 - rank * 0.75, 3),
                "implied": bool(filed.implied_by),
                "implied_by": [filed.implied_by] if filed.implied_by else [],
                "evidence": _quotes("name", [label] * named, body),
            }
        )
    return found


def _topics(item: Item, pool: Pool, body: int) -> list[dict[str, Any]]:
    words = item.paragraphs[0].replace(",", "").replace(".", "").split()
    return [
        {
            "code": code,
            "label": pool.topics.label(code),
            "score": 24.5 - 5 * rank,
            "evidence": _quotes("lexicon", words[rank * TOPIC_WORDS :][:TOPIC_WORDS], body),
        }
        for rank, code in enumerate(item.topics)
    ]


def _field(name: str, value: str | list[str] | None, line: int) -> dict[str, Any]:
    if value is None:
        return {"value": None, "confidence": 0.0, "reason": "not in the capture", "evidence": []}
    said = ", ".join(value) if isinstance(value, list) else value
    confidence = CONFIDENCE.get(name, 0.98)
    return {"value": value, "confidence": confidence, "reason": "", "evidence": _quotes(f"{name}-line", [said], line)}


def _quotes(rule: str, texts: Sequence[str], line: int) -> list[dict[str, Any]]:
    return [{"rule": rule, "text": text, "line": line + 2 * at, "offset": 3} for at, text in enumerate(texts)]


def _part(kind: str, line: int, text: str) -> dict[str, Any]:
    return {"kind": kind, "lines": [line, line], "text": text}


def _first_words(item: Item, number: int) -> str:
    return " ".join(item.paragraphs[0].split()[:number])


def _cut(text: str) -> str:
    return text if len(text) <= SUMMARY_MAX else text[:SUMMARY_MAX].rpartition(" ")[0].rstrip(",;:—–- ") + " …"


def _list(values: Iterable[str]) -> str:
    return " ".join(f"{value};" for value in values)


def _digest(name: str) -> str:
    return sha256(name.encode()).hexdigest()
