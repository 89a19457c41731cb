"""A small report of another partnership, read from end to end: figures, claims, recommendations and the rest."""

import csv

import pytest
from docx import Document

from cscp_core.evidence.sheets import BY_NAME
from cscp_core.exports.cells import csv_cell
from cscp_core.reading import drafting, writing
from tests.reading.paper import Paper, save

TEXT = """\
Wexcombe Safeguarding Children Partnership
Yearly report 2022-23

1.1 Contacts
The hub received 2,000 contacts, against 1,800 in 2021-22, a rise of 11.1%. Of these, 500 became referrals (25.0%).
The re-referral rate was 19%, better than England, at 22.4%. We believe that fuller assessments explain this.

1.2 Child protection
On 31 March 2023 120 children had a child protection plan, a rate of 40.2 per 10,000 children; a year earlier the rate
was 38. The multi-agency safeguarding hub (MASH) will publish its protocol in autumn 2023.

1.3 Multi-agency audit: neglect
In November 2022 auditors looked at 16 children. Practice was good for 9 of them. The audit made these recommendations:
• Wexcombe Council should bring in one chronology (Head of Early Help, by June 2023).
• The ICB is asked to count missed appointments.

1.4 Voices
“Nobody asked me what I wanted until the worker at the drop-in.”

Young person, 15, supported by the drop-in

Young people told us that they want to be asked about buses.

1.5 Inspection: youth justice service, January 2023
The youth justice service was rated Good overall. Inspectors praised the health offer inside the team.
"""


@pytest.fixture(scope="module")
def draft(tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "wexcombe.txt"
    path.write_text(TEXT, encoding="utf-8")
    return drafting.draft_file(path)


def figure(draft, printed):
    return next(row.cells for row in draft.rows["figures"] if row.cells["as_printed"] == printed)


def test_the_report_says_whose_it_is_and_which_year_it_covers(draft):
    assert (draft.partnership, draft.home, draft.period) == (
        "Wexcombe Safeguarding Children Partnership", "Wexcombe", "2022-23",
    )  # fmt: skip


def test_a_figure_has_its_unit_and_its_own_time(draft):
    wanted = {
        "2,000": ("contacts", "2022-23"), "1,800": ("contacts", "2021-22"), "11.1%": ("%", "2022-23"),
        "120": ("children", "31 March 2023"), "40.2": ("per 10,000 children", "31 March 2023"),
        "38": ("per 10,000 children", "31 March 2022"), "16": ("children", "November 2022"),
    }  # fmt: skip
    found = {printed: (cells["unit"], cells["period"]) for printed in wanted if (cells := figure(draft, printed))}
    assert {printed: got for printed, got in found.items() if got != wanted[printed]} == {}


def test_a_share_has_its_numerator_and_denominator_where_the_sentence_prints_them(draft):
    assert (figure(draft, "25.0%")["numerator"], figure(draft, "25.0%")["denominator"]) == (500, 2000)
    assert (figure(draft, "500")["numerator"], figure(draft, "500")["denominator"]) == (500, 2000)


def test_another_places_figure_is_that_places(draft):
    assert (figure(draft, "22.4%")["area"], figure(draft, "19%")["area"]) == ("England", "Wexcombe")


def claim(draft, begins):
    return next(row.cells for row in draft.rows["claims"] if str(row.cells["text"]).startswith(begins))


def test_a_claim_is_placed_with_the_words_that_led_there_and_its_hedge(draft):
    planned = claim(draft, "The multi-agency safeguarding hub (MASH) will publish")
    assert (planned["how_far"], planned["agency"]) == ("Planned", "MASH")
    assert "“will publish”" in planned["reason"]
    assert claim(draft, "We believe")["hedged"] == "yes"
    assert claim(draft, "The re-referral rate")["how_known"] == "tested"
    assert claim(draft, "The hub received")["plain"] == ""


def test_recommendations_have_their_owner_and_due_words(draft):
    rows = draft.rows["recommendations"]
    found = {str(row.cells["text"])[:20]: (row.cells["owner"], row.cells["due"]) for row in rows}
    assert found["Wexcombe Council sho"] == ("Head of Early Help", "by June 2023")
    assert found["The ICB is asked to "] == ("ICB", "")


def test_what_inspectors_praise_is_a_strength(draft):
    strengths = [row.cells["text"] for row in draft.rows["recommendations"] if row.cells["kind"] == "strength"]
    assert "the health offer inside the team" in strengths


def test_reviews_have_their_kind_and_the_inspectorates_own_word(draft):
    found = [(row.cells["kind"], row.cells["outcome"]) for row in draft.rows["reviews"]]
    assert found == [("multi-agency audit", ""), ("inspection", "good")]


def test_a_voice_has_its_speaker_and_never_a_name(draft):
    assert [(row.cells["who"], str(row.cells["text"])[:14]) for row in draft.rows["voices"]] == [
        ("young person", "“Nobody asked "), ("young people", "Young people t"),
    ]  # fmt: skip


def test_an_abbreviation_in_brackets_is_a_term(draft):
    found = {row.cells["abbreviation"]: row.cells["expansion"] for row in draft.rows["glossary"]}
    assert found["MASH"] == "multi-agency safeguarding hub"


def test_every_row_says_how_sure_it_is_and_because_of_what(draft):
    rows = [row for sheet in drafting.SHEETS for row in draft.rows[sheet]]
    assert [row.row_id for row in rows if not 0 <= row.sure <= 1 or not row.because] == []
    assert all(len({row.row_id for row in draft.rows[sheet]}) == draft.count(sheet) for sheet in drafting.SHEETS)


def test_the_same_file_gives_the_same_draft(draft, tmp_path):
    path = tmp_path / "wexcombe.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert drafting.draft_file(path).rows == draft.rows


def test_the_folder_has_the_columns_of_a_reports_folder_then_page_sure_and_because(draft, tmp_path):
    writing.write_draft(draft, tmp_path / "out", safe=csv_cell)
    for sheet in drafting.SHEETS:
        header = next(csv.reader((tmp_path / "out" / f"{sheet}.csv").open(encoding="utf-8")))
        own = [column.name for column in BY_NAME[sheet].columns]
        assert header[: len(own)] == own
        assert header[-3:] == ["page", "sure", "because"]


def test_a_word_file_is_read_by_its_styles(tmp_path):
    document = Document()
    document.add_heading("2 Training", 1)
    document.add_paragraph("We ran 46 courses in 2022-23.")
    document.add_paragraph("Report take-up to the board.", style="List Bullet")
    table = document.add_table(rows=0, cols=2)
    for cells in (("Sector", "2022-23"), ("Police", "74"), ("Health", "268")):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    document.save(tmp_path / "report.docx")
    made = drafting.draft_file(tmp_path / "report.docx")
    assert [row.cells["as_printed"] for row in made.rows["figures"]] == ["46", "74", "268"]
    assert {row.section for row in made.rows["figures"]} == {"2"}


def test_words_of_a_report_never_become_a_formula_in_a_file(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(
        "1.1 Contacts\n=HYPERLINK(1) was seen in 20 contacts.\nWe fell by -28% in 2022-23.\n", encoding="utf-8"
    )
    writing.write_draft(drafting.draft_file(path), tmp_path / "out", safe=csv_cell)
    claims = (tmp_path / "out" / "claims.csv").read_text(encoding="utf-8")
    assert ",'=HYPERLINK(1) was seen" in claims
    assert ",-28%," in (tmp_path / "out" / "figures.csv").read_text(encoding="utf-8")


def test_a_page_that_is_a_picture_is_told_and_not_skipped_in_silence(tmp_path):
    pages = [Paper().write("We held 20 meetings in 2022-23.", 70, 100), Paper().picture(0, 0, 595, 842)]
    made = drafting.draft_file(save(tmp_path / "report.pdf", pages))
    assert made.notes == ["Page 2 is scanned: pictures without text. Nothing was read there."]
    assert [(row.cells["as_printed"], row.page) for row in made.rows["figures"]] == [("20", 1)]


def test_small_counts_in_what_is_recommended_and_in_quotations_are_no_figures(tmp_path):
    path = tmp_path / "report.txt"
    lines = (
        "CARROW SAFEGUARDING CHILDREN PARTNERSHIP",
        "1.1 Audit",
        "The council should visit ten schools and reach 85% of them.",
        "“I have had six social workers.”",
    )
    path.write_text("\n\n".join(lines), encoding="utf-8")
    made = drafting.draft_file(path)
    assert [row.cells["as_printed"] for row in made.rows["figures"]] == ["85%"]
    assert made.home == "Carrow"


def test_room_inside_quotation_marks_is_how_a_page_is_set_and_no_part_of_a_voice(tmp_path):
    report = Document()
    report.add_heading("1.1 Voices", 1)
    report.add_paragraph("“ Nobody asked me what I wanted. It was the worker at the drop-in who did. ”")
    report.add_paragraph("Young person, supported by the drop-in")
    report.save(tmp_path / "voices.docx")
    (voice,) = drafting.draft_file(tmp_path / "voices.docx").rows["voices"]
    assert voice.cells["text"] == "“Nobody asked me what I wanted. It was the worker at the drop-in who did.”"
