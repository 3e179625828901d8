"""What templates need beyond Pelican's own context: trees, listings, evidence, citations."""

from __future__ import annotations

import os


def register() -> None:
    """Joins Pelican's signals to the functions in hooks.py, the one module here that knows Pelican."""
    # numpy would start a thread for each core to multiply matrices, of which there are none: a tenth of its import
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

    from . import hooks

    hooks.connect()
