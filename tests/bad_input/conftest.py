"""One site from a folder of everything that goes wrong, with two sound captures among it."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

ROOT = Path(__file__).resolve().parents[2]
LONG_LINE_BYTES = 20_000_000
SCRIPT = "<script>alert(1)</script>"


@dataclass(frozen=True)
class Site:
    """What Pelican made of the folder, and what it said."""

    output: Path
    seeds: Path
    code: int
    errors: list[str]

    def pages(self, beginning: str) -> list[BeautifulSoup]:
        """The article pages whose address begins so, parsed."""
        found = sorted(self.output.glob(f"article/{beginning}*/index.html"))
        return [BeautifulSoup(path.read_text(), "html.parser") for path in found]

    def page(self, beginning: str) -> BeautifulSoup:
        pages = self.pages(beginning)
        assert len(pages) == 1, f"{len(pages)} pages begin with {beginning}"
        return pages[0]

    def line_for(self, name: str) -> str:
        """The one error line of this file."""
        lines = [line for line in self.errors if f"/{name}" in line]
        assert len(lines) == 1, lines
        return lines[0].replace(self.seeds.as_posix(), "seeds")


def report(headline: str, *paragraphs: str, date: str = "March 19, 2018") -> str:
    """A plain report: headline, byline, date, paragraphs."""
    return "\n\n".join((headline, "By Ada Brook", date, *paragraphs)) + "\n"


def _write_captures(folder: Path) -> None:
    def text(name: str, words: str, encoding: str = "utf-8") -> None:
        (folder / name).write_bytes(words.encode(encoding))

    text("sound.txt", report(
        "Ferry to Harbin resumes after the ice",
        "The ferry to Harbin resumed on Monday after the ice on the Songhua had broken up over the weekend.",
        "It carries four hundred passengers a day until the river freezes again in November, its owner said.",
    ))  # fmt: skip
    text("sound-too.txt", report(
        "Library opens in Blagoveshchensk",
        "The new library of Blagoveshchensk opened its doors to readers on Friday, two years later than planned.",
        "Its shelves hold books in Russian and Chinese, and half of them came as gifts from Heihe across the river.",
        date="May 2, 2019",
    ))  # fmt: skip
    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "long-line.txt").write_bytes(b"word " * (LONG_LINE_BYTES // 5))
    text("one-line.txt", "word " * 120_000)
    text("nested.html", "<html><body>" + "<div>" * 100_000 + "A page made to be parsed for minutes.")
    text("lines.txt", "He said so.\n" * 200_000)
    text("latin-1.txt", report(
        "Le musée d'Évreux fermé après la crue",
        "Le musée d'Évreux est fermé depuis mardi, après la crue qui a noyé ses réserves, a déclaré la mairie.",
        "Les dégâts étaient très limités dans les étages, où les œuvres ont été mises à l'abri dès le matin."
        .replace("œ", "oe"),
    ), "latin-1")  # fmt: skip
    text("utf-16.txt", report(
        "Мост через Амур открыт для грузовиков",
        "Мост через Амур открыт для грузовиков с понедельника, сообщила администрация города.",
        "Мэр сказал, что очередь на переправе исчезла уже к вечеру, а склады на берегу опустели.",
    ), "utf-16")  # fmt: skip
    text("nul.txt", report(
        "Bar\0ges wait at\0 the lock",
        "Forty barges wait at the lock below the town, where a gate has been stuck since Thursday night.",
        "Divers found a tree trunk under it, and the harbour office expects traffic to move again by noon.",
    ))  # fmt: skip
    text("twin-1.txt", report(
        "Orchards bloom early",
        "The orchards around the lake bloom early this year, and growers fear a frost before the month is out.",
        "Heaters have been lent to the smaller farms, which cannot pay for them, by the cooperative.",
        date="April 3, 2016",
    ))  # fmt: skip
    text("twin-2.txt", report(
        "Orchards bloom early",
        "For the second time in a decade the orchards bloom early on the southern slopes, botanists noted.",
        "They compared photographs that a school teacher had taken from one window each spring since 1991.",
        date="April 8, 2017",
    ))  # fmt: skip
    text("headline.txt", report(
        "Survey of wells " + "and more wells " * 330 + "ends",
        "The survey of wells ended on Sunday with a list of nine hundred that can still be drawn from.",
        "Engineers walked to each of them since autumn and measured how deep the water stood in it.",
    ))  # fmt: skip
    text("corrected.txt", report(
        "Kites over the square",
        "Kites flew over the square all afternoon while the town kept the anniversary of its founding.",
        "The largest had the shape of a sturgeon and needed six people to hold it against the wind.",
    ))  # fmt: skip
    long_headline = "Kites over the square " + "again and again " * 311 + "ended"
    text("corrected.yaml", f"corrections:\n- {{story: 1, field: headline, value: {long_headline}, reason: a test}}\n")
    text("..\\x.txt", report("Named like a path", "Nothing of it may be read.", "Nothing of it may be published."))
    text("script.txt", report(
        f"Script in the headline {SCRIPT}",
        f"MOSCOW {SCRIPT}, March 19, 2018 ({SCRIPT}) - A script in the headline {SCRIPT} is only words to a reader.",
        f"The same holds for the body {SCRIPT} of a report and for every field that is printed above or below it.",
    ))  # fmt: skip
    fields = ("deck", "authors", "editor", "source", "agency", "dateline")
    corrections = "".join(
        f"- {{story: 1, field: {field}, value: 'x {SCRIPT}', reason: '{SCRIPT}'}}\n" for field in fields
    )
    details = f"source: '{SCRIPT}', rights: '{SCRIPT}', uri: 'https://example.org/?{SCRIPT}'"
    text("script.yaml", f"capture: {{{details}}}\ncorrections:\n{corrections}")
    text("typo.txt", report(
        "Flood at mill",
        "A flood at the mill closed two roads on Monday, when the river rose by a metre within an hour.",
        "Council workers carried sandbags through the night, and the miller lost only a shed and a boat.",
    ))  # fmt: skip
    text("typo.yaml", "corrections:\n- story: Flod at mill\n  field: deck\n  value: A deck\n  reason: known\n")


@pytest.fixture(scope="session")
def bad_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The folder's site, built by plain Pelican with the project's own theme and plugins."""
    home = tmp_path_factory.mktemp("bad")
    seeds, content, output = home / "seeds", home / "content", home / "output"
    seeds.mkdir()
    content.mkdir()
    _write_captures(seeds)
    settings = {"PATH": content, "OUTPUT_PATH": output, "ARCHIVE_SEEDS": seeds}
    pairs = [f"{name}={json.dumps(str(value))}" for name, value in settings.items()]
    command = [sys.executable, "-m", "pelican", "--fatal", "errors", "-s", str(ROOT / "pelicanconf.py"), "-e", *pairs]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert "Traceback" not in done.stdout + done.stderr, done.stderr
    errors = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    return Site(output, seeds, done.returncode, errors)
