"""Files that browsers and archives make of a page: .mht, pictures inside, the comment of where it was saved."""

import pytest

from plugins.seed_posts.captures import read_capture, read_captures
from plugins.seed_posts.decoding import NotText
from plugins.seed_posts.errors import CaptureError
from plugins.seed_posts.limits import Limits
from plugins.seed_posts.pipeline import read_stories
from plugins.seed_posts.saved_pages import origin_of, original_address, unpack, without_pictures, without_toolbar
from plugins.seed_posts.sources import Sources

PARAGRAPHS = [
    "The café at the ford opened again on Tuesday, after the river had gone down and its floor had been dried.",
    "Its owner said that she had lost a winter's flour, and that the town had helped her to clear the mud away.",
    "The council will decide in May whether a wall is to be built above the weir, which would cost a year's tax.",
]
PAGE = (
    "<html><head><title>Café opens again</title></head><body><h1>Café opens again</h1>"
    + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    + "</body></html>"
)


def archive(body=PAGE, encoding="windows-1252", head="", transfer="quoted-printable"):
    """A page as Chrome saves it: parts of a mail message, the first of them the page."""
    import base64
    import quopri

    data = body.encode(encoding)
    packed = quopri.encodestring(data) if transfer == "quoted-printable" else base64.encodebytes(data)
    return (
        (
            "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://gazette.example/cafe/1/\r\n"
            "Subject: Cafe opens again\r\nDate: Tue, 20 Mar 2018 14:05:00 -0000\r\nMIME-Version: 1.0\r\n"
            f'Content-Type: multipart/related; type="text/html"; boundary="----Part"\r\n{head}\r\n\r\n------Part\r\n'
            f"Content-Type: text/html; charset={encoding}\r\nContent-ID: <frame-1@mhtml.blink>\r\n"
            f"Content-Transfer-Encoding: {transfer}\r\nContent-Location: https://gazette.example/cafe/1/\r\n\r\n"
        ).encode()
        + packed
        + (
            b"\r\n------Part\r\nContent-Type: text/html\r\nContent-Location: https://ads.example/frame\r\n\r\n"
            b"<p>An advertisement in a frame</p>\r\n------Part\r\nContent-Type: image/png\r\n"
            b"Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------Part--\r\n"
        )
    )


@pytest.fixture
def saved(tmp_path):
    def write(name, data):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    return write


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64"])
@pytest.mark.parametrize("encoding", ["windows-1252", "utf-8", "utf-16"])
def test_mht_gives_the_story_of_its_page(saved, transfer, encoding):
    capture = read_capture(saved("cafe.mht", archive(encoding=encoding, transfer=transfer)))

    _, _, (story,) = read_stories(capture, Sources.load())

    assert story.headline.value == "Café opens again"
    assert [block.text for block in story.body] == PARAGRAPHS


def test_mht_says_where_and_when_it_was_saved(saved):
    capture = read_capture(saved("cafe.mht", archive()))

    _, _, (story,) = read_stories(capture, Sources.load())

    assert capture.captured_at == "2018-03-20T14:05Z"
    assert story.url.value == "https://gazette.example/cafe/1/"
    assert story.url.evidence[0].rule == "saved-from"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"MIME-Version: 1.0\r\n\r\nNo page", "a web archive without a page"),
        (b"Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\n" * 20, "levels"),
        (b"Content-Type: multipart/related; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 20_000, "parts"),
        (b"", "a web archive without a page"),
    ],
)
def test_mht_that_is_none_or_made_to_exhaust_is_refused(data, what):
    with pytest.raises(NotText, match=what):
        unpack(data)


def test_folder_of_a_saved_page_is_no_capture(tmp_path):
    (tmp_path / "cafe.html").write_text(PAGE)
    for name in ("cafe_files", "cafe-Dateien"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "frame.html").write_text(PAGE)

    captures = list(read_captures(tmp_path))

    assert [capture.name for capture in captures] == ["cafe.html"]


def test_pictures_inside_a_page_do_not_count(saved):
    picture = "data:image/png;base64," + "iVBORw0KGgo" * 20_000
    path = saved("cafe.html", PAGE.replace("<h1>", f'<img src="{picture}"><h1>'))

    capture = read_capture(path, limits=Limits(max_bytes=100_000))

    assert picture not in capture.html
    assert PARAGRAPHS[0] in capture.html


def test_page_that_is_large_without_its_pictures_is_refused(saved):
    with pytest.raises(CaptureError, match="more than ARCHIVE_MAX_CAPTURE_BYTES = 100,000"):
        read_capture(saved("cafe.html", PAGE + "<p>word" * 20_000), limits=Limits(max_bytes=100_000))


def test_small_data_addresses_stay():
    assert without_pictures(b'<img src="data:image/gif;base64,R0lGOD">') == b'<img src="data:image/gif;base64,R0lGOD">'


@pytest.mark.parametrize(
    ("comment", "origin"),
    [
        ("<!-- saved from url=(0031)https://gazette.example/cafe/1/ -->", ("https://gazette.example/cafe/1/", "")),
        (
            "<!--\n Page saved with SingleFile \n url: https://gazette.example/cafe/1/ \n"
            " saved date: Tue Mar 20 2018 14:05:00 GMT+0100 (CET)\n-->",
            ("https://gazette.example/cafe/1/", "2018-03-20"),
        ),
        ("<!-- saved by hand -->", ("", "")),
    ],
)
def test_comment_of_a_browser_says_where_a_page_was_saved_from(comment, origin):
    assert origin_of(f"<!doctype html>\n{comment}\n{PAGE}") == origin


def test_address_of_the_wayback_machine_is_taken_back_to_the_original():
    address = "https://web.archive.org/web/20180320140500/https://gazette.example/cafe/1/"

    assert original_address(address) == ("https://gazette.example/cafe/1/", "2018-03-20")


def test_toolbar_of_the_wayback_machine_is_taken_off():
    bar = "<!-- BEGIN WAYBACK TOOLBAR INSERT --><div>Captures</div><!-- END WAYBACK TOOLBAR INSERT -->"

    assert without_toolbar(f"<body>{bar}<p>Mill</p></body>") == "<body><p>Mill</p></body>"
