"""The weekly e-mail: only for who asked, only numbers, dates and links, and nothing lost when it cannot be sent."""

import pytest

from cscp_core.exports import digest
from cscp_core.notices import service
from cscp_core.people import directory
from cscp_core.people.permissions import MAY, Permission, Role
from cscp_core.people.tables import Account
from cscp_core.scrutiny.challenges import service as challenges
from feedback.comments.rules import Readers
from tests.feedback.scene import WORDS, Scene
from tests.inbox import PUBLIC, Inbox, free_port, listening, settings_for
from tests.scenes import people_of

QUESTION = "What changed for children?"


@pytest.fixture
def inbox():
    return Inbox()


@pytest.fixture
def settings(inbox):
    with listening(inbox) as server:
        yield settings_for(server.port)


@pytest.fixture
def scene(place, voices_file, clock):
    store = place("voices", voices_file)
    made = Scene(store, clock, people_of(store))
    with store.writing() as session:
        for username in ("dee", "sam", "pat", "ida", "hal"):
            row = session.get(Account, made.people[username].account_id)
            row.email = f"{username}@example.org"
            session.add(row)
        session.commit()
    return made


def wants(scene, *usernames):
    for one in usernames:
        scene.act(service.choose_digest, scene.people[one], wanted=True)


def text_for(scene, username):
    with scene.store.reading() as session:
        actor = directory.actor_of(session.get(Account, scene.people[username].account_id))
        return digest.compose_digest(session, actor, after=0, public=PUBLIC)


def test_nobody_gets_one_who_did_not_ask(scene, settings, inbox):
    scene.raise_challenge()
    assert digest.send_all(scene.store, settings) == 0
    assert inbox.taken == []


def test_who_asked_is_told_what_their_agency_owes(scene, settings, inbox):
    wants(scene, "pat", "hal")
    number = scene.raise_challenge()
    assert digest.send_all(scene.store, settings) == 1
    assert inbox.went_to == [["pat@example.org"]]
    (text,) = inbox.bodies
    line = f"Challenge {number}, due 4 December 2026: {PUBLIC}/challenge?id={number}"
    assert f"Your agency owes an answer:\n- {line}" in text


def test_a_question_that_is_overdue_is_said_to_be(scene, clock):
    scene.raise_challenge()
    clock.advance(days=30)
    assert ", overdue since 4 December 2026: " in text_for(scene, "pat")


def test_who_drafts_may_have_one_too(scene):
    scene.raise_challenge()
    assert "Your agency owes an answer" in text_for(scene, "ida")


def test_the_scrutineer_is_told_what_waits_and_what_was_answered(scene, settings, inbox, clock):
    wants(scene, "dee")
    number = scene.raise_challenge()
    scene.answer(number)
    digest.send_all(scene.store, settings)
    (text,) = inbox.bodies
    assert f"Answers to judge:\n- Challenge {number}" in text
    assert f"- 20 November 2026. An agency answered a challenge. {PUBLIC}/challenge?id={number}" in text


def test_what_was_told_is_not_told_again(scene, settings, inbox, clock):
    wants(scene, "pat")
    number = scene.raise_challenge()
    details = {"version": scene.version(number), "reason": "It was answered elsewhere."}
    scene.act(challenges.withdraw, scene.dee, challenge_id=number, **details)
    assert digest.send_all(scene.store, settings) == 1
    clock.advance(days=7)
    assert digest.send_all(scene.store, settings) == 0


def test_the_business_manager_is_told_that_comments_wait(scene, settings, inbox):
    wants(scene, "sam")
    scene.send()
    digest.send_all(scene.store, settings)
    assert f"Comments are waiting to be checked:\n- the first by 25 November 2026: {PUBLIC}/to_check" in inbox.bodies[0]


def test_an_agency_is_told_that_somebody_waits_for_its_reply(scene, settings, inbox):
    wants(scene, "pat")
    scene.published(readers=Readers.PARTNERS)
    digest.send_all(scene.store, settings)
    assert f"{PUBLIC}/young_people_asked" in inbox.bodies[0]


def test_no_word_of_a_comment_or_question_is_in_one(scene, settings, inbox):
    wants(scene, "dee", "sam", "pat", "hal")
    scene.send()
    for readers in Readers:
        scene.published(readers=readers)
    scene.held()
    scene.answer(scene.raise_challenge())
    scene.raise_challenge()
    digest.send_all(scene.store, settings)
    assert len(inbox.bodies) == 3
    for text in inbox.bodies:
        for said in (WORDS, QUESTION, "Young Advisor", "welfare", "Surname"):
            assert said not in text


@pytest.mark.parametrize("role", list(Role))
def test_only_those_who_work_on_challenges_may_have_one(role):
    working = role in (Role.SCRUTINEER, Role.BUSINESS_MANAGER, Role.PARTNER)
    assert (role in MAY[Permission.TAKE_DIGEST]) is working


def test_turned_off_it_comes_no_more(scene, settings, inbox):
    wants(scene, "pat")
    scene.act(service.choose_digest, scene.pat, wanted=False)
    scene.raise_challenge()
    assert digest.send_all(scene.store, settings) == 0
    assert scene.ask(service.takes_digest, scene.pat) is False


def test_without_an_address_or_an_account_there_is_none(scene, settings, inbox):
    wants(scene, "pat", "ida")
    scene.raise_challenge()
    with scene.store.writing() as session:
        session.get(Account, scene.pat.account_id).email = ""
        session.get(Account, scene.ida.account_id).disabled_at = scene.clock.moment
        session.commit()
    assert digest.send_all(scene.store, settings) == 0


def test_a_demonstration_sends_none(scene, settings, inbox):
    wants(scene, "pat")
    scene.raise_challenge()
    assert digest.send_all(scene.store, settings.model_copy(update={"database_url": None})) == 0
    assert inbox.taken == []


def test_where_nothing_waits_and_nothing_was_answered_none_is_sent(scene, settings, inbox):
    wants(scene, "pat", "dee", "sam")
    assert digest.send_all(scene.store, settings) == 0


def test_what_could_not_be_sent_is_told_in_the_next_one(scene, settings, inbox, clock):
    wants(scene, "dee")
    scene.answer(scene.raise_challenge())
    assert digest.send_all(scene.store, settings_for(free_port())) == 0
    clock.advance(days=7)
    assert digest.send_all(scene.store, settings) == 1
    assert "An agency answered a challenge." in inbox.bodies[0]


def test_one_that_is_refused_keeps_nobody_else_from_theirs(scene, settings, inbox):
    wants(scene, "pat", "dee")
    scene.answer(scene.raise_challenge())
    scene.raise_challenge()
    inbox.refused["pat@example.org"] = "550 no such user"
    assert digest.send_all(scene.store, settings) == 1
    assert inbox.went_to == [["dee@example.org"]]


def test_an_address_that_is_none_keeps_nobody_else_from_their_week(scene, settings, inbox):
    scene.raise_challenge()
    wants(scene, "pat", "dee")
    with scene.store.writing() as session:
        row = session.get(Account, scene.people["dee"].account_id)
        row.email = "dee@example.org\r\nBcc: all@evil.example"
        session.add(row)
        session.commit()
    digest.send_all(scene.store, settings)
    assert inbox.went_to == [["pat@example.org"]]
