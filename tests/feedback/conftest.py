"""The partnership whose young people and lay members speak in these tests."""

from pathlib import Path

import pytest

from cscp_core.storage.session import Store
from tests.conftest import Clock, Places
from tests.feedback.scene import Scene
from tests.scenes import people_of


@pytest.fixture
def store(place: Places, voices_file: Path) -> Store:
    """A store of this test's own with everybody in it."""
    return place("voices", voices_file)


@pytest.fixture
def scene(store: Store, clock: Clock) -> Scene:
    return Scene(store, clock, people_of(store))
