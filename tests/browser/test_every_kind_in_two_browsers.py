"""Two browsers at a record of every kind, in both orders: who comes second does nothing unseen, and is told."""

import time

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import delete

from cscp_core import start
from cscp_core.people.tables import OwnDraft
from tests.browser.conftest import settled
from tests.browser.hand import press
from tests.browser.kinds import KINDS, Kind, Side
from tests.browser.test_what_was_drawn import see, server
from tests.nightly import sampled

__all__ = ["see", "server"]

pytestmark = pytest.mark.browser

PATIENCE = 20  # seconds
ORDERS = [(name, first) for name in KINDS for first in (0, 1)]
BY_DAY: list[tuple[str, int]] = []  # every kind is tried as drawn, without a browser, by day


@pytest.fixture
def beside(server, monkeypatch, fresh_process):
    """This process works on the database of the server, too. No draft is left of the test before."""
    monkeypatch.setenv("CSCP_VAR_DIR", str(server.var_dir))
    with start.store().writing() as session:
        session.execute(delete(OwnDraft))
        session.commit()
    yield
    start.store().engine.dispose()


def carry_out(kind: Kind, side: Side, page: Page, of: object) -> object:
    """Presses the button, and returns what stands once something has changed."""
    before, until = kind.stands(of), time.monotonic() + PATIENCE
    press(side.button)(page, of)
    while kind.stands(of) == before and time.monotonic() < until:
        settled(page)  # a load takes seconds
    after = kind.stands(of)
    assert after != before
    return after


@pytest.mark.parametrize(("name", "first"), sampled(ORDERS, BY_DAY))
def test_of_two_at_one_record_the_second_does_nothing_unseen(see, beside, name, first):
    kind = KINDS[name]
    of = kind.begin()
    sides = (kind.sides[first], kind.sides[1 - first])
    pages = [see(side.who, side.path.format(of=of)) for side in sides]
    for side, page in zip(sides, pages, strict=True):
        side.ready(page, of)
    after = carry_out(kind, sides[0], pages[0], of)
    if sides[1].told:
        press(sides[1].button)(pages[1], of)
        expect(pages[1].get_by_text(sides[1].told, exact=False).first).to_be_visible()
        assert kind.stands(of) == after
    else:
        carry_out(kind, sides[1], pages[1], of)
