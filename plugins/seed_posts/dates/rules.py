"""Rules of dates that several modules know by name."""

YEARLESS = "dateline-day"  # of a finding that waits for its year
BARE = "date-line"  # of a line that is nothing but a date
BESIDE_WORDS = "date-beside-words"  # of a date that shares its line with a few words
MONTH_LINE = "month-line"  # of a line with month and year; the day may stand elsewhere
UPDATE = "update-stamp"  # of a story that prints no other day than that of its last change
