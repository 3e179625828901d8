"""`python -m tools.live`: the processes that builders start."""

import importlib
import json
import sys
from dataclasses import asdict
from pathlib import Path

from tools.live import warm

kind, module, *rest = sys.argv[1:]
if kind == "warm":
    code, preloaded = json.loads(rest[0])
    warm.run(module, [Path(folder) for folder in code], preloaded, int(rest[1]))
else:
    answer, *arguments = rest
    Path(answer).write_text(json.dumps(asdict(importlib.import_module(module).build(*arguments, made=lambda: None))))
