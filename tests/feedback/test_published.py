"""What exports and the rooms below may take of young people's and lay members' words."""

from dataclasses import replace

import pytest

from cscp_core.errors import NotAllowed
from cscp_core.people.permissions import SYSTEM, WRITERS, Role
from cscp_core.scrutiny.challenges import service as challenges
from cscp_core.scrutiny.meetings import reads as meetings
from cscp_core.scrutiny.meetings.service import Pick
from feedback import published
from feedback.comments import checking, service
from feedback.comments.rules import CommentKind, CommentState, Readers, Stance, Stands
from feedback.own import readable
from feedback.own import service as own
from feedback.together import service as together
from feedback.together.service import JointView
from tests.feedback.scene import BOARD, COUNCIL, EVERYBODY, THEME, TINY, WORDS, YOUNG
from tests.scrutiny.meetings.scene import make_pick, pick_asked, picks


def on_agenda(scene, *asked: Pick):
    """The items of a meeting as they are shown: a claim of the council, unless said otherwise."""
    meeting_id = scene.plan(*(asked or (make_pick(),)))
    return [scene.ask(meetings.on_screen, scene.dee, item=one) for one in scene.meeting(meeting_id).items]


def in_print(scene, shown, actor=None):
    """Ids of the items beside which something is printed, each with what."""
    return scene.ask(published.in_print, actor or scene.dee, shown=shown)


def agreed(scene, words="It got a little better."):
    """A view of a theme that every Young Advisor agreed to."""
    return scene.agreed(words=words)


# in print


def test_a_comment_that_its_writer_let_into_meetings_and_reports_stands_beside_its_item(scene):
    (shown,) = on_agenda(scene)
    comment_id = scene.published(about=COUNCIL, readers=Readers.ANYWHERE)
    found = in_print(scene, [shown])
    assert {key: [one.comment_id for one in said] for key, said in found.items()} == {shown.item.item_id: [comment_id]}


@pytest.mark.parametrize("by", EVERYBODY)
@pytest.mark.parametrize("readers", [Readers.SCRUTINEER, Readers.PARTNERS])
def test_nothing_else_is_printed_no_matter_who_asks(scene, readers, by):
    (shown,) = on_agenda(scene)
    scene.published(about=COUNCIL, readers=readers)
    assert in_print(scene, [shown], scene.people[by]) == {}


@pytest.mark.parametrize("by", EVERYBODY)
def test_everybody_is_printed_the_same(scene, by):
    (shown,) = on_agenda(scene)
    comment_id = scene.published(about=COUNCIL, readers=Readers.ANYWHERE)
    assert [one.comment_id for one in in_print(scene, [shown], scene.people[by])[shown.item.item_id]] == [comment_id]


@pytest.mark.parametrize(
    "state", [state for state in CommentState if state not in (CommentState.SHOWN, CommentState.PUBLISHED)]
)
def test_what_was_not_published_is_not_printed(scene, state):
    (shown,) = on_agenda(scene)
    comment_id = (
        scene.save(readers=Readers.ANYWHERE) if state is CommentState.DRAFT else scene.send(readers=Readers.ANYWHERE)
    )
    acts = {
        CommentState.SENT_BACK: scene.send_back,
        CommentState.HELD: scene.hold,
        CommentState.WITHDRAWN: scene.withdraw,
    }
    acts.get(state, str)(comment_id)
    assert scene.row(comment_id).state == state
    assert in_print(scene, [shown]) == {}


def test_what_was_narrowed_is_not_printed_any_more(scene):
    (shown,) = on_agenda(scene)
    comment_id = scene.published(about=COUNCIL, readers=Readers.ANYWHERE)
    scene.by_now(service.narrow, scene.yas, comment_id, readers=Readers.PARTNERS)
    assert in_print(scene, [shown]) == {}


def test_what_is_changed_is_not_printed_until_it_is_checked(scene):
    (shown,) = on_agenda(scene)
    comment_id = scene.published(about=COUNCIL, readers=Readers.ANYWHERE)
    scene.rewrite(comment_id, words="Other words.", readers=Readers.ANYWHERE)
    assert in_print(scene, [shown]) == {}


@pytest.mark.parametrize(
    "spoilt", [{"state": "shown to all"}, {"readers": "everybody"}, {"readers": ""}, {"kind": "rumour"}], ids=str
)
def test_what_the_app_does_not_understand_is_not_printed(scene, spoilt):
    (shown,) = on_agenda(scene)
    bad = scene.published(about=COUNCIL, readers=Readers.ANYWHERE)
    good = scene.published(about=COUNCIL, readers=Readers.ANYWHERE, words="Good.")
    scene.tamper(bad, **spoilt)
    assert [one.comment_id for one in in_print(scene, [shown])[shown.item.item_id]] == [good]


def test_a_pack_tells_which_comments_are_read_in_it_for_the_first_time(scene):
    """A question in its writer's words, what stands beside an item, and the view together: of each role, once."""
    asked, view = scene.question(), agreed(scene)
    pick = Pick(
        source_kind="question",
        source_id=asked,
        report_id=TINY,
        title="A question",
        question="Why do we wait?",
        would_answer="",
        missing="",
        agency_id="",
        because="",
    )
    shown = on_agenda(scene, pick, make_pick())
    beside = scene.published(about=COUNCIL, readers=Readers.ANYWHERE)
    scene.published(about=COUNCIL, readers=Readers.PARTNERS)
    about = {"shown": shown, "report_id": TINY}
    assert scene.ask(published.unread_in_pack, scene.pat, **about) == [asked, beside, view]
    scene.act(published.add_read_receipts, scene.pat, comment_ids=[asked, beside, view])
    assert scene.ask(published.unread_in_pack, scene.hal, **about) == []
    assert scene.ask(published.unread_in_pack, scene.lou, **about) == [asked, beside, view]
    assert scene.ask(published.unread_in_pack, SYSTEM, **about) == []


def test_a_record_tells_which_questions_are_read_in_it_for_the_first_time(scene):
    asked = scene.question()
    items = [
        one.item
        for one in on_agenda(
            scene,
            Pick(
                source_kind="question",
                source_id=asked,
                report_id=TINY,
                title="A question",
                question="Why?",
                would_answer="",
                missing="",
                agency_id="",
                because="",
            ),
        )
    ]
    assert scene.ask(published.unread_asked, scene.pat, items=items) == [asked]
    scene.read(scene.pat, asked)
    assert scene.ask(published.unread_asked, scene.pat, items=items) == []


def test_print_has_no_place_for_who_wrote_or_on_which_day(scene):
    (shown,) = on_agenda(scene)
    scene.published(about=COUNCIL, readers=Readers.ANYWHERE)
    printed = str(in_print(scene, [shown]))
    assert "month='November 2026'" in printed
    assert "whose='Young Advisors'" in printed
    for told in ("Yas", "'yas'", "datetime"):
        assert told not in printed


def test_each_item_has_its_own_and_an_item_without_any_is_not_named(scene):
    first, second, free = on_agenda(
        scene, make_pick(), make_pick(source_id=BOARD[2], question="Who visits?"), *picks("A")
    )
    on_first = scene.published(about=COUNCIL, readers=Readers.ANYWHERE)
    scene.published(about=THEME, readers=Readers.ANYWHERE)
    found = in_print(scene, [first, second, free])
    assert {key: [one.comment_id for one in said] for key, said in found.items()} == {first.item.item_id: [on_first]}


@pytest.mark.parametrize("about", ["claim", "challenge"])
def test_beside_a_challenge_stands_what_was_said_of_it_and_of_the_finding_that_it_is_about(scene, about):
    number = scene.raise_challenge()
    details = {"challenge_id": number, "version": scene.version(number), "opened": True}
    scene.act(challenges.open_to_voices, scene.dee, **details)
    (shown,) = on_agenda(scene, pick_asked(number))
    comment_id = scene.published(
        about=COUNCIL if about == "claim" else (TINY, "challenge", str(number)), readers=Readers.ANYWHERE
    )
    assert [one.comment_id for one in in_print(scene, [shown])[shown.item.item_id]] == [comment_id]


def test_beside_a_challenge_stands_nothing_that_its_writer_did_not_let_into_print(scene):
    number = scene.raise_challenge()
    (shown,) = on_agenda(scene, pick_asked(number))
    scene.published(about=COUNCIL, readers=Readers.PARTNERS)
    assert in_print(scene, [shown]) == {}


def test_at_most_five_stand_beside_an_item_the_newest(scene, clock):
    (shown,) = on_agenda(scene)
    for number in range(7):
        scene.published(about=COUNCIL, readers=Readers.ANYWHERE, words=f"{number}")
        clock.advance(days=1)
    assert [one.words for one in in_print(scene, [shown])[shown.item.item_id]] == ["6", "5", "4", "3", "2"]


def test_a_stance_without_words_is_printed_too(scene):
    (shown,) = on_agenda(scene)
    scene.published(about=COUNCIL, readers=Readers.ANYWHERE, words="", stance=Stance.MATCHES)
    assert [one.stance for one in in_print(scene, [shown])[shown.item.item_id]] == [Stance.MATCHES]


def test_a_question_is_an_item_of_its_own_and_does_not_stand_beside_its_theme(scene):
    (shown,) = on_agenda(scene, make_pick(source_kind="theme", source_id="neglect"))
    scene.published(about=THEME, kind=CommentKind.QUESTION, words="Why?")
    assert in_print(scene, [shown]) == {}


def test_a_view_together_does_not_stand_among_the_comments(scene):
    (shown,) = on_agenda(scene, make_pick(source_kind="theme", source_id="neglect"))
    agreed(scene)
    assert in_print(scene, [shown]) == {}


def test_an_agenda_without_items_prints_nothing(scene):
    scene.published(readers=Readers.ANYWHERE)
    assert in_print(scene, []) == {}


# their view together


def test_a_view_together_is_handed_on_once_all_agreed_and_it_was_checked(scene):
    comment_id = scene.let_stand_together(words="It got a little better.")
    assert scene.ask(published.joint_views, scene.dee, report_id=TINY) == {}
    for by in YOUNG:
        scene.by_now(together.agree, scene.people[by], comment_id)
    assert scene.ask(published.joint_views, scene.dee, report_id=TINY) == {
        "neglect": JointView(
            theme_id="neglect",
            stands=Stands.PARTLY,
            words="It got a little better.",
            month="November 2026",
            comment_id=comment_id,
        )
    }


def test_how_convinced_they_are_is_handed_on_as_a_word(scene):
    agreed(scene)
    assert scene.ask(published.joint_words, scene.dee, report_id=TINY) == {"neglect": "partly"}


def test_a_view_of_another_report_is_not_handed_on(scene):
    agreed(scene)
    assert scene.ask(published.joint_words, scene.dee, report_id="another") == {}


@pytest.mark.parametrize("leave", ["taken out of sight", "held"])
def test_a_view_that_does_not_stand_is_not_handed_on(scene, leave):
    comment_id = agreed(scene)
    if leave == "held":
        scene.hold(comment_id)
    else:
        scene.by_now(checking.unpublish, scene.sam, comment_id, told="Leave out which street it was.")
    assert scene.ask(published.joint_views, scene.dee, report_id=TINY) == {}


# one's own


@pytest.mark.parametrize(("to_read", "made"), [(True, readable.as_text), (False, own.as_json)])
def test_ones_own_data_comes_as_text_or_for_a_program(scene, to_read, made):
    scene.send(words=WORDS)
    data = scene.ask(published.own_data, scene.yas, to_read=to_read)
    assert data == scene.ask(made, scene.yas)
    assert WORDS.encode() in data


def test_ones_own_data_holds_nothing_of_another(scene):
    scene.published(scene.yui, words="Another's words.", readers=Readers.ANYWHERE)
    assert b"Another's words." not in scene.ask(published.own_data, scene.yas, to_read=False)


@pytest.mark.parametrize("role", [role for role in sorted(Role) if role not in WRITERS])
def test_only_those_who_speak_take_anything_home(scene, role):
    with pytest.raises(NotAllowed):
        scene.ask(published.own_data, replace(scene.yas, role=role), to_read=True)


@pytest.mark.parametrize(
    ("take", "details"),
    [
        (published.in_print, {"shown": ()}),
        (published.joint_views, {"report_id": TINY}),
        (published.joint_words, {"report_id": TINY}),
    ],
    ids=["in_print", "joint_views", "joint_words"],
)
def test_anyone_who_holds_no_role_that_reads_is_handed_nothing(scene, take, details):
    with pytest.raises(NotAllowed):
        scene.ask(take, replace(scene.dee, role="administrator"), **details)


def test_this_door_opens_onto_nothing_else():
    names = ["JointView", "Said", "add_read_receipts", "in_print", "joint_views", "joint_words", "own_data"]
    names += ["unread_asked", "unread_in_pack", "welfare_record"]
    assert sorted(published.__all__) == names
