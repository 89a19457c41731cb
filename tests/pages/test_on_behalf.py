"""Writing for somebody on the screens: what they hear first, the form, the paper, what the worker and the code show."""

import re

import pytest
from sqlmodel import select

from cscp_core import start
from cscp_core.people import leaving
from cscp_core.people.permissions import Role
from cscp_core.people.rules import read_code
from cscp_core.people.tables import Account
from cscp_core.storage.session import today
from feedback.comments import checking, on_behalf, replies
from feedback.comments.rules import CommentState, Readers, ReplyKind
from feedback.comments.service import Content
from feedback.comments.tables import Comment
from feedback.welfare import cover
from feedback.welfare.rules import About, ContactKind
from pages.components.comments import for_somebody, sheet
from tests.conftest import REPORT
from tests.pages.conftest import act, actor_of, at_address
from tests.pages.test_reading_age import ABOUT_NINE, ABOUT_TWELVE, reading_age
from tests.pages.test_saying import WORRY, concerns, labels, press, told, written

WORKER = "participation.worker"
CLAIM = "claim-foreword-12"
WORDS = "Nobody told us what came of it."
PRINTED = re.compile(r"(?:\w{4}-){3}\w{4}")
TICKS = ("They asked me to write this down.", "I read it back to them. It is what they say.")


def sheet_of(page):
    """What is printed; empty where nothing is."""
    drawn = "\n".join(one.proto.body for one in page.get("html"))
    return "".join(re.findall(r"<article.*?</article>", drawn, re.DOTALL))


def tick(page, *wanted):
    for label in wanted:
        page = next(one for one in page.checkbox if one.label == label).check().run()
    return page


def choose(page, *, missing=False):
    """To the form about the first claim of a topic, or what is missing from it."""
    page = press(page, "Go on")
    page = page.selectbox(key="topic for somebody").set_value("In care").run()
    page = (
        next(one for one in page.selectbox if one.label == "What is it about?").select_index(0 if missing else 1).run()
    )
    assert not page.exception
    return page


@pytest.fixture
def form(open_page):
    return choose(open_page("write_for", WORKER))


def fill(page, words=WORDS):
    page = page.text_area[0].input(words).run()
    return next(one for one in page.radio if one.label == "Have you named anyone?").set_value("No").run()


def sent(page):
    return press(tick(fill(page), *TICKS), "Send")


@pytest.fixture
def paper(installation):
    """What stands on the paper of somebody for whom the worker wrote."""
    content = Content(words=WORDS, readers=Readers.PARTNERS)
    about = (REPORT.name, "claim", CLAIM)
    return act(on_behalf.send, WORKER, about=about, content=content, asked=True, read_back=True)


def only_comment():
    (row,) = [one for one in written() if one.written_by]
    return row


def test_each_person_hears_the_rules_first_with_two_equal_ways_on(open_page):
    page = open_page("write_for", WORKER)
    assert not page.selectbox
    assert [one.proto.type for one in page.button if one.label in ("Go on", "Not now")] == ["secondary"] * 2
    said = told(page)
    for sentence in ("not a place to report", "Nobody watches it live", "**999**", "**0800 1111**", "Is it about me?"):
        assert sentence in said
    page = press(page, "Not now")
    assert "Nothing was kept." in told(page)
    assert not page.selectbox


def test_get_help_and_leave_now_stand_on_every_screen_of_the_worker(open_page):
    for file in ("write_for", "written_down", "paper", "paper_form", "how_it_works"):
        page = open_page(file, WORKER)
        assert "Leave now" in labels(page)
        assert "**116 123**" in told(page)


def test_what_they_hear_first_can_be_read_at_nine():
    assert reading_age("\n".join(for_somebody.RULES)) <= ABOUT_NINE
    assert reading_age(sheet.RING) <= ABOUT_NINE


@pytest.mark.parametrize("file", ["paper_form", "paper"])
def test_what_is_printed_can_be_read_at_about_twelve_and_what_keeps_safe_at_nine(open_page, form, file):
    body = sheet_of(sent(form) if file == "paper" else open_page("paper_form"))
    assert reading_age(body) <= ABOUT_TWELVE
    safe = re.findall(r"<p class=\"warning\">.*?</p>|<h2>Keep it safe</h2>.*", body, re.DOTALL)
    assert safe
    assert reading_age("\n".join(safe)) <= ABOUT_NINE


def test_the_menu_and_the_foot_hold_what_a_worker_may_open(open_page):
    page = open_page("write_for", WORKER)
    assert "Search the report" not in {one.label for one in page.sidebar.text_input}
    links = {one.proto.label for one in page.main.get("page_link")}
    assert links >= {"Password", "Privacy", "How your words are kept"}
    assert not links & {"Search", "Glossary"}


def test_without_the_ticks_nothing_is_sent(form):
    page = press(tick(fill(form), TICKS[0]), "Send")
    assert "Tick both" in page.error[0].value
    assert [one for one in written() if one.written_by] == []


def test_it_is_sent_and_the_paper_comes_with_the_code_and_nothing_of_what_was_said(form):
    page = sent(form)
    assert page.title[0].value == "Paper for them"
    printed = sheet_of(page)
    assert PRINTED.search(printed)
    assert "/code" in printed
    row = only_comment()
    assert (row.words, row.state, row.role) == (WORDS, CommentState.SENT, Role.YOUNG_PERSON)
    for secret in (WORDS, row.seen, "Participation worker", "care"):
        assert secret not in printed


def test_the_next_person_hears_the_rules_again_and_finds_nothing_of_the_one_before(form, open_page):
    page = sent(form)
    page = at_address(page, "write_for").run()
    assert not page.selectbox
    assert "Read this to them first" in told(page)
    assert WORDS not in repr(page.session_state)
    assert not PRINTED.search(repr(page.session_state))


def test_the_paper_is_shown_in_the_tab_that_made_it_and_nowhere_else(open_page, paper):
    page = open_page("paper", WORKER)
    assert "There is no paper here now." in told(page)
    assert not PRINTED.search(sheet_of(page))


def test_something_missing_is_written_down_too(open_page):
    page = choose(open_page("write_for", WORKER), missing=True)
    assert "What is missing here?" in {one.label for one in page.text_area}
    sent(page)
    assert only_comment().kind == "missing"


def test_details_and_signs_of_a_worry_are_pointed_out_before_it_goes(form):
    page = press(tick(fill(form, f"Call 07700 900461. {WORRY}."), *TICKS), "Send")
    said = told(page)
    assert "It sounds as if somebody may not be safe." in said
    assert "07700 900461 (phone)" in said
    assert "They can ask the worker who wrote it down." in said
    assert [one for one in written() if one.written_by] == []
    press(page, "Send it as it is")
    assert only_comment().kept_details


def test_a_worry_goes_to_the_people_who_look_after_safety_and_the_paper_is_the_same(form):
    page = tick(form, "I am worried about someone")
    assert "They do not know who you are. They can ask the worker" in told(page)
    page = page.text_area[0].input(WORRY).run()
    page = next(one for one in page.radio if one.label == "Who is it about?").set_value(About.SOMEBODY).run()
    page = press(tick(page, *TICKS), "Send")
    assert "With the code on the paper you see when it was read" in page.success[0].value.replace("\\", "")
    printed = sheet_of(page)
    assert PRINTED.search(printed)
    for secret in ("worr", "safety", "lead"):
        assert secret not in printed
    (record,) = concerns()
    assert record.words == WORRY
    assert "Participation worker" in record.reach


def close():
    with start.store().reading() as session:
        day = today(session)
    for name in ("safeguarding.lead", "safeguarding.deputy"):
        act(cover.add_absence, name, starts_on=day, ends_on=day)


def test_without_cover_it_says_whom_to_ring_and_asks_nothing(open_page):
    close()
    page = open_page("write_for", WORKER)
    assert "999" in page.error[0].value
    assert not labels(page) & {"Go on", "Send"}


def test_if_cover_ends_meanwhile_the_words_stay_and_nothing_can_be_sent(form):
    page = fill(form)
    close()
    page = page.run()
    assert page.text_area[0].value == WORDS
    assert "Send" not in labels(page)


def test_the_worker_sees_what_came_of_it_and_never_the_words(open_page, paper):
    comment_id = only_comment().comment_id
    act(checking.let_stand, "business.manager", comment_id=comment_id, version=1)
    with start.store().reading() as session:
        version = session.get(Comment, comment_id).version
    reply = {"kind": ReplyKind.DID, "words": "We tell you now."}
    act(replies.reply, "council.partner", comment_id=comment_id, version=version, **reply)
    said = told(open_page("written_down", WORKER))
    assert "It was checked." in said
    assert "We tell you now." in said
    assert WORDS not in said


def test_a_paper_that_was_lost_is_made_again(open_page, paper):
    page = press(open_page("written_down", WORKER), "They lost the paper")
    page = press(page, "Make another paper")
    assert page.title[0].value == "Paper for them"
    (code,) = set(PRINTED.findall(sheet_of(page)))
    assert code != paper.code
    with start.store().reading() as session:
        assert leaving.who_left(session, read_code(code)).role is Role.YOUNG_PERSON


@pytest.mark.parametrize(
    ("file", "by", "query"),
    [
        ("claim", "young.advisor", {"id": CLAIM}),
        ("theme", "lay.member", {"theme": "identity", "tab": "You said"}),
        ("heard", "scrutineer", {}),
        ("young_people_asked", "council.partner", {}),
    ],
)
def test_wherever_it_is_read_the_mark_stands_beside_it(open_page, installation, file, by, query):
    content = Content(words=WORDS, readers=Readers.ANYWHERE)
    about = (REPORT.name, "claim", CLAIM)
    act(on_behalf.send, WORKER, about=about, content=content, asked=True, read_back=True)
    act(checking.let_stand, "business.manager", comment_id=only_comment().comment_id, version=1)
    said = told(open_page(file, by, **query))
    assert WORDS in said
    assert "Young people, written down by a participation worker" in said


@pytest.fixture
def opened(open_page, paper):
    """The page behind the code, opened by somebody who is not signed in."""
    return open_page("by_code").text_input[0].input(paper.code.lower()).run()


def test_the_code_opens_the_words_and_what_can_be_done_with_them(opened):
    said = told(opened)
    assert f"You said: {WORDS}" in said
    assert {"Take it back", "I have finished", "Save my choice"} <= labels(opened)
    assert not labels(opened) & {"Change it", "Go on with it", "Take everything back"}
    assert "**116 123**" in said


def test_it_can_be_taken_back_by_the_code(opened):
    page = press(press(opened, "Take it back"), "Take it back for good")
    assert not page.exception
    with start.store().reading() as session:
        rows = session.exec(select(Comment).where(Comment.role == Role.YOUNG_PERSON)).all()
        assert [(one.state, one.words) for one in rows] == [(CommentState.WITHDRAWN, "")]
    assert WORDS not in told(page)


def test_published_fewer_people_can_read_it_and_it_cannot_be_changed(open_page, paper):
    comment_id = only_comment().comment_id
    act(checking.let_stand, "business.manager", comment_id=comment_id, version=1)
    page = open_page("by_code").text_input[0].input(paper.code).run()
    assert "Let fewer people read it" in labels(page)
    assert "Change it" not in labels(page)


def test_who_has_finished_leaves_nothing_on_the_page(opened):
    page = press(opened, "I have finished")
    assert WORDS not in told(page)
    assert page.text_input[0].value == ""


@pytest.mark.parametrize("typed", ["", "K7QM-2XRT-9HWD-4PCV", "'; DROP", "%"])
def test_another_code_opens_nothing(open_page, paper, typed):
    page = open_page("by_code").text_input[0].input(typed).run()
    assert WORDS not in told(page)
    assert [("opens nothing" in one.value) for one in page.error] == ([True] if typed else [])


def test_the_copies_are_got_by_the_code_alone(opened, paper):
    code = read_code(paper.code)
    assert [one.proto.url for one in opened.get("link_button")] == [
        f"/leaving/my-data.txt?token={code}", f"/leaving/my-data.json?token={code}",
    ]  # fmt: skip


def test_the_form_on_paper_is_open_to_all_and_names_whom_to_ring(open_page):
    words = dict.fromkeys((ContactKind.CHILDRENS_SERVICES, ContactKind.PARTICIPATION_WORKER), "Ring 020 7946 0000")
    with start.store().reading() as session:
        version = cover.contacts_version(session, actor_of("safeguarding.lead"))
    act(cover.set_contacts, "safeguarding.lead", version=version, words=words)
    page = open_page("paper_form")
    said = sheet_of(page)
    assert "Do not write it here." in said
    assert "Do not write your name." in said
    assert "Ring 020 7946 0000" in told(page)


def test_people_offers_the_role_and_lists_nobody_who_asked(open_page, paper):
    page = open_page("people", "business.manager")
    assert "asked-" not in told(page)
    with start.store().reading() as session:
        assert session.exec(select(Account).where(Account.role == Role.YOUNG_PERSON)).all()
