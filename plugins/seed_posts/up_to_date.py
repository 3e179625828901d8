"""Posts that are what the captures give: what `invoke posts` and every build ask for first.

Where nothing changed since the last time, that is found out without loading what converts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import asdict

from .code_version import code_version
from .errors import CaptureError
from .ledger import Ledger, Left
from .limits import DEFAULT_LIMITS, Limits
from .means import Means
from .progress import progress
from .stages import NOTE, START, VOCABULARIES, Stages, uncounted
from .told import Told
from .vocabulary_digest import vocabulary_digest

if TYPE_CHECKING:
    from .pipeline import Vocabulary
    from .posts_folder import Plan


class UpToDate(Struct, frozen=True):
    """What was told, what was left out, and what was done: nothing (None) where nothing had changed."""

    told: Told
    failures: tuple[CaptureError, ...]
    unchanged: int  # captures whose conversions are those of an earlier run
    done: Plan | None


def bring_up_to_date(
    seeds: Path,
    posts: Path,
    means: Means,
    *,
    limits: Limits = DEFAULT_LIMITS,
    review_below: Mapping[str, float] | None = None,
    quiet: bool = False,
    stages: Stages = uncounted,
    known: Vocabulary | None = None,
) -> UpToDate:
    """Convert what changed and bring the folder of posts up to date. Raises SettingError.

    `known` is a vocabulary that need not be loaded again, if it is still the folder's.
    """
    with stages(START) as looking:
        ledger = _ledger(seeds, posts, means.cache, limits, review_below or {}) if means.cache else None
        if ledger and (left := ledger.recall()):
            looking.made(left.told.captures)
            return UpToDate(left.told, left.failures, left.told.captures, None)
        seen = ledger.seen() if ledger else ""

    with stages(VOCABULARIES):
        from .notes import Notes, Stale
        from .pipeline import load_vocabulary  # loads all that converts, longer work than to see that nothing must
        from .refresh import Refresh, refresh_posts
        from .report import tell

        vocabulary = load_vocabulary(seeds, review_below, known, means.cache)

    def refreshed(notes: Notes) -> Refresh:
        with progress(seeds, quiet=quiet) as shown:
            return refresh_posts(
                seeds,
                posts,
                limits=limits,
                vocabulary=vocabulary,
                progress=shown,
                means=means,
                notes=notes,
                stages=stages,
            )

    notes = Notes.read(ledger.notes, ledger.asked) if ledger else Notes()
    try:
        result = refreshed(notes)
    except Stale:  # the cache lost what the notes speak of
        notes = Notes(notes.path, notes.version)
        result = refreshed(notes)
    with stages(NOTE):
        told = tell(result.run)
        if ledger and not result.run.lost:
            ledger.keep(Left(told, result.failures), seen)
        notes.keep()
    return UpToDate(told, result.failures, result.run.reused, result.plan)


def _ledger(seeds: Path, posts: Path, cache: Path, limits: Limits, review_below: Mapping[str, float]) -> Ledger:
    """What the last refresh of these folders left in the cache."""
    folders = [str(seeds), str(posts), str(Path.cwd())]  # error lines name places from where we stand
    settings = json.dumps([folders, asdict(limits)], sort_keys=True)
    asked = code_version(vocabulary_digest(seeds, review_below) + settings)
    name = sha256("\0".join([str(seeds.resolve()), str(posts.resolve())]).encode()).hexdigest()[:16]
    return Ledger(cache / f"ledger-{name}.json", asked, seeds, posts)
