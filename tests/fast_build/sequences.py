"""Sequences of edits: after each, the site that was kept up to date is to be what a clean build makes."""

from __future__ import annotations

from pathlib import Path
from random import Random

from .captured import CapturedArchive
from .changing_site import ChangingSite
from .edits import ChangingArchive
from .forks import CRASHED, Ended
from .rough import RoughArchive
from .warm import Warm

BARE = 10  # one sequence in so many runs without what `warm` remembers
CAPTURED = 10  # one in so many is of captures
ROUGH = 3  # one in so many of the others is treated roughly
SEARCHED = 4  # one in so many has search
SHOWN = 5  # files named of those that differ


def archive_of(folder: Path, seed: int, warm: Warm | None) -> ChangingSite:
    """The archive a sequence begins with."""
    kept = None if seed % BARE == 0 else warm
    archive: ChangingSite
    if seed % CAPTURED == CAPTURED - 1:
        archive = CapturedArchive(folder, Random(seed), kept)
    else:
        archive = (RoughArchive if seed % ROUGH == ROUGH - 1 else ChangingArchive)(folder, Random(seed), kept)
    if seed % SEARCHED == 0:
        archive.plugins = (*archive.plugins, "plugins.archive_search")
    return archive


def is_refused(build: Ended) -> bool:
    """Whether a build ended before there was a site. One that tells of damaged evidence makes its site."""
    return build.status == CRASHED or (build.status != 0 and "error: " in build.said)


def first_wrong(folder: Path, seed: int, steps: int, every: int = 1, warm: Warm | None = None) -> str:
    """Edits an archive and builds it again and again; what the first site that is not a clean one differs in.

    Every build is compared with a clean one, or one of so many and the last.
    """
    return first_wrong_of(archive_of(folder, seed, warm), seed, steps, every)


def first_wrong_of(archive: ChangingSite, seed: int, steps: int, every: int) -> str:
    """The same for an archive that this seed has made."""
    archive.bring_up_to_date()
    edits: list[str] = []
    for step in range(1, steps + 1):
        edits.append(archive.edit())
        try:
            ended = archive.bring_up_to_date()
            if step % every and step != steps:
                continue
            clean = archive.build_anew()
        except RuntimeError as error:
            return f"seed {seed}, after {', '.join(edits)}: {error}"
        if is_refused(ended) and is_refused(clean):
            continue  # two posts at one address, say: neither made a site
        wrong = archive.difference()
        if wrong or ended.status != clean.status:
            said = f" (exit {ended.status}, not {clean.status}: {ended.said})" if ended.status != clean.status else ""
            return f"seed {seed}, after {', '.join(edits)}: {len(wrong)} files: {', '.join(wrong[:SHOWN])}{said}"
    return ""
