"""Welfare first: one record as a Word file for the council's system. It holds that record and no other, asks again who
may, and is on the trail before it is given."""

import io

import pytest
from docx import Document

from cscp_core.errors import NotAllowed, NotFound, StorageUnavailable
from cscp_core.exports import files
from cscp_core.storage.trail_actions import WelfareAction
from feedback.welfare import following_up, service
from feedback.welfare.rules import About, How, SafeContact
from feedback.welfare.service import ContactAnswer
from tests.feedback.scene import EVERYBODY, TODAY
from tests.feedback.test_rule_3_welfare_first import WORRY, act, only, worries

NAME = "welfare-record.docx"
OTHERS = [one for one in EVERYBODY if one not in ("len", "lia")]


def taken(scene, by, number):
    """The file's name and its words, as the route of the app makes it."""
    with scene.store.writing() as session:
        _, content, as_name = files.make_file(session, scene.people[by], NAME, {"number": number}, "04-01")
    document = Document(io.BytesIO(content))
    return as_name, "\n".join(one.text for one in document.paragraphs), document


@pytest.fixture
def worry(scene, clock):
    """A worry that was followed up and handed over, beside another one."""
    scene.send(words=WORRY, worry=About.SOMEBODY, contact=ContactAnswer(safe=SafeContact.AS_SAID, how="At school."))
    act(scene, following_up.record_contact, at=clock(), how=How.TELEPHONE, reached=True, note="Agreed to meet.")
    act(scene, service.hand_over, to="Front door team", reference="Z-4711")
    scene.send(scene.yui, words="Anothersword", worry=About.SOMEBODY)
    return only(scene, handed_over=True)


@pytest.mark.parametrize("by", ["len", "lia"])
def test_the_file_holds_the_record_and_nothing_of_another(scene, worry, by):
    _, said, _ = taken(scene, by, worry.number)
    for part in (
        WORRY, "The app noticed:", "(abuse at home)", "Yas Surname, Young Advisor", "yas@example.org",
        SafeContact.AS_SAID.for_the_lead, "At school.", "Len Surname spoke to them, by telephone. Agreed to meet.",
        "Handed to Front door team on 20 November 2026, reference Z-4711.",
    ):  # fmt: skip
        assert part in said
    assert [one for one in ("Anothersword", "Yui") if one in said] == []


def test_the_file_is_named_by_a_random_number_and_by_nothing_of_the_record(scene, worry):
    as_name, _, document = taken(scene, "len", worry.number)
    assert as_name == f"welfare-record-{worry.number}.docx"
    assert document.core_properties.title == f"Welfare record {worry.number}"
    assert document.core_properties.author == "Independent scrutiny"


def test_taking_the_file_is_a_row_of_the_trail_each_time(scene, worry):
    for by in ("len", "lia"):
        taken(scene, by, worry.number)
    rows = [(one.who, one.subject) for one in scene.trail() if one.action == WelfareAction.DOWNLOADED]
    subject = f"concern {worry.concern_id}"
    assert rows == [(f"account {scene.people[by].account_id}", subject) for by in ("len", "lia")]


def test_where_the_trail_cannot_be_written_there_is_no_file(scene, worry):
    with pytest.raises(StorageUnavailable), scene.store.reading() as session:
        files.make_file(session, scene.len, NAME, {"number": worry.number}, "04-01")


def test_the_file_is_made_in_a_session_that_writes():
    assert {NAME} == files.TAKEN_OUT


@pytest.mark.parametrize("by", OTHERS)
def test_nobody_else_gets_the_file(scene, worry, by):
    with pytest.raises(NotAllowed):
        taken(scene, by, worry.number)


@pytest.mark.parametrize(("about", "sees", "does_not"), [(About.LEAD, "lia", "len"), (About.DEPUTY, "len", "lia")])
def test_the_person_a_worry_is_about_does_not_get_its_file(scene, about, sees, does_not):
    scene.send(words=WORRY, worry=about)
    number = only(scene, sees).number
    with pytest.raises(NotFound):
        taken(scene, does_not, number)
    assert [one.action for one in scene.trail()].count(WelfareAction.DOWNLOADED) == 0
    assert WORRY in taken(scene, sees, number)[1]


@pytest.mark.parametrize("number", ["", "1", "x"])
def test_a_number_of_no_record_has_no_file(scene, worry, number):
    with pytest.raises(NotFound):
        taken(scene, "len", number)


def test_a_closed_record_can_still_be_taken_out(scene, worry):
    known = {"concern_id": worry.concern_id, "version": worry.version}
    scene.act(service.close, scene.len, **known, outcome="Assessment opened")
    assert f"Closed {TODAY:%-d %B %Y}: Assessment opened." in taken(scene, "len", worry.number)[1]
    assert len(worries(scene)) == 1
