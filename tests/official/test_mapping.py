"""What a figure may be held against: as it came with the app, changed with a reason, in the trail."""

import json

import pytest
from sqlmodel import select

from cscp_core.errors import ChangedMeanwhile, MappingRefused, NotAllowed, NotFound, TextRefused
from cscp_core.official import mapping
from cscp_core.official.catalogue import FOLDER, read_rows
from cscp_core.official.rules import Comparable, StatedReason
from cscp_core.people.permissions import PEOPLE, SYSTEM, Actor, Role
from cscp_core.people.tables import Account
from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import OfficialAction
from tests.conftest import REPORT
from tests.official.builders import CAMDEN, Stage

pytestmark = pytest.mark.engine

PLANS = "figure-4.2-03"


@pytest.fixture
def stage(camden):
    made = Stage(camden)
    made.series()
    made.release("2025-10", {(CAMDEN, "2019-20"): "70"})
    with camden.writing() as session:
        mapping.load_shipped(session, SYSTEM, report_id=REPORT.name)
    return made


def manager(stage):
    with stage.store.reading() as session:
        row = session.exec(select(Account).where(Account.username == "business.manager")).one()
        return Actor(account_id=row.account_id, username=row.username, name=row.name, role=Role.BUSINESS_MANAGER)


def standing(stage, figure_id=PLANS):
    with stage.store.reading() as session:
        return mapping.list_mappings(session, SYSTEM, report_id=REPORT.name)[figure_id]


def change(stage, actor=None, **details):
    usual = {
        "figure_id": PLANS,
        "seen_version": 1,
        "comparable": Comparable.NEARLY,
        "why": "Other estimates.",
        "series_id": "plan-rate",
        "place_code": CAMDEN,
        "periods": ("2019-20",),
        "reason": StatedReason.OTHER_POPULATION,
    }
    with stage.store.writing() as session:
        return mapping.change_mapping(session, actor or manager(stage), report_id=REPORT.name, **usual | details)


def test_some_forty_figures_of_the_report_come_with_a_counterpart(stage):
    with stage.store.reading() as session:
        found = mapping.list_mappings(session, SYSTEM, report_id=REPORT.name)
    with_series = [one for one in found.values() if one.comparable is not Comparable.NOT]
    assert len(with_series) >= 40
    assert {one.by for one in found.values()} == {""}
    assert {one.version for one in found.values()} == {1}


def test_each_stated_reason_is_there():
    rows = read_rows(FOLDER / "mappings" / f"{REPORT.name}.csv")
    reasons = {row["reason"] for row in rows}
    assert {"other_twelve_months", "plans_that_ended", "other_ages", "inner_london_as_london"} <= reasons
    assert all(row["reason"] for row in rows if row["comparable"] != "same")
    assert all(row["why"] for row in rows if row["comparable"] != "same")


def test_every_shipped_row_names_a_figure_a_series_and_a_place():
    figures = {row["figure_id"] for row in read_rows(REPORT / "figures.csv")}
    series = {row["series_id"] for row in read_rows(FOLDER / "series.csv")} | {""}
    places = {row["place_code"] for row in read_rows(FOLDER / "extract.csv")}
    for row in read_rows(FOLDER / "mappings" / f"{REPORT.name}.csv"):
        assert (row["figure_id"] in figures, row["series_id"] in series, row["place_code"] in places) == (True,) * 3, (
            row
        )


def test_the_business_manager_changes_a_row_with_a_reason_that_the_trail_knows_of(stage):
    found = change(stage, comparable=Comparable.NOT, why="It is another measure.")
    assert (found.version, found.comparable, found.why) == (2, Comparable.NOT, "It is another measure.")
    assert found.by
    with stage.store.reading() as session:
        row = session.exec(select(TrailRow)).all()[-1]
        assert (row.action, row.subject) == (OfficialAction.COMPARISON_CHANGED, f"figure {PLANS}")
        assert "another measure" not in row.detail
        assert json.loads(row.detail)["version"] == 2
        earlier = mapping.list_earlier(session, SYSTEM, report_id=REPORT.name, figure_id=PLANS)
    assert [one.version for one in earlier] == [2, 1]


def test_a_start_leaves_what_was_changed(stage):
    change(stage)
    with stage.store.writing() as session:
        assert mapping.load_shipped(session, SYSTEM, report_id=REPORT.name) == 0
    assert standing(stage).version == 2


def test_a_row_that_was_changed_meanwhile_is_not_changed_again(stage):
    change(stage)
    with pytest.raises(ChangedMeanwhile):
        change(stage)


@pytest.mark.parametrize(
    ("details", "error"),
    [
        ({"why": "  "}, TextRefused),
        ({"series_id": "none"}, MappingRefused),
        ({"place_code": "E99"}, MappingRefused),
        ({"series_id": ""}, MappingRefused),
        ({"periods": ()}, MappingRefused),
        ({"reason": None}, MappingRefused),
        ({"figure_id": "figure-9.9-99"}, NotFound),
    ],
)
def test_a_row_that_says_too_little_is_refused(stage, details, error):
    with pytest.raises(error):
        change(stage, **details)
    assert standing(stage).version == 1


@pytest.mark.parametrize("role", sorted(PEOPLE - {Role.BUSINESS_MANAGER}))
def test_nobody_else_changes_a_row(stage, role):
    with pytest.raises(NotAllowed):
        change(stage, actor=Actor(account_id=1, username="kim", name="Kim", role=role))


def test_a_report_that_nothing_came_with_has_no_rows(stage):
    with stage.store.writing() as session:
        assert mapping.load_shipped(session, SYSTEM, report_id="another-2030-31") == 0
        assert mapping.list_mappings(session, SYSTEM, report_id="another-2030-31") == {}
