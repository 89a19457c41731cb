"""Lay members: a home with the next agenda, three findings to look at, their question, their receipts, large print."""

from urllib.parse import parse_qsl

import pytest

from feedback.comments.rules import Readers
from feedback.comments.service import Content, send
from tests.conftest import REPORT
from tests.pages.conftest import act, everything

LAY = "lay.member"


def plainly(page):
    return everything(page).replace("\\", "")


def heads(page):
    return [one.value for one in page.header]


def looked_at(page):
    """Ids of the claims that the home asks to look at."""
    found = [one.proto for one in page.get("page_link") if one.proto.label == "Say what you think"]
    return [dict(parse_qsl(one.query_string))["of"] for one in found]


def test_home_has_the_next_agenda_their_question_three_findings_and_their_receipts(open_page):
    page = open_page("next_meeting", LAY)
    wanted = ["Agenda", "Your own question", "Three to look at", "What came of what you said"]
    assert [one for one in heads(page) if one in wanted] == wanted
    assert len(set(looked_at(page))) == 3
    assert [one.proto.label for one in page.get("link_button")] == ["Large print (Word)"]


def test_what_they_have_said_something_of_makes_way_and_there_are_still_three(open_page):
    before = looked_at(open_page("next_meeting", LAY))
    for claim_id in before:
        content = Content(words="Who checked?", readers=Readers.PARTNERS)
        act(send, LAY, about=(REPORT.name, "claim", claim_id), content=content)
    after = looked_at(open_page("next_meeting", LAY))
    assert len(set(after)) == 3
    assert not set(before) & set(after)


def test_the_newest_receipts_say_what_came_last_and_who_wrote_nothing_is_told_so(open_page):
    content = Content(words="Who checked?", readers=Readers.PARTNERS)
    act(send, LAY, about=(REPORT.name, "theme", "budget"), content=content)
    said = plainly(open_page("next_meeting", LAY))
    assert "It is waiting to be checked by" in said
    assert "Who checked?" not in said


@pytest.mark.parametrize(
    ("file", "query"),
    [
        ("next_meeting", {}),
        ("my_comments", {}),
        ("because_of_you", {}),
        ("say", {"about": "claim", "of": "claim-4.3-08"}),
        ("say", {"about": "theme", "of": "budget", "kind": "question"}),
    ],
)
def test_nothing_says_that_those_who_look_after_safety_read_an_ordinary_question(open_page, file, query):
    page = open_page(file, LAY, **query)
    waiting = [one for one in page.button if one.label == "Go on"]
    if waiting:
        assert "is not read by the safeguarding lead" in plainly(page)
        page = waiting[0].click().run()
    told = [one.value.replace("\\", "") for one in (*page.markdown, *page.caption)]
    named = [one for one in told if "afeguarding lead" in one or "look after safety" in one]
    assert [one for one in named if "is not read by the safeguarding lead" not in one and "worr" not in one] == []
