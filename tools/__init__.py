"""What tasks.py is made of: the machine's programs, the build, the local server, publishing."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent  # of the project
