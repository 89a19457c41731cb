"""The questions of the real report: whom they ask, what they show, what was asked already, and how they are worded."""

import json
import re

import pytest

from cscp_core.errors import ChangedMeanwhile, NotAllowed, NotFound, TextRefused, WordingRefused
from cscp_core.evidence import service as evidence
from cscp_core.evidence.rules import HowFar, HowKnown, ValueState, WorkStatus
from cscp_core.improvement import actions, owners
from cscp_core.improvement import service as improvement
from cscp_core.people import directory
from cscp_core.people.agencies import PARTNERSHIP
from cscp_core.people.permissions import SYSTEM
from cscp_core.scrutiny.challenges import drafting
from cscp_core.scrutiny.challenges import service as challenges
from cscp_core.scrutiny.grades import service as grades
from cscp_core.scrutiny.meetings import tables  # noqa: F401  a challenge may name the meeting that it was raised in
from cscp_core.scrutiny.missing import service
from cscp_core.scrutiny.missing.kinds import PRINTED, Missing
from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import QuestionsAction
from tests.scrutiny.asking import Asking, people_of

REPORT = "annual-report-2019-20"
NEW = {"question": "Who answers for $section? $claim", "would_answer": "A post at $agency."}


class Unchanging(Asking):
    """One that only reads: what it was told once holds for every test."""


told = {}


@pytest.fixture
def here(camden_to_read):
    return Unchanging(camden_to_read, people_of(camden_to_read))


@pytest.fixture
def own(camden):
    """For what changes something."""
    return Asking(camden, people_of(camden))


def asked_of(here, read=service.list_questions, by="scrutineer", **details):
    key = (read, by, *details.items())
    if isinstance(here, Unchanging) and key in told:
        return told[key]
    with here.store.reading() as session:
        found = read(session, here.people[by], **{"report_id": REPORT} | details)
    if isinstance(here, Unchanging):
        told[key] = found
    return found


def a_question(here, missing=Missing.SECOND_SOURCE, kind="claim"):
    return next(one for one in asked_of(here) if (one.missing, one.source_kind) == (missing, kind))


def put(here, question, act=drafting.raise_new):
    """Raises a question as it was suggested, or keeps it as a draft, and returns the id."""
    with here.store.writing() as session:
        made = act(
            session,
            here.people["scrutineer"],
            question=question.text,
            would_answer=question.would_answer,
            category=question.category,
            agency_ids=[question.agency_id],
            report_id=REPORT,
            source_kind=question.source_kind,
            source_id=question.source_id,
            missing=question.missing,
        )
    return made if isinstance(made, int) else made[0]


def reword(here, *, by="business.manager", missing=Missing.SECOND_SOURCE, seen=0, **words):
    with here.store.writing() as session:
        service.change_wording(session, here.people[by], missing=missing, seen_version=seen, **NEW | words)


def standing(here, missing=Missing.SECOND_SOURCE):
    with here.store.reading() as session:
        return next(one for one in service.list_wordings(session, here.people["scrutineer"]) if one.missing is missing)


def same(one, other):
    return (one.source_kind, one.source_id, one.missing) == (other.source_kind, other.source_id, other.missing)


@pytest.mark.engine
def test_every_question_is_put_to_an_agency_of_today(here):
    with here.store.reading() as session:
        ended = {one.agency_id for one in directory.agency_cards(session).values() if one.successor_id}
    assert {one.agency_id for one in asked_of(here)} & (ended | {""}) == set()


def test_what_an_agency_that_ended_said_is_asked_of_its_successor(here):
    with here.store.reading() as session:
        told = evidence.claims(session, SYSTEM, report_id=REPORT)
        of_old = {one.claim_id for one in told if one.agency_id in ("nps", "london-crc")}
    asked = {one.agency_id for one in asked_of(here, source_kind="claim") if one.source_id in of_old}
    assert asked == {"probation-service"}


def test_where_nobody_signs_in_the_commissioner_is_asked_and_that_is_said(here):
    told = {one.source_id: (one.agency_id, one.asked_instead) for one in asked_of(here)}
    assert told["claim-3.1.10-20"] == ("ncl-icb", "Nobody signs in for CAMHS; NCL ICB commissions it.")
    assert told["claim-3.1.6-05"] == ("camden-council", "Nobody signs in for CAMISH; Camden Council commissions it.")


def test_an_agency_that_attends_is_asked_itself_and_how_it_is_reached_is_said(here):
    told = {one.agency_id: one.asked_instead for one in asked_of(here)}
    assert told["probation-service"] == "Nobody signs in for Probation; it attends meetings."
    assert told["cnwl"] == "Nobody signs in for CNWL; it attends meetings, and NCL ICB commissions it."
    assert told["met-police"] == ""


def test_where_nobody_can_be_asked_the_partners_are_and_that_is_said(here):
    found = asked_of(here, service.find_source, kind="claim", source_id="claim-5.1.1-08")
    assert found.agency_id == "cscp"
    assert found.asked_instead.endswith("no commissioner is known: the partners are asked.")


def test_what_nobody_owns_is_asked_of_the_partnership(here):
    with here.store.reading() as session:
        told = evidence.recommendations(session, SYSTEM, report_id=REPORT).items
        partnership = {one.agency_id for one in directory.agency_cards(session).values() if one.kind == PARTNERSHIP}
    nobodys = {one.recommendation_id for one in told if not one.agency_id}
    asked = {one.agency_id for one in asked_of(here, source_kind="recommendation") if one.source_id in nobodys}
    assert asked == partnership


def test_every_question_carries_the_section_and_the_words_that_it_is_about(here):
    with here.store.reading() as session:
        told = {one.claim_id: one for one in evidence.claims(session, SYSTEM, report_id=REPORT)}
    wrong = [
        one
        for one in asked_of(here, source_kind="claim")
        if (one.section, one.source_text) != (told[one.source_id].section, told[one.source_id].text)
    ]
    assert wrong == []


def test_every_question_names_its_section_in_its_words(here):
    of_claims = [one for one in asked_of(here) if " prints " not in one.text and " has a chart " not in one.text]
    assert [one.source_id for one in of_claims if one.section not in one.text] == []


def test_a_section_is_called_by_its_number_or_by_its_name_and_never_by_an_id(here):
    named = [one.text[:30] for one in asked_of(here) if re.match(r"Section (?!\d)", one.text)]
    assert named[:3] == []


def test_every_question_asks(here):
    assert [one.text for one in asked_of(here) if not one.text.endswith("?")] == []


def test_every_question_can_be_raised_as_it_stands(here):
    assert [one for one in asked_of(here) if len(one.text) > 1000 or not one.would_answer] == []


def test_no_question_has_a_name_that_nothing_filled(here):
    assert [one.text for one in asked_of(here) if re.search(r"\$[a-z]", one.text + one.would_answer)] == []


@pytest.mark.parametrize("missing", [Missing.BASE, Missing.COMPARATOR, Missing.COMPARATOR_YEAR])
def test_a_question_about_a_figure_carries_the_figure_as_printed(here, missing):
    with here.store.reading() as session:
        figures = {one.figure_id: one for one in evidence.figures(session, SYSTEM, report_id=REPORT).items}
    found = [one for one in asked_of(here) if one.missing is missing]
    assert found
    assert [one for one in found if figures[one.figure_id].as_printed not in one.text] == []


def test_a_printed_figure_is_quoted_whole_with_the_word_that_qualifies_it(here):
    with here.store.reading() as session:
        figures = {one.figure_id: one for one in evidence.figures(session, SYSTEM, report_id=REPORT).items}
    asked = [one for one in asked_of(here) if one.figure_id and one.missing in PRINTED]
    of_figures = [(one.text, figures[one.figure_id]) for one in asked]
    printed = [(text, figure) for text, figure in of_figures if figure.state is ValueState.PRINTED]
    charts = [(text, figure) for text, figure in of_figures if figure.state is not ValueState.PRINTED]
    assert [text for text, figure in charts if f" has a chart ({figure.what})" not in text or "“" in text] == []
    assert any(figure.qualifier for _, figure in printed)
    assert [text for text, figure in printed if f" prints “{figure.as_printed}” (" not in text] == []


def test_a_question_reports_our_account_and_quotes_nothing_but_figures(here):
    asked = [one for one in asked_of(here) if "“" in one.text]
    assert {one.missing for one in asked} <= PRINTED
    told = [one for one in asked_of(here) if one.missing not in PRINTED]
    assert [one.text for one in told if not one.text.startswith((one.reported, one.reported[:300]))] == []


def test_the_section_that_is_said_to_print_a_figure_prints_it(here):
    with here.store.reading() as session:
        figures = {one.figure_id: one for one in evidence.figures(session, SYSTEM, report_id=REPORT).items}
    wrong = [
        (one.source_id, one.section, figures[one.figure_id].section)
        for one in asked_of(here)
        if " prints " in one.text and f" {figures[one.figure_id].section} prints " not in one.text
    ]
    assert wrong == []


def test_no_source_is_asked_the_same_thing_twice(here):
    found = [(one.source_kind, one.source_id, one.missing) for one in asked_of(here)]
    assert len(found) == len(set(found))


@pytest.mark.parametrize("missing", Missing)
def test_the_real_report_leaves_every_kind_of_question_open(here, missing):
    assert any(one.missing is missing for one in asked_of(here))


def test_questions_are_narrowed_to_a_theme(here):
    assert {one.theme_id for one in asked_of(here, theme_id="neglect")} == {"neglect"}


def test_questions_are_narrowed_to_one_claim(here):
    wanted = a_question(here)
    found = asked_of(here, source_kind="claim", source_id=wanted.source_id)
    assert {(one.source_kind, one.source_id) for one in found} == {("claim", wanted.source_id)}


def test_questions_are_narrowed_to_one_action(here):
    wanted = a_question(here, Missing.OWNER, kind="recommendation")
    found = asked_of(here, source_kind="recommendation", source_id=wanted.source_id)
    assert {(one.source_kind, one.source_id) for one in found} == {("recommendation", wanted.source_id)}


def test_what_was_raised_is_not_suggested_again(own):
    question = a_question(own)
    put(own, question)
    assert [one for one in asked_of(own) if same(one, question)] == []


def test_what_is_drafted_is_not_suggested_again(own):
    question = a_question(own)
    put(own, question, drafting.make_draft)
    assert [one for one in asked_of(own) if same(one, question)] == []


def test_only_what_was_asked_is_left_out(own):
    before = asked_of(own)
    put(own, a_question(own))
    assert len(asked_of(own)) == len(before) - 1


def test_what_was_withdrawn_is_suggested_again(own):
    question = a_question(own)
    challenge_id = put(own, question)
    own.act(challenges.withdraw, challenge_id, by="scrutineer")
    assert [one.text for one in asked_of(own) if same(one, question)] == [question.text]


def test_a_confirmed_grade_changes_what_is_missing(own):
    question = a_question(own)
    with own.store.writing() as session:
        grades.confirm_grade(
            session,
            own.people["scrutineer"],
            report_id=REPORT,
            claim_id=question.source_id,
            seen_version=0,
            how_far=HowFar.PRACTICE,
            how_known=HowKnown.TESTED,
            reason="Two audits agree.",
        )
    assert [one for one in asked_of(own) if same(one, question)] == []


def test_an_action_that_an_agency_took_lacks_no_owner_and_is_asked_of_it(own):
    actor = own.people["council.partner"]
    with own.store.reading() as session:
        action = next(
            one.told
            for one in actions.own_actions(session, actor, report_id=REPORT)
            if one.is_shared and not one.told.owner and one.told.recommendation_id == "rec-5.3.5-14"
        )
    asked = {"source_kind": "recommendation", "source_id": action.recommendation_id}
    assert Missing.OWNER in {one.missing for one in asked_of(own, **asked)}
    with own.store.writing() as session:
        owners.assign_action(
            session, actor, report_id=REPORT, recommendation_id=action.recommendation_id, seen_version=0,
            agency_id=owners.own_agency(session, actor),
        )  # fmt: skip
    found = asked_of(own, **asked)
    assert Missing.OWNER not in {one.missing for one in found}
    assert {one.agency_id for one in found} == {"camden-council"}


def test_an_agencys_update_changes_what_is_missing(own):
    with own.store.reading() as session:
        action = next(
            one.told
            for one in actions.own_actions(session, own.people["council.partner"], report_id=REPORT)
            if one.agency_id and not one.told.due and one.status is WorkStatus.NOT_REPORTED
        )
    with own.store.writing() as session:
        improvement.update_action(
            session,
            own.people["council.partner"],
            report_id=REPORT,
            recommendation_id=action.recommendation_id,
            seen_version=0,
            status=WorkStatus.DONE_AWAITED,
            words="Done.",
        )
    asked = asked_of(own, source_kind="recommendation", source_id=action.recommendation_id)
    assert Missing.DUE not in [one.missing for one in asked]
    assert Missing.EVIDENCE in [one.missing for one in asked]


@pytest.mark.parametrize("by", ["scrutineer", "business.manager"])
def test_five_questions_of_different_sources_are_worth_asking(here, by):
    found = asked_of(here, service.worth_asking, by)
    assert len({(one.source_kind, one.source_id) for one in found}) == 5


def test_the_five_worth_asking_are_about_different_themes(here):
    assert len({one.theme_id for one in asked_of(here, service.worth_asking)}) == 5


def test_the_five_worth_asking_each_say_why(here):
    found = asked_of(here, service.worth_asking)
    assert [one for one in found if one.badges[0] != one.missing.badge or len(one.badges) < 2] == []


def test_what_was_asked_makes_room_for_the_next_worth_asking(own):
    first = asked_of(own, service.worth_asking)[0]
    put(own, first)
    found = asked_of(own, service.worth_asking)
    assert len(found) == 5
    assert not any(same(one, first) for one in found)


@pytest.mark.parametrize("read", [service.list_questions, service.worth_asking, service.cache_key])
@pytest.mark.parametrize("by", ["young.advisor", "lay.member", "council.partner", "safeguarding.lead"])
def test_what_a_report_leaves_open_is_for_the_office_alone(here, read, by):
    with pytest.raises(NotAllowed):
        asked_of(here, read, by)


def test_there_are_no_questions_of_a_report_that_is_not_there(here):
    with pytest.raises(NotFound):
        asked_of(here, report_id="no-report")


def test_what_a_claim_lacks_is_told_by_kind(here):
    question = a_question(here)
    with here.store.reading() as session:
        found = service.lacks_of_claim(
            session, here.people["young.advisor"], report_id=REPORT, claim_id=question.source_id
        )
    assert Missing.SECOND_SOURCE in found


def test_a_source_is_found_with_the_agency_of_today_that_would_be_asked(here):
    with here.store.reading() as session:
        claim = next(one for one in evidence.claims(session, SYSTEM, report_id=REPORT) if one.agency_id == "nps")
    found = asked_of(here, service.find_source, kind="claim", source_id=claim.claim_id)
    assert (found.agency_id, found.text) == ("probation-service", claim.text)


def test_a_source_that_is_not_there_is_not_found(here):
    with pytest.raises(NotFound, match="not in this report"):
        asked_of(here, service.find_source, kind="claim", source_id="claim-9")


def test_a_changed_wording_takes_effect_at_once(own):
    before = a_question(own)
    reword(own)
    after = next(one for one in asked_of(own) if same(one, before))
    assert after.text == f"Who answers for The {before.section}? {before.source_text}"
    assert after.would_answer == f"A post at {before.agency}."


def test_a_changed_wording_leaves_the_other_kinds_alone(own):
    before = a_question(own, Missing.VOICE).text
    reword(own)
    assert a_question(own, Missing.VOICE).text == before


def test_a_changed_wording_leaves_raised_challenges_as_they_were(own):
    question = a_question(own)
    challenge_id = put(own, question)
    reword(own)
    row = own.row(challenge_id)
    assert (row.question, row.would_answer) == (question.text, question.would_answer)


def test_every_change_of_a_wording_is_a_version(own):
    reword(own)
    reword(own, seen=1, question="Whose is it?")
    assert (standing(own).version, standing(own).question) == (2, "Whose is it?")


@pytest.mark.parametrize("seen", [0, 2])
def test_of_two_people_who_change_a_wording_the_second_is_shown_the_first(own, seen):
    reword(own)
    with pytest.raises(ChangedMeanwhile) as caught:
        reword(own, seen=seen, question="Whose is it?")
    assert caught.value.theirs == NEW["question"]
    assert standing(own).version == 1


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ({"question": ""}, TextRefused),
        ({"would_answer": ""}, TextRefused),
        ({"question": "Tell us."}, WordingRefused),
        ({"question": "Who at $place?"}, WordingRefused),
    ],
)
def test_a_wording_that_is_refused_leaves_the_old_one(own, words, error):
    before = standing(own), own.everything()
    with pytest.raises(error):
        reword(own, **words)
    assert (standing(own), own.everything()) == before


@pytest.mark.parametrize("by", ["scrutineer", "council.partner", "lay.member"])
def test_only_the_business_manager_words_questions(own, by):
    with pytest.raises(NotAllowed):
        reword(own, by=by)


def test_a_changed_wording_stands_in_the_trail_without_its_words(own):
    reword(own)
    row = own.every(TrailRow)[-1]
    assert (row.action, row.subject, json.loads(row.detail)) == (
        QuestionsAction.WORDING_CHANGED,
        "a second source",
        {"version": 1},
    )


def test_every_kind_has_its_wording_to_be_read(here):
    with here.store.reading() as session:
        found = service.list_wordings(session, here.people["business.manager"])
    assert {one.missing for one in found} == set(Missing)


@pytest.mark.parametrize("change", ["a challenge", "a withdrawal", "a wording"])
def test_the_stamp_changes_when_the_questions_may(own, change):
    challenge_id = put(own, a_question(own))
    before = asked_of(own, service.cache_key)
    if change == "a challenge":
        put(own, a_question(own))
    elif change == "a withdrawal":
        own.act(challenges.withdraw, challenge_id, by="scrutineer")
    else:
        reword(own)
    assert asked_of(own, service.cache_key) != before


def test_the_stamp_stays_while_nothing_happens(here):
    assert asked_of(here, service.cache_key) == asked_of(here, service.cache_key)
