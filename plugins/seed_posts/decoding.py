"""Bytes → text: which encoding a capture was saved in, and what had to be cleaned.

The order of trust: byte order mark, what the page declares, strict UTF-8, a detector held to
encodings that news is really saved in, Windows-1252. Everything that was done is noted.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

import charset_normalizer
import ftfy
from ftfy.badness import is_bad

from .encodings import likeliest, wide

SAMPLE_BYTES = 256 * 1024  # what the detector reads: enough to decide, and it needs 0.6 s a megabyte
TWICE = ("cp1251", "cp1250", "mac_roman", "mac_cyrillic", "koi8_r", "cp866", "cp437", "cp850")  # beside what ftfy tries
TWICE_MIN = 3  # characters that are UTF-8 throughout the line: two may be a letter and a quotation mark
MIXED_SHOWN = 3  # words of two alphabets that a note names
MIXED_SHOWN_LENGTH = 40  # characters of each
DAMAGED_GOOD_MIN = 4  # characters of UTF-8 for each byte that is none; in other encodings it is the other way round
BINARY_CONTROLS_MIN = 4  # control characters in the sample; a stray NUL or two still is text
BINARY_CONTROLS_SHARE = 0.05  # of the sample; random bytes hold 0.11, text with OCR dirt below 0.01
DECLARED_WITHIN_BYTES = 2048  # a page must declare its encoding early; 1,024 by the standard, many are late
UTF16_CONTROLS_SHARE = 0.02  # of the bytes; every script but Chinese has one in nearly every pair, Chinese one in ten

# The unrestricted detector reads short Western texts as Central European or Baltic code pages,
# so it may answer only these. Latin-1 is left out: Windows-1252 holds its printable characters.
DETECTABLE = (
    "cp1252", "cp1251", "koi8_r", "cp866", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp1253",
)  # fmt: skip

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that one's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich text document"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I
)
_CONTROL_BYTES = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
_LINE_END = re.compile(r"\r\n|\n|\r")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")  # tab is white space and stays
_SEPARATOR = re.compile(r"[\x0b\x0c\x85\u2028\u2029]")  # an editor starts no line there, str.splitlines would
_INVISIBLE = re.compile(r"\s*[\u200b-\u200f\u2060\u00ad][\s\u200b-\u200f\u2060\u00ad]*")  # blank to whoever looks
_NEIGHBOURS = re.compile(r"[^\x00-\x7f]{2}")
BAD_ALONE = re.compile(
    "[\x80-\x9f\u0152\u0153ÂÃ]"
)  # what ftfy takes for a mistake though no such sign stands beside it
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
# Joiners and direction marks mean something between letters of the scripts that need them (Arabic, Hindi, Thai, emoji).
_ZERO_WIDTH = re.compile(
    "[\u00ad\u180e\u2060]|(?<![\u0590-\u1aff\u200c-\u200f\ufb1d-\ufeff\U0001f000-\U0001ffff])[\u200b-\u200f]"
    "(?![\u0590-\u1aff\u200c-\u200f\u2600-\u27bf\ufb1d-\ufeff\U0001f000-\U0001ffff])"
)
_SOFT_END = re.compile(r"(?<=[^\W\d_])[\u00ad\u00ac]\s*$")  # also as scanners read it
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_LETTERS = re.compile("[A-Za-z\u0400-\u052f]+")
_MIXED = re.compile("[A-Za-z][\u0400-\u052f]|[\u0400-\u052f][A-Za-z]")
_RARE = re.compile(  # what any cleaner but the first looks for
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ac\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufb00-\ufb06\ufeff"
    "\ufffe\uffff]"
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")  # half a character: JSON and YAML can write one, UTF-8 cannot
# With the signs of good typography: no encoding reads those as UTF-8, having bytes there that begin a letter or none.
_SOUND = re.compile(r"[\t\x20-\x7e“”‘’–—…]*")


class NotText(ValueError):
    """The bytes are no text; the message says what they look like."""


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, *, markup: bool = False) -> Decoded:
    """The text of a capture, its encoding and what was guessed. Raises NotText.

    `markup` lets a page's own `<meta charset>` speak.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding)
    _refuse_binary(data)
    if encoding := _unmarked_utf16(data):
        return Decoded(data.decode(encoding), encoding, (f"read as {encoding}, which was guessed from the bytes",))
    declared = _declared(data) if markup else ""
    utf8 = _strictly(data, "utf-8")
    if declared and declared != "utf-8" and not (utf8 is not None and _is_single_byte(declared) and not data.isascii()):
        # any bytes are valid in a one-byte encoding, so valid UTF-8 is the better witness there
        text = _strictly(data, declared)
        if text is not None:
            return Decoded(text, declared)
    if utf8 is not None and b"\x1b$" in data and (text := _strictly(data, "iso2022_jp")) is not None:
        return Decoded(text, "iso2022_jp", ("read as iso2022_jp, whose escape signs it has",))
    if utf8 is not None:
        return Decoded(utf8, "utf-8")
    return _damaged_utf8(data) or _guessed(data)


def clean_lines(text: str, *, markup: bool = False) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines an editor shows, without what nobody sees in them, and notes of what was done.

    Text decoded twice by mistake ("cafÃ©") is repaired where the mistake is plain. Words that mix two alphabets are
    left as they are printed, and noted, in a page's `markup` only once it is text.
    """
    lines = _LINE_END.split(text) if "\r" in text else text.split("\n")
    if len(lines) > 1 and not lines[-1]:
        lines.pop()  # the end of the last line, not a line of its own
    changed: dict[str, list[int]] = {what: [] for what, _ in CLEANERS}
    mixed: list[tuple[str, int]] = []
    for index, line in enumerate(lines):
        if (line.isascii() and line.isprintable()) or _SOUND.fullmatch(line):
            continue
        for what, cleaner in CLEANERS:
            if cleaner is not _repair and not _RARE.search(line):
                break
            clean = cleaner(line)
            if clean != line and (clean.strip() or not _INVISIBLE.fullmatch(line)):
                changed[what].append(index + 1)
            line = clean
        if not markup and _MIXED.search(line):
            mixed += [(word, index + 1) for word in _LETTERS.findall(line) if _MIXED.search(word)]
        lines[index] = line
    notes = [_note(what, changed[what]) for what in changed]
    return tuple(lines), tuple(note for note in (*notes, _mixed_note(mixed)) if note)


def clean_value(text: str) -> str:
    """The text on one line, as `clean_lines` leaves a line, for what escapes in JSON and YAML smuggle in."""
    plain = _BIDI.sub("", _CONTROL.sub("", _SEPARATOR.sub(" ", text)))
    return " ".join(_SURROGATE.sub("\ufffd", plain).split())


def _marked(data: bytes, encoding: str) -> Decoded:
    text = _strictly(data, encoding)
    if text is not None:
        return Decoded(text, encoding)
    note = f"some bytes are not {encoding}, though the file begins with its mark; they show as \ufffd"
    return Decoded(data.decode(encoding, "replace"), encoding, (note,))


def _refuse_binary(data: bytes) -> None:
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise NotText(name)
    sample = data[:SAMPLE_BYTES]
    if _unmarked_utf16(data):
        return
    controls = _controls_share(sample) if sample else 0.0
    if controls * len(sample) >= BINARY_CONTROLS_MIN and controls > BINARY_CONTROLS_SHARE:
        raise NotText("a binary file")


def _unmarked_utf16(data: bytes) -> str:
    """The byte order of UTF-16 saved without its mark, "" if it is not that: a language, read two bytes at a time."""
    if len(data) % 2 or len(data) < 4 or _controls_share(data[:SAMPLE_BYTES]) < UTF16_CONTROLS_SHARE:
        return ""
    found = [guess for encoding in ("utf-16-le", "utf-16-be") if (guess := wide(data, encoding))]
    best = max(found, key=lambda guess: guess.score, default=None)
    return best.encoding if best and _strictly(data, best.encoding) is not None else ""


def _controls_share(sample: bytes) -> float:
    return (len(sample) - len(sample.translate(None, _CONTROL_BYTES))) / len(sample)


def _declared(data: bytes) -> str:
    match = _DECLARED.search(data[:DECLARED_WITHIN_BYTES])
    if match is None:
        return ""
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        return ""
    if name in ("iso8859-1", "ascii"):
        return "cp1252"  # as every browser reads it
    return {"gb2312": "gb18030", "gbk": "gb18030", "utf-16": "", "utf-32": ""}.get(name, name)


def _is_single_byte(encoding: str) -> bool:
    return encoding.startswith(("cp125", "cp8", "iso8859", "koi8", "mac", "latin"))


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError):  # LookupError: a codec that is no text encoding
        return None
    return text if isinstance(text, str) else None


def _damaged_utf8(data: bytes) -> Decoded | None:
    """The text of UTF-8 in which a few bytes went wrong: a page pasted together, a file cut off."""
    text = data.decode("utf-8", "surrogateescape")
    bad = len(_SURROGATE.findall(text))
    good = sum(1 for character in text if character > "\x7f") - bad
    if good < DAMAGED_GOOD_MIN * bad:
        return None
    text = _SURROGATE.sub(lambda m: bytes([ord(m[0]) - 0xDC00]).decode("cp1252", "replace"), text)
    count = "one byte is" if bad == 1 else f"{bad} bytes are"
    return Decoded(text, "utf-8", (f"{count} not utf-8 and read as cp1252, so letters may be wrong",))


def _guessed(data: bytes) -> Decoded:
    if guess := likeliest(data):
        text = _strictly(data, guess.encoding)
        if text is not None:
            return Decoded(text, guess.encoding, (f"read as {guess.encoding}, which was guessed from the bytes",))
    match = charset_normalizer.from_bytes(_sample(data), cp_isolation=list(DETECTABLE)).best()
    if match is not None:
        text = _strictly(data, match.encoding)
        if text is not None:
            return Decoded(text, match.encoding, (f"read as {match.encoding}, which was guessed from the bytes",))
    text = data.decode("cp1252", "replace")
    return Decoded(text, "cp1252", ("the encoding is unknown; read as cp1252, so letters may be wrong",))


def _sample(data: bytes) -> bytes:
    """The stretch the detector reads: from the line with the first byte that is not ASCII."""
    first = next((m.start() for m in re.finditer(rb"[\x80-\xff]", data)), 0)
    start = data.rfind(b"\n", 0, first) + 1 if len(data) > SAMPLE_BYTES else 0
    return data[start : start + SAMPLE_BYTES]


def _repair(line: str) -> str:
    """The line, or what it was before somebody read UTF-8 as something else; only where the mistake is plain."""
    neighbours = _NEIGHBOURS.search(line)
    if (neighbours or BAD_ALONE.search(line)) and is_bad(line):
        fixed = ftfy.fix_encoding(line)
        shorter = len(fixed) < len(line)  # two characters and more become one; "Ã" alone is a letter
        if shorter and not is_bad(fixed) and "\n" not in fixed and "\r" not in fixed:
            return fixed
    if not neighbours:
        return line  # every character of UTF-8 that is not ASCII has two bytes and more
    for encoding in TWICE:
        try:
            fixed = line.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        if sum(character > "\x7f" for character in fixed) >= TWICE_MIN and fixed.isprintable():
            return fixed
    return line


def _without_controls(line: str) -> str:
    return _CONTROL.sub("", _SEPARATOR.sub(" ", line))


def _without_overrides(line: str) -> str:
    return _BIDI.sub("", line)


def _without_invisible(line: str) -> str:
    """Blank if nobody sees anything in the line; a soft hyphen at its end is a hyphen that was printed."""
    if _INVISIBLE.fullmatch(line):
        return ""
    return _ZERO_WIDTH.sub("", _SOFT_END.sub("-", line))


def _without_ligatures(line: str) -> str:
    return _LIGATURE.sub(lambda m: unicodedata.normalize("NFKC", m[0]), line)


CLEANERS = (  # what is done to a line, in order
    ("text decoded twice by mistake was repaired", _repair),
    ("control characters were removed", _without_controls),
    ("characters that reverse the direction of writing were removed", _without_overrides),
    ("characters nobody sees were removed", _without_invisible),
    ("joined letters of print were written out", _without_ligatures),
)


def _mixed_note(found: list[tuple[str, int]]) -> str:
    """Which words have letters of two alphabets: "Rosсosmos" with a Cyrillic с."""
    if not found:
        return ""
    words = list(dict.fromkeys(word[:MIXED_SHOWN_LENGTH] for word, _ in found))
    shown = ", ".join(f"“{word}”" for word in words[:MIXED_SHOWN])
    more = f" and {len(words) - MIXED_SHOWN} more" if len(words) > MIXED_SHOWN else ""
    return _note(f"Latin and Cyrillic letters are mixed in {shown}{more}", sorted({line for _, line in found}))


def _note(what: str, lines: list[int]) -> str:
    if not lines:
        return ""
    where = f"line {lines[0]}" if len(lines) == 1 else f"{len(lines)} lines, the first is {lines[0]}"
    return f"{what} ({where})"
