"""Which program converts: a digest of this package's code and data, and of the libraries that decide."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from .files import PART

LIBRARIES = (  # whose versions decide what is read; the rest of requirements.txt only shows it
    "ahocorasick_rs", "beautifulsoup4", "charset-normalizer", "courlan", "ftfy", "htmldate", "justext", "lxml", "nh3",
    "numpy", "py3langid", "PyYAML", "rensa", "trafilatura",
)  # fmt: skip


def code_version(vocabulary: str) -> str:
    """A digest of this package's code and data, of the libraries that decide and of the vocabulary's digest."""
    package = Path(__file__).parent
    digest = hashlib.sha256(f"{vocabulary}\0{sys.version_info[:2]}\0".encode())
    for name in LIBRARIES:
        digest.update(f"{name} {_version(name)}\0".encode())
    for path in sorted(_sources(package)):
        digest.update(f"{path.relative_to(package).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _sources(package: Path) -> Iterable[Path]:
    return (path for path in package.rglob("*") if path.is_file() and path.suffix not in (".pyc", PART))


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "none"
