"""Corrections of regions and topics: they come after tagging, and win."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from .corrections import CERTAIN, RULE, applied, error_at, join_values, split_values, what_it_has
from .errors import did_you_mean, shown
from .model import Correction, Evidence, RegionTag, Role, Story, TopicTag
from .regions.implied import grounded
from .regions.vocabulary import Regions


class Vocabulary(Protocol):
    """What both vocabularies, of regions and of topics, tell a correction."""

    def get(self, key: str, /) -> Any: ...


def correct_tags(
    story: Story, corrections: Sequence[Correction], sidecar: str, regions: Regions, topics: Vocabulary
) -> Story:
    """The story with its region and topic corrections applied and recorded, each implied region with its ground."""
    for correction in corrections:
        if correction.field == "regions":
            story = _correct_regions(story, correction, sidecar, regions)
        elif correction.field == "topics":
            story = _correct_topics(story, correction, sidecar, topics)
    return replace(story, regions=grounded(story.regions, regions))


def _correct_regions(story: Story, correction: Correction, sidecar: str, regions: Regions) -> Story:
    """`CN-HL primary; RU` – region ids, each with a role; without one it is primary."""
    wanted: dict[str, Role] = {}
    for entry in split_values(correction.value):
        key, _, role = entry.partition(" ")
        try:
            wanted[key] = Role(role.strip() or Role.PRIMARY)
        except ValueError:
            raise error_at(correction, sidecar, f"no role {shown(role)}", did_you_mean(role, [*Role])) from None
    labels = {key: _label(regions, key, "region", correction, sidecar) for key in wanted}
    evidence = (Evidence(RULE, correction.reason),)
    tags = {key: RegionTag(key, labels[key], role, CERTAIN, evidence) for key, role in wanted.items()}
    had = {tag.id: tag for tag in story.regions}
    if correction.action == "drop":
        _check_present(wanted, had, "region", correction, sidecar)
        now = tuple(tag for tag in story.regions if tag.id not in wanted)
    elif correction.action == "add":
        now = tuple(tags.pop(tag.id, tag) if _changes(tags, tag) else tag for tag in story.regions)
        now += tuple(tag for key, tag in tags.items() if key not in had)
    else:
        now = tuple(tags.values())
    now = grounded(now, regions)
    was, is_now = (join_values(f"{tag.id} {tag.role}" for tag in side) for side in (story.regions, now))
    return applied(replace(story, regions=now), correction, was, sidecar, is_now)


def _changes(tags: Mapping[str, RegionTag], tag: RegionTag) -> bool:
    return tag.id in tags and tags[tag.id].role != tag.role


def _correct_topics(story: Story, correction: Correction, sidecar: str, topics: Vocabulary) -> Story:
    codes = [
        code if code.startswith("medtop:") or not code.isdecimal() else f"medtop:{code}"
        for code in split_values(correction.value)
    ]
    labels = {code: _label(topics, code, "topic", correction, sidecar) for code in codes}
    evidence = (Evidence(RULE, correction.reason),)
    tags = {code: TopicTag(code, label, CERTAIN, evidence) for code, label in labels.items()}
    had = {tag.code: tag for tag in story.topics}
    if correction.action == "drop":
        _check_present(tags, had, "topic", correction, sidecar)
        now = tuple(tag for tag in story.topics if tag.code not in tags)
    elif correction.action == "add":
        now = story.topics + tuple(tag for code, tag in tags.items() if code not in had)
    else:
        now = tuple(tags.values())
    was, is_now = (join_values(tag.code for tag in side) for side in (story.topics, now))
    return applied(replace(story, topics=now), correction, was, sidecar, is_now)


def _label(vocabulary: Vocabulary, key: str, what: str, correction: Correction, sidecar: str) -> str:
    try:
        found = vocabulary.get(key)
    except KeyError:
        found = None
    if found is None:
        raise error_at(correction, sidecar, f"no {what} with the id {shown(key)}", f"take the id from a {what} page")
    return str(found.label)


def _check_present(
    wanted: Mapping[str, Any], had: Mapping[str, Any], what: str, correction: Correction, sidecar: str
) -> None:
    for key in wanted:
        if key not in had:
            raise error_at(correction, sidecar, f"no {what} {shown(key)} to drop", what_it_has(list(had)))
