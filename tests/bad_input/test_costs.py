"""What a capture costs grows with its length and no faster: a flood of one thing holds no run up.

Each flood is converted whole and cut to a quarter. A reader that compared everything with
everything would take sixteen times as long for the whole; some did, and took minutes.
"""

from __future__ import annotations

import sys
import time
from itertools import pairwise
from pathlib import Path
from types import FrameType

import pytest

from plugins.seed_posts.decoding import clean_lines
from plugins.seed_posts.model import Capture
from plugins.seed_posts.pipeline import convert_capture
from tests.chain.steps import shipped

PROSE = "The ferry to Harbin resumed on Monday after the ice on the Songhua had broken up over the weekend."
STORY = (
    f"Ferry {{n}} to Harbin resumes\n\nMOSCOW, March 3 (Xinhua) -- {PROSE}\n\nThis article is 5 years old\n\n{PROSE}\n"
)
GROWTH_MAX = 9.0  # times the time for four times the length; 4 is ideal, 16 is quadratic, and machines waver
DOUBLING_MAX = 2.5  # times the calls for twice the length; 2 is ideal, 4 is quadratic, and calls do not waver
NOISE = 0.1  # CPU seconds, added to both: below it a clock tells nothing


def cost(text: str) -> float:
    """CPU seconds to convert the text."""
    lines, _ = clean_lines(text)
    capture = Capture("flood.txt", lines, "0" * 64)
    begun = time.process_time()
    convert_capture(capture, Path("seeds"), shipped())
    return time.process_time() - begun


def calls(text: str) -> int:
    """Function calls that converting the text takes, Python's and the libraries'."""
    lines, _ = clean_lines(text)
    capture = Capture("flood.txt", lines, "0" * 64)
    counted = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        convert_capture(capture, Path("seeds"), shipped())
    finally:
        sys.setprofile(before)
    return counted


@pytest.mark.parametrize(
    ("piece", "count"),
    [
        ("MOSCOW, ", 20_000),
        ("Harbin Moscow Heihe Georgia ", 5_000),
        ("[", 160_000),
        ("<", 160_000),
        ("By Ada ", 20_000),
        ("http://", 20_000),
        ("“ ", 60_000),
        ("cafÃ© ", 20_000),
        ("March 3, 2018 ", 10_000),
    ],
)
def test_a_paragraph_that_repeats_itself_costs_by_its_length(piece: str, count: int) -> None:
    head = f"Ferry to Harbin resumes\n\nBy Ada Brook\n\nMarch 19, 2018\n\n{PROSE}\n\n{PROSE} "
    short, long = head + piece * (count // 4), head + piece * count
    cost(short)  # what is made at the first call is not counted

    assert cost(long) + NOISE < GROWTH_MAX * (cost(short) + NOISE)


@pytest.mark.parametrize("line", ["March 3, 2018", "By Ada Brook", "HARBIN MOSCOW", "user wrote:", "a b", "> > > x"])
def test_lines_that_repeat_themselves_cost_by_their_number(line: str) -> None:
    assert cost(f"{line}\n" * 8000) + NOISE < GROWTH_MAX * (cost(f"{line}\n" * 2000) + NOISE)


def test_a_thread_of_many_stories_costs_by_their_number() -> None:
    def thread(stories: int) -> str:
        return "".join(STORY.format(n=n) + f"\nhttp://example.org/{n}\n\n" for n in range(stories))

    assert cost(thread(800)) + NOISE < GROWTH_MAX * (cost(thread(200)) + NOISE)


@pytest.mark.parametrize(
    "piece",
    [
        f"{PROSE} This is the ferry's trip {{n}}.\n\n",
        "Ferry {n} to port {n} resumes\n",
        "Ferry {n} to port {n} resumes\n\nBy Ada Brook\n\nMarch 19, 2018\n\n" + f"{PROSE} {PROSE}\n\n" * 3,
        "user{n} wrote:\n> " + PROSE + "\n",
        "- port {n} | ferry {n}\n",
    ],
    ids=["paragraphs", "headlines", "articles", "posts", "menu"],
)
def test_twice_the_lines_take_about_twice_the_calls(piece: str) -> None:
    def page(number: int) -> str:
        return "".join(piece.format(n=n) for n in range(number))

    calls(page(400))  # what is kept of lines for other captures is kept for all three alike

    for shorter, longer in pairwise([calls(page(100)), calls(page(200)), calls(page(400))]):
        assert longer < DOUBLING_MAX * shorter
