"""Results that are one finding are counted as one, and kept whole."""

from cscp_core.evidence.declared import CheckKind
from cscp_core.reconciliation.checks import run
from cscp_core.reconciliation.grouping import counted_in_words, filter_groups, grouped
from cscp_core.reconciliation.rules import Check
from tests.reconciliation.facts import facts, figure

TABLE = [figure("100"), figure("10.0%", "%"), figure("200"), figure("20.0%", "%"), figure("1,100"), figure("9.0%", "%")]
SOLVER = Check(check_id="base", kind=CheckKind.BASE_SOLVER, figure_ids=("f1", "f2", "f3", "f4"), against_ids=("f5",))
FIRST = Check(check_id="first", kind=CheckKind.SHARE_OF_BASE, figure_ids=("f2",), against_ids=("f1", "f5"))
SECOND = Check(check_id="second", kind=CheckKind.SHARE_OF_BASE, figure_ids=("f4",), against_ids=("f3", "f5"))
OTHER = Check(check_id="other", kind=CheckKind.SHARE_OF_BASE, figure_ids=("f6",), against_ids=("f1", "f5"))
FITS = Check(check_id="fits", kind=CheckKind.SAME_THING, figure_ids=("f1", "f1"), option="same")


def results(*checks):
    return run(checks, facts(figures=TABLE))


def test_shares_of_one_base_are_one_finding_with_the_base_that_fits_them():
    (group,) = grouped(results(FIRST, SOLVER, SECOND))
    assert group.lead.id == "base"
    assert [one.id for one in group.parts] == ["first", "second"]
    assert [one.id for one in group.results] == ["base", "first", "second"]


def test_a_share_that_comes_to_something_else_stands_by_itself():
    table = [*TABLE[:4], figure("1,000"), figure("10.0%", "%")]
    found = run(
        (SOLVER, Check(check_id="wrong", kind=CheckKind.SHARE_OF_BASE, figure_ids=("f4",), against_ids=("f1", "f5"))),
        facts(figures=table),
    )
    assert [one.lead.id for one in grouped(found)] == ["base", "wrong"]


def test_a_share_that_the_solver_does_not_name_stands_by_itself():
    assert [one.lead.id for one in grouped(results(SOLVER, OTHER))] == ["base", "other"]


def test_without_a_solver_every_result_is_a_finding():
    assert [one.lead.id for one in grouped(results(FIRST, SECOND))] == ["first", "second"]


def test_findings_are_counted_and_their_checks_told_where_there_are_more():
    assert counted_in_words(grouped(results(FIRST, SOLVER, SECOND, FITS))) == (
        "1 disagrees (3 checks), 0 are worth asking about, 1 agrees, 0 cannot be checked"
    )


def test_findings_are_filtered_by_verdict_and_by_the_title_or_section_of_any_of_their_results():
    groups = grouped(results(FIRST, SOLVER, SECOND, FITS))
    base, fits = groups
    (share, _) = base.parts
    assert filter_groups(groups) == groups
    assert filter_groups(groups, verdict=fits.lead.verdict) == [fits]
    assert filter_groups(groups, title=share.title) == [base]
    assert filter_groups(groups, section=share.sections[0], title=fits.lead.title) == [fits]
    assert filter_groups(groups, section="9.9") == []
