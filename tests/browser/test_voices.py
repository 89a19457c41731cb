"""On a phone: a comment from its first words to its being taken back, and a worry that goes to Welfare alone."""

from collections.abc import Callable
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import select

from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import WelfareAction
from tests.browser.conftest import PHONE, Visit, go, settled
from tests.browser.server import Server

pytestmark = pytest.mark.browser

CLAIM = "claim-foreword-12"  # no note stands before its theme
SAY = f"/say?about=claim&of={CLAIM}"
PHONE_NUMBER = "07700 900461"
FIRST = f"Ring me on {PHONE_NUMBER}, I can tell you"
SECOND = "Nobody asked us if it helped"
THIRD = "Nobody asked any of us if it helped"
WORRIED = "What worries you? You can use names here. You can leave it empty, too."
HOW = "How and when? For example: a text after school. You can leave both empty."
See = Callable[[str, str], Page]


@pytest.fixture
def see(tab_on: Visit, blank: Server) -> See:
    """Goes to an address as somebody, each with a phone of their own that stays open."""
    phones: dict[str, Page] = {}

    def opened(who: str, path: str) -> Page:
        if who not in phones:
            phones[who] = tab_on(blank, who, PHONE)
        return go(phones[who], blank.address + path)

    return opened


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    settled(page)


def write(page: Page, words: str, label: str = "Say more, if you like") -> None:
    field = page.get_by_label(label, exact=True).first
    field.fill(words)
    field.press("Tab")
    settled(page)


def choose(page: Page, words: str) -> None:
    page.get_by_text(words, exact=True).first.click()
    settled(page)


def begin(see: See, path: str = SAY) -> Page:
    """The form, after the short screen."""
    page = see("young.advisor", path)
    expect(page.get_by_text("This is not a place to report", exact=False)).to_be_visible()
    expect(page.get_by_label("Say more, if you like")).to_have_count(0)
    press(page, "Go on")
    return page


def fetched(server: Server, link: str, by: str) -> tuple[int, bytes]:
    """Status and content of a file, for somebody who is signed in."""
    address = urlsplit(server.address)
    connection = HTTPConnection(str(address.hostname), address.port, timeout=30)
    connection.request("GET", urlsplit(link)._replace(scheme="", netloc="").geturl(), headers=_cookie(server, by))
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, content


def _cookie(server: Server, by: str) -> dict[str, str]:
    made = server.cookie_for(by)
    return {"Cookie": f"{made['name']}={made['value']}"}


def test_a_stance_alone_is_sent_in_two_taps(see):
    page = begin(see)
    choose(page, "I don't get this")
    press(page, "Send")
    expect(page.get_by_role("heading", name="What happened")).to_be_visible()
    expect(page.get_by_text("It is waiting to be checked", exact=False)).to_be_visible()


def test_not_now_leaves_without_a_trace(see):
    page = see("young.advisor", SAY)
    press(page, "Not now")
    expect(page.get_by_role("heading", name="Home", exact=True)).to_be_visible()
    page = see("young.advisor", "/what_happened")
    expect(page.get_by_text("You have not written anything yet", exact=False)).to_be_visible()


def test_a_comment_is_warned_of_edited_sent_back_edited_published_replied_to_and_taken_back(see):
    page = begin(see)
    choose(page, "It doesn't match what I know")
    write(page, FIRST)
    choose(page, "No")
    choose(page, "Let others read it, or say more")
    choose(page, "The scrutineer, and services such as the council, health and police")
    press(page, "Send")
    expect(page.get_by_text("This may show who somebody is:")).to_be_visible()
    expect(page.get_by_text(PHONE_NUMBER, exact=False).last).to_be_visible()
    press(page, "Change it")
    write(page, SECOND)
    press(page, "Send")
    expect(page.get_by_text("Sent. Somebody checks it", exact=False)).to_be_visible()

    checker = see("business.manager", "/to_check")
    expect(checker.get_by_text(SECOND)).to_be_visible()
    press(checker, "Send back")
    write(checker, "Leave out the number.", "What would help the writer? Do not repeat what identifies somebody.")
    press(checker, "Send back to the writer")
    expect(checker.get_by_text("There are no comments to check.")).to_be_visible()

    page = see("young.advisor", "/what_happened")
    expect(page.get_by_text("Leave out the number.", exact=False)).to_be_visible()
    page.get_by_role("button", name="Change it").first.click()
    expect(page.get_by_role("button", name="Go on", exact=True)).to_be_visible()
    press(page, "Go on")
    expect(page.get_by_label("Say more, if you like")).to_have_value(SECOND)
    settled(page)
    write(page, THIRD)
    choose(page, "No")
    press(page, "Send")
    expect(page.get_by_text("Sent. Somebody checks it", exact=False)).to_be_visible()

    partner = see("council.partner", "/young_people_asked")
    expect(partner.get_by_text(THIRD)).to_have_count(0)
    checker = see("business.manager", "/to_check")
    press(checker, "Publish")
    for words, answer in (("We asked twelve of you.", "No"), ("We ask each of you now.", "Yes")):
        partner = see("council.partner", "/young_people_asked")
        expect(partner.get_by_text(THIRD).first).to_be_visible()
        choose(partner, "We did")
        write(partner, words, "What you did, and what is different now, in plain words")
        press(partner, "Reply")
        expect(partner.get_by_text("Your agency has nothing to answer.")).to_be_visible()
        page = see("young.advisor", "/what_happened")
        expect(page.get_by_text(words, exact=False)).to_be_visible()
        expect(page.get_by_text("Does this answer you?")).to_be_visible()
        press(page, answer)
        expect(page.get_by_text("Does this answer you?")).to_have_count(0)

    press(page, "Take it back")
    press(page, "Take it back for good")
    expect(page.get_by_text("You have not written anything yet", exact=False)).to_be_visible()
    partner = see("council.partner", "/young_people_asked")
    expect(partner.get_by_text(THIRD)).to_have_count(0)


def test_a_worry_ends_in_welfare_and_nowhere_else(see):
    page = begin(see)
    write(page, "My friend is scared to go home")
    choose(page, "No")
    page.get_by_text("I am worried about someone").click()
    settled(page)
    expect(page.get_by_label(WORRIED)).to_have_value("My friend is scared to go home")
    choose(page, "me, a friend, or another child or young person")
    choose(page, "Only in the way that I say")
    write(page, "At school, before nine", HOW)
    press(page, "Send")
    expect(page.get_by_text("Thank you for telling.", exact=False)).to_be_visible()
    lead = see("safeguarding.lead", "/welfare")
    expect(lead.get_by_text("My friend is scared to go home")).to_be_visible()
    expect(lead.get_by_text("At school, before nine", exact=False)).to_be_visible()
    for who, path in (
        ("business.manager", "/to_check"),
        ("business.manager", "/heard"),
        ("scrutineer", "/heard"),
        ("council.partner", "/young_people_asked"),
        ("young.advisor.2", "/what_happened"),
        ("scrutineer", f"/claim?id={CLAIM}"),
    ):
        other = see(who, path)
        expect(other.get_by_text("scared to go home", exact=False)).to_have_count(0)
        expect(other.get_by_text("At school, before nine", exact=False)).to_have_count(0)
    press(lead, "Acknowledge")
    expect(lead.get_by_text("Acknowledged", exact=False)).to_be_visible()
    expect(see("young.advisor", "/what_happened").get_by_text("Read by the safeguarding lead on")).to_be_visible()


@pytest.mark.nightly
def test_the_lead_follows_a_worry_up_by_keyboard_and_takes_its_record_out(see, blank):
    page = begin(see)
    page.get_by_text("I am worried about someone").click()
    settled(page)
    choose(page, "me, a friend, or another child or young person")
    press(page, "Send")
    lead = see("safeguarding.lead", "/welfare")
    for part, chosen, button, says in (
        ("I spoke to them", ("face to face", "Yes"), "Record the contact", "spoke to them, face to face."),
        ("Look again on a day", (), "Set the day", "Look again on"),
    ):
        lead.locator("summary").filter(has_text=part).focus()
        lead.keyboard.press("Enter")
        for one in chosen:
            lead.get_by_label(one, exact=True).press("Space")
            settled(lead)
        lead.get_by_role("button", name=button, exact=True).focus()
        lead.keyboard.press("Enter")
        settled(lead)
        expect(lead.get_by_text(says, exact=False).first).to_be_visible()
    link = lead.get_by_role("link", name="Download this record (Word)").get_attribute("href")
    status, content = fetched(blank, str(link), "safeguarding.lead")
    assert (status, content[:2]) == (200, b"PK")
    assert fetched(blank, str(link), "business.manager")[0] == 404
    with blank.store.reading() as session:
        taken = session.exec(select(TrailRow).where(TrailRow.action == WelfareAction.DOWNLOADED)).all()
    assert len(taken) == 1


@pytest.mark.nightly
def test_words_that_sound_like_a_worry_can_go_to_welfare_with_one_more_tap(see):
    page = begin(see)
    write(page, "she is scared to go home and they know it")
    choose(page, "No")
    press(page, "Send")
    expect(page.get_by_text("It sounds as if somebody may not be safe.")).to_be_visible()
    press(page, "Send it to them now")
    expect(page.get_by_text("Choose who it is about first.", exact=False)).to_be_visible()
    choose(page, "me, a friend, or another child or young person")
    press(page, "Send it to them now")
    expect(page.get_by_text("Thank you for telling.", exact=False)).to_be_visible()
    lead = see("safeguarding.lead", "/welfare")
    expect(lead.get_by_text("she is scared to go home", exact=False)).to_be_visible()


@pytest.mark.nightly
def test_a_checker_who_holds_something_chooses_whom_it_is_about(see):
    page = begin(see)
    choose(page, "I don't get this")
    press(page, "Send")
    checker = see("business.manager", "/to_check")
    press(checker, "Hold for welfare")
    press(checker, "Hold it")
    expect(checker.get_by_text("Choose who it is about first.", exact=False)).to_be_visible()
    choose(checker, "the safeguarding lead")
    press(checker, "Hold it")
    expect(checker.get_by_text("It is held.", exact=False)).to_be_visible()
    expect(see("safeguarding.deputy", "/welfare").get_by_text("No words were written.")).to_be_visible()
    expect(see("safeguarding.lead", "/welfare").get_by_text("No worry waits.")).to_be_visible()


@pytest.mark.nightly
def test_leave_now_signs_out_from_the_form_and_nothing_is_kept(see):
    page = begin(see)
    write(page, "half a thought")
    page.get_by_role("button", name="Leave now").click()
    expect(page.get_by_role("heading", name="Miles and kilometres")).to_be_visible()
    page = see("young.advisor", SAY)
    expect(page.get_by_label("User name")).to_be_visible()
    expect(page.get_by_text("half a thought")).to_have_count(0)
