"""The commands for official statistics: what they print, and the exit code that a script can rely on."""

import csv

import pytest
from typer.testing import CliRunner

from cscp_core.__main__ import app
from tests.conftest import REPORT
from tests.official import made
from tests.official.made import CAMDEN_ROW

pytestmark = pytest.mark.usefixtures("fresh_process")
COLUMNS = "category,referral_count,rereferral_count,rereferral_percent"


def run(*words):
    return CliRunner().invoke(app, ["official", *(str(word) for word in words)], catch_exceptions=False)


@pytest.fixture
def referrals(tmp_path):
    path = tmp_path / "c1_referrals.csv"
    path.write_bytes(made.tidy(COLUMNS, (CAMDEN_ROW, "x,1499,131,8.7")))
    return path


def test_a_file_is_looked_at_loaded_listed_exported_and_undone(referrals, tmp_path):
    looked = run("import", referrals, "--release", "2025-10", "--preview")
    assert (looked.exit_code, "It would be load 1: 3 added" in looked.output) == (0, True)
    loaded = run("import", referrals, "--release", "2025-10")
    assert loaded.exit_code == 0
    assert "Explore Education Statistics, children-in-need 2025-10, 3 series" in loaded.output
    assert "Load 1: 3 added, 0 changed, 0 unchanged." in loaded.output
    assert "Nothing changed since load 1." in run("import", referrals, "--release", "2025-10").output
    assert run("loads").output.split("\t")[::2][:1] == ["1"]
    exported = run("export", "--out", tmp_path / "out.csv")
    assert (exported.exit_code, "3 values." in exported.output) == (0, True)
    assert [row["value"] for row in csv.DictReader((tmp_path / "out.csv").open())] == ["1499", "131", "8.7"]
    assert "Load 1 is undone: 3 values removed, 0 back as before." in run("undo").output
    assert run("undo").exit_code == 1


def test_a_file_with_faults_ends_with_1_and_says_all_of_them(tmp_path):
    path = tmp_path / "strange.csv"
    path.write_text("name,mood\nCamden,calm\n")
    told = run("import", path, "--release", "2025-10")
    assert told.exit_code == 1
    assert "column name: the column is not understood." in told.output
    assert "column mood: the column is not understood." in told.output
    assert run("import", tmp_path / "missing.csv").exit_code == 1


def test_a_file_that_cannot_be_written_ends_with_2(tmp_path):
    assert run("export", "--out", tmp_path / "no" / "out.csv").exit_code == 2


@pytest.mark.sqlite
def test_the_report_is_written_beside_the_record(with_official, databases, tmp_path):
    (tmp_path / "var").mkdir()
    databases.copy(with_official, tmp_path / "var" / "demo.sqlite3")
    told = run("against-report", "--report", REPORT.name, "--out", tmp_path / "against.csv")
    assert told.exit_code == 0
    assert "wrong label: 3" in told.output
    rows = list(csv.DictReader((tmp_path / "against.csv").open(encoding="utf-8")))
    assert list(rows[0]) == [
        "section", "figure", "printed", "official", "period", "release", "difference", "comparable", "verdict", "why",
    ]  # fmt: skip
    (row,) = (one for one in rows if one["section"] == "2.1" and one["official"] == "8.7")
    assert (row["printed"], row["difference"], row["comparable"]) == ("only 8.1%", "-0.6", "nearly")
    assert row["verdict"] == "differs because of release or definition"
    assert "2024-25: 18.3" in row["why"]
