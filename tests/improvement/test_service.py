"""Updates of actions: by whom, what they need, two people at once, and when what was done is embedded."""

from datetime import date

import pytest
from sqlmodel import select

from cscp_core.errors import ChangedMeanwhile, NotAllowed, NotFound, TextRefused, UpdateRefused
from cscp_core.evidence import service as evidence
from cscp_core.evidence.rules import WorkStatus
from cscp_core.improvement import actions, service
from cscp_core.improvement.rules import Reference
from cscp_core.improvement.tables import ActionRecheck, ActionUpdate
from cscp_core.people.permissions import SYSTEM
from tests.builders import load_into, small_row, write_folder, write_sheet
from tests.improvement.conftest import AGENCIES, OWNERS, PARTNERS, ROWS, TINY

AUDIT = Reference("Audit of twelve cases", "Head of quality", "May 2026", "Council")
EVIDENCED = {"status": WorkStatus.DONE_EVIDENCED, "evidence_given": [AUDIT]}


def standing(store, report_id=TINY, **which):
    with store.reading() as session:
        return service.latest_updates(session, SYSTEM, report_id=report_id, **which)


def one(store, recommendation_id="councils"):
    return standing(store)[recommendation_id]


def history(store, recommendation_id="councils"):
    with store.reading() as session:
        return service.list_updates(session, SYSTEM, report_id=TINY, recommendation_id=recommendation_id)


def own(store, actor):
    with store.reading() as session:
        return actions.own_actions(session, actor, report_id=TINY)


def own_ids(store, actor):
    return [found.told.recommendation_id for found in own(store, actor)]


def every(store, table):
    with store.reading() as session:
        return list(session.exec(select(table)))


def test_before_anybody_updates_it_an_action_has_no_update(report):
    assert standing(report) == {}


@pytest.mark.engine
def test_an_agency_updates_its_own_action(report, update, clock):
    update(words="Half of the teams are trained.", next_by=date(2027, 2, 1))
    found = one(report)
    assert (found.version, found.status, found.words, found.next_by, found.agency, found.by, found.at) == (
        1,
        WorkStatus.ON_TRACK,
        "Half of the teams are trained.",
        date(2027, 2, 1),
        "Tiny Council",
        "Cora",
        clock.moment,
    )


@pytest.mark.engine
def test_an_update_keeps_its_references(report, update):
    update(**EVIDENCED)
    assert one(report).evidence == (AUDIT,)


@pytest.mark.parametrize(
    ("by", "recommendation_id"),
    [
        pytest.param("pat", "polices", id="its own"),
        pytest.param("carl", "councils", id="a colleague's"),
        pytest.param("eve", "youths", id="a service's own"),
        pytest.param("cora", "youths", id="of a service that is part of it"),
        pytest.param("hal", "ccgs", id="of what it took over from"),
        pytest.param("olga", "ccgs", id="still filed under what ended"),
        pytest.param("cora", "partnerships", id="the partnership's, by the council"),
        pytest.param("hal", "partnerships", id="the partnership's, by health"),
        pytest.param("pat", "partnerships", id="the partnership's, by the police"),
    ],
)
def test_a_partner_updates_what_its_agency_answers_for(report, update, by, recommendation_id):
    update(recommendation_id, by=by)
    assert one(report, recommendation_id).by == by.title()


@pytest.mark.parametrize(
    ("by", "recommendation_id"),
    [
        pytest.param("pat", "councils", id="another agency's"),
        pytest.param("eve", "councils", id="of the agency that a service is part of"),
        pytest.param("eve", "partnerships", id="the partnership's, by a service"),
        pytest.param("cher", "partnerships", id="the partnership's, by who is no statutory partner"),
        pytest.param("pat", "youths", id="of another agency's service"),
        pytest.param("cora", "nobodys", id="nobody's"),
    ],
)
def test_a_partner_updates_nothing_else(report, update, by, recommendation_id):
    with pytest.raises(NotAllowed, match="belongs to"):
        update(recommendation_id, by=by)
    assert every(report, ActionUpdate) == []


def test_nobody_but_a_partner_updates_an_action(report, update):
    with pytest.raises(NotAllowed):
        update(by="dee")
    assert every(report, ActionUpdate) == []


def test_an_update_tells_the_agency_of_who_gave_it(report, update):
    update("partnerships", by="pat")
    assert one(report, "partnerships").agency == "Tiny Police"


@pytest.mark.parametrize("recommendation_id", ["nothing", "", "%"])
def test_an_action_that_is_not_in_the_report_cannot_be_updated(report, update, recommendation_id):
    with pytest.raises(NotFound, match="not in this report"):
        update(recommendation_id)


def test_an_action_of_a_report_that_is_not_there_cannot_be_updated(report, update):
    with pytest.raises(NotFound):
        update(report_id="tiny-1999-00")


def test_an_action_that_was_retired_cannot_be_updated(report, update, folder):
    write_sheet(folder, "recommendations", [])
    load_into(report, folder)
    with pytest.raises(NotFound):
        update()


def test_a_strength_has_nothing_to_update(report, update):
    with pytest.raises(UpdateRefused, match="A strength is not an action"):
        update("strength")
    assert every(report, ActionUpdate) == []


def test_an_update_that_reports_nothing_is_refused(report, update):
    with pytest.raises(UpdateRefused, match="how far the work has come"):
        update(status=WorkStatus.NOT_REPORTED)
    assert standing(report) == {}


def test_done_evidenced_needs_a_reference(report, update):
    with pytest.raises(UpdateRefused, match="needs a reference"):
        update(status=WorkStatus.DONE_EVIDENCED, words="We did it.")
    assert standing(report) == {}


def test_an_empty_reference_is_none(report, update):
    with pytest.raises(UpdateRefused, match="needs a reference"):
        update(status=WorkStatus.DONE_EVIDENCED, evidence_given=[Reference("", " ", "", "")])
    assert standing(report) == {}


def test_a_reference_that_cannot_be_found_is_refused(report, update):
    with pytest.raises(UpdateRefused, match="is held"):
        update(evidence_given=[Reference("Audit", "", "", "")])
    assert standing(report) == {}


@pytest.mark.parametrize("words", ["", "  \n", "\u200b"])
def test_stopped_needs_a_reason(report, update, words):
    with pytest.raises(UpdateRefused, match="why the work was stopped"):
        update(status=WorkStatus.STOPPED, words=words)
    assert standing(report) == {}


def test_stopped_work_keeps_its_reason(report, update):
    update(status=WorkStatus.STOPPED, words=" The service closed. ")
    assert (one(report).status, one(report).words) == (WorkStatus.STOPPED, "The service closed.")


def test_words_that_are_too_long_are_refused(report, update):
    with pytest.raises(TextRefused, match="1,000 characters"):
        update(words="x" * 1001)
    assert standing(report) == {}


@pytest.mark.parametrize(
    "status", [WorkStatus.NOT_STARTED, WorkStatus.ON_TRACK, WorkStatus.SLIPPING, WorkStatus.DONE_AWAITED]
)
def test_work_under_way_may_be_told_in_one_word(report, update, status):
    update(status=status)
    assert one(report).status is status


def test_the_last_update_stands(report, update):
    update()
    update(by="carl", seen=1, status=WorkStatus.SLIPPING)
    assert (one(report).version, one(report).status, one(report).by) == (2, WorkStatus.SLIPPING, "Carl")


def test_work_may_be_taken_up_again_after_it_was_done_or_stopped(report, update):
    update(status=WorkStatus.STOPPED, words="No money.")
    update(seen=1)
    assert one(report).status is WorkStatus.ON_TRACK


def test_every_update_stays_in_the_history_newest_first(report, update, clock):
    update(words="Begun.")
    clock.advance(days=1)
    update(by="carl", seen=1, status=WorkStatus.SLIPPING, words="Two people left.")
    assert [(found.version, found.status, found.words, found.by) for found in history(report)] == [
        (2, WorkStatus.SLIPPING, "Two people left.", "Carl"),
        (1, WorkStatus.ON_TRACK, "Begun.", "Cora"),
    ]


def test_an_action_that_nobody_updated_has_no_history(report):
    assert history(report) == []


def test_of_two_people_at_once_the_second_is_refused(report, update):
    update(words="Begun.")
    with pytest.raises(ChangedMeanwhile, match="A colleague updated this action"):
        update(by="carl", status=WorkStatus.SLIPPING)
    assert [found.by for found in history(report)] == ["Cora"]


def test_the_second_of_two_people_is_shown_what_the_first_wrote(report, update):
    update(words="Half of the teams are trained.")
    with pytest.raises(ChangedMeanwhile) as refused:
        update(by="carl", status=WorkStatus.SLIPPING)
    assert refused.value.theirs == "Cora: on track. Half of the teams are trained."


def test_the_second_of_two_people_may_decide_anew(report, update):
    update()
    with pytest.raises(ChangedMeanwhile):
        update(by="carl", status=WorkStatus.SLIPPING)
    update(by="carl", seen=1, status=WorkStatus.SLIPPING)
    assert one(report).by == "Carl"


def test_two_partners_who_update_what_they_share_meet_too(report, update):
    update("partnerships", by="pat")
    with pytest.raises(ChangedMeanwhile) as refused:
        update("partnerships", by="hal")
    assert refused.value.theirs.startswith("Pat: on track.")


@pytest.mark.parametrize("seen", [-1, 7])
def test_an_update_of_a_version_that_never_was_is_refused(report, update, seen):
    with pytest.raises(ChangedMeanwhile):
        update(seen=seen)
    assert standing(report) == {}


def test_the_status_as_the_report_gives_it_stays_beside_ours(report, update, people):
    update(status=WorkStatus.SLIPPING)
    (found,) = (x for x in own(report, people["cora"]) if x.told.recommendation_id == "councils")
    assert (found.told.status_as_reported, found.told.work_status, found.status) == (
        "In progress",
        WorkStatus.NOT_REPORTED,
        WorkStatus.SLIPPING,
    )


def test_what_the_report_says_is_not_changed_by_an_update(report, update):
    def told():
        with report.reading() as session:
            return evidence.recommendations(session, SYSTEM, report_id=TINY).items

    before = told()
    update(**EVIDENCED)
    assert told() == before


def test_an_action_that_nobody_updated_stands_where_the_report_puts_it(report, people):
    (found,) = (x for x in own(report, people["pat"]) if x.told.recommendation_id == "polices")
    assert (found.status, found.version, found.update) == (WorkStatus.NOT_REPORTED, 0, None)


def test_an_update_outlives_a_reload_that_words_the_action_anew(report, update, folder):
    update()
    rows = [row | {"text": "Ask every child."} for row in ROWS]
    write_sheet(folder, "recommendations", rows)
    load_into(report, folder)
    assert one(report).by == "Cora"


def test_updates_of_some_actions_can_be_asked_for(report, update):
    for name in ("councils", "youths", "partnerships"):
        update(name)
    assert set(standing(report, recommendation_ids=["councils", "youths", "nothing"])) == {"councils", "youths"}


def test_updates_of_all_actions_come_by_action(report, update):
    update("councils", words="One.")
    update("youths", words="Two.")
    assert {name: found.words for name, found in standing(report).items()} == {"councils": "One.", "youths": "Two."}


def test_updates_of_two_reports_do_not_mix(report, update, tmp_path):
    other = write_folder(
        tmp_path / "other",
        report=[small_row("report", report_id="tiny-2021-22", period="2021-22")],
        agencies=[small_row("agencies", **cells) for cells in AGENCIES],
        recommendations=ROWS,
    )
    load_into(report, other)
    update(words="Of this year.")
    update(report_id="tiny-2021-22", status=WorkStatus.SLIPPING, words="Of the next.")
    update(report_id="tiny-2021-22", seen=1, status=WorkStatus.SLIPPING, words="Of the next, again.")
    assert (one(report).words, standing(report, "tiny-2021-22")["councils"].words) == (
        "Of this year.",
        "Of the next, again.",
    )


@pytest.mark.parametrize(
    ("who", "found"),
    [
        ("cora", ["councils", "youths", "partnerships", "nobodys"]),
        ("eve", ["youths"]),
        ("hal", ["ccgs", "partnerships", "nobodys"]),
        ("olga", ["ccgs", "partnerships", "nobodys"]),
        ("pat", ["polices", "partnerships", "nobodys"]),
        ("cher", []),
    ],
)
def test_a_partner_sees_what_its_agency_is_to_do_and_after_it_what_it_may_take(report, people, who, found):
    assert own_ids(report, people[who]) == found


def test_an_own_action_comes_with_its_last_update(report, update, people):
    update()
    update(seen=1, by="carl", status=WorkStatus.SLIPPING)
    (found,) = (x for x in own(report, people["cora"]) if x.told.recommendation_id == "councils")
    assert (found.version, found.status) == (2, WorkStatus.SLIPPING)


def test_what_a_partner_sees_as_its_own_it_may_update(report, update, people):
    for who in PARTNERS:
        for found in (one for one in own(report, people[who]) if one.agency_id):
            update(found.told.recommendation_id, by=who, seen=found.version)
    assert set(standing(report)) == set(OWNERS) - {"nobodys"}


def test_the_scrutineer_has_no_actions_of_the_own(report, people):
    with pytest.raises(NotAllowed):
        own(report, people["dee"])


def test_what_is_done_and_evidenced_is_not_yet_embedded(report, update):
    update(**EVIDENCED)
    assert (one(report).held, one(report).shown) == (None, "done, evidenced")


def test_what_held_at_a_later_look_is_embedded(report, update, recheck, clock):
    update(**EVIDENCED)
    clock.advance(days=180)
    recheck()
    assert one(report).shown == "embedded: done, evidenced, held at a re-check"


def test_what_did_not_hold_is_not_embedded(report, update, recheck):
    update(**EVIDENCED)
    recheck(held=False)
    assert one(report).shown == "done, evidenced; did not hold"


def test_of_several_looks_the_last_counts(report, update, recheck):
    update(**EVIDENCED)
    recheck(held=False)
    recheck(held=True)
    recheck(held=False)
    assert one(report).held is False


def test_every_look_is_kept_with_what_was_found(report, update, recheck, people, clock):
    update(**EVIDENCED)
    recheck(held=False, words=" Three of twelve. ")
    recheck(words="All twelve.")
    assert [(x.held, x.words, x.account_id, x.at) for x in every(report, ActionRecheck)] == [
        (False, "Three of twelve.", people["dee"].account_id, clock.moment),
        (True, "All twelve.", people["dee"].account_id, clock.moment),
    ]


def test_an_update_after_a_look_must_be_looked_at_again(report, update, recheck):
    update(**EVIDENCED)
    recheck()
    update(seen=1, **EVIDENCED)
    assert (one(report).held, one(report).shown) == (None, "done, evidenced")


def test_the_history_keeps_which_update_held(report, update, recheck):
    update(**EVIDENCED)
    recheck()
    update(seen=1, status=WorkStatus.SLIPPING)
    assert [found.held for found in history(report)] == [None, True]


@pytest.mark.parametrize(
    "details",
    [
        {"status": WorkStatus.NOT_STARTED},
        {"status": WorkStatus.ON_TRACK},
        {"status": WorkStatus.SLIPPING},
        {"status": WorkStatus.DONE_AWAITED},
        {"status": WorkStatus.STOPPED, "words": "No money."},
    ],
)
def test_only_what_is_done_and_evidenced_is_looked_at_again(report, update, recheck, details):
    update(**details)
    with pytest.raises(UpdateRefused, match="only at an action that is done, evidenced"):
        recheck()
    assert every(report, ActionRecheck) == []


def test_what_was_never_updated_is_not_looked_at_again(report, recheck):
    with pytest.raises(UpdateRefused, match="only at an action that is done, evidenced"):
        recheck(seen=0)


def test_a_look_at_what_was_updated_meanwhile_is_refused(report, update, recheck):
    update(**EVIDENCED)
    update(seen=1, by="carl", **EVIDENCED, words="One more audit.")
    with pytest.raises(ChangedMeanwhile) as refused:
        recheck(seen=1)
    assert refused.value.theirs == "Carl: done, evidenced. One more audit."
    assert every(report, ActionRecheck) == []


@pytest.mark.parametrize("words", ["", " ", "\n"])
def test_a_look_says_what_was_found(report, update, recheck, words):
    update(**EVIDENCED)
    with pytest.raises(TextRefused, match="Write what you found"):
        recheck(words=words)
    assert every(report, ActionRecheck) == []


def test_an_agency_does_not_look_again_at_its_own_work(report, update, recheck):
    update(**EVIDENCED)
    with pytest.raises(NotAllowed):
        recheck(by="cora")
    assert one(report).held is None


def test_what_is_not_in_the_report_is_not_looked_at_again(report, recheck):
    with pytest.raises(NotFound):
        recheck(of="nothing", seen=0)
