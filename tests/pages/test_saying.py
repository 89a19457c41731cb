"""What Young Advisors meet when they write: a worry and whom it reaches, words that outlast a closed form, and what is
read without the short screen before writing."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from cscp_core import start
from cscp_core.storage.session import now, today
from feedback.comments.rules import CommentState, Readers
from feedback.comments.tables import Comment
from feedback.welfare import cover
from feedback.welfare.rules import About, ContactKind, SafeContact
from feedback.welfare.tables import Concern
from tests.pages.acting import refusals
from tests.pages.conftest import act, everything
from tests.rehearsing import MARK

CLAIM, THEME = "claim-foreword-12", "identity"  # no note stands before this theme
PLACE = f"say claim {CLAIM} view "
WORRY = "My friend is scared to go home"
LEADS = ("safeguarding.lead", "safeguarding.deputy")


def press(page, label):
    return next(one for one in page.button if one.label == label).click().run()


def told(page):
    """All text of a page, without the marks that show it as text."""
    return everything(page).replace("\\", "")


def labels(page):
    return {one.label for one in page.button}


@pytest.fixture
def form(open_page):
    """The form about a claim, after the short screen."""
    page = press(open_page("say", "young.advisor", about="claim", of=CLAIM), "Go on")
    assert page.text_area
    return page


def tick(page):
    return page.checkbox(key=f"{PLACE} worried").check().run()


def choose(page, about):
    return page.radio(key=f"{PLACE} about").set_value(about).run()


def concerns():
    """Every worry but the one that was there."""
    with start.store().reading() as session:
        return session.exec(select(Concern).where(~col(Concern.words).startswith(MARK))).all()


def written():
    """Every comment but those that were there, which are some days old."""
    with start.store().reading() as session:
        return session.exec(select(Comment).where(col(Comment.made_at) > now(session) - timedelta(days=1))).all()


def close(*names):
    """The safeguarding lead is away today, so the form closes."""
    with start.store().reading() as session:
        day = today(session)
    for name in names or LEADS:
        act(cover.add_absence, name, starts_on=day, ends_on=day)


# a worry, and whom it reaches


def asked(page):
    """What the form asks, by its labels."""
    return {one.label for kind in ("button_group", "text_area", "selectbox", "radio") for one in page.get(kind)}


NOT_FOR_A_WORRY = {
    "What do you think of it?", "What do you think really happened?", "Have you named anyone?",
    "Who may read it? First the person who checks what people write, then:",
}  # fmt: skip


def test_a_worry_asks_for_what_it_needs_and_nothing_else(form):
    assert asked(form) >= NOT_FOR_A_WORRY
    assert asked(tick(form)) == {
        "What worries you? You can use names here. You can leave it empty, too.", "Who is it about?",
        "Is it safe to contact you?", "How and when? For example: a text after school. You can leave both empty.",
    }  # fmt: skip
    assert "Only the scrutineer" not in told(form)


def test_a_worry_says_first_who_reads_it_when_and_that_nobody_watches_live(form):
    said = told(tick(form))
    for sentence in (
        "the safeguarding lead or the deputy",
        "within 4 hours",
        "Nobody watches this live",
        "call **999**",
    ):
        assert sentence in said


def test_sending_a_worry_and_not_sending_it_look_the_same(form):
    assert [one.proto.type for one in form.button if one.label in ("Send", "Not now")] == ["primary", "secondary"]
    page = tick(form)
    assert [one.proto.type for one in page.button if one.label in ("Send", "Not now")] == ["secondary"] * 2


def test_who_takes_the_tick_away_finds_what_they_chose_before(form):
    page = form.radio(key=f"{PLACE} named").set_value("No").run()
    page = page.text_area[0].input("Nobody told us.").run()
    page = tick(page)
    assert page.text_area[0].value == "Nobody told us."
    page = page.checkbox(key=f"{PLACE} worried").uncheck().run()
    assert page.radio(key=f"{PLACE} named").value == "No"
    assert page.text_area[0].value == "Nobody told us."


def test_a_worry_that_is_saved_as_a_draft_keeps_what_was_chosen_before(form):
    page = form.radio(key=f"{PLACE} readers").set_value(Readers.PARTNERS).run()
    press(tick(page.text_area[0].input(WORRY).run()), "Save for later")
    assert [(one.state, one.words, one.readers) for one in written()] == [(CommentState.DRAFT, WORRY, Readers.PARTNERS)]


@pytest.mark.parametrize("answer", list(SafeContact))
def test_lead_and_deputy_are_shown_whether_it_is_safe_to_contact_the_writer(form, open_page, answer):
    page = choose(tick(form), About.SOMEBODY)
    page.radio(key=f"{PLACE} safe").set_value(answer).run()
    press(page.text_area(key=f"{PLACE} how").input("At school, before nine").run(), "Send")
    assert [(one.safe_contact, one.contact_how) for one in concerns()] == [(answer, "At school, before nine")]
    for name in LEADS:
        said = told(open_page("welfare", name))
        assert answer.for_the_lead in said
        assert "At school, before nine" in said
    assert "At school, before nine" in told(open_page("what_happened", "young.advisor"))


def test_who_may_be_contacted_in_one_way_only_is_asked_in_which(form):
    page = choose(tick(form), About.SOMEBODY)
    page = press(page.radio(key=f"{PLACE} safe").set_value(SafeContact.AS_SAID).run(), "Send")
    assert refusals(page) == ["Say how and when it is safe to contact you, or choose another answer."]
    assert concerns() == []


def test_a_worry_that_the_app_heard_of_asks_whether_it_is_safe_to_contact_its_writer(form):
    page = form.text_area[0].input(WORRY).run()
    page = press(page.radio(key=f"{PLACE} named").set_value("No").run(), "Send")
    page = page.radio(key=f"{PLACE} look over about").set_value(About.SOMEBODY).run()
    page = page.radio(key=f"{PLACE} look over safe").set_value(SafeContact.NO).run()
    press(page, "Send it to them now")
    assert [one.safe_contact for one in concerns()] == [SafeContact.NO]


def test_whom_a_worry_is_about_is_chosen_by_its_writer_alone(form):
    page = tick(form)
    assert page.radio(key=f"{PLACE} about").value is None
    page = press(page, "Send")
    assert refusals(page) == ["Choose who it is about first. Then it goes to the right person."]
    assert written() == []


def test_a_worry_that_the_app_heard_of_asks_whom_it_is_about_too(form):
    page = form.text_area[0].input("the safeguarding lead touches me").run()
    page.radio(key=f"{PLACE} named").set_value("No").run()
    page = press(page, "Send")
    assert page.radio(key=f"{PLACE} look over about").value is None
    page = press(page, "Send it to them now")
    assert refusals(page) == ["Choose who it is about first. Then it goes to the right person."]
    assert written() == []
    page = page.radio(key=f"{PLACE} look over about").set_value(About.LEAD).run()
    page = press(page, "Send it to them now")
    assert not page.exception
    (found,) = concerns()
    assert (found.about, found.words) == (About.LEAD, "the safeguarding lead touches me")


def test_a_worry_about_the_lead_is_shown_to_the_deputy_and_not_to_the_lead(form, open_page):
    page = form.text_area[0].input(WORRY).run()
    press(choose(tick(page), About.LEAD), "Send")
    assert WORRY in told(open_page("welfare", "safeguarding.deputy"))
    assert WORRY not in told(open_page("welfare", "safeguarding.lead"))


READERS = {
    About.SOMEBODY: "the safeguarding lead and the deputy, and to nobody else here",
    About.WORKER: "the safeguarding lead and the deputy, and to nobody else here. It is also for the LADO",
    About.LEAD: "the safeguarding lead's deputy, and to nobody else here. The lead does not see it",
    About.DEPUTY: "the safeguarding lead, and to nobody else here. The deputy does not see it",
}


@pytest.mark.parametrize("about", list(About))
def test_before_and_after_sending_its_writer_is_told_who_reads_a_worry(form, open_page, about):
    page = choose(tick(form), about)
    assert f"It goes to {READERS[about]}" in told(page)
    page = press(page, "Send")
    assert not page.exception
    assert f"It went to {READERS[about]}" in told(page)


def test_that_one_is_worried_is_enough_without_words_stance_or_an_answer_about_names(form, open_page):
    press(choose(tick(form), About.SOMEBODY), "Send")
    assert [one.words for one in concerns()] == [""]
    said = told(open_page("welfare", "safeguarding.lead"))
    assert "No words were written." in said
    assert "user name young.advisor, no e-mail address is kept and no participation worker was named" in said


def test_a_worry_in_words_needs_no_answer_about_names(form):
    page = form.text_area[0].input("Kaleb is scared to go home").run()
    press(choose(tick(page), About.SOMEBODY), "Send")
    assert [one.words for one in concerns()] == ["Kaleb is scared to go home"]


def test_what_is_no_worry_still_needs_an_answer_about_names(form):
    page = press(form.text_area[0].input("Nobody told us.").run(), "Send")
    assert refusals(page) == ["Have you named anyone? Choose Yes or No."]


def test_a_worry_about_a_worker_shows_the_lead_the_lado_contact(form, open_page):
    act(cover.set_contacts, "safeguarding.lead", version=0, words={ContactKind.LADO: "The LADO, 020 7946 0993"})
    press(choose(tick(form), About.WORKER), "Send")
    for name in LEADS:
        page = open_page("welfare", name)
        assert ["020 7946 0993" in one.value for one in page.warning] == [True]


def test_a_worry_that_is_not_about_a_worker_names_no_lado(form, open_page):
    press(choose(tick(form), About.SOMEBODY), "Send")
    assert [one.value for one in open_page("welfare", "safeguarding.lead").warning] == []


def test_what_its_writer_sent_cannot_be_given_back_and_the_screen_says_why(form, open_page):
    press(choose(tick(form), About.SOMEBODY), "Send")
    page = open_page("welfare", "safeguarding.lead")
    assert "Nobody is at risk" not in labels(page)
    assert "The writer knows that nobody else reads this." in told(page)


# the form closes while somebody writes


def test_when_the_form_closes_while_somebody_writes_their_words_stay_and_can_be_saved(form):
    close()
    page = form.text_area[0].input("Half a thought").run()
    assert "999" in page.error[0].value
    assert page.text_area[0].value == "Half a thought"
    assert labels(page) >= {"Save for later", "Not now"}
    assert "Send" not in labels(page)
    page = press(page, "Save for later")
    assert [(one.state, one.words) for one in written()] == [(CommentState.DRAFT, "Half a thought")]
    assert page.title[0].value == "What happened"


def test_the_suggestion_of_welfare_says_kindly_why_and_offers_the_way_there(form):
    page = form.text_area[0].input("self harm again").run()
    page.radio(key=f"{PLACE} named").set_value("No").run()
    page = press(page, "Send")
    assert "It can be wrong, and you know best." in told(page)
    assert labels(page) >= {"Send it to them now", "Send it as it is", "Change it"}


def test_when_the_form_closes_while_somebody_looks_over_their_words_nothing_can_be_sent(form):
    page = form.text_area[0].input(WORRY).run()
    page.radio(key=f"{PLACE} named").set_value("No").run()
    page = press(page, "Send")
    close()
    page = page.run()
    assert page.text_area[0].value == WORRY
    assert not labels(page) & {"Send", "Send it as it is", "Send it to them now"}
    assert labels(page) >= {"Save for later", "Not now"}


def test_when_the_form_closes_while_a_worry_is_begun_its_writer_is_told_that_nobody_knows_of_it_yet(form):
    page = tick(form.text_area[0].input(WORRY).run())
    close()
    page = press(page.run(), "Save for later")
    assert "Nobody knows of your worry until you send it." in told(page)


def test_while_the_form_is_closed_a_form_that_nobody_began_is_not_there(open_page):
    close()
    page = open_page("say", "young.advisor", about="claim", of=CLAIM)
    assert "999" in page.error[0].value
    assert not page.text_area
    assert "Go on" not in labels(page)
