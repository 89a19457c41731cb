"""Welfare first, where a worry is about somebody who looks after worries: they never see it, whichever post they hold
later, and everybody else who looks after worries does."""

from dataclasses import replace

import pytest
from sqlalchemy import delete

from cscp_core import start
from cscp_core.errors import CommentsClosed, NotFound
from cscp_core.notices.rules import NoticeKind
from cscp_core.people import service as people
from cscp_core.people.permissions import SYSTEM, Role
from cscp_core.people.tables import Account
from cscp_core.storage import backup
from feedback.own import retention
from feedback.welfare import rules, service
from feedback.welfare.rules import About
from feedback.welfare.tables import Concern, KeptFrom
from tests.conftest import make_account
from tests.feedback.scene import Scene
from tests.feedback.test_rule_3_welfare_first import WORRY, act, away, only, worries

# A concern about a worker goes to the LADO contact, one about the lead to the deputy


def test_a_worry_about_a_worker_says_so_to_the_lead(scene):
    scene.send(words=WORRY, worry=About.WORKER)
    assert only(scene).about is About.WORKER


@pytest.mark.parametrize(("about", "sees", "does_not"), [(About.LEAD, "lia", "len"), (About.DEPUTY, "len", "lia")])
def test_a_worry_about_the_lead_or_the_deputy_is_seen_by_the_other_alone(scene, about, sees, does_not):
    scene.send(words=WORRY, worry=about)
    assert only(scene, sees).words == WORRY
    assert worries(scene, does_not) == []
    assert scene.notices(scene.people[does_not]) == []
    with pytest.raises(NotFound):
        scene.act(service.acknowledge, scene.people[does_not], concern_id=1, version=1)


def test_a_worry_about_the_lead_cannot_be_sent_while_no_deputy_is_here(scene):
    away(scene, "lia")
    with pytest.raises(CommentsClosed, match="999"):
        scene.send(words=WORRY, worry=About.LEAD)


@pytest.mark.parametrize("deputy", [True, False])
def test_words_about_whom_nobody_knows_are_seen_by_nobody(deputy):
    assert not rules.may_see("somebody else", [], 1, deputy)
    assert not rules.may_see("somebody else", [2], 1, deputy)


@pytest.mark.parametrize("about", list(About))
def test_anyone_who_has_no_account_sees_no_worry(about):
    assert not rules.may_see(about, [], None, True)
    assert not rules.may_see(about, [2], None, False)


def swap(scene):
    """The business manager makes the deputy the holder and the holder the deputy, on *People*."""
    for name, deputy in (("len", True), ("lia", False)):
        with scene.store.reading() as session:
            version = session.get(Account, scene.people[name].account_id).version
        known = {"account_id": scene.people[name].account_id, "version": version}
        scene.act(people.set_deputy, scene.sam, **known, deputy=deputy)
        scene.people[name] = replace(scene.people[name], deputy=deputy)


@pytest.mark.parametrize(("about", "sees", "does_not"), [(About.LEAD, "lia", "len"), (About.DEPUTY, "len", "lia")])
@pytest.mark.parametrize("held_by", ["writer", "checker"])
def test_the_person_a_worry_is_about_never_sees_it_when_the_posts_are_swapped(
    scene, clock, about, sees, does_not, held_by
):
    if held_by == "writer":
        scene.send(words=WORRY, worry=about)
    else:
        scene.hold(scene.send(words=WORRY), about)
    swap(scene)
    clock.advance(hours=2)
    scene.act(service.pass_on_unopened, SYSTEM)
    assert only(scene, sees).words == WORRY
    assert worries(scene, does_not) == []
    assert scene.notices(scene.people[does_not]) == []
    assert len(scene.notices(scene.people[sees])) == 2
    for does, details in (
        (service.acknowledge, {}),
        (service.hand_over, {"to": "Front door team", "reference": "Z"}),
        (service.close, {"outcome": "Nothing"}),
        (service.give_back, {}),
    ):
        with pytest.raises(NotFound):
            scene.act(does, scene.people[does_not], concern_id=1, version=1, **details)
    act(scene, service.acknowledge, sees)
    scene.act(service.hand_over, scene.people[sees], concern_id=1, version=2, to="Front door team", reference="Z")
    assert worries(scene, does_not, handed_over=True) == []
    scene.act(service.close, scene.people[sees], concern_id=1, version=3, outcome="Assessed")
    assert worries(scene, does_not, closed=True) == []
    assert only(scene, sees, closed=True).outcome == "Assessed"


def test_a_lead_who_comes_later_sees_a_worry_about_the_one_before(scene):
    scene.send(words=WORRY, worry=About.LEAD)
    with scene.store.writing() as session:
        scene.people["lex"] = make_account(session, "lex", Role.SAFEGUARDING_LEAD)
    assert only(scene, "lex").words == WORRY
    assert worries(scene, "len") == []


def test_a_worry_about_somebody_else_is_kept_from_nobody(scene):
    for about in (About.SOMEBODY, About.WORKER):
        scene.send(words=WORRY, worry=about)
    swap(scene)
    assert scene.every(KeptFrom) == []
    assert len(worries(scene, "len")) == len(worries(scene, "lia")) == 2


def disabled(scene, name, at):
    with scene.store.writing() as session:
        account = session.get(Account, scene.people[name].account_id)
        account.disabled_at = at
        session.add(account)
        session.commit()


@pytest.mark.parametrize("before", [True, False])
def test_anyone_who_was_disabled_and_comes_back_in_the_other_post_does_not_see_it_either(scene, clock, before):
    if before:
        disabled(scene, "len", clock())
    scene.send(words=WORRY, worry=About.LEAD)
    disabled(scene, "len", clock())
    disabled(scene, "len", None)
    swap(scene)
    assert worries(scene, "len") == []
    assert only(scene, "lia").words == WORRY


def test_where_only_the_one_that_it_is_about_is_left_the_business_manager_is_told_that_nobody_opens_it(scene, clock):
    scene.send(words=WORRY, worry=About.LEAD)
    swap(scene)
    disabled(scene, "lia", clock())
    clock.advance(hours=4)
    scene.act(service.pass_on_unopened, SYSTEM)
    assert scene.notices(scene.len) == []
    assert scene.notices(scene.sam) == [NoticeKind.WELFARE_UNREAD]


def test_of_a_worry_from_before_it_was_noted_whom_it_is_about_the_post_of_today_counts(scene):
    scene.send(words=WORRY, worry=About.LEAD)
    with scene.store.writing() as session:
        session.execute(delete(KeptFrom))
        session.commit()
    assert only(scene, "lia").words == WORRY
    assert worries(scene, "len") == []


def test_a_restored_copy_keeps_it_from_the_same_person(scene, place, tmp_path):
    scene.send(words=WORRY, worry=About.LEAD)
    backup.make_backup(scene.store, tmp_path / "kept")
    again = Scene(place("again"), scene.clock, scene.people)
    backup.restore_backup(again.store, tmp_path / "kept")
    swap(again)
    assert worries(again, "len") == []
    assert only(again, "lia").words == WORRY


def test_a_copy_for_staging_does_not_hold_from_whom_anything_is_kept():
    assert not {KeptFrom.__tablename__, Concern.__tablename__} & start.STAGING


def test_from_whom_it_is_kept_goes_with_the_record(scene, clock):
    scene.send(words=WORRY, worry=About.LEAD)
    act(scene, service.acknowledge, "lia")
    scene.act(service.close, scene.lia, concern_id=1, version=2, outcome="Assessed")
    assert len(scene.every(KeptFrom)) == 1
    clock.advance(days=rules.KEPT_FOR.days + 1)
    scene.act(retention.apply, SYSTEM)
    assert scene.every(KeptFrom) == []
