"""A folder of saved files → captures, each read on its own so that a bad one spoils no other."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from .decoding import NotText, clean_lines, decode
from .errors import CaptureError, SettingError, did_you_mean, place, printable
from .limits import DEFAULT_LIMITS, Limits
from .model import Capture
from .saved_pages import MHT_KINDS, PICTURES_FACTOR, SavedPage, origin_of, unpack, without_pictures
from .sidecars import Sidecar, read_sidecar
from .vocabulary_digest import VOCABULARIES

MAX_NAME_BYTES = 255  # what file systems allow

TEXT_KINDS = frozenset({".txt"})
PAGE_KINDS = frozenset({".html", ".htm", ".xhtml", ".xht"}) | MHT_KINDS
DATA_KINDS = frozenset({".json", ".jsonl", ".csv"})  # manifests and the like, which tools keep beside captures
FILES_FOLDER = re.compile(  # what browsers of several languages add to a page's name
    r"[-_.](?:files|dateien|fichiers|archivos|arquivos|file|bestanden|filer|pliki|soubory|tiedostot)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Saved:
    """A capture as it lies in its folder, not read yet."""

    path: Path
    sidecar: Path | None = None

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def files(self) -> tuple[Path, ...]:
        """All that the capture is read from."""
        return (self.path,) if self.sidecar is None else (self.path, self.sidecar)


def read_captures(folder: Path, limits: Limits = DEFAULT_LIMITS) -> Iterator[Capture | CaptureError]:
    """Every capture of the folder, or why it cannot be used, sorted by name. Raises SettingError without a folder."""
    for saved in list_captures(folder):
        try:
            yield saved if isinstance(saved, CaptureError) else read_saved(saved, limits)
        except CaptureError as error:
            yield error


def list_captures(folder: Path) -> Iterator[Saved | CaptureError]:
    """Every capture of the folder, not read yet, or what is wrong with a file there, sorted by name.

    Hidden files, README, data and vocabulary files are no captures; any other file that is
    neither a capture nor a capture's sidecar is an error. Raises SettingError without a folder.
    """
    names = _names(folder)
    known = frozenset(names)
    captures = set(_captures(names))
    stems: dict[str, list[str]] = {}
    for name in sorted(captures):
        stems.setdefault(_stem(name), []).append(name)
    for name in names:
        path = folder / name
        try:
            if name in captures:
                yield Saved(path, _sidecar_of(path, known, stems))
            elif _kind(name) == ".yaml":
                _check_sidecar_has_capture(path, stems)
            elif path.is_dir():
                _check_folder(path, stems)
            else:
                raise CaptureError(place(path), *_unknown_kind(name))
        except CaptureError as error:
            yield error
        except OSError as error:
            yield CaptureError(place(path), f"cannot be read: {error.strerror}", "check the file", seed=name)


def read_saved(saved: Saved, limits: Limits = DEFAULT_LIMITS) -> Capture:
    """The capture, decoded, with what its sidecar says. Raises CaptureError, which names the capture as its seed."""
    try:
        sidecar = None
        if saved.sidecar:
            _own_file(saved.sidecar)
            sidecar = read_sidecar(saved.sidecar)
        return read_capture(saved.path, sidecar, limits)
    except CaptureError as error:
        raise CaptureError(error.where, error.what, error.todo, seed=saved.name) from None
    except OSError as error:
        what = f"cannot be read: {error.strerror}"
        raise CaptureError(place(saved.path), what, "check the file", seed=saved.name) from None


def read_capture(path: Path, sidecar: Sidecar | None = None, limits: Limits = DEFAULT_LIMITS) -> Capture:
    """The decoded capture at this path. Raises CaptureError, which names it."""
    check_name(path.name, path)
    page = _kind(path.name) in PAGE_KINDS
    data = _bytes(path, limits.max_bytes * PICTURES_FACTOR if page else limits.max_bytes)
    try:
        saved = _saved_page(path, data, limits) if page else SavedPage(data)
        decoded = decode(saved.data, markup=page)
    except NotText as error:
        raise _error(path, f"is {error}, not text", "save the page as text or HTML") from None
    # A page is cleaned once its text is parted from its markup.
    lines, notes = ((decoded.text,), ()) if page else clean_lines(decoded.text)
    if not any(map(str.strip, lines)):
        raise _error(path, "holds no text", "save the page again or delete the file")
    if len(lines) > limits.max_lines and not page:
        raise _error(path, f"has {len(lines):,} lines, more than {limits.max_lines:,}", "split it")
    if not page and max(map(len, lines)) > limits.max_line:
        longest = max(range(len(lines)), key=lambda index: len(lines[index]))
        raise _error(
            path,
            f"line {longest + 1} has {len(lines[longest]):,} characters, more than {limits.max_line:,}",
            "break it into lines",
        )
    sidecar = sidecar or Sidecar()
    markup = decoded.text if page else ""
    return Capture(
        name=path.name,
        lines=() if page else lines,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=decoded.encoding,
        notes=decoded.notes + notes,
        html=markup,
        uri=sidecar.uri,
        captured_at=sidecar.captured_at or saved.saved_at or origin_of(markup)[1],
        source=sidecar.source,
        rights=sidecar.rights,
        corrections=sidecar.corrections,
    )


def check_name(name: str, path: Path | str = "") -> None:
    """Raise CaptureError unless the name is a plain file name that a post can carry on one line."""
    where = place(path or name)
    if not name or name in (".", "..") or "/" in name or "\\" in name:
        raise CaptureError(where, "is not a plain file name", "rename it without slashes", seed=name)
    if printable(name) != name or name != name.strip() or "  " in name:
        raise CaptureError(
            where, "has control characters or stray spaces in its name", "rename it in plain letters", seed=name
        )
    if len(name.encode()) > MAX_NAME_BYTES:
        raise CaptureError(where, f"has a name of more than {MAX_NAME_BYTES} bytes", "shorten it", seed=name)


def sidecar_path(folder: Path, name: str) -> Path:
    """Where the sidecar of the capture of this name lies, whether or not there is one."""
    return folder / f"{_stem(name)}.yaml"


def _names(folder: Path) -> list[str]:
    try:
        names = os.listdir(folder)
    except OSError as error:
        raise SettingError(
            place(folder), f"is no folder of captures: {error.strerror}", "give the folder that holds the saved files"
        ) from None
    return sorted(
        name
        for name in names
        if (not name.startswith(".") or name.startswith(".."))  # "..\\x" is no hidden file, but a path in disguise
        and _stem(name).lower() != "readme"
        and name not in VOCABULARIES
        and _kind(name) not in DATA_KINDS
    )


def count_captures(folder: Path) -> int:
    """How many captures the folder holds, readable or not. Raises SettingError without a folder."""
    return len(_captures(_names(folder)))


def _captures(names: list[str]) -> list[str]:
    return [name for name in names if _kind(name) in TEXT_KINDS | PAGE_KINDS]


def is_page(name: str) -> bool:
    """Whether the capture of this name is a saved web page."""
    return _kind(name) in PAGE_KINDS


def _kind(name: str) -> str:
    return name[len(_stem(name)) :].lower()


def _stem(name: str) -> str:
    """The name without its ending; not by way of a Path, of which a large folder would need many thousands."""
    at = name.rfind(".")
    return name[:at] if 0 < at < len(name) - 1 else name


def _error(path: Path, what: str, todo: str) -> CaptureError:
    return CaptureError(place(path), what, todo, seed=path.name)


def _bytes(path: Path, most: int) -> bytes:
    real = _own_file(path)
    size = real.stat().st_size
    if size > most:
        raise _too_large(path, size, most)
    return real.read_bytes()


def _saved_page(path: Path, data: bytes, limits: Limits) -> SavedPage:
    """The markup of a page without the pictures its file holds, which count for nothing. Raises NotText."""
    page = unpack(data) if _kind(path.name) in MHT_KINDS else SavedPage(data)
    page = replace(page, data=without_pictures(page.data))
    if len(page.data) > limits.max_bytes:
        raise _too_large(path, len(page.data), limits.max_bytes)
    return page


def _too_large(path: Path, size: int, most: int) -> CaptureError:
    what = f"has {size:,} bytes, more than ARCHIVE_MAX_CAPTURE_BYTES = {most:,}"
    return _error(path, what, "split it or raise the setting")


def _own_file(path: Path) -> Path:
    """Where the file really lies. Raises CaptureError for one outside its folder, and for devices and pipes."""
    try:
        if stat.S_ISREG(path.lstat().st_mode):
            return path  # no link, so it lies where it seems to
        real = path.resolve(strict=True)
    except (OSError, RuntimeError):  # RuntimeError: links in a circle, on Python 3.11 and 3.12
        raise _error(path, "is a link to nothing", "put the file itself here") from None
    if not real.is_relative_to(path.parent.resolve()):
        raise _error(path, "is a link that leaves the folder of captures", "put the file itself here")
    if not stat.S_ISREG(real.stat().st_mode):
        raise _error(path, "is not a regular file", "remove it or rename it")
    return real


def _sidecar_of(path: Path, names: Container[str], stems: dict[str, list[str]]) -> Path | None:
    stem = _stem(path.name)
    if f"{stem}.yaml" not in names:
        return None
    sidecar = sidecar_path(path.parent, path.name)
    captures = stems[stem]
    if len(captures) > 1:
        raise CaptureError(
            place(sidecar), f"belongs to {' and to '.join(captures)}", "rename one of them", seed=path.name
        )
    return sidecar


def _check_sidecar_has_capture(path: Path, stems: dict[str, list[str]]) -> None:
    if path.stem not in stems:
        hint = did_you_mean(path.stem, stems) if stems else ""
        todo = hint if hint.startswith("did") else "rename it like its capture, or delete it"
        raise CaptureError(place(path), "is a sidecar without a capture of the same name", todo)


def _check_folder(path: Path, stems: dict[str, list[str]]) -> None:
    """Browsers save the pictures and frames of `page.html` to `page_files`; any other folder holds lost captures."""
    stem = FILES_FOLDER.sub("", path.name)
    if stem == path.name or stem not in stems:
        raise CaptureError(place(path), "is a folder", "move its captures one level up")


def _unknown_kind(name: str) -> tuple[str, str]:
    if _kind(name) == ".yml":
        return "is a sidecar with the wrong ending", "rename it to end with .yaml"
    known = ", ".join(sorted(TEXT_KINDS | PAGE_KINDS))
    kind = unicodedata.normalize("NFC", _kind(name)) or "no ending"
    return f"is no capture: its kind ({kind}) is not one of {known}", "save it as text or HTML, or move it away"
