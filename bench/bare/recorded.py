"""What the screens draw, kept in memory from the first run on, with a frozen heap as app.py freezes the app's."""

import gc
import json
import os
from pathlib import Path

import altair  # noqa: F401
import pandas  # noqa: F401

SCREENS = json.loads(Path(os.environ["BENCH_RECORDED"]).read_text(encoding="utf-8"))

gc.collect()
gc.freeze()
