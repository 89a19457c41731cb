"""Brings a database to the newest version of its tables, and knows whether it is a demonstration."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
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


@cache
def revisions() -> tuple[str, ...]:
    """Every revision that this version of the app knows, newest first. Read once: a process runs one version."""
    return tuple(one.revision for one in ScriptDirectory.from_config(alembic_config()).walk_revisions())


def newest_revision() -> str:
    """The revision of the tables that this version of the app works on."""
    return revisions()[0]


def check(store: Store, mode: str) -> None:
    """Raises StorageUnavailable unless the database is migrated to the newest version and of this mode."""
    with said_plainly(), store.engine.connect() as connection:
        here = _known_revision(connection)
    if here != newest_revision():
        raise StorageUnavailable("The database is not prepared for this version. Run: python -m cscp_core prepare")
    with store.reading() as session:
        _check_mode(session.exec(select(Installation)).first(), mode)


def _known_revision(connection: Connection) -> str | None:
    here = MigrationContext.configure(connection).get_current_revision()
    if here and here not in revisions():
        raise StorageUnavailable(
            "The database was prepared by a newer version of the app. Start that version, or restore an older backup."
        )
    return here


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
        StorageUnavailable: the database cannot be reached, was made in the other mode, or by a newer version.
    """
    config = alembic_config()
    with said_plainly(), store.engine.execution_options(writing=True).begin() as connection:
        _known_revision(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    with store.writing() as session:
        mark = session.exec(select(Installation)).first()
        if mark is None:
            session.add(Installation(mode=mode, made_at=now(session)))
            session.commit()
        else:
            _check_mode(mark, mode)
