"""How a sentence says what the report says: what is quoted, what is reported, and which first letter stays."""

import csv
import re

import pytest

from cscp_core.evidence import reported
from cscp_core.evidence.folder import read_folder
from cscp_core.evidence.rules import ValueState
from tests.builders import make_claim, make_figure
from tests.conftest import REPORT, ROOT

DRAWN = re.compile(r"\b(?:charts?|tables?|numbers?|counts?|years|breakdown|captions?)\b")


def test_a_claim_is_reported_with_a_small_first_letter_and_without_quotation_marks():
    claim = make_claim(section="1.8.1", text="Outreach has improved understanding.")
    assert reported.of_claim(claim) == "Section 1.8.1 reports that outreach has improved understanding."


def test_a_claim_that_speaks_as_the_report_does_stands_behind_a_colon_and_without_quotation_marks():
    for text in ("We helped 440 families early.", "In the autumn our workers met schools.", "I am less assured of it."):
        assert reported.sentence("claim", "2.1", text) == f"Section 2.1 reports: {text}"


@pytest.mark.parametrize(
    ("section", "begins"),
    [
        ("priority-2-youth", "The part on priority 2 youth"),
        ("3.2", "Section 3.2"),
        ("foreword", "The foreword"),
        ("budget", "The part on budget"),
    ],
)
def test_a_sentence_begins_with_where(section, begins):
    assert reported.sentence("claim", section, "It grew.") == f"{begins} reports that it grew."


@pytest.mark.parametrize(
    ("kind", "what", "said"),
    [
        ("recommendation", "action", "Section 1.1 records an action: Widen the panel."),
        ("recommendation", "area for development", "Section 1.1 records an area for development: Widen the panel."),
        ("recommendation", "strength", "Section 1.1 records a strength: Widen the panel."),
        ("recommendation", "", "Section 1.1 records this: Widen the panel."),
        ("recorded_challenge", "", "Section 1.1 records a challenge: Widen the panel."),
        ("figure", "", "Section 1.1 prints this: Widen the panel."),
        ("check", "", "Widen the panel."),
        ("theme", "", "Widen the panel."),
    ],
)
def test_every_kind_of_item_has_its_sentence(kind, what, said):
    assert reported.sentence(kind, "1.1", "Widen the panel.", what=what) == said


def test_a_free_question_is_about_nothing():
    assert reported.sentence("", "", "") == ""


@pytest.mark.parametrize(
    ("text", "agency", "keeps"),
    [
        ("Workers came.", "", False),
        ("The Children's Society came.", "", False),
        ("In Camden it grew.", "", False),
        ("CAMHS came.", "", True),
        ("GPs came.", "", True),
        ("Family Group Conferences grew.", "", True),
        ("Camden's rate fell.", "", True),
        ("Probation, like others, paid.", "", True),
        ("Section 11 audits came back.", "", True),
        ("Sections came back.", "", False),
        ("Leeds was inspected.", "Leeds City Council", True),
        ("Schools came.", "Schools in Camden", False),
        ("132 children came.", "", True),
        ("“Outstanding” is the grade.", "", True),
        ("", "", True),
    ],
)
def test_a_first_word_that_is_a_name_keeps_its_capital(text, agency, keeps):
    assert (reported.lowered(text, agency) == text) is keeps


def test_what_is_printed_of_a_figure_is_quoted_with_what_it_counts():
    said = reported.of_figure(make_figure(section="3.1.8", as_printed="132 children"))
    assert said == "Section 3.1.8 prints “132 children” (Missing children, Camden, 2019-20)."


def test_a_figure_that_is_not_printed_is_not_quoted():
    said = reported.figure_in_words(make_figure(state=ValueState.CHART_ONLY, as_printed="", period="not stated"))
    assert said == "no number: published only as a chart (Missing children)"


def test_every_name_of_the_file_is_there_once_and_opens_a_claim_of_the_report_or_could():
    with reported.FILE.open(encoding="utf-8", newline="") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    assert sorted(set(names)) == names
    assert all(name[0].isupper() and len(name.split(" ")) <= 3 for name in names)


def test_every_claim_of_the_2019_20_report_reads_on():
    for row in read_folder(REPORT).rows["claims"]:
        said = reported.sentence("claim", row.text("section"), row.text("text"))
        assert " reports that " in said
        assert "“" not in said
        assert said.endswith((".", "!", "?"))


ACCOUNT = "Meetings are said to go on, at “only 8.1%” of what they cost."
MARKS = [
    (f"Section 1.1 says: “{ACCOUNT}” Who looked?", f"Section 1.1 says: {ACCOUNT} Who looked?"),
    (f'You write "{ACCOUNT[:-1]}". Who looked?', f"You write {ACCOUNT[:-1]}. Who looked?"),
    (f"Section 1.1 says: “{ACCOUNT.removesuffix('.')}” Who looked?", f"Section 1.1 says: {ACCOUNT[:-1]} Who looked?"),
    ("Section 1.1 says: “Meetings are said …” Who looked?", "Section 1.1 says: Meetings are said … Who looked?"),
    ("Section 1.1 prints “only 8.1%” (cost). Is that “Meetings”?", None),
    ("Section 1.1 says: “Another claim …” Who looked?", None),
    ("Who says “…” and “”?", None),
]


def test_marks_round_our_account_are_left_out_and_those_round_other_words_stay():
    wrong = [text for text, plain in MARKS if reported.without_false_marks(text, ACCOUNT) != (plain or text)]
    assert wrong == []


def test_without_an_account_nothing_is_left_out():
    assert reported.without_false_marks("Who says “Meetings …” and “”?", "") == "Who says “Meetings …” and “”?"


def test_no_note_blames_the_report_for_losing_what_it_shows_as_a_chart():
    """The numbers of a chart are not in the text that was read. They may well be in the report."""
    files = [*sorted(REPORT.glob("*.csv")), ROOT / "data" / "official" / "mappings" / f"{REPORT.name}.csv"]
    rows = [row for path in files for row in csv.reader(path.read_text(encoding="utf-8").splitlines())]
    assert len(rows) > 1000
    cells = [cell for row in rows for cell in row if DRAWN.search(cell)]
    assert [cell for cell in cells if re.search(r"\b(?:lost|slipped)\b", cell)] == []
