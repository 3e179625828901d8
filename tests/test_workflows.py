"""The workflow files are what GitHub understands, and safe by its linter."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))
ACTIONS = {  # name → version and commit, reviewed
    "actions/checkout": ("v7.0.1", "3d3c42e5aac5ba805825da76410c181273ba90b1"),
    "actions/setup-python": ("v7.0.0", "5fda3b95a4ea91299a34e894583c3862153e4b97"),
    "actions/configure-pages": ("v5.0.0", "983d7736d9b0ae728b81ab479565c72886d7745b"),
    "actions/upload-pages-artifact": ("v5.0.0", "fc324d3547104276b827a68afc52ff2a11cc49c9"),
    "actions/deploy-pages": ("v5.0.0", "cd2ce8fcbc39b97be8ca5fce6e763baed58fa128"),
}


def tool(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A program that requirements.txt installed."""
    return subprocess.run([str(Path(sys.executable).parent / name), *arguments], capture_output=True, text=True)


def test_the_workflows_fit_githubs_schema() -> None:
    checked = tool("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *map(str, WORKFLOWS))

    assert checked.returncode == 0, checked.stdout


def test_the_workflow_linter_finds_nothing() -> None:
    checked = tool("zizmor", "--offline", "--persona", "auditor", "--format", "plain", str(FOLDER))

    assert checked.returncode == 0, checked.stdout


def test_the_workflow_linter_would_notice(tmp_path: Path) -> None:
    careless = "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v7\n"
    (tmp_path / "careless.yml").write_text(careless)

    checked = tool("zizmor", "--offline", "--format", "plain", str(tmp_path / "careless.yml"))

    assert "unpinned-uses" in checked.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_by_digest_and_named_with_its_version(path: Path) -> None:
    used = re.findall(r"uses: ([\w/-]+)@(\w+) # (v[\d.]+)$", path.read_text(), re.MULTILINE)

    assert len(used) == path.read_text().count("uses:")
    assert {name: (version, digest) for name, digest, version in used}.items() <= ACTIONS.items()


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_permission_is_given_to_a_whole_workflow(path: Path) -> None:
    assert yaml.safe_load(path.read_text())["permissions"] == {}


def test_only_the_deployment_may_write() -> None:
    jobs = yaml.safe_load((FOLDER / "pages.yml").read_text())["jobs"]

    assert jobs["build"]["permissions"] == {"contents": "read", "pages": "read"}
    assert jobs["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}


def test_hidden_files_are_published_too() -> None:
    steps = yaml.safe_load((FOLDER / "pages.yml").read_text())["jobs"]["build"]["steps"]
    (upload,) = (step for step in steps if step.get("uses", "").startswith("actions/upload-pages-artifact"))

    assert upload["with"]["include-hidden-files"] is True
