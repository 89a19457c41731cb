"""Every theme of the real report at a glance."""

import pytest

from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.glance import service
from cscp_core.scrutiny.glance.rules import MORE, YEAR_BEFORE
from cscp_core.scrutiny.grades import service as grades
from cscp_core.scrutiny.judgements import service as judgements
from feedback.comments.rules import Stands
from tests.scrutiny.asking import people_of

REPORT = "annual-report-2019-20"


@pytest.fixture
def read(camden_to_read):
    people = people_of(camden_to_read)

    def does(function, by="scrutineer", **details):
        with camden_to_read.reading() as session:
            return function(session, people[by], report_id=REPORT, **details)

    return does


@pytest.fixture
def listed(read):
    found = read(
        service.list_themes, compared=read(service.comparisons), young={"neglect": Stands.PARTLY},
        said_by_data=read(judgements.data_views),
    )  # fmt: skip
    return {one.theme.theme_id: one for one in found}


def test_the_four_priorities_come_first_and_every_theme_is_there(listed):
    assert [one.theme.theme_id for one in list(listed.values())[:4]] == [
        "vulnerable-adolescents",
        "youth-violence",
        "domestic-abuse",
        "neglect",
    ]
    assert len(listed) == 26


def test_evidence_is_what_the_claims_of_the_theme_rest_on(listed, read):
    for theme_id, standing in read(grades.count_by_theme).items():
        assert listed[theme_id].claims == standing.total
    assert listed["vulnerable-adolescents"].behind == "Evidence behind it: 2 of 118 claims"


def test_neglect_stands_beside_its_year_before(listed):
    (one,) = listed["neglect"].compared
    assert (one.figure_id, one.section) == ("figure-3.4-05", "3.4")
    assert (one.against, one.in_short) == (YEAR_BEFORE, "22 to 19: lower, within chance")


def test_what_changed_is_more_than_chance_alone(listed):
    assert {theme_id for theme_id, one in listed.items() if one.changed} == {
        "child-sexual-abuse",
        "child-protection",
        "lado",
    }
    assert {each.chance for one in listed.values() for each in one.changed} == {MORE}


def test_young_advisors_joint_view_is_handed_in_and_the_rest_have_none(listed):
    assert (listed["neglect"].has_young_view, listed["neglect"].young) == (True, "Young Advisors: partly.")
    assert not listed["domestic-abuse"].has_young_view


def test_nothing_is_judged_until_the_scrutineer_judges(listed):
    assert {(one.assurance, one.judged) for one in listed.values()} == {(Assurance.NOT_YET, None)}


@pytest.mark.parametrize("theme_id", ["youth-violence", "neglect"])
def test_the_weakest_claims_are_the_least_known_that_go_furthest(read, theme_id):
    weakest = read(grades.weakest_claims, theme_id=theme_id)
    everything = read(grades.graded_claims, theme_id=theme_id)
    order = sorted(everything, key=lambda one: (one.how_known.rank, -one.how_far.rank))
    assert [one.claim.claim_id for one in weakest] == [one.claim.claim_id for one in order[:3]]
