"""A second language of the Young Advisors' screens: one file that is dropped in, and no English is left."""

import csv
import re
import shutil
import string

import pytest
from sqlmodel import select

from cscp_core import start
from feedback.because.tables import MonthlyNote
from feedback.comments.rules import Readers
from feedback.comments.service import Content, send
from feedback.comments.tables import Comment, Reply, WriterLookup
from feedback.welfare.rules import About
from feedback.welfare.tables import Concern
from pages.components import languages, translation
from pages.components.translation import (
    CHOSEN,
    HOLE,
    SCREENS,
    TEXT,
    find_faults,
    list_languages,
    list_screens,
    read_words,
)
from pages.components.young import finding_lists
from scripts.write_language import sentences_of_report, write_file
from tests.conftest import REPORT
from tests.pages.conftest import act, at_address
from tests.pages.test_young_first import plainly

YOUNG, WORKER, CODE, NAME = "young.advisor", "participation.worker", "xx", "Ξξ"
LETTERS = str.maketrans(
    string.ascii_letters, "".join(chr(ord("\u10d0") + place % 33) for place in range(len(string.ascii_letters)))
)
"""Each letter becomes one of another script."""
ENGLISH_WORD = re.compile(r"[A-Za-z]{2,}")
READ = {"body", "label", "help", "placeholder", "content", "options"}
"""Fields of Streamlit's messages that somebody sees or hears."""
NAMES = ("Camden Safeguarding Children Partnership", "Young Advisor", "English")
"""Of the installation, of who is signed in, and of the language that they came from."""


def invented(english):
    """A sentence in the invented language. What stands in braces stays."""
    parts = HOLE.split(english)
    return "".join(f"{{{part}}}" if place % 2 else part.translate(LETTERS) for place, part in enumerate(parts))


@pytest.fixture
def text(tmp_path, installation, monkeypatch):
    """The app's texts with the invented language, every sentence of it translated."""
    made = tmp_path / "text"
    shutil.copytree(TEXT, made)
    with (made / "languages.csv").open("a", encoding="utf-8") as file:
        file.write(f"{CODE},{NAME}\n")
    with start.store().reading() as session:
        write_file(made / CODE / SCREENS, sentences_of_report(session, REPORT.name), made)
    fill(made / CODE / SCREENS)
    (made / CODE / "how_it_works_plainly.md").write_text(invented("How it works"), encoding="utf-8")
    monkeypatch.setattr(translation, "TEXT", made)
    monkeypatch.setattr(languages, "TEXT", made)
    read_words.cache_clear()
    yield made
    read_words.cache_clear()


def fill(file, words=invented):
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, ["screen", "english", "words"])
        writer.writeheader()
        writer.writerows({**row, "words": words(row["english"])} for row in rows)


@pytest.fixture
def open_in(open_page, monkeypatch):
    """Opens a page as a Young Advisor who chose the invented language. AppTest asks fields for the names of their
    choices outside of a run, where no tab says which language it is."""
    monkeypatch.setattr(translation, "_chosen", lambda: CODE)

    def opened(file, by=YOUNG, **query):
        page = open_page(file, by, **query)
        assert not page.exception
        return page

    return opened


def shown(page):
    """All that a page shows: its texts, the names of its fields and boxes, and what can be chosen."""
    return [words for top in (page.main, page.sidebar) for node in walk(top) for words in read(node.proto)]


def walk(node):
    for child in getattr(node, "children", {}).values():
        if getattr(child, "proto", None) is not None:
            yield child
        yield from walk(child)


def read(proto):
    """What is read of an element, and of what stands within it."""
    if not hasattr(proto, "ListFields"):
        return
    for field, value in proto.ListFields():
        for one in value if field.is_repeated else [value]:
            if isinstance(one, str):
                if field.name in READ and not one.startswith("<style"):
                    yield one
            elif hasattr(one, "ListFields"):
                yield from read(one)


def left_in_english(page, *own_words):
    """Words of English on a page. HTML is read without its marks, but with what a screen reader is told."""
    found = {}
    for one in shown(page):
        told = " ".join(re.findall(r'aria-label="([^"]*)"', one))
        seen = re.sub(r"<[^>]*>|:small|\]\(\S+\)", " ", f"{one} {told}").replace("\\", "")
        for stays in (*own_words, *NAMES):
            seen = seen.replace(stays, " ")
        if words := ENGLISH_WORD.findall(seen):
            found[one] = words
    return found


WRITTEN = (
    Comment.words, Comment.told, Reply.words, Reply.promise_words, MonthlyNote.words, WriterLookup.reason,
    Concern.contact_how,
)  # fmt: skip


def own_words():
    """What people wrote, longest first: nobody translates it."""
    with start.store().reading() as session:
        found = [words for column in WRITTEN for words in session.exec(select(column)) if words]
    return sorted((line for words in found for line in (words, *words.splitlines())), key=len, reverse=True)


CLAIM = {"id": "claim-4.3-08"}
FORM = {"about": "claim", "of": "claim-4.3-08"}


@pytest.mark.parametrize(
    ("file", "query"),
    [
        ("young_home", {}),
        ("findings", {}),
        ("findings", {"theme": "looked-after"}),
        ("claim", CLAIM),
        ("figure", {"id": "figure-2.3-01"}),
        ("recommendation", {"id": "rec-3.1.4-01"}),
        ("say", FORM),
        ("because_of_you", {}),
        ("what_happened", {}),
        ("our_view", {}),
        ("our_space", {}),
        ("my_data", {}),
        ("rate_meeting", {}),
        ("how_it_works", {}),
        ("numbers", {}),
        ("search", {}),
        ("search", {"q": "school"}),
        ("search", {"q": "184,461"}),
    ],
)
def test_no_english_is_left_on(open_in, text, file, query):
    assert left_in_english(open_in(file, **query), *own_words()) == {}


@pytest.mark.parametrize("kind", list(finding_lists.KINDS))
def test_no_english_is_left_on_a_list_of_findings(open_in, text, kind):
    page = open_in("findings", theme="out-of-school")
    page = page.pills(key="finding kind").set_value(kind).run()
    assert not page.exception
    assert left_in_english(page, *own_words()) == {}


@pytest.mark.parametrize(
    ("file", "by"),
    [("write_for", WORKER), ("written_down", WORKER), ("paper", WORKER), ("paper_form", ""), ("by_code", "")],
)
def test_no_english_is_left_where_a_worker_writes_for_somebody_or_a_paper_is_read(open_in, text, file, by):
    assert left_in_english(open_in(file, by), *own_words(), "Participation worker") == {}


def test_no_english_is_left_from_what_they_hear_first_to_the_paper_and_its_code(open_in, text):
    page = press(open_in("write_for", WORKER), "Go on")
    page = page.selectbox(key="topic for somebody").set_value("In care").run()
    page = page.selectbox(key="finding for somebody looked-after").select_index(1).run()
    mine = ("Participation worker", "localhost", "http", "Nobody came.", *own_words())
    assert left_in_english(page, *mine) == {}
    page = page.text_area[0].input("Nobody came.").run()
    page = next(one for one in page.radio if one.key.endswith("named")).set_value("No").run()
    for field in ("asked", "read back"):
        page = next(one for one in page.checkbox if one.key.endswith(field)).check().run()
    page = press(page, "Send")
    (code,) = set(re.findall(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}", " ".join(shown(page))))
    assert left_in_english(page, code, "/code", *mine) == {}
    page = open_in("by_code", "").text_input[0].input(code).run()
    assert invented("I have finished") in [one.label for one in page.button]
    assert left_in_english(page, *mine) == {}


def test_a_search_that_finds_nothing_says_so_in_their_language(open_in, text):
    page = open_in("search", q="xyzzyq")
    assert invented("Nothing has any of these words.") in " ".join(shown(page))
    assert left_in_english(page, "xyzzyq", *own_words()) == {}


def test_the_glossary_explains_its_terms_in_their_language(open_in, text):
    table = open_in("glossary").table[0].value
    assert [invented(one) for one in ("Term", "Stands for", "In plain words", "Explained in the report")] == list(table)
    means = [one.replace("\\", "") for one in table[invented("In plain words")]]
    assert len(means) > 5
    assert [one for one in means if ENGLISH_WORD.search(one)] == []


def press_in(page, label):
    """Names of the dialogs that open when a button is pressed."""
    page = next(one for one in page.button if one.label == invented(label)).click().run()
    assert not page.exception
    blocks = [one.proto for one in walk(page._tree) if type(one.proto).__name__ == "Block"]
    return [one.dialog.title for one in blocks if one.HasField("dialog")]


@pytest.mark.parametrize(("file", "label"), [("what_happened", "Take it back"), ("my_data", "Take everything back")])
def test_a_dialog_has_its_name_in_their_language(open_in, text, file, label):
    assert press_in(open_in(file), label) == [invented(label)]


def press(page, label):
    page = next(one for one in page.button if one.label == invented(label)).click().run()
    assert not page.exception
    return page


def test_no_english_is_left_from_home_to_sent(open_in, text):
    page = at_address(press(open_in("young_home"), "I'm not sure"), "say")
    assert left_in_english(page, *own_words()) == {}
    page = press(page, "Go on")
    assert left_in_english(page, *own_words()) == {}
    page = press(page, "Send")
    assert left_in_english(page, *own_words()) == {}


@pytest.mark.parametrize("kind", ["missing", "question"])
def test_no_english_is_left_on_the_other_forms(open_in, text, kind):
    page = press(open_in("say", about="theme", of="looked-after", kind=kind), "Go on")
    assert left_in_english(page, *own_words()) == {}


def test_no_english_is_left_where_somebody_is_worried(open_in, text):
    page = press(open_in("say", **FORM), "Go on")
    page = page.checkbox[0].check().run()
    assert left_in_english(page, *own_words()) == {}
    page = next(one for one in page.radio if one.key.endswith("about")).set_value(About.WORKER).run()
    assert left_in_english(page, *own_words()) == {}


def test_no_english_is_left_where_words_are_looked_over(open_in, text):
    page = press(open_in("say", **FORM), "Go on")
    words = "I want to kill myself. Ring 07700 900123."
    page = page.text_area[0].input(words).run()
    page = next(one for one in page.radio if one.key.endswith("named")).set_value("No").run()
    page = press(page, "Send")
    assert invented("It sounds as if somebody may not be safe.") in " ".join(shown(page))
    assert left_in_english(page, words, "07700 900123", *own_words()) == {}


def test_what_the_form_refuses_is_said_in_their_language(open_in, text):
    page = press(press(open_in("say", **FORM), "Go on"), "Send")
    assert [one.value.replace("\\", "") for one in page.error] == [
        invented("Choose one of the four, or write something.")
    ]


# what the file does


@pytest.fixture
def small(tmp_path):
    """A language's file of a few sentences."""

    def made(*rows):
        file = tmp_path / SCREENS
        with file.open("w", encoding="utf-8", newline="") as opened:
            csv.writer(opened).writerows([("screen", "english", "words"), *(("Home", *row) for row in rows)])
        read_words.cache_clear()
        return file

    return made


CASES = {
    "Home": "Hoyga",
    "Not in the file": "Not in the file",
    "Out of 251.": "251 ka mid ah.",
    "Out of luck.": "Out of luck.",
    "About: Home": "Ku saabsan: Hoyga",
    "You wrote: Home": "Waxaad qortay: Home",
    "27 November 2026": "27 Nof 2026",
    "Who said November?": "Who said November?",
}
"""What the file below makes of a text. A number takes a number; what somebody wrote stays as they wrote it."""


def test_a_sentence_is_looked_up_whole_then_by_its_holes_and_stays_in_english_otherwise(small):
    words = read_words(
        small(
            ("Home", "Hoyga"),
            ("Out of {number}.", "{number} ka mid ah."),
            ("About: {what}", "Ku saabsan: {what}"),
            ("You wrote: {words}", "Waxaad qortay: {words}"),
            ("November", "Nof"),
        )
    )
    assert {text: words.find(text) for text in CASES} == CASES


def test_a_row_with_other_holes_is_a_fault_and_does_nothing(small):
    file = small(("Out of {number}.", "{nomber} ka mid ah."), ("Home", "{0}"), ("Save", ""))
    assert len(find_faults(file)) == 2
    assert find_faults(file)[0] == f"{SCREENS}, line 2: Out of {{number}}. has other holes"
    assert read_words(file).find("Out of 3.") == "Out of 3."
    assert read_words(file).find("Home") == "Home"


def test_a_language_without_a_file_says_everything_in_english(tmp_path):
    assert read_words(tmp_path / "none.csv").find("Home") == "Home"


def test_what_somebody_wrote_is_never_translated(open_in, text):
    about = (REPORT.name, "claim", CLAIM["id"])
    act(send, YOUNG, about=about, content=Content(words="Send", readers=Readers.SCRUTINEER))
    said = "\n".join(shown(open_in("what_happened")))
    assert invented("You wrote: {words}").replace("{words}", "Send") in said


def test_a_young_advisor_chooses_the_language_and_goes_back(open_page, text):
    page = open_page("young_home", YOUNG)
    assert page.title[0].value == "Home"
    page = page.radio(key="screens in").set_value(CODE).run()
    assert page.title[0].value == invented("Home")
    assert f'data-language="{CODE}"' in " ".join(shown(page))
    page = page.radio(key="screens in").set_value("en").run()
    assert page.title[0].value == "Home"


def test_nobody_else_is_asked_for_a_language_on_their_screens(open_page, text):
    page = open_page("priorities", "scrutineer")
    assert not [one for one in page.radio if one.key == "screens in"]


def test_a_language_that_is_not_listed_is_english(open_page):
    page = open_page("young_home", YOUNG)
    page.session_state[CHOSEN] = "../../secret"
    assert page.run().title[0].value == "Home"


def test_accessibility_says_which_screens_are_translated_and_how_far(open_page, text):
    whole = plainly(open_page("accessibility", ""))
    assert (
        "screens of Young Advisors, whole: Around every screen, Home, Findings, A finding, Say what you think" in whole
    )
    fill(text / CODE / SCREENS, lambda english: "" if english == "Our pick" else invented(english))
    read_words.cache_clear()
    partly = plainly(open_page("accessibility", ""))
    of = len(list_screens(text)["Home"])
    assert f"in part: Home ({of - 1} of {of} sentences)" in partly


# what ships


def test_every_language_that_ships_keeps_the_holes():
    files = [TEXT / code / SCREENS for code in list_languages(TEXT) if code != translation.ENGLISH]
    assert [fault for file in files for fault in find_faults(file)] == []


def test_no_sentence_stands_twice_in_the_list_of_what_can_be_translated():
    found = [words for told in list_screens(TEXT).values() for words in told]
    assert len(found) == len(set(found)) > 400


def test_a_translators_file_keeps_what_was_translated_and_asks_for_what_is_new(tmp_path):
    file = tmp_path / CODE / SCREENS
    everything = write_file(file, ["One.", "Two."])
    fill(file, lambda english: "Mid." if english == "One." else "")
    assert write_file(file, ["One.", "Three."]) == everything - 1
    kept = {row["english"]: row["words"] for row in csv.DictReader(file.open(encoding="utf-8"))}
    assert (kept["One."], kept["Three."], "Two." in kept) == ("Mid.", "", False)
