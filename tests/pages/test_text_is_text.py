"""Whatever is stored is shown as text: nothing of it becomes formatting, a link, a picture, an icon or a formula."""

import re
from collections.abc import Iterator

import pytest
import streamlit as st
from hypothesis import given
from hypothesis import strategies as some
from streamlit.testing.v1 import AppTest

from cscp_core import start
from cscp_core.people import service
from cscp_core.people.permissions import SYSTEM, Role
from cscp_core.settings import settings
from pages.components.menu import SCREENS
from pages.components.text import escaped
from tests.hostile import IDS, TEXT, write_hostile_folder
from tests.pages.conftest import open_page, token_for  # noqa: F401
from tests.pages.test_every_page import TABS

ITEMS = {
    "theme": {"theme": "neglect"},
    "claim": {"id": IDS["claims"]},
    "figure": {"id": IDS["figures"]},
    "review": {"id": IDS["reviews"]},
    "recommendation": {"id": IDS["recommendations"]},
    "challenge": {"id": IDS["challenges"]},
    "voice": {"id": IDS["voices"]},
    "gap": {"id": IDS["gaps"]},
    "search": {"q": "pic"},
    "welcome": {"token": TEXT},
}
SIGNS = (
    "![",
    "](http",
    "<img",
    "<script",
    "**bold",
    "`code",
    "$x",
    ":material/",
    ":smile:",
    ":red[",
    "http://",
    "https://",
)


@pytest.fixture
def installation(fresh_process, monkeypatch, tmp_path) -> Iterator[None]:
    """The demonstration with a hostile report and a hostile person in it."""
    monkeypatch.setenv("CSCP_REPORTS", str(write_hostile_folder(tmp_path / "hostile")))
    settings.cache_clear()
    start.prepare(settings(), start.open_store(settings()))
    with start.store().writing() as session:
        service.add_person(session, SYSTEM, username="hostile", name=TEXT, role=Role.LAY_MEMBER)
    st.cache_resource.clear()
    yield
    start.store().engine.dispose()
    st.cache_resource.clear()


def shown(page: AppTest) -> Iterator[str]:
    """Every string of every element that Streamlit would render as markdown, options and table cells included."""
    for block in (page.main, page.sidebar):
        for element in block:
            for name in ("value", "label", "body", "help", "placeholder"):
                told = getattr(element, name, None)
                if isinstance(told, str) and element.type not in ("text_input", "text_area", "code", "json"):
                    yield told
            yield from (one for one in getattr(element, "options", None) or [] if isinstance(one, str))
            if element.type in ("table", "arrow_table"):
                yield from (str(cell) for row in element.value.itertuples() for cell in row)


def is_text(said: str) -> bool:
    """Whether no hostile sign is left once the escaped marks are taken out."""
    without_escapes = re.sub(r"\\[!-/:-@\[-`{-~]", "", said)
    return not any(sign in without_escapes for sign in SIGNS)


@pytest.mark.parametrize("file", sorted(SCREENS))
@pytest.mark.parametrize("by", ["scrutineer", "young.advisor", "business.manager"])
def test_hostile_text_is_shown_as_text_on_every_page(open_page, file, by):  # noqa: F811
    page = open_page(file, by, **ITEMS.get(file, {}))
    assert not page.exception
    said = [one for one in shown(page) if "evil" in one or "example" in one]
    assert said or file in (
        "password",
        "privacy",
        "accessibility",
        "your_words",
        "welcome",
        "my_desk",
        "people",
        "theme",
    )
    assert [one for one in said if not is_text(one)] == []


@pytest.mark.parametrize("tab", TABS)
def test_hostile_text_is_shown_as_text_on_every_tab(open_page, tab):  # noqa: F811
    page = open_page("theme", "scrutineer", theme="neglect", tab=tab)
    said = [one for one in shown(page) if "evil" in one]
    assert said
    assert [one for one in said if not is_text(one)] == []


@given(some.text(max_size=200))
def test_every_mark_of_any_text_is_escaped(text):
    left = re.sub(r"\\[!-/:-@\[-`{-~]", "", escaped(text))
    assert not re.search(r"[!-/:-@\[-`{-~]", left)
    assert "\n" not in left
