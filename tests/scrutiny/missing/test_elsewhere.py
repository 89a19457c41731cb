"""What a report prints elsewhere is found by its checks, its indicators and their words, and never called the same."""

from dataclasses import replace

import pytest

from cscp_core.evidence import service as evidence
from cscp_core.evidence.declared import CheckKind
from cscp_core.evidence.rules import ValueState
from cscp_core.people.permissions import SYSTEM
from cscp_core.reconciliation.declared import list_declared
from cscp_core.reconciliation.rules import Check
from cscp_core.scrutiny.missing import asking, rules, service
from cscp_core.scrutiny.missing.elsewhere import Base, Printed
from cscp_core.scrutiny.missing.kinds import INSTEAD_OF, Missing, plain_kind
from tests.builders import load_into, make_claim
from tests.conftest import ROOT
from tests.scrutiny.asking import Asking, people_of
from tests.scrutiny.missing.figures import CONTACTS, COUNT, IN_CARE, NEAR_HOME, SHARE
from tests.scrutiny.missing.golden import GOLDEN, written

AGAIN = replace(SHARE, figure_id="again", section="3.4")
OTHER_COUNT = replace(COUNT, figure_id="count-2", category="Housing", value=489.0, as_printed="489")
OTHER_SHARE = replace(SHARE, figure_id="share-2", category="Housing", value=8.3, as_printed="8.3%")


def check(kind, figures, against=(), **details):
    return Check(check_id="one", kind=kind, figure_ids=tuple(figures), against_ids=tuple(against), **details)


def said(figure, *others, checks=()):
    """The question's two parts for a percentage among other figures."""
    base = Printed([figure, *others], checks, "Camden").find_base(figure)
    return asking.base_found(base), asking.which_base(base, figure)


def test_a_share_is_asked_with_the_count_and_the_base_that_another_section_prints():
    checks = [check(CheckKind.SHARE_OF_BASE, ["share"], ["count", "contacts"])]
    found, which = said(AGAIN, SHARE, COUNT, CONTACTS, OTHER_SHARE, OTHER_COUNT, checks=checks)
    assert found == (
        "Section 2.3 prints 265 contacts (Issue at contact, number of contacts: Neglect, 2019-20) and 6,259 contacts "
        "(Contacts to the front door, 2019-20)."
    )
    assert which == "265 of 5,857 to 5,927, as it and the 1 share beside it need, or of 6,259, which would be 4.2%"


def test_without_a_check_the_words_find_the_count_and_arithmetic_the_base():
    _, which = said(SHARE, COUNT)
    assert which == "265 of 5,825 to 5,955, and which number is that"


def test_a_base_that_suits_the_count_is_the_only_choice():
    checks = [check(CheckKind.SHARE_OF_BASE, ["share"], ["count", "contacts"])]
    fitting = replace(CONTACTS, value=5900.0, as_printed="5,900")
    assert said(SHARE, COUNT, fitting, checks=checks)[1] == "265 of 5,900"


def test_a_number_whose_name_begins_the_shares_is_asked_about_as_its_base():
    found, which = said(NEAR_HOME, IN_CARE)
    assert found == "Section 4.3 prints 190 children (Looked after children, 2019-20)."
    assert which == "171 of the 190 children, or a share of only some of them"


@pytest.mark.parametrize(
    ("value", "printed", "which"),
    [
        (86.5, "86.5%", "of the 190 children, no whole number of which gives it, or of only some of them"),
        (100.0, "100%", "all of the 190 children, or a share of only some of them"),
        (99.0, "99%", "188 to 189 of the 190 children, or a share of only some of them"),
    ],
)
def test_the_choice_says_which_whole_numbers_would_give_the_share(value, printed, which):
    assert said(replace(NEAR_HOME, value=value, as_printed=printed), IN_CARE)[1] == which


def test_a_base_that_is_only_a_chart_is_asked_for():
    chart = replace(IN_CARE, value=None, as_printed="", state=ValueState.CHART_ONLY)
    found, which = said(NEAR_HOME, chart)
    assert found == "Section 4.3 has the number only as a chart (Looked after children)."
    assert which == "a share of what that chart shows, and how many is that"


UNLIKE = {
    "another time": replace(IN_CARE, period="2018-19"),
    "another place": replace(IN_CARE, area="London"),
    "other words": replace(IN_CARE, indicator="Children in need"),
    "part of a whole": replace(IN_CARE, category="Girls"),
    "a share": replace(IN_CARE, unit="%"),
    "a sum of money": replace(IN_CARE, unit="£"),
    "an age limit": replace(IN_CARE, unit="years old"),
}


@pytest.mark.parametrize("other", UNLIKE.values(), ids=UNLIKE)
def test_a_number_of_something_else_is_no_base(other):
    assert Printed([NEAR_HOME, other]).find_base(NEAR_HOME) == Base()


def test_a_share_of_an_age_group_is_not_of_all_ages():
    under_5 = replace(NEAR_HOME, indicator="Looked after children under 5 placed near home")
    assert Printed([under_5, IN_CARE]).find_base(under_5) == Base()


def test_units_that_say_nobody_in_particular_do_not_make_a_base():
    agreed = replace(NEAR_HOME, indicator="Children who agreed to join", section="4.3")
    held = replace(IN_CARE, indicator="Children held overnight")
    assert Printed([agreed, held]).find_base(agreed) == Base()


def test_a_base_that_a_check_assumes_is_asked_about_and_not_called_the_base():
    checks = [check(CheckKind.POSSIBLE_PERCENTAGE, ["near"], ["contacts"], option="assumed")]
    assert said(NEAR_HOME, CONTACTS, checks=checks)[1].endswith(", or a share of others")


BEFORE = replace(IN_CARE, figure_id="before", period="end of March 2018")
NOW = replace(IN_CARE, period="2019-20")


def test_an_earlier_value_for_another_kind_of_time_is_named_with_its_section():
    assert Printed([NOW, BEFORE]).find_earlier(NOW) == BEFORE
    (lack,) = [one for one in rules.figure_lacks([NOW], [], Printed([NOW, BEFORE])) if "earlier" in one.missing.label]
    assert (lack.missing, lack.found) == (
        Missing.OTHER_PERIOD, "Section 4.3 prints 190 children (Looked after children, end of March 2018)."
    )  # fmt: skip


@pytest.mark.parametrize("period", ["September 2019", "2019-20", "2020-21", "not stated"])
def test_what_is_not_before_is_no_earlier_value(period):
    assert Printed([NOW, replace(BEFORE, period=period)]).find_earlier(NOW) is None


def test_a_measure_that_is_only_a_chart_is_asked_for_its_numbers():
    chart = replace(IN_CARE, figure_id="chart", value=None, state=ValueState.CHART_ONLY, section="4.4")
    lacks = rules.figure_lacks([NOW], [], Printed([NOW, chart]))
    assert [one.found for one in lacks if one.missing is Missing.CHART] == [
        "Section 4.4 has a chart (Looked after children) whose numbers are not in the text."
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("higher than the local average", True),
        ("one of the highest", True),
        ("higher than last year", False),
        ("similar to 2017-18", False),
    ],
)
def test_words_that_compare_with_elsewhere_are_quoted_and_asked_about(words, found):
    printed = Printed([NEAR_HOME], [check(CheckKind.COMPARATOR, ["near"], words=words)])
    assert printed.find_comparison(NEAR_HOME) == (words if found else "")


LATER, EARLIER = replace(CONTACTS, figure_id="later"), replace(CONTACTS, figure_id="earlier", period="2018-19")
FELL = make_claim(text="Contacts to the front door fell.")


def test_a_movement_without_a_number_is_asked_with_the_numbers_whose_words_it_has():
    lack = rules.change_lack(FELL, Printed([LATER, EARLIER], (), "Camden"))
    assert lack.missing is Missing.WHICH_CHANGE
    assert lack.found == (
        "Section 2.3 prints 6,259 contacts (Contacts to the front door) for 2019-20, and 6,259 contacts for 2018-19."
    )


def test_a_movement_is_asked_with_the_numbers_that_a_check_holds_against_the_claim():
    told = make_claim(text="Demand fell.")
    named = check(CheckKind.CHANGE, ["later", "earlier"], refs=("claim-1.1-01",))
    assert rules.change_lack(told, Printed([LATER, EARLIER], [named], "Camden")).missing is Missing.WHICH_CHANGE
    assert rules.change_lack(told, Printed([LATER, EARLIER], (), "Camden")).missing is Missing.CHANGE_COUNTS


def test_what_was_asked_in_the_plain_way_is_not_asked_again_in_the_better_one():
    assert {plain_kind(one) for one in INSTEAD_OF} == {Missing.BASE, Missing.BASELINE, Missing.COMPARATOR}


@pytest.fixture(scope="module")
def asked(camden_to_read):
    here = Asking(camden_to_read, people_of(camden_to_read))
    with here.store.reading() as session:
        return service.list_questions(session, here.people["scrutineer"], report_id="annual-report-2019-20")


def test_every_better_question_of_the_real_report_reads_as_the_file_for_people_does(asked):
    """`python -m tests.scrutiny.missing.golden` writes the file again after a change on purpose."""
    assert written(asked) == GOLDEN.read_text(encoding="utf-8")


def test_nothing_of_the_real_report_is_asked_in_the_plain_way_and_in_the_better_one(asked):
    both = [(one.source_id, plain_kind(one.missing)) for one in asked]
    assert len(both) == len(set(both))


def test_the_better_questions_of_another_partnerships_report_rest_on_its_own_words(store):
    for year in ("2023-24", "2024-25"):
        load_into(store, ROOT / "tests" / "second_partnership" / year)
    told = {}
    for report_id, share in (("wexcombe-2023-24", "fig-dental"), ("wexcombe-2024-25", "fig-share-2")):
        with store.reading() as session:
            figures = evidence.figures(session, SYSTEM, report_id=report_id).items
            checks = list_declared(session, SYSTEM, report_id=report_id)
        for named, held in (("with checks", checks), ("by words", [])):
            printed = Printed(figures, held, "Wexcombe")
            told[share, named] = asking.base_found(printed.find_base(printed.by_id[share]))
    in_care = "Section 4 prints 150 children (Children in care, 2023-24)."
    families = "Section 2 prints 380 families (Families helped early, 2024-25)."
    assert told == {
        ("fig-dental", "with checks"): in_care,
        ("fig-dental", "by words"): in_care,
        ("fig-share-2", "with checks"): families,
        ("fig-share-2", "by words"): families,
    }
