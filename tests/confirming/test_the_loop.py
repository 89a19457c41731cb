"""The year that the app writes from its own record reads back through the same door, with nothing lost."""

import pytest
from sqlmodel import select

from cscp_core.confirming import deciding, holding, reads, trying
from cscp_core.evidence.stored import rows_of
from cscp_core.exports import service as exports
from cscp_core.people.permissions import Actor, Role
from cscp_core.people.tables import Account
from cscp_core.scrutiny.year import service as years
from cscp_core.scrutiny.year.rules import year_of
from cscp_core.scrutiny.year.views import Part
from cscp_core.storage.session import today
from feedback import published
from tests.conftest import REPORT


@pytest.fixture
def store(place, demonstrated):
    return place("own", demonstrated)


def actor(session, username):
    one = session.exec(select(Account).where(Account.username == username)).one()
    return Actor(account_id=one.account_id, username=username, name=one.name, role=Role(one.role))


@pytest.fixture
def written(store):
    """The year as the app tells it, and as it writes it to Word."""
    with store.reading() as session:
        dee = actor(session, "scrutineer")
        year = year_of(today(session), "04-01")
        young = published.joint_words(session, dee, report_id=REPORT.name)
        told = years.the_year(session, dee, report_id=REPORT.name, year=year, young=young)
        return told, exports.year_word(session, dee, report_id=REPORT.name, year=year)


@pytest.fixture
def read_back(store, written, tmp_path):
    """The rows of the Word file, drafted, all of them kept, and loaded."""
    with store.reading() as session:
        manager = actor(session, "business.manager")
        folder = tmp_path / "readings"
        held = holding.hold_file(session, manager, content=written[1], name="year.docx", folder=folder)
    with store.writing() as session:
        reading_id = holding.start_reading(session, manager, held=held)
    with store.reading() as session:
        rows = reads.list_rows(session, manager, reading_id=reading_id)
    for one in rows:
        with store.writing() as session:
            deciding.keep_row(session, manager, row_number=one.row_number, version=one.version)
    with store.writing() as session:
        trial = trying.try_reading(session, manager, reading_id=reading_id, version=1)
    assert trial.mend == ()
    with store.reading() as session:
        return rows_of(session, trial.outcome.report_id)


def of_section(rows, section):
    return [one["text"] for one in rows if one["section"] == section]


def test_what_the_year_says_reads_back_through_the_door_of_any_report_with_nothing_lost(written, read_back):
    told, _ = written
    assert [(one["partnership"], one["period"]) for one in read_back["report"]] == [
        ("Camden Safeguarding Children Partnership", "2026-27")
    ]
    asked = [one for one in told.of(Part.ASKED) if one.challenge]
    assert len(asked) > 5
    assert [(one["asked_of"], one["text"]) for one in read_back["challenges"]] == [
        (one.agency, one.challenge.question) for one in asked
    ]
    assert [f"{one['text']} {one['what_came']}" for one in read_back["challenges"]] == [
        one.words.removeprefix(f"{one.challenge.name}: ") for one in asked
    ]
    changed = [one.words for one in told.of(Part.CHANGED)]
    assert changed
    assert of_section(read_back["claims"], "what-changed") == changed
    for summary in (one.words for one in told.of(Part.ASKED) if not one.challenge):
        assert summary in [one["text"] for one in read_back["claims"]]
    unanswered = [f"{one.agency}: {one.words}" for one in told.of(Part.UNANSWERED)]
    assert of_section(read_back["gaps"], "what-is-still-unanswered") == unanswered
    assert of_section(read_back["gaps"], "where-there-is-little-or-no") == [
        f"{one.theme.name}: {one.why}." for one in told.little
    ]


@pytest.mark.nightly
def test_decisions_judgements_and_counts_read_back_too(written, read_back):
    told, _ = written
    decided = [(one.words, one.owner or "", f"{one.due_on:%-d %B %Y}" if one.due_on else "") for one in told.decisions]
    assert decided
    rows = [one for one in read_back["recommendations"] if one["section"] == "what-was-decided-in-meetings"]
    assert [(one["text"], one["owner"], one["due"]) for one in rows] == decided
    judged = [one for one in told.views if one.judged or one.theme.is_priority]
    assert [one["title"] for one in read_back["reviews"]] == [f"Judgement: {one.theme.name}" for one in judged]
    for row, one in zip(read_back["reviews"], judged, strict=True):
        assert str(one.assurance) in row["summary"]
        assert not one.judged or one.judged.reason in row["summary"]
    names = {one["indicator_id"]: one["name"] for one in read_back["indicators"]}
    figures = [(names[one["indicator_id"]], one["as_printed"]) for one in read_back["figures"]]
    for agency in told.agencies:
        for column, number in (("Asked", agency.number), ("Open", str(len(agency.open)))):
            assert any(name.startswith(f"{agency.agency}, {column}") and value == number for name, value in figures)
