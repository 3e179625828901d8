"""The chain: a folder of captures → stories, corrected, tagged, with reprints recognised.

A pure library: it reads the folder and writes nothing, and does not know Pelican. Each capture
is converted on its own; what goes wrong in one becomes a line of `Run.failures`, and the
others are converted all the same.
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from .captures import Saved, is_page, list_captures, read_saved, sidecar_path
from .code_version import code_version
from .compared import Compared
from .compiled import compiled_vocabulary
from .confidence import Scale, calibrated, load_scale
from .conversions import Converted, convert_all
from .corrections import assign, correct_fields
from .dates import complete
from .errors import CaptureError, place
from .language import language_of
from .limits import DEFAULT_LIMITS, Limits
from .means import Means, Progress
from .model import Block, Capture, Conversion, Kind, Role, Segment, Story
from .notes import Notes
from .posts import markdown_cost, render_post, slugify
from .regions import tag_regions
from .regions.vocabulary import Regions, load_regions
from .reprint_corrections import correct_reprints
from .reprints import reprint_links
from .runs import Conversions, Kept, Posts, Run, Standing, Stories
from .segments import segment
from .sources import Sources
from .stages import CAPTURES, REPRINTS, Stages, uncounted
from .stories import extract
from .tag_corrections import correct_tags
from .topics import tag_topics
from .topics.vocabulary import Topics, load_topics
from .vocabulary_digest import vocabulary_digest

MARKDOWN_COST_MAX = (
    4_000_000_000  # characters × signs of a paragraph; about two seconds, where prose needs a millisecond
)

TAGGED_MAX = 200_000  # characters of a story that are read for regions and topics; thirty thousand words
IN_THIS_PROCESS = Means()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is loaded once for all captures of a folder."""

    sources: Sources
    regions: Regions
    topics: Topics
    scale: Scale = field(default_factory=load_scale)
    digest: str = ""  # of all that is not shipped: two vocabularies of one digest give the same conversions

    def ready(self) -> Vocabulary:
        """Itself, with what is otherwise made when it is first needed, in each process anew."""
        _ = self.regions.finder, self.topics.lexicon
        return self


def load_vocabulary(
    folder: Path,
    review_below: Mapping[str, float] | None = None,
    known: Vocabulary | None = None,
    cache: Path | None = None,
) -> Vocabulary:
    """Sources, regions and topics: what is shipped and what the folder adds. Raises SettingError.

    `review_below` replaces thresholds of confidence below which a value goes to review, by field. `known` spares
    loading again, if it is the vocabulary of such a folder without thresholds of its own; in `cache`, a folder, it is
    kept as it is made for the next run.
    """
    if known and known.digest == vocabulary_digest(folder, {}):
        thresholds = review_below or {}
        return replace(known, scale=load_scale(thresholds), digest=vocabulary_digest(folder, thresholds))
    sources = Sources.load(folder)

    def load() -> tuple[Regions, Topics]:
        return load_regions(folder / "regions.yaml"), load_topics(folder / "topics.yaml")

    version = code_version(vocabulary_digest(folder, {})) if cache else ""
    regions, topics = compiled_vocabulary(cache, version, load) if cache else load()
    return Vocabulary(
        sources=sources,
        regions=regions,
        topics=topics,
        scale=load_scale(review_below),
        digest=vocabulary_digest(folder, review_below or {}),
    )


def convert(
    folder: Path,
    *,
    limits: Limits = DEFAULT_LIMITS,
    vocabulary: Vocabulary | None = None,
    progress: Progress | None = None,
    means: Means = IN_THIS_PROCESS,
    notes: Notes | None = None,
    stages: Stages = uncounted,
) -> Run:
    """All captures of the folder, converted. Raises SettingError when none can be.

    `vocabulary` spares loading it again; without it, the folder's own is loaded. Where captures and stories are as
    `notes` has them, they are not read, which raises Stale if what an earlier run kept of them is gone.
    """
    vocabulary = vocabulary or load_vocabulary(folder)
    with stages(CAPTURES):
        listed = list(list_captures(folder))
        saved = [item for item in listed if isinstance(item, Saved)]
    convert_one = partial(convert_saved, limits=limits, vocabulary=vocabulary)
    version = partial(code_version, vocabulary.digest)
    prepare = partial(_prepare, vocabulary)
    done = convert_all(
        saved,
        convert_one,
        means,
        limits=limits,
        version=version,
        prepare=prepare,
        progress=progress,
        notes=notes,
        stages=stages,
    )
    outcomes = dict(zip(saved, done.outcomes, strict=True))
    kept: list[Kept] = []
    failures: list[CaptureError] = []
    for item in listed:
        outcome = item if isinstance(item, CaptureError) else outcomes[item]
        if isinstance(outcome, CaptureError):
            failures.append(outcome)
            continue
        kept.append(outcome)
        if isinstance(item, Saved) and not outcome.slugs:
            failures.append(_no_story(item.path))
    kept, clashes = _without_clashes(folder, kept)
    with stages(REPRINTS) as finding:
        finding.made(sum(len(one.briefs) for one in kept))
        conversions, refused = _with_reprints(folder, kept, done, notes or Notes())
    return Run(folder, conversions, (*failures, *clashes, *refused), done.reused, done.lost)


def _prepare(vocabulary: Vocabulary, saved: Sequence[Saved]) -> None:
    """Make what processes that convert have in common."""
    vocabulary.ready()
    if any(is_page(one.name) for one in saved):
        from . import html  # noqa: F401 - its libraries take longer to load than a page to convert


def convert_saved(saved: Saved, limits: Limits, vocabulary: Vocabulary) -> Conversion | CaptureError:
    """One capture read and converted, or why it cannot be."""
    try:
        return convert_capture(read_saved(saved, limits), saved.path.parent, vocabulary)
    except CaptureError as error:
        where = place(saved.path) if error.where == saved.name else error.where
        return CaptureError(where, error.what, error.todo, seed=saved.name)
    except MemoryError:  # the process that converts is told so, and has no more to give
        raise
    except Exception as error:  # noqa: BLE001 - one capture must not stop the archive
        return _internal(error, saved.path)


def convert_capture(capture: Capture, folder: Path, vocabulary: Vocabulary) -> Conversion:
    """One capture, converted, all but its reprints, which only the whole run shows."""
    capture, segments, stories = read_stories(capture, vocabulary.sources)
    _check_paragraphs(stories, folder / capture.name)
    stories = tuple(
        replace(story, slug=slugify(story.headline.value or "", story.seed, story.ordinal))
        for story in calibrated(stories, capture, vocabulary.scale)
    )
    sidecar = place(sidecar_path(folder, capture.name))
    assigned = assign(stories, capture, sidecar)
    stories = tuple(correct_fields(s, assigned.get(s.ordinal, ()), capture, sidecar) for s in stories)
    stories = tuple(_tagged(story, vocabulary) for story in stories)
    stories = tuple(
        correct_tags(s, assigned.get(s.ordinal, ()), sidecar, vocabulary.regions, vocabulary.topics) for s in stories
    )
    return Conversion(capture, segments, stories)


def read_stories(capture: Capture, sources: Sources) -> tuple[Capture, tuple[Segment, ...], tuple[Story, ...]]:
    """The capture with its lines, what each of them is, and its stories as read: not corrected, not tagged."""
    capture, segments, stories = _read(capture, sources)
    return capture, segments, complete(stories, capture)


def render_posts(run: Run) -> Posts:
    """Each story of the run with its post, in their order."""
    return Posts(
        run.stories,
        lambda conversion, story: render_post(story, conversion.capture, labels_of(story), segment_lines(conversion)),
    )


def labels_of(story: Story) -> list[str]:
    """The tag labels a post carries: its topics, then the regions that list it, each once."""
    labels = [topic.label for topic in story.topics]
    labels += [region.label for region in story.regions if region.role in (Role.PRIMARY, Role.SECONDARY)]
    return list(dict.fromkeys(labels))


def segment_lines(conversion: Conversion) -> list[Segment]:
    """The capture's segments with the lines cut out of stories split off, so that each line has one kind.

    Stories have the last word: a correction may have taken lines of another segment into one.
    """
    kinds: dict[int, tuple[Kind, int]] = {}  # line: its kind, and a number for what it is part of
    for number, run in enumerate(conversion.segments):
        kinds |= dict.fromkeys(range(run.first, run.last + 1), (run.kind, number))
    for story in conversion.stories:
        for part in (Segment(story.kind, story.first, story.last), *story.cut):
            filled = [n for n in range(part.first, part.last + 1) if conversion.capture.lines[n - 1].strip()]
            kinds |= dict.fromkeys(filled, (part.kind, -story.ordinal))
        blank = [n for n in range(story.first, story.last + 1) if not conversion.capture.lines[n - 1].strip()]
        for line in blank:
            kinds.pop(line, None)
    pieces: list[Segment] = []
    before: tuple[Kind, int] | None = None
    for line, kind in sorted(kinds.items()):
        if kind == before:
            pieces[-1] = replace(pieces[-1], last=line)
        else:
            pieces.append(Segment(kind[0], line, line))
        before = kind
    return pieces


def _read(capture: Capture, sources: Sources) -> tuple[Capture, tuple[Segment, ...], tuple[Story, ...]]:
    """The capture with its lines, what each of them is, and the stories as the capture has them."""
    if capture.html:
        from . import html  # its libraries take longer to load than a text capture to convert

        page = html.open_page(capture)
        capture = page.capture
        if found := html.read_page(page, sources):
            return capture, *found
    segments = segment(capture)
    stories = extract(capture, segments, sources)
    return capture, segments, tuple(replace(story, language=_language(story)) for story in stories)


def _check_paragraphs(stories: Sequence[Story], path: Path) -> None:
    """Raise CaptureError for a paragraph that would hold up the build: a flood of signs, no prose."""
    for story in stories:
        for block in story.body:
            if markdown_cost(block.text) > MARKDOWN_COST_MAX:
                what = f"a paragraph of {len(block.text):,} characters is full of Markdown signs"
                raise CaptureError(place(path, block.first), what, "break it into lines")


def _language(story: Story) -> str:
    return language_of(f"{story.headline.value or ''}\n{story.text}")


def _tagged(story: Story, vocabulary: Vocabulary) -> Story:
    read = _beginning(story)
    regions = tuple(tag_regions(read, vocabulary.regions))
    topics = tuple(tag_topics(replace(read, regions=regions), regions, vocabulary.topics))
    return replace(story, regions=regions, topics=topics)


def _beginning(story: Story) -> Story:
    """The story, or as much of one of a book's length as says what it is about."""
    kept: list[Block] = []
    room = TAGGED_MAX
    for block in story.body:
        if room <= 0:
            return replace(story, body=tuple(kept))
        kept.append(block if len(block.text) <= room else replace(block, text=block.text[:room]))
        room -= len(block.text)
    return story if room >= 0 else replace(story, body=tuple(kept))


def _with_reprints(
    folder: Path, kept: Sequence[Kept], done: Converted, notes: Notes
) -> tuple[Conversions, tuple[CaptureError, ...]]:
    """The conversions with their reprints found and corrected, without captures whose correction cannot be applied."""
    stories = Stories(Conversions(kept, holder=done))
    briefs = [brief for one in kept for brief in one.briefs]
    slugs = [brief.slug for brief in briefs]
    names = [f"{one.key}.{place}" if one.key else "" for one in kept for place in range(len(one.briefs))]
    links = reprint_links(stories, briefs, Compared(names, notes.pairs, notes.new_pairs))
    found = {slugs[copy]: Standing(slugs[canonical], why) for copy, (canonical, why) in links.items()}
    settled = {brief.slug for brief in briefs if brief.settled}
    corrected = (stories[place] for place, slug in enumerate(slugs) if slug in settled)
    standings, errors = correct_reprints(found, corrected, slugs, folder)
    if errors:  # what repeats a story of a capture left out may repeat another
        failed = {error.seed for error in errors}
        conversions, more = _with_reprints(folder, [one for one in kept if one.name not in failed], done, notes)
        return conversions, (*errors, *more)
    return Conversions(kept, standings, holder=done), ()


def _without_clashes(folder: Path, kept: Sequence[Kept]) -> tuple[list[Kept], list[CaptureError]]:
    """Leaves out a capture one of whose stories has the address of another: six digits can repeat."""
    owners: dict[str, str] = {}
    sound: list[Kept] = []
    clashes: list[CaptureError] = []
    for one in kept:
        slug = next((slug for slug in one.slugs if slug in owners), "")
        if slug:
            what = f"has a story with the address of one in {owners[slug]} ({slug})"
            clashes.append(CaptureError(place(folder / one.name), what, "rename the capture", seed=one.name))
            continue
        owners |= dict.fromkeys(one.slugs, one.name)
        sound.append(one)
    return sound, clashes


def _no_story(path: Path) -> CaptureError:
    """A capture is saved for its stories, so one without any has lost them, or is none."""
    todo = "look at it with `--segments`; correct it or move it away"
    return CaptureError(place(path), "no story was found in it", todo, seed=path.name)


def _internal(error: Exception, path: Path) -> CaptureError:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    at = f"{Path(frame.filename).name}:{frame.lineno}"
    what = f"internal error: {type(error).__name__} at {at}"
    return CaptureError(place(path), what, "please report it with this capture", seed=path.name)
