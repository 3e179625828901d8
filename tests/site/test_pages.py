"""What every page of the built site has, and what none has."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest
from lxml import html

from tests.conftest import REPO_URL, ROOT, BuiltSite, run_task
from tests.pages.odd_archive import FEW
from tools.environment import java
from tools.serving import SiteServer

POLICY = {  # docs/design.md section 6 says why each
    "default-src 'self'", "object-src 'none'", "frame-src 'none'", "form-action 'self'", "base-uri 'none'",
    "require-trusted-types-for 'script'", "trusted-types archive",
}  # fmt: skip
VALIDATOR = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
QUICK_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # of Java: half the time for a run of seconds
KNOWN = (  # the checker takes the data block of JSON-LD for a script; browsers, and the policy, do not
    "Inline script violates Content Security Policy (meta tag): "
    "blocked by “script-src” directive (missing “‘unsafe-inline’” or nonce/hash)."
)


def parsed(site: BuiltSite) -> dict[str, html.HtmlElement]:
    """Every page by its address."""
    return {site.address_of(page): html.document_fromstring(page.read_bytes().decode()) for page in site.pages()}


def test_the_site_has_every_kind_of_page(site: BuiltSite) -> None:
    addresses = set(parsed(site))

    assert {"/", "/404.html", "/about/", "/date/", "/region/", "/search/", "/source/", "/topic/"} <= addresses
    assert {"/region/cn/", "/region/ru/"} <= addresses


def test_every_page_has_a_title(site: BuiltSite) -> None:
    titles = {address: page.findtext("head/title") or "" for address, page in parsed(site).items()}

    assert [address for address, title in titles.items() if not title.strip()] == []


def test_every_page_says_its_language(site: BuiltSite) -> None:
    assert {page.get("lang") for page in parsed(site).values()} == {"en"}


def test_every_page_has_one_main_heading(site: BuiltSite) -> None:
    assert {
        address: len(page.findall(".//h1")) for address, page in parsed(site).items() if len(page.findall(".//h1")) != 1
    } == {}


def test_every_page_names_its_published_address(repo_site: BuiltSite) -> None:
    named = {address: page.xpath("//link[@rel='canonical']/@href") for address, page in parsed(repo_site).items()}
    named.pop("/404.html")  # has no address of its own
    moved = {address for address in named if address.startswith("/article/")}

    assert {address: links for address, links in named.items() if len(links) != 1} == {}
    assert {
        address: links for address, links in named.items() if address not in moved and links != [REPO_URL + address]
    } == {}
    assert all(named[address][0].startswith(REPO_URL + "/article/") for address in moved)


def test_every_page_begins_with_the_policy(site: BuiltSite) -> None:
    for address, page in parsed(site).items():
        head = page.find("head")
        policy = head.find("meta[@http-equiv='Content-Security-Policy']")

        assert head.index(policy) == 1, f"{address}: only the charset may stand before the policy"
        assert {part.strip() for part in policy.get("content").split(";")} == POLICY


def test_scripts_are_our_own_files_or_data(site: BuiltSite) -> None:
    for address, page in parsed(site).items():
        for script in page.iter("script"):
            if script.get("type") == "application/ld+json":
                json.loads(script.text)
            else:
                assert script.get("src", "").startswith("/"), address
                assert not (script.text or "").strip(), address


def test_no_element_carries_style_or_script_of_its_own(site: BuiltSite) -> None:
    inline = [
        f"{address}: {name}"
        for address, page in parsed(site).items()
        for node in page.iter("*")
        for name in node.attrib
        if name == "style" or name.startswith("on")
    ]

    assert inline == []


def test_published_files_hold_no_evidence_and_no_captures(site: BuiltSite) -> None:
    names = [path.name for path in site.folder.rglob("*") if path.is_file()]
    captures = {path.name for path in (ROOT / "seeds").iterdir()}

    assert [name for name in names if name.endswith((".evidence.json", ".md")) or name in captures] == []


def test_a_branch_is_served_as_it_is(site: BuiltSite) -> None:
    assert (site.folder / ".nojekyll").exists()


def test_the_site_does_not_depend_on_hash_seed_time_zone_or_locale(site: BuiltSite, tmp_path: Path) -> None:
    elsewhere = tmp_path / "site"

    built = run_task("build", "--output", str(elsewhere), PYTHONHASHSEED="7", TZ="Asia/Vladivostok", LC_ALL="C")

    assert built.returncode == 0, built.stderr
    assert contents(elsewhere) == contents(site.folder)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file by its path in the folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def findings(
    site: BuiltSite,
    repo_site: BuiltSite,
    odd_site: BuiltSite,
    few_sites: dict[int, BuiltSite],
    translated_sites: dict[str, BuiltSite],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, list[str]]:
    """What the Nu HTML checker says of all sites and of a page with a mistake; one run, because it starts slowly."""
    wrong = BuiltSite(tmp_path_factory.mktemp("wrong"))
    (wrong.folder / "page.html").write_text('<!DOCTYPE html><html lang="en"><title>x</title><img src="x.svg"></html>')
    sites = {"site": site, "repo_site": repo_site, "odd": odd_site, "wrong": wrong}
    sites |= {f"in {language}": translated for language, translated in translated_sites.items()}
    return checked(sites | {f"archive of {stories}": few for stories, few in few_sites.items()})


@pytest.mark.parametrize(
    "name", ["site", "repo_site", "odd", *(f"archive of {stories}" for stories in FEW), "in ru", "in zh"]
)
def test_every_page_is_valid_html(findings: dict[str, list[str]], name: str) -> None:
    assert [finding for finding in findings[name] if not finding.endswith(KNOWN)] == []


def test_the_validator_would_notice(findings: dict[str, list[str]]) -> None:
    (finding,) = findings["wrong"]

    assert finding.startswith("/page.html:1: An “img” element must have an “alt” attribute")


def checkable(site: BuiltSite) -> list[Path]:
    """Its pages, but of those of the crowd of like stories one in a hundred."""
    like = [page for page in site.pages() if "report-" in page.parent.name]
    return sorted({*site.pages()} - {*like[1:]} | {*like[::100]})


def checked(sites: Mapping[str, BuiltSite]) -> dict[str, list[str]]:
    """The checker's findings about pages as served, where 'self' in their policy has a meaning, by site."""
    with ExitStack() as stack:
        servers = {
            name: stack.enter_context(SiteServer(site.folder, prefix=site.prefix).start())
            for name, site in sites.items()
        }
        addresses = [
            servers[name].address.removesuffix("/") + built.address_of(page)
            for name, built in sites.items()
            for page in checkable(built)
        ]
        options = ["-Xss8m", *QUICK_START, "-Dnu.validator.servlet.allow-forbidden-hosts=true", "-jar", str(VALIDATOR)]
        command = [java(), *options, "--format", "json", "--stdout", *addresses]
        messages = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)["messages"]
        for server in servers.values():
            server.shutdown()
    return {
        name: [
            f"{m['url'][len(server.address) - 1 :]}:{m.get('lastLine', '')}: {m['message']}"
            for m in messages
            if m["url"].startswith(server.address)
        ]
        for name, server in servers.items()
    }
