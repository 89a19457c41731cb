"""Loading a report: what is added, changed and retired, what is kept of before, and that it is all or nothing."""

import json

import pytest
from sqlalchemy import event
from sqlmodel import select

from cscp_core.errors import LoadRefused, NotAllowed
from cscp_core.evidence import loader, service
from cscp_core.evidence.tables import Claim, ClaimFigure, EarlierWording, Figure, Report, ReportLoad, Theme
from cscp_core.people.permissions import SYSTEM, Actor, Role
from cscp_core.people.tables import Agency
from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import ReportsAction
from tests.builders import SMALL, load_into, small_row, write_folder, write_sheet

pytestmark = pytest.mark.engine

TINY = "tiny-2020-21"
NEXT = small_row("report", report_id="tiny-2021-22", period="2021-22")
ENDED = small_row("agencies", agency_id="ccg", name="Tiny CCG", short_name="CCG", kind="health")
FRESH = small_row("agencies", agency_id="icb", name="Tiny ICB", short_name="ICB", kind="health")


def counts(outcome):
    return (outcome.added, outcome.changed, outcome.retired)


def every(store, table):
    with store.reading() as session:
        return list(session.exec(select(table)))


def read(store, what, report_id=TINY, **details):
    with store.reading() as session:
        return what(session, SYSTEM, report_id=report_id, **details)


def theme(store, report_id=TINY):
    return read(store, service.themes, report_id)[0]


def wordings(store, sheet, row_id, report_id=TINY):
    found = read(store, service.earlier_wordings, report_id, sheet=sheet, row_id=row_id)
    return [(one.load_number, json.loads(one.wording)) for one in found]


def test_the_first_load_adds_every_row(store, small_folder):
    assert counts(load_into(store, small_folder)) == (sum(len(rows) for rows in SMALL.values()), 0, 0)


def test_the_first_load_is_number_one(store, small_folder):
    assert load_into(store, small_folder).number == 1


def test_a_loaded_row_reads_as_it_stands_in_the_file(store, small_folder):
    load_into(store, small_folder)
    found = theme(store)
    assert (found.theme_id, found.is_priority, found.said) == ("neglect", True, "It fell.")


def test_a_load_is_kept_with_its_moment_and_counts(store, small_folder, clock):
    load_into(store, small_folder)
    (kept,) = every(store, ReportLoad)
    assert (kept.number, kept.at, kept.added) == (1, clock.moment, 7)


def test_a_load_stands_in_the_trail_with_its_counts(store, small_folder):
    load_into(store, small_folder)
    (row,) = every(store, TrailRow)
    assert (row.action, row.subject, json.loads(row.detail)) == (
        ReportsAction.LOADED,
        f"report {TINY}",
        {"added": 7, "changed": 0, "number": 1, "retired": 0},
    )


def test_loading_the_same_again_changes_nothing(store, small_folder):
    load_into(store, small_folder)
    again = load_into(store, small_folder)
    assert (counts(again), again.number) == ((0, 0, 0), 1)


def test_loading_the_same_again_leaves_no_trace(store, small_folder):
    load_into(store, small_folder)
    load_into(store, small_folder)
    assert [len(every(store, table)) for table in (TrailRow, ReportLoad, EarlierWording)] == [1, 1, 0]


def test_a_changed_row_is_counted_and_makes_the_next_load_number(store, small_folder):
    load_into(store, small_folder)
    write_sheet(small_folder, "themes", [small_row("themes", said="It rose.")])
    again = load_into(store, small_folder)
    assert (counts(again), again.number) == ((0, 1, 0), 2)


def test_a_changed_row_reads_as_it_stands_now(store, small_folder):
    load_into(store, small_folder)
    write_sheet(small_folder, "themes", [small_row("themes", said="It rose.")])
    load_into(store, small_folder)
    assert theme(store).said == "It rose."


def test_a_changed_row_keeps_how_it_stood_before(store, small_folder):
    load_into(store, small_folder)
    for said in ("It rose.", "It stayed."):
        write_sheet(small_folder, "themes", [small_row("themes", said=said)])
        load_into(store, small_folder)
    assert [(number, wording["said"]) for number, wording in wordings(store, "themes", "neglect")] == [
        (2, "It fell."),
        (3, "It rose."),
    ]


def test_the_reports_own_row_keeps_how_it_stood_before(store, small_folder):
    load_into(store, small_folder)
    write_sheet(small_folder, "report", [small_row("report", title="Another title")])
    load_into(store, small_folder)
    assert [wording["title"] for _, wording in wordings(store, "report", TINY)] == ["Tiny report"]


def test_the_data_version_of_the_report_is_the_number_of_its_last_load(store, small_folder):
    load_into(store, small_folder)
    write_sheet(small_folder, "themes", [small_row("themes", said="It rose.")])
    load_into(store, small_folder)
    assert read(store, service.find_year).load_number == 2


def test_only_a_changed_row_carries_the_new_load_number(store, small_folder):
    two = [small_row("themes"), small_row("themes", theme_id="health", name="Health")]
    write_sheet(small_folder, "themes", two)
    load_into(store, small_folder)
    write_sheet(small_folder, "themes", [two[0] | {"said": "It rose."}, two[1]])
    load_into(store, small_folder)
    assert {row.theme_id: row.load_number for row in every(store, Theme)} == {"neglect": 2, "health": 1}


def test_a_row_that_only_moved_within_its_file_has_no_earlier_wording(store, small_folder):
    load_into(store, small_folder)
    first = small_row("themes", theme_id="health", name="Health")
    write_sheet(small_folder, "themes", [first, small_row("themes")])
    load_into(store, small_folder)
    assert wordings(store, "themes", "neglect") == []


def test_rows_read_in_the_order_of_the_newest_file(store, small_folder):
    load_into(store, small_folder)
    first = small_row("themes", theme_id="health", name="Health")
    write_sheet(small_folder, "themes", [first, small_row("themes")])
    load_into(store, small_folder)
    assert [one.theme_id for one in read(store, service.themes)] == ["health", "neglect"]


@pytest.fixture
def without_the_claim(store, small_folder):
    """The small report, loaded, and loaded again after its only claim vanished from the file."""
    load_into(store, small_folder)
    write_sheet(small_folder, "claims", [])
    return load_into(store, small_folder)


def test_a_row_that_vanished_is_counted_as_retired(without_the_claim):
    assert counts(without_the_claim) == (0, 0, 1)


def test_a_row_that_vanished_is_not_read_any_more(store, without_the_claim):
    assert read(store, service.claims) == []


def test_a_row_that_vanished_is_not_deleted(store, without_the_claim):
    assert [wording["text"] for _, wording in wordings(store, "claims", "claim-1.1-01")] == ["Neglect fell."]


def test_a_row_that_vanished_vanishes_once(store, small_folder, without_the_claim):
    assert counts(load_into(store, small_folder)) == (0, 0, 0)


def test_a_row_that_comes_back_is_read_again(store, small_folder, without_the_claim):
    write_sheet(small_folder, "claims", [small_row("claims")])
    load_into(store, small_folder)
    assert [claim.claim_id for claim in read(store, service.claims)] == ["claim-1.1-01"]


def test_a_row_that_comes_back_is_a_change(store, small_folder, without_the_claim):
    write_sheet(small_folder, "claims", [small_row("claims")])
    assert counts(load_into(store, small_folder)) == (0, 1, 0)


def test_a_claim_is_linked_with_the_figures_that_it_rests_on(store, small_folder):
    load_into(store, small_folder)
    assert [(one.claim_id, one.figure_id) for one in every(store, ClaimFigure)] == [("claim-1.1-01", "figure-1.1-01")]


def test_a_figure_named_twice_by_a_claim_is_linked_once(store, small_folder):
    write_sheet(small_folder, "claims", [small_row("claims", figure_ids="figure-1.1-01 figure-1.1-01")])
    load_into(store, small_folder)
    assert len(every(store, ClaimFigure)) == 1


def test_a_claim_that_rests_on_a_figure_no_longer_is_not_linked_with_it(store, small_folder):
    load_into(store, small_folder)
    write_sheet(small_folder, "claims", [small_row("claims", figure_ids="")])
    load_into(store, small_folder)
    assert every(store, ClaimFigure) == []


def test_two_reports_stand_side_by_side(store, small_folder, tmp_path):
    load_into(store, small_folder)
    load_into(store, write_folder(tmp_path / "next", report=[NEXT], themes=[small_row("themes", said="It rose.")]))
    assert [theme(store, one).said for one in (TINY, "tiny-2021-22")] == ["It fell.", "It rose."]


def test_a_second_report_adds_no_shared_agency_again(store, small_folder, tmp_path):
    load_into(store, small_folder)
    assert counts(load_into(store, write_folder(tmp_path / "next", report=[NEXT]))) == (6, 0, 0)


def test_loading_one_report_leaves_the_data_version_of_another(store, small_folder, tmp_path):
    load_into(store, small_folder)
    load_into(store, write_folder(tmp_path / "next", report=[NEXT]))
    assert read(store, service.find_year).load_number == 1


def test_a_shared_agency_reads_as_the_second_report_words_it(store, small_folder, tmp_path):
    load_into(store, small_folder)
    renamed = small_row("agencies", name="Tiny Borough Council")
    load_into(store, write_folder(tmp_path / "next", report=[NEXT], agencies=[renamed]))
    assert [agency.name for agency in every(store, Agency)] == ["Tiny Borough Council"]


def test_a_shared_agency_keeps_how_it_stood_before_the_second_report(store, small_folder, tmp_path):
    load_into(store, small_folder)
    renamed = small_row("agencies", name="Tiny Borough Council")
    load_into(store, write_folder(tmp_path / "next", report=[NEXT], agencies=[renamed]))
    assert [wording["name"] for _, wording in wordings(store, "agencies", "council", "tiny-2021-22")] == [
        "Tiny Council"
    ]


def test_an_agency_that_a_second_report_does_not_name_stays(store, tmp_path):
    load_into(store, write_folder(tmp_path / "first", agencies=[small_row("agencies"), FRESH]))
    load_into(store, write_folder(tmp_path / "next", report=[NEXT]))
    assert {agency.agency_id for agency in every(store, Agency)} == {"council", "icb"}


def successors(store):
    return {agency.agency_id: agency.successor_id for agency in every(store, Agency) if agency.successor_id}


def test_an_agency_may_name_a_successor_that_stands_later_in_the_file(store, tmp_path):
    rows = [small_row("agencies", successor_id="icb"), ENDED | {"successor_id": "council"}, FRESH]
    load_into(store, write_folder(tmp_path / "report", agencies=rows))
    assert successors(store) == {"council": "icb", "ccg": "council"}


def test_an_agency_that_stood_before_may_be_given_a_successor_that_is_new(store, tmp_path):
    path = write_folder(tmp_path / "report", agencies=[small_row("agencies"), ENDED])
    load_into(store, path)
    write_sheet(path, "agencies", [small_row("agencies"), ENDED | {"successor_id": "icb"}, FRESH])
    load_into(store, path)
    assert successors(store) == {"ccg": "icb"}


def test_a_second_report_may_give_an_agency_a_successor_that_is_new(store, tmp_path):
    load_into(store, write_folder(tmp_path / "first", agencies=[small_row("agencies"), ENDED]))
    rows = [small_row("agencies"), ENDED | {"successor_id": "icb"}, FRESH]
    load_into(store, write_folder(tmp_path / "next", report=[NEXT], agencies=rows))
    assert successors(store) == {"ccg": "icb"}


PART = small_row("agencies", agency_id="youth", name="Tiny Youth Service", part_of="council")


def test_an_agency_may_be_part_of_one_that_stands_later_in_the_file(store, tmp_path):
    load_into(store, write_folder(tmp_path / "report", agencies=[PART, small_row("agencies")]))
    assert {one.agency_id: one.part_of for one in every(store, Agency)} == {"council": None, "youth": "council"}


def test_an_agency_may_be_part_of_one_whose_successor_stands_later_in_the_file(store, tmp_path):
    rows = [PART, small_row("agencies", successor_id="icb"), FRESH]
    load_into(store, write_folder(tmp_path / "report", agencies=rows))
    assert {one.agency_id: (one.part_of, one.successor_id) for one in every(store, Agency)} == {
        "icb": (None, None),
        "council": (None, "icb"),
        "youth": ("council", None),
    }


def test_an_agency_that_stood_before_may_become_part_of_a_new_one(store, tmp_path):
    path = write_folder(tmp_path / "report", agencies=[small_row("agencies"), PART | {"part_of": ""}])
    load_into(store, path)
    write_sheet(path, "agencies", [small_row("agencies"), PART | {"part_of": "icb"}, FRESH])
    load_into(store, path)
    assert {one.agency_id: one.part_of for one in every(store, Agency)}["youth"] == "icb"


def test_an_agency_may_be_commissioned_by_one_that_stands_later_in_the_file(store, tmp_path):
    paid = small_row("agencies", agency_id="shelter", name="Tiny Shelter", commissioned_by="council")
    load_into(store, write_folder(tmp_path / "report", agencies=[paid, small_row("agencies")]))
    assert {one.agency_id: one.commissioned_by for one in every(store, Agency)} == {
        "council": None,
        "shelter": "council",
    }


def test_what_an_agency_was_part_of_before_is_kept(store, tmp_path):
    path = write_folder(tmp_path / "report", agencies=[small_row("agencies"), PART])
    load_into(store, path)
    write_sheet(path, "agencies", [small_row("agencies"), PART | {"part_of": ""}])
    load_into(store, path)
    assert [wording["part_of"] for _, wording in wordings(store, "agencies", "youth")] == ["council"]


def test_loading_each_of_two_reports_again_changes_nothing_although_they_word_an_agency_differently(store, tmp_path):
    first = write_folder(tmp_path / "first")
    other = write_folder(tmp_path / "next", report=[NEXT], agencies=[small_row("agencies", name="Tiny Borough")])
    for path in (first, other):
        load_into(store, path)
    assert [counts(load_into(store, path)) for path in (first, other)] == [(0, 0, 0), (0, 0, 0)]


def fail(_session):
    raise RuntimeError("the power went")


def test_a_load_that_fails_at_its_last_step_leaves_nothing(store, small_folder):
    with store.writing() as session:
        event.listen(session, "before_commit", fail)
        with pytest.raises(RuntimeError, match="the power went"):
            loader.load_folder(session, SYSTEM, path=small_folder)
    assert [every(store, table) for table in (Report, Theme, Figure, ReportLoad, TrailRow)] == [[], [], [], [], []]


def test_a_folder_with_a_fault_leaves_the_report_as_it_was(store, small_folder):
    load_into(store, small_folder)
    write_sheet(small_folder, "themes", [small_row("themes", said="It rose.")])
    write_sheet(small_folder, "figures", [small_row("figures", value="20")])
    with pytest.raises(LoadRefused):
        load_into(store, small_folder)
    assert theme(store).said == "It fell."


def test_a_scrutineer_does_not_load_a_report(store, small_folder, scrutineer):
    with store.writing() as session, pytest.raises(NotAllowed):
        loader.load_folder(session, scrutineer, path=small_folder)
    assert every(store, Report) == []


def test_a_business_manager_who_loads_a_report_stands_in_the_trail(store, small_folder):
    with store.writing() as session:
        loader.load_folder(
            session, Actor(account_id=3, username="sam", name="Sam", role=Role.BUSINESS_MANAGER), path=small_folder
        )
    assert [row.who for row in every(store, TrailRow)] == ["account 3"]


# at a start


def load_at_start(store, path):
    with store.writing() as session:
        return loader.load_folder(session, SYSTEM, path=path, unless_known=True)


def test_a_start_passes_over_a_folder_that_was_loaded_just_as_it_is(store, tmp_path):
    path = write_folder(tmp_path / "report")
    load_at_start(store, path)
    with store.writing() as session:
        claim = session.exec(select(Claim)).one()
        claim.text = "Corrected on the screen."
        session.add(claim)
        session.commit()
    assert load_at_start(store, path).changes == 0
    with store.reading() as session:
        assert session.exec(select(Claim)).one().text == "Corrected on the screen."


def test_a_start_loads_a_folder_in_which_a_file_has_changed(store, tmp_path):
    path = write_folder(tmp_path / "report")
    load_at_start(store, path)
    write_sheet(path, "claims", [small_row("claims", plain="Other words.")])
    assert load_at_start(store, path).changed == 1


def test_anyone_who_asks_for_a_folder_to_be_loaded_has_it_loaded(store, tmp_path):
    path = write_folder(tmp_path / "report")
    load_at_start(store, path)
    assert load_into(store, path).changes == 0
    assert load_at_start(store, path).number == 1
