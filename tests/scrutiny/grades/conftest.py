"""A small report, and a second scrutineer to grade it."""

import pytest

from cscp_core.people.permissions import Role
from tests.builders import load_into, small_row, write_folder
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


@pytest.fixture
def claims(store, tmp_path):
    """Returns a function that loads a report with a claim of each grade given, `(how far, how known)`, in order.

    They are of one theme, neglect, and their ids count from "claim-01"; `elsewhere` are of another theme.
    """

    def make(*grades, elsewhere=()):
        placed = [("neglect", *one) for one in grades] + [("health", *one) for one in elsewhere]
        rows = [
            small_row("claims", claim_id=f"claim-{n:02}", theme_id=theme, how_far=far, how_known=known, figure_ids="")
            for n, (theme, far, known) in enumerate(placed, 1)
        ]
        themes = [small_row("themes"), small_row("themes", theme_id="health", name="Health")]
        load_into(store, write_folder(tmp_path / "claims", themes=themes, claims=rows, indicators=[], figures=[]))

    return make
