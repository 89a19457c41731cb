"""A small report, and a second scrutineer to grade it."""

import pytest

from cscp_core.people.permissions import Role
from tests.builders import load_into
from tests.conftest import make_account


@pytest.fixture
def report(store, small_folder):
    load_into(store, small_folder)
    return store


@pytest.fixture
def colleague(store):
    """A second scrutineer."""
    with store.writing() as session:
        return make_account(session, "lee", Role.SCRUTINEER, name="Lee Park")
