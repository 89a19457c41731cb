"""Two people at one thing: the second is told, sees both, chooses, and loses nothing; and so does the first."""

from sqlmodel import select

from cscp_core import start
from cscp_core.people.permissions import Actor, Role
from cscp_core.people.tables import Account, OwnDraft
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.challenges import answering
from cscp_core.scrutiny.challenges.rules import Boxes
from cscp_core.scrutiny.challenges.tables import Challenge, ChallengeAnswer
from cscp_core.scrutiny.judgements import service as judgements
from cscp_core.scrutiny.meetings import ending
from cscp_core.scrutiny.meetings import service as meetings
from cscp_core.scrutiny.meetings.tables import AgendaItem, Meeting, MeetingNote
from cscp_core.scrutiny.missing import service as missing
from cscp_core.scrutiny.missing.kinds import Missing
from tests.pages.conftest import everything

REPORT = "annual-report-2019-20"
DID, CHANGED, KNOWN = (f"answer/2/1/{name}" for name in ("did", "changed", "known"))
SAVE = "Save the draft for colleagues"


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


def act(service, by, **details):
    with start.store().writing() as session:
        return service(session, actor(by), **details)


def saves(by, seen_version, **boxes):
    return act(answering.save_answer, by, challenge_id=2, seen_version=seen_version, boxes=Boxes(**boxes))


def saved():
    with start.store().reading() as session:
        (row,) = session.exec(
            select(ChallengeAnswer).where(ChallengeAnswer.challenge_id == 2, ChallengeAnswer.round == 1)
        ).all()
        return row


def said(page):
    return everything(page).replace("\\", "")


def press(page, label):
    return next(one for one in page.button if one.label == label).click().run()


def write(page, key, words):
    return page.text_area(key=key).input(words).run()


def is_asked(page):
    """Whether the page asks its reader to choose between two."""
    return {"Use theirs", "Keep mine"} <= {one.label for one in page.button}


def test_the_warning_stays_with_both_texts_until_the_writer_has_chosen(open_page):
    page = open_page("challenge", "police.staff", id="2")
    saves("police.partner", 0, did="What the partner wrote.")
    for key, words in ((DID, "Mine."), (CHANGED, "Mine too."), (KNOWN, "And this.")):
        page = write(page, key, words)
        assert is_asked(page)
        assert "says now: What the partner wrote." in said(page).replace("**", "")
        assert page.text_area(key=DID).value == "Mine."


def test_without_a_choice_every_save_is_refused_and_both_texts_stay(open_page):
    page = open_page("challenge", "police.staff", id="2")
    saves("police.partner", 0, did="What the partner wrote.")
    page = write(write(page, DID, "Mine."), CHANGED, "Mine too.")
    for _ in range(3):
        page = press(page, SAVE)
        assert "A colleague saved this answer" in page.error[0].value
    assert (saved().did, saved().version) == ("What the partner wrote.", 1)
    assert [page.text_area(key=one).value for one in (DID, CHANGED)] == ["Mine.", "Mine too."]


def test_who_keeps_their_own_saves_them_over_what_they_have_seen(open_page):
    page = open_page("challenge", "police.staff", id="2")
    saves("police.partner", 0, did="What the partner wrote.")
    page = press(write(page, DID, "Both of us."), "Keep mine")
    assert not is_asked(page)
    press(page, SAVE)
    assert (saved().did, saved().version) == ("Both of us.", 2)


def test_who_uses_theirs_finds_it_in_the_fields(open_page):
    page = open_page("challenge", "police.staff", id="2")
    saves("police.partner", 0, did="What the partner wrote.", next_owner="Inspector")
    page = press(write(page, DID, "Mine."), "Use theirs")
    assert not is_asked(page)
    assert page.text_area(key=DID).value == "What the partner wrote."
    assert page.text_input(key="answer/2/1/next_owner").value == "Inspector"
    press(write(page, CHANGED, "Then mine."), SAVE)
    assert (saved().did, saved().changed) == ("What the partner wrote.", "Then mine.")


def test_choosing_holds_for_the_version_that_was_shown_and_for_no_later_one(open_page):
    page = open_page("challenge", "police.staff", id="2")
    saves("police.partner", 0, did="First.")
    page = write(page, DID, "Mine.")
    saves("police.partner", 1, did="Second.")
    page = press(page, "Keep mine")
    assert is_asked(page)
    assert "Second." in said(page)


def test_a_field_that_its_reader_left_alone_follows_what_is_saved_by_others(open_page):
    page = open_page("challenge", "police.staff", id="2")
    saves("police.partner", 0, did="What the partner wrote.")
    page = press(write(page, CHANGED, "Mine."), "Keep mine")
    assert page.text_area(key=DID).value == "What the partner wrote."
    press(page, SAVE)
    assert (saved().did, saved().changed) == ("What the partner wrote.", "Mine.")


def test_who_has_written_nothing_is_told_and_sees_what_stands_there(open_page):
    page = open_page("challenge", "police.staff", id="2")
    saves("police.partner", 0, did="What the partner wrote.")
    page = page.run()
    assert any("Somebody changed this" in one.value for one in page.warning)
    assert not is_asked(page)
    assert page.text_area(key=DID).value == "What the partner wrote."


def test_an_old_draft_does_not_hide_what_was_saved_since(open_page):
    write(open_page("challenge", "police.partner", id="2"), DID, "Typed, then the tab was closed.")
    saves("police.staff", 0, did="Saved meanwhile.")
    page = open_page("challenge", "police.partner", id="2")
    assert page.text_area(key=DID).value == "Typed, then the tab was closed."
    assert is_asked(page)
    assert "Saved meanwhile." in said(page)
    page = press(page, SAVE)
    assert saved().did == "Saved meanwhile."
    press(press(page, "Keep mine"), SAVE)
    assert saved().did == "Typed, then the tab was closed."


def test_a_draft_whose_writer_has_chosen_asks_no_second_time_in_another_tab(open_page):
    write(open_page("challenge", "police.partner", id="2"), DID, "Mine.")
    saves("police.staff", 0, did="Theirs.")
    press(open_page("challenge", "police.partner", id="2"), "Keep mine")
    assert not is_asked(open_page("challenge", "police.partner", id="2"))


def test_a_draft_kept_without_a_version_asks_too(open_page):
    saves("police.staff", 0, did="Theirs.")
    with start.store().writing() as session:
        draft = OwnDraft(account_id=actor("police.partner").own_id, place=DID, words="Mine.", at=saved().drafted_at)
        session.add(draft)
        session.commit()
    assert is_asked(open_page("challenge", "police.partner", id="2"))


def test_whose_saved_words_a_colleague_replaced_finds_them_beside_the_new_ones(open_page):
    saves("police.staff", 0, did="What the staff officer saved.", known="A register.")
    saves("police.partner", 1, did="What the partner made of it.", known="A register.")
    page = open_page("challenge", "police.staff", id="2")
    assert page.text_area(key=DID).value == "What the staff officer saved."
    assert page.text_area(key=KNOWN).value == "A register."
    assert is_asked(page)
    assert "What the partner made of it." in said(page)


def test_words_that_were_typed_while_a_colleague_sent_the_answer_are_still_shown(open_page):
    page = write(open_page("challenge", "police.staff", id="2"), DID, "Typed while it was sent.")
    boxes = Boxes("We did.", "It changed.", "We know.", "Next.", "Inspector", saved_by())
    act(answering.send_answer, "police.partner", challenge_id=2, seen_version=0, boxes=boxes)
    page = press(page, SAVE)
    assert "Typed while it was sent." in said(page)
    page = press(page, "Discard")
    assert "Typed while it was sent." not in said(page)


def saved_by():
    with start.store().reading() as session:
        due_on = session.exec(select(Challenge).where(Challenge.challenge_id == 2)).one().due_on
    assert due_on
    return due_on


def test_of_two_judgements_the_second_waits_for_a_choice(open_page):
    page = open_page("theme", "scrutineer", theme="neglect")
    place = f"judge/{REPORT}/neglect"
    act(
        judgements.record_judgement, "scrutineer", report_id=REPORT, theme_id="neglect", seen_version=0,
        assurance=judgements.Assurance.PARTLY, reason="In the other tab.",
    )  # fmt: skip
    page = write(page, f"{place}/reason", "In this tab.")
    page = page.radio(key=f"{place}/word").set_value(Assurance.NOT).run()
    assert is_asked(page)
    assert {"In this tab.", "In the other tab."} <= set(said(page).split("\n"))
    page = press(page, "Record the judgement")
    assert "The scrutineer's judgement: partly assured." in said(page)
    page = press(press(page, "Keep mine"), "Record the judgement")
    assert "The scrutineer's judgement: not assured." in said(page)


def test_a_wording_that_somebody_changed_stands_beside_ones_own(open_page):
    page = open_page("wordings", "business.manager")
    about = {"missing": Missing.BASE, "seen_version": 0, "question": "How many in all?", "would_answer": "A number."}
    act(missing.change_wording, "business.manager", **about)
    page = write(page, "wording/base/would", "Both numbers.")
    assert is_asked(page)
    assert page.text_area(key="wording/base/question").value == "How many in all?"
    page = press(page, "Keep mine")
    assert not is_asked(page)


def test_what_is_being_written_of_a_challenge_stays_when_its_question_is_opened(open_page):
    page = open_page("challenge", "scrutineer", id="1")
    page.session_state["challenge/1 act"] = "Escalate"  # nothing is chosen while the agency is in time
    page.run()
    key = next(one.key for one in page.text_area if one.key.startswith("challenge/1/"))
    page = write(page, key, "Half a thought.")
    page = press(page, next(one.label for one in page.button if "to young people" in one.label))
    assert page.text_area(key=key).value == "Half a thought."
    assert not is_asked(page)


def test_moving_an_item_leaves_what_is_being_written_of_the_meeting(open_page):
    meeting = planned()
    page = write(open_page("meeting", "scrutineer", id=str(meeting)), f"head/{meeting}/attendees", "Council\nPolice")
    page = press(page, "Down")
    assert page.text_area(key=f"head/{meeting}/attendees").value == "Council\nPolice"
    assert not is_asked(page)
    page = press(page, "Save the change")
    assert "Attending: Council, Police" in said(page)


def test_minutes_that_a_colleague_changed_are_not_put_back_by_an_open_screen(open_page):
    meeting = planned()
    page = open_page("meeting", "scrutineer", id=str(meeting))
    box = page.number_input[0]
    item = int(box.key.split(" ")[1])
    act(meetings.change_item, "business.manager", meeting_id=meeting, version=1, item_id=item, minutes=25)
    page = page.run()
    assert page.number_input[0].value == 25
    page.run()
    assert open_page("meeting", "scrutineer", id=str(meeting)).number_input[0].value == 25


def planned():
    """A meeting with two questions of one's own."""
    picks = [
        meetings.Pick(
            source_kind="",
            source_id="",
            report_id="",
            title=words,
            question=words,
            would_answer="",
            missing="",
            agency_id="",
            because="",
        )
        for words in ("One?", "Two?")
    ]
    return act(
        meetings.plan_meeting, "scrutineer", title="A meeting", kind=meetings.MeetingKind.SCRUTINY, picks=picks,
        held_on=saved_by(), attendees="", report_id=REPORT,
    )  # fmt: skip


def opened(questions=4):
    """A meeting of one's own that is open at its first item."""
    words = [f"Question {number}?" for number in range(1, questions + 1)]
    picks = [
        meetings.Pick(
            source_kind="",
            source_id="",
            report_id="",
            title=one,
            question=one,
            would_answer="",
            missing="",
            agency_id="",
            because="",
        )
        for one in words
    ]
    about = {"title": "A meeting", "kind": meetings.MeetingKind.SCRUTINY, "held_on": saved_by(), "attendees": ""}
    meeting = act(meetings.plan_meeting, "scrutineer", **about, report_id=REPORT, picks=picks)
    act(meetings.start_meeting, "scrutineer", meeting_id=meeting, version=1)
    return meeting


def goes_to(meeting, position, by="scrutineer"):
    act(meetings.go_to, by, meeting_id=meeting, position=position, seen_position=where(meeting))


def where(meeting):
    with start.store().reading() as session:
        return session.get_one(Meeting, meeting).current


def noted():
    with start.store().reading() as session:
        rows = session.exec(select(MeetingNote, AgendaItem).join(AgendaItem)).all()
        return [(note.words, item.question) for note, item in rows if item.question.startswith("Question ")]


def choose(page, word):
    return page.segmented_control[0].set_value(word).run()


def title(page):
    return page.title[0].value.replace("\\", "")


def test_what_is_being_noted_stays_on_its_item_when_the_meeting_goes_on_and_lands_there(open_page):
    meeting = opened()
    goes_to(meeting, 3)
    page = choose(open_page("in_meeting", "business.manager", id=str(meeting)), "Decide")
    decision = next(one.key for one in page.text_area if one.key.endswith("/decision"))
    page = write(page, decision, "A second audit.")
    goes_to(meeting, 4)
    page = page.run()
    assert title(page) == "Question 3?"
    assert "The meeting has gone on to item 4" in said(page)
    page = press(page, "Save for the scrutineer")
    assert noted() == [("A second audit.", "Question 3?")]
    assert title(page) == "Question 4?"
    assert [one.value for one in page.success] == ["It is noted under item 3."]


def test_anyone_who_follows_the_meeting_finds_what_they_typed_when_it_comes_back(open_page):
    meeting = opened()
    page = choose(open_page("in_meeting", "business.manager", id=str(meeting)), "Decide")
    decision = next(one.key for one in page.text_area if one.key.endswith("/decision"))
    page = write(page, decision, "Half a decision")
    goes_to(meeting, 2)
    page = press(page.run(), "Go to item 2")
    assert title(page) == "Question 2?"
    goes_to(meeting, 1)
    page = choose(page.run(), "Decide")
    assert page.text_area(key=decision).value == "Half a decision"


def test_a_screen_on_which_nothing_was_typed_goes_on_with_the_meeting(open_page):
    meeting = opened()
    page = choose(open_page("in_meeting", "business.manager", id=str(meeting)), "Ask it")
    goes_to(meeting, 2)
    assert title(page.run()) == "Question 2?"


def test_next_on_a_screen_that_was_left_behind_moves_nobody_elses(open_page):
    meeting = opened()
    page = open_page("in_meeting", "business.manager", id=str(meeting))
    goes_to(meeting, 2)
    page = press(page, "Next")
    assert (title(page), where(meeting)) == ("Question 2?", 2)
    page = press(page, "Next")
    assert (title(page), where(meeting)) == ("Question 3?", 3)


def test_what_was_being_noted_when_the_meeting_ended_can_still_be_noted(open_page):
    meeting = opened()
    page = choose(open_page("in_meeting", "business.manager", id=str(meeting)), "Decide")
    page = write(page, next(one.key for one in page.text_area if one.key.endswith("/decision")), "A second audit.")
    with start.store().reading() as session:
        version = session.get_one(Meeting, meeting).version
    act(ending.end_meeting, "scrutineer", meeting_id=meeting, version=version)
    press(page.run(), "Save for the scrutineer")
    assert noted() == [("A second audit.", "Question 1?")]


def test_the_second_capture_of_a_kind_takes_two_clicks_again(open_page):
    meeting = opened()
    page = open_page("in_meeting", "scrutineer", id=str(meeting))
    for words in ("A second audit.", "A third."):
        page = choose(page, "Decide")
        page = write(page, next(one.key for one in page.text_area if one.key.endswith("/decision")), words)
        page = press(page, "Save")
        assert page.segmented_control[0].value is None
    assert [words for words, _ in noted()] == ["A second audit.", "A third."]
