"""Whose a report is: which partnerships an installation serves, and that none renames another's agencies."""

import pytest
from sqlmodel import select

from cscp_core.errors import AnotherPartnership
from cscp_core.evidence import imports, loader
from cscp_core.evidence import service as evidence
from cscp_core.evidence.folder import read
from cscp_core.evidence.ownership import partnership_id
from cscp_core.evidence.sources import Rows
from cscp_core.evidence.stored import rows_of
from cscp_core.people.agencies import AgencyCard, who_answers
from cscp_core.people.permissions import SYSTEM
from cscp_core.people.tables import Agency
from cscp_core.settings import settings
from tests.builders import load_into, small_row, write_folder

OTHER = "Wexcombe Safeguarding Children Partnership"
COUNCIL = small_row("agencies", name="Wexcombe Council")
PART = small_row("agencies", agency_id="youth", name="Wexcombe Youth Service", part_of="council")


def other_report(tmp_path, **sheets):
    """A report of another partnership, with an agency of the same id."""
    report = small_row("report", report_id="other-2020-21", partnership=OTHER)
    return write_folder(tmp_path / "other", report=[report], **{"agencies": [COUNCIL, PART]} | sheets)


def serve(monkeypatch, *names):
    monkeypatch.setenv("CSCP_PARTNERSHIPS", "; ".join(names))
    settings.cache_clear()


@pytest.fixture(autouse=True)
def _own_settings():
    yield
    settings.cache_clear()


def agencies(store):
    with store.reading() as session:
        return {row.agency_id: (row.name, row.part_of) for row in session.exec(select(Agency))}


def test_a_partnership_is_one_however_its_name_is_written():
    assert partnership_id("Leeds & Bradford Children’s Partnership") == partnership_id(
        "leeds and Bradford  Childrens Partnership"
    )


def test_an_installation_serves_the_partnership_whose_report_it_holds(store, small_folder, tmp_path, monkeypatch):
    serve(monkeypatch)
    load_into(store, small_folder)
    with pytest.raises(AnotherPartnership) as refused:
        load_into(store, other_report(tmp_path))
    assert str(refused.value) == (
        f"This report is of the {OTHER}, and this installation serves the Tiny Partnership. Nothing was loaded. "
        "To serve several partnerships, name all of them in CSCP_PARTNERSHIPS."
    )
    with store.reading() as session:
        assert [one.report_id for one in evidence.years(session, SYSTEM)] == ["tiny-2020-21"]


def test_a_partnership_that_is_not_named_is_refused_even_first(store, small_folder, monkeypatch):
    serve(monkeypatch, OTHER)
    with pytest.raises(AnotherPartnership, match="Wexcombe"):
        load_into(store, small_folder)


def test_a_report_that_was_undone_holds_no_place(store, small_folder, tmp_path, monkeypatch):
    serve(monkeypatch)
    load_into(store, small_folder)
    with store.writing() as session:
        imports.undo_last(session, SYSTEM, report_id="tiny-2020-21", seen_number=1)
    assert load_into(store, other_report(tmp_path)).added


@pytest.mark.engine
def test_a_second_partnership_never_renames_the_first_ones_agencies(store, small_folder, tmp_path):
    load_into(store, small_folder)
    load_into(store, other_report(tmp_path))
    whose = partnership_id(OTHER)
    assert agencies(store) == {
        "council": ("Tiny Council", None),
        f"council.{whose}": ("Wexcombe Council", None),
        "youth": ("Wexcombe Youth Service", f"council.{whose}"),
    }


@pytest.mark.engine
def test_a_report_that_comes_back_names_its_agencies_as_its_file_does(store, small_folder, tmp_path):
    load_into(store, small_folder)
    path = other_report(tmp_path)
    load_into(store, path)
    with store.writing() as session:
        rows = rows_of(session, "other-2020-21")
        assert [row["agency_id"] for row in rows["agencies"]] == ["council", "youth"]
        assert {row["agency_id"] for row in rows["claims"]} == {"council"}
        again = loader.store(session, SYSTEM, folder=read(Rows(rows)))
    assert again.changes == 0


def test_a_correction_of_the_second_report_keeps_to_its_own_agency(store, small_folder, tmp_path):
    load_into(store, small_folder)
    load_into(store, other_report(tmp_path))
    with store.writing() as session:
        imports.correct_row(
            session, SYSTEM, report_id="other-2020-21", sheet="agencies", row_id="council",
            cells={"name": "New Council"}, seen_number=1,
        )  # fmt: skip
    assert agencies(store)["council"] == ("Tiny Council", None)
    with store.writing() as session:
        imports.undo_last(session, SYSTEM, report_id="other-2020-21", seen_number=2)
    assert agencies(store)[f"council.{partnership_id(OTHER)}"] == ("Wexcombe Council", None)


@pytest.mark.engine
def test_undoing_the_only_load_of_next_years_report_gives_the_agencies_their_names_back(store, small_folder, tmp_path):
    load_into(store, small_folder)
    report = small_row("report", report_id="tiny-2021-22", period="2021-22")
    renamed = small_row("agencies", name="Tiny Borough Council")
    load_into(store, write_folder(tmp_path / "next", report=[report], agencies=[renamed]))
    assert agencies(store)["council"] == ("Tiny Borough Council", None)
    with store.writing() as session:
        imports.undo_last(session, SYSTEM, report_id="tiny-2021-22", seen_number=1)
    assert agencies(store)["council"] == ("Tiny Council", None)


def test_a_screen_is_told_whose_a_report_is_only_where_there_are_several(store, small_folder, tmp_path):
    load_into(store, small_folder)
    with store.reading() as session:
        assert [one.whose for one in evidence.years(session, SYSTEM)] == [""]
    load_into(store, other_report(tmp_path))
    with store.reading() as session:
        assert sorted(one.whose for one in evidence.years(session, SYSTEM)) == ["Tiny Partnership", OTHER]


def test_two_partnerships_never_answer_for_each_other():
    def card(agency_id, kind="council", whose="tiny"):
        return AgencyCard(
            agency_id=agency_id, name=agency_id, short_name=agency_id, kind=kind, statutory_partner=kind == "council",
            successor_id=None, part_of=None, partnership_id=whose,
        )  # fmt: skip

    cards = {one.agency_id: one for one in (card("all", "partnership"), card("ours"), card("theirs", whose="other"))}
    assert who_answers(cards, "all") == {"all", "ours"}
