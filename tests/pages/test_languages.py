"""A second language is a row and a folder: which texts it has is known, and each fills in what the English one does."""

import re
import shutil

import pytest

from pages.components import languages
from pages.components.languages import TEXT, find_text, list_translated
from pages.components.translation import list_languages

PLACES = re.compile(r"\$\w+")


@pytest.fixture
def text(tmp_path):
    """The app's texts with a second language that has one of them."""
    made = tmp_path / "text"
    shutil.copytree(TEXT, made)
    with (made / "languages.csv").open("a", encoding="utf-8") as file:
        file.write("so,Soomaali\n")
    (made / "so").mkdir()
    (made / "so" / "your_words.md").write_text("Ereyadaada.", encoding="utf-8")
    return made


def test_english_comes_first(text):
    assert list(list_languages(text).items()) == [("en", "English"), ("so", "Soomaali")]


def test_a_text_is_found_in_the_language_that_has_it(text):
    assert find_text("your_words", "so", text) == text / "so" / "your_words.md"
    assert find_text("privacy", "so", text) is None
    assert find_text("privacy", "en", text) == text / "privacy.md"


def test_which_texts_are_translated_is_known(text):
    assert list_translated(text) == {"so": ("your_words",)}


@pytest.mark.parametrize("code", ["..", "xx", "", "en/../so"])
def test_a_language_that_is_not_listed_has_no_file(text, code):
    assert find_text("your_words", code, text) is None


def test_every_language_that_ships_fills_in_what_the_english_text_does():
    for code, names in list_translated().items():
        for name in names:
            english, other = find_text(name, "en"), find_text(name, code)
            assert set(PLACES.findall(other.read_text())) == set(PLACES.findall(english.read_text())), (code, name)


@pytest.mark.parametrize("code", [code for code in list_languages(TEXT) if code != languages.ENGLISH] or ["none"])
def test_a_language_has_a_folder(code):
    assert code == "none" or (TEXT / code).is_dir()
