"""Rows that are never changed: a change adds a row with the next version of its key, and the latest one is in force."""

from typing import Any

from sqlalchemy import ColumnElement, func, tuple_
from sqlmodel import col, select


def is_latest(key: Any, version: Any, *conditions: Any) -> ColumnElement[bool]:
    """The condition that a row has the highest version of its key, among the rows that meet the conditions.

    `key` and `version` are columns of one table, as the table's class names them.
    """
    latest: Any = select(key, func.max(version)).where(*conditions).group_by(col(key))
    return tuple_(col(key), col(version)).in_(latest)
