"""Their view is theirs: each wording is checked before another reads it, agreed by all, published, without tallies."""

import pytest
from sqlmodel import select

from cscp_core.errors import ChangedMeanwhile, CommentRefused, CommentsClosed, DetailsFound, NotAllowed, NotFound
from cscp_core.notices.rules import NoticeKind
from cscp_core.people.permissions import SYSTEM, Role
from cscp_core.people.tables import Account
from cscp_core.scrutiny.judgements import service as judgements
from feedback import published
from feedback.comments import checking
from feedback.comments import service as comments
from feedback.comments.rules import CommentState, Stands
from feedback.own import retention
from feedback.together import rules, service
from feedback.together.tables import Agreement
from feedback.welfare import cover
from feedback.welfare import service as welfare
from feedback.welfare.rules import About
from tests.conftest import make_account
from tests.feedback.scene import TINY, TODAY, TOLD

ABOUT = {"report_id": TINY, "theme_id": "neglect"}
YOUNG = ("yas", "yui", "yan")
WORDS = "We wait too long."


def write(scene, by="yas", words=WORDS, **details):
    """A wording that waits to be checked."""
    return scene.write_together(scene.people[by], **{"stands": Stands.NOT, "words": words} | details)


def checked(scene, by="yas", **details):
    """A wording that the other Young Advisors can read."""
    made = write(scene, by, **details)
    scene.publish(made)
    return made


def agree(scene, made, *names):
    for name in names or YOUNG:
        scene.by_now(service.agree, scene.people[name], made)


def agreed(scene):
    """A wording that everybody can read."""
    made = checked(scene)
    agree(scene, made)
    return made


def wordings(scene, by="yui"):
    return scene.ask(service.list_wordings, scene.people[by], **ABOUT)


def words(scene, by="yui"):
    return [one.words for one in wordings(scene, by)]


def shown(scene, by="dee"):
    return scene.ask(service.list_published, scene.people[by], report_id=TINY)


def everybodys(scene):
    return {theme: one.words for theme, one in shown(scene).items()}


# checked before another young person reads it


def test_nobody_but_its_writer_and_the_checker_reads_a_wording_that_nobody_checked(scene):
    made = write(scene)
    assert [words(scene, name) for name in YOUNG] == [[], [], []]
    assert scene.ask(service.list_begun, scene.yui, report_id=TINY) == []
    assert scene.receipt(made).words == WORDS
    assert [one.words for one in scene.ask(checking.to_check, scene.sam).items] == [WORDS]


def test_nobody_hears_of_a_wording_that_nobody_checked(scene):
    write(scene)
    assert [scene.notices(scene.people[name]) for name in YOUNG] == [[], [], []]


def test_nobody_agrees_to_a_wording_that_nobody_checked(scene):
    made = write(scene)
    with pytest.raises(ChangedMeanwhile):
        scene.by_now(service.agree, scene.yui, made)


def test_once_it_was_checked_the_other_young_advisors_read_it_and_nobody_else(scene):
    checked(scene)
    assert words(scene, "yui") == words(scene, "yan") == [WORDS]
    assert everybodys(scene) == {}
    assert [scene.said(scene.people[name]) for name in ("dee", "pat", "lou", "yui")] == [[], [], [], []]


def test_the_others_hear_that_there_is_something_to_agree_once_it_was_checked(scene):
    checked(scene)
    assert [NoticeKind.JOINT_VIEW in scene.notices(scene.people[name]) for name in YOUNG] == [False, True, True]


@pytest.mark.parametrize(
    "state", [CommentState.SENT_BACK, CommentState.HELD, CommentState.WITHDRAWN, CommentState.DRAFT, "not a state"]
)
def test_the_others_read_a_wording_in_no_other_state(scene, state):
    made = checked(scene)
    scene.tamper(made, state=state)
    assert words(scene) == []


@pytest.mark.parametrize("changed", [{"readers": "everyone"}, {"stance": "not a word of theirs"}, {"kind": "other"}])
def test_a_wording_that_the_app_does_not_understand_is_not_read(scene, changed):
    made = checked(scene)
    scene.tamper(made, **changed)
    assert words(scene) == []


def test_it_is_sent_back_to_its_writer_alone(scene):
    made = write(scene)
    scene.send_back(made)
    assert scene.receipt(made).told == TOLD
    assert [NoticeKind.SENT_BACK in scene.notices(scene.people[name]) for name in YOUNG] == [True, False, False]
    assert words(scene) == []


def test_what_was_sent_back_is_changed_and_checked_again(scene):
    made = write(scene)
    scene.send_back(made)
    again = write(scene, words="We wait.", comment_id=made, version=scene.row(made).version)
    assert (again, scene.row(made).state, scene.row(made).reason) == (made, CommentState.SENT, "")
    scene.publish(made)
    assert words(scene) == ["We wait."]


def test_the_scrutineer_can_be_asked_to_look_again_and_then_the_others_read_it(scene):
    made = write(scene)
    scene.send_back(made)
    scene.by_now(comments.ask_to_look_again, scene.yas, made)
    scene.by_now(checking.settle_again, scene.dee, made, publishes=True)
    assert words(scene) == [WORDS]
    assert everybodys(scene) == {}


def test_what_is_held_for_welfare_names_its_writer_to_the_lead_and_leaves_every_other_sight(scene):
    made = checked(scene)
    scene.hold(made)
    (worry,) = scene.ask(welfare.list_worries, scene.len)
    assert (worry.words, worry.writer) == (WORDS, "Yas Surname, Young Advisor")
    assert [words(scene, name) for name in YOUNG] == [[], [], []]


def test_details_are_pointed_out_before_it_is_sent(scene):
    with pytest.raises(DetailsFound):
        write(scene, words="Ring 07700 900461 and ask.")
    made = write(scene, words="Ring 07700 900461 and ask.", keeps=True)
    assert scene.row(made).kept_details == "phone"


def test_its_checker_sees_that_it_sounds_worrying(scene):
    write(scene, words="A friend of ours wants to die.")
    assert [one.worrying for one in scene.ask(checking.to_check, scene.sam).items] == [True]


def test_a_writer_who_worries_sends_it_to_welfare_and_to_nobody_else(scene):
    made = write(scene, words="My friend Kit is not safe at home.", worry=About.SOMEBODY)
    assert scene.row(made).state == CommentState.HELD
    assert [one.words for one in scene.ask(welfare.list_worries, scene.len)] == ["My friend Kit is not safe at home."]
    assert scene.ask(checking.to_check, scene.sam).items == []
    assert words(scene) == []


def test_the_checker_can_take_a_wording_out_of_the_young_advisors_sight(scene):
    made = checked(scene)
    assert [one.comment_id for one in scene.ask(checking.with_the_advisors, scene.sam)] == [made]
    scene.by_now(checking.unpublish, scene.sam, made, told=TOLD)
    assert words(scene) == []
    assert scene.ask(checking.with_the_advisors, scene.sam) == []


# worrying because of what one reads


def worry(scene, made, by="yui", **content):
    return scene.send(scene.people[by], about=(TINY, "view", made), stance=None, **content)


def test_who_worries_because_of_what_they_read_reaches_the_lead_with_those_words(scene):
    made = checked(scene)
    worry(scene, made, words="Yas has marks.", worry=About.SOMEBODY)
    (found,) = scene.ask(welfare.list_worries, scene.len)
    assert (found.writer, found.words) == ("Yui Surname, Young Advisor", "Yas has marks.")
    assert WORDS in found.finding
    assert words(scene) == [WORDS]


def test_to_what_another_wrote_nothing_but_a_worry_is_sent_or_saved(scene):
    made = checked(scene)
    with pytest.raises(CommentRefused, match="worried about someone"):
        worry(scene, made, words="You are wrong.")
    with pytest.raises(CommentRefused, match="worried about someone"):
        scene.save(scene.yui, about=(TINY, "view", made))


def test_nobody_worries_about_a_wording_that_they_may_not_read(scene):
    made = write(scene)
    with pytest.raises(NotFound):
        worry(scene, made, words="", worry=About.SOMEBODY)


def test_adults_find_no_wording_under_the_address_of_a_worry(scene):
    made = agreed(scene)
    with pytest.raises(NotFound):
        worry(scene, made, by="lou", words="", worry=About.SOMEBODY)


# agreed by all


def test_until_all_agree_it_is_nobody_elses(scene):
    made = checked(scene)
    agree(scene, made, "yui")
    assert scene.row(made).state == CommentState.SHOWN
    assert everybodys(scene) == {}


@pytest.mark.parametrize("by", ["dee", "sam", "pat", "yas", "lou", "len"])
def test_when_all_agree_everybody_reads_the_checked_words_at_once(scene, by):
    agreed(scene)
    found = shown(scene, by)["neglect"]
    assert (found.stands, found.words, found.month) == (Stands.NOT, WORDS, "November 2026")


def test_what_is_published_is_what_was_checked_word_for_word(scene):
    made = checked(scene)
    at_the_check = scene.row(made).words
    agree(scene, made)
    assert (scene.row(made).words, scene.row(made).state) == (at_the_check, CommentState.PUBLISHED)
    assert [one[:2] for one in scene.decisions(made)] == [
        ("draft", "sent"), ("sent", "shown to Young Advisors"), ("shown to Young Advisors", "published"),
    ]  # fmt: skip


def test_it_is_the_third_view_beside_the_scrutineers_judgement(scene):
    agreed(scene)
    young = scene.ask(published.joint_words, scene.dee, report_id=TINY)
    found = scene.ask(judgements.list_theme_views, scene.dee, report_id=TINY, young=young)
    (neglect,) = (one for one in found if one.theme.theme_id == "neglect")
    assert neglect.young.words == "Young Advisors: not convinced."


def test_its_writer_agrees_by_writing_it(scene):
    checked(scene)
    assert [wordings(scene, name)[0].you_agree for name in YOUNG] == [True, False, False]


def test_taking_ones_agreement_back_leaves_it_to_the_young_advisors_alone(scene):
    made = agreed(scene)
    scene.act(service.disagree, scene.yan, comment_id=made)
    assert everybodys(scene) == {}
    assert words(scene) == [WORDS]


def test_an_agreement_can_be_taken_back_while_nobody_could_act_on_a_worry(scene):
    made = agreed(scene)
    close(scene)
    scene.act(service.disagree, scene.yan, comment_id=made)
    assert everybodys(scene) == {}


def test_an_advisor_who_joins_must_agree_before_it_is_shown_again(scene):
    agreed(scene)
    with scene.store.writing() as session:
        make_account(session, "yob", Role.YOUNG_ADVISOR)
    assert shown(scene) == {}


def test_an_advisor_who_left_is_not_waited_for(scene):
    made = checked(scene)
    agree(scene, made, "yui")
    disable(scene, "yan")
    assert wordings(scene)[0].may_go
    agree(scene, made, "yas")
    assert everybodys(scene) == {"neglect": WORDS}


def test_an_advisor_who_was_invited_and_never_came_is_not_waited_for(scene):
    invite(scene)
    agreed(scene)
    assert everybodys(scene) == {"neglect": WORDS}


def test_an_advisor_who_waits_for_a_new_password_is_still_waited_for(scene, clock):
    invite(scene, last_sign_in_at=clock())
    agreed(scene)
    assert everybodys(scene) == {}


def test_one_who_came_and_one_who_was_only_invited_are_not_two(scene):
    disable(scene, "yui", "yan")
    invite(scene)
    with pytest.raises(CommentRefused, match=r"^A view together needs at least two Young Advisors\.$"):
        write(scene)


def test_one_advisor_alone_writes_no_view_together(scene):
    disable(scene, "yui", "yan")
    with pytest.raises(CommentRefused, match=r"^A view together needs at least two Young Advisors\.$"):
        write(scene)


@pytest.mark.parametrize(
    ("active", "agreed_by", "all_agree"),
    [([1, 2], [1, 2], True), ([1, 2], [1, 2, 3], True), ([1, 2], [1], False), ([1], [1], False), ([], [], False)],
)
def test_all_agree_when_every_active_one_does_and_there_are_two(active, agreed_by, all_agree):
    assert rules.all_agree(active, agreed_by) is all_agree


def test_no_part_of_it_counts_who_agreed(scene):
    made = checked(scene)
    agree(scene, made, "yui")
    (found,) = wordings(scene)
    assert [name for name, one in vars(found).items() if type(one) is int] == ["version"]


# changing it, and two who write at once


def test_while_a_new_wording_waits_the_others_and_everybody_go_on_seeing_the_last_checked_one(scene):
    made = agreed(scene)
    write(scene, "yui", words="We still wait.", replaces=made)
    assert words(scene, "yas") == words(scene, "yui") == [WORDS]
    assert everybodys(scene) == {"neglect": WORDS}


def test_a_checked_new_wording_takes_the_place_of_the_old_one_and_asks_everybody_again(scene):
    made = agreed(scene)
    checked(scene, "yui", words="We still wait.", replaces=made)
    assert [(one.words, one.you_agree) for one in wordings(scene, "yas")] == [("We still wait.", False)]
    assert (scene.row(made).state, scene.row(made).words) == (CommentState.WITHDRAWN, "")
    assert everybodys(scene) == {}


def test_two_who_wrote_at_once_stand_side_by_side(scene):
    made = checked(scene)
    first = write(scene, "yui", words="Mine.", replaces=made)
    second = write(scene, "yan", words="And mine.", replaces=made)
    scene.publish(first)
    scene.publish(second)
    assert set(words(scene, "yas")) == {"Mine.", "And mine."}


def test_two_who_began_a_view_at_once_stand_side_by_side(scene):
    for made in [write(scene, by, words=f"By {by}.") for by in ("yas", "yui")]:
        scene.publish(made)
    assert set(words(scene, "yan")) == {"By yas.", "By yui."}


def test_who_agrees_to_one_of_two_agrees_to_no_other(scene):
    first, second = write(scene, "yas", words="One."), write(scene, "yui", words="Two.")
    scene.publish(first)
    scene.publish(second)
    agree(scene, first)
    assert everybodys(scene) == {"neglect": "One."}
    agree(scene, second, "yan")
    assert everybodys(scene) == {}
    assert [one.words for one in wordings(scene, "yan") if one.you_agree] == ["Two."]


def test_who_wrote_beside_a_wording_that_is_gone_is_told_and_shown_only_checked_words(scene):
    made = checked(scene)
    checked(scene, "yui", words="Newer.", replaces=made)
    write(scene, "yan", words="Unchecked.", replaces=next(one.comment_id for one in wordings(scene)))
    with pytest.raises(ChangedMeanwhile) as refused:
        write(scene, "yas", words="Mine.", replaces=made)
    assert refused.value.theirs == "Newer."


def test_two_tabs_of_one_writer_do_not_overwrite_each_other(scene):
    made = write(scene)
    write(scene, words="From one tab.", comment_id=made, version=1)
    with pytest.raises(ChangedMeanwhile) as refused:
        write(scene, words="From another.", comment_id=made, version=1)
    assert refused.value.theirs == "From one tab."


def test_the_checker_lets_nothing_stand_that_was_changed_while_they_read(scene):
    made = write(scene)
    write(scene, words="Other words.", comment_id=made, version=1)
    with pytest.raises(ChangedMeanwhile):
        scene.act(checking.let_stand, scene.sam, comment_id=made, version=1)
    assert words(scene) == []


def test_nobody_agrees_to_words_that_they_have_not_read(scene):
    made = checked(scene)
    before = scene.row(made).version
    scene.by_now(checking.unpublish, scene.sam, made, told=TOLD)
    write(scene, words="Other words.", comment_id=made, version=scene.row(made).version)
    scene.publish(made)
    with pytest.raises(ChangedMeanwhile):
        scene.act(service.agree, scene.yui, comment_id=made, version=before)


def test_nobody_writes_over_what_another_wrote(scene):
    made = write(scene)
    with pytest.raises(ChangedMeanwhile) as refused:
        write(scene, "yui", words="Mine.", comment_id=made, version=1)
    assert refused.value.theirs == ""


# kept, taken back, looked up


def test_when_a_view_was_kept_long_enough_it_goes(scene, clock):
    made = agreed(scene)
    clock.advance(days=retention.PUBLISHED.days + 1)
    scene.act(retention.apply, SYSTEM)
    assert (shown(scene), words(scene), scene.row(made).words, scene.every(Agreement)) == ({}, [], "", [])


def test_a_wording_that_not_all_agree_to_is_kept_as_long(scene, clock):
    made = checked(scene)
    clock.advance(days=retention.PUBLISHED.days + 1)
    scene.act(retention.apply, SYSTEM)
    assert scene.row(made).words == ""


def test_retention_leaves_what_stands_and_who_agreed(scene):
    agreed(scene)
    before = scene.every(Agreement)
    scene.act(retention.apply, SYSTEM)
    assert scene.every(Agreement) == before


@pytest.mark.parametrize("make", [write, checked, agreed])
def test_its_writer_takes_it_back_at_any_time(scene, make):
    made = make(scene)
    scene.withdraw(made)
    assert (words(scene), shown(scene), scene.row(made).words) == ([], {}, "")


def test_who_wrote_a_published_view_is_not_looked_up(scene):
    made = agreed(scene)
    with pytest.raises(CommentRefused, match="cannot look up who wrote"):
        scene.by_now(checking.look_up_writer, scene.sam, made, reason="To know.")


def test_while_nobody_could_act_on_a_worry_no_view_is_written(scene):
    close(scene)
    with pytest.raises(CommentsClosed):
        write(scene)


@pytest.mark.parametrize("by", ["dee", "sam", "pat", "lou", "len"])
def test_only_young_advisors_read_and_write_them(scene, by):
    checked(scene)
    with pytest.raises(NotAllowed):
        wordings(scene, by)
    with pytest.raises(NotAllowed):
        write(scene, by)


def close(scene):
    for name in ("len", "lia"):
        scene.act(cover.add_absence, scene.people[name], starts_on=TODAY, ends_on=TODAY)


def disable(scene, *names):
    with scene.store.writing() as session:
        for account in session.exec(select(Account).where(Account.username.in_(names))):
            account.disabled_at = scene.clock()
            session.add(account)
        session.commit()


def invite(scene, **details):
    """A Young Advisor with an account and no password yet."""
    with scene.store.writing() as session:
        made = make_account(session, "yob", Role.YOUNG_ADVISOR, **details)
        session.get(Account, made.account_id).password_hash = None
        session.commit()
