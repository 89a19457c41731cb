"""Sets aside, once it is there, what lives as long as the process, so that no rerun searches it for garbage again."""

import gc
import itertools

RUNS = itertools.count(1)
SETTLED_AFTER = frozenset(
    {3, 30, 300}
)  # runs: by then the modules, compiled queries and caches of most pages are there


def freeze_objects() -> None:
    """For the beginning of every run. Between these Python collects garbage as it sees fit."""
    if next(RUNS) in SETTLED_AFTER:
        gc.collect()
        gc.freeze()
