"""The finding of the month: chosen by two or recorded for all, else the next in turn; never one person's."""

import json
from datetime import date, datetime

import pytest
from sqlmodel import select

from cscp_core.errors import CommentRefused, NotAllowed, NotFound
from cscp_core.evidence import service as evidence
from cscp_core.evidence.kinds import SourceKind
from cscp_core.people.permissions import Role
from cscp_core.people.tables import Account
from cscp_core.storage.session import now
from cscp_core.storage.trail_actions import TogetherAction
from feedback.own import service as own
from feedback.together import picks
from feedback.together.picks import FirstFinding
from feedback.together.rules import OnePick, chosen_together, next_in_turn
from feedback.together.tables import FindingPick
from tests.conftest import REPORT, make_account
from tests.feedback.scene import CLAIM, FIGURE, TINY, TODAY

CHOSEN = FirstFinding(kind=SourceKind.CLAIM, source_id=CLAIM, is_chosen=True)
A, B = ("claim", "a"), ("claim", "b")


def at(minute):
    return datetime(2026, 12, 1, 12, minute)


def pick_of(finding, minute, for_all=False):
    return OnePick(finding=finding, at=at(minute), for_all=for_all)


def first(scene, by="yas"):
    return scene.ask(picks.find_first, scene.people[by], report_id=TINY, in_turn=())


def pick(scene, by, source_id=CLAIM, kind="claim", does=picks.pick):
    scene.act(does, scene.people[by], report_id=TINY, kind=kind, source_id=source_id)


def test_what_one_person_picked_is_not_shown_as_chosen_by_all():
    assert chosen_together([pick_of(A, 1)]) is None
    assert chosen_together([pick_of(A, 1), pick_of(B, 2)]) is None


def test_two_picks_are_a_choice_and_the_one_agreed_last_stands():
    assert chosen_together([pick_of(A, 1), pick_of(A, 2)]) == A
    assert chosen_together([pick_of(A, 1), pick_of(A, 4), pick_of(B, 2), pick_of(B, 3)]) == A
    assert chosen_together([pick_of(A, 1), pick_of(A, 2), pick_of(B, 3, for_all=True)]) == B


def test_each_finding_has_its_month_in_turn():
    months = [date(2026, month, 1) for month in range(1, 13)]
    assert {next_in_turn(["a", "b", "c"], one) for one in months} == {"a", "b", "c"}
    assert all(
        next_in_turn(["a", "b"], one) != next_in_turn(["a", "b"], months[at + 1]) for at, one in enumerate(months[:-1])
    )
    assert next_in_turn([], months[0]) is None


def test_where_nobody_chose_the_next_in_turn_stands_there(scene):
    found = scene.ask(picks.find_first, scene.yas, report_id=TINY, in_turn=["claim-a", "claim-b"])
    assert (found.source_id, found.is_chosen) == (next_in_turn(["claim-a", "claim-b"], TODAY), False)


def test_it_stands_on_top_once_another_picked_it_too_and_for_this_month_alone(scene, clock):
    pick(scene, "yas")
    assert first(scene) is None
    pick(scene, "yui")
    assert first(scene) == CHOSEN
    clock.advance(days=31)
    assert first(scene) is None


def test_a_pick_takes_the_place_of_the_one_before_and_can_be_taken_back(scene):
    pick(scene, "yas")
    pick(scene, "yui")
    pick(scene, "yui", FIGURE, "figure")
    assert scene.ask(picks.find_own_pick, scene.yui, report_id=TINY) == ("figure", FIGURE)
    assert first(scene) is None
    pick(scene, "yan")
    assert first(scene) == CHOSEN
    scene.act(picks.take_pick_back, scene.yas, report_id=TINY)
    assert scene.ask(picks.find_own_pick, scene.yas, report_id=TINY) == ("", "")
    assert first(scene) is None


def test_the_business_manager_records_what_they_chose_in_a_room(scene):
    pick(scene, "sam", does=picks.record_pick)
    assert first(scene) == CHOSEN


def test_a_pick_of_somebody_who_was_disabled_does_not_count(scene):
    pick(scene, "yas")
    pick(scene, "yui")
    with scene.store.writing() as session:
        session.get_one(Account, scene.yui.own_id).disabled_at = now(session)
        session.commit()
    assert first(scene) is None


@pytest.mark.parametrize("by", ["dee", "pat", "len", "sam"])
def test_nobody_else_picks_for_them(scene, by):
    with pytest.raises(NotAllowed):
        pick(scene, by)


@pytest.mark.parametrize("by", ["yas", "lou", "dee"])
def test_only_the_business_manager_records_a_choice(scene, by):
    with pytest.raises(NotAllowed):
        pick(scene, by, does=picks.record_pick)


def test_only_what_is_in_the_report_can_be_picked(scene):
    with pytest.raises(NotFound):
        pick(scene, "yas", "claim-9")
    with pytest.raises(CommentRefused):
        pick(scene, "yas", "neglect", "theme")


def test_the_trail_says_that_somebody_picked_and_not_what(scene):
    pick(scene, "yas")
    row = scene.trail()[-1]
    assert (row.action, row.subject, json.loads(row.detail)) == (TogetherAction.PICKED, "of their own", {})
    assert CLAIM not in f"{row.subject}{row.detail}"


def test_a_pick_is_in_its_owners_copy_and_goes_with_everything(scene):
    pick(scene, "yas")
    pick(scene, "yui")
    assert CLAIM in scene.ask(own.as_json, scene.yas).decode()
    assert "Which finding you wanted on top." in scene.ask(own.preview_withdrawal, scene.yas).vanishes
    scene.act(own.withdraw_all, scene.yas)
    with scene.store.reading() as session:
        assert [row.account_id for row in session.exec(select(FindingPick))] == [scene.yui.account_id]


def test_each_that_has_its_month_can_be_drawn_and_needs_no_note(camden):
    """Of the report that ships: its plain words hold the share that it rests on."""
    with camden.writing() as session:
        yas = make_account(session, "yas", Role.YOUNG_ADVISOR)
    with camden.reading() as session:
        ids = picks.list_in_turn(session, yas, report_id=REPORT.name)
        claims = {one.claim_id: one for one in evidence.claims(session, yas, report_id=REPORT.name)}
        noted = {one.theme_id for one in evidence.themes(session, yas, report_id=REPORT.name) if one.note_first}
    assert len(ids) >= 10
    assert [one for one in ids if claims[one].theme_id in noted or "%" not in claims[one].plain] == []
    assert [claims[one].how_far.rank for one in ids] == sorted((claims[one].how_far.rank for one in ids), reverse=True)
