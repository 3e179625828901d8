"""An output folder that is built again and again, for tests."""

from __future__ import annotations

from pathlib import Path

from plugins.fast_build.outputs import Outputs
from plugins.fast_build.state import State

ONE, TWO = b"1" * 16, b"2" * 16


class Site:
    """A folder that is built again and again; what each build made."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "site"
        self.states = home / "state"
        self.made: list[str] = []

    def open(self) -> Outputs:
        self.state = State(self.states, str(self.folder))
        return Outputs(str(self.folder), self.state)

    def put(self, outputs: Outputs, path: str, inputs: bytes | None, text: str) -> bool:
        def make() -> bytes:
            self.made.append(path)
            return text.encode()

        return outputs.put(path, inputs, make)

    def build(self, *files: tuple[str, bytes | None, str]) -> list[str]:
        """What a whole build of these files made."""
        self.made.clear()
        outputs = self.open()
        for file in files:
            self.put(outputs, *file)
        outputs.finish()
        self.state.close()
        return list(self.made)

    def stop(self, *files: tuple[str, bytes | None, str]) -> None:
        """Begins a build of these files, which ends as a killed one does."""
        outputs = self.open()
        for file in files:
            self.put(outputs, *file)
        self.state.close()

    def files(self) -> dict[str, str]:
        paths = (path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_text() for path in paths}

    def folders(self) -> set[str]:
        return {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_dir()}
