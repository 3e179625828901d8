"""Runs that look only at what changed: after any edit they leave what a run from nothing leaves."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.seed_posts.conversion_cache import Entry
from plugins.seed_posts.limits import Limits
from plugins.seed_posts.means import Means
from plugins.seed_posts.model import Conversion
from plugins.seed_posts.notes import Notes, Stale
from plugins.seed_posts.refresh import Refresh, refresh_posts
from plugins.seed_posts.report import tell
from plugins.seed_posts.up_to_date import bring_up_to_date
from tests.chain.steps import shipped

WORDS = (
    "river", "mill", "council", "road", "bridge", "farm", "market", "school", "winter", "harvest", "doctor", "engine",
    "letter", "orchard", "ferry",
)  # fmt: skip
PLACES = ("Harbin", "Shenyang", "Moscow", "Ohio", "Lima")
STEPS = 10  # edits in a row

Edit = Callable[[Path, random.Random], None]


def report(chance: random.Random) -> str:
    """A capture of one story, of two paragraphs long enough to be told from others."""
    title = " ".join(chance.sample(WORDS, 4)).capitalize()
    paragraphs = [
        f"The {' '.join(chance.choice(WORDS) for _ in range(30))} in {chance.choice(PLACES)} for the year."
        for _ in range(2)
    ]
    return f"{title}\n\nBy Ada Brook\n\nMarch {chance.randint(1, 28)}, 2018\n\n" + "\n\n".join(paragraphs) + "\n"


def some(seeds: Path, chance: random.Random) -> Path:
    return chance.choice(sorted(seeds.glob("*.txt")))


def add(seeds: Path, chance: random.Random) -> None:
    (seeds / f"report-{chance.randrange(1000)}.txt").write_text(report(chance))


def edit(seeds: Path, chance: random.Random) -> None:
    capture = some(seeds, chance)
    capture.write_text(f"{capture.read_text()}\nThe {chance.choice(WORDS)} will be looked at again on Monday.\n")


def delete(seeds: Path, chance: random.Random) -> None:
    capture = some(seeds, chance)
    if len(list(seeds.glob("*.txt"))) > 2:
        capture.with_suffix(".yaml").unlink(missing_ok=True)
        capture.unlink()


def rename(seeds: Path, chance: random.Random) -> None:
    capture = some(seeds, chance)
    capture.with_suffix(".yaml").unlink(missing_ok=True)
    capture.rename(seeds / f"renamed-{chance.randrange(1000)}.txt")


def reprint(seeds: Path, chance: random.Random) -> None:
    """Another paper prints the story on a day before or after it."""
    text = some(seeds, chance).read_text()
    copy = text.replace("March", chance.choice(("January", "May")), 1)
    (seeds / f"copy-{chance.randrange(1000)}.txt").write_text(copy)


def unmake_reprints(seeds: Path, chance: random.Random) -> None:
    for copy in seeds.glob("copy-*.txt"):
        copy.write_text(report(chance))


def correct(seeds: Path, chance: random.Random) -> None:
    capture = some(seeds, chance)
    headline = capture.read_text().partition("\n")[0]
    correction = f"{{story: {headline}, field: deck, value: About the {chance.choice(WORDS)}, reason: it says so}}"
    capture.with_suffix(".yaml").write_text(f"corrections:\n- {correction}\n")


def stand_alone(seeds: Path, chance: random.Random) -> None:
    """A correction that a copy is no reprint; an error where the story is none."""
    capture = some(seeds, chance)
    headline = capture.read_text().partition("\n")[0]
    correction = f"{{story: {headline}, field: reprint_of, value: none, reason: another day}}"
    capture.with_suffix(".yaml").write_text(f"corrections:\n- {correction}\n")


def say_where_from(seeds: Path, chance: random.Random) -> None:
    some(seeds, chance).with_suffix(".yaml").write_text(f"capture: {{source: The {chance.choice(WORDS)} Post}}\n")


def drop_sidecar(seeds: Path, chance: random.Random) -> None:
    some(seeds, chance).with_suffix(".yaml").unlink(missing_ok=True)


def spoil(seeds: Path, chance: random.Random) -> None:
    """A capture without a story fails, and its posts stay until it is put right."""
    (seeds / "notes.doc").write_bytes(b"not ours")


def mend(seeds: Path, chance: random.Random) -> None:
    (seeds / "notes.doc").unlink(missing_ok=True)


EDITS: tuple[Edit, ...] = (
    add, edit, edit, delete, rename, reprint, reprint, unmake_reprints, correct, stand_alone, say_where_from,
    drop_sidecar, spoil, mend,
)  # fmt: skip


def lose_a_post(posts: Path, chance: random.Random) -> None:
    chance.choice(sorted(posts.rglob("*.md"))).unlink()


def touch_posts(posts: Path, chance: random.Random) -> None:
    for path in posts.rglob("*.md"):
        path.write_bytes(path.read_bytes())


def copied_posts(posts: Path, chance: random.Random) -> None:
    kept = posts.with_name("copied")
    shutil.copytree(posts, kept)
    shutil.rmtree(posts)
    kept.rename(posts)


LOSSES: tuple[Edit, ...] = (lose_a_post, touch_posts, copied_posts)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def noted(seeds: Path, posts: Path, cache: Path) -> Refresh:
    notes = Notes.read(cache / "notes.json", "this program")
    means = Means(1, cache)
    try:
        result = refresh_posts(seeds, posts, vocabulary=shipped(), means=means, notes=notes)
    except Stale:
        notes = Notes(notes.path, notes.version)
        result = refresh_posts(seeds, posts, vocabulary=shipped(), means=means, notes=notes)
    notes.keep()
    return result


@pytest.mark.parametrize("young", [0.0, 2.0], ids=["trusting times", "files too young for that"])
@pytest.mark.parametrize("seed", range(3))
def test_after_any_edit_the_posts_are_those_of_a_run_from_nothing(
    tmp_path: Path, seed: int, young: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plugins.seed_posts.notes.YOUNG", young)
    chance = random.Random(seed)
    seeds, posts, cache = (tmp_path / name for name in ("seeds", "posts", "cache"))
    seeds.mkdir()
    for _ in range(5):
        add(seeds, chance)
    reprint(seeds, chance)
    noted(seeds, posts, cache)
    made: list[str] = []

    for step in range(STEPS):
        for one in chance.choices(EDITS, k=chance.choice((1, 1, 2))):
            one(seeds, chance)
            made.append(one.__name__)
        if chance.random() < 0.2:
            chance.choice(LOSSES)(posts, chance)
        now = noted(seeds, posts, cache)
        clean = tmp_path / f"clean-{step}"
        fresh = refresh_posts(seeds, clean, vocabulary=shipped())

        assert tell(now.run) == tell(fresh.run), made
        assert [str(error) for error in now.failures] == [str(error) for error in fresh.failures], made
        if not now.run.failed_seeds:  # else posts of captures that fail stay, where there were any
            assert tree(posts) == tree(clean), made


def test_of_what_did_not_change_no_conversion_is_read(
    seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    posts, cache = tmp_path / "posts", tmp_path / "cache"
    noted(seeds, posts, cache)
    (seeds / "flood.txt").write_text((seeds / "flood.txt").read_text().replace("two roads", "six roads"))
    read: list[str] = []
    load = Entry.load

    def watched(entry: Entry) -> Conversion:
        read.append(entry.name)
        return load(entry)

    monkeypatch.setattr(Entry, "load", watched)
    noted(seeds, posts, cache)

    assert set(read) == {"flood.txt"}


def test_a_story_whose_original_goes_stands_on_its_own_again(seeds: Path, tmp_path: Path) -> None:
    posts, cache = tmp_path / "posts", tmp_path / "cache"
    copy = (seeds / "bridge.txt").read_text().replace("March 21", "March 27")
    (seeds / "copied.txt").write_text(copy)
    assert tell(noted(seeds, posts, cache).run).reprints == 1
    (seeds / "bridge.txt").unlink()

    assert tell(noted(seeds, posts, cache).run).reprints == 0
    assert not any("Reprint_Of" in path.read_text() for path in posts.rglob("*.md"))


def test_a_post_edited_by_hand_is_refused_though_nothing_else_changed(seeds: Path, tmp_path: Path) -> None:
    posts, cache = tmp_path / "posts", tmp_path / "cache"
    noted(seeds, posts, cache)
    post = sorted(posts.rglob("*.md"))[0]
    post.write_text(post.read_text() + "A line of somebody’s.\n")

    assert ["was edited by hand" in str(error) for error in noted(seeds, posts, cache).failures] == [True]
    assert ["was edited by hand" in str(error) for error in noted(seeds, posts, cache).failures] == [True]


def test_evidence_that_was_lost_is_written_again(seeds: Path, tmp_path: Path) -> None:
    posts, cache = tmp_path / "posts", tmp_path / "cache"
    noted(seeds, posts, cache)
    whole = tree(posts)
    sorted(posts.rglob("*.evidence.json"))[0].unlink()

    noted(seeds, posts, cache)

    assert tree(posts) == whole


@pytest.mark.parametrize("damage", [b"", b"[1]", None], ids=["emptied", "another’s", "gone"])
def test_conversions_that_the_cache_lost_are_made_again(seeds: Path, tmp_path: Path, damage: bytes | None) -> None:
    posts, cache = tmp_path / "posts", tmp_path / "cache"
    bring_up_to_date(seeds, posts, Means(1, cache), limits=Limits(), quiet=True)
    whole = tree(posts)
    for entry in cache.glob("??/*.json"):
        entry.unlink() if damage is None else entry.write_bytes(damage)
    for post in posts.rglob("*.md"):
        post.unlink()

    bring_up_to_date(seeds, posts, Means(1, cache), limits=Limits(), quiet=True)

    assert tree(posts) == whole


@pytest.mark.parametrize("damage", ["", "nonsense", "cut"])
def test_damaged_notes_are_none(seeds: Path, tmp_path: Path, damage: str) -> None:
    posts, cache = tmp_path / "posts", tmp_path / "cache"
    noted(seeds, posts, cache)
    path = cache / "notes.json"
    path.write_text(path.read_text()[:-1] if damage == "cut" else damage)

    assert Notes.read(path, "this program").captures == {}
    assert noted(seeds, posts, cache).plan.writes == ()


def test_notes_of_another_program_are_none(tmp_path: Path) -> None:
    Notes(tmp_path / "notes.json", "this program").keep()

    assert Notes.read(tmp_path / "notes.json", "that program") == Notes(tmp_path / "notes.json", "that program")
