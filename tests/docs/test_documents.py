"""The documents match the code: dictionary, data map, settings, commands, links, and whose words they are."""

import re
import subprocess
from pathlib import Path

import pytest

import cscp_core.confirming.tables
import cscp_core.evidence.tables
import cscp_core.improvement.tables
import cscp_core.notices.tables
import cscp_core.official.tables
import cscp_core.people.tables
import cscp_core.reconciliation.tables
import cscp_core.scrutiny.challenges.tables
import cscp_core.scrutiny.grades.tables
import cscp_core.scrutiny.judgements.tables
import cscp_core.scrutiny.meetings.tables
import cscp_core.scrutiny.missing.tables
import cscp_core.scrutiny.notebook.tables
import cscp_core.scrutiny.year.tables
import cscp_core.storage.tables  # noqa: F401
import feedback.because.tables
import feedback.comments.tables
import feedback.ratings.tables
import feedback.space.tables
import feedback.together.tables
import feedback.welfare.tables  # noqa: F401
from cscp_core.evidence.declared import CheckKind
from cscp_core.evidence.dictionary import written
from cscp_core.evidence.folder import read_folder
from cscp_core.evidence.sheets import SHEETS
from cscp_core.people.demo import ACCOUNTS
from cscp_core.people.permissions import PEOPLE, Role
from cscp_core.reconciliation.folders import of_folder
from cscp_core.reconciliation.rules import Verdict
from cscp_core.reconciliation.years import YearKind
from cscp_core.scrutiny.challenges.rules import MOVES
from cscp_core.scrutiny.missing.kinds import Missing
from cscp_core.settings import Settings
from cscp_core.storage.base import Table
from feedback.comments import rules as comments
from feedback.comments.rules import CommentState, Readers
from feedback.own.retention import PERIODS
from pages.components.menu import SCREENS

ROOT = Path(__file__).resolve().parent.parent.parent
REPORT = ROOT / "data" / "annual-report-2019-20"
DOCUMENTS = sorted(
    path
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("data/*.md"), *ROOT.glob("pages/text/*.md")]
    if ".venv" not in path.parts
)
HOW_TOS = (
    "put_a_challenge",
    "answer_a_challenge",
    "hold_a_meeting",
    "publish_the_year",
    "check_comments",
    "look_after_welfare",
    "open_comments_in_live_use",
    "answer_young_people",
    "say_what_you_think",
    "write_for_somebody",
    "load_a_report",
    "handle_an_incident",
    "answer_a_subject_access_request",
    "leave",
    "set_up_the_second_factor",
    "send_notices_by_email",
)
STANDARDS = (
    "Best interests of the child",
    "Data protection impact assessments",
    "Age appropriate application",
    "Transparency",
    "Detrimental use of data",
    "Policies and community standards",
    "Default settings",
    "Data minimisation",
    "Data sharing",
    "Geolocation",
    "Parental controls",
    "Profiling",
    "Nudge techniques",
    "Connected toys and devices",
    "Online tools",
)


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def tables(text: str) -> list[list[str]]:
    """The cells of every row of a document's tables."""
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]


def test_the_data_dictionary_is_what_the_code_and_the_report_say():
    assert (ROOT / "data" / "README.md").read_text(encoding="utf-8") == written(REPORT)


def test_the_data_map_has_one_row_for_every_table():
    said = re.findall(r"^\| `(\w+)` \|", (ROOT / "docs" / "data_protection.md").read_text(), re.MULTILINE)
    assert sorted(said) == sorted(Table.metadata.tables)


def test_every_row_of_the_threat_model_names_tests_that_are_there():
    rows = [row for row in tables(read("docs/threat_model.md")) if row[0] in set("STRIDE")]
    known = {
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert len(rows) >= 40
    assert [row[1] for row in rows if not re.findall(r"`test_\w+`", row[3])] == []
    assert [one for row in rows for one in re.findall(r"`(test_\w+)`", row[3]) if one not in known] == []


def test_the_readme_names_every_setting():
    said = (ROOT / "README.md").read_text()
    left_out = [
        name for name in Settings.model_fields if f"CSCP_{name.upper()}" not in said and not name.endswith("_young")
    ]
    assert left_out == []


def test_every_command_of_the_readme_is_a_target_of_the_makefile():
    commands = set(re.findall(r"(?:^|`)make ([a-z]+)", (ROOT / "README.md").read_text(), re.MULTILINE))
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert commands
    assert commands <= targets


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_of_a_document_leads_somewhere(path):
    links = re.findall(r"\]\(([^)#]+?)\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not link.startswith("http") and not (path.parent / link).exists()] == []


def test_the_report_covers_what_a_scrutineer_would_look_for():
    folder = read_folder(REPORT)
    themes = {row.text("theme_id") for row in folder.rows["themes"] if row.cells["is_priority"]}
    assert themes == {"vulnerable-adolescents", "youth-violence", "domestic-abuse", "neglect"}
    assert len(folder.rows["objectives"]) == 6
    assert len(folder.rows["figures"]) >= 300
    used = {row.text("theme_id") for row in folder.rows["claims"]}
    assert {row.text("theme_id") for row in folder.rows["themes"]} == used


@pytest.mark.parametrize("sheet", [sheet.name for sheet in SHEETS])
def test_no_cell_of_prose_is_empty_space_or_holds_a_placeholder(sheet):
    prose = [column.name for sheet_ in SHEETS if sheet_.name == sheet for column in sheet_.columns if column.prose]
    rows = read_folder(REPORT).rows[sheet]
    said = [row.text(name) for row in rows for name in prose]
    assert [text for text in said if re.search(r"\b(TODO|TBC|To come|lorem)\b", text)] == []


def test_the_diagram_of_a_challenge_has_the_moves_of_the_code_and_no_others():
    drawn = re.findall(r"^    (\w+) --> (\w+)$", (ROOT / "docs/how_to/put_a_challenge.md").read_text(), re.MULTILINE)
    assert set(drawn) == {(str(state), str(to)) for state, moves in MOVES.items() for to in moves}
    assert len(drawn) == len(set(drawn))


def test_the_diagram_of_a_comment_has_the_moves_of_the_code_and_no_others():
    drawn = re.findall(r"^    (\w+) --> (\w+)$", read("docs/comments.md"), re.MULTILINE)
    said = [(one.replace("_", " "), to.replace("_", " ")) for one, to in drawn]
    assert set(said) == {(str(state), str(to)) for state, moves in comments.MOVES.items() for to in moves}
    assert len(said) == len(set(said))


def test_the_table_of_who_reads_a_comment_in_which_state_is_the_codes():
    rows = [
        row for row in tables(read("docs/comments.md")) if row[0] in {"State", *(one.label for one in CommentState)}
    ]
    head, cells = rows[0], rows[1:]
    assert sorted(head[2:]) == sorted(role.label for role in Role)
    assert sorted((row[0], row[1]) for row in cells) == sorted(
        (state.label, to.label) for state in CommentState for to in Readers
    )
    assert {cell for row in cells for cell in row[2:]} == {"yes", "–"}
    said = {
        (CommentState.read(row[0]), Readers.read(row[1]), Role.read(role))
        for row in cells
        for role, cell in zip(head[2:], row[2:], strict=True)
        if cell == "yes"
    }
    assert said == {(*key, role) for key, roles in comments.AUDIENCE.items() for role in roles}


def test_every_kind_of_check_is_described_as_the_code_describes_it():
    told = {row[0].strip("`"): row[1] for row in tables(read("docs/checks.md").split("## The report of")[0])}
    assert {kind: told.get(kind) for kind in [*CheckKind, *YearKind]} == {
        kind: kind.asks for kind in [*CheckKind, *YearKind]
    }


def test_the_counts_of_the_reports_checks_are_those_of_today():
    results = of_folder(read_folder(REPORT))
    part = read("docs/checks.md").split("## The report of")[1].split("## What may be")[0]
    told = {row[0].strip("`*"): [int(cell) for cell in row[1:]] for row in tables(part)[2:]}
    for kind in [*CheckKind, "all"]:
        of_kind = [one for one in results if kind in (one.check, "all")]
        assert told[kind] == [sum(one.verdict is verdict for one in of_kind) for verdict in Verdict]
    reached = len({figure for one in results for figure in one.figures})
    assert f"reach {reached} of {len(read_folder(REPORT).rows['figures'])} figures" in " ".join(part.split())


def test_the_data_map_says_how_long_each_kind_is_kept_and_nothing_else():
    text = read("docs/data_protection.md")
    said = [
        row[:2] for row in tables(text[text.index("## How long things are kept") :]) if row[0] not in ("Kind", "---")
    ]
    assert said == [[one.kind, f"{one.days} days"] for one in PERIODS]


def test_the_yardstick_names_all_fifteen_standards_in_order():
    said = re.findall(r"^## (\d+)\. (.+)$", read("docs/childrens_code.md"), re.MULTILINE)
    assert said == [(str(number), name) for number, name in enumerate(STANDARDS, start=1)]


def test_everything_that_the_yardstick_cites_is_there():
    text = " ".join(read("docs/childrens_code.md").split())
    files = set(re.findall(r"`((?:app|cscp_core|feedback|pages|tests|docs)[\w/]*\.(?:py|md))`", text))
    assert any(one.startswith("tests/") for one in files)
    assert [one for one in files if not (ROOT / one).exists()] == []
    named = set(re.findall(r"\*([A-Z][^*]+)\*", text.replace("**", "")))
    assert named - {screen.title for screen in SCREENS.values()} <= {
        "Get help",
        "Leave now",
        "More findings",
    }


def test_the_readme_names_every_role_and_every_account_of_the_demonstration():
    text = read("README.md")
    roles = {row[0].partition(",")[0] for row in tables(text[text.index("## Roles") : text.index("## Configuration")])}
    assert roles - {"Role", "---"} == {role.label for role in PEOPLE}
    assert [name for name in ACCOUNTS if f"`{name}`" not in text] == []


@pytest.mark.parametrize("name", HOW_TOS)
def test_every_bold_word_of_a_how_to_stands_on_a_screen(name):
    places = [*(ROOT / "pages").rglob("*.py"), *(ROOT / "feedback").rglob("rules.py")]
    places += (ROOT / "static" / "js").glob("*.js")
    screens = "\n".join(path.read_text(encoding="utf-8") for path in places)
    named = re.findall(r"\*\*([^*]+)\*\*", " ".join((ROOT / f"docs/how_to/{name}.md").read_text().split()))
    assert named
    assert [words for words in named if words not in screens] == []


def test_every_screen_that_a_how_to_names_is_one():
    titles = {screen.title for screen in SCREENS.values()}
    for name in HOW_TOS:
        text = " ".join((ROOT / f"docs/how_to/{name}.md").read_text().split()).replace("**", "")
        named = set(re.findall(r"\*([A-Z][^*]+)\*", text))
        assert named <= titles | {"Your next step"}, name


def test_every_kind_of_what_can_be_missing_has_one_wording():
    lines = (ROOT / "data" / "questions.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert sorted(line.split(",")[0] for line in lines) == sorted(Missing)


def test_the_project_speaks_of_itself_alone():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    words = re.compile(r"/wo[r]k/|bash_j[o]bs|\bissue #?\d\b", re.IGNORECASE)
    readable = [ROOT / name for name in listed if name.endswith((".py", ".md", ".toml", ".txt", ".in", ".sh"))]
    assert [path.name for path in readable if path.exists() and words.search(path.read_text(encoding="utf-8"))] == []
