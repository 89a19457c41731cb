"""Rows in the form in which Streamlit sends them. Made here, they do not go through pandas on every rerun, which took a
third of the processor time of a page with charts."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache

import pyarrow as pa

from cscp_core.drawing.shapes import Spec


def with_rows(spec: Spec) -> Spec:
    """A chart's specification, its rows as a table where all of it is drawn from the same."""
    if "data" not in spec:
        return spec
    return spec | {"data": _table(json.dumps(spec["data"]["values"]))}


def columns(told: Mapping[str, Sequence[str]]) -> pa.Table:
    """Texts by column. Not kept: they may be somebody's words."""
    return pa.table({name: pa.array(cells, pa.string()) for name, cells in told.items()})


@lru_cache(500)
def _table(written: str) -> pa.Table:
    """Rows that need not name the same columns."""
    rows = json.loads(written)
    names = dict.fromkeys(name for row in rows for name in row)
    return pa.table({name: [row.get(name) for row in rows] for name in names})
