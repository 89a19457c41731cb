"""Brings an installation up: opens its database, migrates it, and in demo mode fills it."""

from functools import cache

from cscp_core.evidence import loader
from cscp_core.people import demo
from cscp_core.people.permissions import SYSTEM
from cscp_core.settings import Mode, Settings, settings
from cscp_core.storage import migrate
from cscp_core.storage.session import Store, make_engine


def open_store(found: Settings) -> Store:
    """The store that the settings name, as it stands."""
    return Store(make_engine(found.database), found.chain_key)


@cache
def store() -> Store:
    """This process's one store, migrated and of this process's mode; until it is, every call looks again.

    Raises:
        StorageUnavailable: the database is away, not migrated, or belongs to the other mode.
    """
    opened = open_store(settings())
    migrate.check(opened, settings().mode)
    return opened


def prepare(found: Settings, into: Store) -> list[loader.Outcome]:
    """Migrates, adds the demonstration's accounts in demo mode, and loads the report folders. Repeatable.

    Raises:
        StorageUnavailable: the database cannot be reached, or belongs to the other mode.
        LoadRefused: a report folder has faults.
    """
    migrate.upgrade(into, found.mode)
    outcomes = []
    for folder in found.report_folders:
        with into.writing() as session:
            outcomes.append(loader.load_folder(session, SYSTEM, path=folder))
    if found.mode is Mode.DEMO:
        demo.add_accounts(into)
    return outcomes
