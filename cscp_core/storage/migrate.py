"""Brings a database to the newest version of its tables, and knows whether it is a demonstration."""

from pathlib import Path

from alembic import command
from alembic.config import Config
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
        elif mark.mode != mode:
            raise StorageUnavailable(
                f"This database was made for {mark.mode} mode and the app is starting in {mode} mode. "
                "Point it at another database."
            )
