"""Text comes out as it went in, whatever it was saved as, and what had to be guessed or mended is said."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from ftfy.badness import is_bad

from plugins.seed_posts.captures import read_capture
from plugins.seed_posts.decoding import BAD_ALONE, NotText, clean_lines, decode
from plugins.seed_posts.model import Capture
from tools.evaluation.encodings import ENCODINGS, SENTENCES, TEXTS, score, texts

EVERY_FIFTH = sorted(ENCODINGS)[::5]  # all forty take a minute: python -m tools.evaluation.encodings
RUSSIAN = " ".join(SENTENCES["ru"])
FRENCH = " ".join(SENTENCES["fr"])
CHINESE = "".join(SENTENCES["zh-Hans"])


def read(folder: Path, data: bytes) -> Capture:
    path = folder / "a.txt"
    path.write_bytes(data)
    return read_capture(path)


@pytest.mark.parametrize("encoding", EVERY_FIFTH)
def test_declared_text_comes_out_exactly_and_undeclared_nearly_always(encoding: str) -> None:
    found = score(encoding)

    assert found.declared == TEXTS
    assert found.undeclared >= 0.95 * TEXTS, found.read_as


@pytest.mark.parametrize("encoding", sorted(ENCODINGS))
def test_a_text_in_each_of_forty_encodings_is_read_without_a_hint(encoding: str) -> None:
    text = max(texts(encoding), key=len)

    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("language", ["ru", "el", "he", "ar", "th", "zh-Hans", "zh-Hant", "ja", "ko", "lv", "fr"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_text_in_every_script(tmp_path: Path, encoding: str, language: str) -> None:
    text = "\n".join(SENTENCES[language])

    capture = read(tmp_path, text.encode(encoding))

    assert "\n".join(capture.lines) == text
    assert capture.notes == (f"read as {encoding}, which was guessed from the bytes",)


@pytest.mark.parametrize("step", [1, 3, 7, 11, 255])
def test_bytes_that_are_no_text_are_not_taken_for_utf_16(step: int) -> None:
    data = bytes(n * step * (n // 256 + 1) % 256 for n in range(4_096))

    with pytest.raises(NotText):
        decode(data)


def test_a_broken_byte_does_not_spoil_the_letters_around_it(tmp_path: Path) -> None:
    capture = read(tmp_path, FRENCH.encode() + b" \x93caf\xe9\x94")

    assert capture.lines[0] == FRENCH + " “café”"
    assert capture.notes == ("3 bytes are not utf-8 and read as cp1252, so letters may be wrong",)


@pytest.mark.parametrize("language", ["fr", "de", "cs", "ru", "el", "zh-Hans", "ko"])
@pytest.mark.parametrize("wrong", ["latin-1", "cp1251", "mac_roman", "cp437"])
def test_text_decoded_twice_by_mistake_is_repaired(language: str, wrong: str) -> None:
    whole = next(s for s in SENTENCES[language] if sum(c > "\x7f" for c in s) >= 3 and _can_go_wrong(s, wrong))

    lines, notes = clean_lines(whole.encode().decode(wrong))

    assert lines == (whole,)
    assert notes == ("text decoded twice by mistake was repaired (line 1)",)


def _can_go_wrong(text: str, wrong: str) -> bool:
    try:
        return bool(text.encode().decode(wrong))
    except UnicodeDecodeError:
        return False


def test_a_mistake_in_part_of_a_line_is_repaired_and_the_rest_stays() -> None:
    lines, _ = clean_lines("Le café rouvre à la fin de l’Ã©tÃ©, a dÃ©clarÃ© la mairie.")

    assert lines == ("Le café rouvre à la fin de l’été, a déclaré la mairie.",)


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_sound_text_of_every_language_is_left_as_it_is(language: str) -> None:
    sound = tuple(SENTENCES[language])

    assert clean_lines("\n".join(sound)) == (sound, ())


@pytest.mark.parametrize(
    "line", ["Он сказал: «Да…» — и ушёл.", "Стоимость — 5 €, №7…", "Ã is a letter, and so is Â.", "CAFÉ À LA CARTE"]
)
def test_signs_that_only_look_like_a_mistake_stay(line: str) -> None:
    assert clean_lines(line) == ((line,), ())


def test_a_word_of_two_alphabets_stays_as_printed_and_is_noted() -> None:
    lines, notes = clean_lines("The Moon\nRos\u0441osmos and Ros\u0441osmos again\n\u041c\u006fсква")

    assert lines[1] == "Ros\u0441osmos and Ros\u0441osmos again"
    assert notes == (
        "Latin and Cyrillic letters are mixed in “Ros\u0441osmos”, “\u041c\u006fсква” (2 lines, the first is 2)",
    )


@pytest.mark.parametrize("line", ["Газета «Times» пишет о NASA", "IT-компания из Казани", "Россия – China", "5 µm"])
def test_two_alphabets_in_words_of_their_own_are_no_mixture(line: str) -> None:
    assert clean_lines(line) == ((line,), ())


def test_characters_nobody_sees_are_taken_out_of_words_with_a_note() -> None:
    lines, notes = clean_lines("The go\u00advern\u00adment of\u200b the \u200etown\u200f met.")

    assert lines == ("The government of the town met.",)
    assert notes == ("characters nobody sees were removed (line 1)",)


@pytest.mark.parametrize("line", ["می\u200cخواهم", "क्\u200dष", "شركة\u200f abc", "👨\u200d👩\u200d👧", "ข่าว\u200bเช้า"])
def test_joiners_stay_in_scripts_that_need_them(line: str) -> None:
    assert clean_lines(line) == ((line,), ())


@pytest.mark.parametrize("broken", ["govern\u00ad", "govern\u00ac"])
def test_a_soft_hyphen_at_the_end_of_a_line_is_a_hyphen_that_was_printed(broken: str) -> None:
    assert clean_lines(f"The {broken}\nment met.")[0] == ("The govern-", "ment met.")


def test_joined_letters_of_print_are_written_out_with_a_note() -> None:
    lines, notes = clean_lines("The o\ufb03ce \ufb01led it.")

    assert lines == ("The office filed it.",)
    assert notes == ("joined letters of print were written out (line 1)",)


def test_a_line_as_long_as_a_capture_may_have_is_looked_through_in_no_time() -> None:
    for line in ("a" * 250_000 + "é", "аa" * 125_000, "\u00ac " * 125_000, "Ã©" * 125_000):
        started = time.process_time()
        clean_lines(line)
        assert time.process_time() - started < 2.0


def test_a_page_is_looked_through_for_mixed_words_once_it_is_text(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text('<p class="\u0441olumn">The \u0441ity of Omsk met its guests.</p>', encoding="utf-8")

    assert read_capture(path).notes == ()


def test_a_character_that_is_a_mistake_though_no_other_stands_beside_it_is_known() -> None:
    places = ("{}", "a{}b", "a {} b", "{} b", "a {}", "A{}", "{}A", "1{}2", ".{} ", "a. {} b", "{}. ")
    characters = [chr(number) for number in (*range(0x80, 0xD800), *range(0xE000, 0x10000))]
    alone = {character for character in characters if any(is_bad(place.format(character)) for place in places)}

    assert len(alone) > 30
    assert {character for character in alone if not BAD_ALONE.search(character)} == set()
