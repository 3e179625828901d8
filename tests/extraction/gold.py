"""Where tools.evaluation.gold used to be; kept until nothing imports it from here."""

from __future__ import annotations

from tools.evaluation.gold import STORIES, Miss, Score, load_gold, score_document, score_folder

__all__ = ["STORIES", "Miss", "Score", "load_gold", "score_document", "score_folder"]
