"""A folder of saved files becomes captures; what cannot be read gets one line."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from plugins.seed_posts.captures import Limits, check_name, read_capture, read_captures
from plugins.seed_posts.errors import CaptureError, SettingError
from plugins.seed_posts.model import Capture

RUSSIAN = "Сибирь и Китай подписали соглашение о сотрудничестве в области энергетики.\n"
FRENCH = "Le président a déclaré hier à Paris que la coopération régionale était nécessaire.\n"
CHINESE = "黑龙江省与俄罗斯远东地区签署了合作协议。\n"


def read(path: Path, data: bytes) -> Capture:
    path.write_bytes(data)
    return read_capture(path)


def lines_of_errors(folder: Path, **limits: int) -> list[str]:
    found = read_captures(folder, Limits(**limits))
    return [str(item).replace(folder.as_posix(), "seeds") for item in found if isinstance(item, CaptureError)]


def test_captures_come_sorted_by_name_with_the_digest_of_their_bytes(seeds: Path) -> None:
    found = [item for item in read_captures(seeds) if isinstance(item, Capture)]

    assert [capture.name for capture in found] == ["bridge.txt", "flood.txt"]
    assert found[1].sha256 == hashlib.sha256((seeds / "flood.txt").read_bytes()).hexdigest()


def test_lines_are_counted_as_an_editor_counts_them(tmp_path: Path) -> None:
    capture = read(tmp_path / "a.txt", "one\r\ntwo\rthree\n\nfive\u2028still five\x0cand still\n".encode())

    assert capture.lines == ("one", "two", "three", "", "five still five and still")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", RUSSIAN + FRENCH + CHINESE),
        ("utf-8-sig", RUSSIAN),
        ("utf-16", RUSSIAN + CHINESE),
        ("utf-16-be", FRENCH),
        ("utf-16-le", FRENCH),
        ("utf-32", RUSSIAN),
        ("latin-1", FRENCH),
        ("cp1252", FRENCH + "“Œuvre” – 5 €\n"),
        ("cp1251", RUSSIAN),
        ("koi8_r", RUSSIAN),
        ("gb18030", CHINESE * 2),
        ("big5", "黑龍江省與俄羅斯遠東地區簽署了合作協議。\n" * 2),
    ],
)
def test_text_in_a_common_encoding_comes_out_as_it_went_in(tmp_path: Path, encoding: str, text: str) -> None:
    data = text.encode(encoding)  # "utf-16-be" and "-le" write no byte order mark

    capture = read(tmp_path / "a.txt", data)

    assert "\n".join(capture.lines) + "\n" == text


def test_a_guessed_encoding_is_noted_and_a_certain_one_is_not(tmp_path: Path) -> None:
    guessed = read(tmp_path / "a.txt", RUSSIAN.encode("cp1251"))
    certain = read(tmp_path / "b.txt", RUSSIAN.encode())

    assert guessed.notes == ("read as cp1251, which was guessed from the bytes",)
    assert certain.notes == ()


def test_a_page_is_read_as_it_declares(tmp_path: Path) -> None:
    markup = f'<html><head><meta charset="koi8-r"></head><body><p>{RUSSIAN}</p></body></html>'

    capture = read(tmp_path / "a.html", markup.encode("koi8-r"))

    assert "Сибирь" in capture.html
    assert capture.encoding == "koi8-r"


def test_utf_8_wins_over_a_page_that_declares_a_one_byte_encoding(tmp_path: Path) -> None:
    markup = f'<html><head><meta charset="iso-8859-1"></head><body><p>{RUSSIAN}</p></body></html>'

    capture = read(tmp_path / "a.html", markup.encode())

    assert "Сибирь" in capture.html


def test_control_and_bidi_override_characters_are_removed_with_a_note(tmp_path: Path) -> None:
    capture = read(tmp_path / "a.txt", "Fl\0ood\x07 at mill\n\u202eThe river\u202c rose.\n".encode())

    assert capture.lines == ("Flood at mill", "The river rose.")
    assert capture.notes == (
        "control characters were removed (line 1)",
        "characters that reverse the direction of writing were removed (line 2)",
    )


def test_text_decoded_twice_by_mistake_is_repaired_with_a_note(tmp_path: Path) -> None:
    twice = FRENCH.encode().decode("cp1252").encode()

    capture = read(tmp_path / "a.txt", b"Headline\n" + twice)

    assert capture.lines[1] + "\n" == FRENCH
    assert capture.notes == ("text decoded twice by mistake was repaired (line 2)",)


def test_a_line_nobody_can_see_is_a_blank_line(tmp_path: Path) -> None:
    capture = read(tmp_path / "a.txt", "one\n\u200b\n\u00a0\u2060\ntwo".encode())

    assert capture.lines == ("one", "", "", "two")


def test_a_line_of_white_space_stays_as_it_is_for_it_may_part_two_posts(tmp_path: Path) -> None:
    assert read(tmp_path / "a.txt", "one\n \n\u00a0\ntwo".encode()).lines == ("one", " ", "\u00a0", "two")


@pytest.mark.parametrize(
    "line", ["Smörgåsbord à la carte: “café” – £5", "Ä Ö Ü ß", "Ça va ? Où ? À Â", "№ 5 — «Сибирь»"]
)
def test_text_that_is_only_unusual_is_left_alone(tmp_path: Path, line: str) -> None:
    assert read(tmp_path / "a.txt", line.encode()).lines == (line,)


def test_readme_hidden_data_and_vocabulary_files_are_no_captures(seeds: Path) -> None:
    for name in (
        "README.md",
        "readme.txt",
        ".DS_Store",
        "manifest.json",
        "sources.yaml",
        "regions.yaml",
        "topics.yaml",
    ):
        (seeds / name).write_text("x: 1\n")

    found = [item.name if isinstance(item, Capture) else str(item) for item in read_captures(seeds)]

    assert found == ["bridge.txt", "flood.txt"]


def test_pictures_saved_with_a_page_are_no_captures(seeds: Path) -> None:
    (seeds / "page.html").write_text("<p>Flood at mill</p>")
    (seeds / "page_files").mkdir()

    assert lines_of_errors(seeds) == []


def test_every_file_that_cannot_be_used_gets_a_line_of_its_own(seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text("Outside")
    (seeds / "a-empty.txt").write_bytes(b"")
    (seeds / "b-blank.txt").write_bytes(b" \n\n\t\n")
    (seeds / "c-binary.txt").write_bytes(bytes(range(256)) * 2)
    (seeds / "d-pdf.txt").write_bytes(b"%PDF-1.7\n")
    (seeds / "e-large.txt").write_bytes(b"word " * 300)
    (seeds / "f-line.txt").write_bytes(b"x" * 900)
    (seeds / "g-link.txt").symlink_to(tmp_path / "outside.txt")
    (seeds / "h-lost.txt").symlink_to("nowhere.txt")
    (seeds / "i-notes.docx").write_bytes(b"x")
    (seeds / "j-more").mkdir()
    (seeds / "k\\..\\x.txt").write_text("Windows path")
    (seeds / "l\nx.txt").write_text("Two lines")
    (seeds / "m.yml").write_text("capture:\n")
    (seeds / "n-folder.txt").mkdir()

    assert lines_of_errors(seeds, max_bytes=1000, max_line=800) == [
        "seeds/a-empty.txt: holds no text; save the page again or delete the file",
        "seeds/b-blank.txt: holds no text; save the page again or delete the file",
        "seeds/c-binary.txt: is a binary file, not text; save the page as text or HTML",
        "seeds/d-pdf.txt: is a PDF file, not text; save the page as text or HTML",
        "seeds/e-large.txt: has 1,500 bytes, more than ARCHIVE_MAX_CAPTURE_BYTES = 1,000; "
        "split it or raise the setting",
        "seeds/f-line.txt: line 1 has 900 characters, more than 800; break it into lines",
        "seeds/g-link.txt: is a link that leaves the folder of captures; put the file itself here",
        "seeds/h-lost.txt: is a link to nothing; put the file itself here",
        "seeds/i-notes.docx: is no capture: its kind (.docx) is not one of "
        ".htm, .html, .mht, .mhtml, .txt, .xht, .xhtml; save it as text or HTML, or move it away",
        "seeds/j-more: is a folder; move its captures one level up",
        "seeds/k\\..\\x.txt: is not a plain file name; rename it without slashes",
        "seeds/l\\nx.txt: has control characters or stray spaces in its name; rename it in plain letters",
        "seeds/m.yml: is a sidecar with the wrong ending; rename it to end with .yaml",
        "seeds/n-folder.txt: is not a regular file; remove it or rename it",
    ]


@pytest.mark.parametrize("name", ["../x.txt", "/etc/x.txt", "a/b.txt", "..", "", "a\\b.txt"])
def test_a_capture_named_like_a_path_is_refused(name: str) -> None:
    with pytest.raises(CaptureError, match="is not a plain file name; rename it without slashes"):
        check_name(name)


def test_names_that_differ_only_in_case_or_unicode_form_are_captures_of_their_own(seeds: Path) -> None:
    for name in ("Flood.txt", "caf\u00e9.txt", "cafe\u0301.txt"):
        (seeds / name).write_text("Flood at mill\n\nThe river rose.\n")

    found = [item.name for item in read_captures(seeds) if isinstance(item, Capture)]

    assert found == ["Flood.txt", "bridge.txt", "cafe\u0301.txt", "caf\u00e9.txt", "flood.txt"]


def test_a_folder_that_is_not_there_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="is no folder of captures: No such file or directory; give the folder"):
        list(read_captures(tmp_path / "nowhere"))
