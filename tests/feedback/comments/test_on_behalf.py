"""What a participation worker writes down for somebody: the same rules, and what each of the two can do afterwards."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from cscp_core.errors import (
    AccountRefused,
    ChangedMeanwhile,
    CommentRefused,
    CommentsClosed,
    DetailsFound,
    LinkRefused,
    NotAllowed,
    NotFound,
)
from cscp_core.notices.rules import NoticeKind
from cscp_core.people import acts, leaving
from cscp_core.people import service as people
from cscp_core.people.leaving import KEPT_FOR
from cscp_core.people.permissions import SYSTEM, Role
from cscp_core.people.rules import Choice
from cscp_core.people.tables import Account, Leaving
from cscp_core.scrutiny.challenges import handover
from cscp_core.storage.session import today
from cscp_core.storage.trail_actions import CommentsAction
from feedback import published
from feedback.comments import checking, on_behalf, reads, service
from feedback.comments.rules import CommentKind, CommentState, Readers, Reason, Stance
from feedback.own import retention
from feedback.own import service as own
from feedback.welfare import cover
from feedback.welfare import service as welfare
from feedback.welfare.rules import About
from tests.feedback.scene import COUNCIL, EVERYBODY, FIGURE, PHONE, THEME, TINY, TOLD, WORDS, make_content

WHOSE = "Young people, written down by a participation worker"
WORRY = "I am scared to go home because he hits me"


def listed(scene, worker=None):
    return scene.ask(on_behalf.list_written, worker or scene.wes)


def send(scene, **details):
    known = {"asked": True, "read_back": True, "about": COUNCIL, "content": make_content()}
    return scene.act(on_behalf.send, scene.wes, **known | details)


def hold_for(scene, comment_id):
    """Taken out of sight by the checker, with the concern as the lead sees it."""
    scene.hold(comment_id)
    (found,) = scene.ask(welfare.list_worries, scene.len)
    return found


# 1 and 2: nobody is identifiable, and everything is checked


def test_nothing_is_kept_of_who_asked_but_that_they_did(scene):
    comment_id, asker = scene.write_down()
    with scene.store.reading() as session:
        row = session.get(Account, asker.account_id)
        assert (row.name, row.email, row.password_hash, row.agency_id) == ("", "", None, None)
        assert row.disabled_at is not None
        assert set(row.username.removeprefix("asked-")) <= set("0123456789abcdef")
    assert scene.row(comment_id).role == Role.YOUNG_PERSON


@pytest.mark.parametrize("ticks", [{"asked": False}, {"read_back": False}])
def test_without_both_ticks_nothing_is_sent_or_kept(scene, ticks):
    with pytest.raises(CommentRefused, match="Tick both"):
        send(scene, **ticks)
    with scene.store.reading() as session:
        assert session.exec(select(Account).where(Account.role == Role.YOUNG_PERSON)).all() == []


def test_the_checker_sees_the_mark_and_neither_who_asked_nor_who_wrote(scene):
    scene.write_down()
    (one,) = scene.ask(checking.to_check, scene.sam).items
    assert (one.whose, one.words) == (WHOSE, WORDS)
    assert "Wes" not in str(one)
    assert "asked-" not in str(one)


@pytest.mark.parametrize("by", [one for one in EVERYBODY if one not in ("sam", "bea")])
def test_before_it_is_checked_nobody_else_reads_it(scene, by):
    scene.write_down(readers=Readers.ANYWHERE)
    assert scene.said(scene.people[by]) == []


@pytest.mark.parametrize("by", EVERYBODY)
def test_published_it_carries_the_mark_wherever_it_is_read(scene, by):
    comment_id, _ = scene.write_down(readers=Readers.ANYWHERE)
    scene.publish(comment_id)
    (one,) = scene.said(scene.people[by])
    assert (one.whose, one.words) == (WHOSE, WORDS)
    assert "Wes" not in str(one)


@pytest.mark.parametrize("readers", list(Readers))
def test_a_worker_reads_no_comment_of_anybody_not_even_what_they_wrote_down(scene, readers):
    scene.published(readers=readers)
    comment_id, _ = scene.write_down(readers=readers)
    scene.publish(comment_id)
    with pytest.raises(NotAllowed):
        scene.said(scene.wes)
    assert WORDS not in str(listed(scene))


def test_a_worker_sees_what_they_wrote_down_and_nothing_of_another_worker(scene):
    scene.write_down()
    assert len(listed(scene)) == 1
    another = replace(scene.wes, account_id=scene.lou.account_id)
    assert listed(scene, another) == []


def test_who_wrote_is_looked_up_with_a_reason_and_who_asked_is_told(scene):
    comment_id, asker = scene.write_down()
    name = scene.by_now(checking.look_up_writer, scene.sam, comment_id, reason="A parent asks.")
    assert name == "somebody who is not known here, through Wes Surname"
    (receipt,) = scene.own(asker)
    assert receipt.looked_up[0][1] == "A parent asks."
    assert scene.notices(scene.wes) == [NoticeKind.LOOKED_UP]


def test_of_what_came_back_the_worker_hears_why_and_who_asked_may_ask_the_scrutineer(scene):
    comment_id, asker = scene.write_down()
    scene.send_back(comment_id, Reason.LIVE_CASE)
    assert f"a case that is still open. They say: {TOLD}" in listed(scene)[0].stands
    assert scene.notices(scene.wes) == [NoticeKind.SENT_BACK]
    scene.by_now(service.ask_to_look_again, asker, comment_id)
    (asked, *_) = scene.ask(checking.sent_back, scene.dee)
    assert (asked.whose, asked.words) == (WHOSE, WORDS)
    assert "Wes" not in str(asked)


# 3: welfare first


def test_a_worry_leaves_every_queue_and_says_through_whom_to_reach_who_asked(scene):
    comment_id, _ = scene.write_down(words=WORRY, worry=About.SOMEBODY)
    assert scene.row(comment_id).state == CommentState.HELD
    assert scene.ask(checking.to_check, scene.sam).items == []
    (found,) = scene.ask(welfare.list_worries, scene.len)
    assert found.words == WORRY
    assert "a young person whom the app does not know" in found.writer
    assert "Wes Surname, participation worker" in found.writer
    assert found.reach == "through Wes Surname, wes@example.org; not through them if it may be about them"
    assert listed(scene)[0].stands == on_behalf.PASSED_ON


@pytest.mark.parametrize("about", list(About))
def test_what_a_checker_holds_looks_to_the_worker_as_if_it_still_waited(scene, about):
    """The worry may be about this worker."""
    comment_id, asker = scene.write_down()
    before = listed(scene)[0]
    scene.hold(comment_id, about)
    (after,) = listed(scene)
    assert replace(after, version=before.version) == before
    assert scene.notices(scene.wes) == []
    assert scene.own(asker)[0].held_by_another


def test_the_lead_is_told_through_whom_of_what_a_checker_held(scene):
    comment_id, _ = scene.write_down()
    found = hold_for(scene, comment_id)
    assert "Wes Surname" in found.writer
    assert found.reach.startswith("through Wes Surname")


def test_without_cover_nothing_is_written_down_and_it_says_whom_to_ring(scene):
    with scene.store.reading() as session:
        day = today(session)
    for one in (scene.len, scene.lia):
        scene.act(cover.add_absence, one, starts_on=day, ends_on=day)
    assert "999" in scene.ask(on_behalf.closed_because, scene.wes)
    with pytest.raises(CommentsClosed):
        send(scene)


def test_with_cover_the_form_is_open(scene):
    assert scene.ask(on_behalf.closed_because, scene.wes) == ""


# 5: identifying details are pointed out


def test_details_and_signs_of_a_worry_are_pointed_out_and_kept_ones_are_marked(scene):
    found = scene.ask(on_behalf.point_out, scene.wes, words=f"Call {PHONE}. {WORRY}")
    assert [words for words, _ in found.details] == [PHONE]
    assert found.worrying
    with pytest.raises(DetailsFound):
        send(scene, content=make_content(words=f"Call {PHONE}."))
    scene.write_down(words=f"Call {PHONE}.", keeps=True)
    (one,) = scene.ask(checking.to_check, scene.sam).items
    assert one.kept_details


# what can be written down


def test_something_that_is_missing_is_about_a_topic(scene):
    comment_id, _ = scene.write_down(about=THEME, kind=CommentKind.MISSING, stance=None)
    assert scene.row(comment_id).kind == CommentKind.MISSING


@pytest.mark.parametrize("kind", [CommentKind.QUESTION, CommentKind.STILL, CommentKind.TOGETHER])
def test_neither_questions_nor_views_together_are_written_down(scene, kind):
    with pytest.raises(CommentRefused, match="Choose something"):
        send(scene, kind=kind, about=THEME)


@pytest.mark.parametrize("about", [THEME, (TINY, "figure", FIGURE), (TINY, "joint_view", "1"), ("", "", "")])
def test_a_view_is_of_something_that_they_say(scene, about):
    with pytest.raises(CommentRefused, match="Choose something"):
        send(scene, about=about)


def test_of_what_is_not_there_nothing_is_written_down(scene):
    with pytest.raises(NotFound):
        send(scene, about=(TINY, "claim", "claim-9.9-99"))


def test_without_a_word_and_a_stance_there_is_nothing_to_send(scene):
    with pytest.raises(CommentRefused):
        send(scene, content=make_content(words="", stance=None))


def test_findings_stand_in_plain_words_by_topic(scene):
    choices = scene.ask(on_behalf.list_topics, scene.wes)
    themes = {theme_id for topic in choices.topics for theme_id in topic.themes}
    assert themes == {"neglect", "leavers"}
    found = scene.ask(on_behalf.list_findings, scene.wes, report_id=choices.report_id, theme_id="leavers")
    assert "A nurse comes to see you." in found.values()


# 7, 8 and 10: what the code opens


def test_the_code_opens_what_came_of_it_and_it_can_be_answered(scene):
    comment_id, asker = scene.write_down(readers=Readers.PARTNERS, stance=Stance.DOES_NOT)
    scene.publish(comment_id)
    scene.reply(comment_id)
    assert scene.notices(scene.wes) == [NoticeKind.COMMENT_READ, NoticeKind.REPLIED_TO]
    (receipt,) = scene.own(asker)
    assert (receipt.words, receipt.replies[0].words, receipt.may_say) == (WORDS, "We changed the letter.", True)
    scene.answers(comment_id, False, asker)
    assert scene.notices(scene.pat)[-1] is NoticeKind.NOT_ANSWERED
    assert listed(scene)[0].replies[0].words == "We changed the letter."


def test_by_the_code_fewer_people_read_it(scene):
    comment_id, asker = scene.write_down(readers=Readers.ANYWHERE)
    scene.publish(comment_id)
    scene.by_now(service.narrow, asker, comment_id, readers=Readers.SCRUTINEER)
    assert scene.said(scene.pat) == []


def test_taken_back_by_the_code_nothing_is_left_of_it_for_anybody(scene):
    comment_id, asker = scene.write_down(readers=Readers.ANYWHERE)
    scene.publish(comment_id)
    scene.withdraw(comment_id, asker)
    row = scene.row(comment_id)
    assert (row.state, row.words, row.account_id, row.written_by) == (CommentState.WITHDRAWN, "", None, None)
    assert listed(scene) == []
    assert [scene.said(scene.people[by]) for by in ("dee", "pat", "yas")] == [[], [], []]


def test_a_worker_takes_nothing_back_and_changes_nothing(scene):
    comment_id, _ = scene.write_down()
    for does, details in (
        (service.withdraw, {}),
        (service.narrow, {"readers": Readers.SCRUTINEER}),
        (service.send, {"content": make_content(words="Other words.")}),
        (service.say_whether_it_answers, {"answers": True}),
    ):
        with pytest.raises(NotAllowed):
            scene.by_now(does, scene.wes, comment_id, **details)


def test_a_code_opens_one_comment_and_no_other(scene):
    first, one = scene.write_down()
    second, two = scene.write_down(words="Other words.")
    assert [receipt.comment_id for receipt in scene.own(one)] == [first]
    with pytest.raises(NotFound):
        scene.withdraw(second, one)
    assert [receipt.comment_id for receipt in scene.own(two)] == [second]


def test_by_the_code_nothing_can_be_written(scene):
    _, asker = scene.write_down()
    with pytest.raises(NotAllowed):
        scene.send(asker)


def test_the_copies_are_theirs_and_say_that_it_was_written_down(scene):
    _, asker = scene.write_down()
    assert WORDS in scene.ask(published.own_data, asker, to_read=True).decode("utf-8-sig")
    told = json.loads(scene.ask(published.own_data, asker, to_read=False))
    assert told["what you wrote"][0]["written_down"] is True
    assert "Wes" not in str(told)


def test_everything_taken_back_by_the_code_is_gone(scene):
    comment_id, asker = scene.write_down()
    assert scene.ask(own.preview_withdrawal, asker).vanishes
    scene.act(own.withdraw_all, asker)
    assert scene.row(comment_id).words == ""


@pytest.mark.parametrize(("choice", "words"), [(Choice.GO, ""), (Choice.STAY, WORDS), (None, WORDS)])
def test_after_ninety_days_the_code_opens_nothing_and_the_words_stay_or_go_as_they_chose(scene, choice, words):
    paper = send(scene)
    asker = scene.by_code(paper.code)
    (receipt,) = scene.own(asker)
    scene.publish(receipt.comment_id)
    if choice:
        scene.act(leaving.choose_outcome, asker, version=1, choice=choice)
    scene.clock.advance(days=KEPT_FOR.days)
    scene.act(retention.apply, SYSTEM)
    with pytest.raises(LinkRefused):
        scene.by_code(paper.code)
    assert listed(scene) == []
    assert scene.row(receipt.comment_id).words == words


# a paper that was lost, and a worker who leaves


def renew(scene, one):
    return scene.act(on_behalf.renew_paper, scene.wes, comment_id=one.comment_id, version=one.version, paper=one.paper)


def test_of_two_tabs_that_make_another_paper_the_second_makes_none(scene):
    send(scene)
    (one,) = listed(scene)
    paper = renew(scene, one)
    with pytest.raises(ChangedMeanwhile, match="Give them that one"):
        renew(scene, one)
    assert scene.own(scene.by_code(paper.code))[0].comment_id == one.comment_id


def test_another_paper_opens_the_same_and_the_one_before_nothing(scene, clock):
    before = send(scene)
    clock.advance(days=10)
    (one,) = listed(scene)
    paper = renew(scene, one)
    assert paper.until == before.until
    assert scene.own(scene.by_code(paper.code))[0].comment_id == one.comment_id
    with pytest.raises(LinkRefused):
        scene.by_code(before.code)


def test_of_what_was_decided_on_meanwhile_no_other_paper_is_made(scene):
    before = send(scene)
    (one,) = listed(scene)
    scene.publish(one.comment_id)
    with pytest.raises(ChangedMeanwhile):
        renew(scene, one)
    assert scene.own(scene.by_code(before.code))[0].comment_id == one.comment_id


def test_once_it_is_over_there_is_no_other_paper(scene, clock):
    send(scene)
    (one,) = listed(scene)
    clock.advance(days=KEPT_FOR.days)
    with pytest.raises(LinkRefused):
        renew(scene, one)


def test_another_worker_makes_no_paper_for_it(scene):
    comment_id, _ = scene.write_down()
    another = replace(scene.wes, account_id=scene.lou.account_id)
    with pytest.raises(NotFound):
        scene.by_now(on_behalf.renew_paper, another, comment_id, paper=1)


def test_of_what_somebody_wrote_themselves_a_worker_makes_no_paper(scene):
    comment_id = scene.send()
    with pytest.raises(NotFound):
        scene.by_now(on_behalf.renew_paper, scene.wes, comment_id, paper=1)


def test_when_the_worker_leaves_the_code_goes_on_and_nobody_is_told_in_their_place(scene):
    comment_id, asker = scene.write_down(readers=Readers.PARTNERS)
    with scene.store.reading() as session:
        version = session.get(Account, scene.wes.account_id).version
    scene.act(handover.disable_person, scene.sam, account_id=scene.wes.account_id, version=version)
    scene.publish(comment_id)
    scene.reply(comment_id)
    assert scene.own(asker)[0].replies[0].words == "We changed the letter."
    assert scene.notices(scene.wes) == []
    assert [scene.notices(one) for one in (scene.yas, scene.lou)] == [[], []]


# accounts and the trail


def test_who_asked_stands_among_no_people_and_cannot_be_let_in(scene):
    _, asker = scene.write_down()
    listed_people = scene.ask(people.list_people, scene.sam)
    assert Role.YOUNG_PERSON not in {one.role for one in listed_people.items}
    assert listed_people.total == len(listed_people.items)
    with pytest.raises(NotFound):
        scene.ask(people.find_person, scene.sam, username=asker.username)
    for does in (people.enable_account, people.reset_password, handover.disable_person):
        with pytest.raises(NotFound):
            scene.act(does, scene.sam, account_id=asker.account_id, version=1)


def test_the_business_manager_makes_no_code_to_words_that_were_written_down(scene):
    _, asker = scene.write_down()
    with pytest.raises(ChangedMeanwhile):
        scene.act(leaving.make_link, scene.sam, account_id=asker.account_id, version=1)
    with pytest.raises(AccountRefused):
        scene.act(own.erase_person, scene.sam, account_id=asker.account_id, version=1)


def test_the_database_holds_the_code_as_a_hash_alone(scene):
    paper = send(scene)
    with scene.store.reading() as session:
        (row,) = session.exec(select(Leaving)).all()
    assert paper.code.replace("-", "") not in str(row.model_dump())


def test_the_trail_keeps_that_they_asked_under_a_pseudonym_and_tells_the_month_alone(scene):
    comment_id, _ = scene.write_down()
    (row,) = [one for one in scene.trail(f"comment {comment_id}") if one.action == CommentsAction.WRITTEN_DOWN]
    assert json.loads(row.detail)["asked"] is True
    assert json.loads(row.detail)["read_back"] is True
    assert row.who != f"account {scene.wes.account_id}"
    told = scene.ask(acts.list_acts, scene.dee, page=None).items
    assert [one for one in told if "wrote a comment down" in one.action or "Wes" in one.who] == []
    months = [one for one in scene.ask(acts.by_month, scene.dee) if one.action == CommentsAction.WRITTEN_DOWN.label]
    assert [(one.month, one.who) for one in months] == [("November 2026", "participation worker")]


def test_when_a_worker_signed_in_last_is_told_to_nobody(scene, clock):
    with scene.store.writing() as session:
        session.get(Account, scene.wes.account_id).last_sign_in_at = clock.moment - timedelta(days=1)
        session.commit()
    (wes,) = [one for one in scene.ask(people.list_people, scene.sam).items if one.username == "wes"]
    assert wes.last_sign_in_at is None


@pytest.mark.parametrize("by", [one for one in EVERYBODY if one != "system"])
def test_nobody_else_writes_for_others(scene, by):
    with pytest.raises(NotAllowed):
        scene.write_down(scene.people[by])


def test_receipts_of_who_reads_it_are_by_role_and_month_as_of_anybody(scene):
    comment_id, asker = scene.write_down(readers=Readers.ANYWHERE)
    scene.publish(comment_id)
    scene.read(scene.dee, comment_id)
    (receipt,) = scene.ask(reads.list_receipts, asker)
    assert receipt.read_by == ((Role.SCRUTINEER, "November 2026"),)
