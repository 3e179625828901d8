"""An article of which a plugin says what its page shows is skipped, but not where the page shows more than was said."""

from __future__ import annotations

from pathlib import Path

import pytest

from .plain_site import PlainSite

SAYS = """
from pelican import signals

def register():
    signals.all_generators_finalized.connect(say)

def say(generators):
    generators[0].context.get("fast_build") and generators[0].context["fast_build"].article_inputs(lambda article: b"")
"""
CHANGES = """
from pelican import signals

def register():
    signals.article_generator_finalized.connect(change)

def change(generator):
    for article in generator.articles:
        {change}
"""
COUNTS = """
from jinja2 import Template

def register():
    render = Template.render

    def counted(template, *names, **more):
        with open("rendered", "a") as file:
            print(template.name, file=file)
        return render(template, *names, **more)

    Template.render = counted
"""


@pytest.fixture
def site(tmp_path: Path) -> PlainSite:
    made = PlainSite(tmp_path, 'PLUGINS += ["plugins.says"]\nARTICLE_PATHS = [""]\nPAGE_PATHS = ["pages"]\n')
    made.plugin("says", SAYS)
    return made


def show(site: PlainSite, text: str) -> None:
    """The template of articles."""
    (site.home / "theme" / "templates" / "article.html").write_text(text)


def with_plugin(site: PlainSite, change: str, shown: str) -> None:
    """A plugin that changes articles, and a template that shows it."""
    site.plugin("changes", CHANGES.replace("{change}", change))
    site.set('PLUGINS += ["plugins.says", "plugins.changes"]\n')
    show(site, shown)


def test_a_link_follows_the_post_it_leads_to(site: PlainSite) -> None:
    site.build()
    site.write("quay.md", "Title: The quay\nSlug: elsewhere\nDate: 2021-05-04\nTags: harbour, works\n\nThe quay.\n")

    site.build()

    assert b'elsewhere.html">Quay' in (site.output / "spring-tide.html").read_bytes()
    assert site.files() == site.clean()


def test_a_file_attached_to_an_article_stays_beside_it(site: PlainSite) -> None:
    site.write("plans/plan.txt", "a plan")
    site.write("plans/pier.md", "Title: Pier\nDate: 2021-05-04\n\n[Plan]({attach}plan.txt)\n")
    site.build()

    site.build()

    assert (site.output / "plan.txt").exists()
    assert site.files() == site.clean()


def test_a_page_that_shows_its_translations_shows_what_they_are_now(site: PlainSite) -> None:
    show(site, "{{ article.title }}{% for other in article.translations %}{{ other.title }}{% endfor %}")
    post = "Title: {title}\nSlug: pier\nLang: {lang}\nDate: 2021-05-04\n\nA pier.\n"
    site.write("pier.md", post.format(title="The pier", lang="en"))
    site.write("pier-fr.md", post.format(title="La jetée", lang="fr"))
    site.build()
    site.write("pier-fr.md", post.format(title="Le quai", lang="fr"))

    site.build()

    assert "Le quai" in (site.output / "pier.html").read_text()
    assert site.files() == site.clean()


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ("article.neighbours = len(generator.articles)", "{{ article.neighbours }}"),
        ("article.metadata['place'] = len(generator.articles)", "{{ article.metadata.place }}"),
        ("article.tags.append(len(generator.articles)) if hasattr(article, 'tags') else 0", "{{ article.tags|join }}"),
        ("article.title = f'{article.title} {len(generator.articles)}'", "{{ article.title }}"),
        ("article._content = f'<p>{len(generator.articles)}</p>'", "{{ article.content }}"),
        ("article.get_content = lambda siteurl, n=len(generator.articles): str(n)", "{{ article.get_content('') }}"),
        ("article.category.seen = len(generator.articles)", "{{ article.category.seen }}"),
        ("article.date = article.date.replace(year=2000 + len(generator.articles))", "{{ article.date.year }}"),
    ],
    ids=["an attribute", "metadata", "tags", "title", "text", "a function", "the category", "the date"],
)  # fmt: skip
def test_what_another_plugin_did_to_an_article_is_on_its_page(site: PlainSite, change: str, shown: str) -> None:
    with_plugin(site, change, shown)
    site.build()
    site.write("pier.md", "Title: The pier\nDate: 2022-05-04\nTags: harbour\n\nA pier.\n")

    site.build()

    assert site.files() == site.clean()


def test_a_plugin_that_only_looks_at_articles_has_none_rendered_again(site: PlainSite) -> None:
    with_plugin(site, "article.title, article.metadata, getattr(article, 'tags', ''), article.url, article.summary", "")
    site.plugin("counts", COUNTS)
    site.set('PLUGINS += ["plugins.says", "plugins.changes", "plugins.counts"]\n')
    site.write("tide.md", "Title: Spring tide\nDate: 2020-03-02\nTags: sea\n\nThe tide was high.\n")
    site.build()
    site.write("pier.md", "Title: The pier\nDate: 2022-05-04\nTags: harbour\n\nA pier.\n")
    (site.home / "rendered").unlink()

    site.build()

    assert (site.home / "rendered").read_text().splitlines().count("article.html") == 1
