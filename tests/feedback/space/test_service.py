"""Choosing for a term together, and reminders that are off until their owner switches them on."""

import json

import pytest

from cscp_core.content_versions import version_of
from cscp_core.errors import CommentRefused, NotAllowed
from cscp_core.notices.rules import NoticeKind, message
from cscp_core.people.permissions import SYSTEM
from feedback.own import readable
from feedback.own import service as own
from feedback.space import service
from feedback.space.rules import Often, SpaceChoice
from feedback.space.tables import OwnReminder, TermChoice
from tests.feedback.scene import TINY


def choose(scene, by, what=SpaceChoice.COLOUR, *codes):
    version = scene.ask(service.list_own_choices, scene.people[by])[what].version
    details = {"report_id": TINY, "what": what, "version": version, "codes": codes or ("sea",)}
    scene.act(service.choose, scene.people[by], **details)


def space(scene, actor=None):
    return scene.ask(service.find_space, actor or scene.dee, report_id=TINY)


def remind(scene):
    with scene.store.writing() as session:
        return service.send_reminders(session, SYSTEM)


@pytest.mark.engine
def test_one_persons_choice_stands_for_nobody_and_two_for_all(scene):
    choose(scene, "yas")
    assert space(scene).colour == ""
    choose(scene, "yui")
    assert space(scene).colour == "sea"


def test_a_choice_takes_the_place_of_the_one_before(scene):
    choose(scene, "yas", SpaceChoice.REPLY, "when", "plain")
    choose(scene, "yas", SpaceChoice.REPLY, "who")
    assert scene.ask(service.list_own_choices, scene.yas)[SpaceChoice.REPLY].codes == ("who",)
    assert scene.ask(service.list_own_choices, scene.yui)[SpaceChoice.REPLY].codes == ()


def test_topics_are_those_of_the_report(scene):
    for by in ("yas", "yui"):
        choose(scene, by, SpaceChoice.TOPIC, "neglect")
    assert space(scene).topics == ("neglect",)
    with pytest.raises(CommentRefused):
        choose(scene, "yas", SpaceChoice.TOPIC, "no-such-theme")


def test_a_new_term_begins_with_nothing(scene, clock):
    for by in ("yas", "yui"):
        choose(scene, by)
    clock.advance(days=60)
    assert space(scene).colour == ""


def test_what_somebody_takes_back_or_leaves_behind_counts_no_more(scene):
    for by in ("yas", "yui"):
        choose(scene, by)
    scene.act(own.withdraw_all, scene.yui)
    assert space(scene).colour == ""


@pytest.mark.parametrize("by", ["dee", "sam", "pat", "len", "lou", "system"])
def test_only_young_advisors_choose(scene, by):
    details = {"report_id": TINY, "what": SpaceChoice.COLOUR, "version": version_of(), "codes": ["sea"]}
    with pytest.raises(NotAllowed):
        scene.act(service.choose, scene.people[by], **details)


def test_what_stands_says_neither_who_nor_how_many(scene):
    for by in ("yas", "yui"):
        choose(scene, by)
    assert not any(word in str(space(scene)) for word in ("yas", "Yas", "2)", "=2"))
    assert not [row for row in scene.trail() if "sea" in row.detail + row.subject]


@pytest.mark.engine
def test_nobody_is_reminded_before_they_switch_it_on(scene, clock):
    clock.advance(days=100)
    assert remind(scene) == 0
    scene.act(service.choose_reminder, scene.yas, often=Often.WEEK)
    assert remind(scene) == 0
    clock.advance(days=7)
    assert (remind(scene), remind(scene)) == (1, 0)
    assert scene.notices(scene.yas) == [NoticeKind.REMINDER]
    scene.act(service.choose_reminder, scene.yas, often=None)
    clock.advance(days=70)
    assert remind(scene) == 0


def test_a_reminder_has_no_content():
    said = f"{NoticeKind.REMINDER.label} {message('http://here', '/home')}"
    assert not any(word in said.lower() for word in ("comment", "reply", "safeguard", "worry", "young"))


def test_a_reminder_after_a_long_pause_comes_once(scene, clock):
    scene.act(service.choose_reminder, scene.lou, often=Often.MONTH)
    clock.advance(days=200)
    assert (remind(scene), remind(scene)) == (1, 0)


@pytest.mark.engine
def test_both_are_ones_own_data(scene):
    choose(scene, "yas")
    scene.act(service.choose_reminder, scene.yas, often=Often.WEEK)
    held = json.loads(scene.ask(own.as_json, scene.yas))
    assert held["what you chose for a term"][0]["chosen"] == "Sea"
    assert held["how often you are reminded"] == "Once a week"
    said = scene.ask(readable.as_text, scene.yas).decode()
    assert "Colour: Sea." in said
    assert "You are reminded: once a week." in said
    assert "Your reminder." in scene.ask(own.preview_withdrawal, scene.yas).vanishes
    scene.act(own.withdraw_all, scene.yas)
    assert scene.every(TermChoice) == scene.every(OwnReminder) == []
