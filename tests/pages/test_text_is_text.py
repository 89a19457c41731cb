"""Whatever is stored is shown as text: nothing of it becomes formatting, a link, a picture, an icon or a formula."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from streamlit.testing.v1 import AppTest

from cscp_core import start
from cscp_core.people import service
from cscp_core.people.permissions import SYSTEM, Role
from cscp_core.settings import Settings
from pages.components.menu import SCREENS
from pages.components.text import escaped
from pages.components.year.year_tabs import YearTab
from tests import hostile_asking, hostile_saying
from tests.conftest import ROOT, once_for_all, serving
from tests.databases import opened, settle
from tests.hostile import IDS, TEXT, write_hostile_folder
from tests.nightly import sampled
from tests.pages.conftest import installed, open_page  # noqa: F401
from tests.pages.test_every_page import EVERYBODY, TABS, may_open

ITEMS = {
    "theme": {"theme": "neglect"},
    "claim": {"id": IDS["claims"]},
    "figure": {"id": IDS["figures"]},
    "review": {"id": IDS["reviews"]},
    "recommendation": {"id": IDS["recommendations"]},
    "recorded_challenge": {"id": IDS["challenges"]},
    "voice": {"id": IDS["voices"]},
    "gap": {"id": IDS["gaps"]},
    "check": {"id": IDS["checks"]},
    "search": {"q": "pic"},
    "welcome": {"token": TEXT},
    "challenge": {"id": "1"},
    "agency": {"id": IDS["agencies"]},
    "meeting": {"id": "1"},
    "in_meeting": {"id": "1"},
    "projector": {"id": "1"},
    "ending": {"id": "1"},
    "say": {"about": "claim", "of": IDS["claims"]},
}
PLAIN = ("selectbox", "multiselect")  # Streamlit shows their options as they are
SAYS_NOTHING = {
    "password", "privacy", "accessibility", "your_words", "welcome", "people", "theme", "wordings", "to_do", "my_data",
    "cover", "official", "series", "numbers", "read_a_report", "by_code", "paper", "paper_form", "write_for",
    "nothing_here",
}  # fmt: skip
SAYS_NOTHING_TO = {("leaving", by) for by in ("scrutineer", "lay.member", "business.manager", "safeguarding.lead")}
"""Who left nothing at the link of somebody who left: those whose words never come there."""
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
    "www.",
    "a@evil",
    "-> -- >=",
)


@pytest.fixture(scope="session")
def hostile_file(tmp_path_factory, databases) -> Path:
    """The demonstration with a hostile report and hostile words of everybody in it; tests copy it."""
    with once_for_all(tmp_path_factory, databases, "hostile") as (path, is_new):
        if is_new:
            databases.new(path)
            made = opened(databases, path)
            folder = write_hostile_folder(path.parent / "report")
            with serving():
                start.prepare(Settings(var_dir=path.parent, reports=str(folder)), made)
            with made.writing() as session:
                service.add_person(session, SYSTEM, username="hostile", name=TEXT, role=Role.LAY_MEMBER)
            hostile_asking.write_everything(made)
            hostile_saying.write_everything(made, hostile_asking.PARTNER)
            settle(made)
    return path


@pytest.fixture
def installation(fresh_process, hostile_file) -> Iterator[None]:
    """The demonstration with hostile words everywhere, of this test's own."""
    yield from installed(hostile_file)


def shown(page: AppTest) -> Iterator[str]:
    """Every string of every element that Streamlit would render as markdown, options and table cells included."""
    for block in (page.main, page.sidebar):
        for element in block:
            for name in ("value", "label", "body", "help", "placeholder"):
                told = getattr(element, name, None)
                if isinstance(told, str) and element.type not in ("text_input", "text_area", "code", "json"):
                    yield told
            if element.type not in PLAIN:
                yield from (one for one in getattr(element, "options", None) or [] if isinstance(one, str))
            if element.type in ("table", "arrow_table"):
                yield from (str(cell) for row in element.value.itertuples() for cell in row)


def is_text(said: str) -> bool:
    """Whether no hostile sign is left once the escaped marks are taken out."""
    without_escapes = re.sub(r"\\[!-/:-@\[-`{-~]", "", said)
    return not any(sign in without_escapes for sign in SIGNS)


def readers(file: str) -> list[str]:
    return [by for by in EVERYBODY if may_open(file, by)]


@pytest.mark.parametrize(
    ("file", "by"),
    sampled(
        [(file, by) for file in sorted(SCREENS) for by in readers(file)],
        [(file, readers(file)[0]) for file in sorted(SCREENS)],
    ),
)
def test_hostile_text_is_shown_as_text_on_every_page(open_page, file, by):  # noqa: F811
    page = open_page(file, hostile_asking.PARTNER if by == "council.partner" else by, **ITEMS.get(file, {}))
    assert not page.exception
    said = [one for one in shown(page) if "evil" in one or "example" in one]
    assert said or file in SAYS_NOTHING or (file, by) in SAYS_NOTHING_TO
    assert [one for one in said if not is_text(one)] == []


def test_every_page_with_words_of_people_was_seen_by_somebody_who_may():
    assert set(ITEMS) - {"welcome", "search"} <= set(SCREENS)
    assert not SAYS_NOTHING & {
        "challenge",
        "agency",
        "meeting",
        "in_meeting",
        "what_we_owe",
        "the_year",
        "next_meeting",
        "welfare",
        "to_check",
        "heard",
        "what_happened",
        "you_asked",
    }


def test_the_options_of_a_choice_are_shown_as_they_are_without_marks(open_page):  # noqa: F811
    page = open_page("challenges", "scrutineer")
    options = [one for box in page.selectbox for one in box.options]
    assert TEXT in options
    assert [one for one in options if "\\" in one] == []


@pytest.mark.parametrize("tab", [one for one in YearTab if one not in (YearTab.RECORD, YearTab.PUBLISHING)])
def test_hostile_text_is_shown_as_text_on_every_tab_of_the_year(open_page, tab):  # noqa: F811
    said = [one for one in shown(open_page("the_year", "scrutineer", tab=tab.value)) if "evil" in one]
    assert said
    assert [one for one in said if not is_text(one)] == []


@pytest.mark.parametrize("tab", TABS)
def test_hostile_text_is_shown_as_text_on_every_tab(open_page, tab):  # noqa: F811
    page = open_page("theme", "scrutineer", theme="neglect", tab=tab)
    said = [one for one in shown(page) if "evil" in one]
    assert said
    assert [one for one in said if not is_text(one)] == []


def _refuses():
    from cscp_core.errors import ChangedMeanwhile
    from pages.components import data
    from tests.hostile import TEXT

    data.show_refusal(ChangedMeanwhile(TEXT, TEXT))
    data.stop_not_found(TEXT)


def test_what_stands_in_a_refusal_is_text():
    said = [one for one in shown(AppTest.from_function(_refuses).run()) if "evil" in one]
    assert [sum(one.startswith(begins) for one in said) > 0 for begins in ("\\=", "**What")] == [True, True]
    assert [one for one in said if not is_text(one)] == []


REFUSAL = re.compile(r"st\.\w+\((?:f\"[^\"]*\{)?(?:str\()?error\b")


def test_no_screen_shows_a_refusal_as_anything_but_text():
    screens = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "pages").rglob("*.py")}
    assert [name for name, screen in screens.items() if REFUSAL.search(screen)] == []
    assert REFUSAL.search("st.error(str(error))")
    assert REFUSAL.search('st.write(f"Not now: {error}")')


@given(some.text(max_size=200))
def test_every_mark_of_any_text_is_escaped(text):
    left = re.sub(r"\\[!-/:-@\[-`{-~]", "", escaped(text))
    assert not re.search(r"[!-/:-@\[-`{-~]", left)
    assert "\n" not in left
