"""The theme's files. On a published site their names carry their content's hash, so that a reader's browser may keep
them; before, they have the names that they have in the theme, so that a change of a style sheet changes no page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from posixpath import join, normpath

from msgspec import Struct, field

from .fonts import Fonts
from .stylesheet import ADDRESS, joined, parts_of

STYLE = "css/site.css"  # the style sheet that the others, and the rules of fonts, become part of
HASH_LENGTH = 10  # hex digits: 40 bits, so that two versions of a file never meet by chance


class Assets(Struct):
    """Files below the theme's static folder, and its fonts. `read()` looks at the folder again."""

    folder: Path
    fonts: Fonts = field(default_factory=lambda: Fonts({}, ""))
    rules: str = ""  # the archive's own, at the end of the style sheet
    own: Mapping[str, bytes] = field(default_factory=dict)  # files that stand for the theme's of that name
    hashed: bool = True  # whether published names carry the hash
    names: dict[str, str] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)  # the name of each with its hash, published or not

    def read(self) -> None:
        """Learns the present files; a running `pelican --autoreload` calls it before each build."""
        paths = (path for path in self.folder.rglob("*") if path.is_file())
        found = {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in paths}
        found |= {**self.fonts.files, **self.own}
        if STYLE in found:
            parts = parts_of(STYLE, found)
            found[STYLE] = self.fonts.rules.encode() + joined(STYLE, found) + self.rules.encode()
            found = {name: content for name, content in found.items() if name not in parts}
        self.names, self.contents, self.hashes = {}, {}, {}
        for name in sorted(found, key=lambda name: (name.endswith(".css"), name)):  # style sheets name the others
            content = self._linked(name, found[name]) if name.endswith(".css") else found[name]
            self.contents[name] = content
            self.hashes[name] = hashed_name(name, content)
            self.names[name] = self.hashes[name] if self.hashed else name

    def _linked(self, name: str, content: bytes) -> bytes:
        """A style sheet that names files as they are published."""
        here = PurePosixPath(name).parent.as_posix()

        def published(match: re.Match[str]) -> str:
            target = normpath(join(here, match[1]))
            return match[0].replace(PurePosixPath(target).name, PurePosixPath(self.name(target)).name)

        return ADDRESS.sub(published, content.decode("utf-8")).encode("utf-8")

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
