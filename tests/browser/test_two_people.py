"""A challenge from the meeting to its re-check, by two people at once, and a meeting in a few clicks."""

import io
import re
from datetime import date, timedelta

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from sqlmodel import select

from cscp_core.scrutiny.challenges.tables import Challenge
from cscp_core.scrutiny.meetings.tables import AgendaItem, MeetingNote
from tests.browser.conftest import go, settled, sign_in
from tests.browser.server import Server

pytestmark = pytest.mark.browser


def fill(page: Page, label: str, words: str) -> None:
    """Writes into a field and leaves it, so that its draft is kept."""
    field = page.get_by_label(label, exact=True).first
    field.fill(words)
    field.press("Tab")
    settled(page)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    settled(page)


def fetched(page: Page, server: Server, path: str) -> bytes:
    """A file behind its own address, with the cookie of this browser."""
    answer = page.request.get(server.address + path)
    assert answer.ok
    return answer.body()


def words_of(document: bytes) -> str:
    read = Document(io.BytesIO(document))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    return "\n".join([one.text for one in read.paragraphs] + cells)


@pytest.mark.nightly
def test_a_meeting_with_five_questions_and_its_pack_takes_at_most_twelve_clicks(browser, blank):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script("addEventListener('click', () => sessionStorage.clicks = +sessionStorage.clicks + 1, true)")
    page = context.new_page()
    page.goto(blank.address + "/")
    settled(page)
    page.evaluate("sessionStorage.clicks = 0")  # signing in loads another document
    sign_in(page, "scrutineer")
    page.get_by_role("link", name="Plan a meeting").click()
    expect(page.get_by_role("button", name="Plan the meeting with 5 of these")).to_be_visible()
    settled(page)
    press(page, "Plan the meeting with 5 of these")
    expect(page.get_by_text("50 minutes planned")).to_be_visible()
    settled(page)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download the pack (Word)").click()
    assert 3 <= page.evaluate("+sessionStorage.clicks") <= 12
    with open(waiting.value.path(), "rb") as file:
        headings = [one for one in Document(file).paragraphs if one.style.name == "Heading 2"]
    assert len(headings) == 1 + 5
    context.close()


@pytest.mark.nightly
def test_arrow_keys_and_a_clicker_turn_the_page_and_do_nothing_in_a_field(browser, in_meeting):
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    context.add_cookies([in_meeting.cookie_for("business.manager")])
    page = context.new_page()
    page.goto(in_meeting.address + "/in_meeting?id=1")
    expect(page.get_by_text("Item 1 of 6").first).to_be_visible()
    settled(page)
    for key, item in (("PageDown", 2), ("ArrowRight", 3), ("PageUp", 2), ("PageDown", 3), ("ArrowLeft", 2)):
        page.keyboard.press(key)
        expect(page.get_by_text(f"Item {item} of 6").first).to_be_visible()
        settled(page)
    act(page, "They said")
    field = page.get_by_label("What was said or promised")
    field.fill("It comes by Friday.")
    for key in ("ArrowRight", "PageDown"):
        field.press(key)
    press(page, "Save for the scrutineer")
    expect(page.get_by_text("noted, by Business manager").first).to_be_visible()
    expect(page.get_by_text("Item 2 of 6").first).to_be_visible()
    context.close()


@pytest.mark.nightly
def test_a_challenge_lives_from_the_meeting_to_its_recheck_between_two_people(tab_on, blank):
    desk, theirs = tab_on(blank, "scrutineer"), tab_on(blank, "police.partner")
    go(desk, blank.address + "/meetings?plan=yes")
    press(desk, "Plan the meeting with 5 of these")
    expect(desk.get_by_text("50 minutes planned")).to_be_visible()
    press(desk, "Open the meeting")
    expect(desk.get_by_text("Item 1 of 5").first).to_be_visible()
    desk.keyboard.press("PageDown")
    settled(desk)
    expect(desk.get_by_text("Item 2 of 5").first).to_be_visible()
    act(desk, "Ask it")
    fill(desk, "The question", "What became of the 32 breaches?")
    expect(desk.get_by_text("Your draft, saved at").first).to_be_visible()
    fill(desk, "What would answer this", "The count for this year, with its base.")
    desk.reload()  # a lost connection: the same item, and what was typed
    settled(desk)
    expect(desk.get_by_text("Item 2 of 5").first).to_be_visible()
    act(desk, "Ask it")
    expect(desk.get_by_label("The question", exact=True)).to_have_value("What became of the 32 breaches?")
    choose_only(desk, "To", "Metropolitan Police, Central North Borough Command Unit")
    press(desk, "Save")
    expect(desk.get_by_text("Asked:").first).to_be_visible()
    desk.get_by_role("link", name="End or adjourn").click()
    settled(desk)
    expect(desk.get_by_role("heading", name="What came of each item")).to_be_visible()
    press(desk, "End the meeting")
    expect(desk.get_by_role("heading", name="Record")).to_be_visible()
    record = words_of(fetched(desk, blank, "/download/record.docx?meeting=1"))
    assert "What became of the 32 breaches?" in record

    go(theirs, blank.address + "/")
    expect(theirs.get_by_role("heading", name="What we owe")).to_be_visible()
    theirs.get_by_role("link", name="The scrutineer raised a challenge to your agency.").click()
    settled(theirs)
    expect(theirs.get_by_text("What would answer this: The count for this year")).to_be_visible()
    for label, words in (
        ("What we did", "We counted again."),
        ("What changed for children", "Twelve fewer nights in cells."),
        ("How we know", "The custody record, 20 of 210."),
        ("What is next", "A dip sample."),
        ("Who owns it (a post)", "Custody inspector"),
    ):
        fill(theirs, label, words)
    set_date(theirs, "By when", "01032027")
    press(theirs, "Send the answer")
    expect(theirs.get_by_text("answered", exact=True).first).to_be_visible()

    go(desk, blank.address + "/my_desk")
    expect(desk.get_by_text("1 answer to judge")).to_be_visible()
    desk.get_by_role("link", name="What became of the 32 breaches?").first.click()
    settled(desk)
    expect(desk.get_by_text("Twelve fewer nights in cells.")).to_be_visible()
    desk.get_by_text("partly", exact=True).click()
    settled(desk)
    fill(desk, "Why? The agency reads it.", "How long were the others kept?")
    press(desk, "Record the rating")
    expect(desk.get_by_text("The scrutineer: partly")).to_be_visible()
    act(desk, "Challenge further")
    fill(desk, "What is still open?", "How long were the others kept?")
    press_last(desk, "Challenge further")
    expect(desk.get_by_text("further challenge").first).to_be_visible()

    theirs.reload()
    settled(theirs)
    expect(theirs.get_by_text("How long were the others kept?").first).to_be_visible()
    for label, words in (
        ("What we did", "We read the times."),
        ("What changed for children", "The longest stay fell from 20 to 9 hours."),
        ("How we know", "The custody record of both years."),
        ("What is next", "The same each quarter."),
        ("Who owns it (a post)", "Custody inspector"),
    ):
        fill(theirs, label, words)
    set_date(theirs, "By when", "01032027")
    press(theirs, "Send the answer")
    expect(theirs.get_by_text("The longest stay fell from 20 to 9 hours.").first).to_be_visible()

    desk.reload()
    settled(desk)
    expect(desk.get_by_text("The longest stay fell from 20 to 9 hours.").first).to_be_visible()
    act(desk, "Close")
    for word in ("Outcome", "shown", "assured"):
        desk.get_by_text(word, exact=True).first.click()
        settled(desk)
    fill(desk, "The reason", "Two years of one record.")
    press(desk, "Close the challenge")
    expect(desk.get_by_text(re.compile(r"look again on \d")).first).to_be_visible()  # the form has "Look again on"

    with blank.store.writing() as session:  # six months later
        row = session.exec(select(Challenge)).one()
        row.recheck_on -= timedelta(days=200)
        session.add(row)
        session.commit()
    go(desk, blank.address + "/my_desk")
    expect(desk.get_by_text("1 to look at again")).to_be_visible()
    desk.get_by_role("link", name="What became of the 32 breaches?").first.click()
    settled(desk)
    expect(desk.get_by_text("Is it still so?")).to_be_visible()
    fill(desk, "What you found, with its date", "In May the longest stay was 19 hours.")
    press(desk, "It did not hold: reopen")
    expect(desk.get_by_text("re-checked: did not hold").first).to_be_visible()
    expect(desk.get_by_text("Now: In May the longest stay was 19 hours.")).to_be_visible()

    book = load_workbook(io.BytesIO(fetched(desk, blank, "/download/register.xlsx")))
    row = dict(zip(*(line for line in book["Challenges"].iter_rows(max_row=2, values_only=True)), strict=True))
    assert (row["State"], row["Rounds"], row["Question"]) == ("raised", 3, "What became of the 32 breaches?")
    year = words_of(fetched(desk, blank, f"/download/year.docx?starts={date.today()}"))
    assert "was looked at again, did not hold, and was opened again" in year
    go(desk, blank.address + "/agency?id=met-police")
    expect(desk.get_by_text("Answers: 2 of 2 answers on time")).to_be_visible()


@pytest.mark.nightly
def test_a_note_typed_while_the_meeting_goes_on_lands_on_its_item_and_the_next_takes_two_clicks(browser, blank):
    scrutineer, office = (browser.new_context(viewport={"width": 1280, "height": 900}) for _ in range(2))
    scrutineer.add_cookies([blank.cookie_for("scrutineer")])
    office.add_cookies([blank.cookie_for("business.manager")])
    desk, notes = scrutineer.new_page(), office.new_page()
    go(desk, blank.address + "/meetings?plan=yes")
    press(desk, "Plan the meeting with 5 of these")
    expect(desk.get_by_text("50 minutes planned")).to_be_visible()
    press(desk, "Open the meeting")
    expect(desk.get_by_text("Item 1 of 5").first).to_be_visible()
    notes.goto(blank.address + "/in_meeting?id=1")
    settled(notes)
    act(notes, "Decide")
    notes.get_by_label("RESOLVED:").fill("A second audit.")  # and the field is not left
    settled(desk)
    desk.keyboard.press("PageDown")
    expect(desk.get_by_text("Item 2 of 5").first).to_be_visible()
    press(notes, "Save for the scrutineer")
    expect(notes.get_by_text("It is noted under item 1.")).to_be_visible()
    for words in ("A third.", "A fourth."):  # each opened by one click, and kept by the second
        act(notes, "Decide")
        notes.get_by_label("RESOLVED:").fill(words)
        press(notes, "Save for the scrutineer")
        expect(notes.get_by_text(f"RESOLVED: {words}")).to_be_visible()
    with blank.store.reading() as session:
        found = session.exec(select(MeetingNote, AgendaItem).join(AgendaItem).order_by(MeetingNote.note_id)).all()
        assert [(note.words, item.position) for note, item in found] == [
            ("A second audit.", 1), ("A third.", 2), ("A fourth.", 2),
        ]  # fmt: skip
    for context in (scrutineer, office):
        context.close()


def set_date(page: Page, label: str, digits: str) -> None:
    """Types day, month and year into a date field."""
    page.get_by_label(label).first.get_by_role("spinbutton").first.click()
    page.keyboard.type(digits)
    page.keyboard.press("Tab")
    settled(page)


def act(page: Page, name: str) -> None:
    """Chooses the next step."""
    choice = page.get_by_role("radio", name=name, exact=True)
    choice.or_(page.get_by_role("button", name=name, exact=True)).first.click()
    settled(page)


def press_last(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).last.click()
    settled(page)


def choose_only(page: Page, label: str, option: str) -> None:
    """Empties a choice of several and chooses one."""
    clear = page.get_by_role("button", name="Clear all")
    if clear.count():
        clear.first.click()
        settled(page)
    field = page.get_by_label(label, exact=True).last
    field.click()
    field.fill(option[:20])
    page.get_by_role("option", name=option).click()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    settled(page)
