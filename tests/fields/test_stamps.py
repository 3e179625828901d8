"""Dates as printed: every form a capture has shown us, and what must not be read as one."""

import pytest

from plugins.seed_posts.stamps import read_stamps
from plugins.seed_posts.stamps.datelabels import is_date_line
from plugins.seed_posts.stamps.settle import settle

from .make import capture_of


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("28 September 2012", "2012-09-28"),
        ("Thu, Dec 14, 2017", "2017-12-14"),
        ("Jan 12, 2018", "2018-01-12"),
        ("The 4th day of July, 1978", "1978-07-04"),
        ("3rd of May 2001", "2001-05-03"),
        ("SEPTEMBER 13, 1983 NO. 142/83", "1983-09-13"),
        ("2018-03-19", "2018-03-19"),
        ("2018/03/19", "2018-03-19"),
        ("2023.12.10", "2023-12-10"),
        ("17.11.2017", "2017-11-17"),
        ("31/12/1999", "1999-12-31"),
        ("The Eastern Quarter | 6 March 2017", "2017-03-06"),
        ("|6 March 2017", "2017-03-16"),  # a scanner's bar, set close to its figure
        ("12/31/1999", "1999-12-31"),
        ("19 марта 2018 г.", "2018-03-19"),
        ("5 мая 2019", "2019-05-05"),
        ("2018年3月19日 星期一", "2018-03-19"),
        ("am 3. Oktober 1990", "1990-10-03"),
        ("le 1er juillet 2003", "2003-07-01"),
        ("12 de marzo de 2017", "2017-03-12"),
        ("1º de septiembre del 2009", "2009-09-01"),
        ("domingo, 12 de marzo de 2017", "2017-03-12"),
        ("3 mai 2011", "2011-05-03"),
        ("mardi 7 mars 2017", "2017-03-07"),
        ("Paris, le 14 août 1996", "1996-08-14"),
        ("5. März 2018", "2018-03-05"),
        ("Montag, den 5. März 2018", "2018-03-05"),
        ("12 marzo 2017", "2017-03-12"),
        ("1° maggio 2004", "2004-05-01"),
        ("giovedì 9 luglio 2015", "2015-07-09"),
        ("7 de setembro de 2015", "2015-09-07"),
        ("quarta-feira, 3 de março de 2010", "2010-03-03"),
        ("Rio de Janeiro, 4 de janeiro de 2016", "2016-01-04"),
        ("2018 March 19", "2018-03-19"),
        ("21 January 1972AUSTRALIA", "1972-01-21"),
        ("By Ada MillerOct 17, 20235757 Shares", "2023-10-17"),
        ("Staff WriterDec. 18, 2023 9:00 am EST", "2023-12-18"),
        ("By Ada Miller22 December 2023", "2023-12-22"),
        ("27_MAY_1971_", "1971-05-27"),
        ("Fri Dec 22 12:03:44 EST 2023", "2023-12-22"),
        ("the twenty-second of December 2023", "2023-12-22"),
        ("22. 12. 2023", "2023-12-22"),
        ("19.03.2018г.", "2018-03-19"),
        ("19.III.2018", "2018-03-19"),
        ("5 XII 1987", "1987-12-05"),
        ("二〇一八年三月十九日", "2018-03-19"),
        ("平成30年3月19日", "2018-03-19"),
        ("令和元年5月1日", "2019-05-01"),
        ("2023년 12월 22일", "2023-12-22"),
        ("٢٢ ديسمبر ٢٠٢٣", "2023-12-22"),
        ("5 maja 2019", "2019-05-05"),
        ("12 Mei 2020", "2020-05-12"),
        ("19 березня 2018", "2018-03-19"),
    ],
)
def test_full_date_is_read(line, iso):
    (stamp,) = read_stamps(line)

    assert stamp.full
    assert stamp.iso == iso


@pytest.mark.parametrize(
    ("line", "time"),
    [
        ("(Agency) 07:45, January 02, 2018", "07:45"),
        ("2018-03-19 10:14:16", "10:14:16"),
        ("2018-03-19T10:14:16+08:00", "10:14:16"),
        ("December 22, 2023 at 3:04 p.m. EST", "15:04"),
        ("15:30 17.11.2017", "15:30"),
        ("1 May 2020 | 12:05 AM", "00:05"),
    ],
)
def test_time_of_day_is_joined_to_its_date(line, time):
    (stamp,) = read_stamps(line)

    assert stamp.time == time


def test_stamps_that_run_into_each_other_are_both_read():
    stamps = read_stamps("Published On 22 Dec 202323 Dec 2023")

    assert [stamp.iso for stamp in stamps] == ["2023-12-22", "2023-12-23"]


def test_two_stamps_on_a_line_are_both_read():
    stamps = read_stamps("15:30 17.11.2017(updated 15:36 18.11.2017)Short link")

    assert [(stamp.iso, stamp.time) for stamp in stamps] == [("2017-11-17", "15:30"), ("2017-11-18", "15:36")]


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("2l Septernber 1987", "1987-09-21"),
        ("Decernber 12, 1999", "1999-12-12"),
        ("12 Novcmber 1990", "1990-11-12"),
        ("3 Apri1 1986", "1986-04-03"),
        ("Octo ber 4, 1991", "1991-10-04"),
        ("20 J u l y  1983", "1983-07-20"),
        ("H o b a r t  M a y  11, 1 9 8 7", "1987-05-11"),
    ],
)
def test_month_a_scanner_misread_is_read_between_day_and_year_and_marked(line, iso):
    (stamp,) = read_stamps(line)

    assert (stamp.iso, stamp.repaired) == (iso, True)


@pytest.mark.parametrize(
    "line", ["15 Jury 1999", "12 Marsh 2001", "12 Augusta 2011", "24 members 1990", "30 number 2001"]
)
def test_word_that_is_no_month_stays_a_word(line):
    assert read_stamps(line) == ()


@pytest.mark.parametrize("line", ["l2 March I987", "Z8 November, 1995", "1 2 July 1 9 8 3", "15 ^January;  1980"])
def test_a_scanners_letters_and_blanks_are_read_as_digits_and_marked(line):
    (stamp,) = read_stamps(line)

    assert stamp.full
    assert stamp.repaired or "^" in line


@pytest.mark.parametrize(
    "line",
    [
        "they may 12 times",
        "we march 300 miles",
        "version 10.12.2",
        "a score of 3-2",
        "I May",
        "31 February 2001",
        "45 March 2001",
        "page 12 of 2001",
        "room 3/4/12",
        "$12 May",
    ],
)
def test_other_numbers_are_no_full_date(line):
    assert not any(stamp.full for stamp in read_stamps(line))


@pytest.mark.parametrize(
    "line", ["Rio de Janeiro 2016", "the 4 mars orbiters", "in mai 2011", "l2 mars 2017 on a scan"]
)
def test_words_that_are_also_months_are_no_date_by_themselves(line):
    assert read_stamps(line) == ()


@pytest.mark.parametrize(
    ("line", "weekday"),
    [("Montag, den 5. März 2018", 0), ("quarta-feira, 3 de março de 2010", 2), ("domenica 12 marzo 2017", 6)],
)
def test_weekday_of_other_languages_is_joined_and_checked(line, weekday):
    (stamp,) = read_stamps(line)

    assert (stamp.weekday, stamp.sound) == (weekday, True)


@pytest.mark.parametrize(
    "line",
    [
        "Publicado el 12 de marzo de 2017",
        "Publicado em 7 de setembro de 2015 às 10:20",
        "Publié le 3 mai 2011 à 12:30",
        "Pubblicato il 12 marzo 2017",
        "Veröffentlicht am 5. März 2018 um 10:20 Uhr",
        "Actualizado: 12 de marzo de 2017",
    ],
)
def test_labelled_date_in_other_languages_fills_its_line(line):
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "June 17, 2021 9:41 AM UTC Updated 2 years ago",
        "Stand: 03.11.2016, 17:42 Uhr",
        "2020年04月12日 10:26   来源:北岸日报   记者 赵立新",
    ],
)
def test_date_with_its_age_edition_or_reporter_beside_it_fills_its_line(line):
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "La fiesta fue el 12 de marzo de 2017",
        "Nata il 12 marzo 1960 a Bolzano",
        "2020年04月12日 记者 赵立新 在北岸采访",
    ],
)
def test_date_of_an_event_in_another_language_does_not(line):
    assert not is_date_line(line)


def test_day_and_month_that_could_be_either_are_left_open():
    (stamp,) = read_stamps("03/04/2017")

    assert stamp.swapped
    assert not stamp.full


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("Publié le 03/04/2017", "2017-04-03"),
        ("Pubblicato il 3/4/2017", "2017-04-03"),
        ("Veröffentlicht am 03/04/2017", "2017-04-03"),
        ("Publicado em 03/04/2017", "2017-04-03"),
    ],
)
def test_label_of_a_language_that_puts_the_day_first_settles_the_order(line, iso):
    (stamp,) = read_stamps(line)

    settled, _ = settle(stamp, capture_of("Mill reopens", line))

    assert settled is not None
    assert settled.iso == iso


@pytest.mark.parametrize("line", ["Published 03/04/2017", "Publicado el 03/04/2017"])
def test_label_of_a_language_with_both_orders_leaves_it_open(line):
    (stamp,) = read_stamps(line)

    settled, reason = settle(stamp, capture_of("Mill reopens", line))

    assert settled is None
    assert reason == "day and month could be the other way round: 2017-03-04 or 2017-04-03"


def test_dates_in_figures_that_put_the_month_first_outweigh_a_label():
    (stamp,) = read_stamps("Publié le 03/04/2017")

    settled, _ = settle(stamp, capture_of("Publié le 03/04/2017", "Mise en ligne 03/25/2017"))

    assert settled is not None
    assert settled.iso == "2017-03-04"


def test_day_and_month_that_are_equal_need_no_order():
    (stamp,) = read_stamps("04/04/2017")

    assert stamp.iso == "2017-04-04"
    assert stamp.full


@pytest.mark.parametrize(
    "line",
    [
        "Write to info@example.gov.au",
        "See https://www.example.co.uk/mill",
        "The programme recognises the labour of the centre",
    ],
)
def test_page_of_a_country_that_puts_the_day_first_settles_the_order(line):
    (stamp,) = read_stamps("05/10/2010")

    settled, _ = settle(stamp, capture_of("Mill reopens", "05/10/2010", line))

    assert settled is not None
    assert settled.iso == "2010-10-05"


def test_american_spelling_puts_the_month_first():
    (stamp,) = read_stamps("05/10/2010")

    settled, _ = settle(stamp, capture_of("Mill reopens", "05/10/2010", "The color of the center"))

    assert settled is not None
    assert settled.iso == "2010-05-10"


def test_year_of_two_digits_keeps_its_century_open():
    (stamp,) = read_stamps("23rd Feb 06")

    assert (stamp.year, stamp.short, stamp.month, stamp.day) == (None, 6, 2, 23)


def test_weekday_that_is_not_that_days_makes_a_stamp_unsound():
    (right,) = read_stamps("Friday, 17 November 2017")
    (wrong,) = read_stamps("Monday, 17 November 2017")

    assert right.sound
    assert not wrong.sound


def test_month_and_year_alone_have_no_day():
    (stamp,) = read_stamps("in May 2017")

    assert (stamp.iso, stamp.day) == ("2017-05", None)
