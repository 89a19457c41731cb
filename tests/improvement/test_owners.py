"""Whose an action is: taking one of the partners together, placing it with an agency, giving it back."""

import pytest
from sqlmodel import select

from cscp_core.errors import ChangedMeanwhile, NotAllowed, NotFound, TextRefused, UpdateRefused
from cscp_core.evidence.rules import WorkStatus
from cscp_core.improvement import actions, owners, service
from cscp_core.improvement.tables import ActionOwner
from cscp_core.notices.rules import NoticeKind
from cscp_core.notices.tables import Notice
from cscp_core.people.permissions import SYSTEM, Role
from cscp_core.people.tables import Account
from cscp_core.storage.session import now
from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import ProgressAction
from tests.builders import facts_of
from tests.conftest import make_account
from tests.improvement.conftest import PARTNERS, TINY


@pytest.fixture
def place_with(report, people):
    """Returns a function that places the partnership's action, by cora of the council unless said otherwise."""

    def make(agency_id, recommendation_id="partnerships", *, by="cora", seen=0, reason="It runs the service."):
        with report.writing() as session:
            owners.assign_action(
                session, people[by], report_id=TINY, recommendation_id=recommendation_id, seen_version=seen,
                agency_id=agency_id, reason=reason,
            )  # fmt: skip

    return make


def every(store, table):
    with store.reading() as session:
        return list(session.exec(select(table)))


def owner(store, recommendation_id="partnerships"):
    with store.reading() as session:
        return owners.latest_owners(session, SYSTEM, report_id=TINY).get(recommendation_id)


def own(store, actor):
    with store.reading() as session:
        return {
            one.told.recommendation_id: one.is_shared for one in actions.own_actions(session, actor, report_id=TINY)
        }


def told(store, people):
    """The kind of each notice, by the name of who has it."""
    names = {one.account_id: name for name, one in people.items()}
    return {(names[one.account_id], one.kind) for one in every(store, Notice)}


@pytest.mark.engine
def test_a_partner_takes_an_action_of_the_partners_together(report, people, place_with, clock):
    place_with("council", reason="")
    found = owner(report)
    assert (found.version, found.agency_id, found.agency, found.by_agency, found.by, found.at) == (
        1, "council", "Tiny Council", "Tiny Council", "Cora", clock.moment,
    )  # fmt: skip
    assert own(report, people["cora"])["partnerships"] is False
    assert "partnerships" not in own(report, people["pat"])


def test_an_action_that_nobody_has_is_taken_and_then_updated(report, people, place_with):
    place_with("council", "nobodys", reason="")
    with report.writing() as session:
        service.update_action(
            session, people["cora"], report_id=TINY, recommendation_id="nobodys", seen_version=0,
            status=WorkStatus.ON_TRACK,
        )  # fmt: skip
    assert own(report, people["cora"])["nobodys"] is False


@pytest.mark.engine
def test_a_partner_places_an_action_with_another_agency_which_has_a_notice(report, people, place_with):
    place_with("police")
    assert (owner(report).agency, owner(report).reason) == ("Tiny Police", "It runs the service.")
    assert told(report, people) == {("pat", NoticeKind.PLACED)}
    assert own(report, people["pat"])["partnerships"] is False
    assert "partnerships" not in own(report, people["cora"])


def test_the_other_agency_updates_what_was_placed_with_it_and_the_first_does_not(report, people, place_with):
    place_with("police")
    asked = {"report_id": TINY, "recommendation_id": "partnerships", "status": WorkStatus.ON_TRACK}
    with report.writing() as session, pytest.raises(NotAllowed, match="belongs to another agency"):
        service.update_action(session, people["cora"], seen_version=0, **asked)
    with report.writing() as session:
        service.update_action(session, people["pat"], seen_version=0, **asked)


def test_what_was_placed_is_given_back_and_the_first_agency_has_a_notice(report, people, place_with):
    place_with("police")
    place_with("", by="pat", seen=1, reason="We have no such service.")
    assert (owner(report).agency_id, owner(report).version) == ("", 2)
    given_back = {(name, NoticeKind.GIVEN_BACK) for name in ("cora", "carl")}
    assert told(report, people) == {("pat", NoticeKind.PLACED)} | given_back
    assert all(own(report, people[who])["partnerships"] for who in ("cora", "pat", "hal"))


def test_what_was_placed_is_placed_on(report, people, place_with):
    place_with("police")
    place_with("icb", by="pat", seen=1)
    assert owner(report).agency == "Tiny Health Board"
    assert "partnerships" in own(report, people["olga"])


def test_every_time_that_it_was_placed_is_kept_newest_first(report, people, place_with):
    place_with("police", reason="One.")
    place_with("", by="pat", seen=1, reason="Two.")
    place_with("charity", by="hal", seen=2, reason="Three.")
    with report.reading() as session:
        found = owners.list_owners(session, SYSTEM, report_id=TINY, recommendation_id="partnerships")
    assert [one.reason for one in found] == ["Three.", "Two.", "One."]


def test_placing_stands_in_the_trail_without_its_words(report, place_with):
    place_with("police")
    row = every(report, TrailRow)[-1]
    assert (row.action, row.subject, facts_of(row)) == (
        ProgressAction.ASSIGNED, f"{TINY} partnerships", {"agency": "police", "version": 1},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("by", "recommendation_id"),
    [
        pytest.param("cora", "councils", id="one that the report gives to its agency"),
        pytest.param("pat", "councils", id="one that the report gives to another agency"),
        pytest.param("eve", "partnerships", id="by a service that is part of a partner"),
        pytest.param("cher", "partnerships", id="by an agency that is no statutory partner"),
        pytest.param("cher", "nobodys", id="nobody's, by an agency that is no statutory partner"),
    ],
)
def test_nothing_else_is_placed(report, place_with, by, recommendation_id):
    with pytest.raises(NotAllowed, match="can only assign an action"):
        place_with("police" if by != "pat" else "council", recommendation_id, by=by)
    assert every(report, ActionOwner) == []


def test_what_was_placed_with_another_agency_is_not_taken_from_it(report, place_with):
    place_with("police")
    with pytest.raises(NotAllowed):
        place_with("council", seen=1)
    assert owner(report).agency_id == "police"


def test_nobody_but_a_partner_places_an_action(report, place_with):
    with pytest.raises(NotAllowed):
        place_with("police", by="dee")
    assert every(report, ActionOwner) == []


@pytest.mark.parametrize("agency_id", ["nothing", "%", "together", "ccg"])
def test_an_action_is_placed_only_with_an_agency_of_today(report, place_with, agency_id):
    with pytest.raises(NotFound, match="no such agency"):
        place_with(agency_id)
    assert every(report, ActionOwner) == []


@pytest.mark.parametrize("recommendation_id", ["nothing", "", "%"])
def test_only_an_action_of_the_report_is_placed(report, place_with, recommendation_id):
    with pytest.raises(NotFound, match="not in this report"):
        place_with("police", recommendation_id)


def test_what_is_with_the_partners_together_is_not_given_back(report, place_with):
    with pytest.raises(UpdateRefused, match="That agency has it now"):
        place_with("")


def test_an_agency_that_has_it_is_not_given_it_again(report, place_with):
    place_with("council")
    with pytest.raises(UpdateRefused, match="That agency has it now"):
        place_with("council", seen=1)


@pytest.mark.parametrize("reason", ["", " ", "\n"])
def test_placing_it_elsewhere_needs_a_reason(report, place_with, reason):
    with pytest.raises(TextRefused, match="why it is theirs"):
        place_with("police", reason=reason)
    place_with("council", reason=reason)
    with pytest.raises(TextRefused, match="why you give it back"):
        place_with("", seen=1, reason=reason)


def test_of_two_who_take_it_the_second_is_told_who_has_it(report, place_with):
    place_with("police", by="pat", reason="")
    with pytest.raises(ChangedMeanwhile) as refused:
        place_with("icb", by="hal", seen=0)
    assert refused.value.theirs.startswith("Tiny Police.")
    assert len(every(report, ActionOwner)) == 1


def test_a_refused_placing_leaves_no_notice_and_no_trace_in_the_trail(report, people, place_with):
    before = len(every(report, TrailRow))
    with pytest.raises(TextRefused):
        place_with("police", reason="")
    assert (len(every(report, TrailRow)), told(report, people)) == (before, set())


@pytest.mark.parametrize("who", sorted(PARTNERS))
def test_an_action_can_be_placed_with_every_agency_of_today_but_the_partnership(report, people, who):
    with report.reading() as session:
        found = owners.assignable_agencies(session, people[who])
    assert set(found) == {"council", "youth", "icb", "police", "charity"}


def test_an_account_of_an_agency_that_ended_takes_it_for_its_successor(report, people, place_with):
    with report.reading() as session:
        agency_id = owners.own_agency(session, people["olga"])
    place_with(agency_id, by="olga", reason="")
    assert owner(report).agency == "Tiny Health Board"
    assert own(report, people["hal"])["partnerships"] is False


@pytest.fixture
def alone(report, people):
    """The business manager; nobody signs in for the charity any more."""
    with report.writing() as session:
        sam = make_account(session, "sam", Role.BUSINESS_MANAGER, name="Sam")
        session.get_one(Account, people["cher"].account_id).disabled_at = now(session)
        session.commit()
    people["sam"] = sam
    return sam


def unattended(store, actor):
    with store.reading() as session:
        return owners.count_unattended(session, actor)


@pytest.mark.engine
def test_an_action_of_an_agency_that_nobody_signs_in_for_reaches_the_business_manager(
    report, people, place_with, alone
):
    place_with("police", "nobodys")
    assert unattended(report, alone) == {}
    place_with("charity")
    assert told(report, people) == {("pat", NoticeKind.PLACED), ("sam", NoticeKind.NOBODY_ACTS)}
    assert unattended(report, alone) == {"Tiny Charity": 1}
    assert "partnerships" not in own(report, people["cora"])
