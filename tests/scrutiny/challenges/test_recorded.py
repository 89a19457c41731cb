"""Challenges that the report itself records."""

import pytest

from cscp_core.errors import NotAllowed
from cscp_core.scrutiny.challenges import answering, reads, service
from cscp_core.scrutiny.challenges.tables import Challenge
from cscp_core.scrutiny.challenges.views import RegisterFilter
from cscp_core.storage.paging import PAGE_SIZE
from tests.scrutiny.asking import Asking, days_on, ids, people_of
from tests.scrutiny.challenges.test_reads import both, copies, one_of_each

RECORDED = ["challenge-1.1-01", "challenge-1.1-02", "challenge-1.1-03"]


def test_what_the_report_records_follows_the_apps_own(asking):
    challenge_id = asking.at("raised")
    assert both(asking) == ([challenge_id], RECORDED, 4)


def test_what_the_report_records_is_never_copied(asking):
    both(asking)
    assert asking.every(Challenge) == []


@pytest.mark.parametrize(
    ("own", "page", "shown_own", "shown_recorded"),
    [
        (PAGE_SIZE - 1, 1, PAGE_SIZE - 1, RECORDED[:1]),
        (PAGE_SIZE - 1, 2, 0, RECORDED[1:]),
        (PAGE_SIZE, 1, PAGE_SIZE, []),
        (PAGE_SIZE, 2, 0, RECORDED),
        (PAGE_SIZE + 1, 1, PAGE_SIZE, []),
        (PAGE_SIZE + 1, 2, 1, RECORDED),
        (PAGE_SIZE + 1, 3, 0, []),
    ],
)
def test_pages_run_on_from_the_apps_own_into_what_is_recorded(asking, own, page, shown_own, shown_recorded):
    copies(asking, asking.at("raised"), own - 1)
    mine, recorded, total = both(asking, page=page)
    assert (len(mine), recorded, total) == (shown_own, shown_recorded, own + 3)


@pytest.mark.parametrize(
    ("wanted", "recorded"),
    [
        ({"theme_id": "abuse"}, RECORDED[2:]),
        ({"agency_id": "council"}, RECORDED[:1]),
        ({"agency_id": "icb"}, RECORDED[1:2]),
        ({"text": "PROTOCOL"}, RECORDED[:1]),
        ({"text": "old group"}, RECORDED[1:2]),
        ({"text": "nothing of the kind"}, []),
        ({"state": "raised"}, []),
        ({"overdue": True}, []),
    ],
)
def test_what_the_report_records_is_narrowed_like_the_apps_own(asking, wanted, recorded):
    assert both(asking, **wanted) == ([], recorded, len(recorded))


def test_a_partner_is_shown_the_apps_own_alone(asking):
    challenge_id = asking.at("raised")
    assert both(asking, by="cora") == ([challenge_id], [], 1)


def test_on_the_real_report_an_agency_of_today_has_what_was_recorded_of_those_before_it(camden_to_read):
    here = Asking(camden_to_read, people_of(camden_to_read))
    own, recorded = here.read(
        reads.with_recorded,
        by="scrutineer",
        report_id="annual-report-2019-20",
        wanted=RegisterFilter(agency_id="probation-service"),
    )
    assert {one.agency_id for one in recorded} == {"nps", "london-crc"}
    assert own.total == len(recorded)


def test_the_work_list_holds_what_is_open_and_what_is_to_be_looked_at_the_most_pressing_first(asking, clock):
    made = one_of_each(asking)
    clock.advance(days=200)
    asking.act(service.reply, made["asked back"], due_on=days_on(300))
    asking.act(answering.ask_back, made["asked back"])
    listed = asking.read(reads.list_work)
    assert ids(listed)[:2] == [made["asked back"], made["answered"]]
    assert set(ids(listed)[2:5]) == {made["overdue"], made["raised"], made["escalated"]}
    assert ids(listed)[5:] == [made["closed"], made["draft"]]


@pytest.mark.parametrize(("stage", "listed"), [("raised", 1), ("closed", 0), ("withdrawn", 0), ("re-checked", 0)])
def test_the_work_list_holds_what_is_due_and_nothing_that_is_over(asking, stage, listed):
    asking.at(stage)
    assert len(asking.read(reads.list_work)) == listed


@pytest.mark.parametrize("by", ["sam", "pat"])
def test_the_work_list_is_the_scrutineers(asking, by):
    with pytest.raises(NotAllowed):
        asking.read(reads.list_work, by=by)
