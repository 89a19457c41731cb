"""The command line that looks for identifying details: a JSON object a line, in the order of the lines."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from feedback.__main__ import app
from tests.conftest import ROOT


@pytest.fixture
def check(tmp_path):
    """Runs check-text on these bytes and reads what it prints."""

    def run(texts: bytes) -> list[dict]:
        file = tmp_path / "texts.txt"
        file.write_bytes(texts)
        done = CliRunner().invoke(app, ["check-text", str(file)])
        assert done.exit_code == 0
        return [json.loads(line) for line in done.stdout.splitlines()]

    return run


def test_each_line_is_answered_with_the_details_in_it(check):
    rows = check(b"call me on 07700 900461\nnothing here\n")
    assert rows == [
        {"text": "call me on 07700 900461", "found": [{"kind": "phone", "start": 11, "end": 23}]},
        {"text": "nothing here", "found": []},
    ]


def test_a_blank_line_is_answered_too(check):
    assert [row["text"] for row in check(b"one\n\nthree")] == ["one", "", "three"]


def test_an_empty_file_has_no_answer(check):
    assert check(b"") == []


@pytest.mark.parametrize("texts", [b"one\ncaf\xff\n", "one\ntwo".encode("utf-16")])
def test_a_file_that_is_not_utf8_is_refused_in_a_sentence(tmp_path, texts):
    file = tmp_path / "texts.txt"
    file.write_bytes(texts)
    done = CliRunner().invoke(app, ["check-text", str(file)])
    assert done.exit_code == 2
    assert "is not a text in UTF-8: line" in done.stderr
    assert done.stdout == ""


def test_the_mark_of_the_byte_order_is_no_part_of_the_first_text(check):
    (row,) = check("07700 900461\n".encode("utf-8-sig"))
    assert row == {"text": "07700 900461", "found": [{"kind": "phone", "start": 0, "end": 12}]}


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85"])
def test_a_mark_at_which_readers_end_a_line_is_escaped(tmp_path, mark):
    file = tmp_path / "texts.txt"
    file.write_text(f"one{mark}two", encoding="utf-8")
    (line,) = CliRunner().invoke(app, ["check-text", str(file)]).stdout.splitlines()
    assert json.loads(line)["text"] == f"one{mark}two"


def test_the_end_of_a_line_is_not_part_of_the_text(check):
    assert [row["text"] for row in check(b"one\r\ntwo\r\n")] == ["one", "two"]


def test_offsets_count_characters_not_bytes(check):
    (row,) = check("😂 é 07700 900461".encode())
    assert [row["text"][one["start"] : one["end"]] for one in row["found"]] == ["07700 900461"]


def test_a_name_in_the_evidence_base_is_no_finding(check):
    assert check(b"Camden Safety Net and the Lighthouse helped\n")[0]["found"] == []


def test_a_file_that_is_not_there_is_said_so(tmp_path):
    done = CliRunner().invoke(app, ["check-text", str(tmp_path / "none.txt")])
    assert done.exit_code == 2
    assert "cannot be read" in done.stderr


def test_it_reads_standard_input_and_writes_letters_as_they_are():
    done = subprocess.run(
        [sys.executable, "-m", "feedback", "check-text", "-"],
        input="zażółć jaz@example.org\n".encode(),
        capture_output=True,
        cwd=ROOT,
        check=True,
        env={"PYTHONIOENCODING": "ascii"},
    )
    assert done.stdout.decode() == (
        '{"text": "zażółć jaz@example.org", "found": [{"kind": "email", "start": 7, "end": 22}]}\n'
    )


@pytest.fixture
def check_worries(tmp_path):
    """Runs check-text --worries on these bytes and reads what it prints."""

    def run(texts: bytes) -> list[dict]:
        file = tmp_path / "texts.txt"
        file.write_bytes(texts)
        done = CliRunner().invoke(app, ["check-text", "--worries", str(file)])
        assert done.exit_code == 0
        return [json.loads(line) for line in done.stdout.splitlines()]

    return run


def test_each_line_is_answered_with_the_worries_in_it(check_worries):
    assert check_worries(b"my dad batters me\nself harm support is a 6 week wait\n\n") == [
        {"worries": [{"kind": "home", "start": 3, "end": 17}]},
        {"worries": []},
        {"worries": []},
    ]


def test_worries_are_looked_for_in_standard_input():
    done = subprocess.run(
        [sys.executable, "-m", "feedback", "check-text", "--worries", "-"],
        input="\ufeff😂 kms\r\n".encode(),
        capture_output=True,
        cwd=ROOT,
        check=True,
    )
    assert done.stdout.decode() == '{"worries": [{"kind": "suicide", "start": 2, "end": 5}]}\n'


def test_a_file_of_worries_that_cannot_be_read_says_nothing_of_its_text(tmp_path):
    file = tmp_path / "texts.txt"
    file.write_bytes(b"i want to die caf\xff\n")
    done = CliRunner().invoke(app, ["check-text", "--worries", str(file)])
    assert done.exit_code == 2
    assert "line 1 has a byte" in done.stderr
    assert "die" not in done.output
