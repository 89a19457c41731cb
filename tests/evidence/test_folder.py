"""A report folder as files, headers and ids: every fault is told at once, with its file, line and column."""

import pytest
from sqlmodel import select

from cscp_core.errors import LoadRefused
from cscp_core.evidence import loader
from cscp_core.evidence.folder import read_folder
from cscp_core.evidence.sheets import SHEETS
from cscp_core.evidence.sources import LARGEST_FILE
from cscp_core.evidence.tables import Report, Theme
from cscp_core.people.permissions import SYSTEM
from cscp_core.storage.tables import TrailRow
from tests.builders import SMALL, small_row, write_folder, write_sheet
from tests.conftest import REPORT


def faults(path):
    with pytest.raises(LoadRefused) as refused:
        read_folder(path)
    return refused.value.faults


def edit(path, name, old, new):
    """Changes the text of one file."""
    file = path / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_small_folder_has_no_fault(small_folder):
    assert read_folder(small_folder).faults == []


def test_the_real_report_has_no_fault():
    assert read_folder(REPORT).faults == []


def test_a_folder_knows_its_report(small_folder):
    assert read_folder(small_folder).report_id == "tiny-2020-21"


def test_a_mark_of_byte_order_is_no_fault(small_folder):
    file = small_folder / "sections.csv"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert read_folder(small_folder).rows["sections"][0].text("section") == "1.1"


def test_lines_that_end_as_on_windows_are_no_fault(small_folder):
    file = small_folder / "sections.csv"
    file.write_bytes(b"\r\n".join(file.read_bytes().splitlines()) + b"\r\n")
    assert len(read_folder(small_folder).rows["sections"]) == 1


def test_an_empty_line_is_no_row(small_folder):
    file = small_folder / "sections.csv"
    file.write_text(file.read_text() + "\n\n")
    assert len(read_folder(small_folder).rows["sections"]) == 1


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    assert faults(tmp_path / "nowhere") == [f"{tmp_path / 'nowhere'} is not a folder."]


@pytest.mark.parametrize("sheet", [sheet.name for sheet in SHEETS if sheet.needed])
def test_a_missing_file_that_a_report_needs_is_a_fault(small_folder, sheet):
    (small_folder / f"{sheet}.csv").unlink()
    assert f"{sheet}.csv: the file is missing." in faults(small_folder)


@pytest.mark.parametrize("sheet", [sheet.name for sheet in SHEETS if not sheet.needed and sheet.name not in SMALL])
def test_any_other_missing_file_is_reported_and_not_refused(small_folder, sheet):
    (small_folder / f"{sheet}.csv").unlink()
    assert read_folder(small_folder).absent == [f"{sheet}.csv"]


def test_a_file_that_only_points_elsewhere_counts_as_missing(small_folder, tmp_path):
    file = small_folder / "gaps.csv"
    file.rename(tmp_path / "elsewhere.csv")
    file.symlink_to(tmp_path / "elsewhere.csv")
    assert faults(small_folder) == ["gaps.csv: the file is missing."]


def test_an_unknown_file_is_named(small_folder):
    (small_folder / "children.csv").write_text("name\n")
    assert faults(small_folder) == ["children.csv: no such file belongs to a report folder."]


def test_a_file_too_large_is_named_and_not_read(small_folder):
    with (small_folder / "gaps.csv").open("ab") as file:
        file.truncate(LARGEST_FILE + 1)
    assert faults(small_folder) == ["gaps.csv: larger than 5,000,000 bytes."]


GAPS = "gap_id,theme_id,section,text\ngap-1,neglect,1.1,Caf\xe9 – “no base”.\n"


@pytest.mark.parametrize(
    "content",
    [
        GAPS.encode(),
        GAPS.encode("utf-8-sig"),
        GAPS.encode("cp1252"),
        GAPS.encode("utf-16"),
        GAPS.replace(",", "\t").encode("utf-16"),
        GAPS.replace(",", ";").encode("cp1252"),
        ("sep=;\n" + GAPS.replace(",", ";")).encode(),
        GAPS.replace("\n", "\r\n").encode(),
    ],
    ids=["UTF-8", "byte order mark", "cp1252", "UTF-16", "Unicode text", "semicolons", "sep=", "Windows"],
)
def test_a_csv_file_is_read_as_excel_saves_it(small_folder, content):
    (small_folder / "gaps.csv").write_bytes(content)
    (row,) = read_folder(small_folder).rows["gaps"]
    assert row.text("text") == "Caf\xe9 – “no base”."


def test_a_file_in_no_code_that_is_read_here_is_named_with_the_place(small_folder):
    (small_folder / "gaps.csv").write_bytes(b"gap_id,caf\x81\n")
    assert faults(small_folder) == ["gaps.csv: not text that the app can read (byte 10). Save it as CSV UTF-8."]


def test_a_title_above_the_header_and_rows_that_look_empty_are_passed_over(small_folder):
    text = f"Gaps (draft),,,\n,,,\n{GAPS}, ,\u00a0,\n,,,\n"
    (small_folder / "gaps.csv").write_text(text, encoding="utf-8")
    (row,) = read_folder(small_folder).rows["gaps"]
    assert (row.line, row.text("gap_id")) == (4, "gap-1")


def test_columns_are_named_in_any_case_and_empty_ones_at_the_end_are_no_columns(small_folder):
    (small_folder / "gaps.csv").write_text("Gap_ID,Theme ID,SECTION,text,,\ngap-1,neglect,1.1,No base.,,\n")
    assert read_folder(small_folder).ids("gaps") == {"gap-1"}


def test_cells_that_excel_leaves_out_at_the_end_of_a_row_are_empty(small_folder):
    header = "agency_id,name,short_name,kind,statutory_partner,successor_id,part_of,note"
    (small_folder / "agencies.csv").write_text(f"{header}\ncouncil,Tiny Council,Council,council,yes\n")
    assert read_folder(small_folder).rows["agencies"][0].text("note") == ""


def test_an_unknown_column_is_named(small_folder):
    edit(small_folder, "gaps.csv", "gap_id,", "gap_id,colour,")
    assert faults(small_folder) == ["gaps.csv, line 1, colour: is not a known column."]


def test_a_column_without_a_name_is_named_as_empty(small_folder):
    edit(small_folder, "gaps.csv", "gap_id,", "gap_id,,")
    assert faults(small_folder) == ["gaps.csv, line 1, (empty): is not a known column."]


@pytest.mark.parametrize("column", ["child_name", "dob", "nhs_number", "postcode"])
def test_a_column_about_single_children_is_refused_and_the_reason_told(small_folder, column):
    edit(small_folder, "gaps.csv", "gap_id,", f"gap_id,{column},")
    assert faults(small_folder) == [
        f"gaps.csv, line 1, {column}: looks like data about single children, which is never loaded."
    ]


def test_a_column_that_stands_twice_is_one_fault(small_folder):
    edit(small_folder, "gaps.csv", "gap_id,theme_id,", "gap_id,theme_id,theme_id,")
    assert faults(small_folder) == ["gaps.csv, line 1, theme_id: appears twice."]


def test_a_missing_column_is_named(small_folder):
    edit(small_folder, "gaps.csv", ",theme_id", "")
    assert faults(small_folder) == ["gaps.csv, line 1, theme_id: is missing."]


def test_a_column_that_came_later_may_be_missing_and_is_empty_then(small_folder):
    edit(small_folder, "claims.csv", "text,hedged,plain", "text,plain")
    edit(small_folder, "claims.csv", "Neglect fell.,,", "Neglect fell.,")
    assert read_folder(small_folder).rows["claims"][0].cells["hedged"] is False


def test_an_empty_file_lacks_every_column(small_folder):
    (small_folder / "gaps.csv").write_text("")
    assert faults(small_folder) == [
        f"gaps.csv, line 1, {column}: is missing." for column in ("gap_id", "theme_id", "section", "text")
    ]


def test_columns_may_stand_in_another_order(small_folder):
    (small_folder / "gaps.csv").write_text("text,section,theme_id,gap_id\nNo base.,1.1,neglect,gap-1\n")
    assert read_folder(small_folder).ids("gaps") == {"gap-1"}


@pytest.mark.parametrize(("row", "cells"), [("gap-1,neglect,1.1", 3), ("gap-1,neglect,1.1,No base.,more", 5)])
def test_a_row_with_another_number_of_cells_is_named_with_its_line(small_folder, row, cells):
    (small_folder / "gaps.csv").write_text(f"gap_id,theme_id,section,text\n{row}\n")
    assert faults(small_folder) == [f"gaps.csv, line 2, row: {cells} cells where the header has 4."]


def test_a_row_that_is_no_csv_is_named_with_its_line(small_folder):
    (small_folder / "gaps.csv").write_text('gap_id,theme_id,section,text\ngap-1,neglect,1.1,"No" base.\n')
    (fault,) = faults(small_folder)
    assert fault.startswith("gaps.csv, line 2, row: not readable as CSV (")


def test_an_id_that_stands_twice_is_named_with_the_second_line(small_folder):
    write_sheet(small_folder, "sections", [small_row("sections"), small_row("sections")])
    assert faults(small_folder) == ["sections.csv, line 3, section: 1.1 appears twice."]


@pytest.mark.parametrize("row_id", ["gap 1", "-gap", "gap#1", "gäp"])
def test_an_id_of_another_shape_is_refused(small_folder, row_id):
    write_sheet(small_folder, "gaps", [{"gap_id": row_id, "theme_id": "neglect", "section": "1.1", "text": "No base."}])
    assert faults(small_folder) == ["gaps.csv, line 2, gap_id: an id has letters, digits, dots and dashes only."]


def test_a_reference_to_nothing_is_named(small_folder):
    write_sheet(small_folder, "indicators", [small_row("indicators", theme_id="nowhere")])
    assert faults(small_folder) == ["indicators.csv, line 2, theme_id: nowhere is not in themes.csv."]


def test_each_of_several_references_is_looked_up(small_folder):
    write_sheet(small_folder, "claims", [small_row("claims", figure_ids="figure-1 figure-1.1-01 figure-2")])
    assert faults(small_folder) == [
        "claims.csv, line 2, figure_ids: figure-1 and figure-2 are not in figures.csv.",
    ]


def test_one_cause_in_several_rows_is_one_fault(small_folder):
    rows = [small_row("themes", theme_id=f"theme-{number}", said="" if number != 3 else "x") for number in range(7)]
    write_sheet(small_folder, "themes", [small_row("themes"), *rows])
    assert "themes.csv, lines 3 to 5 and 7 to 9, said: is empty." in faults(small_folder)


def test_an_optional_reference_may_be_empty(small_folder):
    write_sheet(small_folder, "claims", [small_row("claims", agency_id="", figure_ids="")])
    assert read_folder(small_folder).rows["claims"][0].cells["agency_id"] is None


def test_agencies_that_succeed_each_other_in_a_circle_are_a_fault(small_folder):
    write_sheet(
        small_folder,
        "agencies",
        [
            small_row("agencies", successor_id="health"),
            small_row("agencies", agency_id="health", successor_id="council"),
        ],
    )
    said = "agencies.csv, lines 2 and 3, successor_id: agencies succeed each other in a circle."
    assert said in faults(small_folder)


HEALTH = {"agency_id": "health"}
YOUTH = {"agency_id": "youth"}


def agency_faults(path, *rows):
    """The faults of a folder with these agencies beside the council."""
    write_sheet(path, "agencies", [small_row("agencies", **cells) for cells in rows])
    return [fault for fault in faults(path) if fault.startswith("agencies.csv, line")]


def test_agencies_that_are_part_of_each_other_in_a_circle_are_a_fault(small_folder):
    rows = [{"part_of": "health"}, HEALTH | {"part_of": "youth"}, YOUTH | {"part_of": "council"}]
    said = "part_of: agencies are part of each other in a circle."
    assert agency_faults(small_folder, *rows) == [f"agencies.csv, lines 2 to 4, {said}"]


def test_an_agency_that_is_part_of_itself_is_a_fault(small_folder):
    assert len(agency_faults(small_folder, {"part_of": "council"})) == 1


def test_an_agency_that_succeeds_what_it_is_part_of_is_a_fault(small_folder):
    assert agency_faults(small_folder, {"successor_id": "health"}, HEALTH | {"part_of": "council"})


def test_agencies_that_commission_each_other_in_a_circle_are_a_fault(small_folder):
    rows = [{"commissioned_by": "health"}, HEALTH | {"commissioned_by": "council"}]
    said = "commissioned_by: agencies commission each other in a circle."
    assert agency_faults(small_folder, *rows) == [f"agencies.csv, lines 2 and 3, {said}"]


def test_only_the_agencies_in_the_circle_are_at_fault(small_folder):
    rows = [{"part_of": "health"}, HEALTH | {"part_of": "council"}, YOUTH | {"part_of": "council"}]
    assert [fault.split(",")[1] for fault in agency_faults(small_folder, *rows)] == [" lines 2 and 3"]


def test_an_agency_can_only_be_part_of_one_that_is_known(small_folder):
    assert agency_faults(small_folder, {"part_of": "nowhere"}) == [
        "agencies.csv, line 2, part_of: nowhere is not in agencies.csv."
    ]


def test_a_folder_from_before_agencies_had_parts_is_told_which_column_is_missing(small_folder):
    edit(small_folder, "agencies.csv", "part_of,", "")
    assert "agencies.csv, line 1, part_of: is missing." in faults(small_folder)


def test_a_report_needs_its_one_row(small_folder):
    write_sheet(small_folder, "report", [])
    assert faults(small_folder) == ["report.csv: exactly one row is needed."]


def test_two_reports_in_one_folder_are_refused(small_folder):
    write_sheet(small_folder, "report", [small_row("report"), small_row("report", report_id="other-2020-21")])
    assert faults(small_folder) == ["report.csv: exactly one row is needed."]


def test_every_fault_of_every_file_is_told_at_once(small_folder):
    (small_folder / "recommendations.csv").unlink()
    (small_folder / "children.csv").write_text("name\n")
    edit(small_folder, "voices.csv", "voice_id,", "voice_id,dob,")
    write_sheet(small_folder, "themes", [small_row("themes", is_priority="perhaps", said="")])
    write_sheet(small_folder, "figures", [small_row("figures", value="20", section="9.9")])
    assert sorted(fault.split(": ")[0] for fault in faults(small_folder)) == [
        "children.csv",
        "figures.csv, line 2, section",
        "figures.csv, line 2, value",
        "recommendations.csv",
        "themes.csv, line 2, is_priority",
        "themes.csv, line 2, said",
        "voices.csv, line 1, dob",
    ]


def test_the_message_counts_the_faults_and_lists_them(small_folder):
    write_sheet(small_folder, "themes", [small_row("themes", ask="", said="")])
    with pytest.raises(LoadRefused) as refused:
        read_folder(small_folder)
    assert str(refused.value).splitlines() == [
        "Nothing was loaded: 2 fault(s).",
        "themes.csv, line 2, said: is empty.",
        "themes.csv, line 2, ask: is empty.",
    ]


def test_of_a_folder_with_one_fault_nothing_is_loaded(store, tmp_path):
    path = write_folder(tmp_path / "report", themes=[small_row("themes", said="")])
    with store.writing() as session, pytest.raises(LoadRefused):
        loader.load_folder(session, SYSTEM, path=path)
    with store.reading() as session:
        kept = [*session.exec(select(Report)), *session.exec(select(Theme)), *session.exec(select(TrailRow))]
    assert kept == []
