"""What the theme page draws, kept in memory from the first run on; BENCH_FREEZE freezes the heap as app.py does."""

import gc
import json
import os
from pathlib import Path

TABS = json.loads(Path(os.environ["BENCH_RECORDED"]).read_text(encoding="utf-8"))

if os.environ.get("BENCH_FREEZE"):
    import altair  # noqa: F401
    import pandas  # noqa: F401

    gc.collect()
    gc.freeze()
