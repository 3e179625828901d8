"""Small captures and stories for the tests of this folder."""

from dataclasses import replace

from plugins.seed_posts.model import Block, Capture, Evidence, Finding, Story


def capture_of(*lines, **fields):
    return Capture("case.txt", tuple(lines), "0" * 64, **fields)


def story_of(capture, first, last, *, body_first=None, ordinal=1, date=None, headline=True):
    """A story of these lines: the first is its headline, its body begins at `body_first`."""
    body_first = body_first or first + 1
    body = tuple(Block(capture.lines[n - 1], n, n) for n in range(body_first, last + 1) if capture.lines[n - 1].strip())
    text = capture.lines[first - 1]
    found = Finding(text, (Evidence("headline-line", text, first),), 0.9) if headline else Finding()
    story = Story(capture.name, ordinal, first, last, body, headline=found, slug=f"story-{ordinal}")
    if date is None:
        return story
    return replace(story, date=date)
