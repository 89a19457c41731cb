"""The official statistics that ship with the app, for tests that read them."""

import pytest

from tests.databases import opened


@pytest.fixture
def shipped(with_official, databases):
    return opened(databases, with_official)
