"""The copy that a writer takes home to read: sentences and dates as on the screens, and no field of the database."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from cscp_core.errors import NotAllowed
from cscp_core.people.permissions import WRITERS, Role
from feedback.comments import checking, wording
from feedback.comments.rules import Readers, Really, ReplyKind
from feedback.own import readable
from feedback.together import questions
from feedback.welfare.rules import About
from tests.feedback.scene import TINY, TODAY
from tests.scrutiny.meetings.scene import make_pick

ABOUT = {"report_id": TINY, "theme_id": "neglect"}
RAW = re.compile(
    r"\b(None|True|False|[a-z]+_[a-z_]+|comment id|source kind|settled at)\b|\d{4}-\d{2}-\d{2}|\+00:00|\{|\}"
)


def copy(scene, actor=None):
    return scene.ask(readable.as_text, actor or scene.yas).decode("utf-8-sig")


@pytest.fixture
def full(scene, clock):
    """Yas has something in every state, with replies in both ways, a look-up, a view together and notices."""
    scene.save(words="A draft of mine.")
    scene.send(words="This waits.", really=Really.OUTPUT)
    scene.sent_back(words="This came back.")
    scene.send(words="I am worried.", worry=About.SOMEBODY)
    scene.question(words="Why do we wait?")
    made = scene.published(words="Nobody told us.", readers=Readers.PARTNERS)
    scene.read(scene.dee, made)
    scene.by_now(checking.look_up_writer, scene.sam, made, reason="A parent asks.")
    scene.reply(made, kind=ReplyKind.WILL, words="We will write.", by=TODAY + timedelta(days=30))
    scene.answers(made, False)
    clock.advance(days=60)
    scene.reply(made, words="We wrote.")
    scene.let_stand_together()
    return scene


def test_it_has_no_field_of_the_database_and_no_raw_moment(full):
    assert RAW.findall(copy(full)) == []


def test_it_has_a_heading_for_each_part(full):
    assert re.findall(r"^[A-Z ,]{8,}$", copy(full), re.MULTILINE) == [
        "YOUR ACCOUNT", "WHAT YOU WROTE", "VIEWS THAT YOU AGREED TO, TOGETHER WITH OTHERS",
        "WHAT YOU WANTED ON TOP", "HOW YOU RATED MEETINGS", "WHAT YOU CHOSE FOR A TERM",
        "WHAT YOU WANT TO ASK AT A MEETING", "WHEN YOU SIGNED IN", "WHAT YOU WERE TOLD HERE",
    ]  # fmt: skip


def test_it_says_what_became_of_each_in_the_words_of_the_receipts(full):
    told = copy(full)
    for one in full.own():
        for sentence in wording.describe_state(one):
            assert sentence in told


@pytest.mark.parametrize(
    "sentence",
    [
        "Your user name is yas, and your name here is Yas Surname. You are a Young Advisor.",
        "Your e-mail address is yas@example.org.",
        "Your account was made on 20 November 2026.",
        "About: Fewer children were neglected.",
        "You chose: It doesn't match what I know",
        "You wrote: Nobody told us.",
        "What you think really happened: It reached people",
        "Read by the scrutineer in November 2026.",
        "Somebody looked up that you wrote this, on 20 November 2026. Why: A parent asks.",
        "Tiny Council: We will, by 20 December 2026. We will write. (20 November 2026. You said that this does not "
        "answer it.)",
        "Tiny Council: We did. We wrote. (19 January 2027. It came late.)",
        "20 November 2026 (question for a meeting)",
        "Not being looked after: partly.",
        "We wait.",
        "20 November 2026: Somebody replied to what you wrote. You have not opened it yet.",
    ],
)
def test_it_says_it_in_a_sentence(full, sentence):
    assert sentence in copy(full)


def test_who_wrote_nothing_reads_so(scene):
    told = copy(scene, scene.yui)
    assert "No e-mail address of yours is kept." in told
    assert told.count("\nNothing.") == 8


def test_a_lay_member_reads_what_they_want_to_ask(scene):
    meeting_id = scene.plan(make_pick())
    item = scene.meeting(meeting_id).items[0]
    scene.act(questions.want_to_ask, scene.lou, meeting_id=meeting_id, item_id=item.item_id)
    told = copy(scene, scene.lou)
    assert "You are a lay member." in told
    assert "Autumn scrutiny, 20 November 2026.\nWhat was it before?" in told


def test_it_holds_nothing_of_anybody_else(full):
    full.published(full.yui, words="Anothersword", readers=Readers.ANYWHERE)
    told = copy(full)
    assert [one for one in ("Anothersword", "Yui", "Sam Surname", "Pat Surname", "Len Surname") if one in told] == []


@pytest.mark.parametrize("role", sorted(set(Role) - WRITERS))
def test_nobody_else_has_one(scene, role):
    with pytest.raises(NotAllowed):
        copy(scene, replace(scene.yas, role=role))
