"""What Young Advisors chose to look at, and findings that would like a view: on the real report."""

import csv
from dataclasses import replace

import pytest

from cscp_core.errors import NotAllowed
from cscp_core.evidence import service as evidence
from cscp_core.people.permissions import VOICES, Role
from feedback.comments import chosen, service
from feedback.comments.rules import Readers
from feedback.comments.service import Content
from tests.conftest import REPORT, make_account

IDENTITY, FRONT_DOOR = "identity", "front-door"


@pytest.fixture
def yas(camden):
    with camden.writing() as session:
        return make_account(session, "yas", Role.YOUNG_ADVISOR)


@pytest.fixture
def wanted(camden, yas):
    """Ids of the claims that would like a view, with those who have not said anything."""

    def ask(*theme_ids, actor=yas, most=3):
        with camden.reading() as session:
            found = chosen.would_like_a_view(session, actor, report_id=REPORT.name, theme_ids=theme_ids, most=most)
            return [one.claim_id for one in found]

    return ask


def say(camden, actor, claim_id, write=service.save, **content):
    with camden.writing() as session:
        about = (REPORT.name, "claim", claim_id)
        return write(session, actor, about=about, content=Content(words="So it is.", **content))


def claims(camden, actor, theme_id):
    with camden.reading() as session:
        return [one.claim_id for one in evidence.claims(session, actor, report_id=REPORT.name, theme_id=theme_id)]


def test_what_they_chose_stands_in_their_own_plain_words(camden, yas):
    with camden.reading() as session:
        found = chosen.list_chosen(session, yas, report_id=REPORT.name)
    assert [(one.theme_id, one.said) for one in found] == [
        (IDENTITY, "We want to know how workers treat who people are."),
        (FRONT_DOOR, "We want to know what makes people accept help."),
    ]


def test_what_they_chose_is_named_as_young_advisors_know_it(camden, yas):
    with camden.reading() as session:
        found = chosen.list_chosen(session, yas, report_id=REPORT.name)
    assert [one.name for one in found] == ["Race and who you are", "Asking for help early"]


def test_every_choice_in_the_file_is_a_theme_and_a_voice_of_its_report(camden, yas):
    with chosen.CHOSEN.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["report_id"] == REPORT.name]
    with camden.reading() as session:
        found = chosen.list_chosen(session, yas, report_id=REPORT.name)
    assert [(one.theme_id, one.voice_id) for one in found] == [(row["theme_id"], row["voice_id"]) for row in rows]


def test_of_a_report_that_is_not_there_nothing_was_chosen(camden, yas):
    with camden.reading() as session:
        assert chosen.list_chosen(session, yas, report_id="another") == []


def test_claims_of_the_themes_take_turns(camden, yas, wanted):
    first, second = claims(camden, yas, IDENTITY), claims(camden, yas, FRONT_DOOR)
    assert wanted(IDENTITY, FRONT_DOOR) == [first[0], second[0], first[1]]


def test_a_theme_that_is_used_up_leaves_its_turn_to_the_other(camden, yas, wanted):
    first, second = claims(camden, yas, IDENTITY), claims(camden, yas, FRONT_DOOR)
    assert sorted(wanted(IDENTITY, FRONT_DOOR, most=1000)) == sorted([*first, *second])


def test_what_somebody_has_said_something_about_is_not_asked_again(camden, yas, wanted):
    asked = wanted(IDENTITY)
    say(camden, yas, asked[0])
    assert wanted(IDENTITY)[:2] == asked[1:]


def test_what_another_said_something_about_is_still_asked(camden, yas, wanted):
    asked = wanted(IDENTITY)
    with camden.writing() as session:
        yui = make_account(session, "yui", Role.YOUNG_ADVISOR)
    say(camden, yui, asked[0], service.send, readers=Readers.ANYWHERE)
    assert wanted(IDENTITY) == asked


def test_what_was_taken_back_is_asked_again(camden, yas, wanted):
    asked = wanted(IDENTITY)
    comment_id = say(camden, yas, asked[0])
    with camden.writing() as session:
        service.withdraw(session, yas, comment_id=comment_id, version=1)
    assert wanted(IDENTITY) == asked


def test_without_themes_nothing_is_asked(wanted):
    assert wanted() == []


@pytest.mark.parametrize("role", sorted(Role))
def test_only_those_who_speak_are_asked(camden, yas, wanted, role):
    actor = replace(yas, role=role)
    if role in VOICES:
        assert wanted(IDENTITY, actor=actor)
    else:
        with pytest.raises(NotAllowed):
            wanted(IDENTITY, actor=actor)
        with pytest.raises(NotAllowed), camden.reading() as session:
            chosen.list_chosen(session, actor, report_id=REPORT.name)
