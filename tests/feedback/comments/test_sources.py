"""What can be commented on, and in which words a writer sees it."""

from dataclasses import replace

import pytest

from cscp_core.errors import NotAllowed, NotFound
from cscp_core.people.permissions import VOICES, Actor, Role
from cscp_core.scrutiny.challenges import service as challenges
from feedback.comments import service, sources
from feedback.comments.sources import KINDS
from tests.feedback.scene import BOARD, CLAIM, COUNCIL, FIGURE, THEME, TINY, make_content

IDS = {
    "claim": CLAIM,
    "figure": FIGURE,
    "recommendation": "recommendation-1",
    "recorded_challenge": "challenge-1",
    "theme": "neglect",
}


def look(scene, kind, source_id, actor=None, report_id=TINY):
    return scene.ask(sources.finding_for, actor or scene.yas, report_id=report_id, kind=kind, source_id=str(source_id))


def opened(scene, **details):
    """A challenge that the scrutineer opened to young people, by its number."""
    number = scene.raise_challenge(**details)
    open_to_voices(scene, number, True)
    return number


def open_to_voices(scene, number, opened):
    details = {"challenge_id": number, "version": scene.version(number), "opened": opened}
    scene.act(challenges.open_to_voices, scene.dee, **details)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_finding_can_be_commented_on(scene, kind):
    source_id = IDS[kind] if kind in IDS else opened(scene)
    found = look(scene, kind, source_id)
    assert (found.kind, found.source_id, found.report_id) == (kind, str(source_id), TINY)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("claim", "Fewer children were neglected."),
        ("recommendation", "Ask us."),
        ("recorded_challenge", "How do they know?"),
        ("theme", "Not being looked after"),
        ("figure", "How many, Camden, 2020-21: 19"),
    ],
)
def test_a_young_advisor_sees_the_plain_words(scene, kind, words):
    assert look(scene, kind, IDS[kind]).words == words


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("claim", "Section 1.1 reports that neglect fell."),
        ("recommendation", "Section 1.1 records a recommendation: Ask children."),
        ("recorded_challenge", "Section 1.1 records a challenge: How is neglect measured?"),
        ("theme", "Neglect"),
        ("figure", "Section 1.1 prints “19” (Rate of neglect, Camden, 2020-21)."),
    ],
)
def test_a_lay_member_sees_what_the_report_reports(scene, kind, words):
    assert look(scene, kind, IDS[kind], scene.lou).words == words


def test_a_challenge_that_the_scrutineer_opened_shows_its_question(scene):
    found = look(scene, "challenge", opened(scene, agency_id="board", question="Who looks again?"))
    assert (found.words, found.agency_id) == ("Who looks again?", "board")


def test_a_challenge_that_was_not_opened_is_nobodys_to_comment_on(scene):
    number = scene.raise_challenge()
    with pytest.raises(NotFound):
        look(scene, "challenge", number)


def test_a_challenge_that_was_closed_to_young_people_again_cannot_be_commented_on(scene):
    number = opened(scene)
    open_to_voices(scene, number, False)
    with pytest.raises(NotFound):
        look(scene, "challenge", number)


@pytest.mark.parametrize("source_id", ["9", "one", "-1", "²", "1.0", " "])
def test_a_challenge_is_found_by_its_number_alone(scene, source_id):
    opened(scene)
    with pytest.raises(NotFound):
        look(scene, "challenge", source_id)


def test_what_was_said_of_a_challenge_stands_after_it_was_closed_to_young_people(scene):
    number = opened(scene)
    comment_id = scene.published(about=(TINY, "challenge", str(number)))
    open_to_voices(scene, number, False)
    assert scene.receipt(comment_id).seen == "What changed for children?"


@pytest.mark.parametrize(
    ("kind", "source_id"),
    [
        ("claim", "claim-9"),
        ("claim", ""),
        ("figure", "figure-9"),
        ("recommendation", "recommendation-9"),
        ("recorded_challenge", "challenge-9"),
        ("theme", "nothing"),
        ("theme", ""),
        ("account", "1"),
        ("", CLAIM),
        ("theme", CLAIM),
    ],
)
def test_what_is_not_there_cannot_be_commented_on(scene, kind, source_id):
    with pytest.raises(NotFound):
        look(scene, kind, source_id)


def test_a_report_that_is_not_there_has_no_findings(scene):
    with pytest.raises(NotFound):
        look(scene, "claim", CLAIM, report_id="another")


@pytest.mark.parametrize("role", sorted(Role))
def test_only_young_advisors_and_lay_members_open_the_form(scene, role):
    actor = replace(scene.yas, role=role)
    if role in VOICES:
        assert look(scene, "claim", CLAIM, actor).source_id == CLAIM
    else:
        with pytest.raises(NotAllowed):
            look(scene, "claim", CLAIM, actor)


def test_a_comment_keeps_the_words_and_the_load_that_its_writer_saw(scene):
    row = scene.row(scene.send())
    assert (row.seen, row.data_version) == ("Fewer children were neglected.", 1)


@pytest.mark.parametrize(("about", "agency_id"), [(COUNCIL, "council"), (BOARD, "board"), (THEME, "all")])
def test_a_comment_goes_to_the_agency_of_its_finding_or_to_the_partnership(scene, about, agency_id):
    assert scene.row(scene.send(about=about)).agency_id == agency_id


def test_a_comment_on_nothing_is_not_kept(scene):
    with pytest.raises(NotFound):
        scene.act(service.save, scene.yas, about=("", "", ""), content=make_content())
    assert scene.own() == []


def test_somebody_who_does_not_speak_here_cannot_say_anything(scene):
    with pytest.raises(NotAllowed):
        scene.send(Actor(account_id=1, username="kim", name="Kim", role=Role.PARTNER))
