"""The official statistics that ship with the app, for tests that read them."""

import pytest

from tests.databases import lent


@pytest.fixture
def shipped(with_official, databases):
    with lent(databases, with_official) as store:
        yield store
