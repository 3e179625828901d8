"""What stands in for the plugin fast_build where it is not switched on: every page is made, nothing is remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Protocol


class Builder(Protocol):
    """What archive_pages asks of a build; plugins/fast_build/README.md says more of each."""

    def put(self, path: str, inputs: bytes | None, make: Callable[[], bytes]) -> bool:
        """Writes a file, unless it is there and was made of these inputs; whether it was made."""

    def keep_many(self, paths: Sequence[str], inputs: Sequence[bytes | None]) -> list[int]:
        """The places of the files that are to be put; the others are there and were made of their inputs."""

    def memo_bytes(self, kind: str, key: bytes, make: Callable[[], bytes]) -> bytes:
        """What `make` gives or gave for this key."""

    def latest(self, name: str, key: bytes, make: Callable[[], bytes]) -> bytes:
        """What `make` gives for this key, or gave in the last build; a name's older values go."""

    def left(self, name: str, key: bytes) -> bytes | None:
        """What was left under this name, if it was for this key."""

    def leave(self, name: str, key: bytes, value: bytes) -> None:
        """Leaves the bytes for the next build."""

    def run(
        self, name: str, value: bytes | None, write: Callable[[], Any], holds: Callable[[Any], bool]
    ) -> tuple[Any, bool]:
        """What `write` says, and whether it was spared since all it puts is there and was made of this value."""

    def digest(self, *values: Any) -> bytes:
        """Equal for equal values only."""

    def file_digest(self, path: str) -> bytes:
        """Equal for equal contents only."""

    def file_digests(self, paths: Sequence[str]) -> list[bytes]:
        """The same for many files."""

    def shared(self, name: str, value: bytes | None) -> None:
        """Says what a name of the templates' context stands for; None: nobody can say."""

    def page_digest(self, template: str, given: Iterable[str] = ()) -> bytes | None:
        """Of all that a page of this template shows beside the names it is given; None: it has to be made."""

    def article_inputs(
        self, value: Callable[[Any], bytes | None], values: Callable[[Sequence[Any]], Sequence[bytes | None]]
    ) -> None:
        """Says what an article's page shows beside its post and what its template reads; `values` of many at once."""

    def stage(self, name: str) -> AbstractContextManager[Any]:
        """Counts the time of what runs inside."""


class Alone:
    """A build that makes everything, below one output folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, path: str, inputs: bytes | None, make: Callable[[], bytes]) -> bool:
        file = self._folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(make())
        return True

    def keep_many(self, paths: Sequence[str], inputs: Sequence[bytes | None]) -> list[int]:
        return list(range(len(paths)))

    def memo_bytes(self, kind: str, key: bytes, make: Callable[[], bytes]) -> bytes:
        return make()

    def latest(self, name: str, key: bytes, make: Callable[[], bytes]) -> bytes:
        return make()

    def left(self, name: str, key: bytes) -> bytes | None:
        return None

    def leave(self, name: str, key: bytes, value: bytes) -> None:
        pass

    def run(
        self, name: str, value: bytes | None, write: Callable[[], Any], holds: Callable[[Any], bool]
    ) -> tuple[Any, bool]:
        return write(), False

    def digest(self, *values: Any) -> bytes:
        return b""

    def file_digest(self, path: str) -> bytes:
        return b""

    def file_digests(self, paths: Sequence[str]) -> list[bytes]:
        return [b""] * len(paths)

    def shared(self, name: str, value: bytes | None) -> None:
        pass

    def page_digest(self, template: str, given: Iterable[str] = ()) -> bytes | None:
        return None

    def article_inputs(
        self, value: Callable[[Any], bytes | None], values: Callable[[Sequence[Any]], Sequence[bytes | None]]
    ) -> None:
        pass

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        yield


def builder(settings: Mapping[str, Any], folder: Path) -> Builder:
    """The build of fast_build, or one that makes everything."""
    found: Builder | None = settings.get("fast_build")
    return found or Alone(folder)
