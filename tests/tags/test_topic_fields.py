"""Every field of news is found from a headline and a sentence or two, in the words its reporters use."""

from __future__ import annotations

import pytest

from plugins.seed_posts.topics import root_points
from plugins.seed_posts.topics.scoring import score_topics
from plugins.seed_posts.topics.vocabulary import Topics

from .stories import story

FIELDS = [
    ("01", "Director's last film opens the festival", "The actress plays a widow in a drama that critics praised."),
    ("01", "Singer cancels tour", "Her band said the concerts to mark the new album would be played next year."),
    ("01", "Nollywood star wins best actor", "He thanked his fans and the cast of the movie at the awards."),
    ("02", "Two held over jewel theft", "Detectives arrested the men after a burglary; both were charged in court."),
    ("02", "Widow tells jury of threats", "The murder trial heard how the defendant had been seen with a knife."),
    ("03", "Dozens missing after landslide", "Rescue teams dug through mud; the death toll of the flood may rise."),
    ("03", "Train derails at bridge", "Firefighters freed passengers from the wreckage; the crash injured forty."),
    ("04", "Brewer's profits fall", "Shares of the company lost a tenth after it warned that sales were weak."),
    ("04", "Central bank raises rates", "Economists had expected it, with inflation at nine per cent."),
    (
        "04",
        "Naira slides again",
        "Traders blamed a shortage of dollars; importers said the currency was at a record low.",
    ),
    (
        "05",
        "Exam results delayed",
        "Pupils and teachers complained; the education ministry blamed a printer of papers.",
    ),
    ("05", "University to close two faculties", "Students and lecturers protested on the campus against the plan."),
    (
        "06",
        "Rangers count last leopards",
        "Conservationists say poaching and the loss of habitat threaten the species.",
    ),
    ("06", "Rivers run brown", "Environmentalists blamed pollution from waste dumped upstream of the wetland."),
    (
        "07",
        "Malaria jab cuts deaths",
        "Doctors gave the vaccine to infants; the disease kills thousands of patients a year.",
    ),
    ("07", "Nurses short in every ward", "The hospital has closed beds, and cancer patients wait longer for surgery."),
    (
        "08",
        "Princess to marry in spring",
        "The royal family announced the wedding of the princess; the palace gave no date.",
    ),
    ("09", "Bus drivers walk out", "The trade union called the strike after talks on pay and overtime failed."),
    ("09", "Minimum wage to rise", "Employers say jobs will go; workers called the increase overdue."),
    ("10", "A weekend in the hills", "Hikers find quiet trails, good restaurants and holiday cottages with a view."),
    ("10", "How to bake with rye", "The recipe needs few ingredients; our chef adds honey and walnuts to the cake."),
    ("11", "Opposition wins by-election", "Voters punished the ruling party; its candidate blamed a low turnout."),
    ("11", "President dissolves parliament", "Lawmakers had rejected his cabinet; the vote will be held in May."),
    ("11", "Envoys meet in Vienna", "Foreign ministers of both countries held talks; diplomats spoke of better ties."),
    (
        "12",
        "Bishops gather for synod",
        "The church will debate women priests; worshippers prayed outside the cathedral.",
    ),
    ("12", "Pilgrims leave for Mecca", "Imams at the mosque led prayers before the hajj."),
    ("13", "Probe reaches comet", "Scientists of the space agency cheered as the spacecraft sent its first images."),
    (
        "13",
        "Browser flaw lets hackers in",
        "Users should update the software; the bug opens a computer to malicious websites.",
    ),
    ("14", "Migrants find few homes", "The charity says immigrant families face poverty and discrimination."),
    ("14", "Fewer couples marry", "Divorce is rarer too; parents wait longer to have children, the census shows."),
    (
        "15",
        "Striker's late goal sinks leaders",
        "The club climbed to second in the league; the coach praised his defenders.",
    ),
    ("15", "Sprinter wins gold", "She ran the 200m in 22 seconds at the athletics championships, a personal best."),
    (
        "16",
        "Rebels shell market town",
        "Troops answered with artillery; civilians fled the fighting and the ceasefire is over.",
    ),
    (
        "16",
        "Blast at checkpoint kills nine",
        "The suicide bomber drove a car bomb at soldiers; militants claimed the attack.",
    ),
    (
        "17",
        "Snow closes passes",
        "Forecasters expect blizzards and gales; the temperature fell to minus 20 degrees Celsius.",
    ),
]


@pytest.mark.parametrize(("field", "headline", "text"), FIELDS)
def test_the_field_of_a_short_story_is_found(topics: Topics, field: str, headline: str, text: str) -> None:
    points = root_points(score_topics(story(text, headline=headline), topics.lexicon), topics)

    assert max(points, key=lambda root: points[root]) == f"medtop:{field}000000"
