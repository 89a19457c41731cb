"""Two browsers that both act through their screens at one record: of the two, the second does nothing unseen."""

import pytest
from playwright.sync_api import expect
from sqlmodel import select

from cscp_core.people.tables import Account
from cscp_core.scrutiny.grades.tables import Grade
from cscp_core.scrutiny.judgements.tables import Judgement
from cscp_core.scrutiny.notebook.tables import PrivateNote
from feedback.welfare.rules import ContactKind
from feedback.welfare.tables import Contact
from tests.browser.conftest import settled
from tests.browser.test_what_was_drawn import press, row, see, server

__all__ = ["see", "server"]

pytestmark = pytest.mark.browser

CLAIM = "claim-3.4-04"


def every(server, table, *where):
    with server.store.reading() as session:
        return session.exec(select(table).where(*where)).all()


def fill(page, label, words):
    field = page.get_by_label(label, exact=True).first
    field.fill(words)
    field.press("Tab")
    settled(page)


@pytest.mark.nightly
def test_of_two_who_confirm_a_grade_the_second_is_told(see, server):
    one, two = (see("scrutineer", f"/claim?id={CLAIM}") for _ in range(2))
    press(one, "Confirm")
    press(two, "Confirm")
    expect(two.get_by_text("Somebody graded this claim after you opened it", exact=False)).to_be_visible()
    assert len(every(server, Grade, Grade.claim_id == CLAIM)) == 1


@pytest.mark.nightly
def test_of_two_judgements_the_second_waits_for_a_choice(see, server):
    one, two = (see("scrutineer", "/theme?theme=identity") for _ in range(2))
    for page, words in ((one, "Of the first."), (two, "Of the second.")):
        page.get_by_text("Give your judgement").click()
        page.get_by_text("partly assured", exact=True).last.click()
        settled(page)
        fill(page, "Why? It is shown beside the judgement.", words)
    press(one, "Record the judgement")
    press(two, "Record the judgement")
    expect(two.get_by_text("Somebody judged this theme after you opened it", exact=False)).to_be_visible()
    expect(two.get_by_text("Of the first.", exact=False).first).to_be_visible()
    assert [one.reason for one in every(server, Judgement, Judgement.theme_id == "identity")] == ["Of the first."]


@pytest.mark.nightly
def test_of_two_who_change_an_account_the_second_is_told(see, server):
    one, two = (see("business.manager", "/people") for _ in range(2))
    (account,) = every(server, Account, Account.username == "police.staff")
    for page in (one, two):
        page.locator(f".st-key-person-{account.account_id}-Disable-{account.version} button").click()
        settled(page)
    expect(two.get_by_text("Somebody changed this account while you were reading", exact=False)).to_be_visible()
    assert row(server, Account, account.account_id).version == account.version + 1


@pytest.mark.nightly
def test_contacts_that_the_lead_set_are_not_written_over_by_the_deputy(see, server):
    one, two = see("safeguarding.lead", "/cover"), see("safeguarding.deputy", "/cover")
    for page, words in ((one, "Set by the lead"), (two, "Set by the deputy")):
        fill(page, ContactKind.LADO.label, words)
    press(one, "Save the contacts")
    press(two, "Save the contacts")
    expect(two.get_by_role("button", name="Keep mine")).to_be_visible()
    expect(two.get_by_text("Set by the lead", exact=False).first).to_be_visible()
    assert row(server, Contact, ContactKind.LADO).words == "Set by the lead"


@pytest.mark.nightly
def test_a_private_note_that_one_browser_changed_is_not_written_over_by_the_other(see, server):
    first = see("scrutineer", "/notebook")
    fill(first, "A new note", "Words of the note.")
    press(first, "Save the note")
    one, two = (see("scrutineer", "/notebook") for _ in range(2))
    for page, words in ((one, "Changed in one browser."), (two, "Changed in the other.")):
        page.get_by_text("Change", exact=True).first.click()
        settled(page)
        fill(page, "Your note", words)
    press(one, "Save the change")
    press(two, "Save the change")
    expect(two.get_by_role("button", name="Keep mine")).to_be_visible()
    assert [note.words for note in every(server, PrivateNote)] == ["Changed in one browser."]


@pytest.mark.nightly
def test_a_view_that_its_writer_took_back_is_not_acted_on_in_another_browser(see, server):
    writer, other = see("young.advisor", "/our_view"), see("young.advisor.2", "/our_view")
    expect(other.get_by_role("button", name="I no longer agree")).to_be_visible()
    press(writer, "Take it back")
    press(writer, "Take it back for good")
    press(other, "I no longer agree")
    expect(other.get_by_text("These words are not here any more", exact=False)).to_be_visible()
