"""Their view is theirs: drafted together, agreed by every active advisor, checked, shown, and without tallies."""

import pytest
from sqlmodel import select

from cscp_core.errors import ChangedMeanwhile, CommentRefused, CommentsClosed, DetailsFound, NotAllowed
from cscp_core.notices.rules import NoticeKind
from cscp_core.people.permissions import SYSTEM, Role
from cscp_core.people.tables import Account
from cscp_core.scrutiny.judgements import service as judgements
from feedback import published
from feedback.comments.rules import Kind, State
from feedback.comments.tables import Comment
from feedback.own import retention
from feedback.together import rules, service
from feedback.together.rules import Stands
from feedback.together.tables import Agreement
from feedback.welfare import service as welfare
from tests.conftest import make_account
from tests.feedback.scene import TINY, TODAY

ABOUT = {"report_id": TINY, "theme_id": "neglect"}
YOUNG = ("yas", "yui", "yan")


def write(scene, by="yas", seen=0, words="We wait too long.", **details):
    known = {"stands": Stands.NOT, "words": words, "seen_version": seen}
    scene.act(service.write, scene.people[by], **ABOUT, **known | details)


def agree(scene, by, seen=1):
    scene.act(service.agree, scene.people[by], **ABOUT, seen_version=seen)


def draft(scene, by="yas"):
    return scene.ask(service.draft, scene.people[by], **ABOUT)


def sent(scene):
    return [one for one in scene.every(Comment) if one.kind == Kind.TOGETHER]


def shown(scene, by="dee"):
    return scene.ask(service.shown, scene.people[by], report_id=TINY)


def agreed(scene):
    write(scene)
    agree(scene, "yui")
    agree(scene, "yan")
    return sent(scene)[0].comment_id


def checked(scene):
    made = agreed(scene)
    scene.publish(made)
    return made


def test_until_all_agree_it_is_nobody_elses(scene):
    write(scene)
    agree(scene, "yui")
    assert sent(scene) == []
    assert shown(scene) == {}


def test_when_all_agree_it_waits_to_be_checked_as_everybodys_and_nobodys(scene):
    agreed(scene)
    (row,) = sent(scene)
    assert (row.state, row.account_id, row.words) == (State.SENT, None, "We wait too long.")
    assert shown(scene) == {}


@pytest.mark.parametrize("by", ["dee", "sam", "pat", "yas", "lou", "len"])
def test_once_it_was_checked_everybody_sees_it(scene, by):
    checked(scene)
    found = shown(scene, by)["neglect"]
    assert (found.stands, found.words, found.month) == (Stands.NOT, "We wait too long.", "November 2026")


def test_it_is_the_third_view_beside_the_scrutineers_judgement(scene):
    checked(scene)
    young = scene.ask(published.joint_words, scene.dee, report_id=TINY)
    found = scene.ask(judgements.views, scene.dee, report_id=TINY, young=young)
    (neglect,) = (one for one in found if one.theme.theme_id == "neglect")
    assert neglect.young.words == "Young Advisors: not convinced."


def test_a_view_that_was_held_is_emptied_when_it_changes(scene):
    """What was held for welfare stays in the lead's record, never in what was sent."""
    made = agreed(scene)
    scene.hold(made)
    write(scene, seen=1, words="Something else.")
    assert scene.row(made).words == ""


@pytest.mark.engine
def test_changing_it_asks_everybody_again_and_hides_what_was_shown(scene):
    checked(scene)
    write(scene, "yui", seen=1, words="We still wait.")
    assert shown(scene) == {}
    assert (draft(scene, "yas").you_agree, draft(scene, "yui").you_agree) == (False, True)


def test_taking_ones_agreement_back_hides_it(scene):
    checked(scene)
    scene.act(service.disagree, scene.yan, **ABOUT)
    assert shown(scene) == {}
    assert {row.state for row in sent(scene)} == {State.WITHDRAWN}


def test_an_advisor_who_joins_must_agree_before_it_is_shown_again(scene):
    checked(scene)
    with scene.store.writing() as session:
        make_account(session, "yob", Role.YOUNG_ADVISOR)
    assert shown(scene) == {}


def test_an_advisor_who_left_is_not_waited_for(scene):
    write(scene)
    agree(scene, "yui")
    disable(scene, "yan")
    assert draft(scene).may_go
    agree(scene, "yas")
    assert [row.state for row in sent(scene)] == [State.SENT]


def invite(scene, **details):
    """A Young Advisor with an account and no password yet."""
    with scene.store.writing() as session:
        made = make_account(session, "yob", Role.YOUNG_ADVISOR, **details)
        session.get(Account, made.account_id).password_hash = None
        session.commit()


def test_an_advisor_who_was_invited_and_never_came_is_not_waited_for(scene):
    invite(scene)
    checked(scene)
    assert shown(scene)["neglect"].words == "We wait too long."


def test_an_advisor_who_waits_for_a_new_password_is_still_waited_for(scene, clock):
    invite(scene, last_sign_in_at=clock())
    write(scene)
    agree(scene, "yui")
    agree(scene, "yan")
    assert sent(scene) == []


def test_one_who_came_and_one_who_was_only_invited_are_not_two(scene):
    disable(scene, "yui", "yan")
    invite(scene)
    with pytest.raises(CommentRefused, match="at least two"):
        write(scene)


def test_when_a_view_was_kept_long_enough_all_are_asked_again_and_it_goes_on(scene, clock):
    made = checked(scene)
    clock.advance(days=retention.PUBLISHED.days + 1)
    scene.act(retention.apply, SYSTEM)
    assert shown(scene) == {}
    found = draft(scene)
    assert (found.words, found.state, found.you_agree, found.may_go) == ("We wait too long.", None, False, False)
    assert NoticeKind.JOINT_VIEW in scene.notices(scene.yas)
    for name in YOUNG:
        agree(scene, name)
    (again,) = (one for one in sent(scene) if one.comment_id != made)
    scene.publish(again.comment_id)
    assert shown(scene)["neglect"].words == "We wait too long."


def test_a_view_of_which_not_even_the_trace_is_left_asks_all_again(scene):
    made = checked(scene)
    with scene.store.writing() as session:
        session.delete(session.get(Comment, made))
        session.commit()
    assert not draft(scene).may_go
    scene.act(retention.apply, SYSTEM)
    assert (draft(scene).you_agree, draft(scene).may_go) == (False, False)
    for name in YOUNG:
        agree(scene, name)
    assert [row.state for row in sent(scene)] == [State.SENT]


def test_what_stands_as_it_was_sent_asks_nobody_again(scene):
    checked(scene)
    before = scene.every(Agreement)
    scene.act(retention.apply, SYSTEM)
    assert scene.every(Agreement) == before


def test_an_agreement_can_be_taken_back_while_nobody_could_act_on_a_worry(scene):
    checked(scene)
    for name in ("len", "lia"):
        scene.act(welfare.be_away, scene.people[name], starts_on=TODAY, ends_on=TODAY)
    scene.act(service.disagree, scene.yan, **ABOUT)
    assert shown(scene) == {}


def disable(scene, *names):
    with scene.store.writing() as session:
        for account in session.exec(select(Account).where(Account.username.in_(names))):
            account.disabled_at = scene.clock()
            session.add(account)
        session.commit()


def test_one_advisor_alone_writes_no_view_together(scene):
    disable(scene, "yui", "yan")
    with pytest.raises(CommentRefused, match="at least two"):
        write(scene)


@pytest.mark.parametrize(
    ("active", "agreed_by", "all_agree"),
    [([1, 2], [1, 2], True), ([1, 2], [1, 2, 3], True), ([1, 2], [1], False), ([1], [1], False), ([], [], False)],
)
def test_all_agree_when_every_active_one_does_and_there_are_two(active, agreed_by, all_agree):
    assert rules.all_agree(active, agreed_by) is all_agree


def test_no_part_of_it_counts_who_agreed(scene):
    write(scene)
    numbers = [name for name, value in vars(draft(scene)).items() if isinstance(value, int) and value not in (0, 1)]
    assert numbers == []


def test_two_who_write_at_once_lose_nothing(scene):
    write(scene)
    with pytest.raises(ChangedMeanwhile) as refused:
        write(scene, "yui", words="Mine.")
    assert refused.value.theirs == "We wait too long."


def test_nobody_agrees_to_what_they_have_not_read(scene):
    write(scene)
    write(scene, "yui", seen=1, words="Other words.")
    with pytest.raises(ChangedMeanwhile):
        agree(scene, "yan", seen=1)


def test_details_are_pointed_out_before_the_others_see_them(scene):
    with pytest.raises(DetailsFound):
        write(scene, words="Ring 07700 900461 and ask.")
    write(scene, words="Ring 07700 900461 and ask.", keeps=True)
    agree(scene, "yui")
    agree(scene, "yan")
    assert sent(scene)[0].kept_details == "phone"


def test_while_nobody_could_act_on_a_worry_no_view_is_written(scene):
    for name in ("len", "lia"):
        scene.act(welfare.be_away, scene.people[name], starts_on=TODAY, ends_on=TODAY)
    with pytest.raises(CommentsClosed):
        write(scene)


def test_it_can_be_sent_back_and_its_writers_are_told_why(scene):
    made = agreed(scene)
    scene.send_back(made)
    assert (draft(scene).state, draft(scene).told) == (State.SENT_BACK, "Leave out which street it was.")
    assert NoticeKind.SENT_BACK in scene.notices(scene.yui)


def test_the_others_hear_that_there_is_something_to_agree(scene):
    write(scene)
    assert [NoticeKind.JOINT_VIEW in scene.notices(scene.people[name]) for name in YOUNG] == [False, True, True]


@pytest.mark.parametrize("by", ["dee", "sam", "pat", "lou", "len"])
def test_only_young_advisors_read_and_write_drafts(scene, by):
    write(scene)
    with pytest.raises(NotAllowed):
        draft(scene, by)
    with pytest.raises(NotAllowed):
        write(scene, by, seen=1)
