"""Files that are not read: each is refused in a sentence, in bounded memory and time."""

import signal
import subprocess
import sys
import zipfile

import pytest
from pypdf import PdfReader, PdfWriter

from cscp_core.errors import FileRefused
from cscp_core.reading import bounds, child, drafting, opening
from tests.reading.paper import Paper, save


@pytest.fixture
def pdf(tmp_path):
    return save(tmp_path / "report.pdf", [Paper().write("Seven reviews were done.", 70, 100)])


def refusal(path):
    with pytest.raises(FileRefused) as caught:
        opening.open_file(path)
    return str(caught.value)


def test_a_sound_file_is_read(pdf):
    assert [one.text for one in opening.open_file(pdf).pages[0].words] == ["Seven", "reviews", "were", "done."]


def test_a_page_is_drawn_as_a_picture(pdf):
    assert opening.picture_of_page(pdf, 1, 0.5).startswith(b"\x89PNG")


def test_a_page_that_is_not_there_is_refused(pdf):
    with pytest.raises(FileRefused, match="no such page"):
        opening.picture_of_page(pdf, 2)


def test_a_locked_file_is_refused(pdf, tmp_path):
    writer = PdfWriter(clone_from=PdfReader(pdf))
    writer.encrypt("secret")
    locked = tmp_path / "locked.pdf"
    writer.write(locked)
    assert "locked with a password" in refusal(locked)


def test_a_damaged_file_is_refused(tmp_path):
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4\n" + b"\x00\xff" * 400)
    assert "damaged" in refusal(broken)


def test_a_file_of_five_hundred_pages_is_refused(tmp_path):
    assert "500 pages" in refusal(save(tmp_path / "long.pdf", [Paper()] * 500))


def test_a_file_of_a_hundred_megabytes_is_refused_unread(tmp_path):
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.write(b"%PDF-1.4\n")
        file.truncate(100 * 1024 * 1024)
    assert "100 MB" in refusal(large)


def test_a_scanned_report_is_said_to_be_scanned(tmp_path):
    scan = Paper().picture(0, 0, 595, 842)
    assert "scanned" in refusal(save(tmp_path / "scan.pdf", [scan, scan]))


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path):
    bomb = tmp_path / "bomb.docx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(210):
                part.write(b"\x00" * 1024 * 1024)
    assert "unpacks to far more" in refusal(bomb)


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "neither a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old kind"),
        (b"caf\xe9", "UTF-8"),
        (b"  \n ", "no text"),
        (b"PK\x03\x04rubbish", "damaged"),
    ],
)
def test_other_files_are_refused_with_what_to_do(tmp_path, content, wanted):
    path = tmp_path / "file"
    path.write_bytes(content)
    assert wanted in refusal(path)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert "no file" in refusal(tmp_path / "nowhere.pdf")


def test_a_process_that_takes_too_long_or_dies_is_told_in_a_sentence(pdf, monkeypatch):
    monkeypatch.setattr(opening, "MOST_SECONDS", 0.001)
    assert "took longer" in refusal(pdf)
    monkeypatch.undo()
    monkeypatch.setattr(opening, "CHILD", "tests.reading.dies")
    assert "made the reader stop" in refusal(pdf)


def test_a_text_that_keeps_the_rules_busy_is_told_in_a_sentence(tmp_path, monkeypatch):
    hostile = tmp_path / "busy.txt"
    hostile.write_text("1 " * 40_000, encoding="utf-8")
    monkeypatch.setattr(opening, "MOST_SECONDS", 1)
    with pytest.raises(FileRefused, match="took longer"):
        drafting.draft_file(hostile)


def test_a_text_with_more_words_than_any_report_is_refused(tmp_path):
    path = tmp_path / "wordy.txt"
    path.write_text("word " * (bounds.MOST_WORDS + 1), encoding="utf-8")
    assert "more text than any report" in refusal(path)


def test_a_process_that_uses_up_its_seconds_or_memory_or_writes_a_file_ends(tmp_path):
    begin = "from cscp_core.reading import child; child.MOST_SECONDS = 1; child.bound_this_process()"
    acts = {
        "while True: pass": -signal.SIGXCPU,
        "bytearray(2 * child.MOST_MEMORY)": 1,
        f"from pathlib import Path; Path({str(tmp_path / 'written')!r}).write_text('x')": 1,
    }
    ended = {act: subprocess.run([sys.executable, "-c", f"{begin}\n{act}"], capture_output=True) for act in acts}
    assert {act: one.returncode for act, one in ended.items()} == acts
    assert b"MemoryError" in ended["bytearray(2 * child.MOST_MEMORY)"].stderr


def test_every_refusal_has_a_sentence():
    used = {"locked", "damaged", "long", "wordy", "packed", "memory", "wordless", "no_page", "kind"}
    assert used <= set(bounds.SENTENCES)
    assert child.bound_this_process.__doc__
