"""The register by what each challenge needs, and the challenges that the report itself records."""

import pytest

from cscp_core.errors import NotAllowed
from cscp_core.scrutiny.challenges import answering, reads, register, service, states
from cscp_core.scrutiny.challenges.states import Need
from cscp_core.scrutiny.challenges.tables import Challenge
from cscp_core.scrutiny.challenges.views import RegisterFilter
from tests.scrutiny.asking import TINY, Asking, days_on, ids, people_of
from tests.scrutiny.challenges.test_reads import copies, one_of_each


def recorded(asking, by="dee", **wanted):
    """Ids of what the report records."""
    found = asking.read(register.list_recorded, by=by, report_id=TINY, wanted=RegisterFilter(**wanted))
    return [one.challenge_id for one in found]


def by_need(asking, by="dee", need=None, page=1, **wanted):
    return asking.read(register.list_by_need, by=by, wanted=RegisterFilter(**wanted), need=need, page=page)


RECORDED = ["challenge-1.1-01", "challenge-1.1-02", "challenge-1.1-03"]


def test_what_the_report_records_is_never_copied(asking):
    recorded(asking)
    assert asking.every(Challenge) == []


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, RECORDED),
        ({"theme_id": "abuse"}, RECORDED[2:]),
        ({"agency_id": "council"}, RECORDED[:1]),
        ({"agency_id": "icb"}, RECORDED[1:2]),
        ({"text": "PROTOCOL"}, RECORDED[:1]),
        ({"text": "old group"}, RECORDED[1:2]),
        ({"text": "nothing of the kind"}, []),
    ],
)
def test_what_the_report_records_is_narrowed_like_the_apps_own(asking, wanted, found):
    assert recorded(asking, **wanted) == found


def test_a_partner_is_shown_the_apps_own_alone(asking):
    challenge_id = asking.at("raised")
    assert ids(by_need(asking, by="cora").page.items) == [challenge_id]
    with pytest.raises(NotAllowed):
        recorded(asking, by="cora")


def test_on_the_real_report_an_agency_of_today_has_what_was_recorded_of_those_before_it(camden_to_read):
    here = Asking(camden_to_read, people_of(camden_to_read))
    found = here.read(
        register.list_recorded,
        by="scrutineer",
        report_id="annual-report-2019-20",
        wanted=RegisterFilter(agency_id="probation-service"),
    )
    assert {one.agency_id for one in found} == {"nps", "london-crc"}


def test_the_register_is_narrowed_to_what_a_challenge_needs_and_counts_every_need(asking, clock):
    made = one_of_each(asking)
    clock.advance(days=3)
    every = by_need(asking)
    assert every.needs[Need.OVERDUE] == 1
    assert sum(every.needs.values()) == every.page.total
    ranks = [states.need_of(one, days_on(3)).rank for one in every.page.items]
    assert ranks == sorted(ranks)
    late = by_need(asking, need=Need.OVERDUE)
    assert ids(late.page.items) == [made["overdue"]]
    assert late.needs == every.needs


def test_the_register_counts_whose_what_is_needed_is(asking):
    asking.at("raised")
    (council,) = by_need(asking).agencies.items()
    assert council == ("council", ("Tiny Council", 1))
    assert by_need(asking, agency_id="police").page.total == 0
    assert dict(by_need(asking, agency_id="police").agencies) == dict([council])


def test_a_page_of_the_register_holds_twenty_five(asking):
    copies(asking, asking.at("raised"), register.ROWS)
    assert [len(by_need(asking, page=page).page.items) for page in (1, 2, 3)] == [register.ROWS, 1, 0]


def test_what_was_withdrawn_has_a_list_of_its_own(asking):
    challenge_id = asking.at("withdrawn")
    found = asking.read(register.list_withdrawn, by="dee", wanted=RegisterFilter())
    assert (ids(found.items), by_need(asking).page.total) == ([challenge_id], 0)


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
