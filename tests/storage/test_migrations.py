"""The migrations: the tables that they make are the tables that the code knows."""

import importlib

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from cscp_core.storage import base
from tests.conftest import ROOT

pytestmark = pytest.mark.engine


def is_ours(name, *told):
    """Full text keeps `findable_words` and what begins so beside the tables; its index has a test of its own."""
    return "findable_words" not in (name or "")


def all_tables():
    """Every table of the code, from every room's tables.py."""
    for room in ("cscp_core", "feedback"):
        for path in sorted((ROOT / room).rglob("tables.py")):
            importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    return base.Table.metadata


def test_the_migrations_make_exactly_the_tables_of_the_code(store):
    with store.engine.connect() as connection:
        compared = {"compare_type": True, "compare_server_default": True}
        known = {"include_name": is_ours}
        context = MigrationContext.configure(connection, opts=compared | known)
        assert compare_metadata(context, all_tables()) == []


def test_every_table_of_the_code_has_a_primary_key():
    assert [table.name for table in all_tables().sorted_tables if not table.primary_key.columns] == []


def test_every_table_in_the_database_has_a_primary_key(store):
    looked = inspect(store.engine)
    names = [name for name in looked.get_table_names() if name != "alembic_version" and is_ours(name)]
    assert [name for name in names if not looked.get_pk_constraint(name)["constrained_columns"]] == []


@pytest.mark.sqlite
def test_every_foreign_key_of_the_real_report_leads_somewhere(camden):
    with camden.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []
