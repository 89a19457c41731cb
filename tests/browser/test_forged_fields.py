"""What a browser sends of a field that no browser draws so: a sentence, nothing lost, and the page goes on."""

import math

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from pages.components.whole_number import NOT_TAKEN
from tests.browser.test_tabs import cookie, tab

pytestmark = pytest.mark.browser
PLAN, AGENDA = ("meetings", "plan=yes"), ("meeting", "id=1")


@pytest.fixture
def opened(server):
    """A connection of the scrutineer."""
    with tab(server, cookie(server, "scrutineer")) as connection:
        yield connection


def run(connection, page: tuple[str, str], **forged: object):
    """The elements that a run of a page draws, by kind. `forged` is the id and the value of a field."""
    message = BackMsg()
    message.rerun_script.page_name, message.rerun_script.query_string = page
    if forged:
        message.rerun_script.widget_states.widgets.add(**forged)
    connection.send(message.SerializeToString())
    drawn: dict[str, list] = {}
    while True:
        answer = ForwardMsg.FromString(connection.recv(timeout=60))
        if answer.WhichOneof("type") == "script_finished":
            return drawn
        element = answer.delta.new_element
        kind = element.WhichOneof("type") if answer.WhichOneof("type") == "delta" else None
        if kind:
            drawn.setdefault(kind, []).append(getattr(element, kind))


def told(drawn) -> list[str]:
    """What stands in the boxes for errors and the like, without the marks that escape it."""
    return [one.body.replace("\\", "") for one in drawn.get("alert", [])]


def held(field) -> float:
    """What a field shows: what the server put there, else its default."""
    return field.value if field.set_value else field.default


@pytest.mark.parametrize("page", [PLAN, AGENDA])
@pytest.mark.parametrize("forged", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_none_is_refused_in_a_sentence_and_the_field_holds_what_it_held(opened, page, forged):
    field = run(opened, page)["number_input"][0]
    before = held(field)
    drawn = run(opened, page, id=field.id, double_value=forged)
    assert "exception" not in drawn
    assert told(drawn).count(NOT_TAKEN) == 1
    assert held(drawn["number_input"][0]) == before
    assert NOT_TAKEN not in told(run(opened, page))


@pytest.mark.parametrize("forged", ["soon", "2026-13-45", "nan"])
def test_a_date_that_is_none_ends_no_run_and_the_field_keeps_a_date(opened, forged):
    field = run(opened, PLAN)["date_input"][0]
    drawn = run(opened, PLAN, id=field.id, string_array_value={"data": [forged]})
    assert "exception" not in drawn
    assert list(drawn["date_input"][0].default) == list(field.default)
