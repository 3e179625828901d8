"""The quick Markdown reader reads of any file what Pelican's reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pelican.readers import MarkdownReader
from pelican.tests.support import get_settings

from plugins.fast_build.markdown_reader import QuickMarkdownReader

PIECES = [
    "Title: A flood",
    "title: again",
    "Authors: Ann Lee; Bo Li",
    "Tags: a, b",
    "Summary: *Water* rose.",
    "Slug:flood",
    "Key-with_dash:  x  ",
    "Url: http://x.y/z: w",
    "Empty:",
    "-a: b",
    "---",
    "...",
    "   Near: three spaces",
    "    goes on",
    "No colon",
    "two words: no key",
    "\u3000",
    "Ideographic:\u3000space",
    "Cell: a\x0bb\x85c\u2028d",
    "A paragraph.",
    "# Heading",
    "",
    "",
    "\t",
    "  ",
]
CONFIG = {"extensions": ["markdown.extensions.meta"], "output_format": "html5"}


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=9), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
@pytest.mark.parametrize("formatted", [[], ["summary"]])
def test_any_file_is_read_as_pelican_reads_it(
    tmp_path: Path, formatted: list[str], lines: list[str], end: str, marked: bool
) -> None:
    given_settings = get_settings(MARKDOWN=CONFIG, FORMATTED_FIELDS=formatted)
    file = tmp_path / "post.md"
    file.write_bytes(b"\xef\xbb\xbf" * marked + end.join(lines).encode())
    stock = MarkdownReader(given_settings).read(str(file))

    quick = QuickMarkdownReader(given_settings)
    assert quick.read(str(file)) == stock

    quick.read_already = str(file), file.read_bytes()
    assert quick.read(str(file)) == stock


def test_bytes_of_another_file_are_not_taken_for_this_one(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("Title: One\n\nFirst.\n")
    reader = QuickMarkdownReader(get_settings(MARKDOWN=CONFIG))
    reader.read_already = str(tmp_path / "two.md"), b"Title: Two\n\nSecond.\n"

    html, metadata = reader.read(str(tmp_path / "one.md"))

    assert (html, metadata["title"]) == ("<p>First.</p>", "One")
