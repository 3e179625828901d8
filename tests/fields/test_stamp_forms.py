"""Any day printed in any form we read comes back as that day; other numbers do not."""

import calendar
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.seed_posts.stamps import read_stamps

ENGLISH = calendar.month_name[1:]
RUSSIAN = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
FRENCH = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
SPANISH = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
ROMAN = "I II III IV V VI VII VIII IX X XI XII"
CHINESE_DIGITS = "〇一二三四五六七八九"
LONG_MONTHS = (1, 2, 9, 10, 11, 12)  # whose English names bear a wrong letter

days = st.dates(datetime.date(1850, 1, 1), datetime.date(2090, 12, 31))
modern_days = st.dates(datetime.date(1950, 1, 1), datetime.date(2049, 12, 31))


def ordinal(day):
    return f"{day}{'th' if 10 < day % 100 < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


def chinese(number):
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else CHINESE_DIGITS[tens]) + "十" if tens else ""
    return head + (CHINESE_DIGITS[ones] if ones or not tens else "")


FORMS = {
    "28 September 2012": lambda d: f"{d.day} {ENGLISH[d.month - 1]} {d.year}",
    "September 28, 2012": lambda d: f"{ENGLISH[d.month - 1]} {d.day}, {d.year}",
    "SEPTEMBER 28TH, 2012": lambda d: f"{ENGLISH[d.month - 1]} {ordinal(d.day)}, {d.year}".upper(),
    "28th of September, 2012": lambda d: f"{ordinal(d.day)} of {ENGLISH[d.month - 1]}, {d.year}",
    "Sep. 28, 2012": lambda d: f"{ENGLISH[d.month - 1][:3]}. {d.day}, {d.year}",
    "28-Sep-2012": lambda d: f"{d.day}-{ENGLISH[d.month - 1][:3]}-{d.year}",
    "Fri, Sep 28, 2012": lambda d: f"{d:%a}, {ENGLISH[d.month - 1][:3]} {d.day}, {d.year}",
    "Friday 28 September 2012": lambda d: f"{d:%A} {d.day} {ENGLISH[d.month - 1]} {d.year}",
    "Fri Sep 28 10:14:16 UTC 2012": lambda d: f"{d:%a} {ENGLISH[d.month - 1][:3]} {d.day} 10:14:16 UTC {d.year}",
    "2012-09-28": lambda d: d.isoformat(),
    "2012/9/28": lambda d: f"{d.year}/{d.month}/{d.day}",
    "2012-09-28T10:14:16Z": lambda d: f"{d.isoformat()}T10:14:16Z",
    "28.09.2012": lambda d: f"{d.day:02}.{d.month:02}.{d.year}",
    "28. 9. 2012": lambda d: f"{d.day}. {d.month}. {d.year}",
    "28.IX.2012": lambda d: f"{d.day}.{ROMAN.split()[d.month - 1]}.{d.year}",
    "28 сентября 2012 г.": lambda d: f"{d.day} {RUSSIAN.split()[d.month - 1]} {d.year} г.",
    "le 28 septembre 2012": lambda d: f"le {d.day} {FRENCH.split()[d.month - 1]} {d.year}",
    "28 de septiembre de 2012": lambda d: f"{d.day} de {SPANISH.split()[d.month - 1]} de {d.year}",
    "2012年9月28日": lambda d: f"{d.year}年{d.month}月{d.day}日",
    "二〇一二年九月二十八日": lambda d: (
        f"{''.join(CHINESE_DIGITS[int(c)] for c in str(d.year))}年{chinese(d.month)}月{chinese(d.day)}日"
    ),
    "2012년 9월 28일": lambda d: f"{d.year}년 {d.month}월 {d.day}일",
}


@pytest.mark.parametrize("form", FORMS)
@given(day=days)
def test_day_printed_in_any_form_is_read_back(form, day):
    (stamp,) = read_stamps(FORMS[form](day))

    assert (stamp.iso, stamp.sound, stamp.swapped) == (day.isoformat(), True, False)


@given(day=days, digits=st.sampled_from(["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９"]))
def test_digits_of_other_scripts_are_digits(day, digits):
    line = day.isoformat().translate({ord("0") + n: digit for n, digit in enumerate(digits)})

    (stamp,) = read_stamps(line)

    assert stamp.iso == day.isoformat()


@given(day=modern_days, words=st.sampled_from(["By Ada Miller", "Staff Writer", "Example News", "THE MILL DESK"]))
def test_date_that_runs_into_a_byline_and_its_time_is_read(day, words):
    (stamp,) = read_stamps(f"{words}{ENGLISH[day.month - 1][:3]} {day.day}, {day.year}5:04 PM ET")

    assert (stamp.iso, stamp.time) == (day.isoformat(), "17:04")


@given(day=modern_days, data=st.data())
def test_one_wrong_letter_of_a_long_month_does_not_hide_the_day(day, data):
    day = day.replace(month=data.draw(st.sampled_from(LONG_MONTHS)), day=min(day.day, 28))
    name = ENGLISH[day.month - 1]
    place = data.draw(st.integers(0, len(name) - 1))
    letter = data.draw(st.sampled_from("abcdefghilmnortuvy"))

    (stamp,) = read_stamps(f"{day.day} {name[:place]}{letter}{name[place + 1 :]} {day.year}")

    assert stamp.iso == day.isoformat()


@given(day=modern_days, digit=st.sampled_from(["1l", "1I", "0O", "0o"]))
def test_letters_that_scanners_put_for_digits_are_read_as_digits(day, digit):
    figure, letter = digit
    year = f"{day.year}"[:3] + f"{day.year}"[3].replace(figure, letter)

    (stamp,) = read_stamps(f"{day.day} {ENGLISH[day.month - 1]} {year}")

    assert (stamp.iso, stamp.repaired) == (day.isoformat(), figure == f"{day.year}"[3])


@given(day=modern_days)
def test_month_set_letter_by_letter_is_read(day):
    (stamp,) = read_stamps(f"{day.day} {' '.join(ENGLISH[day.month - 1])}  {day.year}")

    assert stamp.iso == day.isoformat()


@given(
    numbers=st.lists(st.integers(0, 999), min_size=2, max_size=4),
    form=st.sampled_from(
        ["({}) {}-{}", "+{} {} {}", "Tel. {} {} {}", "version {}.{}.{}", "v{}.{}", "${},{:03}", "{}-{}"]
    ),
)
def test_phone_numbers_prices_scores_and_versions_are_no_full_dates(numbers, form):
    line = form.format(*(numbers * 2))

    assert not any(stamp.full for stamp in read_stamps(line))


@given(st.lists(st.sampled_from([*"0123456789 ./-,:lOIS年月日"]), max_size=40).map("".join))
def test_any_run_of_figures_gives_only_days_that_exist(line):
    for stamp in read_stamps(line):
        if stamp.full:
            datetime.date(stamp.year, stamp.month, stamp.day)
        assert 0 <= stamp.start < stamp.end <= len(line)
