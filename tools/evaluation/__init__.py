"""How good the conversion is: figures on collections with gold, and the floors they may not fall below.

    invoke evaluate --corpus DIR            # or python -m tools.evaluation DIR

docs/how-to-evaluate.md says what each figure means and how to read the table.
"""
