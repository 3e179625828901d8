"""Which pages rules may be worked out on: a page's site decides, so that no site stands on both sides.

Folds 0-2 are open: read them, tune on them. Folds 3-4 are closed: run scores on them and never read
them. What is trained is judged on the fold it was not trained on.
"""

from __future__ import annotations

import hashlib
from urllib.parse import urlsplit

FOLDS = 5
OPEN = frozenset({0, 1, 2})


def host_of(url: str) -> str:
    """The site an address belongs to, without "www."."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def fold_of(url: str) -> int:
    """The fold of the address's site, 0 to 4."""
    return int(hashlib.sha256(host_of(url).encode()).hexdigest(), 16) % FOLDS


def part_of(fold: int) -> str:
    """ "open" or "closed"."""
    return "open" if fold in OPEN else "closed"
