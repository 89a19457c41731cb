"""The Word files: opened again, they hold what the screens say, and nothing that is private."""

import io

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from sqlmodel import select

from cscp_core.errors import NotAllowed, NotFound
from cscp_core.exports import files, service
from cscp_core.people.permissions import SYSTEM, Actor, Role
from cscp_core.people.tables import Account
from cscp_core.scrutiny.challenges import answering
from cscp_core.scrutiny.challenges.rules import Boxes
from cscp_core.scrutiny.meetings import notes, reads
from cscp_core.scrutiny.meetings import service as meetings
from cscp_core.scrutiny.meetings.rules import MeetingKind, NoteKind
from cscp_core.scrutiny.meetings.service import Pick
from cscp_core.scrutiny.notebook import service as notebook
from cscp_core.scrutiny.year.rules import year_of
from cscp_core.storage.session import today, wall_clock
from tests.conftest import REPORT

MARKER = "Zanzibar"


@pytest.fixture
def store(place, rehearsed):
    """The rehearsal with its meeting open, of this test's own."""
    return place("own", rehearsed, wall_clock)


def actor(store, username):
    with store.reading() as session:
        one = session.exec(select(Account).where(Account.username == username)).one()
        return Actor(
            account_id=one.account_id,
            username=username,
            name=one.name,
            role=Role(one.role),
            agency_id=one.agency_id,
            session_id=None,
            answers=one.answers,
        )


def pack(store, by="scrutineer", meeting_id=1, **how):
    with store.reading() as session:
        return Document(io.BytesIO(service.meeting_pack(session, actor(store, by), meeting_id=meeting_id, **how)))


def record(store, by="scrutineer"):
    with store.reading() as session:
        return Document(io.BytesIO(service.meeting_record(session, actor(store, by), meeting_id=1)))


def year(store, by="scrutineer"):
    with store.reading() as session:
        chosen = year_of(today(session), "04-01")
        made = service.year_word(session, actor(store, by), report_id=REPORT.name, year=chosen)
    return Document(io.BytesIO(made))


def words(document):
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([one.text for one in document.paragraphs] + cells)


def headings(document, level):
    return [one.text for one in document.paragraphs if one.style.name == f"Heading {level}"]


@pytest.fixture
def charted(store):
    """A second meeting, about a figure that a chart of its theme draws."""
    with store.writing() as session:
        return meetings.plan_meeting(
            session, actor(store, "scrutineer"), title="About a figure", kind=MeetingKind.SCRUTINY,
            held_on=today(session), attendees="Council", report_id=REPORT.name,
            picks=[
                Pick(
                    source_kind="figure", source_id="figure-5.7-01", report_id=REPORT.name, title="LADO",
                    question="How many?", would_answer="A count", missing="", agency_id="camden-lado", because="",
                )
            ],
        )  # fmt: skip


@pytest.mark.parametrize("read", [pack, record, year])
def test_a_file_has_one_title_real_headings_and_british_english(store, read):
    document = read(store)
    assert len(headings(document, 1)) == 1
    assert headings(document, 2)
    assert {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    assert document.core_properties.title == headings(document, 1)[0]


@pytest.mark.parametrize("read", [pack, year])
def test_the_first_row_of_every_table_is_a_header_that_repeats(store, read):
    for table in read(store).tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


@pytest.mark.engine
def test_the_pack_has_the_agenda_and_then_every_item(store):
    document = pack(store)
    assert len(headings(document, 2)) == 1 + 6
    assert len(document.tables[0].rows) == 1 + 6


def test_the_pack_says_what_is_missing_the_last_answer_and_what_would_answer(store):
    said = words(pack(store))
    for part in ("What is missing:", "The last answer", "In nine of the twelve", "What would answer this:"):
        assert part in said


def test_large_print_is_in_sixteen_points(store):
    assert pack(store, large_print=True).styles["Normal"].font.size == Pt(16)
    assert pack(store).styles["Normal"].font.size == Pt(11)


def test_every_picture_has_a_sentence_for_anyone_who_cannot_see_it(store, charted):
    document = pack(store, meeting_id=charted)
    told = [one.get("descr") for one in document.element.body.iter(qn("wp:docPr"))]
    assert len(told) == 1
    assert told[0].startswith("Line chart. Referrals to the Local Authority Designated Officer")


def test_the_record_holds_decisions_challenges_owners_dates_and_what_was_not_reached(store):
    dee = actor(store, "scrutineer")
    with store.reading() as session:
        item_id = reads.find_meeting(session, dee, meeting_id=1).items[0].item_id
    about = {"meeting_id": 1, "item_id": item_id}
    asked = {"words": "What did it find?", "would_answer": "Numbers.", "agency_ids": ["met-police"]}
    for details in (
        {"kind": NoteKind.DECISION, "words": "A second audit.", "owner": "Head of service"},
        {"kind": NoteKind.CHALLENGE, **asked},
        {"kind": NoteKind.SPOKEN, "words": "It comes by Friday."},
    ):
        with store.writing() as session:
            notes.capture_note(session, dee, **about, **details)
    said = words(record(store))
    for part in ("RESOLVED: A second audit.", "Head of service", "What did it find?", "It comes by Friday."):
        assert part in said
    assert len([one for one in record(store).paragraphs if one.style.name == "List Bullet"]) == 5


def test_what_is_private_unsent_or_only_noted_stands_in_no_file_of_a_partner(store):
    dee, manager, council = (actor(store, name) for name in ("scrutineer", "business.manager", "council.partner"))
    with store.writing() as session:
        notebook.write_note(session, dee, words=MARKER, about_kind="challenge", about_id="1")
    with store.writing() as session:
        answering.save_answer(session, council, challenge_id=1, seen_version=0, boxes=Boxes(did=MARKER))
    with store.writing() as session:
        notes.capture_note(session, manager, meeting_id=1, item_id=None, kind=NoteKind.DECISION, words=MARKER)
    for by in ("council.partner", "lay.member"):
        assert MARKER not in words(pack(store, by))
        assert MARKER not in words(record(store, by))
    assert MARKER not in words(year(store, "lay.member"))
    assert words(record(store)).count(MARKER) == 1  # for the scrutineer: noted, to be confirmed


@pytest.mark.parametrize("by", ["young.advisor", "safeguarding.lead"])
def test_anyone_who_reads_no_meetings_gets_no_pack(store, by):
    with pytest.raises(NotAllowed):
        pack(store, by)


def test_a_meeting_that_is_not_there_has_no_pack(store):
    with pytest.raises(NotFound):
        pack(store, meeting_id=99)


@pytest.mark.parametrize("name", ["../pack.docx", "pack", "", "secrets.txt"])
def test_there_is_no_other_file(store, name):
    with store.reading() as session, pytest.raises(NotFound):
        files.make_file(session, SYSTEM, name, {}, "04-01")


@pytest.mark.parametrize(
    ("name", "asked"),
    [("pack.docx", {}), ("pack.docx", {"meeting": "one"}), ("record.docx", {"meeting": "1;2"}), ("year.docx", {})],
)
def test_an_address_without_a_number_or_a_date_is_refused(store, name, asked):
    with store.reading() as session, pytest.raises(ValueError, match=r"(?i)invalid"):
        files.make_file(session, actor(store, "scrutineer"), name, asked, "04-01")
