"""Brings a database to the newest version of its tables, and knows whether it is a demonstration."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import select

from cscp_core.errors import StorageUnavailable
from cscp_core.storage.session import Store, now, said_plainly
from cscp_core.storage.tables import Installation

MIGRATIONS = Path(__file__).parent / "migrations"


def alembic_config() -> Config:
    """Alembic's configuration; it needs no file of its own."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def check(store: Store, mode: str) -> None:
    """Raises StorageUnavailable unless the database is migrated to the newest version and of this mode."""
    newest = ScriptDirectory.from_config(alembic_config()).get_current_head()
    with said_plainly(), store.engine.connect() as connection:
        here = MigrationContext.configure(connection).get_current_revision()
    if here != newest:
        raise StorageUnavailable("The database is not prepared for this version. Run: python -m cscp_core prepare")
    with store.reading() as session:
        _check_mode(session.exec(select(Installation)).first(), mode)


def _check_mode(mark: Installation | None, mode: str) -> None:
    made_for = mark.mode if mark else "no"
    if made_for != mode:
        raise StorageUnavailable(
            f"This database was made for {made_for} mode and the app is starting in {mode} mode. "
            "Point it at another database."
        )


def upgrade(store: Store, mode: str) -> None:
    """Migrates, and marks a new database with its mode. Doing it again changes nothing.

    Raises:
        StorageUnavailable: the database cannot be reached, or was made in the other mode.
    """
    config = alembic_config()
    with said_plainly(), store.engine.execution_options(writing=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    with store.writing() as session:
        mark = session.exec(select(Installation)).first()
        if mark is None:
            session.add(Installation(mode=mode, made_at=now(session)))
            session.commit()
        else:
            _check_mode(mark, mode)
