"""The local server: the site as a static host answers it, each page with a script added that listens for news."""

from __future__ import annotations

import os
from contextlib import suppress
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from plugins.fast_build.site_files import part_of
from tools.serving import Handler, SiteServer

from .channel import Channel

OWN = "/.serve/"  # no site has such an address: names that begin with a dot are hidden files
SEARCH = "/search/"  # the page that is no good before its index is there
EVENTS = OWN + "events"
SCRIPT = OWN + "reload.mjs"
FILES = {SCRIPT: "text/javascript", OWN + "reload.css": "text/css"}
PATIENCE = 10.0  # seconds after which a silent connection is tried, so that those of closed pages end
RETRY = 1000  # milliseconds until a page that lost its connection asks again


class LiveServer(SiteServer):
    """Serves a site that builds change in place, and tells its open pages.

    While a build that has made its pages goes on with the search, they are shown as they lie beside their places: if it
    fails, they go, and the site is the last good one.
    """

    def __init__(self, site: Path, port: int = 0) -> None:
        self.channel = Channel()
        self.shows_new_pages = False
        super().__init__(site, port)
        self.RequestHandlerClass = LiveHandler

    def shutdown(self) -> None:
        self.channel.close()
        super().shutdown()


class LiveHandler(Handler):
    server: LiveServer

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path == EVENTS:
            self._send_events()
        elif path in FILES:
            self._send_body(FILES[path], (Path(__file__).parent / path.removeprefix(OWN)).read_bytes())
        else:
            super().do_GET()

    def send_head(self) -> Any:
        """The opened file, after its headers; a page as it is on disk with the script added, and never from a cache."""
        wanted = urlsplit(self.path).path
        page = f"{wanted}index.html" if wanted.endswith("/") else wanted
        if not page.endswith(".html"):
            return super().send_head()
        try:
            body = self._with_script(Path(self.translate_path(page)).read_bytes())
        except OSError:
            return super().send_head()
        self._send_page_headers(HTTPStatus.OK, body)
        return BytesIO(body)

    def translate_path(self, path: str) -> str:
        """Where the file lies: beside its place, if it is new and such files are shown."""
        found = super().translate_path(path)
        if self.server.shows_new_pages and os.path.isfile(part := part_of(found)):
            return part
        return found

    def guess_type(self, path: Any) -> str:
        return super().guess_type(urlsplit(self.path).path)  # the name beside its place has another ending

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code == HTTPStatus.NOT_FOUND:
            with suppress(OSError):
                body = self._with_script((self.server.site / "404.html").read_bytes())
                self._send_page_headers(HTTPStatus.NOT_FOUND, body)
                self._write(body)
                return
        super().send_error(code, message, explain)

    def _with_script(self, page: bytes) -> bytes:
        channel = self.server.channel
        of = f"search={channel.search}" if urlsplit(self.path).path == SEARCH else f"site={channel.site}"
        script = f'<script type="module" src="{SCRIPT}?{of}"></script>\n'.encode()
        end = page.lower().rfind(b"</body>")
        return page[:end] + script + page[end:] if end >= 0 else page + script

    def _send_page_headers(self, code: HTTPStatus, body: bytes) -> None:
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()

    def _send_body(self, kind: str, body: bytes) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self._write(body)

    def _write(self, body: bytes) -> None:
        if self.command != "HEAD":
            self.wfile.write(body)

    def _send_events(self) -> None:
        """News as they come, until the page or the server goes."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        stream: IO[bytes] = self.wfile  # type: ignore[assignment]  # unbuffered
        with suppress(OSError):
            stream.write(f"retry: {RETRY}\n\n".encode())
            for message in self.server.channel.messages(PATIENCE):
                stream.write(f"data: {message}\n\n".encode() if message else b":\n\n")
