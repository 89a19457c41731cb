"""The documents match the code: dictionary, data map, settings, commands, links, and whose words they are."""

import re
import subprocess
from pathlib import Path

import pytest

import cscp_core.evidence.tables
import cscp_core.people.tables
import cscp_core.scrutiny.grades.tables
import cscp_core.storage.tables  # noqa: F401
from cscp_core.evidence.dictionary import written
from cscp_core.evidence.folder import read_folder
from cscp_core.evidence.sheets import SHEETS
from cscp_core.settings import Settings
from cscp_core.storage.base import Table

ROOT = Path(__file__).resolve().parent.parent.parent
REPORT = ROOT / "data" / "annual-report-2019-20"
DOCUMENTS = sorted(
    path
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("data/*.md"), *ROOT.glob("pages/text/*.md")]
    if ".venv" not in path.parts
)


def test_the_data_dictionary_is_what_the_code_and_the_report_say():
    assert (ROOT / "data" / "README.md").read_text(encoding="utf-8") == written(REPORT)


def test_the_data_map_has_one_row_for_every_table():
    said = re.findall(r"^\| `(\w+)` \|", (ROOT / "docs" / "data_protection.md").read_text(), re.MULTILINE)
    assert sorted(said) == sorted(Table.metadata.tables)


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


def test_the_changelog_is_dated_newest_first():
    dates = re.findall(r"^- (\d{4}-\d{2}-\d{2}): ", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert dates
    assert dates == sorted(dates, reverse=True)


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


def test_the_project_speaks_of_itself_alone():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    words = re.compile(r"/wo[r]k/|bash_j[o]bs|\bissue #?\d\b", re.IGNORECASE)
    readable = [ROOT / name for name in listed if name.endswith((".py", ".md", ".toml", ".txt", ".in", ".sh"))]
    assert [path.name for path in readable if path.exists() and words.search(path.read_text(encoding="utf-8"))] == []
