"""The small partnership whose files these tests open."""

from pathlib import Path

import pytest

from cscp_core.storage.session import Store
from tests.conftest import Clock
from tests.scrutiny.meetings.scene import Scene, make_scene


@pytest.fixture
def scene(store: Store, clock: Clock, tmp_path: Path) -> Scene:
    return make_scene(store, clock, tmp_path / "scene")
