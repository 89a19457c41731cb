"""Every kind of record, in both orders: an act on an older version does nothing and says so."""

import pytest

from cscp_core.errors import CscpError
from tests.pages import drawn_elsewhere, drawn_in_meetings, drawn_in_scrutiny, drawn_of_ones_own
from tests.pages.acting import shown

ROOMS = (drawn_in_scrutiny, drawn_in_meetings, drawn_elsewhere, drawn_of_ones_own)


def case(one, *marks):
    return pytest.param(one, id=f"{type(one).__name__} {one.button.rpartition('/')[2]}", marks=marks)


ACTS = [case(one) for room in ROOMS for one in room.ACTS]
ONE_OF_EACH_ROOM_BY_DAY = [
    case(one, *([] if one is room.ACTS[0] else [pytest.mark.nightly])) for room in ROOMS for one in room.ACTS
]


@pytest.fixture(params=ACTS)
def kind(request):
    return request.param


def told(page):
    """What the page says in the boxes for errors and warnings."""
    return "\n".join(one.value for one in [*page.error, *page.warning]).replace("\\", "")


def test_an_act_on_what_somebody_changed_meanwhile_does_nothing_and_says_so(open_page, kind):
    page, of = kind.draw(open_page)
    kind.change(of)
    before = kind.stands(of)
    page = kind.press_unseen(page, of)
    assert not page.exception
    assert kind.stands(of) == before
    assert told(page)
    assert kind.sentence in told(page)
    assert kind.says in shown(page)


@pytest.mark.nightly
def test_an_act_is_done_once_the_change_was_seen(open_page, kind):
    page, of = kind.draw(open_page)
    kind.change(of)
    before = kind.stands(of)
    page = kind.press_unseen(page, of)
    if not kind.again:
        assert not kind.buttons(page, of)
        return
    page = kind.press_seen(page, of)
    assert not page.error
    assert kind.stands(of) != before


@pytest.mark.parametrize("kind", ONE_OF_EACH_ROOM_BY_DAY, indirect=True)
def test_an_act_on_what_stands_is_done_and_refuses_who_saw_the_version_before(open_page, kind):
    page, of = kind.draw(open_page)
    version, before = kind.version(of), kind.stands(of)
    page = kind.press_unseen(page, of)
    assert not page.error
    after = kind.stands(of)
    assert after != before
    if kind.crosses:
        with pytest.raises(CscpError):
            kind.beside(of, version)
        assert kind.stands(of) == after
