"""The tasks that measure: conversions against gold, pages, builds, and sites kept up to date against clean ones."""

from __future__ import annotations

from invoke.context import Context
from invoke.tasks import task

from . import environment
from .running import fail_if, need, python


@task(
    help={
        "corpus": "Folder of collections; without it, the project's own captures are scored.",
        "only": "These collections only, with commas between them, for example pages-full,threads.",
        "every": "Read every Nth capture only.",
        "jobs": "Processes; 0 takes one for each core.",
        "models": "Folder of models, by fold, that did not see a page's site.",
        "json": "Write the figures to this file, too.",
        "beside": "Score trafilatura on the saved pages, too.",
        "raise-floors": "Write down where figures are above their floors.",
    }
)
def evaluate(
    context: Context,
    corpus: str = "",
    only: str = "",
    every: int = 1,
    jobs: int = 0,
    models: str = "",
    json: str = "",
    beside: bool = False,
    raise_floors: bool = False,
) -> None:
    """Score the conversion against gold; fail when a figure falls below its floor."""
    given = {"corpus": corpus, "only": only, "models": models, "json": json, "jobs": str(jobs or "")}
    options = [f"--{name}={value}" for name, value in given.items() if value]
    flags = {"beside": beside, "raise-floors": raise_floors}
    options += [f"--every={every}", *(f"--{name}" for name, wanted in flags.items() if wanted)]
    fail_if(python("-m", "tools.evaluation", *options))


@task(
    help={
        "runs": "How often each page is measured; the median counts.",
        "only": "Kinds of pages, with commas between them, for example home,article.",
        "site": "A site that is built already.",
        "write": "Write docs/lighthouse.md.",
    }
)
def lighthouse(context: Context, runs: int = 3, only: str = "", site: str = "", write: bool = False) -> None:
    """Score a page of every kind with Lighthouse; fails below 100."""
    need(environment.install_node_modules, environment.install_browser)
    given = [f"--{name}={value}" for name, value in {"only": only, "site": site}.items() if value]
    flags = ["--write"] if write else []
    code = python("-m", "benchmarks.lighthouse", f"--runs={runs}", *given, *flags)
    fail_if(
        code, "A page is below 100; its line above ends with what failed. A busy machine costs points of performance."
    )


@task(
    help={
        "articles": "Sizes of the made-up archives, with commas between them.",
        "runs": "How often each builder builds; the median counts.",
        "only": "These builders only, with semicolons between them, for example 'ours;Hugo'.",
        "changes": "Also measure builds after a change, of ours.",
        "write": "Write docs/benchmarks.md.",
    }
)
def bench(
    context: Context,
    articles: str = "1000,10000",
    runs: int = 3,
    only: str = "",
    changes: bool = True,
    write: bool = False,
) -> None:
    """Measure builds beside Hugo, Eleventy and plain Pelican, and searches beside Pagefind and lunr.py."""
    need(environment.install_node_modules)
    options = [f"--articles={articles}", f"--runs={runs}", *([f"--only={only}"] if only else [])]
    options += [*([] if changes else ["--no-changes"]), *(["--write"] if write else [])]
    fail_if(python("-m", "benchmarks.build_speed", *options), "The line above says which builder failed.")


@task(
    help={
        "sequences": "How many archives are edited.",
        "seed": "Number of the first; a sequence is the same each time.",
        "steps": "Edits of each.",
        "every": "Compare after one in so many edits, and after the last.",
    }
)
def fuzz_builds(context: Context, sequences: int = 500, seed: int = 0, steps: int = 6, every: int = 3) -> None:
    """Edit archives at random, keep their sites up to date, and compare each with a clean build."""
    given = {"sequences": sequences, "seed": seed, "steps": steps, "every": every}
    options = [f"--{name}={value}" for name, value in given.items()]
    fail_if(python("-m", "tests.fast_build.fuzz", *options), "A line above names the seed, the edits and the files.")
