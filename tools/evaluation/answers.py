"""One answer: what a rule said about one field of a story, how sure it was, and whether the gold agrees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plugins.seed_posts.confidence import Claim, claims_of
from plugins.seed_posts.model import Story


@dataclass(frozen=True, slots=True)
class Answer:
    """A value a story was given, with its rule and raw confidence; `right` is the gold's word."""

    collection: str
    capture: str
    fold: int  # of the capture's site; of a capture without one, from its place in the collection
    claim: Claim
    right: bool


def judge(
    collection: str, capture: str, fold: int, story: Story, form: str, right: Mapping[str, bool | None]
) -> Iterator[Answer]:
    """An answer for each field with a value that the gold has a word on; None is for what it leaves open."""
    for claim in claims_of(story, form):
        verdict = right.get(claim.field)
        if verdict is not None:
            yield Answer(collection, capture, fold, claim, verdict)
