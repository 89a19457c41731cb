"""The partnership that holds meetings, and one that has held them: each is made once and copied for each test."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlmodel import select

from cscp_core import start
from cscp_core.official import export
from cscp_core.people import directory
from cscp_core.people.permissions import SYSTEM, Actor
from cscp_core.people.tables import Account
from cscp_core.reconciliation import official_record
from cscp_core.reconciliation.record_rows import RecordRow
from cscp_core.storage.session import Store
from tests.conftest import REPORT, Clock, Places, once_for_all
from tests.databases import Databases, lent, opened, settle
from tests.feedback import scene as voices
from tests.scrutiny.meetings.scene import Scene, make_scene

Template = Callable[..., Path]


def folder_of(template: Path) -> Path:
    """The folder beside a template that what makes it may fill."""
    return template.parent / "report"


@pytest.fixture(scope="session")
def template_of(tmp_path_factory: pytest.TempPathFactory, databases: Databases) -> Template:
    """Returns the path of a database that `make(store, clock, folder)` fills once in a run, on a copy of another."""

    def template(name: str, base: Path, make: Callable[[Store, Clock, Path], object]) -> Path:
        with once_for_all(tmp_path_factory, databases, name) as (path, is_new):
            if is_new:
                databases.copy(base, path)
                clock = Clock()
                store = opened(databases, path, clock)
                make(store, clock, folder_of(path))
                settle(store)
        return path

    return template


def people_of(store: Store) -> dict[str, Actor]:
    """Everybody with an account as an actor, by user name; and the command line as `system`."""
    with store.reading() as session:
        rows = session.exec(select(Account))
        return {one.username: directory.actor_of(one) for one in rows} | {"system": SYSTEM}


@pytest.fixture(scope="session")
def with_official(template_of: Template, loaded: Path) -> Path:
    """The loaded demonstration with the official statistics that come with the app; tests copy it."""
    return template_of("official", loaded, lambda store, _clock, _folder: start.load_official(store))


@dataclass(frozen=True)
class Record:
    """The report against the official record, and the key under which the app keeps it."""

    key: tuple[int, ...]
    rows: tuple[RecordRow, ...]


@pytest.fixture(scope="session")
def record_as_shipped(databases: Databases, with_official: Path) -> Record:
    """What takes a second to find, found once by each worker."""
    with lent(databases, with_official) as store, store.reading() as session:
        return Record(
            official_record.cache_key(session, SYSTEM, report_id=REPORT.name),
            tuple(official_record.against_report(session, SYSTEM, report_id=REPORT.name)),
        )


@pytest.fixture(scope="session")
def open_table(tmp_path_factory: pytest.TempPathFactory, databases: Databases, with_official: Path) -> Path:
    """Every official value that ships with the app, as it leaves the partnership: a CSV file, written once in a run."""
    with once_for_all(tmp_path_factory, databases, "open-table") as (path, is_new):
        table = path.with_suffix(".csv")
        if is_new:
            with (
                lent(databases, with_official) as store,
                store.reading() as session,
                table.open("w", newline="") as out,
            ):
                export.write_long(session, SYSTEM, out=out)
    return table


@pytest.fixture(scope="session")
def scene_file(template_of: Template, migrated: Path) -> Path:
    return template_of("scene", migrated, make_scene)


@pytest.fixture(scope="session")
def voices_file(template_of: Template, migrated: Path) -> Path:
    """The partnership whose young people and lay members speak."""
    return template_of("voices", migrated, voices.make_scene)


@pytest.fixture
def scene(place: Places, scene_file: Path, clock: Clock) -> Scene:
    store = place("scene", scene_file)
    return Scene(store, clock, people_of(store))
