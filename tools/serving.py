"""The local server: serves the last good site and builds a new one when something changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle
from pathlib import Path
from shutil import rmtree
from threading import Event, Thread
from typing import Any

from watchfiles import watch

HOST = "127.0.0.1"  # this machine only
Snapshot = dict[Path, tuple[int, int]]  # modification time in ns and size in bytes, by file
SETTLE = 200  # milliseconds without a change before a rebuild: editors save in several steps


class NoSite(Exception):
    """Why there is nothing to serve, in one line."""


class SiteServer(ThreadingHTTPServer):
    """Serves a folder that may be exchanged at any moment, below an optional prefix such as "/repo"."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, site: Path, port: int = 0, prefix: str = "") -> None:
        self.site = site
        self.prefix = prefix
        super().__init__((HOST, port), Handler)

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.server_port}{self.prefix}/"

    def start(self) -> SiteServer:
        """Itself, answering from a thread of its own."""
        Thread(target=partial(self.serve_forever, poll_interval=0.05), daemon=True).start()
        return self


class Handler(SimpleHTTPRequestHandler):
    """Static files as GitHub Pages serves them: index.html for folders, 404.html for the rest."""

    server: SiteServer
    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012  # as the base class has it; not from the machine's own tables
        **SimpleHTTPRequestHandler.extensions_map,
        "": "application/octet-stream",
        ".css": "text/css",
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".json": "application/json",
        ".svg": "image/svg+xml",
        ".txt": "text/plain; charset=utf-8",
        ".woff2": "font/woff2",
        ".xml": "application/xml",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, directory=str(args[2].site), **kwargs)

    def translate_path(self, path: str) -> str:
        self.directory = str(self.server.site)  # a connection outlives a rebuild
        prefix = self.server.prefix
        if prefix and not path.startswith(prefix + "/"):
            return str(self.server.site / "outside the prefix")
        return super().translate_path(path.removeprefix(prefix))

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")  # a rebuilt page shows at once
        super().end_headers()

    def list_directory(self, path: Any) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = self.server.site / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.exists():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: a reader's requests are no news to the maintainer."""


def serve(
    build: Callable[[Path], None],
    folder: Path,
    watched: Sequence[Path],
    posts: Path,
    port: int,
    announce: Callable[[str], None] = print,
    stop: Event | None = None,
) -> None:
    """Build, serve, and build again after every change below the watched paths, until `stop` is set or Ctrl+C.

    `build` makes a site at the path it is given, or leaves nothing there; it writes `posts` itself. Two folders take
    turns, so that the last good site is served until the next is whole. Raises NoSite when the first cannot be built or
    the port is taken.
    """
    turns = cycle([folder / "1", folder / "2"])
    site = next(turns)
    watched = [path for path in watched if path.exists()]
    built = _build_new(build, site, watched, posts)
    if not site.exists():
        raise NoSite("no site was built")
    try:
        server = SiteServer(site, port)
    except OSError as error:
        raise NoSite(f"port {port}: {error.strerror}; name another with --port") from None
    with server.start():
        announce(f"Serving the archive at {server.address} (Ctrl+C stops)")
        for _ in watch(*watched, step=SETTLE, stop_event=stop, raise_interrupt=False):
            if snapshot(watched) == built:
                continue
            announce("Something changed; building again")
            site = next(turns)
            built = _build_new(build, site, watched, posts)
            if site.exists():
                server.site = site
                announce(f"Serving the new site at {server.address}")
            else:
                next(turns)  # its turn again
                announce("No site was built; the last good one stays")
        server.shutdown()


def snapshot(paths: Iterable[Path]) -> Snapshot:
    """Time and size of every file below the paths: equal snapshots need no rebuild."""
    files = (file for path in paths for file in ([path] if path.is_file() else path.rglob("*")))
    return {
        file: (stat.st_mtime_ns, stat.st_size)
        for file in files
        if "__pycache__" not in file.parts and file.is_file() and (stat := file.stat())
    }


def _build_new(build: Callable[[Path], None], site: Path, watched: Sequence[Path], posts: Path) -> Snapshot:
    """What the new site was built from: posts as the build left them, all else as it was when the build began."""
    rmtree(site, ignore_errors=True)
    before = snapshot(watched)
    build(site)
    after = snapshot(watched)
    unwritten = {file: state for file, state in before.items() if not file.is_relative_to(posts)}
    return unwritten | {file: state for file, state in after.items() if file.is_relative_to(posts)}
