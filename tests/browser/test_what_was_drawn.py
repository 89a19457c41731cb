"""Two browsers at one thing: what was on the screen is what is acted on, and the second is told what it says now."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import col, select

from cscp_core.people import directory
from cscp_core.people.tables import Account
from cscp_core.scrutiny.challenges import service as challenges
from cscp_core.scrutiny.challenges.tables import Challenge, ChallengeAnswer
from cscp_core.storage.session import now
from feedback.comments import checking, service
from feedback.comments.rules import CommentState
from feedback.comments.service import CHANGED_BY_WRITER, Content
from feedback.comments.tables import Comment
from feedback.welfare import service as welfare
from feedback.welfare.rules import About
from feedback.welfare.tables import Concern
from tests.browser.conftest import settled
from tests.browser.server import Server
from tests.rehearsing import MARK

pytestmark = pytest.mark.browser

FINDING = ("annual-report-2019-20", "claim", "claim-foreword-12")
FIRST, SECOND = "Nobody asked us if it helped.", "Words that nobody has checked."
READ = "Acknowledge"
See = Callable[..., Page]


@pytest.fixture
def server(in_meeting: Server) -> Server:
    return in_meeting


@pytest.fixture
def see(browser: Browser, server: Server) -> Iterator[See]:
    """Opens an address in a browser of its own."""
    contexts = []

    def opened(who: str, path: str) -> Page:
        contexts.append(browser.new_context(viewport={"width": 1280, "height": 900}))
        contexts[-1].add_cookies([server.cookie_for(who)])
        page = contexts[-1].new_page()
        page.goto(server.address + path)
        return settled(page)

    yield opened
    for context in contexts:
        context.close()


def act(server: Server, does: Callable[..., Any], whose: str, **details: Any) -> Any:
    store = server.store
    with store.reading() as session:
        actor = directory.actor_of(session.exec(select(Account).where(Account.username == whose)).one())
    with store.writing() as session:
        return does(session, actor, **details)


def row(server: Server, table: type, key: object) -> Any:
    with server.store.reading() as session:
        return session.get_one(table, key)


def sent(server: Server, words: str = FIRST) -> str:
    return str(act(server, service.send, "young.advisor", about=FINDING, content=Content(words=words)))


def rewrite(server: Server, comment_id: str) -> None:
    act(
        server, service.send, "young.advisor", about=FINDING, comment_id=comment_id,
        version=row(server, Comment, comment_id).version, content=Content(words=SECOND),
    )  # fmt: skip


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    settled(page)


def pressed_for(page: Page, comment_id: str, name: str) -> None:
    page.locator(f"[class*='st-key-check-{comment_id}-']").get_by_role("button", name=name, exact=True).click()
    settled(page)


def test_words_that_their_writer_changed_under_a_checkers_eyes_are_not_published(see, server):
    comment_id = sent(server)
    checker = see("business.manager", "/to_check")
    expect(checker.get_by_text(FIRST)).to_be_visible()
    rewrite(server, comment_id)
    pressed_for(checker, comment_id, "Publish")
    expect(checker.get_by_text(CHANGED_BY_WRITER)).to_be_visible()
    expect(checker.get_by_text(SECOND)).to_be_visible()
    assert row(server, Comment, comment_id).state == CommentState.SENT
    pressed_for(checker, comment_id, "Publish")
    expect(checker.get_by_text(SECOND)).to_have_count(0)
    assert (row(server, Comment, comment_id).state, row(server, Comment, comment_id).words) == (
        CommentState.PUBLISHED,
        SECOND,
    )


@pytest.mark.nightly
def test_words_that_changed_while_a_dialog_was_open_are_not_sent_back(see, server):
    comment_id = sent(server)
    checker = see("business.manager", "/to_check")
    pressed_for(checker, comment_id, "Send back")
    checker.get_by_label("What would help the writer?", exact=False).fill("Leave out the street.")
    rewrite(server, comment_id)
    press(checker, "Send back to the writer")
    expect(checker.get_by_role("dialog")).to_have_count(0)
    expect(checker.get_by_text(CHANGED_BY_WRITER)).to_be_visible()
    expect(checker.get_by_text(SECOND)).to_be_visible()
    assert row(server, Comment, comment_id).state == CommentState.SENT
    act(
        server, checking.let_stand, "business.manager", comment_id=comment_id,
        version=row(server, Comment, comment_id).version,
    )  # fmt: skip


@pytest.mark.nightly
def test_of_two_checkers_the_second_decides_nothing(see, server):
    comment_id = sent(server)
    one, two = see("business.manager", "/to_check"), see("business.manager", "/to_check")
    pressed_for(one, comment_id, "Publish")
    pressed_for(two, comment_id, "Publish")
    expect(two.get_by_text(service.BY_ANOTHER)).to_be_visible()
    assert row(server, Comment, comment_id).state == CommentState.PUBLISHED


@pytest.mark.nightly
def test_two_tabs_of_one_writer_show_both_texts_and_wait_for_a_choice(see, server):
    comment_id = sent(server)
    path = f"/say?about=claim&of={FINDING[2]}&comment={comment_id}"
    page = see("young.advisor", path)
    press(page, "Go on")
    field = page.get_by_label("Say more, if you like", exact=True)
    expect(field).to_be_visible()
    rewrite(server, comment_id)
    field.fill("Written in this tab.")
    field.press("Tab")
    settled(page)
    expect(page.get_by_text("Choose one.", exact=False)).to_be_visible()
    expect(page.get_by_text(SECOND)).to_be_visible()
    press(page, "Use what it says now")
    expect(field).to_have_value(SECOND)
    assert row(server, Comment, comment_id).words == SECOND


def test_of_two_partners_who_answer_the_second_waits_for_a_choice(see, server):
    one, two = see("police.partner", "/challenge?id=2"), see("police.staff", "/challenge?id=2")
    for page, words in ((one, "What the first wrote."), (two, "What the second wrote.")):
        page.get_by_label("What we did", exact=True).fill(words)
        page.get_by_label("What we did", exact=True).press("Tab")
        settled(page)
    press(one, "Save the draft for colleagues")
    press(two, "Save the draft for colleagues")
    expect(two.get_by_role("button", name="Keep mine")).to_be_visible()
    expect(two.get_by_text("What the first wrote.", exact=False).first).to_be_visible()
    with server.store.reading() as session:
        (saved,) = session.exec(select(ChallengeAnswer).where(ChallengeAnswer.challenge_id == 2)).all()
    assert saved.did == "What the first wrote."


@pytest.mark.nightly
def test_a_challenge_that_the_scrutineer_withdrew_is_not_asked_about(see, server):
    partner = see("police.partner", "/challenge?id=5")
    partner.get_by_text("Ask what is meant, ask for more time", exact=False).click()
    partner.get_by_label("Your words to the scrutineer").fill("Which year?")
    version = row(server, Challenge, 5).version
    act(server, challenges.withdraw, "scrutineer", challenge_id=5, version=version, reason="It is settled.")
    press(partner, "Ask the scrutineer")
    expect(partner.get_by_text("It is settled.", exact=False).first).to_be_visible()
    assert (row(server, Challenge, 5).state, row(server, Challenge, 5).waiting_for) == ("withdrawn", "")


@pytest.mark.nightly
def test_two_leads_at_one_welfare_record_are_told_of_each_other(see, server):
    act(
        server, service.send, "young.advisor", about=FINDING,
        content=Content(words="I am worried about my friend.", worry=About.SOMEBODY),
    )  # fmt: skip
    with server.store.reading() as session:
        concern = session.exec(select(Concern).where(~col(Concern.words).startswith(MARK))).one()
    deputy = see("safeguarding.deputy", "/welfare")
    act(
        server, welfare.hand_over, "safeguarding.lead", concern_id=concern.concern_id, version=concern.version,
        to="Children's services", reference="CS-1",
    )  # fmt: skip
    deputy.locator(f".st-key-screen_only_worry_{concern.concern_id}").get_by_role("button", name=READ).click()
    settled(deputy)
    found = row(server, Concern, concern.concern_id)
    assert (found.acknowledged_by, found.version) == ("Safeguarding lead", concern.version + 1)
    expect(deputy.get_by_text("Somebody changed this record after you opened it", exact=False)).to_be_visible()


@pytest.mark.nightly
def test_a_partner_whose_account_was_disabled_under_the_form_saves_nothing(see, server):
    agency = row(server, Challenge, 1).agency_id
    with server.store.reading() as session:
        who = session.exec(select(Account.username).where(Account.agency_id == agency)).one()
    page = see(who, "/challenge?id=1")
    with server.store.writing() as session:
        account = session.exec(select(Account).where(Account.username == who)).one()
        account.disabled_at = now(session)
        session.add(account)
        session.commit()
    buttons = page.get_by_role("button", name="Save the draft for colleagues")
    assert buttons.count() == 1
    buttons.click()
    settled(page)
    expect(page.get_by_label("User name")).to_be_visible()
    with server.store.reading() as session:
        assert session.exec(select(ChallengeAnswer).where(ChallengeAnswer.challenge_id == 1)).all() == []
