"""Who wrote a story."""

import pytest

from plugins.seed_posts.bylines import read_biography, read_byline, read_name_line


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ann Miller", ("Ann Miller",)),
        ("BY ANN MILLER AND JOE P. FORD", ("ANN MILLER", "JOE P. FORD")),
        ("By Ann Miller, Joe Ford and Li Wei", ("Ann Miller", "Joe Ford", "Li Wei")),
        ("By Ann Miller, Staff Writer", ("Ann Miller",)),
        ("By Ann Miller | Example News", ("Ann Miller",)),
        ("By Ann Miller in Harbour City", ("Ann Miller",)),
        ("By Ann Miller Fox News", ("Ann Miller",)),
        ("By Ann Miller The Associated Press", ("Ann Miller",)),
        ("By Ann Miller Dec 22, 2023", ("Ann Miller",)),
        ("By Ann MillerPublished: Dec 22, 2023 10:55 AM", ("Ann Miller",)),
        ("Written by Ann Miller, Senior Contributing Writer May 3, 2021", ("Ann Miller",)),
        ("Ann Miller, Staff Writer", ("Ann Miller",)),
        ("Ann Miller · Example News · Posted: Dec 22, 2023", ("Ann Miller",)),
        ("Ann Miller Senior Reporter", ("Ann Miller",)),
        ("By Sean O’Meara", ("Sean O'Meara",)),
        ("By Juan Carlos de la Cruz", ("Juan Carlos de la Cruz",)),
        ("By A. B. Miller", ("A. B. Miller",)),
        ("By Will Miller", ("Will Miller",)),
        ("By Al Ford", ("Al Ford",)),
        ("By University of Harbour City", ("University of Harbour City",)),
        ("By Gazette Staff", ("Gazette Staff",)),
        ("By MrMiller", ("MrMiller",)),
        ("By Ann MillerStaff Writer", ("Ann Miller",)),
        ("ByAnn Miller", ("Ann Miller",)),
        ("By Ann Miller Data and Graphics Journalist", ("Ann Miller",)),
        ("By Ann Miller For Gazette.Com", ("Ann Miller",)),
        ("By Ann Miller Dec 22, 2023 12:00 PMTags", ("Ann Miller",)),
        ("By Gazette Editorial Board | Harbour Gazette", ("Gazette Editorial Board",)),
        ("Ann Miller, HGTNDec 22, 2023, 06:21 AM ET", ("Ann Miller",)),
        ("and Joe Ford, HGTN", ("Joe Ford",)),
        ("Автор: Иван Петров", ("Иван Петров",)),
        ("记者：王明", ("王明",)),
    ],
)
def test_authors_are_read(line, authors):
    assert read_byline(line).authors == authors


def test_broken_template_is_a_byline_without_an_author():
    for line in ("By 0 and 0 and 0", "By null", "by {{author}}", "By"):
        assert read_byline(line).broken
        assert read_byline(line).authors == ()


def test_agency_with_additional_editing_names_the_agency_the_editor_and_the_role():
    byline = read_byline("  • Reuters with additional editing by Ann Miller")

    assert (byline.agency, byline.authors, byline.role) == ("Reuters", ("Ann Miller",), "additional editing")


def test_editor_is_kept_apart_from_authors():
    byline = read_byline("Source: Example Wire | 2018-03-19 10:14:16 | Editor: jo")

    assert (byline.authors, byline.editor) == ((), "jo")


def test_sign_off_names_reporter_and_editor():
    byline = read_byline("(Reporting by A. B. Miller; editing by Joe Ford)")

    assert (byline.authors, byline.editor) == (("A. B. Miller",), "Joe Ford")


def test_agency_alone_is_no_author():
    byline = read_byline("By Associated Press")

    assert (byline.authors, byline.agency) == ((), "Associated Press")


@pytest.mark.parametrize(
    "line",
    [
        "By the time the mill reopened, the river had gone down.",
        "By Monday",
        "By Staff Reporter",
        "By continuing you accept our terms",
        "By 2030 the mill will be a hundred years old",
        "Standing by Ann Miller, the miller wept.",
        "The mill reopened on Monday.",
        "",
        "28 September 2012",
        "A Long Ferry Ride Makes The Valley One Of The Best Places For Walkers",
    ],
)
def test_other_lines_are_no_byline(line):
    assert read_byline(line) is None


@pytest.mark.parametrize("line", ["Lauren Miller", "Ann Miller, Joe Ford", "Дмитрий Бокарев", "Michel de la Ford"])
def test_line_of_nothing_but_names_is_a_name_line(line):
    assert read_name_line(line) is not None


@pytest.mark.parametrize(
    "line",
    [
        "Natural resources",
        "Latest News",
        "What's new",
        "Further Reading",
        "Future Mining Insights 2025",
        "Privacy Policy",
        "Is Ann Miller right?",
        "Ann",
        "MillerPublishedAnn Ford",
        "The Mill",
    ],
)
def test_furniture_is_no_name_line(line):
    assert read_name_line(line) is None


def test_biography_names_the_author_and_the_paper():
    line = "  Ann Miller is an Editor at Harbour Gazette. She has been a newspaper woman for long."

    biography = read_biography(line)

    assert (biography.name, biography.employer) == ("Ann Miller", "Harbour Gazette")
    assert line[biography.employer_from :].startswith("Harbour")


def test_sentence_of_a_story_about_a_person_is_no_biography():
    assert read_biography("Ann Miller is the new mayor of Harbour City after a long count.") is None
