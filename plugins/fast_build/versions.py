"""What a build depends on besides its content: code, packages, settings."""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from .digests import NoValue, digest
from .state import VERSION

# settings that say how a build runs, and nothing of what it makes
WITHOUT_EFFECT = frozenset(
    {
        "BIND", "CACHE_CONTENT", "CACHE_PATH", "CHECK_MODIFIED_METHOD", "CONTENT_CACHING_LAYER", "DEBUG",
        "DELETE_OUTPUT_DIRECTORY", "FAST_BUILD_ADOPT", "FAST_BUILD_STATE", "FAST_BUILD_TIMINGS",
        "FAST_BUILD_WORKERS", "GZIP_CACHE", "LOAD_CONTENT_CACHE", "LOG_FILTER", "OUTPUT_PATH", "PORT",
    }
)  # fmt: skip
_AS_LOADED: dict[str, bytes] = {}  # digests of the files whose code this process runs
_SKIPPED = ("__pycache__", "node_modules")


def settings_digest(settings: Mapping[str, Any]) -> bytes:
    """The digest of every setting that is plain data; of the others, of their kind alone."""
    said = [(name, settings[name]) for name in sorted(settings) if name.isupper() and name not in WITHOUT_EFFECT]
    return digest(*((name, value_or_kind(value)) for name, value in said))


def value_or_kind(value: Any) -> Any:
    """The value with whatever is no plain data in it replaced by the name of its kind, or of the function it is."""
    if isinstance(value, (set, frozenset)):
        return ["set", *sorted(repr(value_or_kind(item)) for item in value)]
    if isinstance(value, Mapping):
        return {str(key): value_or_kind(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [type(value).__name__, *map(value_or_kind, value)]
    try:
        digest(value)
    except NoValue:
        named = value if isinstance(value, (type, type(value_or_kind))) else type(value)
        return ["a", str(getattr(named, "__module__", "")), str(getattr(named, "__qualname__", ""))]
    return value


def code_files(plugins: Iterable[Any]) -> set[str]:
    """The files of the plugins' packages, data included, and of every module loaded that is no installed package's.

    A module that is loaded later in the build is missing here; whoever saves the build asks again at its end.
    """
    files: set[str] = set()
    for module in [*plugins, *list(sys.modules.values())]:
        file = getattr(module, "__file__", None)
        if file and not is_installed(file):
            files.add(os.path.abspath(file))
    for plugin in plugins:
        for folder in getattr(plugin, "__path__", ()):
            if not is_installed(folder):
                files.update(_below(os.path.abspath(folder)))
    return files


def code_digest(files: Iterable[str], digest_of: Callable[[str], bytes]) -> bytes | None:
    """The digest of Python, the installed packages and the contents of the files.

    None where a file is not what it was when this process first asked: what runs is older than what is on disk.
    """
    contents = [(path, digest_of(path)) for path in sorted(files)]
    if any(_AS_LOADED.setdefault(path, content) != content for path, content in contents):
        return None
    return digest(sys.version, VERSION, _packages(), *contents)


def is_installed(path: str) -> bool:
    """Whether the path belongs to Python or to a package whose version says what is in it."""
    path = os.path.abspath(path)
    return any(path.startswith(folder) for folder in _INSTALLED)


def _installed_folders() -> tuple[str, ...]:
    paths = sysconfig.get_paths()
    folders = {os.path.abspath(paths[name]) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    return tuple(sorted(folder + os.sep for folder in folders))


_INSTALLED = _installed_folders()


def _packages() -> list[str]:
    """Names and versions of the installed packages, as their folders say them."""
    names: set[str] = set()
    for folder in {os.path.abspath(path) for path in sys.path if path and os.path.isdir(path)}:
        names.update(name for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info")))
    return sorted(names)


def _below(folder: str) -> Iterable[str]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in _SKIPPED and not name.startswith(".")]
        yield from (os.path.join(parent, name) for name in names if not name.endswith((".pyc", ".part")))
