"""Recordings of pages that somebody reads aloud: a file by the page's name, for pages whose words all readers share."""

import pytest

from cscp_core.settings import settings
from pages.components.frame import recording
from pages.components.menu import SCREENS

YOUNG = "young.advisor"


@pytest.fixture
def folder(installation):
    made = settings().recordings_dir
    made.mkdir(parents=True)
    return made


def put(folder, name):
    (folder / name).write_bytes(b"ID3 a voice")


def listens(page):
    return [one.label for one in page.expander if one.label.startswith("Listen")]


def test_a_page_with_a_recording_offers_it_and_says_how_old_it_is(open_page, folder):
    put(folder, "numbers.mp3")
    page = open_page("numbers", YOUNG)
    assert listens(page) == ["Listen to a person who reads this page"]
    assert page.get("audio")[0].proto.url.endswith(".mp3")
    assert "The page may have changed since." in " ".join(one.value for one in page.caption)


def test_a_page_without_one_shows_nothing(open_page, folder):
    put(folder, "numbers.mp3")
    assert listens(open_page("how_it_works", YOUNG)) == []


def test_adults_get_no_recording_of_words_that_they_do_not_read(open_page, folder):
    put(folder, "how_it_works.mp3")
    assert listens(open_page("how_it_works", YOUNG))
    assert not listens(open_page("how_it_works", "lay.member"))


def test_a_public_page_plays_it_for_everybody(open_page, folder):
    put(folder, "your_words.ogg")
    assert listens(open_page("your_words", ""))


@pytest.mark.parametrize("screen", ["young_home", "claim", "what_happened", "../numbers", ""])
def test_what_differs_by_reader_or_by_finding_has_none(tmp_path, screen):
    (tmp_path / "in").mkdir()
    for name in (f"{screen.rpartition('/')[2]}.mp3", "in/x.mp3"):
        (tmp_path / name).write_bytes(b"ID3")
    assert recording.find(screen, tmp_path / "in" if "/" in screen else tmp_path) is None


def test_every_page_that_may_have_one_is_a_screen():
    assert set(recording.PAGES) <= set(SCREENS)
