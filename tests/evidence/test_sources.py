"""What somebody sends is looked at before it is read: size, type, what hides inside."""

import io
import re
import struct
import zipfile

import pytest
from openpyxl import Workbook

from cscp_core import uploads
from cscp_core.errors import LoadRefused, UploadRefused
from cscp_core.evidence import sources
from cscp_core.evidence.folder import read
from cscp_core.evidence.sheets import BY_NAME
from cscp_core.evidence.shown import number
from cscp_core.evidence.sources import CsvZip, ExcelBook, upload
from tests.builders import write_folder

GAPS = BY_NAME["gaps"]


def zipped(**members):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def folder_zip(tmp_path, within=""):
    path = write_folder(tmp_path / "report")
    return zipped(**{f"{within}{one.name}": one.read_bytes() for one in path.glob("*.csv")})


def book(rows, name="gaps", **sheets):
    made = Workbook()
    made.remove(made.worksheets[0])
    for title, listed in ({name: rows} | sheets).items():
        sheet = made.create_sheet(title)
        for row in listed:
            sheet.append(row)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def with_part(content, name, inside=b"x"):
    made = io.BytesIO(content)
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr(name, inside)
    return made.getvalue()


def faults(content):
    with pytest.raises(LoadRefused) as refused:
        read(upload(content))
    return refused.value.faults


HEADER = [column.name for column in GAPS.columns]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"name,dob\n", "neither an Excel workbook"),
        (b"\xd0\xcf\x11\xe0 an old workbook", "neither an Excel workbook"),
        (b"%PDF-1.7", "neither an Excel workbook"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (b"x" * (sources.LARGEST_UPLOAD + 1), "larger than 5 MB"),
    ],
    ids=["empty", "csv", "xls", "pdf", "cut off", "too large"],
)
def test_what_is_no_workbook_and_no_zip_is_refused(content, why):
    with pytest.raises(UploadRefused, match=why):
        upload(content)


def test_the_content_decides_and_not_the_name(tmp_path):
    assert isinstance(upload(folder_zip(tmp_path)), CsvZip)
    assert isinstance(upload(book([HEADER])), ExcelBook)


@pytest.mark.parametrize("within", ["", "annual-report/"])
def test_a_zip_of_csv_files_is_read_as_its_folder_would_be(tmp_path, within):
    assert read(upload(folder_zip(tmp_path, within))).report_id == "tiny-2020-21"


def test_a_zip_that_grows_far_beyond_a_report_is_refused(monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST_INSIDE", 1_000)
    with pytest.raises(UploadRefused, match="far larger"):
        upload(zipped(**{"gaps.csv": b"0" * 2_000}))


def test_a_zip_that_lies_about_its_size_is_cut_off(monkeypatch):
    monkeypatch.setattr(sources, "LARGEST_FILE", 1_000)
    found = CsvZip(zipped(**{"gaps.csv": b"0" * 2_000}))
    with pytest.raises(sources.Unreadable, match="larger than 1,000 bytes"):
        list(found.rows(GAPS))


def test_a_zip_of_very_many_files_is_refused():
    with pytest.raises(UploadRefused, match="far larger"):
        upload(zipped(**{f"{number}.csv": b"" for number in range(uploads.MOST_PARTS + 1)}))


@pytest.mark.parametrize("name", ["../gaps.csv", "/etc/gaps.csv", "a/../../gaps.csv"])
def test_a_zip_that_names_places_outside_itself_is_refused(name):
    with pytest.raises(UploadRefused, match="files outside itself"):
        upload(zipped(**{name: b""}))


def test_a_zip_with_a_password_is_refused():
    content = bytearray(zipped(**{"gaps.csv": b"gap_id\n"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(mark) + offset
        struct.pack_into("<H", content, at, 1)
    with pytest.raises(UploadRefused, match="locked"):
        upload(bytes(content))


@pytest.mark.parametrize("name", ["children.csv", "gaps.exe", "a/b/gaps.csv", "gaps.csv.txt"])
def test_a_file_that_belongs_to_no_report_is_named(tmp_path, name):
    content = with_part(folder_zip(tmp_path), name)
    assert f"{name}: no such file belongs to a report folder." in faults(content)


def test_a_file_that_stands_twice_is_named(tmp_path):
    assert "again/gaps.csv: appears twice." in faults(with_part(folder_zip(tmp_path), "again/gaps.csv"))


def test_what_systems_add_to_zips_is_passed_over(tmp_path):
    content = with_part(with_part(folder_zip(tmp_path), "__MACOSX/._gaps.csv"), "README.md")
    assert read(upload(content)).report_id == "tiny-2020-21"


@pytest.mark.parametrize(
    ("part", "why"),
    [
        ("xl/vbaProject.bin", "macro"),
        ("xl/externalLinks/externalLink1.xml", "links to other files"),
        ("xl/embeddings/oleObject1.bin", "macro"),
        ("xl/activeX/activeX1.xml", "embedded object"),
        ("xl/connections.xml", "another source of data"),
    ],
)
def test_a_workbook_that_holds_more_than_cells_is_refused(part, why):
    with pytest.raises(UploadRefused, match=why):
        upload(with_part(book([HEADER]), part))


@pytest.mark.parametrize("declared", [b"<!DOCTYPE bomb [<!ENTITY a 'b'>]><x/>", b"<?xml version='1.0'?><!doctype x>"])
def test_xml_that_declares_entities_is_refused(declared):
    with pytest.raises(UploadRefused, match="declares entities"):
        upload(with_part(book([HEADER]), "xl/more.xml", declared))


def test_a_workbook_whose_parts_are_no_workbook_is_damaged():
    with pytest.raises(UploadRefused, match="damaged"):
        upload(zipped(**{"xl/workbook.xml": b"nothing"}))


def with_changed(content, name, change):
    """The same zip with one part changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            inside = old.read(part)
            new.writestr(part, change(inside) if part == name else inside)
    return made.getvalue()


ROW = ["gap-1", "neglect", "1.1", "Nothing."]
FIRST_SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml[: len(xml) // 2],
        lambda xml: re.sub(rb'<c r="A2".*?</c>', b'<c r="A2" t="s"><v>9999</v></c>', xml),
        lambda xml: re.sub(rb'<c r="A2".*?</c>', b'<c r="A2" t="n"><v>abc</v></c>', xml),
        lambda xml: re.sub(rb'<c r="A2".*?</c>', b'<c r="A2" t="d"><v>31/31/31</v></c>', xml),
    ],
    ids=["cut off", "a text that is not there", "a number that is none", "a date that is none"],
)
def test_a_sheet_whose_xml_is_damaged_is_said_to_be(change):
    told = faults(with_changed(book([HEADER, ROW]), FIRST_SHEET, change))
    assert [one for one in told if one.startswith("sheet gaps") and "damaged" in one]


@pytest.mark.parametrize("name", ["gaps.csv", FIRST_SHEET])
def test_a_part_that_cannot_be_unpacked_is_a_clear_refusal(tmp_path, name):
    content = bytearray(folder_zip(tmp_path) if name == "gaps.csv" else book([HEADER, ROW]))
    part = zipfile.ZipFile(io.BytesIO(content)).getinfo(name)
    at = part.header_offset + 30 + len(name) + part.compress_size // 2
    content[at : at + 4] = bytes(byte ^ 0xFF for byte in content[at : at + 4])
    with pytest.raises(UploadRefused, match="damaged"):
        read(upload(bytes(content)))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_way_of_packing_that_nobody_uses_is_refused(method):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        archive.writestr("gaps.csv", "gap_id")
    with pytest.raises(UploadRefused, match="Save it again"):
        upload(made.getvalue())


def test_a_part_that_unpacks_to_a_hundred_times_its_size_is_refused():
    with pytest.raises(UploadRefused, match="far larger"):
        upload(zipped(**{"gaps.csv": b"a" * (uploads.SMALL + 1)}))


def test_a_part_without_cells_is_small(monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST_PART", 50_000)
    with pytest.raises(UploadRefused, match="far larger"):
        upload(with_changed(book([HEADER, ROW]), "xl/styles.xml", lambda _: b"<xf/>" * 11_000))


def test_more_cells_than_any_report_has_are_refused_before_they_are_parsed(monkeypatch):
    monkeypatch.setattr(uploads, "MOST_CELLS", 100)
    with pytest.raises(UploadRefused, match="more than 100 cells"):
        upload(book([HEADER, *([f"gap-{number}", "x"] for number in range(60))]))


def test_a_row_far_wider_than_the_sheet_is_refused_and_not_cut():
    told = faults(book([[*HEADER, *(f"spare_{number}" for number in range(30)), "pupil_name"]]))
    assert f"sheet gaps, row 1, row: cells in {len(HEADER) + 31} columns: there are {len(HEADER)}." in told


RELATED = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="https://a.example/" '
    b'TargetMode="External"/></Relationships>'
)


def test_a_link_to_another_file_is_refused_wherever_it_stands():
    with pytest.raises(UploadRefused, match="links to other files"):
        upload(with_part(book([HEADER]), "xl/other/_rels/x.xml.rels", RELATED % b"attachedTemplate"))


def test_an_address_in_a_cell_is_no_link_to_another_file():
    content = with_part(book([HEADER, ROW]), "xl/worksheets/_rels/sheet1.xml.rels", RELATED % b"hyperlink")
    assert len(list(upload(content).rows(GAPS))) == 2


@pytest.mark.parametrize(
    ("cell", "why"), [("=1+1", "holds a formula"), ("#DIV/0!", "holds an error")], ids=["formula", "error"]
)
def test_a_cell_that_is_no_value_is_named(cell, why):
    told = faults(book([HEADER, ["gap-1", cell, "1.1", "Nothing."]]))
    assert [one for one in told if one.startswith("sheet gaps, row 2, theme_id: ") and why in one]


def test_a_date_is_asked_for_as_text():
    from datetime import date

    told = faults(book([HEADER, ["gap-1", date(2020, 3, 1), "1.1", "Nothing."]]))
    asked = "holds a date. Format the cell as text and type it as printed."
    assert f"sheet gaps, row 2, theme_id: {asked}" in told


def test_faults_after_a_date_and_a_formula_are_told_too():
    from datetime import date

    rows = [["gap-1", "=1+1", "1.1", date(2020, 3, 1)], ["gap-2", "neglect", "1.1", date(2020, 3, 1)], ["gap 3"]]
    told = [one for one in faults(book([HEADER, *rows])) if one.startswith("sheet gaps")]
    assert told == [
        "sheet gaps, row 2, theme_id: holds a formula. Type the value itself.",
        "sheet gaps, rows 2 and 3, text: holds a date. Format the cell as text and type it as printed.",
        "sheet gaps, row 4, theme_id: is empty.",
        "sheet gaps, row 4, section: is empty.",
        "sheet gaps, row 4, text: is empty.",
        "sheet gaps, row 4, gap_id: an id has letters, digits, dots and dashes only.",
    ]


def test_faults_are_told_by_sheet_row_and_column():
    told = faults(book([HEADER, ["gap-1", "no-such-theme", "1.1", ""]]))
    assert "sheet gaps, row 2, text: is empty." in told


def test_an_unknown_column_is_refused_and_one_about_single_children_by_name():
    told = faults(book([[*HEADER, "nhs_number", "colour"]]))
    assert "sheet gaps, row 1, nhs_number: looks like data about single children, which is never loaded." in told
    assert "sheet gaps, row 1, colour: is not a known column." in told


def test_an_unknown_sheet_is_named_and_guides_are_passed_over():
    told = faults(book([HEADER], children=[["name"]], **{"Read me": [["Hello"]], "Last year": [["x"]]}))
    assert "sheet children: no such sheet belongs to a report." in told
    assert not [one for one in told if "Read me" in one or "Last year" in one]


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(sources, "MOST_ROWS", 5)
    rows = [[f"gap-{number}", "neglect", "1.1", "Nothing."] for number in range(9)]
    assert [one for one in faults(book([HEADER, *rows])) if "more than 5 rows" in one]


def test_two_hundred_thousand_rows_are_refused_without_reading_them_all():
    rows = "\n".join(f"gap-{number},neglect,1.1,Nothing." for number in range(100_000))
    content = zipped(**{"gaps.csv": ",".join(HEADER) + "\n" + rows})
    assert [one for one in faults(content) if "more than 20,000 rows" in one]


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [(19.0, "19"), (8.5, "8.5"), (True, "yes"), (False, "no"), ("'=sum", "=sum"), ("it's", "it's")],
)
def test_a_cell_is_read_as_it_is_seen(typed, read_as):
    rows = list(ExcelBook(book([HEADER, ["gap-1", typed, "1.1", "x"]])).rows(GAPS))
    assert rows[1] == (2, ["gap-1", read_as, "1.1", "x"])


SHOWN = [
    (0.244, "0.0%", "24.4%"), (0.28, "0%", "28%"), (123484, '"£"#,##0', "£123,484"), (1475, "#,##0", "1,475"),
    (123484.5, "[$£-809]#,##0.00", "£123,484.50"), (1.1, "0.00", "1.10"), (1.1, "General", "1.1"),
    (77.400000000000006, "General", "77.4"), (0.1 + 0.2, "General", "0.3"), (-1234, "#,##0;[Red](#,##0)", "(1,234)"),
    (1234, '_-"£"* #,##0.00_-;-"£"* #,##0.00_-', "£1,234.00"), (-5.5, "0.0", "-5.5"), (0, "0.0%", "0.0%"),
    (-0.001, "0.0", "0.0"), (2.5, "0", "3"), (12, "@", "12"), (7, "000", "007"), (0.5, "#.##", ".5"),
    (12345678901234, "General", "12345678901234"), (3, '0" children"', "3 children"), (12, r"0\%", "12%"),
    (1482000, "#,##0,", "1,482"),
]  # fmt: skip


def test_a_number_is_read_as_its_format_shows_it():
    wrong = [(value, form, number(value, form)) for value, form, seen in SHOWN if number(value, form) != seen]
    assert not wrong


@pytest.mark.parametrize("form", ["# ?/?", "0.00E+00", "[>100]0;0", ";;;", "dd/mm/yyyy", '0;-0;"-"', "0 0", "[h]:mm"])
def test_a_format_that_shows_something_else_is_a_fault(form):
    assert number(0, form) is None


def test_a_number_in_a_format_that_is_not_read_is_named():
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = "gaps"
    sheet.append(HEADER)
    sheet.append(["gap-1", "neglect", 0.5, "Nothing."])
    sheet["C2"].number_format = "# ?/?"
    content = io.BytesIO()
    made.save(content)
    assert (
        "sheet gaps, row 2, section: is shown in the format '# ?/?', which the app does not read. Type it as text, as "
        "printed." in faults(content.getvalue())
    )


def test_a_title_above_the_header_and_rows_that_look_empty_are_passed_over_in_a_workbook():
    rows = [["Gaps (draft)"], [None], HEADER, [" ", "\u00a0"], ["gap-1", "", "1.1", "Nothing."], [" "]]
    told = [one for one in faults(book(rows)) if one.startswith("sheet gaps")]
    assert told == ["sheet gaps, row 5, theme_id: is empty."]


def test_settings_of_a_printer_are_harmless():
    content = with_part(book([HEADER, ROW]), "xl/printerSettings/printerSettings1.bin", b"\0\1")
    assert len(list(upload(content).rows(GAPS))) == 2


def test_empty_rows_and_the_width_of_the_sheet_are_passed_over():
    found = list(ExcelBook(book([HEADER, [None], ["gap-1", "neglect", "1.1", "x", None, None]])).rows(GAPS))
    assert [number for number, _ in found] == [1, 3]
    assert len(found[1][1]) == len(HEADER)


def test_a_broken_sheet_brings_no_fault_of_what_refers_to_it(tmp_path):
    path = write_folder(tmp_path / "report")
    (path / "themes.csv").write_text("theme\nneglect\n")
    content = zipped(**{one.name: one.read_bytes() for one in path.glob("*.csv")})
    assert all(one.startswith("themes.csv") for one in faults(content))
