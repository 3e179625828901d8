"""Small trained models as readable text: a scorecard says how many points each value of each named feature gives.

To use one: `Scorecard.load("body-lines")` reads `data/body-lines.scorecard`; `card.scores(columns)` takes a dict of
feature name → numpy array (one number a row) and returns a probability for each row, all rows at once;
`card.reasons(columns, row, 3)` names the features that moved one row most, with their points.

To train one (this needs scikit-learn, a build does not): make the columns of every row, the labels, and the group
each row must not be parted from (the site); `data/train_scorecards.py` has `fit_scorecard(name, about, columns,
labels, weights)`, which returns a Scorecard, and `fold_of(host)`, by which scores on unseen sites are taken: fit on
four folds, score the fifth. `str(card)` is the file to commit.

A forest (`Forest.load("page-lines")`) gives scores the same way where features must be weighed together; its trees are
written out as questions.
"""

from .forest import Forest
from .scorecard import Scorecard, ScorecardError

__all__ = ["Forest", "Scorecard", "ScorecardError"]
