"""A server that compresses as GitHub Pages does and writes down every body it sends."""

from __future__ import annotations

import gzip
import threading
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from tools.serving import Handler, SiteServer

COMPRESSED = (".html", ".css", ".js", ".mjs", ".json", ".svg", ".txt", ".xml")  # what Pages sends gzipped
LEVEL = 6  # of gzip; the usual one of servers
KEPT = 600  # seconds a browser may keep a file, as Pages says


@dataclass(frozen=True)
class Sent:
    """One answer: the file's path below the site, bytes of the body as sent, and had everything been gzipped."""

    path: str
    bytes: int
    gzipped: int


@cache
def packed(path: Path) -> bytes:
    """The file gzipped; each is packed once, as by a host's cache."""
    return gzip.compress(path.read_bytes(), LEVEL, mtime=0)


class CountingServer(SiteServer):
    """Serves a folder below the root and keeps what it sent, in order."""

    def __init__(self, site: Path) -> None:
        super().__init__(site)
        self.RequestHandlerClass = CountingHandler
        self.sent: list[Sent] = []
        self.last = monotonic()
        self.lock = threading.Lock()

    def note(self, sent: Sent | None) -> None:
        """Keeps an answer; None: a request came in."""
        with self.lock:
            self.last = monotonic()
            if sent:
                self.sent.append(sent)

    def take(self) -> list[Sent]:
        """What was sent since the last call."""
        with self.lock:
            taken, self.sent = self.sent, []
        return taken

    def idle_for(self) -> float:
        """Seconds since the last request or answer."""
        return monotonic() - self.last


class CountingHandler(Handler):
    server: CountingServer

    def do_GET(self) -> None:
        self.server.note(None)
        address = urlsplit(self.path).path
        path = Path(self.translate_path(address))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        plain, zipped = path.read_bytes(), packed(path)
        body = zipped if path.suffix in COMPRESSED else plain
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if body is zipped:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except ConnectionError:  # the browser asked twice and gave one up
            return
        self.server.note(Sent(address.lstrip("/"), len(body), min(len(body), len(zipped))))

    def send_header(self, name: str, value: str) -> None:
        super().send_header(name, f"max-age={KEPT}" if name == "Cache-Control" else value)

    def send_error(self, code: int, *_: Any) -> None:
        self.send_response(code)
        self.send_header("Content-Length", "0")
        self.end_headers()
