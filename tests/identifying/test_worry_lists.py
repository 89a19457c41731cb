"""The form of the lists that say what sounds like a worry: faults are all named, with file and line."""

import shutil

import pytest

from cscp_core.errors import WorryListsWrong
from cscp_core.identifying.worries import WorryKind
from cscp_core.identifying.worry_lists import LISTS, load_lists, read_lists


@pytest.fixture
def folder(tmp_path):
    """A copy of the lists, to be spoiled."""
    return shutil.copytree(LISTS, tmp_path / "worries")


def faults(folder) -> list[str]:
    with pytest.raises(WorryListsWrong) as refused:
        read_lists(folder)
    return refused.value.faults


def append(folder, file: str, *lines: str) -> int:
    """Adds lines to a list, and returns the number of the first."""
    path = folder / file
    before = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    path.write_text("\n".join([*before, *lines]) + "\n", encoding="utf-8")
    return len(before) + 1


def test_the_lists_have_no_fault():
    assert len(read_lists(LISTS).expressions) > 1000


@pytest.mark.parametrize("kind", WorryKind)
@pytest.mark.parametrize("section", ["cues", "scenes", "topics", "hints", "remarks"])
def test_every_kind_has_every_section(kind, section):
    assert any(one.kind == kind and one.section == section for one in load_lists().expressions)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("he <nobody_listed> me", "<nobody_listed> is no group"),
        ("he (hits me", "a bracket is not closed"),
        ("(really) hits me", "the first item must be needed"),
        (".. hits me", "the first item must be needed"),
        ("he hits-me", '"hits-me" is neither a word nor a <group>'),
        ("he one//two me", '"" is neither a word nor a <group>'),
        ("[worries]", "[worries] is no section here"),
    ],
)
def test_a_line_that_is_not_in_form_is_named_with_its_file_and_number(folder, line, what):
    number = append(folder, "home.txt", line)
    (fault,) = faults(folder)
    assert fault.startswith(f"home.txt, line {number}: ")
    assert what in fault


@pytest.mark.parametrize("line", ["he .. me", "he (really) me"])
def test_a_scene_with_a_gap_or_an_item_that_may_be_left_out_is_named(folder, line):
    number = append(folder, "home.txt", "[scenes]", line) + 1
    assert faults(folder) == [f"home.txt, line {number}: a scene has needed items alone, in any order"]


def test_a_line_that_stands_twice_is_named(folder):
    number = append(folder, "home.txt", "in fun with my wet plimsoll", "in fun with my wet plimsoll")
    assert faults(folder) == [f"home.txt, line {number + 1}: this line is there twice"]


def test_two_usual_spellings_of_one_word_are_named(folder):
    number = append(folder, "spellings.txt", "one thing = kms", "no equals sign")
    assert faults(folder) == [
        f'spellings.txt, line {number}: "kms" has two usual spellings',
        f"spellings.txt, line {number + 1}: write: usual spelling = another, and another",
    ]


def test_a_group_that_is_empty_or_stands_twice_is_named(folder):
    number = append(folder, "groups.txt", "[kin]", "mum", "[nothing]")
    found = faults(folder)
    assert f"groups.txt, line {number}: [kin] is there twice" in found
    assert "groups.txt: [nothing] is empty" in found


def test_faults_of_several_files_are_named_together(folder):
    append(folder, "home.txt", "he (hits me")
    append(folder, "threat.txt", "he <unknown> me")
    (folder / "online.txt").write_bytes(b"caf\xff")
    assert {fault.split(",")[0].split(" ")[0] for fault in faults(folder)} == {"home.txt", "threat.txt", "online.txt"}
