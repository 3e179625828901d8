"""A guide of the documentation, followed: its commands are run, its settings set, its files written."""

from __future__ import annotations

import ast
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FILE = re.compile(
    r"`([\w./-]+/[\w.-]+\.\w+)`:\s*\Z"
)  # what a block is to be written into, named at the end of the text before
COPIED = ("content", "plugins", "theme", "tools", "seeds", ".github", "tasks.py", "pelicanconf.py", "publishconf.py")


@dataclass(frozen=True, slots=True)
class Step:
    """A block of the guide: its language, what it says, and the file it is meant for."""

    language: str
    text: str
    file: str


def steps_of(guide: Path) -> list[Step]:
    """The guide's blocks that somebody who follows it acts on; those without a language are only shown."""
    text = guide.read_text(encoding="utf-8")
    found = []
    for block in BLOCK.finditer(text):
        named = FILE.search(text[: block.start()])
        found.append(Step(block[1], block[2], named[1] if named else ""))
    return found


def clone(folder: Path) -> Path:
    """What a build needs of the project, in a folder of its own."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)
    for name in ("package.json", "package-lock.json", "requirements.txt"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "node_modules").symlink_to(ROOT / "node_modules", target_is_directory=True)
    return folder


def follow(step: Step, project: Path) -> str:
    """Does what a step says; what its commands printed."""
    if step.file:
        path = project / step.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(step.text, encoding="utf-8")
    elif step.language == "python":
        set_settings(project / "pelicanconf.py", step.text)
    elif step.language == "sh":
        return "".join(run(command, project) for command in step.text.splitlines())
    else:
        raise AssertionError(f"nothing says what to do with this {step.language}:\n{step.text}")
    return ""


def run(command: str, project: Path) -> str:
    """A line of a shell, with this Python for `python3`."""
    if command.startswith("python3 "):
        done = subprocess.run([sys.executable, *shlex.split(command)[1:]], cwd=project, capture_output=True, text=True)
    else:
        done = subprocess.run(command, shell=True, cwd=project, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr


def set_settings(path: Path, text: str) -> None:
    """Puts assignments in place of those of the same names, as an editor would."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for wanted in ast.parse(text).body:
        name = assigned(wanted)
        (old,) = [node for node in ast.parse("\n".join(lines)).body if assigned(node) == name]
        lines[old.lineno - 1 : old.end_lineno] = (ast.get_source_segment(text, wanted) or "").splitlines()
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def assigned(node: ast.stmt) -> str:
    target = (
        node.targets[0] if isinstance(node, ast.Assign) else node.target if isinstance(node, ast.AnnAssign) else None
    )
    return target.id if isinstance(target, ast.Name) else ""
