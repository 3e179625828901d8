"""A sidecar says what a maintainer knows; a slip in it is named by file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.seed_posts.captures import read_captures
from plugins.seed_posts.errors import CaptureError
from plugins.seed_posts.model import Capture, Correction
from plugins.seed_posts.sidecars import Sidecar, read_sidecar


def written(folder: Path, text: str) -> Path:
    path = folder / "x.yaml"
    path.write_text(text)
    return path


def test_a_sidecar_gives_capture_details_and_corrections(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "capture:\n"
        "  uri: https://example.org/flood\n"
        "  captured_at: 2018-03-20\n"
        "  source: Mill Valley Ledger\n"
        "  rights: digest\n"
        "corrections:\n"
        "  - story: Flood at mill\n"
        "    field: date\n"
        "    value: 2018-03-19\n"
        "    reason: printed on the page that was not saved\n"
        "  - {story: 2, field: regions, action: add, value: [CN-HL primary, RU secondary], reason: in the picture}\n",
    )

    assert read_sidecar(path) == Sidecar(
        uri="https://example.org/flood",
        captured_at="2018-03-20",
        source="Mill Valley Ledger",
        rights="digest",
        corrections=(
            Correction("Flood at mill", "date", "set", "2018-03-19", "printed on the page that was not saved", 7),
            Correction("2", "regions", "add", "CN-HL primary; RU secondary", "in the picture", 11),
        ),
    )


def test_values_stay_the_words_that_were_written(tmp_path: Path) -> None:
    text = "corrections:\n  - {story: no, field: headline, value: 0123, reason: yes}\n"

    correction = read_sidecar(written(tmp_path, text)).corrections[0]

    assert (correction.story, correction.value, correction.reason) == ("no", "0123", "yes")


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "corrections:\n", "capture:\ncorrections: []\n"])
def test_a_sidecar_may_be_empty(tmp_path: Path, text: str) -> None:
    assert read_sidecar(written(tmp_path, text)) == Sidecar()


ENTRY = "corrections:\n  - {story: Flood, field: headline, value: Floods, reason: misprint}\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("captures:\n  uri: x\n", 'x.yaml:1: no key "captures" in a sidecar; did you mean "capture"?'),
        ("capture:\n  ulr: x\n", 'x.yaml:2: no key "ulr" in capture; did you mean "uri"?'),
        ("capture:\n  uri: x\n  uri: y\n", "x.yaml:3: uri is given twice; delete one of them"),
        (
            "capture:\n  uri: javascript:alert(1)\n",
            'x.yaml:2: uri "javascript:alert(1)" is no web address; give it from http(s):// on',
        ),
        (
            "capture:\n  captured_at: yesterday\n",
            'x.yaml:2: captured_at "yesterday" is no date; write it as 2018-03-20 or 2018-03-20T14:05Z',
        ),
        ("capture:\n  rights: digset\n", 'x.yaml:2: unknown rights "digset"; did you mean "digest"?'),
        ("capture: digest\n", "x.yaml:1: capture is not written as key: value; keys: uri, captured_at, source, rights"),
        ("- a\n- b\n", "x.yaml:1: a sidecar is not written as key: value; keys: capture, corrections"),
        ("corrections:\n  story: x\n", 'x.yaml:2: corrections is no list; begin each correction with "- "'),
        (ENTRY.replace(", reason: misprint", ""), "x.yaml:2: a correction lacks reason; add it"),
        (ENTRY.replace("misprint", '""'), "x.yaml:2: a correction has an empty reason; say why"),
        (ENTRY.replace("headline", "headlin"), 'x.yaml:2: no field named "headlin"; did you mean "headline"?'),
        (ENTRY.replace("value", "action: ad, value"), 'x.yaml:2: no action named "ad"; did you mean "add"?'),
        (
            ENTRY.replace("value", "action: drop, value"),
            'x.yaml:2: headline is one value, which nothing can drop; use "set"',
        ),
        (
            "capture: [unclosed\n",
            "x.yaml:2: is not YAML: expected ',' or ']', but got '<stream end>'; quote the value or fix its indent",
        ),
        ("a: b: c\n", "x.yaml:1: is not YAML: mapping values are not allowed here; quote the value or fix its indent"),
        ("[" * 1500, "x.yaml: is nested too deeply; write it as docs/reference.md shows"),
        (
            "capture: !!python/object:os.system {uri: x}\n",
            'x.yaml:1: uri "x" is no web address; give it from http(s):// on',
        ),
    ],
)
def test_a_slip_is_named_with_its_line_and_what_to_do(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(CaptureError) as caught:
        read_sidecar(written(tmp_path, text))

    assert str(caught.value) == f"{tmp_path.as_posix()}/{message}"


def test_a_sidecar_that_is_not_utf_8_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"capture:\n  source: Caf\xe9\n")

    with pytest.raises(CaptureError, match=r"x\.yaml: is not UTF-8 text; save it as UTF-8$"):
        read_sidecar(path)


def test_a_sidecar_with_a_slip_fails_its_capture_and_no_other(seeds: Path) -> None:
    (seeds / "flood.yaml").write_text("captur:\n")

    found = list(read_captures(seeds))

    assert [item.name for item in found if isinstance(item, Capture)] == ["bridge.txt"]
    assert [item.seed for item in found if isinstance(item, CaptureError)] == ["flood.txt"]


def test_a_sidecar_without_its_capture_is_an_error_that_names_the_nearest(seeds: Path) -> None:
    (seeds / "floods.yaml").write_text("capture:\n")

    errors = [str(item) for item in read_captures(seeds) if isinstance(item, CaptureError)]

    assert errors == [
        f'{seeds.as_posix()}/floods.yaml: is a sidecar without a capture of the same name; did you mean "flood"?'
    ]


def test_a_sidecar_that_could_belong_to_two_captures_fails_both(seeds: Path) -> None:
    (seeds / "flood.html").write_text("<p>Flood at mill</p>")
    (seeds / "flood.yaml").write_text("capture:\n")

    errors = [str(item).rpartition("/")[2] for item in read_captures(seeds) if isinstance(item, CaptureError)]

    assert errors == ["flood.yaml: belongs to flood.html and to flood.txt; rename one of them"] * 2
