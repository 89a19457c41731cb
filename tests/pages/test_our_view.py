"""Our view: what one writes is checked before the others see it; they agree to it; questions say whose they are."""

import pytest
from sqlmodel import select

from cscp_core import start
from cscp_core.people import service as people
from cscp_core.people.permissions import SYSTEM
from cscp_core.scrutiny.challenges import handover
from feedback.comments import checking
from feedback.comments.rules import CommentKind, CommentState, Readers, Stands
from feedback.comments.service import Content, send
from feedback.comments.tables import Comment
from feedback.together import service as together
from feedback.welfare.rules import About, SafeContact
from feedback.welfare.tables import Concern
from pages.components.comments import together_form
from pages.components.comments.before_you_write import READ
from pages.components.text import escaped
from tests.conftest import REPORT
from tests.pages.conftest import act
from tests.pages.test_saying import THEME, close, labels, press, told

# a view together


def write(whose, words, **details):
    """A wording that waits to be checked."""
    about = {"report_id": REPORT.name, "theme_id": THEME, "version": seen_version(details.get("replaces"))}
    return act(together.submit_wording, whose, **about, stands=Stands.PARTLY, words=words, **details)


def seen_version(comment_id):
    with start.store().reading() as session:
        return session.get_one(Comment, comment_id).version if comment_id else 0


def let_stand(comment_id):
    act(checking.let_stand, "business.manager", comment_id=comment_id, version=seen_version(comment_id))


@pytest.fixture
def view(installation):
    """A checked wording of a topic that one Young Advisor wrote and another has not agreed to."""
    made = write("young.advisor", "We all wait.")
    let_stand(made)
    return made


@pytest.fixture
def open_topic(open_page, installation):
    def opened(by):
        page = open_page("our_view", by)
        return page.selectbox(key="view topic").set_value(THEME).run()

    return opened


@pytest.fixture
def open_view(open_topic, view):
    return open_topic


def begin(page, words):
    """Passes the screen before writing and types."""
    return press(page, "Go on").text_area[0].input(words).run()


def test_a_view_together_is_read_and_agreed_to_without_the_screen_before_writing(open_view):
    page = open_view("young.advisor.2")
    assert "We all wait" in told(page)
    assert READ not in page.session_state
    page = press(page, "I agree")
    assert "You have." in told(page)
    assert "I no longer agree" in labels(page)


def test_writing_a_view_together_waits_behind_that_screen(open_view):
    page = open_view("young.advisor.2")
    assert not page.text_area
    page = press(page, "Go on")
    assert [one.value for one in page.text_area] == ["We all wait."]


def test_what_one_writes_is_not_on_the_others_screens_before_it_was_checked(open_topic):
    page = press(begin(open_topic("young.advisor"), "We wait for weeks."), "Send it to be checked")
    assert [one.value for one in page.success] == [escaped(together_form.WAITS)]
    assert "We wait for weeks" in told(page)
    assert "We wait for weeks" not in told(open_topic("young.advisor.2"))
    assert "We wait for weeks" in told(open_topic("young.advisor"))


def test_while_a_change_waits_the_others_go_on_seeing_the_checked_words(open_view, view):
    write("young.advisor.3", "Newer words.", replaces=view)
    said = told(open_view("young.advisor.2"))
    assert "We all wait" in said
    assert "Newer words" not in said


def test_two_checked_wordings_stand_side_by_side(open_topic):
    for made in [write(f"young.advisor{name}", f"Words{name}") for name in ("", ".2")]:
        let_stand(made)
    page = open_topic("young.advisor.3")
    assert "There is more than one. You can agree to one of them." in told(page)
    assert [one.label for one in page.button].count("I agree") == 2


def test_who_types_while_another_wording_is_checked_sees_both_and_chooses(open_view, view):
    page = begin(open_view("young.advisor.2"), "Mine.")
    let_stand(write("young.advisor.3", "Theirs.", replaces=view))
    page.run()
    said = told(page)
    assert "Mine." in said
    assert "Theirs." in said
    assert {"Keep mine", "Use theirs"} <= labels(page)
    page = press(page, "Keep mine")
    press(page, "Send it to be checked")
    with start.store().reading() as session:
        states = {
            row.words: row.state for row in session.exec(select(Comment).where(Comment.kind == CommentKind.TOGETHER))
        }
    assert (states["Mine."], states["Theirs."]) == (CommentState.SENT, CommentState.SHOWN)


def test_details_and_a_worry_are_pointed_out_before_it_is_sent(open_topic):
    page = begin(open_topic("young.advisor"), "Ring 07700 900461, my friend wants to die.")
    page = press(page, "Send it to be checked")
    said = told(page)
    assert "This may show who somebody is:" in said
    assert "It sounds as if somebody may not be safe." in said
    assert "It can be wrong, and you know best." in said
    assert {"Send it to them now", "Send it as it is"} <= labels(page)
    page = press(page, "Send it as it is")
    assert [one.value for one in page.success] == [escaped(together_form.WAITS)]


def test_what_is_sent_as_it_is_are_the_words_that_were_pointed_out(open_topic):
    page = press(begin(open_topic("young.advisor"), "Ring 07700 900461."), "Send it to be checked")
    page.text_area[0].input("Ring 07700 900999, my friend wants to die.")
    page = press(page, "Send it as it is")
    with start.store().reading() as session:
        assert not session.exec(
            select(Comment).where(Comment.kind == CommentKind.TOGETHER, Comment.state == CommentState.SENT)
        ).all()
    assert "It sounds as if somebody may not be safe." in told(page)
    assert page.text_area[0].value == "Ring 07700 900999, my friend wants to die."


def test_a_worry_about_what_one_was_going_to_write_goes_to_welfare(open_topic):
    page = begin(open_topic("young.advisor"), "My friend is not ok.")
    page = next(one for one in page.checkbox if one.label == "I am worried about someone").check().run()
    assert "Are you convinced?" not in [one.label for one in page.radio]
    page = next(one for one in page.radio if one.label == "Who is it about?").set_value(About.SOMEBODY).run()
    page = next(one for one in page.radio if "contact you" in one.label).set_value(SafeContact.NO).run()
    page = press(page, "Send it")
    assert "the safeguarding lead and the deputy" in page.success[0].value
    with start.store().reading() as session:
        row = session.exec(select(Comment).where(Comment.words == "My friend is not ok.")).one()
        contact = session.exec(select(Concern.safe_contact).where(Concern.words == "My friend is not ok.")).one()
    assert (row.state, row.held_by, contact) == (CommentState.HELD, "writer", SafeContact.NO)


def test_who_chooses_whom_a_worry_is_about_and_sends_it_at_once_is_told_who_reads_it(open_topic):
    page = begin(open_topic("young.advisor"), "My friend is not ok.")
    page = next(one for one in page.checkbox if one.label == "I am worried about someone").check().run()
    next(one for one in page.radio if one.label == "Who is it about?").set_value(About.LEAD)
    page = press(page, "Send it")
    assert "The lead does not see it" in told(page)
    assert len(page.success) == 1


def test_beside_what_another_wrote_stands_i_am_worried_about_someone(open_view, open_page, view):
    page = open_view("young.advisor.2")
    (link,) = (one for one in page.get("page_link") if one.proto.label == "I am worried about someone")
    assert "about=view" in link.proto.query_string
    assert f"of={view}" in link.proto.query_string
    page = press(open_page("say", "young.advisor.2", about="view", of=view, report=REPORT.name), "Go on")
    assert page.title[0].value == "I am worried about someone"
    assert next(one for one in page.checkbox if one.label == "I am worried about someone").value


def test_the_checker_sees_who_will_read_it_and_not_who_wrote_it(open_page, view):
    write("young.advisor.2", "Newer words.", replaces=view)
    said = told(open_page("to_check", "business.manager"))
    assert "Newer words" in said
    assert "When all of them agree, without another check" in said
    assert "With the Young Advisors" in said
    assert "We all wait" in said.partition("With the Young Advisors")[2]


def test_while_the_form_is_closed_an_agreement_can_be_taken_back_and_nothing_new_is_said(open_view):
    close()
    page = open_view("young.advisor")
    assert "999" in page.error[0].value
    assert "I no longer agree" in labels(page)
    assert not page.text_area
    page = press(page, "I no longer agree")
    assert not labels(page) & {"I agree", "Send it to be checked", "I no longer agree"}


def test_when_the_form_closes_while_somebody_writes_a_view_their_words_stay(open_view):
    page = press(open_view("young.advisor"), "Go on")
    close()
    page = page.text_area[0].input("We all wait too long.").run()
    assert page.text_area[0].value == "We all wait too long."
    assert "Send it to be checked" not in labels(page)


def test_a_view_that_all_agree_to_and_that_is_not_shown_does_not_say_that_somebody_is_missing(open_view, view):
    with start.store().reading() as session:
        seen = session.get(Comment, view).version
        left = people.find_person(session, SYSTEM, username="young.advisor.3")
    act(together.agree, "young.advisor.2", comment_id=view, version=seen)
    act(handover.disable_person, "business.manager", account_id=left.account_id, version=left.version)
    page = open_view("young.advisor")
    assert "It was checked, and all of you agree. Others do not see it yet." in told(page)
    page = press(page, "Show it to everybody")
    assert "It was checked, and all of you agree. Everybody can see it." in told(page)


# questions for the next meeting


def ask(whose, words):
    content = Content(words=words, readers=Readers.ANYWHERE)
    made = act(send, whose, about=(REPORT.name, "theme", THEME), kind=CommentKind.QUESTION, content=content)
    act(checking.let_stand, "business.manager", comment_id=made, version=1)


@pytest.mark.parametrize(
    ("file", "by", "heading", "own", "other", "whose"),
    [
        ("our_view", "young.advisor.2", "Our questions for the next meeting", "Ours", "Theirs", "Lay members"),
        ("next_meeting", "lay.member", "Your own question", "Theirs", "Ours", "Young Advisors"),
    ],
)
def test_under_their_own_heading_stand_their_own_questions_and_others_say_whose_they_are(
    open_page, file, by, heading, own, other, whose
):
    ask("young.advisor", "Ours to ask")
    ask("lay.member", "Theirs to ask")
    mine, _, others = told(open_page(file, by)).rpartition(heading)[2].partition("Others ask")
    assert f"{own} to ask" in mine
    assert f"{other} to ask" not in mine
    assert f"{other} to ask" in others.rpartition(f"From {whose}")[2]


def test_a_question_that_nobody_checked_is_on_nobody_elses_screen(open_page):
    content = Content(words="Unchecked to ask", readers=Readers.ANYWHERE)
    act(send, "young.advisor", about=(REPORT.name, "theme", THEME), kind=CommentKind.QUESTION, content=content)
    assert "Unchecked to ask" not in told(open_page("our_view", "young.advisor.2"))
    assert "Unchecked to ask" not in told(open_page("next_meeting", "lay.member"))
