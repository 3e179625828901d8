"""The documentation names what there is, and nothing that is not."""

from __future__ import annotations

import json
import re
import tempfile
import textwrap
from pathlib import Path

import pytest

from plugins.seed_posts import publishers
from plugins.seed_posts.posts import ORDER
from plugins.seed_posts.regions import written as regions
from plugins.seed_posts.sidecars import CAPTURE_KEYS, CORRECTION_KEYS, read_sidecar
from plugins.seed_posts.topics import vocabulary as topics
from tests.conftest import ROOT, run_task

REFERENCE = (ROOT / "docs" / "reference.md").read_text()
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
SOURCES = [
    path
    for folder in ("plugins", "tools", "theme")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in (".py", ".html")
]


def section(name: str) -> str:
    return REFERENCE.partition(f"\n## {name}\n")[2].partition("\n## ")[0]


def quoted(text: str) -> set[str]:
    return set(re.findall(r"`([^`\n]+)`", text))


def listed_tasks() -> set[str]:
    return set(re.findall(r"^  ([\w-]+) ", run_task("--list").stdout, re.MULTILINE))


def test_every_task_is_documented_and_no_other() -> None:
    in_reference = set(re.findall(r"^\| `([\w-]+)` \|", section("Tasks"), re.MULTILINE))

    assert in_reference == listed_tasks()


def test_every_setting_is_documented() -> None:
    files = [*SOURCES, ROOT / "pelicanconf.py", ROOT / "publishconf.py"]
    used = {name for path in files for name in re.findall(r"\bARCHIVE_[A-Z_]+\b", path.read_text())}

    assert (
        used - quoted(section("Settings")) - {"ARCHIVE_SAVE_AS"} == set()
    )  # part of Pelican's own YEAR_ARCHIVE_SAVE_AS


def test_every_documented_setting_is_used() -> None:
    files = "".join(path.read_text() for path in [*SOURCES, ROOT / "pelicanconf.py", ROOT / "publishconf.py"])

    assert {name for name in quoted(section("Settings")) if name.startswith("ARCHIVE_") and name not in files} == set()


def test_every_error_is_documented() -> None:
    pattern = r"^class (\w+)\((?:Exception|\w*Error)\)"
    raised = {name for path in SOURCES for name in re.findall(pattern, path.read_text(), re.MULTILINE)}

    assert raised - quoted(section("Errors")) == set()


def test_every_field_of_a_post_is_documented() -> None:
    assert set(ORDER) - quoted(section("Posts")) == set()


def test_every_key_of_the_files_in_seeds_is_documented() -> None:
    keys = {*CAPTURE_KEYS, *CORRECTION_KEYS, *publishers.KEYS, *regions.FIELDS, *topics.FIELDS}

    documented = {word for words in quoted(section("Files in seeds")) for word in re.findall(r"\w+", words)}
    assert keys - documented == set()


def test_every_rule_that_found_something_in_the_shipped_captures_is_documented() -> None:
    known = quoted(section("Rules"))
    found = {
        re.sub(r" \(.*\)$", "", evidence["rule"])
        for path in (ROOT / "content" / "articles").rglob("*.evidence.json")
        for finding in all_findings(json.loads(path.read_text()))
        for evidence in finding["evidence"]
    }

    assert len(found) > 10
    assert found - known == set()


def test_every_rule_that_evidence_can_name_is_documented() -> None:
    modules = [path.read_text() for path in SOURCES if "seed_posts" in path.parts and path.suffix == ".py"]
    named = {
        rule
        for module in modules
        if re.search(r"import .*\bEvidence\b|^    Evidence,$|\.rule = ", module, re.MULTILINE)
        for rule in re.findall(r'"([a-z]+(?:-[a-z]+)+)"', module)
    }

    assert {"author-choice", "dateline-date", "url-host", "named-with-container"} <= named
    assert named - quoted(section("Rules")) == set()


def all_findings(evidence: dict[str, object]) -> list[dict[str, list[dict[str, str]]]]:
    return [*evidence["fields"].values(), *evidence["regions"], *evidence["topics"]]  # type: ignore[attr-defined,misc]


def stages_in_the_design() -> str:
    """The table of modules by stage."""
    return (ROOT / "docs" / "design.md").read_text().partition("Inside `seed_posts`")[2].partition("\nWords,")[0]


def test_the_design_places_every_module_of_the_chain() -> None:
    package = ROOT / "plugins" / "seed_posts"
    described_as_one = ("regions", "topics", "data")
    modules = {
        path.name
        for path in package.rglob("*.py")
        if not path.name.startswith("__") and path.parent.name not in described_as_one
    }
    folders = {f"{path.parent.name}/" for path in package.glob("*/__init__.py")}

    assert (modules | folders) - quoted(stages_in_the_design()) == set()


def test_the_design_places_no_module_that_is_gone() -> None:
    named = {name for name in quoted(stages_in_the_design()) if name.endswith(".py")}

    assert named - {path.name for path in (ROOT / "plugins" / "seed_posts").rglob("*.py")} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    broken = []
    text = re.sub(
        r"^```.*?^```$", "", page.read_text(), flags=re.MULTILINE | re.DOTALL
    )  # links of shown files lead elsewhere
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, heading = target.partition("#")
        if "://" in target:
            continue
        file = page.parent / path if path else page
        if not file.exists() or (heading and heading not in headings(file)):
            broken.append(target)

    assert broken == []


def headings(page: Path) -> set[str]:
    """The anchors GitHub gives a page's headings."""
    titles = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_that_pages_show_exist(page: Path) -> None:
    shown = set(
        re.findall(r"(?:^|[`$] ?)(?:invoke|python3 tasks\.py) ([a-z]+(?:-[a-z]+)*)\b", page.read_text(), re.MULTILINE)
    )

    assert shown <= listed_tasks()


def test_sidecars_that_pages_show_are_sidecars(tmp_path: Path) -> None:
    shown = [block for page in PAGES for block in re.findall(r"```yaml\n(.*?)```", page.read_text(), re.DOTALL)]

    for block in shown:
        (tmp_path / "shown.yaml").write_text(textwrap.dedent(block))
        read_sidecar(tmp_path / "shown.yaml")  # raises where it is not

    assert len(shown) == 3


def test_the_readme_opens_with_the_two_commands() -> None:
    block = (ROOT / "README.md").read_text().partition("```\n")[2].partition("```")[0]

    assert re.findall(r"^python3 tasks\.py \w+", block, re.MULTILINE) == [
        "python3 tasks.py serve",
        "python3 tasks.py test",
    ]


def test_continuous_integration_runs_the_second_command() -> None:
    commands = [line for line in (ROOT / ".ci" / "run").read_text().splitlines() if "tasks.py" in line]

    assert commands == ["exec python3 tasks.py test"]


def test_no_page_speaks_of_places_outside_the_project() -> None:
    homes = "|".join(map(re.escape, sorted({str(ROOT.parent), str(Path.home()), tempfile.gettempdir()} - {"/"})))

    foreign = {
        page.name: found for page in PAGES if (found := re.findall(rf"(?:{homes})/|\bresearch/", page.read_text()))
    }

    assert foreign == {}
