"""The theme's files under names that carry their content's hash, and under no other."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

HASH_LENGTH = 10  # hex digits: 40 bits, so that two versions of a file never meet by chance


@dataclass(slots=True)
class Assets:
    """Files below the theme's static folder. `read()` looks at the folder again."""

    folder: Path
    names: dict[str, str] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)

    def read(self) -> None:
        """Learns the present files; a running `pelican --autoreload` calls it before each build."""
        self.names, self.contents = {}, {}
        for path in sorted(self.folder.rglob("*")):
            if path.is_file():
                name = path.relative_to(self.folder).as_posix()
                self.contents[name] = path.read_bytes()
                self.names[name] = hashed_name(name, self.contents[name])

    def name(self, asset: str) -> str:
        """The published name of "css/site.css". Raises KeyError, with the folder, for a file not there."""
        if asset not in self.names:
            raise KeyError(f"{self.folder / asset}: no such file; a template asks for it")
        return self.names[asset]

    def write(self, target: Path) -> None:
        """Writes every file below `target` and removes what an earlier build left there."""
        wanted = {target / published: self.contents[name] for name, published in self.names.items()}
        for path, content in wanted.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.is_file() or path.read_bytes() != content:
                path.write_bytes(content)
        for path in sorted(target.rglob("*")):
            if path.is_file() and path not in wanted:
                path.unlink()


def hashed_name(name: str, content: bytes) -> str:
    """ "css/site.css" → "css/site.0123456789.css"."""
    path = PurePosixPath(name)
    digest = hashlib.sha256(content).hexdigest()[:HASH_LENGTH]
    return path.with_name(f"{path.stem}.{digest}{path.suffix}").as_posix()
