"""Fields: each text field has a limit, a number field takes numbers alone, and no label holds backslashes."""

import ast
from pathlib import Path

import pytest

from pages.components.whole_number import NOT_TAKEN
from tests.pages.acting import refusals
from tests.pages.conftest import ROOT

TEXT_FIELDS = {
    "st.text_input",
    "st.text_area",
    "kept.text_area",
    "kept.text_line",
    "place.text_input",
    "right.text_input",
}
TAKES_ITS_CALLERS_LIMIT = {"kept.py"}  # `kept.text_area` and `kept.text_line` hand on what they are called with


def text_fields(path: Path) -> list[ast.Call]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [one for one in ast.walk(tree) if isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute)]
    return [
        one for one in calls if one.func.attr in ("text_input", "text_area") or ast.unparse(one.func) in TEXT_FIELDS
    ]


def test_every_text_field_has_a_limit():
    files = [path for path in (ROOT / "pages").rglob("*.py") if path.name not in TAKES_ITS_CALLERS_LIMIT]
    found = {f"{path.name}:{one.lineno}": one for path in files for one in text_fields(path)}
    assert len(found) > 30
    assert [place for place, one in found.items() if "max_chars" not in {word.arg for word in one.keywords}] == []


OTHER_WAYS = ("chat_input", "data_editor", "accept_new_options", "audio_input", "camera_input")
"""Ways to send text or a recording that have no limit of characters."""


def test_nothing_is_typed_or_recorded_but_in_a_text_field():
    drawn = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "pages").rglob("*.py")}
    assert [(name, way) for name, screen in drawn.items() for way in OTHER_WAYS if way in screen] == []


FORGED = [float("nan"), float("inf"), float("-inf"), 1e300, -1.0]


@pytest.mark.parametrize("forged", FORGED)
def test_a_number_field_says_what_it_does_not_take_and_holds_what_it_held(open_page, forged):
    page = open_page("meetings", "scrutineer", plan="yes")
    page = page.number_input[0].set_value(25.0).run()
    page = page.number_input[0].set_value(forged).run()
    assert not page.exception
    assert refusals(page) == [NOT_TAKEN]
    assert page.number_input[0].value == 25
    page = page.number_input[0].set_value(26.0).run()
    assert not page.error
    assert page.number_input[0].value == 26


@pytest.mark.parametrize("forged", FORGED)
def test_a_meeting_is_not_made_with_minutes_that_are_no_number(open_page, forged):
    page = open_page("meetings", "scrutineer", plan="yes")
    page.number_input[0].set_value(forged)
    page = next(one for one in page.button if one.label.startswith("Plan the meeting")).click().run()
    assert not page.exception
    assert page.title[0].value == "Meetings"
    assert NOT_TAKEN in refusals(page)


@pytest.mark.parametrize("forged", FORGED)
def test_minutes_of_an_item_that_are_no_number_change_nothing(open_page, forged):
    page = open_page("meeting", "scrutineer", id="1")
    field = page.number_input[0]
    before = field.value
    page = field.set_value(forged).run()
    assert not page.exception
    assert refusals(page) == [NOT_TAKEN]
    assert page.number_input[0].value == before


def test_only_one_module_draws_number_fields():
    drawn = [
        path.name for path in (ROOT / "pages").rglob("*.py") if "number_input(" in path.read_text(encoding="utf-8")
    ]
    assert drawn == ["whole_number.py"]


def test_no_label_of_a_field_holds_a_backslash(open_page):
    page = open_page("meetings", "scrutineer", plan="yes")
    labels = [one.label for one in (*page.checkbox, *page.text_input, *page.text_area, *page.selectbox)]
    assert any("%" in label or "." in label for label in labels)
    assert [label for label in labels if "\\" in label] == []
