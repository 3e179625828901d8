"""What ends a build with one line: where, what, what to do."""

from __future__ import annotations

import errno


class FastBuildError(Exception):
    """Why a build cannot go on, in one line."""


def cannot_write(place: str, error: OSError) -> FastBuildError:
    """The error for a file or folder that could not be written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return FastBuildError(f"{place}: the disk is full; make room, then build again (the site is as it was)")
    return FastBuildError(f"{place}: cannot be written: {error.strerror or error}; change that, then build again")
