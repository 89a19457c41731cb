"""One person in two tabs: what was kept in the newer is never overwritten by the older, and both stand side by side."""

from cscp_core import start
from cscp_core.people import drafts
from tests.pages.acting import press, shown
from tests.pages.conftest import actor_of

KEY = "answer/2/1/did"


def kept():
    with start.store().reading() as session:
        found = drafts.drafts_at(session, actor_of("police.partner"), place="answer/2/1")
    return {name: one.words for name, one in found.items()}


def write(page, words):
    return page.text_area(key=KEY).input(words).run()


def two_tabs(open_page):
    """The second tab wrote after the first, whose words are refused."""
    old, new = (open_page("challenge", "police.partner", id="2") for _ in range(2))
    write(new, "From the newer tab.")
    return write(old, "From the older tab.")


def test_the_older_tab_overwrites_nothing_and_shows_both(open_page):
    page = two_tabs(open_page)
    assert kept() == {"did": "From the newer tab."}
    assert page.text_area(key=KEY).value == "From the older tab."
    assert "In your other tab:** From the newer tab." in shown(page)


def test_who_keeps_the_words_of_the_older_tab_has_chosen(open_page):
    page = press(two_tabs(open_page), "Keep these words")
    assert kept() == {"did": "From the older tab."}
    assert "In your other tab" not in shown(page)


def test_who_uses_those_of_the_other_tab_finds_them_in_the_field(open_page):
    page = press(two_tabs(open_page), "Use those of the other tab")
    assert page.text_area(key=KEY).value == "From the newer tab."
    write(page, "And more.")
    assert kept() == {"did": "And more."}


def test_sending_in_one_tab_leaves_what_was_written_in_the_other_since(open_page):
    first = write(open_page("challenge", "police.partner", id="2"), "Sent to colleagues.")
    write(open_page("challenge", "police.partner", id="2"), "Written since.")
    press(first, "Save the draft for colleagues")
    assert kept() == {"did": "Written since."}
