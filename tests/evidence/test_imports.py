"""Bringing a report in: what an upload would do, all or nothing, undone, and one row corrected."""

import pytest
from sqlmodel import select

from cscp_core.errors import ChangedMeanwhile, LoadRefused, NotAllowed, NotFound, UploadRefused
from cscp_core.evidence import imports
from cscp_core.evidence import service as evidence
from cscp_core.evidence import tables as t
from cscp_core.evidence.folder import read_folder
from cscp_core.evidence.stored import rows_in, rows_of
from cscp_core.exports import service as exports
from cscp_core.exports import template
from cscp_core.people.permissions import PEOPLE, SYSTEM, Actor, Role
from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import ReportsAction
from tests.builders import load_into
from tests.conftest import REPORT, ROOT

WEXCOMBE = ROOT / "tests" / "second_partnership"
ONE, TWO = "wexcombe-2023-24", "wexcombe-2024-25"


def rows(year="2023-24"):
    """The rows of a folder; agencies, which all reports share, in the order in which they are stored."""
    found = rows_in(read_folder(WEXCOMBE / year))
    return found | {"agencies": sorted(found["agencies"], key=lambda row: row["agency_id"])}


def content(made=None):
    return template.make_workbook(made or rows(), ["A report."])


def act(store, service, actor=SYSTEM, **details):
    with store.writing() as session:
        return service(session, actor, **details)


def preview(store, made=None):
    return act(store, imports.preview, content=content(made))


def load(store, made=None, seen_number=0):
    return act(store, imports.load_upload, content=content(made), seen_number=seen_number)


def undo(store, number, report_id=ONE):
    return act(store, imports.undo_last, report_id=report_id, seen_number=number)


def correct(store, number, cells, sheet="figures", row_id="fig-families", report_id=ONE):
    about = {"report_id": report_id, "sheet": sheet, "row_id": row_id}
    return act(store, imports.correct_row, **about, cells=cells, seen_number=number)


def stored(store, report_id=ONE):
    with store.reading() as session:
        return rows_of(session, report_id)


def number_of(store, report_id=ONE):
    with store.reading() as session:
        return session.get(t.Report, report_id).load_number


def years(store):
    with store.reading() as session:
        return [one.report_id for one in evidence.years(session, SYSTEM)]


def without(sheet, row_id, made=None):
    found = made or rows()
    found[sheet] = [row for row in found[sheet] if row_id not in row.values()]
    return found


# the round trip


def test_a_workbook_of_a_report_holds_what_the_folder_holds(store):
    load(store)
    assert stored(store) == rows()


def test_exported_and_imported_into_an_empty_store_nothing_differs(store, camden):
    with camden.reading() as session:
        book, there = exports.report_workbook(session, SYSTEM, report_id=REPORT.name), rows_of(session, REPORT.name)
    act(store, imports.load_upload, content=book, seen_number=0)
    assert stored(store, REPORT.name) == there


# looking first


def test_a_preview_says_what_would_be_added_and_stores_nothing(store):
    seen = preview(store)
    assert (seen.report_id, seen.standing, seen.number) == (ONE, 0, 1)
    assert len(seen.added) == sum(len(listed) for listed in rows().values())
    assert years(store) == []


def test_a_preview_says_what_would_be_changed_and_retired(store):
    load(store)
    made = without("recommendations", "wex-rec-1")
    made["figures"][0] |= {"note": "A caveat."}
    seen = preview(store, made)
    assert [(one.sheet, one.row_id) for one in seen.changed] == [("figures", "fig-families")]
    assert [(one.sheet, one.row_id) for one in seen.retired] == [("recommendations", "wex-rec-1")]


def test_what_is_missing_and_not_needed_is_reported(store):
    made = rows()
    book = template.make_workbook(made, ["A report."])
    import io

    from openpyxl import load_workbook

    loaded = load_workbook(io.BytesIO(book))
    loaded.remove(loaded["voices"])
    out = io.BytesIO()
    loaded.save(out)
    assert act(store, imports.preview, content=out.getvalue()).absent == ("sheet voices",)


@pytest.mark.parametrize(("sheet", "least"), [("recommendations", 1), ("themes", 1)])
def test_a_report_with_too_little_in_it_is_refused(store, sheet, least):
    made = rows()
    made[sheet] = made[sheet][:0]
    with pytest.raises(LoadRefused) as refused:
        preview(store, made)
    assert f"sheet {sheet}: at least {least} rows are needed; there are {len(made[sheet])}." in refused.value.faults


def test_every_fault_is_told_with_sheet_row_and_column(store):
    made = rows()
    made["figures"][0] |= {"value": "many", "section": "99"}
    made["claims"][2] |= {"how_far": "Very"}
    with pytest.raises(LoadRefused) as refused:
        load(store, made)
    assert [fault.split(":")[0] for fault in refused.value.faults] == [
        "sheet figures, row 2, value",
        "sheet claims, row 4, how_far",
        "sheet figures, row 2, section",
    ]
    assert years(store) == []


# loading


def test_nothing_is_loaded_unseen(store):
    load(store)
    with pytest.raises(ChangedMeanwhile):
        load(store, without("recommendations", "wex-rec-1"), seen_number=0)
    assert number_of(store) == 1


def test_a_load_tells_how_far_it_is(store):
    told = []
    act(store, imports.load_upload, content=content(), seen_number=0, told=told.append)
    assert told[:2] == ["report", "sections"]


def test_what_is_no_report_is_not_opened(store):
    with pytest.raises(UploadRefused):
        act(store, imports.load_upload, content=b"hello", seen_number=0)


# undoing


def test_an_undone_load_leaves_the_report_as_it_stood(store):
    load(store)
    made = without("recommendations", "wex-rec-1")
    made["figures"][0] |= {"note": "A caveat."}
    made["gaps"] = [{"gap_id": "gap-1", "theme_id": "wex-care", "section": "4", "text": "Nothing of siblings."}]
    load(store, made, seen_number=1)
    outcome = undo(store, 2)
    assert (outcome.number, outcome.changed, outcome.retired) == (3, 2, 1)
    now = stored(store)
    now["recommendations"] = sorted(now["recommendations"], key=lambda row: row["recommendation_id"])
    assert now == rows()


def test_what_an_undone_load_added_is_retired_and_never_deleted(store):
    load(store)
    made = rows()
    made["gaps"] = [{"gap_id": "gap-1", "theme_id": "wex-care", "section": "4", "text": "Nothing of siblings."}]
    load(store, made, seen_number=1)
    undo(store, 2)
    with store.reading() as session:
        assert session.exec(select(t.Gap)).one().retired


def test_an_undone_undo_brings_the_load_back(store):
    load(store)
    made = without("recommendations", "wex-rec-1")
    load(store, made, seen_number=1)
    undo(store, 2)
    undo(store, 3)
    assert stored(store)["recommendations"] == made["recommendations"]


def test_a_report_whose_only_load_is_undone_is_shown_to_nobody_until_it_is_loaded_again(store):
    load(store)
    undo(store, 1)
    assert years(store) == []
    with pytest.raises(NotFound):
        undo(store, 2)
    load(store, seen_number=2)
    assert years(store) == [ONE]
    assert stored(store) == rows()


def test_only_the_last_load_is_undone_and_only_as_it_was_seen(store):
    load(store)
    load(store, without("recommendations", "wex-rec-1"), seen_number=1)
    with pytest.raises(ChangedMeanwhile):
        undo(store, 1)


def test_undoing_one_year_leaves_the_other_alone(store):
    load_into(store, WEXCOMBE / "2023-24")
    load_into(store, WEXCOMBE / "2024-25")
    undo(store, 1, TWO)
    assert years(store) == [ONE]
    assert stored(store) == rows()


def test_every_load_is_listed_with_what_it_was(store):
    load(store)
    correct(store, 1, {"note": "A caveat."})
    undo(store, 2)
    with store.reading() as session:
        found = imports.loads(session, SYSTEM, report_id=ONE)
    assert [(one.number, one.what) for one in found] == [(3, "undo"), (2, "correction"), (1, "load")]


def test_the_trail_says_what_was_done(store):
    load(store)
    correct(store, 1, {"note": "A caveat."})
    undo(store, 2)
    with store.reading() as session:
        acts = [row.action for row in session.exec(select(TrailRow).where(TrailRow.subject == f"report {ONE}"))]
    assert acts == [ReportsAction.LOADED, ReportsAction.ROW_CORRECTED, ReportsAction.LOAD_UNDONE]


# correcting


def test_one_row_is_corrected_and_its_wording_kept(store):
    load(store)
    outcome = correct(store, 1, {"note": "A caveat."})
    assert (outcome.number, outcome.changed) == (2, 1)
    with store.reading() as session:
        (kept,) = evidence.earlier_wordings(session, SYSTEM, report_id=ONE, sheet="figures", row_id="fig-families")
    assert kept.load_number == 2


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"value": "401"}, "401 is not the number in '400'"),
        ({"section": "99"}, "99 is not in"),
        ({"unit": ""}, "empty"),
    ],
)
def test_a_correction_that_would_be_at_fault_is_refused(store, cells, fault):
    load(store)
    with pytest.raises(LoadRefused, match=fault):
        correct(store, 1, cells)
    assert stored(store) == rows()


def test_an_id_cannot_be_corrected(store):
    load(store)
    assert correct(store, 1, {"figure_id": "fig-other"}).changes == 0


@pytest.mark.parametrize(("sheet", "row_id"), [("figures", "gone"), ("children", "fig-families")])
def test_a_row_that_is_not_there_is_not_corrected(store, sheet, row_id):
    load(store)
    with pytest.raises(NotFound):
        correct(store, 1, {"note": "x"}, sheet, row_id)
    with store.reading() as session, pytest.raises(NotFound):
        imports.find_row(session, SYSTEM, report_id=ONE, sheet=sheet, row_id=row_id)


def test_a_correction_of_what_changed_meanwhile_is_refused(store):
    load(store)
    correct(store, 1, {"note": "A caveat."})
    with pytest.raises(ChangedMeanwhile):
        correct(store, 1, {"note": "Another."})


@pytest.mark.parametrize("role", sorted(PEOPLE - {Role.BUSINESS_MANAGER}))
def test_only_the_business_manager_brings_reports_in(store, role):
    with pytest.raises(NotAllowed):
        act(store, imports.preview, Actor(account_id=1, username="x", name="x", role=role), content=content())
