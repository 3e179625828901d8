"""`python -m plugins.seed_posts`: convert a folder of captures without Pelican."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from .confidence import checked_threshold
from .errors import CaptureError, SettingError, place
from .files import write_whole
from .limits import MAX_BYTES, MAX_MEGABYTES, MAX_SECONDS, MIN_MEGABYTES, Limits
from .means import Means, jobs_for
from .progress import progress
from .stages import Timings
from .told import failure_lines, plural
from .up_to_date import UpToDate, bring_up_to_date
from .workspace import CACHE, PROJECT, SEEDS, workspace_of

# What converts is imported where it is needed: that takes longer than to see that nothing changed.


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0, or 1 when a capture failed or, with --check, a post would change."""
    options = _parser().parse_args(arguments)
    try:
        return _run(options)
    except CaptureError as error:
        print(*failure_lines([error]), file=sys.stderr)
        return 1
    except BrokenPipeError:  # `… | head` has read enough
        sys.stderr.close()
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m plugins.seed_posts",
        description="Convert a folder of captures. With --json or --segments, write what was found to those files; "
        "without, bring the posts of the folder up to date.",
    )
    parser.add_argument(
        "--seeds", type=Path, default=Path(SEEDS), metavar="DIR", help="folder of captures (default: %(default)s)"
    )
    parser.add_argument("--json", type=Path, metavar="OUT.jsonl", help="write one JSON line a story to this file")
    parser.add_argument(
        "--segments", type=Path, metavar="FILE", help="write one JSON line a capture: what each line is"
    )
    parser.add_argument(
        "--posts", type=Path, metavar="DIR", help="folder of posts (default: the one that belongs to --seeds)"
    )
    parser.add_argument("--check", action="store_true", help="write no post; exit with 1 if one would change")
    parser.add_argument(
        "--max-capture-bytes",
        type=_positive,
        default=MAX_BYTES,
        metavar="N",
        help="leave out larger captures (default: %(default)s)",
    )
    parser.add_argument(
        "--capture-seconds",
        type=_positive,
        default=MAX_SECONDS,
        metavar="N",
        help="leave out captures that need more processor time (default: %(default)s)",
    )
    parser.add_argument(
        "--capture-megabytes",
        type=_megabytes,
        default=MAX_MEGABYTES,
        metavar="N",
        help="leave out captures that need more memory (default: %(default)s)",
    )
    parser.add_argument(
        "--jobs", type=_count, default=0, metavar="N", help="processes that convert (default: one for each core)"
    )
    parser.add_argument(
        "--cache",
        type=Path,
        default=PROJECT / CACHE,
        metavar="DIR",
        help=f"where conversions are kept for the next run (default: {CACHE} of the project)",
    )
    parser.add_argument("--no-cache", action="store_true", help="convert every capture anew and keep nothing")
    parser.add_argument(
        "--timings", action="store_true", help="print the time of each stage, and how much it looked at or made"
    )
    parser.add_argument("--quiet", action="store_true", help="say nothing of how far it is")
    parser.add_argument(
        "--review",
        choices=("text", "json"),
        help="print what a person should look at, for people or for programs; write nothing",
    )
    parser.add_argument(
        "--review-below",
        type=_threshold,
        action="append",
        default=[],
        metavar="FIELD=N",
        help="send values of a field to review from a confidence below N (0 to 1); may be repeated",
    )
    parser.add_argument(
        "--explain", metavar="SLUG", help="print where each value of a post comes from; convert nothing"
    )
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("must be 0 or more")
    return number


def _megabytes(text: str) -> int:
    number = int(text)
    if number < MIN_MEGABYTES:
        raise argparse.ArgumentTypeError(f"must be {MIN_MEGABYTES} or more: the libraries alone need most of that")
    return number


def _threshold(text: str) -> tuple[str, float]:
    name, _, number = text.partition("=")
    try:
        return name, checked_threshold(name, float(number))
    except (ValueError, SettingError) as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _run(options: argparse.Namespace) -> int:
    posts = options.posts or workspace_of(options.seeds).posts
    if options.explain:
        from .explain import explain

        print(explain(posts, options.explain))
        return 0
    limits = Limits(
        max_bytes=options.max_capture_bytes,
        max_seconds=options.capture_seconds,
        max_megabytes=options.capture_megabytes,
    )
    means = Means(jobs_for(options.jobs), None if options.no_cache else options.cache)
    if options.json or options.segments or options.review:
        return _export(options, limits, means)
    if options.check:
        return _check(options, posts, limits, means)
    thresholds = dict(options.review_below)
    timings = Timings()
    result = bring_up_to_date(
        options.seeds,
        posts,
        means,
        limits=limits,
        review_below=thresholds,
        quiet=options.quiet,
        stages=timings.stage,
    )
    counts = result.told.counts(result.unchanged)
    _say(*result.told.reviews, f"{place(options.seeds)}: {counts}.", _written(result, posts))
    if options.timings:
        _say(*timings.lines())
    return _failed(result.failures)


def _export(options: argparse.Namespace, limits: Limits, means: Means) -> int:
    """Write what was found to files, or print what a person should look at; no post is touched."""
    from .pipeline import convert, load_vocabulary
    from .records import segments_lines, story_lines
    from .report import tell
    from .review import as_json, as_text, review_list

    vocabulary = load_vocabulary(options.seeds, dict(options.review_below))
    with progress(options.seeds, quiet=options.quiet) as shown:
        run = convert(options.seeds, limits=limits, vocabulary=vocabulary, progress=shown, means=means)
    for path, lines in ((options.json, story_lines), (options.segments, segments_lines)):
        if path:
            _write(path, lines(run))
    if options.review:
        found = review_list(run)
        print(as_json(found) if options.review == "json" else as_text(found), end="")
        return 0
    told = tell(run)
    written = " and ".join(place(path) for path in (options.json, options.segments) if path)
    _say(*told.reviews, f"{place(options.seeds)}: {told.counts(run.reused)}.", f"Wrote {written}.")
    return _failed(run.failures)


def _check(options: argparse.Namespace, posts: Path, limits: Limits, means: Means) -> int:
    """Compare the posts with what the captures give, every one of them."""
    from .pipeline import load_vocabulary
    from .refresh import refresh_posts
    from .report import tell

    vocabulary = load_vocabulary(options.seeds, dict(options.review_below))
    with progress(options.seeds, quiet=options.quiet) as shown:
        result = refresh_posts(
            options.seeds, posts, check=True, limits=limits, vocabulary=vocabulary, progress=shown, means=means
        )
    told, changes = tell(result.run), result.plan.changes
    _say(*told.reviews, f"{place(options.seeds)}: {told.counts(result.run.reused)}.")
    _say(*(changes or ["Every post is up to date."]))
    if changes:
        _say("Run `invoke posts` and commit what changed.")
    return _failed(result.failures) or int(bool(changes))


def _write(path: Path, lines: Iterable[str]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, "".join(f"{line}\n" for line in lines))
    except OSError as error:
        raise SettingError(
            place(path), f"cannot be written: {error.strerror}", "name a file in a folder you may write to"
        ) from None


def _written(result: UpToDate, posts: Path) -> str:
    """What was done and what to do next."""
    written = deleted = 0
    if result.done:
        from .run_record import NAME as RECORD

        names = {path.name.split(".")[0] for path, _ in result.done.writes if path.name != RECORD}  # with evidence
        written, deleted = len(names), sum(path.suffix == ".md" for path in result.done.deletes)
    return (
        f"{place(posts)}: {plural(written, 'post')} written, {plural(deleted, 'post')} deleted. "
        "Read the diff, then `invoke serve`; `invoke explain SLUG` says where a value comes from."
    )


def _failed(failures: Sequence[CaptureError]) -> int:
    """The exit code, when what failed has been said."""
    if not failures:
        return 0
    _say(*failure_lines(failures), "The lines above say what was left out and what to do; the rest is done.")
    return 1


def _say(*lines: str) -> None:
    """On the error stream: standard output may be a file."""
    print(*lines, sep="\n", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
