"""A local server that answers as a static host does: for tests and measurements, and what `invoke serve` builds on."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

HOST = "127.0.0.1"  # this machine only


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
