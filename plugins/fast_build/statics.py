"""Pelican's copies of static files, by way of the build's outputs: copied where they differ, removed when gone."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Iterable, Iterator
from typing import Any

from .session import FastBuild


def through_outputs(generator: Any) -> None:
    """Static files are this site's, too; the generator that copies them is the last, so the build ends with it."""
    fast: FastBuild | None = generator.settings.get("fast_build")
    if fast is None:
        return
    write = generator.generate_output
    link = generator._link_or_copy_staticfile

    def copy_paths(
        paths: Iterable[str], source: str, destination: str, output_path: str, final_path: str | None = None
    ) -> None:
        ignored = generator.settings["IGNORE_FILES"]
        for path in paths:
            for inside, file in _files_of(os.path.join(source, path), ignored):
                if final_path is None:  # below a folder, or at a file, of the source's own name
                    inside = path if os.path.isfile(os.path.join(source, path)) else os.path.join(path, inside)
                else:
                    inside = os.path.join(final_path, inside)
                place = _relative(os.path.join(output_path, destination, inside), output_path)
                fast.copy(place, file, override=True)

    def link_or_copy(item: Any) -> None:
        path = _relative(os.path.join(generator.output_path, item.save_as), generator.output_path)
        if generator.settings["STATIC_CREATE_LINKS"]:
            link(item)
            fast.claim(path)
        else:  # a post may link to a folder, or to a file that is not there
            source = os.path.join(generator.path, item.source_path)
            for inside, file in _files_of(source, ()):
                fast.copy(
                    path if file == os.path.abspath(source) else f"{path}/{_slashed(inside)}", file, override=True
                )

    def write_and_finish(writer: Any) -> None:
        with fast.stage("static files"):
            write(writer)
        fast.finish()

    generator._copy_paths = copy_paths
    generator._file_update_required = lambda item: True
    generator._link_or_copy_staticfile = link_or_copy
    generator.generate_output = write_and_finish


def _files_of(source: str, ignored: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each file of a file or folder, as Pelican would copy it: its path below the target, and where it is."""
    source = os.path.abspath(os.path.expanduser(source))
    if _any_fits(os.path.basename(source), ignored):
        return
    if os.path.isfile(source):
        yield os.path.basename(source), source
    for folder, folders, names in os.walk(source, followlinks=True):
        folders[:] = sorted(name for name in folders if not _any_fits(name, ignored))
        for name in sorted(names):
            file = os.path.join(folder, name)
            if not _any_fits(name, ignored) and os.path.isfile(file):
                yield os.path.relpath(file, source), file


def _any_fits(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch.fnmatch(name, pattern) for pattern in patterns)


def _relative(path: str, output_path: str) -> str:
    return _slashed(os.path.normpath(os.path.relpath(path, output_path)))


def _slashed(path: str) -> str:
    return path.replace(os.sep, "/")
