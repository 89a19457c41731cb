"""Words that were typed are not lost: they reach the server after a pause, or wait in the tab for their writer."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlmodel import select
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from cscp_core.people.tables import OwnDraft
from feedback.comments.tables import Comment
from tests.browser.conftest import LAPTOP, PHONE, settled, sign_in
from tests.browser.server import free_port, running
from tests.browser.sessions import ask_now, grow_old, last_seen
from tests.browser.test_every_screen import check_every_look
from tests.nightly import sampled

pytestmark = pytest.mark.browser

NOTE, SAY = "A new note", "Say more, if you like"
WORRIED = "I am worried about someone"
WHAT_WORRIES = "What worries you? You can use names here. You can leave it empty, too."
SAY_PAGE = "/say?about=claim&of=claim-foreword-12"  # no note stands before its theme
MINUTE = timedelta(minutes=1)


@pytest.fixture
def note(tab_on, blank):
    """The scrutineer's notebook, whose fields keep drafts."""
    return at(tab_on(blank, "scrutineer"), blank, "/notebook")


@pytest.fixture
def saying(tab_on, blank):
    """The form of a Young Advisor, who has read what stands before it."""
    return form(tab_on(blank, "young.advisor", PHONE), blank)


@pytest.fixture
def timed(browser, blank):
    """An empty tab in a browser of somebody's own, whose clock the test moves."""
    contexts = []

    def opened(who, size=LAPTOP):
        contexts.append(browser.new_context(viewport={"width": size[0], "height": size[1]}))
        contexts[-1].add_cookies([blank.cookie_for(who)])
        return contexts[-1].new_page()

    yield opened
    for context in contexts:
        context.close()


def at(page, server, path):
    page.goto(server.address + path)
    return settled(page)


def form(page, server):
    at(page, server, SAY_PAGE).get_by_role("button", name="Go on").click()
    expect(page.get_by_label(SAY)).to_be_visible()
    return settled(page)


def write(page, words, label=NOTE):
    """Types into a field and stays in it."""
    page.get_by_label(label, exact=True).first.click()
    page.keyboard.type(words)


def write_and_be_heard(page, words, label=NOTE):
    """Types a page's first words, and waits until the server knows that somebody is there: what it hears later would
    undo that its clock was moved."""
    with page.expect_response("**/tab/typing"):
        write(page, words, label)


def are_stored(page):
    """Waits until the tab's storage holds what was typed."""
    page.evaluate(WAIT_FOR_WORDS, True)


def are_wiped(page):
    """Waits until the tab's storage holds no words."""
    page.evaluate(WAIT_FOR_WORDS, False)


WAIT_FOR_WORDS = """wanted => new Promise(done => {
  const look = () => (sessionStorage.getItem('words') !== null) === wanted ? done(null) : setTimeout(look, 50);
  look();
})"""


def drafts(server):
    store = server.store
    with store.reading() as session:
        found = [one.words for one in session.exec(select(OwnDraft))]
    store.engine.dispose()
    return found


def held(page):
    return page.evaluate("sessionStorage.getItem('words')")


@pytest.mark.nightly
def test_words_reach_the_server_after_a_pause_and_focus_and_caret_stay(note, blank):
    write(note, "Ask who visits at night")
    field = note.get_by_label(NOTE)
    field.evaluate("one => { window.before = one; one.setSelectionRange(3, 3); }")
    expect(note.get_by_text("Your draft, saved at")).to_be_visible()
    settled(note)
    assert "Ask who visits at night" in drafts(blank)
    same = "one => one === window.before && one === document.activeElement && one.selectionStart === 3"
    assert field.evaluate(same)
    note.keyboard.type(" them:")
    expect(field).to_have_value("Ask them: who visits at night")


def test_a_young_advisors_words_do_not_reach_the_server_before_they_leave_the_field(timed, blank):
    saying = form(timed("young.advisor", PHONE), blank)
    saying.clock.install()
    write(saying, "nobody asked us", SAY)
    saying.get_by_test_id("stApp").evaluate(RUNS)
    saying.clock.fast_forward(20_000)
    sent = saying.evaluate("window.runs")
    assert sent == 0
    assert not any("nobody asked us" in one for one in drafts(blank))


RUNS = """app => {
  window.runs = 0;
  new MutationObserver(() => { if (app.dataset.testScriptState === 'running') window.runs++; })
    .observe(app, { attributes: true, attributeFilter: ['data-test-script-state'] });
}"""

WAIT_FOR_RUNS = """wanted => new Promise(done => {
  const look = () => window.runs >= wanted ? done(null) : setTimeout(look, 50);
  look();
})"""


@pytest.mark.nightly
def test_somebody_who_types_for_longer_than_the_idle_limit_stays_signed_in(timed, blank):
    note = at(timed("scrutineer"), blank, "/notebook")
    note.clock.install()
    for word in ("one ", "two ", "three "):
        grow_old(blank, "scrutineer", idle=50 * MINUTE)
        note.clock.fast_forward(61_000)
        with note.expect_response("**/tab/typing") as answer:
            write(note, word)
        assert answer.value.json()["signed_in"]
        assert last_seen(blank, "scrutineer") < MINUTE
    ask_now(note)
    expect(note.get_by_role("heading", name="Notebook")).to_be_visible()


def test_a_warning_comes_before_the_idle_limit_and_its_button_keeps_the_session_and_the_field(note, blank):
    write_and_be_heard(note, "Half a thought")
    grow_old(blank, "scrutineer", idle=58.5 * MINUTE)
    ask_now(note)
    warning = note.get_by_role("alertdialog")
    expect(warning).to_contain_text("You will be signed out in")
    expect(warning.get_by_role("button", name="Stay signed in")).to_be_focused()
    check_every_look(note)
    with note.expect_response("**/tab/typing"):
        note.keyboard.press("Enter")
    expect(warning).to_have_count(0)
    expect(note.get_by_label(NOTE)).to_be_focused()
    expect(note.get_by_label(NOTE)).to_have_value("Half a thought")
    assert last_seen(blank, "scrutineer") < MINUTE


@pytest.mark.nightly
def test_a_warning_comes_before_the_end_of_the_longest_session_and_takes_no_focus(note, blank):
    write_and_be_heard(note, "Half a thought")
    grow_old(blank, "scrutineer", whole=timedelta(hours=12) - 4 * MINUTE)
    ask_now(note)
    expect(note.get_by_role("alert").filter(has_text="Nobody stays signed in longer")).to_be_visible()
    expect(note.get_by_label(NOTE)).to_be_focused()
    grow_old(blank, "scrutineer", whole=5 * MINUTE)
    ask_now(note)
    expect(note.get_by_text("because you signed in 12 hours ago")).to_be_visible()


def test_after_the_end_the_page_says_why_and_the_words_are_back_for_who_wrote_them(note, blank):
    write_and_be_heard(note, "What did the visits find?")
    are_stored(note)
    assert "visits" not in held(note)
    grow_old(blank, "scrutineer", idle=61 * MINUTE)
    ask_now(note)
    expect(note.get_by_text("because you did nothing here for 60 minutes")).to_be_visible()
    expect(note.get_by_text("What you wrote is kept in this tab")).to_be_visible()
    assert "visits" not in note.content()
    check_every_look(note)
    sign_in(note, "scrutineer")
    expect(note.get_by_label(NOTE)).to_have_value("What did the visits find?")
    expect(note.get_by_text("What you wrote is back in")).to_be_visible()
    check_every_look(note)


@pytest.mark.nightly
def test_a_young_advisors_words_are_back_once_the_form_is_open_again(saying, blank):
    write_and_be_heard(saying, "nobody asked us if it helped", SAY)
    are_stored(saying)
    grow_old(blank, "young.advisor", idle=21 * MINUTE)
    ask_now(saying)
    expect(saying.get_by_text("because you did nothing here for 20 minutes")).to_be_visible()
    sign_in(saying, "young.advisor")
    expect(saying.get_by_text("It comes back when you open the form again")).to_be_visible()
    saying.get_by_role("button", name="Go on").click()
    expect(saying.get_by_label(SAY)).to_have_value("nobody asked us if it helped")
    assert not any("nobody asked" in one for one in drafts(blank))


@pytest.mark.parametrize("begins", sampled(["with the tick", "with the words"], ["with the words"]))
def test_a_worry_that_was_interrupted_comes_back_as_a_worry_and_is_no_comment(saying, blank, begins):
    tick = saying.get_by_text(WORRIED, exact=True)
    if begins == "with the words":
        write_and_be_heard(saying, "he waits for my friend", SAY)
    tick.click()
    expect(saying.get_by_label(WHAT_WORRIES)).to_be_visible()
    settled(saying)
    if begins == "with the tick":
        write_and_be_heard(saying, "he waits for my friend", WHAT_WORRIES)
    are_stored(saying)
    interrupt(saying, blank)
    expect(saying.get_by_label(WHAT_WORRIES)).to_have_value("he waits for my friend")
    expect(saying.get_by_label(WORRIED)).to_be_checked()
    expect(saying.get_by_text("is ticked again")).to_be_visible()
    check_every_look(saying)
    settled(saying).get_by_role("button", name="Send", exact=True).click()
    expect(saying.get_by_text("Choose who it is about first")).to_be_visible()
    assert "he waits for my friend" not in comments(blank)


@pytest.mark.nightly
def test_words_whose_tick_was_taken_away_come_back_without_it(saying, blank):
    saying.get_by_text(WORRIED, exact=True).click()
    write_and_be_heard(settled(saying), "nobody asked us", WHAT_WORRIES)
    saying.get_by_text(WORRIED, exact=True).click()
    expect(saying.get_by_label(SAY)).to_have_value("nobody asked us")
    are_stored(settled(saying))
    interrupt(saying, blank)
    expect(saying.get_by_label(SAY)).to_have_value("nobody asked us")
    expect(saying.get_by_label(WORRIED)).not_to_be_checked()


def interrupt(page, server):
    """The session of a Young Advisor idles out, they sign in again and open the form again."""
    grow_old(server, "young.advisor", idle=21 * MINUTE)
    ask_now(page)
    expect(page.get_by_text("because you did nothing here for 20 minutes")).to_be_visible()
    sign_in(page, "young.advisor")
    page.get_by_role("button", name="Go on").click()


def comments(server):
    store = server.store
    with store.reading() as session:
        found = [one.words for one in session.exec(select(Comment))]
    store.engine.dispose()
    return found


@pytest.mark.nightly
def test_anyone_else_who_signs_in_at_the_tab_finds_no_words_and_wipes_them(saying, blank):
    write_and_be_heard(saying, "nobody asked us if it helped", SAY)
    are_stored(saying)
    grow_old(blank, "young.advisor", idle=21 * MINUTE)
    ask_now(saying)
    expect(saying.get_by_text("What you wrote is kept in this tab")).to_be_visible()
    sign_in(saying, "lay.member")
    are_wiped(saying)
    go_on = saying.get_by_role("button", name="Go on")
    if go_on.count():
        go_on.click()
    expect(saying.get_by_label(SAY)).to_have_value("")
    assert "nobody asked us" not in saying.content()


def test_signing_out_wipes_the_words_that_lie_in_the_tab(note):
    write(note, "Half a thought")
    are_stored(note)
    expect(note.get_by_text("Your draft, saved at")).to_be_visible()
    note.get_by_role("button", name="Sign out", exact=True).click()
    expect(note.get_by_text("You are signed out.")).to_be_visible()
    assert held(note) is None


@pytest.mark.nightly
def test_closing_a_tab_with_a_young_advisors_unsaved_words_asks_first(saying):
    asked = []
    saying.on("dialog", lambda one: (asked.append(one.type), one.dismiss()))
    write(saying, "nobody asked us", SAY)
    saying.close(run_before_unload=True)
    saying.wait_for_event("dialog") if not asked else None
    assert asked == ["beforeunload"]
    expect(saying.get_by_label(SAY)).to_have_value("nobody asked us")


@pytest.mark.nightly
def test_going_to_another_page_with_unsaved_words_asks_first_and_staying_keeps_them(saying):
    saying.get_by_role("link", name="Glossary").last.click()
    expect(saying.locator("h1")).to_have_text("Glossary")
    settled(saying).go_back()
    write(settled(saying), "nobody asked us", SAY)
    for go in (
        lambda: saying.get_by_role("link", name="Glossary").last.click(),
        lambda: saying.get_by_role("button", name="Not now").click(),
        lambda: saying.evaluate("history.forward()"),
        lambda: search(saying, "Early help"),
    ):
        go()
        asked = saying.get_by_role("alertdialog")
        expect(asked).to_contain_text("not saved or sent")
        expect(asked.get_by_role("button", name="Stay here")).to_be_focused()
        check_every_look(saying)
        saying.keyboard.press("Enter")
        expect(asked).to_have_count(0)
        expect(saying.get_by_label(SAY)).to_have_value("nobody asked us")
        assert "/say?" in saying.url
    saying.get_by_role("link", name="Glossary").last.click()
    saying.get_by_role("button", name="Leave without them").click()
    expect(saying.locator("h1")).to_have_text("Glossary")
    are_wiped(saying)


@pytest.mark.nightly
def test_words_typed_before_their_page_is_drawn_whole_are_asked_about(browser, blank):
    context = browser.new_context()
    context.add_cookies([blank.cookie_for("young.advisor")])
    page, held = context.new_page(), []
    holding = []

    def pass_on(route):
        server = route.connect_to_server()

        def to_page(message):
            if holding and (held or is_end_of_run(message)):
                held.append((route, message))
            else:
                route.send(message)

        server.on_message(to_page)

    page.route_web_socket("**/_stcore/stream", pass_on)
    page.goto(blank.address + SAY_PAGE)
    settled(page).get_by_role("button", name="Go on").click()
    settled(page).get_by_role("link", name="Glossary").last.click()
    expect(page.locator("h1")).to_have_text("Glossary")
    settled(page)
    holding.append(True)
    page.go_back()
    write(page, "nobody asked us", SAY)
    assert held
    holding.clear()
    for route, message in held:
        route.send(message)
    settled(page)
    page.get_by_role("link", name="Glossary").last.click()
    expect(page.get_by_role("alertdialog")).to_contain_text("not saved or sent")
    context.close()


def is_end_of_run(message):
    sent = ForwardMsg.FromString(message)
    ended = sent.WhichOneof("type") == "session_status_changed" and not sent.session_status_changed.script_is_running
    return ended or sent.WhichOneof("type") == "script_finished"


def search(page, words):
    """Fills in the search as a script would, for on a phone it lies in the menu, and presses Enter in it."""
    page.locator(".st-key-search-box input").evaluate(
        """(field, words) => {
          Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, words);
          field.dispatchEvent(new Event('input', { bubbles: true }));
          field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
        }""",
        words,
    )


@pytest.mark.nightly
def test_words_that_were_saved_or_sent_are_asked_about_no_more(saying):
    write(saying, "nobody asked us", SAY)
    are_stored(saying)
    saying.get_by_role("button", name="Save for later").click()
    expect(saying.get_by_role("heading", name="What happened")).to_be_visible()
    are_wiped(saying)
    saying.get_by_role("link", name="Glossary").last.click()
    expect(saying.locator("h1")).to_have_text("Glossary")


@pytest.mark.nightly
def test_a_draft_that_the_server_has_is_not_asked_about(note):
    write(note, "Half a thought")
    expect(note.get_by_text("Your draft, saved at")).to_be_visible()
    settled(note)
    note.get_by_role("link", name="Glossary").last.click()
    expect(note.locator("h1")).to_have_text("Glossary")


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("who", "path", "label"), [("scrutineer", "/notebook", NOTE), ("young.advisor", SAY_PAGE, SAY)]
)
def test_after_a_lost_connection_and_a_fresh_session_the_browsers_words_win(
    browser, tmp_path, loaded, who, path, label
):
    port = free_port()
    with running(tmp_path / "var", loaded, port) as first:
        context = browser.new_context()
        context.add_cookies([first.cookie_for(who)])
        page = context.new_page()
        page.goto(first.address + path)
        settled(page)
        if who == "young.advisor":
            page.get_by_role("button", name="Go on").click()
        write(page, "Before. ", label)
        page.get_by_label(label).press("Tab")
        settled(page)
        page.get_by_label(label).click()
        page.keyboard.press("End")
        page.keyboard.type("At the last moment.")
        are_stored(page)
        page.get_by_test_id("stApp").evaluate(RUNS)
    with running(tmp_path / "var", None, port) as second:
        expect(page.get_by_test_id("stApp")).to_have_attribute(
            "data-test-connection-state", "CONNECTED", timeout=60_000
        )
        settled(page)
        if who == "young.advisor":
            page.get_by_role("button", name="Go on").click()  # a fresh session asks for it again
        page.evaluate(WAIT_FOR_RUNS, 2 if who == "scrutineer" else 1)  # a fresh session's first, and the draft's
        settled(page)
        expect(page.get_by_label(label)).to_have_value("Before. At the last moment.")
        if who == "scrutineer":
            assert "Before. At the last moment." in drafts(second)
        context.close()
