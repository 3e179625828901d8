"""The loop of `invoke serve`: build, serve, and build again whenever something changed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Event

from plugins.seed_posts.errors import place

from .builders import Builder
from .builds import Outcome
from .changes import Changes, written_between
from .server import LiveServer

NAMED = 3  # changed files that the terminal names


class NoSite(Exception):
    """Why there is nothing to serve, in one line."""


def serve(
    builder: Builder,
    site: Path,
    watched: Sequence[Path],
    posts: Path,
    port: int,
    announce: Callable[[str], None] = print,
    stop: Event | None = None,
) -> None:
    """Build, serve, and build again after every change below the watched paths, until `stop` is set or Ctrl+C.

    The builder makes the site in place, or leaves it as it is; it writes `posts` itself. One build runs at a time;
    whatever changes meanwhile causes one more. Raises NoSite where the port is taken, or where the first site cannot be
    built and there is none of an earlier run.
    """
    stop = stop or Event()
    try:
        server = LiveServer(site, port)
    except (OSError, OverflowError) as error:
        said = getattr(error, "strerror", None) or "is no port"
        raise NoSite(f"port {port}: {said}; name another with --port") from None
    posts = posts.resolve()
    with server, closing(builder), Changes(watched, stop) as changes:
        begun = time.time_ns()
        outcome = builder.build()
        ended = time.time_ns()
        if not (site / "index.html").exists():
            raise NoSite("no site was built")
        server.channel.tell(outcome.lines, new_site=outcome.new_site)
        server.start()
        try:
            announce(f"Serving the {_kind(outcome)} at {server.address} (Ctrl+C stops)")
            for changed in changes:
                news = [path for path in changed if not _ours(path, posts, begun, ended)]
                if not news:
                    continue
                announce(f"{_names(news)} changed; building again")
                begun, clock = time.time_ns(), time.monotonic()
                outcome = builder.build(partial(_show_early, server, clock, announce))
                ended = time.time_ns()
                server.shows_new_pages = False
                server.channel.tell(outcome.lines, new_site=outcome.new_site)
                announce(_told(outcome, server.address, time.monotonic() - clock))
        finally:
            server.shutdown()


def _show_early(server: LiveServer, clock: float, announce: Callable[[str], None]) -> None:
    """Lets readers see the pages of a build that goes on with the search."""
    server.shows_new_pages = True
    server.channel.tell_of_pages()
    announce(f"Pages built in {time.monotonic() - clock:.1f} s; the search follows")


def _ours(path: Path, posts: Path, begun: int, ended: int) -> bool:
    """Whether the change is the last build's own: a post it wrote."""
    path = Path(os.path.abspath(path))
    return path.is_relative_to(posts) and written_between(path, begun, ended)


def _kind(outcome: Outcome) -> str:
    return "archive" if outcome.new_site else "archive as it last was"


def _names(paths: Sequence[Path]) -> str:
    names = [place(path) for path in sorted(paths)]
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")


def _told(outcome: Outcome, address: str, seconds: float) -> str:
    if not outcome.new_site:
        return "No site was built; the last good one stays"
    return f"Built in {seconds:.1f} s; serving the new site at {address}"
