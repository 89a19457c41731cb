"""Rules 4 and 6 of young people's participation, which the screens keep: not a reporting service, and no pressure."""

import ast
import re

import pytest

from cscp_core.people.permissions import Role
from pages.components.comments.before_you_write import READ
from pages.components.menu import MENUS, SCREENS
from tests.pages.conftest import ROOT, everything
from tests.pages.test_every_page import ITEMS, ONLY, PRIVATE

THEIRS = [file for file in PRIVATE if "young.advisor" in ONLY.get(file, {"young.advisor"})]
SOURCES = sorted([*(ROOT / "pages").rglob("*.py"), *(ROOT / "feedback").rglob("*.py")])
ABUSE_OR_DEATH = ["neglect", "serious-incidents"]

# 4. Not a reporting service, and it says so before the form


@pytest.mark.parametrize("file", THEIRS)
def test_rule_4_get_help_and_leave_now_stand_on_every_screen_of_a_young_advisor(open_page, file):
    page = open_page(file, "young.advisor", **ITEMS.get(file, {}))
    assert [one for one in page.button if one.label == "Leave now"]
    told = everything(page)
    for number in ("999", "0800 1111", "116 123", "85258"):
        assert number in told


def test_rule_4_leaving_signs_out_and_says_what_it_cannot_do(open_page):
    page = open_page("young_home", "young.advisor")
    page.button("leave_now").click().run()
    told = everything(page)
    assert "You are signed out" in told
    assert "Your browser still remembers" in told


def test_rule_4_before_the_form_stands_one_short_screen_with_an_equal_not_now(open_page):
    page = open_page("say", "young.advisor", **ITEMS["say"])
    told = everything(page)
    assert "not a place to report" in told
    assert "Nobody watches it live" in told
    assert "at what times it is read" in told
    go_on, not_now = (next(one for one in page.button if one.label == label) for label in ("Go on", "Not now"))
    assert go_on.proto.type == not_now.proto.type
    assert not page.text_area


def test_rule_4_the_form_comes_after_going_on(open_page):
    page = open_page("say", "young.advisor", about="claim", of="claim-foreword-01")
    next(one for one in page.button if one.label == "Go on").click().run()
    assert page.session_state[READ]
    assert page.text_area


@pytest.mark.parametrize("theme", ABUSE_OR_DEATH)
def test_rule_4_themes_about_abuse_or_death_carry_a_note_first(open_page, theme):
    page = open_page("theme", "young.advisor", theme=theme)
    assert not page.tabs


# 6. No pressure


@pytest.mark.parametrize(
    "part", ["feedback", "chat_input", "chat_message", "file_uploader", "camera_input", "audio_input"]
)
def test_rule_6_there_are_no_likes_messages_or_uploads_for_those_who_say_something(part):
    """Only the screens where the office loads a report, reads one and loads official statistics take a file."""
    used = {
        path.name
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr == part
        and (part != "feedback" or getattr(node.value, "id", "") == "st")  # elsewhere the name of a room
    }
    assert used <= {"report_import.py", "begin.py", "official_import.py"}


@pytest.mark.parametrize("file", THEIRS)
def test_rule_6_no_screen_counts_their_comments_or_ranks_them(open_page, file):
    told = everything(open_page(file, "young.advisor", **ITEMS.get(file, {})))
    assert not re.search(r"\b\d+ (?:of your )?(?:comments?|likes?|points?|days? in a row|streaks?)\b", told)
    assert "leaderboard" not in told.lower()


def test_rule_6_no_machine_decides_or_writes():
    """No library that asks a model is among what the app needs."""
    needed = (ROOT / "requirements.in").read_text(encoding="utf-8").lower()
    assert not re.search(r"openai|anthropic|transformers|torch|langchain|llama|sklearn|scikit", needed)


def test_rule_6_no_screen_of_theirs_asks_where_they_are():
    for path in SOURCES:
        assert "geolocation" not in path.read_text(encoding="utf-8")


def test_the_menu_of_young_advisors_leads_to_screens_of_theirs():
    assert set(MENUS[Role.YOUNG_ADVISOR]) <= set(THEIRS) | {"home"}
    assert set(THEIRS) <= set(SCREENS)
