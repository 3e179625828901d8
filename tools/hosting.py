"""A server that sends a site as GitHub Pages does, and writes down every body it sends."""

from __future__ import annotations

import gzip
import threading
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

from .serving import Handler, SiteServer

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


class PagesServer(SiteServer):
    """Serves a folder that does not change, below an optional prefix, and keeps what it sent, in order."""

    def __init__(self, site: Path, port: int = 0, prefix: str = "") -> None:
        super().__init__(site, port, prefix)
        self.RequestHandlerClass = PagesHandler
        self.sent: list[Sent] = []
        self.last = monotonic()
        self.lock = threading.Lock()

    def note(self, sent: Sent | None) -> None:
        """Keeps an answer; None: a request came in."""
        with self.lock:
            self.last = monotonic()
            if sent:
                self.sent.append(sent)

    def forget(self, sent: Sent) -> None:
        """Takes back an answer that nobody waited for."""
        with self.lock:
            if sent in self.sent:
                self.sent.remove(sent)

    def take(self) -> list[Sent]:
        """What was sent since the last call."""
        with self.lock:
            taken, self.sent = self.sent, []
        return taken

    def idle_for(self) -> float:
        """Seconds since the last request or answer."""
        return monotonic() - self.last


class PagesHandler(Handler):
    server: PagesServer

    def do_GET(self) -> None:
        self.server.note(None)
        path = Path(self.translate_path(urlsplit(self.path).path))
        path = path / "index.html" if path.is_dir() else path
        if path.is_file():
            self._send(HTTPStatus.OK, path)
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _send(self, code: int, path: Path) -> None:
        plain, zipped = path.read_bytes(), packed(path)
        body = zipped if path.suffix in COMPRESSED else plain
        self.send_response(code)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if body is zipped:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        asked = urlsplit(self.path).path.removeprefix(self.server.prefix).lstrip("/")
        sent = Sent(asked, len(body), min(len(body), len(zipped)))
        self.server.note(sent)  # before the last byte, after which whoever asked may look
        try:
            if self.command != "HEAD":
                self.wfile.write(body)
        except ConnectionError:  # the browser asked twice and gave one up
            self.server.forget(sent)

    def send_header(self, name: str, value: str) -> None:
        super().send_header(name, f"max-age={KEPT}" if name == "Cache-Control" else value)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = self.server.site / "404.html"
        if code == HTTPStatus.NOT_FOUND and page.is_file():
            self._send(code, page)
        else:
            super().send_error(code, message, explain)
