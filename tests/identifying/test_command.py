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


def test_bytes_that_are_no_text_are_replaced(check):
    assert check(b"caf\xff\n")[0]["text"] == "caf\ufffd"


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
