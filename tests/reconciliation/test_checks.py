"""Every kind of check: it has a function, a shape, a place in the docs, and a result with what a challenge needs."""

import pytest

from cscp_core.evidence.declared import KINDS, CheckKind, faults_of
from cscp_core.reconciliation.checks import FUNCTIONS, check_of, run
from cscp_core.reconciliation.rules import RAISED, Result, Verdict
from cscp_core.reconciliation.years import YearKind
from tests.reconciliation.facts import facts, figure, found


@pytest.mark.parametrize("kind", CheckKind)
def test_every_kind_has_a_function_and_a_shape(kind):
    assert FUNCTIONS[kind].__doc__
    assert KINDS[kind].asks.strip().endswith((".", "?"))


@pytest.mark.parametrize("kind", [*CheckKind, *YearKind])
def test_every_kind_is_described_for_people(kind):
    assert kind.heading[0].isupper()
    assert "?" in kind.asks


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_words_for_one_and_for_many(verdict):
    assert "_" not in verdict.label + verdict.plural


def test_results_come_in_the_order_in_which_checks_are_declared():
    row = {"kind": "smallest_base", "figure_ids": "f1", "against_ids": "", "refs": "", "words": None, "option": "",
           "why": "It matters."}  # fmt: skip
    checks = [check_of(row | {"check_id": name}) for name in ("later", "earlier")]
    assert [one.id for one in run(checks, facts(figures=[figure("50%", "%")]))] == ["later", "earlier"]


def test_a_result_names_what_a_challenge_needs():
    one = found(CheckKind.SAME_THING, figure("3"), figure("2", section="1.2"))
    assert (one.sections, one.figures) == (("1.1", "1.2"), ("f1", "f2"))
    assert (one.theme_id, one.agency_id) == ("front-door", "council")
    assert one.question.startswith(one.message)


def test_the_command_line_prints_nothing_but_what_was_promised():
    assert list(found(CheckKind.SAME_THING, figure("3"), figure("2")).as_json()) == [
        "id", "check", "sections", "figures", "verdict", "reported", "computed", "message",
    ]  # fmt: skip


def test_only_what_disagrees_or_is_worth_asking_can_be_raised():
    assert set(RAISED) == {Verdict.DISAGREES, Verdict.WORTH_ASKING}


@pytest.mark.parametrize(
    ("kind", "counts", "words", "option", "columns"),
    [
        (CheckKind.SHARE_OF_BASE, (1, 2, 0), "", "", []),
        (CheckKind.SHARE_OF_BASE, (2, 1, 0), "", "", ["figure_ids", "against_ids"]),
        (CheckKind.BASE_SOLVER, (5, 0, 0), "", "", ["figure_ids"]),
        (CheckKind.TENSE, (0, 0, 3), "", "", ["refs", "words"]),
        (CheckKind.POSSIBLE_CHANGE, (1, 1, 0), "", "sideways", ["option"]),
        (CheckKind.CHANGE, (2, 0, 0), "", "same", ["option"]),
    ],
)
def test_a_check_that_is_declared_wrongly_is_told_by_column(kind, counts, words, option, columns):
    assert [column for column, _ in faults_of(kind, *counts, words, option)] == columns


def test_a_result_has_no_empty_sentence():
    one = found(CheckKind.SMALLEST_BASE, figure("50%", "%"))
    assert isinstance(one, Result)
    assert all((one.reported, one.message, one.why, one.title))
