"""Who published a story, which agency it came from, and the address it stood at."""

import pytest

from plugins.seed_posts.sources import Sources, StoryParts, find_source, find_url

from .make import capture_of

SHIPPED = Sources.load()


def under(top, *lines):
    """Source and agency findings of a story that stands below one line of its page."""
    capture = capture_of(top, *lines)
    span = (2, len(lines) + 1)
    parts = StoryParts(span, 3, (1, span[1]), find_url(capture, span), (1, 1))
    return find_source(capture, parts, SHIPPED)


def found(*lines, body_first=2, last=None, reach=None, sources=SHIPPED, **fields):
    """Source and agency of a story that fills these lines."""
    capture = capture_of(*lines, **fields)
    span = (1, last or len(lines))
    parts = StoryParts(span, body_first, reach or (1, len(lines)), find_url(capture, span))
    source, agency = find_source(capture, parts, sources)
    return source.value, agency.value


def test_source_line_names_the_publisher():
    assert found("Mill reopens", "The mill reopened.", "Source: Harbour Gazette") == ("Harbour Gazette", None)


def test_source_line_may_go_on_with_date_and_editor():
    head = "Source: Xinhua | 2018-03-19 10:14:16 | Editor: jo"

    assert found("Mill reopens", head, "BEIJING, March 19 (Xinhua) -- The mill reopened.", body_first=3) == (
        "Xinhua",
        None,
    )


def test_host_of_the_storys_address_names_a_known_publisher():
    assert found("Mill reopens", "The mill reopened.", "https://sputniknews.com/x/1/") == ("Sputnik", None)


def test_host_below_a_known_one_is_the_same_publisher():
    assert found("Mill reopens", "The mill reopened.", "http://en.people.cn/n3/1.html") == (
        "People's Daily Online",
        None,
    )


def test_unknown_host_stands_for_its_publisher():
    assert found("Mill reopens", "The mill reopened.", "https://www.harbour-gazette.example/mill") == (
        "harbour-gazette.example",
        None,
    )


def test_agency_of_the_dateline_is_the_publisher_when_no_other_is_shown():
    assert found("Mill reopens", "MOSCOW (Sputnik) - The mill reopened.") == ("Sputnik", None)


def test_agency_of_the_dateline_is_the_agency_when_another_publisher_is_shown():
    story = ("Mill reopens", "MOSCOW (Sputnik) - The mill reopened.", "Source: Harbour Gazette")

    assert found(*story) == ("Harbour Gazette", "Sputnik")


def test_agency_in_the_date_line_is_the_agency():
    story = ("Mill reopens", "(Xinhua) 07:45, January 02, 2018", "The mill reopened.", "http://en.people.cn/n3/1.html")

    assert found(*story, body_first=3) == ("People's Daily Online", "Xinhua")


def test_agency_with_additional_editing_is_the_agency():
    story = ("Mill reopens", "The mill reopened.", "Reuters with additional editing by Ann Miller")

    assert found(*story) == (None, "Reuters")


def test_paper_of_the_editors_biography_is_the_publisher():
    lines = ("Mill reopens", "The mill reopened.", "", "Ann Miller is an Editor at Harbour Gazette. She walks.")

    assert found(*lines, last=2) == ("Harbour Gazette", None)


def test_privacy_policy_and_photo_credit_name_the_publisher_in_full():
    lines = (
        "Mill reopens",
        "The mill by night, picture: The Harbour Gazette",
        "The mill reopened.",
        "",
        "Please read 'Harbour Gazette' Privacy Policy",
        "'Harbour Gazette' reserves the right to pre-moderate comments.",
    )

    assert found(*lines, body_first=3, last=3) == ("The Harbour Gazette", None)


def test_exclusive_interview_names_the_publisher():
    story = ("Mill reopens", "The mill pays, the miller told RT.", "He said so in an exclusive interview with RT.")

    assert found(*story) == ("RT", None)


def test_agency_whose_report_is_retold_is_the_agency():
    story = ("Mill reopens", "The mill reopened, Reuters reported.", "It will pay, Reuters said.")

    assert found(*story) == (None, "Reuters")


def test_agency_quoted_once_is_only_cited():
    story = ("Mill reopens", "MOSCOW (Sputnik) - The mill reopened.", "According to the Xinhua news agency it pays.")

    assert found(*story) == ("Sputnik", None)


def test_photo_of_an_agency_does_not_make_it_the_publisher():
    assert found("Mill reopens", "The mill by night. Photo: Reuters", "The mill reopened.", body_first=3) == (
        None,
        None,
    )


def test_photographer_of_an_agency_owns_a_picture_and_no_paper():
    lines = ("Mill reopens", "© Ann Lindqvist/TASS", "MILLTOWN, May 15. /TASS/. The mill reopened on Tuesday.")

    assert found(*lines, body_first=3) == ("TASS", None)


def test_sidecar_names_the_publisher_above_everything_else():
    assert found("Mill reopens", "MOSCOW (Sputnik) - It did.", source="Harbour Gazette") == (
        "Harbour Gazette",
        "Sputnik",
    )


def test_what_the_capture_says_needs_no_list_of_publishers():
    story = ("Mill reopens", "MOSCOW (Sputnik) - The mill reopened.")

    assert found(*story, sources=Sources()) == ("Sputnik", None)


def test_nothing_shown_is_missing_with_a_reason():
    capture = capture_of("Mill reopens", "The mill reopened.")
    parts = StoryParts((1, 2), 2, (1, 2), find_url(capture, (1, 2)))

    source, agency = find_source(capture, parts, SHIPPED)

    assert (source.value, source.reason) == (None, "no line names the publisher")
    assert (agency.value, agency.reason) == (None, "no agency is named")


def test_address_on_a_line_of_its_own_is_the_storys():
    capture = capture_of("Mill reopens", "See http://mill.example today.", "https://gazette.example/mill/")

    assert find_url(capture, (1, 3)).value == "https://gazette.example/mill/"


@pytest.mark.parametrize(
    "cut", ["http://gazette.example/en/mi...ens-again/1", "http://gazette.example/en/mi…ens-again/1"]
)
def test_address_cut_short_is_missing_with_a_reason_but_names_its_host(cut):
    capture = capture_of("Mill reopens", "The mill reopened.", cut)
    url = find_url(capture, (1, 3))

    source, _ = find_source(capture, StoryParts((1, 3), 2, (1, 3), url), SHIPPED)

    assert (url.value, url.reason) == (None, "the address was cut short when the page was saved")
    assert source.value == "gazette.example"


@pytest.mark.parametrize("masthead", ["The Delta Mail", "The Delta Mail - Business", "World | The Delta Mail"])
def test_masthead_above_agency_copy_is_the_publisher(masthead):
    source, agency = under(masthead, "Mill reopens", "LONDON (Reuters) - The mill reopened.")

    assert (source.value, agency.value) == ("The Delta Mail", "Reuters")
    assert source.evidence[0].rule == "masthead"


def test_masthead_of_an_unknown_name_leaves_the_publisher_open_and_keeps_the_agency():
    source, agency = under("Saltmarsh - Business", "Mill reopens", "LONDON (Reuters) - The mill reopened.")

    assert (source.value, source.reason) == (None, "the line above the story may name its paper")
    assert agency.value == "Reuters"


def test_section_of_the_agencys_own_site_leaves_it_the_publisher():
    source, agency = under("Reuters - Business", "Mill reopens", "LONDON (Reuters) - The mill reopened.")

    assert (source.value, agency.value) == ("Reuters", None)


@pytest.mark.parametrize("line", ["Home - Business", "News - World", "Ferry opens its second pier - Business"])
def test_path_or_headline_above_agency_copy_is_no_masthead(line):
    source, agency = under(line, "Mill reopens", "LONDON (Reuters) - The mill reopened.")

    assert (source.value, agency.value) == ("Reuters", None)


ADDRESS = "https://www.orle-valley-post.co.uk/mill"


def test_host_nobody_knows_is_a_guess_that_goes_to_review():
    source, _ = under("Home", "Mill reopens", "The mill reopened.", ADDRESS)

    assert source.value == "orle-valley-post.co.uk"
    assert source.confidence == 0.5
    assert source.reason == "only the address names the publisher; no publisher is known at orle-valley-post.co.uk"


def test_host_of_a_known_publisher_needs_no_review():
    source, _ = under("Home", "Mill reopens", "The mill reopened.", "https://sputniknews.com/x/1/")

    assert (source.value, source.reason) == ("Sputnik", "")


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("© 2019 Orle Valley Post. All rights reserved.", "own-words"),
        ("© 2019 Orle Valley Courier", "own-words"),
        ("Subscribe to Orle Valley Post", "subscription"),
        ("The Orle Valley Courier", "masthead"),
        ("The Orle Valley Courier - Farming", "masthead"),
    ],
)
def test_paper_the_page_names_comes_before_a_host_nobody_knows(line, rule):
    source, _ = under(line, "Mill reopens", "The mill reopened.", ADDRESS)

    assert "Orle Valley" in source.value
    assert source.reason == ""
    assert source.evidence[0].rule == rule


@pytest.mark.parametrize("line", ["© 2019 Reuters", "© Fotohaus Lindner", "Subscribe to Email Alerts"])
def test_agency_photographer_or_newsletter_does_not_take_the_place_of_the_host(line):
    source, _ = under(line, "Mill reopens", "The mill reopened.", ADDRESS)

    assert source.value == "orle-valley-post.co.uk"


def test_source_line_without_a_letter_names_nobody():
    assert found("Mill reopens", "The mill reopened.", 'Source: ."') == (None, None)


def test_lines_in_which_a_site_speaks_of_itself_name_the_publisher():
    lines = (
        "Mill reopens",
        "The mill at the ford reopened.",
        "Follow Ford Valley Today on Twitter",
        "Ford Valley Today newsletter",
    )

    source, _ = find_source(
        capture_of(*lines), StoryParts((1, 2), 2, (1, 4), find_url(capture_of(*lines), (1, 2)), (1, 1)), SHIPPED
    )

    assert (source.value, source.evidence[0].rule) == ("Ford Valley Today", "banner")


def test_the_company_behind_a_copyright_gives_way_to_the_paper_the_page_names():
    lines = ("Mill reopens | Harbour Gazette", "The mill reopened.", "© 2023 Ford Media Group LLC. All rights reserved")

    source, _ = find_source(
        capture_of(*lines), StoryParts((1, 2), 2, (1, 3), find_url(capture_of(*lines), (1, 2)), (1, 1)), SHIPPED
    )

    assert source.value == "Harbour Gazette"


BUTTONS = tuple(f"Button {number}" for number in range(40))


def footer(*lines):
    """The finding of a page with much furniture, these lines among it."""
    capture = capture_of("Mill reopens", "The mill reopened.", *BUTTONS, *lines)
    parts = StoryParts((1, 2), 2, (1, len(capture.lines)), find_url(capture, (1, 2)))
    return find_source(capture, parts, SHIPPED)[0]


def test_a_name_in_nothing_but_the_copyright_of_a_long_page_is_left_open():
    finding = footer("© 2020 Harbourside")

    assert finding.value is None
    assert finding.reason == "only the owner of the page is named, which may be a company"
    assert finding.evidence[0].text == "Harbourside"


@pytest.mark.parametrize("line", ["Jobs at Harbourside", "letters@harbourside.example"])
def test_an_owner_whom_the_page_names_elsewhere_is_the_publisher(line):
    assert footer(line, line, "© 2020 Harbourside. All rights reserved").value == "Harbourside"


def test_a_company_whose_first_word_the_page_names_again_and_again_is_that_paper():
    lines = [f"Quayside {section}" for section in ("Sport", "Food", "Video", "Travel", "Weather")]

    assert footer(*lines, "© 2020 Quayside Enterprises, LLC").value == "Quayside"


@pytest.mark.parametrize("line", ["© 2020 Policy", "Copyright 2020 Terms of Use", "© 2020 Privacy Notice"])
def test_what_footers_link_to_is_no_publisher(line):
    assert footer(line, line).value is None


def test_the_host_below_a_picture_is_not_the_source_of_a_page():
    finding, _ = under("Menu", "Mill reopens", "The mill reopened.", "Source: picturebank.com")

    assert finding.value is None


def test_agencies_named_beside_a_paper_are_not_part_of_its_name():
    assert (
        found("Mill reopens", "The mill reopened.", "Source: Harbour Gazette and news agencies")[0] == "Harbour Gazette"
    )


def test_a_picture_library_is_not_the_source_of_a_story():
    assert found("Mill reopens", "The mill reopened.", "Source: unsplash.com") == (None, None)


def test_a_day_behind_first_published_is_no_publisher():
    assert found("Mill reopens", "The mill reopened.", "First published on Thu 21 Dec 2023 22.12 CET") == (None, None)


def test_a_person_in_the_copyright_of_a_short_page_is_not_its_publisher():
    assert found("Mill reopens", "The mill reopened.", "© 2020 Greta Holm")[0] is None


@pytest.mark.parametrize("name", ["TheSeattleTimes", "SeattleTimes", "seattletimes.com"])
def test_a_known_paper_whose_name_is_printed_without_blanks_is_that_paper(name):
    assert SHIPPED.canonical(name) == "The Seattle Times"
