"""`python -m plugins.archive_search --records IN.jsonl --out DIR`: builds a search without Pelican."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .build import build_sources
from .bundle import BundleError
from .engine import LunrMissing, find_program
from .records import Lines, RecordError, date_of


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0, or 1 after one line saying what is wrong."""
    parser = argparse.ArgumentParser(prog="python -m plugins.archive_search", description="Build a search folder.")
    parser.add_argument("--records", type=Path, required=True, help="JSON Lines: id, title, body, date, url, …")
    parser.add_argument("--out", type=Path, required=True, help="folder to write; js/cli.mjs searches it")
    parser.add_argument("--lunr", type=Path, help="lunr.js 2.3.9 (default: node_modules/lunr/lunr.min.js)")
    parser.add_argument("--released", default="", help="date of this state of the archive, to be told to readers")
    parser.add_argument("--state", type=Path, help="folder that keeps what the next build need not make again")
    options = parser.parse_args(arguments)
    try:
        lines = Lines(options.records)
        program = find_program(options.lunr)
        released = date_of(options.released)
        written = build_sources(lines.sources, options.out, program, released, options.state, lines.check)
    except (RecordError, LunrMissing, BundleError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{options.out}: cannot be written: {error.strerror}; name a folder you may write to", file=sys.stderr)
        return 1
    if program.note:
        print(program.note, file=sys.stderr)
    print(
        f"{len(lines.sources)} articles → {written.files} files, {written.bytes:,} bytes in {options.out}"
        f" ({written.changed} written, {written.removed} removed)"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
