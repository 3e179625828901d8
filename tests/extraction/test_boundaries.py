"""Captures of several stories in the arrangements people and programs leave them in, and pages that hold but one."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from plugins.seed_posts.learned import Scorecard
from plugins.seed_posts.model import Story
from plugins.seed_posts.segments.boundaries import LIKELY, Boundaries, candidates, find_boundaries
from plugins.seed_posts.segments.boundary_features import features_at
from plugins.seed_posts.segments.chat import chat_prefixes
from plugins.seed_posts.segments.chunks import read_chunks
from plugins.seed_posts.segments.cohesion import Surroundings, likeness, share_of

Read = Callable[[str], tuple[Story, ...]]
Arrange = Callable[[int, str, str], str]  # number, headline, paragraphs → the text of one story

PIER = (
    "Ferry company opens second pier in Harbour",
    "The ferry company opened its second pier on Monday, and two ferries now sail from Harbour to Eastholm.",
    "Mayor Tom Ode said in a statement that the pier had cost 40 million crowns, of which Eastholm paid a quarter.",
    "The old ferry was built in 1974, according to the company, and has carried three million passengers since then.",
    "It will be sold to a museum in the north before winter, and its bell will hang above the new pier, he said.",
)
BEES = (
    "Beekeepers warn of early frost after warm February",
    "Beekeepers in the valley warned on Friday that an early frost would kill their swarms after a warm February.",
    "The society's chairwoman, Karin Wald, said the bees had left their hives three weeks too early.",
    "Frost in March killed half of all swarms around Westvik two years ago, according to the society.",
    "Its members have begun to wrap their hives in straw, which their grandfathers did in every winter of the war.",
)
MUSEUM = (
    "Museum finds lost map behind a picture frame",
    "The city museum announced on Tuesday that a map missing since 1911 was found behind the frame of a painting.",
    "Restorer Paul Henning told reporters that he had only wanted to change a rusted nail in the wood.",
    "The map shows the old fortress and its moats, and scholars say that no other copy of the drawing is known.",
    "It will be shown from June, beside the painting behind which it hung for so long, the director added.",
)
STORIES = (PIER, BEES, MUSEUM)
BODIES = ["\n".join(story[1:]) for story in STORIES]


def composed(arrange: Arrange) -> str:
    return "".join(arrange(n, story[0], "\n\n".join(story[1:])) for n, story in enumerate(STORIES, 1))


ARRANGEMENTS: dict[str, Arrange] = {
    "signed": lambda n, title, text: f"{title}\n\nBy Anna Lind\n\nMarch {n}, 2019\n\n{text}\n\n",
    "day above": lambda n, title, text: f"March {n}, 2019\n\n{title}\n\n{text}\n\n",
    "paper above": lambda n, title, text: f"The Moscow Times\n\n{title}\n\nMarch {n}, 2019\n\n{text}\n\n",
    "address below": lambda n, title, text: f"{title}\n\n{text}\n\nhttp://www.example.com/news/{n}.html\n\n",
    "rule": lambda n, title, text: f"-----\n\n{title}\n\nMarch {n}, 2019\n\n{text}\n\n",
    "white space": lambda n, title, text: f"\u00a0 \n{title}\n\nMarch {n}, 2019\n\n{text}\n\n",
    "tight": lambda n, title, text: f"{title}\nMarch {n}, 2019\n{text}\n".replace("\n\n", "\n"),
    "phpBB": lambda n, title, text: f"Re: News\nby olaf » Mon Mar {n:02}, 2019 9:1{n} am\n\n{title}\n\n{text}\n\n",
    "vBulletin": lambda n, title, text: f"03-0{n}-2019, 09:10 AM\n#{n}\nolaf\nSenior Member\n\n{title}\n\n{text}\n\n",
    "Reddit": lambda n, title, text: f"olaf 41 points {n} years ago\n\n{title}\n\n{text}\n\n",
    "quotation": lambda n, title, text: f"olaf\n#{n}\n\nlotus said:\n\n{title}\n\n{text}\n\nClick to expand...\n\n",
    "Discourse": lambda n, title, text: f"olaf_{n}\nMarch {n}, 2019, 2:33am\n{n}\n\n{title}\n\n{text}\n\n",
    "Usenet": lambda n, title, text: (
        f"From: Olaf Berg <o@example.net>\nSubject: {title}\nDate: Fri, 0{n} Mar 2019 09:10:00 +0000\n\n"
        f"{title}\n\n{text}\n\n"
    ),
    "WhatsApp": lambda n, title, text: f"0{n}/03/2019, 09:10 - Olaf Berg: {title}\n{text}\n".replace("\n\n", "\n"),
    "brackets": lambda n, title, text: f"[0{n}.03.19, 09:10:12] Olaf Berg: {title}\n{text}\n".replace("\n\n", "\n"),
}


@pytest.mark.parametrize("arrange", ARRANGEMENTS.values(), ids=ARRANGEMENTS)
def test_each_story_of_a_capture_begins_at_its_headline_and_has_its_own_body(stories: Read, arrange: Arrange) -> None:
    found = stories(composed(arrange))

    assert [story.headline.value for story in found] == [story[0] for story in STORIES]
    assert [story.text.replace("\n\n", "\n") for story in found] == BODIES


def test_a_story_without_a_headline_begins_at_its_first_paragraph_and_has_the_day_above_it(stories: Read) -> None:
    found = stories(composed(lambda n, _, text: f"\u00a0 \nMarch {n}, 2019\n\n{text}\n\n"))

    assert [story.body[0].first == story.first for story in found] == [True] * 3
    assert [story.date.value.value for story in found if story.date.value] == ["2019-03-01", "2019-03-02", "2019-03-03"]
    assert all(story.headline_assigned for story in found)


def test_days_below_white_space_divide_stories_without_headlines_where_no_forum_says_so(stories: Read) -> None:
    found = stories(composed(lambda n, _, text: f"\u00a0 \n\nMarch {n}, 2019\n\n{text}\n\n"))

    assert [story.text.replace("\n\n", "\n") for story in found] == BODIES


DIGEST_TOP = """\
Send Harbour-news mailing list submissions to
\tharbour-news@lists.example.org

Today's Topics:

   1. Ferry company opens second pier in Harbour (Olaf Berg)
   2. Beekeepers warn of early frost after warm February (Ada Lund)
   3. Museum finds lost map behind a picture frame (Olaf Berg)

----------------------------------------------------------------------

"""


def message(number: int, title: str, text: str) -> str:
    head = f"Message: {number}\nDate: Fri, 0{number} Mar 2019 09:10:00 +0000\nFrom: Olaf Berg <o@example.net>"
    return f"{head}\nSubject: [Harbour-news] {title}\n\n{text}\n\n------------------------------\n\n"


def test_the_topics_of_a_mailing_lists_digest_are_no_story_and_each_message_is_one(stories: Read) -> None:
    found = stories(DIGEST_TOP + composed(message))

    assert [story.text.replace("\n\n", "\n") for story in found] == BODIES


def test_an_answer_in_a_mailing_list_is_no_story_for_its_subject(stories: Read) -> None:
    answer = "I crossed on the new ferry to the second pier in Harbour, and we all thought the company could do better."

    found = stories(message(1, PIER[0], "\n\n".join(PIER[1:])) + message(2, f"Re: {PIER[0]}", answer))

    assert [story.text.replace("\n\n", "\n") for story in found] == BODIES[:1]


def test_chinese_stories_are_told_apart_by_their_words(stories: Read) -> None:
    bridge = "东河新桥星期一正式通车\n\n" + "\n\n".join(
        (
            "东河市政府星期一宣布，连接两岸的新桥正式通车，全长一千二百米，双向六车道。",
            "市长林远在通车仪式上表示，新桥将使两岸居民的过河时间从四十分钟缩短到五分钟。",
            "据市政府介绍，大桥总投资九亿元，施工历时三年，旧桥将改为步行桥。",
        )
    )
    fish = "科学家在深湖发现新鱼种\n\n" + "\n\n".join(
        (
            "生物研究所星期三公布，考察队在深湖水下一百米处发现一种从未记录过的小鱼。",
            "考察队队长何静告诉记者，这种鱼体长不到八厘米，眼睛已经退化，靠触须觅食。",
            "研究论文已在该所的学报上发表，考察队计划明年夏天再次前往。",
        )
    )

    found = stories(f"-----\n\n{bridge}\n\n-----\n\n{fish}\n")

    assert [story.headline.value for story in found] == ["东河新桥星期一正式通车", "科学家在深湖发现新鱼种"]


LONE = {
    "live blog": "Ferry strike: latest\n\n"
    + "\n\n".join(
        f"{hour}:{minute} GMT\n\n{line}"
        for hour, minute, line in (
            (14, 50, "The ferry company said talks with the crews would go on through the night in Harbour."),
            (13, 15, "Mayor Tom Ode asked both the crews and the ferry company to return to the table."),
            (11, 40, "Passengers waited at the pier in Harbour while the ferry crews met in the canteen."),
            (9, 5, "Crews of the ferry company stopped work at nine, and no ferry has left Harbour since."),
        )
    ),
    "interview": "“I never learned to swim”: a ferry captain looks back\n\nBy Anna Lind\n\n"
    "Captain Karin Wald retires on Friday after forty years on the ferry between Harbour and Eastholm.\n\n"
    + "\n\n".join(
        (
            "When did you first take the ferry out?",
            "In the spring of 1979, with a crew of four and a fog so thick that I could not see the bow of the ferry.",
            "Were you ever afraid?",
            "Every captain is afraid of fog. I never learned to swim, so I had more reason than the rest of the crew.",
            "What comes next?",
            "My sister has an orchard in Eastholm. The captain of the next ferry may bring me the paper.",
        )
    ),
    "list": "Three piers worth the crossing\n\nBy Anna Lind\n\n"
    "Summer is short in Harbour, and the ferry to the islands takes an hour at most.\n\n"
    + "\n\n".join(
        (
            "1. The old pier in Harbour",
            "The ferry leaves from here at nine, and the café on the pier has been selling the same soup since 1974.",
            "2. The stone pier of Eastholm",
            "Eastholm built its pier from the stones of a fortress, and the ferry calls there twice a day in summer.",
            "3. The new pier",
            "It has no café yet, but the ferry company promises one, and from this pier one sees the lighthouse.",
        )
    ),
    "in pages": f"{PIER[0]}\n\nBy Anna Lind\n\n{PIER[1]}\n\n{PIER[2]}\n\nPage 1 of 2\n\n{PIER[3]}\n\nPage 2 of 2\n",
}


@pytest.mark.parametrize("text", LONE.values(), ids=LONE)
def test_parts_of_one_story_are_no_stories(stories: Read, text: str) -> None:
    assert len(stories(text)) == 1


def test_a_newsletter_of_whole_stories_is_taken_apart(stories: Read) -> None:
    parts = composed(lambda n, title, text: f"{title}\n\nBy Anna Lind\n\n{text}\n\nRead more\n\n")

    found = stories(f"The Harbour Letter\n\nGood morning. Three stories before you go.\n\n{parts}Unsubscribe\n")

    assert len(found) == 3
    assert [story.headline.value for story in found][1:] == [story[0] for story in STORIES][1:]


def test_one_line_of_a_log_is_no_chat() -> None:
    assert chat_prefixes(["15/06/2020, 07:45 - Ana Lind: good morning", "The ferry sails at nine."]) == {}


def test_a_chats_prefix_ends_where_its_words_begin() -> None:
    lines = ["[15.06.20, 07:45:12] Ana Lind: good morning", "15/06/2020, 07:46 - Olaf Berg: morning: all well?"]

    assert [line[end:] for line, end in zip(lines, chat_prefixes(lines).values(), strict=True)] == [
        "good morning",
        "morning: all well?",
    ]


def test_bags_of_words_are_compared_whatever_their_sizes() -> None:
    assert likeness(frozenset("abcd"), frozenset("abcd")) == 1.0
    assert likeness(frozenset("abcd"), frozenset("a")) == 0.5
    assert likeness(frozenset("abcd"), frozenset()) is None
    assert share_of(frozenset("ab"), frozenset("bcd")) == 0.5
    assert share_of(frozenset(), frozenset("b")) is None


def test_words_are_compared_by_their_first_letters_and_names_by_themselves() -> None:
    around = Surroundings(read_chunks(["The ferries from Harbour sail again, said Mayor Tom Ode of Eastholm."]))

    assert "ferrie" in around.words_of(0)
    assert around.names_of(0) == {"Harbour", "Mayor", "Tom", "Ode", "Eastholm"}


def test_a_headline_over_another_subject_has_the_figures_of_one() -> None:
    around = Surroundings(read_chunks("\n\n".join(PIER + BEES).split("\n")))
    (index,) = candidates(around)

    figures = features_at(around, index)

    assert around.chunks[index].text == BEES[0]
    assert figures["title-below"] > figures["title-above"]
    assert figures["likeness"] < 0.2
    assert figures["paragraph-above"]
    assert figures["paragraph-next"]


def test_likely_lines_count_once_a_capture_is_known_to_hold_several_stories() -> None:
    scores = {3: 0.6, 9: 0.2}

    assert Boundaries(scores, scores).found() == {}
    assert Boundaries(scores, scores).found(several=True) == {3: 0.6}
    assert Boundaries({3: 0.99}, {3: 0.99}).found() == {3: 0.99}


def test_a_capture_without_a_line_that_could_be_a_headline_has_no_boundary() -> None:
    assert find_boundaries(read_chunks(["The ferry sails at nine, and it will sail again at noon."])).scores == {}


@pytest.mark.parametrize("arrange", ARRANGEMENTS.values(), ids=ARRANGEMENTS.keys())
def test_no_line_is_ruled_out_early_that_all_its_figures_make_likely(arrange: Arrange) -> None:
    chunks = read_chunks(composed(arrange).split("\n"))
    around, card = Surroundings(chunks), Scorecard.load("boundaries")
    rows = {index: features_at(around, index) for index in candidates(around)}
    full = {
        index: card.scores({name: np.array([row[name]]) for name in card.features})[0] for index, row in rows.items()
    }
    likely = {index: score for index, score in full.items() if score >= LIKELY}

    assert {index: find_boundaries(chunks).scores.get(index) for index in likely} == pytest.approx(likely)
    assert find_boundaries(chunks, list(rows)).scores == pytest.approx(full)


def labelled(label: str, below: str) -> str:
    """A story, and a second headline behind a label with its byline, its day and these words below it."""
    return (
        f"{PIER[0]}\n\nBy Anna Lind\nMarch 2, 2019\n\n{BODIES[0]}\n\n"
        f"{label} {BEES[0]}\n\nBy Olaf Berg\nMarch 1, 2019\n\n{below}\n"
    ).replace(".\n", ".\n\n")


@pytest.mark.parametrize("label", ["Related:", "See also:", "Read also:", "More:", "Читайте также:"])
def test_whole_story_below_a_labelled_headline_is_a_story_headed_without_the_label(stories: Read, label: str) -> None:
    found = stories(labelled(label, BODIES[1]))

    assert [story.headline.value for story in found] == [PIER[0], BEES[0]]
    assert [story.authors.value for story in found] == [("Anna Lind",), ("Olaf Berg",)]
    assert [story.text.replace("\n\n", "\n") for story in found] == BODIES[:2]


def test_labelled_headline_with_a_sentence_inside_a_story_that_goes_on_is_a_link(stories: Read) -> None:
    more_of_the_pier = "\n".join(line.replace("Monday", "Tuesday") for line in PIER[1:])

    for below in (more_of_the_pier, f"{BEES[1]}\n{more_of_the_pier}"):
        assert [story.headline.value for story in stories(labelled("Related:", below))] == [PIER[0]]
