"""A partner's reply: nothing is chosen beforehand, hard words are pointed out, and it is shown as it will be read."""

from datetime import timedelta

import pytest

from cscp_core import start
from cscp_core.storage.session import today
from feedback.comments.checking import let_stand
from feedback.comments.replies import reply
from feedback.comments.rules import CommentKind, Readers, ReplyKind
from feedback.comments.service import Content, send
from feedback.comments.wording import describe_day
from tests.conftest import REPORT
from tests.pages.acting import refusals
from tests.pages.conftest import act, everything

PARTNER, CLAIM = "council.partner", "claim-4.3-08"
HARD = "We will operationalise multi-agency arrangements in order to facilitate comprehensive engagement."
PLAIN = "We asked each of you. Now we ask you first."


def plainly(page):
    return everything(page).replace("\\", "")


def today_there():
    """The day of the installation's clock."""
    with start.store().reading() as session:
        return today(session)


def press(page, label):
    return next(one for one in page.button if one.label == label).click().run()


@pytest.fixture
def asked(installation):
    content = Content(words="Who did you ask?", readers=Readers.PARTNERS)
    made = act(send, "young.advisor", about=(REPORT.name, "claim", CLAIM), content=content)
    act(let_stand, "business.manager", comment_id=made, version=1)
    return f"reply/{made}"


@pytest.fixture
def form(asked, open_page):
    return open_page("young_people_asked", PARTNER)


def test_none_of_the_four_is_chosen_beforehand_and_one_must_be(form, asked):
    assert form.radio(key=f"{asked} kind").value is None
    page = form.text_area(key=f"{asked}/words").input(PLAIN).run()
    buttons = [one for one in page.button if one.label == "Reply" and one.key.startswith(asked)]
    page = buttons[0].click().run()
    assert "Choose first: did you, will you, not yet, or did you not?" in refusals(page)


def test_the_reading_age_and_hard_words_are_pointed_out_with_easier_ones(form, asked):
    said = plainly(form.text_area(key=f"{asked}/words").input(HARD).run())
    assert "Reading age: about" in said
    assert "*operationalise*: say *start*" in said
    assert "*in order to*: say *to*" in said


def test_plain_words_are_told_their_age_and_nothing_else(form, asked):
    page = form.text_area(key=f"{asked}/words").input(PLAIN).run()
    assert [one.value for one in page.info if "Reading age" in one.value] == ["Reading age: about 5."]
    assert not [one for one in page.text_input if one.key == f"{asked}/why"]


def test_words_that_are_too_hard_ask_why_they_cannot_be_simpler(form, asked):
    page = form.text_area(key=f"{asked}/words").input(HARD).run()
    page = page.radio(key=f"{asked} kind").set_value(ReplyKind.DID).run()
    send_it = lambda: next(one for one in page.button if one.label == "Reply" and one.key.startswith(asked))  # noqa: E731
    page = send_it().click().run()
    assert ["Use easier words" in one.value for one in page.error] == [True]
    page = page.text_input(key=f"{asked}/why").input("These are the words of the law.").run()
    page = send_it().click().run()
    assert not page.error
    assert f"{asked}/words" not in [one.key for one in page.text_area]


def test_a_partner_sees_the_reply_as_who_asked_will(form, asked):
    page = form.text_area(key=f"{asked}/words").input(PLAIN).run()
    assert "As they will see it" not in plainly(page)
    said = plainly(page.radio(key=f"{asked} kind").set_value(ReplyKind.NOT_YET).run())
    assert "As they will see it" in said
    assert f"London Borough of Camden: Not yet, because.** {PLAIN}" in said


def test_no_words_are_offered(form, asked):
    assert form.text_area(key=f"{asked}/words").value == ""


def test_what_was_asked_of_the_partners_together_says_so_first_and_in_the_preview(installation, open_page):
    content = Content(words="Who did you ask?", readers=Readers.PARTNERS)
    made = act(
        send, "young.advisor", about=(REPORT.name, "theme", "neglect"), kind=CommentKind.MISSING, content=content
    )
    act(let_stand, "business.manager", comment_id=made, version=1)
    page = open_page("young_people_asked", PARTNER)
    assert "One reply is for all of you: agree on it first." in plainly(page)
    page = page.text_area(key=f"reply/{made}/words").input(PLAIN).run()
    said = plainly(page.radio(key=f"reply/{made} kind").set_value(ReplyKind.DID).run())
    assert f"London Borough of Camden, for the partners together: We did.** {PLAIN}" in said


def test_words_on_a_promise_are_held_to_the_same(asked, open_page):
    made = asked.removeprefix("reply/")
    by = today_there() + timedelta(days=30)
    act(reply, PARTNER, comment_id=made, version=2, kind=ReplyKind.WILL, words="We will ask you first.", by=by)
    place = f"promise/{made}/1"
    page = open_page("young_people_asked", PARTNER)
    said = plainly(page.text_area(key=f"{place}/words").input(HARD).run())
    assert "*operationalise*: say *start*" in said
    assert "As they will see it, after one or the other" in said
    assert f"They kept this, on {describe_day(today_there())}. {HARD}" in said
    assert f"They dropped this on {describe_day(today_there())}. {HARD}" in said
    keeps = lambda: next(one for one in page.button if one.key.startswith(f"{place} We kept it"))  # noqa: E731
    page = keeps().click().run()
    assert ["Use easier words" in one for one in refusals(page)] == [True]
    page = page.text_input(key=f"{place}/why").input("Whyword of the law.").run()
    page = keeps().click().run()
    assert not page.error
    assert "they say: Whyword of the law." in plainly(open_page("heard", "scrutineer"))
    assert "Whyword" not in plainly(open_page("what_happened", "young.advisor"))
