"""A database with the official statistics that ship with the app, made once."""

import pytest

from cscp_core import start
from tests.conftest import once_for_all
from tests.databases import opened, settle


@pytest.fixture(scope="session")
def with_official(tmp_path_factory, databases, loaded):
    """The loaded demonstration with the official statistics that come with the app; tests read it."""
    with once_for_all(tmp_path_factory, databases, "official") as (path, is_new):
        if is_new:
            databases.copy(loaded, path)
            made_store = opened(databases, path)
            start.load_official(made_store)
            settle(made_store)
    return path


@pytest.fixture
def shipped(with_official, databases):
    return opened(databases, with_official)
