"""Welfare first, after a worry has come: whether its writer may be contacted, which words were noticed, contacts, a day
to look again, and one record as values for a file."""

from dataclasses import asdict
from datetime import timedelta

import pytest
from sqlmodel import select

from cscp_core import start
from cscp_core.errors import ChangedMeanwhile, NotAllowed, NotFound, TextRefused, WelfareRefused
from cscp_core.notices.rules import NoticeKind
from cscp_core.people import acts
from cscp_core.people.permissions import MAY, SYSTEM, Permission, Role
from cscp_core.storage.trail_actions import WelfareAction
from feedback.own import readable, retention
from feedback.own import service as own
from feedback.welfare import following_up, rules, service
from feedback.welfare.following_up import in_order
from feedback.welfare.rules import About, How, Order, SafeContact
from feedback.welfare.service import ContactAnswer
from feedback.welfare.tables import Concern, ContactAttempt
from tests.feedback.scene import EVERYBODY, TODAY
from tests.feedback.test_rule_3_welfare_first import WORRY, act, only, worries

AT_SCHOOL = "At school, before nine. Not at home."
SPOKE = {"how": How.TELEPHONE, "reached": True, "note": "Agreed to meet."}


def send(scene, actor=None, about=About.SOMEBODY, **details):
    """A worry whose writer says how to reach them."""
    answer = details.pop("contact", ContactAnswer(safe=SafeContact.AS_SAID, how=AT_SCHOOL))
    return scene.send(actor, words=details.pop("words", WORRY), worry=about, contact=answer, **details)


def told_to(scene, actor):
    """Everything that an author's own download holds, in both forms."""
    return scene.ask(own.as_json, actor).decode() + scene.ask(readable.as_text, actor).decode("utf-8-sig")


# Is it safe to contact you, how and when?


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (ContactAnswer(safe=SafeContact.YES), "They say that it is safe to contact them."),
        (ContactAnswer(safe=SafeContact.NO), SafeContact.NO.for_the_lead),
        (ContactAnswer(safe=SafeContact.AS_SAID, how=AT_SCHOOL), SafeContact.AS_SAID.for_the_lead),
        (ContactAnswer(), rules.UNANSWERED),
    ],
)
def test_lead_and_deputy_read_whether_it_is_safe_to_contact_the_writer(scene, answer, sentence):
    send(scene, contact=answer)
    for by in ("len", "lia"):
        found = only(scene, by)
        assert (found.safe_contact, found.contact_how) == (sentence, answer.how)


def test_of_what_a_checker_held_the_record_says_that_nobody_asked(scene):
    scene.held(words=WORRY)
    assert only(scene).safe_contact == rules.NOT_ASKED


def test_an_answer_that_nobody_knows_counts_as_none():
    assert rules.safe_contact("perhaps", "writer") == rules.UNANSWERED


def test_a_writer_who_may_be_contacted_in_one_way_only_says_in_which(scene):
    with pytest.raises(
        WelfareRefused, match=r"^Say how and when it is safe to contact you, or choose another answer\.$"
    ):
        send(scene, contact=ContactAnswer(safe=SafeContact.AS_SAID, how=" \u200b"))
    assert worries(scene) == []


def test_how_and_when_is_kept_tidy_and_short(scene):
    send(scene, contact=ContactAnswer(safe=SafeContact.YES, how=" Text\u202e me \x00"))
    assert only(scene).contact_how == "Text me"
    with pytest.raises(TextRefused):
        send(scene, contact=ContactAnswer(safe=SafeContact.YES, how="x" * (rules.LONGEST_HOW + 1)))


def test_the_authors_own_download_holds_what_they_said_about_contact(scene):
    send(scene)
    assert AT_SCHOOL in scene.ask(own.as_json, scene.yas).decode()
    assert AT_SCHOOL in scene.ask(readable.as_text, scene.yas).decode("utf-8-sig")


def test_nobody_but_its_writer_lead_and_deputy_reads_what_was_said_about_contact(scene):
    send(scene)
    assert AT_SCHOOL not in told_to(scene, scene.yui)
    for by in EVERYBODY:
        if by not in ("len", "lia"):
            with pytest.raises(NotAllowed):
                worries(scene, by)


def test_what_was_said_about_contact_goes_with_the_record(scene, clock):
    send(scene)
    act(scene, service.acknowledge)
    act(scene, following_up.record_contact, at=clock(), **SPOKE)
    act(scene, service.close, outcome="Assessed")
    clock.advance(days=rules.KEPT_FOR.days + 1)
    scene.act(retention.apply, SYSTEM)
    assert scene.every(Concern) == scene.every(ContactAttempt) == []


def test_who_takes_a_worry_back_takes_its_answer_out_of_their_own_data_and_leaves_the_record(scene):
    held = send(scene)
    scene.withdraw(held)
    assert AT_SCHOOL not in told_to(scene, scene.yas)
    assert only(scene).contact_how == AT_SCHOOL


# The lead sees which words were noticed


def test_the_record_says_where_in_the_words_something_was_noticed_and_of_what_kind(scene):
    send(scene, words="Help. I want to die now.")
    found = only(scene)
    (mark,) = found.noticed
    assert "want to die" in found.words[mark.start : mark.end]
    assert "Help" not in found.words[mark.start : mark.end]
    assert mark.kind == "suicide and self-harm"
    assert found.kinds == ("suicide and self-harm",)


def test_where_nothing_was_noticed_the_record_has_no_kind(scene):
    send(scene, words="Please look at this.")
    assert (only(scene).noticed, only(scene).kinds) == ((), ())


# I spoke to them


def test_each_contact_is_added_and_none_is_changed(scene, clock):
    send(scene)
    at = clock()
    act(scene, following_up.record_contact, at=at, how=How.TELEPHONE, reached=False)
    clock.advance(hours=1)
    act(scene, following_up.record_contact, "lia", at=clock(), **SPOKE)
    assert [asdict(one) for one in only(scene).attempts] == [
        {"at": at, "how": How.TELEPHONE, "reached": False, "note": "", "by": "Len Surname"},
        {"at": clock(), "how": How.TELEPHONE, "reached": True, "note": "Agreed to meet.", "by": "Lia Surname"},
    ]


def test_who_spoke_to_somebody_has_read_it_and_the_clock_stops(scene, clock):
    send(scene)
    clock.advance(minutes=5)
    act(scene, following_up.record_contact, "lia", at=clock(), **SPOKE)
    assert (only(scene).acknowledged_at, only(scene).acknowledged_by) == (clock(), "Lia Surname")


@pytest.mark.parametrize(
    ("by", "says"),
    [
        ({"seconds": 1}, r"^Choose a time that is not in the future\.$"),
        ({"days": -2}, r"^Choose a time after this came\.$"),
    ],
)
def test_a_contact_is_neither_ahead_nor_long_before_the_worry_came(scene, clock, by, says):
    send(scene)
    with pytest.raises(WelfareRefused, match=says):
        act(scene, following_up.record_contact, at=clock() + timedelta(**by), **SPOKE)
    assert only(scene).attempts == ()


def test_a_note_of_a_contact_is_short(scene, clock):
    send(scene)
    with pytest.raises(TextRefused):
        act(scene, following_up.record_contact, at=clock(), how=How.MESSAGE, reached=True, note="x" * 201)


# A day to look again


def test_a_day_to_look_again_is_set_changed_and_taken_off(scene):
    send(scene)
    for day in (TODAY + timedelta(days=3), TODAY + timedelta(days=1), None):
        act(scene, following_up.set_look_again, day=day)
        assert only(scene).look_again_on == day


@pytest.mark.parametrize("days", [-1, 0, 367])
def test_a_day_to_look_again_is_ahead_and_within_a_year(scene, days):
    send(scene)
    with pytest.raises(WelfareRefused, match=r"^Choose a day after today, and within a year\.$"):
        act(scene, following_up.set_look_again, day=TODAY + timedelta(days=days))


def test_when_the_day_has_come_lead_and_deputy_are_told_once_and_the_record_is_due(scene, clock):
    send(scene)
    act(scene, service.acknowledge)
    act(scene, following_up.set_look_again, day=TODAY + timedelta(days=1))
    start.look_after(scene.store)
    assert NoticeKind.WELFARE_LOOK_AGAIN not in scene.notices(scene.len)
    assert not only(scene).look_again_is_due
    clock.advance(days=1)
    for _ in range(2):
        start.look_after(scene.store)
    for by in ("len", "lia"):
        assert scene.notices(scene.people[by]).count(NoticeKind.WELFARE_LOOK_AGAIN) == 1
    assert only(scene).look_again_is_due
    assert NoticeKind.WELFARE_LOOK_AGAIN.link(service.ADDRESS) == "/"


def test_a_day_that_is_set_anew_is_told_anew(scene, clock):
    send(scene)
    for _ in range(2):
        act(scene, following_up.set_look_again, day=scene.clock().date() + timedelta(days=1))
        clock.advance(days=1)
        scene.act(following_up.notify_of_days, SYSTEM)
    assert scene.notices(scene.len).count(NoticeKind.WELFARE_LOOK_AGAIN) == 2


def test_of_a_closed_record_no_day_is_due(scene, clock):
    send(scene)
    act(scene, service.acknowledge)
    act(scene, following_up.set_look_again, day=TODAY + timedelta(days=1))
    act(scene, service.close, outcome="Assessed")
    clock.advance(days=2)
    assert scene.act(following_up.notify_of_days, SYSTEM) == 0
    assert not only(scene, closed=True).look_again_is_due


# Sorted by kind and age, what is late first


def ordered(scene, order):
    return [one.words for one in in_order(worries(scene), order)]


def test_records_are_sorted_by_age_and_by_kind(scene, clock):
    for words in ("Look please.", "I want to die.", "He hits me."):
        send(scene, words=words)
        clock.advance(minutes=1)
    assert ordered(scene, Order.OLDEST) == ["Look please.", "I want to die.", "He hits me."]
    assert ordered(scene, Order.NEWEST) == ["He hits me.", "I want to die.", "Look please."]
    assert ordered(scene, Order.KIND) == ["He hits me.", "I want to die.", "Look please."]


@pytest.mark.parametrize("order", list(Order))
def test_what_is_late_comes_first_then_what_nobody_acknowledged_then_what_is_due_to_be_looked_at(scene, clock, order):
    send(scene, words="Due.")
    act(scene, service.acknowledge)
    act(scene, following_up.set_look_again, day=TODAY + timedelta(days=1))
    send(scene, words="Late.")
    clock.advance(days=1)
    send(scene, words="I want to die.")
    assert ordered(scene, order) == ["Late.", "I want to die.", "Due."]


# One record as a file


def test_who_takes_a_record_out_gets_that_record_alone_and_leaves_a_row_of_the_trail(scene):
    send(scene)
    send(scene, words="Another one.")
    first = worries(scene)[0]
    assert scene.act(following_up.take_out, scene.len, number=first.number) == first
    row = scene.trail()[-1]
    assert (row.action, row.subject, row.detail) == (
        WelfareAction.DOWNLOADED, f"concern {first.concern_id}", "{}",
    )  # fmt: skip


def test_the_number_of_a_record_is_random(scene):
    send(scene)
    send(scene)
    numbers = {one.number for one in worries(scene)}
    assert len(numbers) == 2
    assert {len(one) for one in numbers} == {16}


@pytest.mark.parametrize("number", ["", "1", "0" * 16])
def test_a_number_of_no_record_opens_none(scene, number):
    send(scene)
    with pytest.raises(NotFound):
        scene.act(following_up.take_out, scene.len, number=number)


# For every act: who may, whom it is hidden from, and by which version

ACTS = [
    (following_up.record_contact, lambda scene: {"at": scene.clock(), **SPOKE}),
    (following_up.set_look_again, lambda scene: {"day": scene.clock().date() + timedelta(days=1)}),
]


@pytest.mark.parametrize(("does", "details"), ACTS)
def test_two_people_who_follow_up_one_record_do_not_write_over_each_other(scene, does, details):
    send(scene)
    act(scene, does, **details(scene))
    with pytest.raises(ChangedMeanwhile):
        scene.act(does, scene.lia, concern_id=1, version=1, **details(scene))


@pytest.mark.parametrize(("does", "details"), ACTS)
def test_a_closed_record_is_not_followed_up(scene, does, details):
    send(scene)
    act(scene, service.acknowledge)
    act(scene, service.close, outcome="Assessed")
    version = only(scene, closed=True).version
    with pytest.raises(WelfareRefused, match="closed"):
        scene.act(does, scene.len, concern_id=1, version=version, **details(scene))


@pytest.mark.parametrize(("about", "sees", "does_not"), [(About.LEAD, "lia", "len"), (About.DEPUTY, "len", "lia")])
def test_the_person_a_worry_is_about_can_neither_follow_it_up_nor_take_it_out(scene, clock, about, sees, does_not):
    send(scene, about=about)
    found, other = only(scene, sees), scene.people[does_not]
    for does, details in ACTS:
        with pytest.raises(NotFound):
            scene.act(does, other, concern_id=found.concern_id, version=found.version, **details(scene))
    with pytest.raises(NotFound):
        scene.act(following_up.take_out, other, number=found.number)
    act(scene, following_up.set_look_again, sees, day=TODAY + timedelta(days=1))
    clock.advance(days=1)
    scene.act(following_up.notify_of_days, SYSTEM)
    assert scene.notices(other) == []
    assert NoticeKind.WELFARE_LOOK_AGAIN in scene.notices(scene.people[sees])
    assert scene.act(following_up.take_out, scene.people[sees], number=found.number).words == WORRY


@pytest.mark.parametrize("by", [one for one in EVERYBODY if one not in ("len", "lia")])
def test_nobody_else_follows_a_worry_up_or_takes_it_out(scene, by):
    send(scene)
    found = only(scene)
    for does, details in ACTS:
        with pytest.raises(NotAllowed):
            scene.act(does, scene.people[by], concern_id=found.concern_id, version=1, **details(scene))
    with pytest.raises(NotAllowed):
        scene.act(following_up.take_out, scene.people[by], number=found.number)


def test_only_the_system_tells_of_days():
    assert MAY[Permission.WATCH_WELFARE] == {Role.SYSTEM}
    assert following_up.notify_of_days.permission is Permission.WATCH_WELFARE


def test_the_trail_that_others_read_says_nothing_of_following_up(scene, clock):
    send(scene)
    act(scene, following_up.record_contact, at=clock(), **SPOKE)
    act(scene, following_up.set_look_again, day=TODAY + timedelta(days=1))
    scene.act(following_up.take_out, scene.len, number=only(scene).number)
    shown = scene.ask(acts.list_acts, scene.dee, page=None).items
    assert [one for one in shown if "worr" in one.action or "concern" in one.subject] == []
    said = "\n".join(f"{row.who} {row.action} {row.subject} {row.detail}" for row in scene.trail())
    assert [one for one in (WORRY, AT_SCHOOL, SPOKE["note"], "Yas") if one in said] == []


def test_no_row_of_an_author_leads_from_their_download_to_the_record(scene, clock):
    send(scene)
    act(scene, following_up.record_contact, at=clock(), **SPOKE)
    act(scene, service.hand_over, to="Front door team", reference="Z-4711")
    with scene.store.reading() as session:
        number = session.exec(select(Concern.number)).one()
    told = told_to(scene, scene.yas)
    assert [one for one in ("Agreed to meet", "Front door", "Z-4711", "Len Surname", number) if one in told] == []
