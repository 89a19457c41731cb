"""The partnership whose young people and lay members speak in these tests: made once, copied for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from cscp_core.people.permissions import Actor
from cscp_core.storage.session import Store, fold, make_engine
from tests.conftest import KEY, Clock
from tests.feedback.scene import Scene, make_scene

Template = tuple[Path, dict[str, Actor]]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Template:
    """A database with everybody in it, and who they are."""
    folder = tmp_path_factory.mktemp("voices")
    path = folder / "voices.sqlite3"
    shutil.copy(migrated, path)
    clock = Clock()
    made = Store(make_engine(f"sqlite:///{path}"), KEY, clock)
    people = make_scene(made, clock, folder / "report").people
    fold(made.engine)
    made.engine.dispose()
    return path, people


@pytest.fixture
def store(tmp_path: Path, template: Template, clock: Clock) -> Iterator[Store]:
    """A store of this test's own with everybody in it."""
    path = tmp_path / "voices.sqlite3"
    shutil.copy(template[0], path)
    made = Store(make_engine(f"sqlite:///{path}"), KEY, clock, tmp_path / "withdrawals.jsonl")
    yield made
    made.engine.dispose()


@pytest.fixture
def scene(store: Store, clock: Clock, template: Template) -> Scene:
    return Scene(store, clock, template[1])
