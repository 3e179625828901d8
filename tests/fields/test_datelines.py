"""The place, day and agency a wire story opens with."""

import pytest

from plugins.seed_posts.datelines import read_dateline


@pytest.mark.parametrize(
    ("line", "place", "agency", "day"),
    [
        ("BEIJING, March 19 (Xinhua) -- The bridge opened.", "BEIJING", "Xinhua", (3, 19)),
        ("DANANG /Vietnam/, November 10. /TASS/. The bridge opened.", "DANANG /Vietnam/", "TASS", (11, 10)),
        ("MOSCOW (Sputnik) – The bridge opened.", "MOSCOW", "Sputnik", None),
        ("MOSCOW (Sputnik) — The bridge opened.", "MOSCOW", "Sputnik", None),
        ("MOSCOW (Sputnik) - The bridge opened.", "MOSCOW", "Sputnik", None),
        ("MOSCOW. March 19 (Interfax) - The bridge opened.", "MOSCOW", "Interfax", (3, 19)),
        ("MOSCOW, 19 March (Reuters) - The bridge opened.", "MOSCOW", "Reuters", (3, 19)),
        ("ST. PETERSBURG, Fla. (AP) — The bridge opened.", "ST. PETERSBURG, Fla.", "AP", None),
        ("PARIS, May 3 (AFP) - The bridge opened.", "PARIS", "AFP", (5, 3)),
        ("BAHIA, Feb 26 - The bridge opened.", "BAHIA", "", (2, 26)),
        ("LONDON — The bridge opened.", "LONDON", "", None),
        ("Moscow, 19 March (Interfax) — The bridge opened.", "Moscow", "Interfax", (3, 19)),
        ("МОСКВА, 19 марта. /ТАСС/. Мост открыт.", "МОСКВА", "ТАСС", (3, 19)),
        ("МОСКВА, 19 марта — РИА Новости. Мост открыт.", "МОСКВА", "РИА Новости", (3, 19)),
        ("新华社北京3月19日电（记者王明）大桥通车。", "北京", "新华社", (3, 19)),
    ],
)
def test_dateline_is_read(line, place, agency, day):
    found = read_dateline(line)

    assert (found.place, found.agency) == (place, agency)
    assert (found.stamp and (found.stamp.month, found.stamp.day)) == day


def test_text_goes_on_behind_the_dateline():
    line = "  BEIJING, March 19 (Xinhua) -- The bridge opened."

    found = read_dateline(line)

    assert line[found.text_from :] == "The bridge opened."
    assert line[found.place_from :].startswith("BEIJING")
    assert line[found.stamp.start : found.stamp.end] == "March 19"


def test_agency_alone_is_a_dateline_without_a_place():
    found = read_dateline("(Reuters) - The bridge opened.")

    assert (found.place, found.agency) == ("", "Reuters")


def test_dateline_may_print_its_year():
    found = read_dateline("NEW YORK, Dec. 22, 2023 /PRNewswire/ -- The bridge opened.")

    assert found.stamp.iso == "2023-12-22"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "The mill - the old one - reopened.",
        "Neighbours look for new ways to work together — Mayor",
        "READ MORE - Bridge opens",
        "UPDATE 1 - Bridge opens",
        "Q - What of the bridge?",
        "THE MILLER: I shall not sell.",
        "MOSCOW",
        "BEIJING (Xinhua) --",
        "A line with a dash — and nothing else to it",
    ],
)
def test_line_that_opens_otherwise_has_no_dateline(line):
    assert read_dateline(line) is None
