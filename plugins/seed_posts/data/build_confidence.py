"""Writes confidence.tsv: how often the values of each rule are right. Run by a maintainer, never by a build.

    python -m plugins.seed_posts.data.build_confidence ../shared/corpora [--models DIR] [--jobs N]

Reads the collections of docs/how-to-evaluate.md with the chain as it is now, so run it after a change of the rules.
With --models, pages are read by models that never saw their sites, as pages to come will be; without it, rules that
rest on a trained model look surer than they are. Prints the calibration error of each field, measured on folds the
table was not made from, before and after.
"""

from __future__ import annotations

import argparse
import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from plugins.seed_posts.confidence import BODY, FIELDS, REVIEW_BELOW, TABLE, fit, table_of
from tools.evaluation.__main__ import evaluated
from tools.evaluation.answers import Answer
from tools.evaluation.calibration import by_chance, error_by_mass, error_of, out_of_fold

LEFT_OUT = (
    "seeds-shipped",
    "seeds-real",
    "tags",
)  # the seeds are what the archive is judged by; tags have no gold here
HEAD = """\
# How often values of each rule are right, by field, rule, band of the rule's own confidence and form of the capture;
# an empty cell stands for any. Made by build_confidence.py from {answers} values of {captures} captures.
# `confidence` is right / n, leant on the broader group's (confidence.py says how). Counts only, no words of any text.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--models", type=Path)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    answers = [a for a in evaluated(options.corpora, options.jobs, options.models, LEFT_OUT) if a.claim.rule]
    TABLE.write_text(table(answers), encoding="utf-8")
    print("\n".join(report(answers)))


def table(answers: Sequence[Answer]) -> str:
    """The table's text; the same for the same answers."""
    captures = {(answer.collection, answer.capture) for answer in answers}
    calibration = fit((answer.claim, answer.right) for answer in answers)
    return HEAD.format(answers=len(answers), captures=len(captures)) + table_of(calibration)


def report(answers: Sequence[Answer]) -> Iterator[str]:
    """Calibration errors by field, over all collections and in each: raw, calibrated, by chance alone, and by mass."""
    sures: dict[tuple[str, str], list[tuple[Answer, float]]] = defaultdict(list)
    for answer, sure in zip(answers, out_of_fold(answers), strict=True):
        for collection in ("", answer.collection):
            sures[answer.claim.field, collection].append((answer, sure))
    heads = ("right", "raw", "error", "chance", "mass", "chance")
    yield f"{'field':10} {'collection':14} {'n':>5} {' '.join(f'{head:>6}' for head in heads)}"
    for field in (*FIELDS, BODY):
        for collection in sorted(name for of, name in sures if of == field):
            group = sures[field, collection]
            right = sum(answer.right for answer, _ in group) / len(group)
            raw = error_of([(answer.claim.raw, answer.right) for answer, _ in group])
            values = [(sure, answer.right) for answer, sure in group]
            figures = f"{right:6.3f} {raw:6.3f} {error_of(values):6.3f} {by_chance(values):6.3f}"
            figures += f" {error_by_mass(values):6.3f} {by_chance(values, error_by_mass):6.3f}"
            yield f"{field:10} {collection or 'all':14} {len(group):5} {figures}"
    yield ""
    for field in (*FIELDS, BODY):
        group = sures[field, ""]
        looked_at = [answer for answer, sure in group if sure < REVIEW_BELOW[field]]
        wrong, caught = sum(not answer.right for answer, _ in group), sum(not answer.right for answer in looked_at)
        least = REVIEW_BELOW[field]
        yield f"{field:10} to review below {least}: {len(looked_at)}, with {caught} of {wrong} wrong values"


if __name__ == "__main__":
    main()
