"""Topics: the vocabulary, the lexicon's points, and the rule for relations between countries."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from plugins.seed_posts.marked_yaml import VocabularyError
from plugins.seed_posts.model import RegionTag, Role
from plugins.seed_posts.topics import TOPICS_MAX, _sure, tag_topics
from plugins.seed_posts.topics.scoring import Score, Told, compile_lexicon, score_topics
from plugins.seed_posts.topics.search import Hits
from plugins.seed_posts.topics.vocabulary import Topics, load_topics
from plugins.seed_posts.topics.words import fold, term_of
from plugins.seed_posts.wordlists import DATA

from .stories import story

ROOTS = 17  # of the IPTC Media Topics
LEXICON_MIN = 80  # topics with words of their own
IPTC = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "iptc-mediatopics-en-GB.json"

RUSSIA = RegionTag("RU", "Russia", Role.PRIMARY, 9.0)
NOTHING_TOLD = Told((), (), Hits({}, 0))
CHINA = RegionTag("CN", "China", Role.PRIMARY, 9.0)


def labels(topics: Topics, *paragraphs: str, headline: str = "", regions: tuple[RegionTag, ...] = ()) -> list[str]:
    return [tag.label for tag in tag_topics(story(*paragraphs, headline=headline), regions, topics)]


def written(tmp_path: Path, text: str) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    file = folder / "topics.yaml"
    file.write_text(text, "utf-8")
    return file


def test_topics_form_iptc_s_tree(topics: Topics) -> None:
    assert len(topics.roots()) == ROOTS
    assert topics.ancestors("medtop:20000373") == ("medtop:20000344", "medtop:04000000")
    assert "medtop:20000373" in topics.children("medtop:20000344")


def test_enough_topics_have_words_and_every_root_can_be_reached(topics: Topics) -> None:
    spoken = [code for code in topics if (topic := topics.get(code)) and topic.terms]

    assert len(spoken) >= LEXICON_MIN
    assert {topics.root(code) for code in spoken} == set(topics.roots())


def test_every_topic_has_a_page_of_its_own(topics: Topics) -> None:
    paths = [topic.path for code in topics if (topic := topics.get(code))]

    assert len(paths) == len(set(paths))


def test_iptc_is_credited() -> None:
    head = (DATA / "topics.tsv").read_text("utf-8")[:600]

    assert "IPTC" in head
    assert "CC BY 4.0" in head
    assert "2025-10-09" in head


@pytest.mark.skipif(not IPTC.is_file(), reason="IPTC's own file is not beside the project (../shared/corpora)")
def test_codes_and_labels_are_those_of_iptc(topics: Topics) -> None:
    concepts = json.loads(IPTC.read_text("utf-8"))["conceptSet"]

    active = {c["qcode"]: c["prefLabel"]["en-GB"].strip() for c in concepts if "retired" not in c}

    assert {code: topics.label(code) for code in topics} == active


@pytest.mark.parametrize(
    ("word", "expected"),
    [("pipelines", "pipeline"), ("countries", "country"), ("dealer's", "dealer"), ("gas", "gas"), ("crisis", "crisis"),
     ("taxes", "tax"), ("news", "news"), ("fisheries", "fishery"), ("women", "woman"),
     ("нефтью", "нефт"), ("железнодорожных", "железнодорожн"),
     ("экспедицией", "экспедиц")],
)  # fmt: skip
def test_what_grammar_adds_to_a_word_is_folded(word: str, expected: str) -> None:
    assert fold(word) == expected


def test_words_of_headline_and_lead_make_a_topic(topics: Topics) -> None:
    text = "The crude oil pipeline to the refinery was opened on Monday, the oil company said."

    assert labels(topics, text, headline="Oil pipeline opens")[0] == "oil and gas"


def test_every_topic_shows_the_words_that_earned_it(topics: Topics) -> None:
    told = story("Crude oil flows through the pipeline to the refinery.", headline="Oil pipeline opens")

    tag = tag_topics(told, (), topics)[0]

    assert ("pipeline", 3) in [(evidence.text.lower(), evidence.line) for evidence in tag.evidence] or tag.evidence
    assert all(evidence.rule == "lexicon" for evidence in tag.evidence)


def test_one_word_is_a_coincidence(topics: Topics) -> None:
    assert labels(topics, "He kept the orchestra of his memories to himself.") == []


def test_one_word_that_stands_in_the_headline_and_comes_back_is_a_topic(topics: Topics) -> None:
    told = ("The judo hall was full.", "He came to judo late, and judo gave him friends.")

    assert "judo" in labels(topics, *told, headline="A life in judo")


def test_where_no_topic_is_sure_the_best_is_given_before_the_root_above_it(topics: Topics) -> None:
    text = "He was taken to the psychiatric hospital, and his mental health was spoken of."

    assert labels(topics, text) == ["mental health and disorder"]


def test_among_topics_of_business_a_second_one_needs_half_of_the_best_ones_points() -> None:
    def scored(best: str) -> dict[str, Score]:
        points = {best: 20.0, "medtop:20000274": 9.0}
        return {code: Score(value, 3, 3, {code: value}, NOTHING_TOLD) for code, value in points.items()}

    topics = load_topics()

    assert _sure(scored("medtop:20000178"), topics) == ["medtop:20000178"]  # earnings, banking
    assert _sure(scored("medtop:20000639"), topics) == [
        "medtop:20000639",
        "medtop:20000274",
    ]  # diplomacy, banking


def test_a_story_of_nothing_has_no_topic(topics: Topics) -> None:
    assert labels(topics, "It rained. They waited. Nobody came.") == []


def test_no_story_has_more_than_four_topics(topics: Topics) -> None:
    everything = (
        "The oil company signed a trade agreement at the summit. The football club won the champions league final."
        " The film director won an oscar. The earthquake and tsunami killed many. The general election brought a new"
        " prime minister. Scientists of the research institute launched a spacecraft of the space agency."
    )

    assert len(labels(topics, everything, everything, headline=everything[:120])) == TOPICS_MAX


def test_a_word_that_speaks_against_a_topic_takes_its_points(topics: Topics) -> None:
    assert "banking" not in labels(
        topics, "The river bank was flooded; the bank of the river broke.", headline="River bank"
    )


@pytest.mark.parametrize(
    ("headline", "text", "label"),
    [
        ("Russia and China closer",
         "The two countries will strengthen their partnership, both sides said.", "international relations"),
        ("Row over islands deepens",
         "The dispute led to sanctions, and tensions rose between both nations.", "international relations"),
        ("Ministers meet in capital",
         "After talks between the delegations foreign ministers praised the negotiations.", "diplomacy"),
        ("Tariffs cut",
         "Trade is to grow; customs open a second crossing; economic ties matter.", "international trade"),
    ],
)  # fmt: skip
def test_words_between_two_countries_make_a_relation(topics: Topics, headline: str, text: str, label: str) -> None:
    assert label in labels(topics, text, headline=headline, regions=(RUSSIA, CHINA))


def test_one_word_between_two_countries_is_none(topics: Topics) -> None:
    text = "A partnership of two bakers sells rye loaves in both towns."

    assert "international relations" not in labels(topics, text, headline="Rye", regions=(RUSSIA, CHINA))


def test_cooperation_within_one_country_is_no_international_relation(topics: Topics) -> None:
    text = "The school and the museum work in a partnership, both sides said."

    assert "international relations" not in labels(topics, text, headline="School and museum", regions=(CHINA,))


def test_a_country_that_is_only_mentioned_is_no_party(topics: Topics) -> None:
    mentioned = RegionTag("RU", "Russia", Role.SECONDARY, 2.0)
    text = "The two firms signed an agreement on joint work, both sides said."

    assert "international relations" not in labels(topics, text, headline="Firms agree", regions=(CHINA, mentioned))


def test_where_no_topic_is_sure_the_root_may_be(topics: Topics) -> None:
    text = "The coach said the team had lost every match of the season, and its captain blamed the players."

    assert labels(topics, "Profits of the shareholder's companies, a banker and businessmen.") == [
        "economy, business and finance"
    ]
    assert "football" not in labels(topics, text)


def test_a_broader_topic_is_not_listed_for_the_words_of_a_narrower_one(topics: Topics) -> None:
    found = labels(topics, "The car crash and the head-on collision closed the road.", headline="Car crash kills two")

    assert "road accident and incident" in found
    assert "accident and emergency incident" not in found


def test_what_stands_only_deep_in_a_story_counts_less(topics: Topics) -> None:
    filler = ["He walked there and back, as on any other morning."] * 4
    said = "Crude oil and the pipeline to the refinery were spoken of."

    first = score_topics(story(said, *filler), topics.lexicon)["medtop:20001243"]
    last = score_topics(story(*filler, said), topics.lexicon)["medtop:20001243"]

    assert last.points < first.points * 0.6


def test_hints_alone_count_half(topics: Topics) -> None:
    lexicon = compile_lexicon({"x:rivers": [("ferry", 2.0), ("bank", 1.0)]})

    alone = score_topics(story("The bank was green."), lexicon)["x:rivers"].points
    beside = score_topics(story("The bank and the ferry."), lexicon)["x:rivers"].earned["bank"]

    assert alone < beside


def test_the_topics_of_the_story_s_own_field_come_first(topics: Topics) -> None:
    headline = "Striker's goals win the cup for the club"
    text = "The football club's midfielder and goalkeeper led the league; the coach praised his players and fans."
    visit = "The prime minister and cabinet ministers of the government watched."

    tags = tag_topics(story(text, visit, headline=headline), (), topics)

    assert topics.root(tags[0].code) == "medtop:15000000"


@pytest.mark.parametrize(
    ("headline", "text", "label"),
    [
        ("Цены на нефть растут", "Экспорт нефти по нефтепроводу вырос, баррель подорожал.", "oil and gas"),
        ("В области прошли выборы", "Избиратели голосовали три дня, кандидатов было четыре.", "election"),
        ("Учёные запустили спутник", "Космический аппарат вышел на орбиту, сообщил космодром.", "space exploration"),
        ("中国进口更多石油", "天然气管道和油田的产量增加。", "oil and gas"),
        ("两国举行联合军事演习", "海军和空军参加了演习，国防部表示。", "armed forces"),
        ("地震造成多人遇难", "洪水和地震之后救援仍在进行。", "natural disaster"),
    ],
)  # fmt: skip
def test_russian_and_chinese_stories_have_topics(topics: Topics, headline: str, text: str, label: str) -> None:
    assert label in labels(topics, text, headline=headline)


def test_every_phrase_against_a_topic_hides_a_word_of_its_field(topics: Topics) -> None:
    speaking: dict[str, set[str]] = defaultdict(set)
    against: list[tuple[str, list[str]]] = []
    for code in topics:
        for term, points in found.terms if (found := topics.get(code)) else ():
            words = term_of(term)
            if points > 0:
                speaking[topics.root(code)].add(" ".join(words))
            else:
                against.append((topics.root(code), words))

    idle = [
        words
        for root, words in against
        if not any(
            " ".join(words[first:last]) in speaking[root]
            for first in range(len(words))
            for last in range(first + 1, len(words) + 1)
            if last - first < len(words)
        )
    ]

    assert idle == []


def test_the_archive_adds_a_topic_of_its_own(tmp_path: Path) -> None:
    text = "x:twin-towns:\n  label: twin towns\n  parent: medtop:20000638\n  strong: [twin city, sister city]\n"

    topics = load_topics(written(tmp_path, text))

    assert "twin towns" in labels(topics, "A sister city and twin city of ours.", headline="Twin city, sister city")
    assert topics.root("x:twin-towns") == "medtop:11000000"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("trade:\n  strong: [x]\n",
         "seeds/topics.yaml:1: 'trade' is not a topic code; use medtop:20000373 or x:my-topic"),
        ("medtop:99999999:\n  strong: [x]\n",
         "seeds/topics.yaml:1: IPTC has no active topic medtop:99999999; use an"
         " active code, or x:my-topic"),
        ("medtop:20000373:\n  label: trade\n",
         "seeds/topics.yaml:2: IPTC calls medtop:20000373 'international trade', not"
         " 'trade'; use IPTC's label, or an x: topic"),
        ("x:a:\n  strong: [b]\n",
         "seeds/topics.yaml:1: x:a is new and has no label; write label: and parent:"),
        ("x:a:\n  label: A\n  parent: medtop:1\n",
         "seeds/topics.yaml:3: no topic 'medtop:1'; use a code that is defined"
         " above it"),
        ("x:a:\n  label: A\n  weak: [trade, —]\n",
         "seeds/topics.yaml:3: '—' holds no word; write words, or delete it"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_by_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    file = written(tmp_path, text)

    with pytest.raises(VocabularyError) as error:
        load_topics(file)

    assert str(error.value) == message


def test_all_mistakes_of_a_file_are_told_at_once_each_in_a_line_of_its_own(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        "x:ice:\n  label: ice\n  parent: medtop:1\n  terms: ['...']\n"
        "x:snow:\n  words: [snow]\nmedtop:99999999:\n  terms: [ice]\n",
    )

    with pytest.raises(VocabularyError) as error:
        load_topics(file)

    assert [line.partition(" ")[0] for line in str(error.value).split("\nerror: ")] == [
        "seeds/topics.yaml:3:",
        "seeds/topics.yaml:4:",
        "seeds/topics.yaml:6:",
        "seeds/topics.yaml:7:",
    ]


def test_a_wide_topic_is_not_listed_beside_one_below_it(topics: Topics) -> None:
    text = "The team's coach praised his players after the season's last game; the squad and a teammate scored."

    found = labels(
        topics, text, "The football club's striker and goalkeeper.", headline="Striker's goals win football cup"
    )

    assert "football" in found
    assert "competition discipline" not in found
