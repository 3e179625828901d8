"""An archive whose captures change at random, with posts that are converted from them when the site is built."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

from .changing_site import ChangingSite
from .forks import Ended
from .warm import Warm

REPORTS = (
    "Traders from Heilongjiang said that exports of soybeans to Russia would grow.",
    "Ferries between Heihe and Blagoveshchensk run twice a day until the ice sets.",
    "Officials of the Primorsky region met a trade mission from Harbin on Friday.",
    "The railway will carry grain from Siberia to the ports of northern China.",
    "Moscow and Beijing signed an agreement on the customs of the crossing.",
)
HEADLINES = (
    "Bridge over the Amur opens",
    "Grain trains leave for Harbin",
    "Ferry season ends in Heihe",
    "Twin city fair",
)
DATES = ("March 19, 2018", "April 2, 2018", "December 31, 2012")
CORRECTIONS = (  # field, value
    ("deck", "A deck of our own"), ("source", "Vladivostok Post"), ("date", "2018-03-04"), ("date", "2011"),
    ("headline", "Set right"), ("regions", "MN primary"), ("topics", "medtop:20000565"),
)  # fmt: skip
PAPERS = ("The Amur Gazette", "Heihe Daily")


class CapturedArchive(ChangingSite):
    """A site with the plugin that converts captures."""

    plugins = ("plugins.seed_posts", "plugins.archive_pages")

    def __init__(self, folder: Path, random: Random, warm: Warm | None = None) -> None:
        super().__init__(folder, random, warm)
        self.number = 0
        for _ in range(random.randint(1, 3)):
            self.add_capture()

    def edits(self) -> list[Callable[[], object]]:
        return [
            *super().edits(), self.add_capture, self.add_capture, self.change_capture, self.change_capture,
            self.remove_capture, self.correct, self.correct, self.correct, self.uncorrect, self.reissue,
        ]  # fmt: skip

    def add_capture(self) -> None:
        self.number += 1
        (self.seeds / f"capture-{self.number}.txt").write_text(self.report(), encoding="utf-8")

    def change_capture(self) -> None:
        if capture := self.some():
            capture.write_text(self.report(), encoding="utf-8")

    def reissue(self) -> None:
        """One capture says what another says: a reprint."""
        if (capture := self.some()) and (other := self.some()):
            capture.write_text(other.read_text(encoding="utf-8"), encoding="utf-8")

    def remove_capture(self) -> None:
        capture = self.some()
        if (
            capture and len(list(self.seeds.glob("capture-*.txt"))) > 1
        ):  # of an empty folder the program asks what is meant
            capture.unlink()
            capture.with_suffix(".yaml").unlink(missing_ok=True)

    def correct(self) -> None:
        """The first story of a capture is set right."""
        if capture := self.some():
            field, value = self.random.choice(CORRECTIONS)
            lines = [f"story: 1\n    field: {field}", f"value: {value}", f"reason: {self.random.choice(REPORTS)}"]
            if field in ("regions", "topics"):
                lines.append("action: add")
            text = "  - " + "\n    ".join(lines) + "\n"
            capture.with_suffix(".yaml").write_text(f"corrections:\n{text}", encoding="utf-8")

    def uncorrect(self) -> None:
        if capture := self.some():
            capture.with_suffix(".yaml").unlink(missing_ok=True)

    def report(self) -> str:
        random = self.random
        body = "\n\n".join(random.sample(REPORTS, random.randint(2, 4)))
        date = random.choice(DATES)
        return f"{random.choice(PAPERS)}\n\n{random.choice(HEADLINES)}\n{date}\n\nHEIHE, China - {body}\n"

    def some(self) -> Path | None:
        found = sorted(self.seeds.glob("capture-*.txt"))
        return self.random.choice(found) if found else None

    # -- sites ------------------------------------------------------------------------------

    def places(self, output: str) -> dict[str, object]:
        kept = {"PATH": str(self.content), "ARCHIVE_CACHE": str(self.folder / "cache")}
        anew = {"PATH": str(self.folder / "clean-content"), "ARCHIVE_CACHE": ""}
        return {**(kept if output == "site" else anew), "ARCHIVE_JOBS": 1}

    def build_anew(self) -> Ended:
        """Posts too are converted from nothing."""
        content = self.folder / "clean-content"
        shutil.rmtree(content, ignore_errors=True)
        shutil.copytree(self.content, content, ignore=shutil.ignore_patterns("articles"))
        (content / "articles").mkdir()
        return super().build_anew()
