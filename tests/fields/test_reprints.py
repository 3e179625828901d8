"""Stories that are the same text, and which of them stands for all."""

from dataclasses import replace

from plugins.seed_posts.model import Basis, Finding, Precision, PublishedDate
from plugins.seed_posts.reprints import find_reprints, similarity

from .make import capture_of, story_of

MILL = [
    f"The mill at ford number {n} ground corn for {n * 3} farms and paid its miller {n * 7} crowns." for n in range(20)
]
BRIDGE = [f"Pier {n} of the bridge stands in {n * 2} metres of water and bears {n * 9} tons." for n in range(20)]


def story(name, lines, date=""):
    capture = capture_of(name, *lines)
    made = replace(story_of(capture, 1, len(lines) + 1), slug=name, headline=Finding("A headline"))
    if not date:
        return made
    precision = (Precision.YEAR, Precision.MONTH, Precision.DAY)[date.count("-")]
    return replace(made, date=Finding(PublishedDate(date, precision, Basis.EXPLICIT)))


def reprints(*stories):
    return [(s.slug, s.reprint_of) for s in find_reprints(stories) if s.reprint_of]


def test_first_of_two_equal_undated_stories_stands_for_both():
    assert reprints(story("a", MILL), story("b", BRIDGE), story("c", MILL)) == [("c", "a")]


def test_earliest_dated_story_stands_for_its_reprints():
    assert reprints(story("a", MILL, "2018-03-04"), story("b", MILL, "2018-03-03")) == [("a", "b")]


def test_dated_story_stands_before_an_undated_one():
    assert reprints(story("a", MILL), story("b", MILL, "2018-03-03")) == [("a", "b")]


def test_day_stands_before_the_bare_month_it_lies_in():
    assert reprints(story("a", MILL, "2018-03"), story("b", MILL, "2018-03-30")) == [("a", "b")]


def test_longer_of_two_undated_versions_stands_for_both():
    assert reprints(story("a", MILL[:-2]), story("b", MILL)) == [("a", "b")]


def test_reprint_with_a_changed_paragraph_is_still_one():
    changed = [*MILL[:10], "A reader writes that the mill was never his.", *MILL[11:]]

    assert reprints(story("a", MILL), story("b", changed)) == [("b", "a")]


def test_case_and_punctuation_do_not_matter():
    loud = [line.upper().replace(".", " !") for line in MILL]

    assert similarity("\n".join(MILL), "\n".join(loud)) == 1.0


def test_story_that_quotes_another_is_no_reprint():
    assert reprints(story("a", MILL), story("b", [*BRIDGE, *MILL[:8]])) == []


def test_short_forms_filled_in_alike_under_two_headlines_are_two_stories():
    form = ["Quarterly dividend 15 cents, payable April 10, record March 20."]
    first, second = story("a", form), replace(story("b", form), headline=Finding("Another headline"))

    assert reprints(first, second) == []


def test_stories_without_words_are_left_alone():
    assert reprints(story("a", ["…"]), story("b", ["…"])) == []


def test_every_story_comes_back_in_its_order():
    stories = [story("a", MILL), story("b", BRIDGE), story("c", MILL)]

    assert [s.slug for s in find_reprints(stories)] == ["a", "b", "c"]


def test_copy_cut_from_below_is_a_reprint():
    assert reprints(story("a", MILL, "2018-03-03"), story("b", MILL[:12], "2018-03-04")) == [("b", "a")]


def test_brief_made_of_a_storys_first_paragraphs_is_none():
    assert reprints(story("a", MILL, "2018-03-03"), story("b", MILL[:6], "2018-03-04")) == []


def test_story_that_quotes_half_of_another_is_none():
    assert reprints(story("a", MILL, "2018-03-03"), story("b", [*MILL[:10], *BRIDGE[:10]], "2018-03-04")) == []


REPORT = """
The council of the river town voted on Tuesday to keep its last ferry running through the winter, after hearing from
farmers on the far bank who have no other way to bring their milk to market. Engineers had warned in the spring that
the hull would not pass another inspection, and the treasurer said that repairs would cost more than a new boat. But
the mayor, Ada Brook, told the meeting that a bridge was years away and that nobody could wait so long. The crew will
be paid from the harbour fund until April, when the province is expected to decide on a loan. Two members voted against
the plan, saying that the money was needed for the school roof, which has leaked since the storms of last autumn.
""".replace("\n", " ").strip()
SENTENCES = [sentence + "." for sentence in REPORT.rstrip(".").split(". ")]


def near(text, headline="A headline", date="2018-03-20"):
    """The finding on a copy of REPORT with this text, printed a day later."""
    copy = replace(story("copy", [text], date), headline=Finding(headline))
    return find_reprints([story("original", [REPORT], "2018-03-19"), copy])[1]


def test_copy_in_another_order_is_a_reprint():
    assert near(" ".join([*SENTENCES[3:], *SENTENCES[:3]])).reprint_of == "original"


def test_copy_with_every_ninth_word_changed_is_a_reprint():
    words = REPORT.split()
    words[::9] = ["otherwise"] * len(words[::9])

    assert near(" ".join(words)).reprint_of == "original"


def test_copy_retyped_badly_is_a_reprint():
    words = [word[::-1] if n % 8 == 3 else word for n, word in enumerate(REPORT.split())]

    assert near(" ".join(words)).reprint_of == "original"


def test_copy_under_another_headline_is_a_reprint():
    assert near(REPORT, "Op-Ed: Milk must cross | The Daily Bank").reprint_of == "original"


def test_follow_up_that_repeats_the_background_is_none():
    news = [f"On day {n} the ferry carried {n * 3} carts and {n * 11} cans across the ice." for n in range(1, 9)]

    assert near(" ".join([*news, *SENTENCES[1:4]])).reprint_of == ""


def test_form_filled_in_anew_is_none():
    form = (
        "The central bank of {} said it sold {} billion crowns of bills with a life of {} days on {} at a yield of {} "
        "per cent, against {} per cent at the last sale, when {} billion were taken up by dealers in {}. It said the "
        "sale was meant to take money out of the market, and that another would be held before the end of the month."
    )
    first = form.format("Norway", 12, 90, "Tuesday", "4.31", "4.28", 11, "Oslo")
    second = form.format("Bergen", 17, 30, "Friday", "4.66", "4.31", 15, "Arendal")

    assert reprints(story("a", [first], "2018-03-19"), story("b", [second], "2018-03-26")) == []


def test_same_form_with_the_same_figures_is_a_reprint():
    form = "The bank sold 12 billion crowns of bills of 90 days at 4.31 per cent, against 4.28 per cent last week. " * 3

    assert reprints(story("a", [form], "2018-03-19"), story("b", [form], "2018-03-26")) == [("b", "a")]


def test_a_chinese_story_is_compared_by_its_characters():
    whole = "黑龙江省与俄罗斯远东地区签署了新的合作协议，双方将在能源、农业和运输领域扩大投资，并在边境修建两座桥梁。"
    more = "省长在签字仪式上说，去年两地之间的贸易额增长了三成，今年春天还将开通一条新的铁路线，运送木材和粮食。"
    other = "昨天下午，市图书馆新馆在江边开放，市民排队领取借书证，孩子们在阅览室里听作家朗读了一篇关于冬天的故事。"

    found = reprints(
        story("a", [whole + more], "2018-03-19"),
        story("b", [more + whole], "2018-03-20"),
        story("c", [other + other[:20]], "2018-03-21"),
    )

    assert found == [("b", "a")]


def test_story_with_a_printed_date_stands_before_one_whose_date_is_guessed():
    guessed = Finding(PublishedDate("2018-03-01", Precision.DAY, Basis.INFERRED))

    assert reprints(replace(story("a", MILL), date=guessed), story("b", MILL, "2018-03-03")) == [("a", "b")]


def test_reprint_says_how_much_of_it_is_repeated_and_quotes_the_longest_words_both_have():
    copy = near(" ".join([*SENTENCES[:2], "Nobody in the hall had expected so short a debate.", *SENTENCES[2:]]))

    evidence = copy.reprint.evidence[0]
    assert (round(copy.reprint.share, 2), copy.reprint.share_of_canonical) == (0.93, 1.0)  # ten words of 134 are new
    assert (evidence.rule, evidence.line) == ("near-copy", 2)
    assert evidence.text.startswith("But the mayor, Ada Brook, told the meeting")


def test_equal_words_and_cut_and_longer_copies_are_told_apart():
    cut, longer = " ".join(SENTENCES[:3]), REPORT + " " + " ".join(BRIDGE[:3])

    rules = [near(text).reprint.evidence[0].rule for text in (REPORT, cut, longer)]

    assert rules == ["same-words", "cut-copy", "longer-copy"]


def test_a_chain_of_copies_whose_ends_have_little_in_common_is_no_cluster():
    pages = [f"On page {n} gate{n} and lock{n} and weir{n} are drawn beside mill{n}." for n in range(40)]
    first, middle, last = pages[:24], pages[8:32], pages[16:]

    found = reprints(
        story("a", [" ".join(first)], "2018-03-01"),
        story("b", [" ".join(middle)], "2018-03-02"),
        story("c", [" ".join(last)], "2018-03-03"),
    )

    assert found == [("b", "a")]


def test_reprints_do_not_depend_on_the_order_stories_come_in():
    stories = [story("a", MILL, "2018-03-04"), story("b", MILL[:15], "2018-03-03"), story("c", BRIDGE, "2018-03-02")]

    there, back = find_reprints(stories), find_reprints(stories[::-1])

    assert [s.reprint_of for s in there] == [s.reprint_of for s in back][::-1]


def test_story_printed_fifty_times_is_one_cluster():
    copies = [story(f"copy-{n:02}", [*MILL, f"Printed as number {n}."], "2018-03-04") for n in range(50)]

    found = reprints(*copies, story("original", MILL, "2018-03-03"))

    assert {canonical for _, canonical in found} == {"original"}
    assert len(found) == 50
