"""seeds/sources.yaml: what it adds, and the one line each mistake gets."""

import pytest

from plugins.seed_posts.errors import SettingError
from plugins.seed_posts.publishers import Sources


def load(folder, text):
    (folder / "sources.yaml").write_text(text, encoding="utf-8")
    return Sources.load(folder)


def test_shipped_agencies_are_known_without_a_file(tmp_path):
    sources = Sources.load(tmp_path)

    assert sources.canonical("ТАСС") == "TASS"
    assert sources.is_wire("Xinhua News Agency")
    assert sources.at("www.sputniknews.com").name == "Sputnik"


def test_empty_file_adds_nothing(tmp_path):
    assert load(tmp_path, "").records == Sources.load().records
    assert load(tmp_path, "publishers:\n").records == Sources.load().records


def test_publisher_of_the_archive_is_known_by_name_words_and_host(tmp_path):
    sources = load(
        tmp_path,
        "publishers:\n"
        "  - name: Harbour Gazette\n"
        "    home: https://gazette.example/\n"
        "    hosts: [old.gazette.test]\n"
        "    timezone: Europe/London\n"
        "    country: GB\n"
        "    shown_by: [HG Online]\n"
        "    rights: all reserved\n",
    )

    record = sources.get("The Harbour Gazette")
    assert (record.name, record.timezone, record.country, record.rights) == (
        "Harbour Gazette",
        "Europe/London",
        "GB",
        "all reserved",
    )
    assert sources.get("hg online") == sources.at("news.gazette.example") == sources.at("old.gazette.test") == record


def test_publisher_of_the_archive_replaces_the_shipped_one_of_its_name(tmp_path):
    sources = load(tmp_path, "publishers:\n  - name: TASS\n    country: SU\n")

    assert sources.get("TASS").country == "SU"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("publisher:\n  - name: A\n", ':1: unknown key "publisher"; did you mean "publishers"?'),
        ("publishers:\n  - nmae: A\n", ':2: unknown key "nmae"; did you mean "name"?'),
        ("publishers:\n  - country: GB\n", ':2: a publisher without a name; add "name:"'),
        ("publishers:\n  name: A\n", ':2: publishers is not a list; begin each with "- name:"'),
        ("publishers:\n  - A\n", ':2: not a list of keys and values; write "key: value"'),
        (
            "publishers:\n  - name: A\n    wire: perhaps\n",
            ":3: wire is neither true nor false; write wire: true for a news agency",
        ),
        (
            "publishers:\n  - name: A\n    home: gazette\n",
            ':2: home "gazette" is no web address; begin it with https://',
        ),
        ("publishers:\n  - name: A\n    name: B\n", ':3: "name" stands twice; keep one'),
        ("publishers:\n  - name: [A]\n", ":2: name is not a single value; write it on one line"),
        (
            "publishers:\n  - name: A\n    hosts: {a: b}\n",
            ":3: hosts is not a list of words; write hosts: [first, second]",
        ),
    ],
)
def test_mistake_gets_one_line_with_file_and_line(tmp_path, text, line):
    with pytest.raises(SettingError) as caught:
        load(tmp_path, text)

    assert str(caught.value).endswith("sources.yaml" + line)
    assert "\n" not in str(caught.value)


def test_yaml_that_cannot_be_read_says_where(tmp_path):
    with pytest.raises(SettingError, match=r"sources\.yaml:3: .*; correct the YAML"):
        load(tmp_path, "publishers:\n  - name: 'A\n")


def test_file_in_another_encoding_says_so(tmp_path):
    (tmp_path / "sources.yaml").write_bytes(b"publishers:\n  - name: Caf\xe9\n")

    with pytest.raises(SettingError, match=r"not UTF-8 \(byte 25\); save the file as UTF-8"):
        Sources.load(tmp_path)


def test_tags_of_other_languages_are_not_executed(tmp_path):
    with pytest.raises(SettingError):
        load(tmp_path, "publishers: !!python/object/apply:os.system ['true']\n")
