"""The partnership whose young people and lay members speak in these tests: made once, copied for each test."""

from pathlib import Path

import pytest

from cscp_core.people.permissions import Actor
from cscp_core.storage.session import Store
from tests.conftest import Clock, Places
from tests.databases import Databases, opened, settle
from tests.feedback.scene import Scene, make_scene

Template = tuple[Path, dict[str, Actor]]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, databases: Databases, migrated: Path) -> Template:
    """A database with everybody in it, and who they are."""
    folder = tmp_path_factory.mktemp("voices")
    path = folder / "voices.sqlite3"
    databases.copy(migrated, path)
    clock = Clock()
    made = opened(databases, path, clock)
    people = make_scene(made, clock, folder / "report").people
    settle(made)
    return path, people


@pytest.fixture
def store(place: Places, template: Template) -> Store:
    """A store of this test's own with everybody in it."""
    return place("voices", template[0])


@pytest.fixture
def scene(store: Store, clock: Clock, template: Template) -> Scene:
    return Scene(store, clock, dict(template[1]))
