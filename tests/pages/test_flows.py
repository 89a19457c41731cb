"""What people do on the screens: questions raised, put on agendas, answered by two at once, and kept while typed."""

from sqlmodel import select

from cscp_core import start
from cscp_core.people.permissions import Actor, Role
from cscp_core.people.tables import Account, OwnDraft
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.challenges import answering
from cscp_core.scrutiny.challenges.rules import Boxes
from cscp_core.scrutiny.challenges.tables import Challenge, ChallengeAnswer
from cscp_core.scrutiny.meetings.tables import AgendaItem
from cscp_core.scrutiny.missing.kinds import Missing
from tests.pages.acting import refusals
from tests.pages.conftest import everything

CLAIM = {"about": "claim", "of": "claim-3.4-04", "lacks": "BASE"}


def every(table):
    with start.store().reading() as session:
        return session.exec(select(table)).all()


def actor(username):
    with start.store().reading() as session:
        one = session.exec(select(Account).where(Account.username == username)).one()
        return Actor(
            account_id=one.account_id,
            username=username,
            name=one.name,
            role=Role(one.role),
            agency_id=one.agency_id,
            session_id=None,
            answers=one.answers,
        )


def press(page, label):
    return next(one for one in page.button if one.label == label).click().run()


def test_a_suggested_question_is_raised_in_one_press_with_what_would_answer_it(open_page):
    page = open_page("challenge", "scrutineer", **CLAIM)
    assert "Section 2.3 prints 265 contacts" in page.text_area[0].value
    assert "Is it 265 of 5,912 to 5,922" in page.text_area[0].value
    page = press(page, "Raise it")
    assert not page.exception
    raised = every(Challenge)[-1]
    assert (raised.state, raised.source_id, raised.agency_id) == ("raised", "claim-3.4-04", "cscp")
    assert raised.missing == Missing.WHICH_BASE
    assert raised.would_answer


def test_a_question_without_words_is_refused_and_nothing_is_stored(open_page):
    before = len(every(Challenge))
    page = open_page("challenge", "scrutineer")
    page = press(page, "Raise it")
    assert refusals(page) == ["Write the question."]
    assert len(every(Challenge)) == before


def test_the_page_of_a_claim_puts_its_question_on_an_agenda(open_page):
    before = len(every(AgendaItem))
    page = press(open_page("claim", "scrutineer", id="claim-3.4-04"), "Add to agenda")
    assert [one.value for one in page.success] == ["It is on the agenda\\."]
    assert len(every(AgendaItem)) == before + 1
    assert every(AgendaItem)[-1].source_id == "claim-3.4-04"


def test_the_second_of_two_who_write_an_answer_is_told_sees_both_and_loses_nothing(open_page):
    page = open_page("challenge", "police.partner", id="2")
    page.text_area(key="answer/2/1/did").input("What the second wrote.").run()
    with start.store().writing() as session:
        answering.save_answer(
            session, actor("police.staff"), challenge_id=2, seen_version=0, boxes=Boxes(did="What the first wrote.")
        )
    page = press(page, "Save the draft for colleagues")
    assert "A colleague saved this answer" in page.error[0].value
    assert "What the first wrote" in everything(page).replace("\\", "")
    assert page.text_area(key="answer/2/1/did").value == "What the second wrote."
    press(press(page, "Keep mine"), "Save the draft for colleagues")
    assert [one.did for one in every(ChallengeAnswer) if one.challenge_id == 2] == ["What the second wrote."]


def test_a_staff_officer_drafts_and_is_not_offered_to_send(open_page):
    page = open_page("challenge", "police.staff", id="2")
    labels = [one.label for one in page.button]
    assert "Save the draft for colleagues" in labels
    assert "Send the answer" not in labels
    assert "Only a colleague who answers for it can send" in everything(page)


def test_what_is_typed_is_kept_when_the_field_is_left_and_comes_back_in_another_tab(open_page):
    page = open_page("challenge", "police.partner", id="2")
    page.text_area(key="answer/2/1/changed").input("Half a thought").run()
    assert [one.words for one in every(OwnDraft)] == ["Half a thought"]
    again = open_page("challenge", "police.partner", id="2")
    assert again.text_area(key="answer/2/1/changed").value == "Half a thought"
    other = open_page("challenge", "police.staff", id="2")
    assert other.text_area(key="answer/2/1/changed").value == ""


def test_a_judgement_without_a_word_is_refused_and_its_reason_stays(open_page):
    page = open_page("theme", "scrutineer", theme="neglect")
    page.text_area(key="judge/annual-report-2019-20/neglect/reason").input("One audit only.").run()
    page = press(page, "Record the judgement")
    assert refusals(page) == ["Choose one of the words."]
    page.radio(key="judge/annual-report-2019-20/neglect/word").set_value(Assurance.NOT).run()
    page = press(page, "Record the judgement")
    assert "not assured" in everything(page)
    assert "One audit only" in everything(page)


def test_a_weekly_email_comes_only_to_who_turned_it_on(open_page):
    page = open_page("password", "council.partner")
    assert [one.value for one in page.toggle] == [False]
    page = page.toggle[0].set_value(True).run()
    assert [one.value for one in page.success] == ["It is turned on\\."]
    assert [one.value for one in open_page("password", "council.partner").toggle] == [True]


def test_a_young_advisor_is_offered_no_weekly_email(open_page):
    assert [one.value for one in open_page("password", "young.advisor").toggle] == []


def test_before_a_question_is_raised_it_is_said_that_nobody_signs_in_and_who_is_asked(open_page):
    page = open_page("challenge", "scrutineer", about="claim", of="claim-3.1.10-20", lacks="base")
    said = [one.value.replace("\\", "") for one in page.caption]
    assert "Nobody signs in for CAMHS; NCL ICB commissions it." in said
    assert page.multiselect[0].value == ["ncl-icb"]
    page = page.multiselect[0].select("cnwl").run()
    notes = [said for one in page.caption if (said := one.value.replace("\\", "")).startswith("Nobody")]
    assert notes[-1] == "Nobody signs in for CNWL; it attends meetings, and NCL ICB commissions it."


def test_the_claim_page_and_the_desk_say_what_is_missing_in_badges_and_how_that_is_ranked(open_page):
    claim = open_page("claim", "scrutineer", id="claim-3.4-04")
    assert any(":gray-badge[of which number" in one.value for one in claim.markdown)
    desk = open_page("my_desk", "scrutineer")
    assert [one.label for one in desk.expander if one.label == "How this is ranked"]
    assert not any("Ranked" in one.value for one in desk.markdown)
