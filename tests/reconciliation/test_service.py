"""Results as people meet them: stored, explained, taken back, put as a question; and a second partnership."""

import shutil

import pytest
from sqlmodel import select

from cscp_core.errors import ChangedMeanwhile, ExplanationRefused, NotAllowed, NotFound, TextRefused
from cscp_core.evidence import service as evidence
from cscp_core.evidence.folder import read_folder
from cscp_core.people.permissions import SYSTEM, Actor, Role
from cscp_core.people.tables import Account
from cscp_core.reconciliation import folders, service
from cscp_core.reconciliation.folders import of_folder
from cscp_core.reconciliation.rules import Verdict
from cscp_core.reconciliation.years import YearKind
from cscp_core.scrutiny.challenges.sources import source_of
from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import ChecksAction
from tests.builders import load_into
from tests.conftest import REPORT, ROOT

CAMDEN, CHECK = REPORT.name, "presenting-issues-base"
WEXCOMBE = ROOT / "tests" / "second_partnership"


def actor(store, username="scrutineer"):
    with store.reading() as session:
        one = session.exec(select(Account).where(Account.username == username)).one()
        return Actor(
            account_id=one.account_id, username=username, name=one.name, role=Role(one.role), agency_id=one.agency_id
        )


def ask(store, question, by=SYSTEM, **details):
    with store.reading() as session:
        return question(session, by, **details)


def explain(store, by="scrutineer", **details):
    known = {"report_id": CAMDEN, "check_id": CHECK, "seen_version": 0, "explained_by": "Head of data", "how": "No."}
    with store.writing() as session:
        service.explain(session, actor(store, by), **known | details)


def standing(store):
    return ask(store, service.explained, report_id=CAMDEN).get(CHECK)


def test_the_database_says_what_the_folder_says(camden_to_read):
    assert ask(camden_to_read, service.results, report_id=CAMDEN) == of_folder(read_folder(REPORT))


def test_one_result_is_found_by_its_id(camden_to_read):
    assert ask(camden_to_read, service.find, report_id=CAMDEN, check_id=CHECK).verdict is Verdict.DISAGREES
    with pytest.raises(NotFound):
        ask(camden_to_read, service.find, report_id=CAMDEN, check_id="no-such-check")


def test_an_explanation_says_by_whom_and_how(camden):
    explain(camden)
    found = standing(camden)
    assert (found.explained_by, found.how, found.stands) == ("Head of data", "No.", True)


@pytest.mark.engine
def test_an_explanation_is_taken_back_and_kept(camden):
    explain(camden)
    with camden.writing() as session:
        service.take_explanation_back(session, actor(camden), report_id=CAMDEN, check_id=CHECK, seen_version=1)
    assert not standing(camden).stands
    explain(camden, seen_version=2, how="After all.")
    assert standing(camden).how == "After all."


def test_what_is_not_explained_cannot_be_taken_back(camden):
    with camden.writing() as session, pytest.raises(NotFound):
        service.take_explanation_back(session, actor(camden), report_id=CAMDEN, check_id=CHECK, seen_version=0)


@pytest.mark.parametrize("empty", ["explained_by", "how"])
def test_an_explanation_without_words_is_refused(camden, empty):
    with pytest.raises(TextRefused):
        explain(camden, **{empty: " "})


def test_what_agrees_needs_no_explanation(camden):
    with pytest.raises(ExplanationRefused):
        explain(camden, check_id="budget-expenditure-lines")


@pytest.mark.engine
def test_two_who_explain_at_once_lose_nothing(camden):
    explain(camden)
    with pytest.raises(ChangedMeanwhile):
        explain(camden, how="Something else.")
    assert standing(camden).how == "No."


@pytest.mark.parametrize("by", ["business.manager", "council.partner", "young.advisor", "lay.member"])
def test_only_the_scrutineer_explains(camden, by):
    with pytest.raises(NotAllowed):
        explain(camden, by)


def test_the_trail_keeps_that_it_was_explained_and_not_the_words(camden):
    explain(camden, how="Wordsofanagency.")
    with camden.reading() as session:
        rows = session.exec(select(TrailRow).where(TrailRow.action == ChecksAction.EXPLAINED)).all()
    assert [row.subject for row in rows] == [f"check {CHECK}"]
    assert "Wordsofanagency" not in rows[0].model_dump_json()


def test_a_result_opens_a_question_that_is_worded(camden_to_read):
    with camden_to_read.reading() as session:
        found = source_of(session, SYSTEM, report_id=CAMDEN, kind="check", source_id=CHECK)
    assert found.section == "2.3"
    assert found.question.startswith(found.text)
    assert found.would_answer
    assert found.theme_id == "front-door"


# another partnership, two years, no change of code


@pytest.fixture
def wexcombe(store):
    for year in ("2023-24", "2024-25"):
        load_into(store, WEXCOMBE / year)
    return store


def test_a_correct_report_disagrees_nowhere(wexcombe):
    results = ask(wexcombe, service.results, report_id="wexcombe-2023-24")
    assert {one.verdict for one in results} == {Verdict.AGREES}


def test_what_is_planted_in_the_second_year_is_found(wexcombe):
    found = {one.id: one.verdict for one in ask(wexcombe, service.results, report_id="wexcombe-2024-25")}
    for check_id in ("wex-budget", "wex-rate", "restated.fig-families-restated"):
        assert found[check_id] is Verdict.DISAGREES
    for check_id in ("wex-rise", "wex-families-fell", "measured-before.wex-dental", "definition-moved.wex-families",
                     "promise-without-successor.wex-rec-1", "promise-without-successor.wex-rec-2"):  # fmt: skip
        assert found[check_id] is Verdict.WORTH_ASKING
    assert "promise-without-successor.wex-rec-3" not in found


def test_the_folders_say_what_the_database_says(wexcombe):
    assert folders.results(WEXCOMBE / "2024-25", []) == ask(wexcombe, service.results, report_id="wexcombe-2024-25")


def test_the_year_before_may_lie_elsewhere(tmp_path):
    alone = tmp_path / "own" / "2024-25"
    shutil.copytree(WEXCOMBE / "2024-25", alone)
    kinds = {str(kind) for kind in YearKind}
    assert not kinds & {one.check for one in folders.results(alone, [])}
    assert kinds & {one.check for one in folders.results(alone, [WEXCOMBE / "2023-24", REPORT])}


def test_two_partnerships_are_not_compared(wexcombe):
    load_into(wexcombe, REPORT)
    kinds = {one.check for one in ask(wexcombe, service.results, report_id=CAMDEN)}
    assert not kinds & {str(kind) for kind in YearKind}


def test_its_measures_can_be_concluded_from(wexcombe):
    said = {
        measure.latest.figure_id: conclusion
        for measure, conclusion in ask(wexcombe, service.conclusions, report_id="wexcombe-2024-25")
    }
    assert said["fig-exploited-2"].changing.words.endswith("a rise of 35 (58.3%), more than chance would give.")
    assert said["fig-families-2"].changing.words.startswith("Cannot tell")


def test_a_conclusion_rests_on_what_the_reports_own_checks_have_as_printed(camden_to_read):
    said = {one.latest.figure_id: found for one, found in ask(camden_to_read, service.conclusions, report_id=CAMDEN)}
    assert said["figure-2.3-37"].different.words == (
        "Cannot tell: the periods differ (this is for 2019-20; Inner London’s is for a time that is not stated)."
    )
    assert said["figure-2.3-37"].changing.words == (
        "14.6% against 13.1% (2018-19): a rise of 1.5 points (11.5%), which could be chance alone."
    )
    assert said["figure-4.3-06"].changing.words == (
        "36.3 against 38 (2018-19): a fall of 1.7 (4.5%), which could be chance alone."
    )
    assert "uses one population for both years" in said["figure-4.2-03"].changing.words
    assert said["figure-4.7.3-01"].changing.words.startswith("Cannot tell: the periods differ")


def test_conclusions_by_theme_are_those_of_each_theme(camden_to_read):
    with camden_to_read.reading() as session:
        by_theme = service.conclusions_by_theme(session, SYSTEM, report_id=REPORT.name)
        one_by_one = {
            one.theme_id: service.conclusions(session, SYSTEM, report_id=REPORT.name, theme_id=one.theme_id)
            for one in evidence.themes(session, SYSTEM, report_id=REPORT.name)
        }
    assert by_theme == {theme_id: found for theme_id, found in one_by_one.items() if found}
