"""Our modules as few small files, made by esbuild: one for each program, one for each part that it loads later.

esbuild by itself puts what a program and a part loaded later have in common into files of their own, a dozen of them,
all waited for before the first query. So every part is told here that it needs its program, as it does: then what they
have in common is one file, and that takes the program's name.
"""

from __future__ import annotations

import json
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from posixpath import basename, dirname, relpath
from typing import Any

VERSION = "0.28.2"  # that of package.json; another would write other bytes
PACKAGES = Path("node_modules/@esbuild")  # where npm puts the program for this machine
_MACHINES = {"amd64": "x64", "x86_64": "x64", "aarch64": "arm64", "i386": "ia32", "i686": "ia32"}  # as esbuild says it
_PROGRAMS = ("bin/esbuild", "esbuild.exe")
_LATER, _AT_ONCE = "dynamic-import", "import-statement"  # ways to import, as esbuild calls them
_SPLIT = "--splitting"
_OUT = "../out/"  # seen from the sources
_FLAGS = (
    "--bundle",
    "--minify",
    "--format=esm",
    "--target=es2022",
    "--charset=utf8",
    "--legal-comments=inline",  # the licence of what others wrote stays with it
    "--out-extension:.js=.mjs",
    "--tsconfig-raw={}",  # whatever lies in a folder above
    "--log-level=error",
    "--color=false",
)


class BundleError(RuntimeError):
    """esbuild does not run, or cannot read a module; the message says in one line why."""


def find_esbuild(folders: Sequence[Path]) -> Path | None:
    """esbuild of our version for this machine, out of the first of the folders that has it in its `node_modules`."""
    machine = platform.machine().lower()
    name = f"{sys.platform}-{_MACHINES.get(machine, machine)}"
    for package in (folder / PACKAGES / name for folder in folders):
        try:
            version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
        except (OSError, ValueError, KeyError):
            continue
        if version == VERSION:
            return next((package / program for program in _PROGRAMS if (package / program).is_file()), None)
    return None


def bundled(
    esbuild: Path, sources: Mapping[str, bytes], programs: Sequence[str], alone: Sequence[str] = ()
) -> dict[str, bytes]:
    """File name → content of these programs and of what they load later, and of modules and style sheets `alone`, each
    of which is one file whatever it loads. The same sources give the same bytes on any machine."""
    with tempfile.TemporaryDirectory() as temporary:
        work = _Workshop(esbuild, Path(temporary).resolve())
        for name, data in sources.items():
            work.put(name, data)
        imports = work.imports(programs)
        files = work.joined(alone) if alone else {}
        for program in programs:
            parts = _loaded_later(imports, program)
            for part in parts:
                work.put(part, sources[part] + f'\nimport "{_address(program, part)}";\n'.encode())
            made = work.split(program, parts)
            for part in parts:
                work.put(part, sources[part])
            if twice := files.keys() & made:
                raise BundleError(f"{min(twice)}: two programs load it later; import it at the top of one of them")
            files |= made
        return files


_Imports = Mapping[str, Sequence[Mapping[str, str]]]  # module → what it imports, as esbuild tells it


@dataclass(frozen=True, slots=True)
class _Workshop:
    """A folder of sources, and what esbuild makes of them."""

    esbuild: Path
    folder: Path

    def put(self, name: str, data: bytes) -> None:
        path = self.folder / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def imports(self, programs: Sequence[str]) -> _Imports:
        """What each module of the programs imports."""
        return {name: module["imports"] for name, module in self._run(programs, _SPLIT)["inputs"].items()}

    def joined(self, entries: Sequence[str]) -> dict[str, bytes]:
        """Each entry with all it imports or loads."""
        return self._files(self._run(entries))

    def split(self, program: str, parts: Sequence[str]) -> dict[str, bytes]:
        """The program and its parts; what they have in common has the program's name."""
        meta = self._run([program, *parts], _SPLIT, f"--chunk-names={dirname(program) or '.'}/[name]-[hash]")
        files = self._files(meta)
        common = next(path.removeprefix(_OUT) for path, made in meta["outputs"].items() if program in made["inputs"])
        if common == program:
            return files
        del files[program]  # nothing but an import of the common one
        old, new = basename(common).encode(), basename(program).encode()
        return {program if name == common else name: data.replace(old, new) for name, data in files.items()}

    def _files(self, meta: Mapping[str, Any]) -> dict[str, bytes]:
        names = sorted(path.removeprefix(_OUT) for path in meta["outputs"])
        return {name: (self.folder / "out" / name).read_bytes() for name in names}

    def _run(self, entries: Sequence[str], *flags: str) -> dict[str, Any]:
        """What esbuild tells of what it read and wrote. Raises BundleError with what it says first."""
        places = (f"--outdir={_OUT}", "--outbase=.", "--metafile=../meta.json")
        command = [str(self.esbuild), *entries, *_FLAGS, *flags, *places]
        try:
            done = subprocess.run(command, cwd=self.folder / "in", capture_output=True, encoding="utf-8", check=False)
        except OSError as error:
            raise BundleError(f'{self.esbuild}: does not run ({error.strerror}); run "npm ci" again') from error
        if done.returncode:
            raise BundleError(_first_error(done.stderr) or f"{entries[0]}: esbuild ends with {done.returncode}")
        meta: dict[str, Any] = json.loads((self.folder / "meta.json").read_text(encoding="utf-8"))
        return meta


def _loaded_later(imports: _Imports, program: str) -> list[str]:
    """The modules that the program, or a module it reaches, loads by `import()`."""
    first = _reached(imports, program, (_AT_ONCE,))
    all_of_it = _reached(imports, program, (_AT_ONCE, _LATER))
    later = {other["path"] for module in all_of_it for other in imports[module] if other["kind"] == _LATER}
    if both := first & later:
        raise BundleError(f"{min(both)}: is imported at the top in {program} and loaded later too; do one of them")
    return sorted(later)


def _reached(imports: _Imports, program: str, kinds: Sequence[str]) -> set[str]:
    """The program, what it imports in one of these ways, and so on."""
    reached, waiting = {program}, [program]
    while waiting:
        new = {other["path"] for other in imports[waiting.pop()] if other["kind"] in kinds} - reached
        reached |= new
        waiting += new
    return reached


def _first_error(said: str) -> str:
    """Where and what, of what esbuild complains of first: the sentence, a blank line, the place, and the line there."""
    what, where = re.search(r"\[ERROR\] (.+)", said), re.search(r"^ +(\S+:\d+:\d+):$", said, re.MULTILINE)
    return f"{where[1]}: {what[1]}" if what and where else " ".join(said.split())


def _address(module: str, seen_from: str) -> str:
    address = relpath(module, dirname(seen_from) or ".")
    return address if address.startswith(".") else f"./{address}"
