"""What was confirmed is loaded and nothing else: for the office while it is read, for everybody when it is finished."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlmodel import select

from cscp_core.confirming import deciding, passages, reads, trying
from cscp_core.confirming.tables import DraftRow
from cscp_core.errors import ChangedMeanwhile, ConfirmingRefused, NotAllowed, NotFound
from cscp_core.evidence import service as evidence
from cscp_core.evidence.stored import rows_of
from cscp_core.exports import service as exports
from cscp_core.people.permissions import PEOPLE, Actor, Permission, Role, may
from cscp_core.reconciliation import service as reconciliation
from cscp_core.scrutiny.missing import service as missing

pytestmark = pytest.mark.engine
ID = "wexcombe-2025-26"


def keep(scene, *told):
    for words, sheet in told:
        scene.keep(scene.row(words, sheet))


def sheets(scene):
    with scene.store.reading() as session:
        return rows_of(session, ID)


def test_rows_that_are_confirmed_are_loaded_and_no_other(scene):
    keep(scene, ("440", "figures"), ("12 courses", "claims"))
    scene.act(deciding.discard_row, row_number=scene.row("390", "figures").row_number, version=1)
    trial = scene.try_it()
    assert trial.mend == ()
    rows = sheets(scene)
    assert [one["as_printed"] for one in rows["figures"]] == ["440"]
    assert [one["section"] for one in rows["claims"]] == ["2.1"]
    assert rows["recommendations"] == rows["voices"] == []
    everything = str(rows)
    assert "390" not in everything
    assert "Exploitation" not in [one["title"] for one in rows["sections"]]


def test_a_heading_that_nobody_confirmed_is_not_shown(scene):
    keep(scene, ("440", "figures"))
    scene.try_it()
    assert sheets(scene)["sections"][0]["title"] == "Section 2.1"
    keep(scene, ("Early help", "sections"))
    scene.try_it()
    assert sheets(scene)["sections"][0]["title"] == "Early help"


def test_a_report_that_is_being_read_is_for_the_office_alone(scene):
    keep(scene, ("440", "figures"))
    scene.try_it()
    for role in PEOPLE:
        who = Actor(account_id=None, username="x", name="x", role=role)
        if not may(who, Permission.READ_REPORT):
            with pytest.raises(NotAllowed):
                scene.ask(evidence.find_year, who, report_id=ID)
            continue
        seen = {one.report_id: one.being_read for one in scene.ask(evidence.years, who)}
        assert (ID in seen) is (role in (Role.SCRUTINEER, Role.BUSINESS_MANAGER))
        if ID not in seen:
            with pytest.raises(NotFound):
                scene.ask(evidence.find_year, who, report_id=ID)
    assert scene.ask(evidence.find_year, scene.dee).report_id == "wexcombe-2024-25"
    assert scene.ask(evidence.find_year, scene.dee, report_id=ID).being_read


def test_questions_reconciliation_and_measures_work_on_it(scene):
    keep(scene, ("440", "figures"), ("390", "figures"), ("12 courses", "claims"))
    scene.try_it()
    with scene.store.reading() as session:
        asked = missing.list_questions(session, scene.dee, report_id=ID)
        found = reconciliation.results(session, scene.dee, report_id=ID)
        measured = evidence.figures(session, scene.dee, report_id=ID).items
    assert asked
    assert [one.id for one in found if "wex-families" in f"{one.id} {one.refs}"]
    assert {one.indicator_id for one in measured} == {"wex-families"}


def test_last_years_measures_are_taken_up_with_their_names_and_themes(scene):
    keep(scene, ("440", "figures"))
    scene.try_it()
    rows = sheets(scene)
    assert rows["indicators"][0]["name"] == "Families helped early"
    assert {one["theme_id"]: one["name"] for one in rows["themes"]}["wex-early-help"] == "Early help"
    assert {one["agency_id"] for one in rows["agencies"]} >= {"wex-council", "wex-icb"}


def test_a_confirmed_row_with_something_wrong_is_left_out_and_told(scene):
    row = scene.row("440", "figures")
    scene.act(deciding.change_row, row_number=row.row_number, version=row.version, cells={"value": "441"})
    keep(scene, ("390", "figures"))
    trial = scene.try_it()
    assert [(one.sheet, one.row_id, one.column) for one in trial.mend] == [("figures", row.row_id, "value")]
    assert [one["as_printed"] for one in sheets(scene)["figures"]] == ["390"]
    told = scene.ask(trying.list_to_mend, reading_id=scene.reading)
    assert told[0].what == "441 is not the number in '440'."


def test_a_share_in_words_is_worth_its_per_cent(scene):
    keep(scene, ("One in four", "figures"))
    assert scene.try_it().mend == ()
    assert [(one["value"], one["unit"]) for one in sheets(scene)["figures"]] == [("25", "%")]


def test_everything_that_the_rules_draft_can_be_loaded_once_it_is_confirmed(scene):
    scene.keep_all()
    assert scene.try_it().mend == ()


def test_finishing_waits_until_every_row_is_decided_then_everybody_sees_the_report(scene):
    keep(scene, ("440", "figures"))
    scene.try_it()
    finishing = {"reading_id": scene.reading}
    with pytest.raises(ConfirmingRefused, match="still to decide"):
        scene.act(trying.finish_reading, **finishing, version=scene.rows_version())
    scene.keep_all()
    scene.act(trying.finish_reading, **finishing, version=scene.rows_version())
    assert scene.ask(evidence.find_year, scene.lay).report_id == ID
    assert scene.ask(reads.find_reading, reading_id=scene.reading).is_finished
    with pytest.raises(NotAllowed):
        scene.keep(scene.rows()[0])


ACTS = [(trying.try_reading, ()), (trying.finish_reading, ()), (trying.stop_reading, ("folder",))]


@pytest.mark.parametrize(("does", "needs"), ACTS)
def test_what_somebody_tried_meanwhile_is_left_as_it_is(scene, does, needs):
    keep(scene, ("440", "figures"))
    version = scene.version() if does is trying.try_reading else scene.rows_version()
    scene.try_it()
    with pytest.raises(ChangedMeanwhile):
        scene.act(does, reading_id=scene.reading, version=version, **dict.fromkeys(needs, scene.folder))
    assert scene.rows(numbers=[scene.row("440", "figures").row_number])


@pytest.mark.parametrize(("does", "needs"), ACTS[1:])
def test_a_reading_is_not_ended_over_what_a_colleague_decided_or_undid_meanwhile(scene, does, needs):
    scene.keep_all()
    row, details = scene.row("440", "figures"), dict.fromkeys(needs, scene.folder)
    for change in (
        lambda: scene.act(deciding.discard_row, row_number=row.row_number, version=row.version),
        lambda: scene.act(deciding.undo_act, reading_id=scene.reading, version=scene.desk().last_act),
    ):
        version = scene.rows_version()
        change()
        with pytest.raises(ChangedMeanwhile, match="Somebody changed this reading"):
            scene.act(does, reading_id=scene.reading, version=version, **details)
    assert not scene.ask(reads.find_reading, reading_id=scene.reading).is_finished


def test_a_claim_that_is_still_the_reports_own_sentence_is_named_as_work_until_it_is_reworded(scene):
    kept, reworded = scene.row("12 courses", "claims"), scene.row("Police visited", "claims")
    scene.keep(kept)
    words = {"text": "Half of all schools saw an officer."}
    scene.act(deciding.change_row, row_number=reworded.row_number, version=reworded.version, cells=words)
    scene.try_it()
    (work,) = scene.ask(reads.list_own_sentences, report_id="wexcombe-2025-26")
    assert [(one.row_id, one.about) for one in work.rows] == [(kept.row_id, kept.cells["text"])]
    assert scene.ask(reads.list_own_sentences, report_id="wexcombe-2024-25") == []


def test_nothing_confirmed_is_nothing_to_try(scene):
    with pytest.raises(ConfirmingRefused, match="Nothing is confirmed yet"):
        scene.try_it()


def test_no_file_that_leaves_holds_a_passage(scene):
    scene.keep_all()
    with scene.store.writing() as session:
        for row in session.exec(select(DraftRow)):
            row.passage = f"PASSAGE {row.passage}"
            session.add(row)
        session.commit()
    scene.try_it()
    with scene.store.reading() as session:
        asked = {"report_id": ID}
        books = [
            exports.report_workbook(session, scene.sam, **asked),
            exports.template_workbook(session, scene.sam, **asked),
        ]
        tables = exports.figures_csv(session, scene.sam, **asked) + exports.actions_csv(session, scene.sam, **asked)
    cells = [
        str(cell.value)
        for book in books
        for sheet in load_workbook(BytesIO(book))
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert any("440" in one for one in cells)
    assert not any("PASSAGE" in one for one in [*cells, tables.decode(), str(sheets(scene))])


def test_a_passage_is_shown_behind_a_confirmed_row_to_who_may_see_its_report(scene):
    keep(scene, ("440", "figures"))
    scene.try_it()
    figure_id = sheets(scene)["figures"][0]["figure_id"]
    asked = {"report_id": ID, "sheet": "figures", "row_id": figure_id}
    assert scene.ask(passages.find_passage, scene.dee, **asked).words == "We helped 440 families early."
    assert scene.ask(passages.find_passage, scene.lay, **asked) is None
    waiting = scene.row("390", "figures")
    assert scene.ask(passages.find_passage, scene.dee, **(asked | {"row_id": waiting.row_id})) is None
    scene.keep_all()
    scene.act(trying.finish_reading, reading_id=scene.reading, version=scene.rows_version())
    assert scene.ask(passages.find_passage, scene.lay, **asked).words == "We helped 440 families early."
    young = Actor(account_id=None, username="y", name="y", role=Role.YOUNG_ADVISOR)
    with pytest.raises(NotAllowed):
        scene.ask(passages.find_passage, young, **asked)


def test_a_page_is_drawn_once_for_those_who_may_see_it(empty, pdf):
    empty.begin(pdf, "wexcombe.pdf")
    asked = {"reading_id": empty.reading, "number": 2, "folder": empty.folder}
    picture = empty.ask(passages.page_picture, **asked)
    assert picture.startswith(b"\x89PNG")
    assert len(list(empty.folder.iterdir())) == 2
    assert empty.ask(passages.page_picture, **asked) == picture
    for who in (empty.dee, empty.lay):
        with pytest.raises(NotFound):
            empty.ask(passages.page_picture, who, **asked)
    with pytest.raises(NotFound):
        empty.ask(passages.page_picture, **(asked | {"number": 3}))
    empty.keep_all()
    empty.try_it()
    assert empty.ask(passages.page_picture, empty.dee, **asked) == picture
    with pytest.raises(NotFound):
        empty.ask(passages.page_picture, empty.lay, **asked)


def test_a_reading_that_is_given_up_leaves_no_file_no_row_and_no_report(empty, pdf):
    empty.begin(pdf, "wexcombe.pdf")
    empty.ask(passages.page_picture, reading_id=empty.reading, number=2, folder=empty.folder)
    empty.keep(empty.row("2,000", "figures"))
    empty.try_it()
    stopping = {"reading_id": empty.reading, "folder": empty.folder}
    with pytest.raises(ChangedMeanwhile):
        empty.act(trying.stop_reading, **stopping, version=1)
    empty.act(trying.stop_reading, **stopping, version=empty.rows_version())
    assert list(empty.folder.iterdir()) == []
    assert empty.ask(reads.list_readings) == []
    with empty.store.reading() as session:
        assert session.exec(select(DraftRow)).first() is None
    assert ID not in [one.report_id for one in empty.ask(evidence.years, empty.dee)]
    empty.begin(pdf, "wexcombe.pdf")
